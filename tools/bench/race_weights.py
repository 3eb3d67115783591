"""Takes steps of the full-size UNet with weights of 16, 8 and 4 bits, in turn, and compares them.

    python race_weights.py BF16 INT8 [INT4 ...] [--steps N] [--threads N] [--classpath FILE]

Each is a UNet's folder: that of a model of make_full_model.py, and what `livery models quantize`
makes of it. All run in this engine, with the same number of threads; while one takes a step the
others sleep. The first step of each is not counted. Resident weights are what a process holds more,
after its steps, than one that has no network: mapped pages and memory of its own together.
"""

import argparse
import pathlib
import statistics
import tempfile

from race_steps import distance, write_inputs
from racers import PLUGIN, Racer, java_command, test_classpath


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("unets", type=pathlib.Path, nargs="+")
    parser.add_argument("--steps", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--classpath", type=pathlib.Path, default=PLUGIN / "target/classpath.txt",
                        help="file that names the test class path, from mvn dependency:build-classpath")
    options = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp())
    inputs = folder / "inputs.safetensors"
    write_inputs(inputs)
    results = [folder / f"{i}.safetensors" for i in range(len(options.unets))]
    racers = [
        Racer(unet.name, java_command(
            "UnetStepBenchmark", test_classpath(options.classpath),
            [unet, inputs, result, PLUGIN / "target/natives", options.threads]), options.threads)
        for unet, result in zip(options.unets, results)]
    for step in range(options.steps + 1):
        for racer in racers:
            racer.step()
            print(f"{racer.name:12} {racer.seconds[-1]:7.2f} s, CPU {racer.cpu[-1]:7.2f} s", flush=True)
    report(options.unets, racers)
    for racer in racers:
        racer.end()
    for unet, result in zip(options.unets[1:], results[1:]):
        print(f"distance of {unet.name} from {options.unets[0].name}: {distance(result, results[0]):.2e}")


def report(unets, racers):
    first = racers[0]

    def median(values):
        return statistics.median(values[1:])

    for unet, racer in zip(unets, racers):
        memory = racer.memory()
        size = sum(f.stat().st_size for f in unet.glob("*.safetensors")) / 1e6
        print(
            f"{racer.name:12} file {size:6.0f} MB, "
            f"step {median(racer.seconds):6.2f} s (speed {median(first.seconds) / median(racer.seconds):.2f}), "
            f"CPU {median(racer.cpu):6.2f} s ({median(first.cpu) / median(racer.cpu):.2f}), "
            f"resident {memory['RssFile'] + memory['RssAnon']:6.0f} MB, load {racer.load_seconds:5.1f} s")


if __name__ == "__main__":
    main()
