"""Takes steps of the full-size UNet in diffusers and in this engine, in turn, and compares them.

    python race_steps.py MODEL [--steps N] [--threads N] [--classpath FILE]

MODEL is a folder of make_full_model.py. Both sides run on the same version of PyTorch, in bf16, with
the same number of threads and the same OpenMP waiting policy; while one takes a step the other
sleeps. The first step of each is not counted. Memory is read from /proc at the end; the peak of a
process is its VmHWM.
"""

import pathlib
import statistics
import sys
import tempfile
import time

from racers import PLUGIN, Racer, arguments, java_command, test_classpath


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


def distance(first, second):
    from safetensors.torch import load_file

    a, b = (load_file(file)["prediction"].double() for file in (first, second))
    return ((a - b).norm() / b.norm()).item()


def main():
    parser = arguments(__doc__.splitlines()[0])
    parser.add_argument("--steps", type=int, default=7)
    options = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp())
    unet, inputs = options.model / "unet", folder / "inputs.safetensors"
    write_inputs(inputs)
    ours_out, theirs_out = folder / "ours.safetensors", folder / "theirs.safetensors"
    theirs = Racer(
        "diffusers",
        [sys.executable, __file__, "--child", unet, inputs, theirs_out, str(options.threads)],
        options.threads)
    ours = Racer(
        "ours",
        java_command("UnetStepBenchmark", test_classpath(options.classpath),
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
