"""Takes steps of the full-size UNet in diffusers and in this engine, in turn, and compares them.

    python race_steps.py MODEL [--steps N] [--threads N] [--classpath FILE]

MODEL is a folder of make_full_model.py. Both sides run on the same version of PyTorch, in bf16, with
the same number of threads and the same OpenMP waiting policy; while one takes a step the other
sleeps. The first step of each is not counted. Memory is read from /proc at the end; the peak of a
process is its VmHWM.
"""

import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PLUGIN = ROOT / "plugin-livery-ai"


class Racer:
    """A child process that prints LOADED, then STEP and seconds for each line it reads."""

    def __init__(self, name, command, threads):
        self.name = name
        environment = os.environ | {
            "OMP_WAIT_POLICY": "PASSIVE", "OMP_NUM_THREADS": str(threads), "HF_HUB_OFFLINE": "1"}
        begin = time.perf_counter()
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
        self.answer("LOADED")
        self.load_seconds = time.perf_counter() - begin
        self.seconds = []
        self.cpu = []

    def answer(self, word):
        for line in self.process.stdout:
            if line.startswith(word):
                return line.split()[1:]
        raise SystemExit(f"{self.name} ended early")

    def cpu_seconds(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def step(self):
        before = self.cpu_seconds()
        self.process.stdin.write("step\n")
        self.process.stdin.flush()
        self.seconds.append(float(self.answer("STEP")[0]))
        self.cpu.append(self.cpu_seconds() - before)

    def memory(self):
        megabytes = {}
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            key, _, value = line.partition(":")
            if key in ("VmHWM", "RssAnon", "RssFile"):
                megabytes[key] = int(value.split()[0]) / 1024
        return megabytes

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def write_inputs(file):
    import torch
    from safetensors.torch import save_file

    generator = torch.Generator("cpu").manual_seed(7)

    def seeded(*shape):
        return torch.randn(shape, generator=generator)

    latents = seeded(1, 4, 64, 64)
    save_file(
        {
            "latents": torch.cat([latents, latents]).contiguous(),
            "t": torch.tensor([501.0]),
            "prompt": seeded(2, 77, 2048),
            "pooled": seeded(2, 1280),
            "sizes": torch.tensor([[512.0, 512, 0, 0, 512, 512]] * 2),
        },
        file)


def diffusers_side(unet, inputs, result, threads):
    import torch
    from diffusers import UNet2DConditionModel
    from safetensors.torch import load_file, save_file

    torch.set_num_threads(threads)
    network = UNet2DConditionModel.from_pretrained(unet, torch_dtype=torch.bfloat16).eval()
    given = load_file(inputs)
    latents, prompt, pooled = (given[k].bfloat16() for k in ("latents", "prompt", "pooled"))
    added = {"text_embeds": pooled, "time_ids": given["sizes"]}
    print("LOADED", flush=True)
    with torch.inference_mode():
        for _ in sys.stdin:
            begin = time.perf_counter()
            prediction = network(latents, given["t"], prompt, added_cond_kwargs=added).sample
            print(f"STEP {time.perf_counter() - begin:.4f}", flush=True)
    save_file({"prediction": prediction.float()}, result)


def java_command(classpath, arguments):
    java = pathlib.Path(os.environ["JAVA_HOME"]) / "bin/java" if "JAVA_HOME" in os.environ else "java"
    # The worker's own options (WorkerCommand).
    options = ["-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.library.path=",
               "-Dslf4j.internal.verbosity=ERROR", "--enable-native-access=ALL-UNNAMED"]
    return [str(java), *options, "-cp", classpath,
            "org.liverystudio.ai.diffusion.UnetStepBenchmark", *map(str, arguments)]


def distance(first, second):
    from safetensors.torch import load_file

    a, b = (load_file(file)["prediction"].double() for file in (first, second))
    return ((a - b).norm() / b.norm()).item()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=pathlib.Path)
    parser.add_argument("--steps", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--classpath", type=pathlib.Path, default=PLUGIN / "target/classpath.txt",
                        help="file that names the test class path, from mvn dependency:build-classpath")
    options = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp())
    unet, inputs = options.model / "unet", folder / "inputs.safetensors"
    write_inputs(inputs)
    ours_out, theirs_out = folder / "ours.safetensors", folder / "theirs.safetensors"
    classes = [str(PLUGIN / "target/test-classes"), str(PLUGIN / "target/classes"),
               options.classpath.read_text().strip()]
    theirs = Racer(
        "diffusers",
        [sys.executable, __file__, "--child", unet, inputs, theirs_out, str(options.threads)],
        options.threads)
    ours = Racer(
        "ours",
        java_command(os.pathsep.join(classes),
                     [unet, inputs, ours_out, PLUGIN / "target/natives", options.threads]),
        options.threads)
    for step in range(options.steps + 1):
        for racer in (theirs, ours):
            racer.step()
            kind = "first" if step == 0 else "step"
            print(f"{racer.name:10} {kind} {racer.seconds[-1]:7.2f} s, CPU {racer.cpu[-1]:7.2f} s", flush=True)
    report(theirs, ours)
    for racer in (theirs, ours):
        racer.end()
    print(f"distance of the predictions: {distance(ours_out, theirs_out):.2e}")


def report(theirs, ours):
    rows = {
        "load, s": [r.load_seconds for r in (theirs, ours)],
        "step, s (median)": [statistics.median(r.seconds[1:]) for r in (theirs, ours)],
        "step, CPU s (median)": [statistics.median(r.cpu[1:]) for r in (theirs, ours)],
        "anonymous, MB": [r.memory()["RssAnon"] for r in (theirs, ours)],
        "peak, MB": [r.memory()["VmHWM"] for r in (theirs, ours)],
    }
    print(f"{'':22}{'diffusers':>10}{'ours':>10}{'ratio':>8}")
    for name, (their, our) in rows.items():
        print(f"{name:22}{their:10.2f}{our:10.2f}{our / their:8.2f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        diffusers_side(*sys.argv[2:5], int(sys.argv[5]))
    else:
        main()
