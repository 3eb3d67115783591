"""Makes one picture in diffusers, in this engine, and in it with shortcuts: step by step, in turn.

    python race_picture.py MODEL [--steps N] [--step-cache N] [--guidance-until SHARE] [--size N]

MODEL is a folder of make_full_model.py. All three start from the same noise, prompt and (empty)
negative prompt; the time of a picture is that of its prompt, its steps and its decoding, without
loading. Likeness is the peak signal-to-noise ratio of the decoded pictures.
"""

import math
import pathlib
import sys
import tempfile
import time

from racers import PLUGIN, Racer, arguments, java_command, test_classpath

PROMPT = "red and white stripes, blue flames"
GUIDANCE = 5.0


def write_noise(file, size):
    import torch
    from safetensors.torch import save_file

    noise = torch.randn((1, 4, size // 8, size // 8), generator=torch.Generator("cpu").manual_seed(7))
    save_file({"latents": noise}, file)


def diffusers_side(model, noise, result, threads, steps):
    import torch
    from diffusers import StableDiffusionXLPipeline
    from safetensors.torch import load_file, save_file

    torch.set_num_threads(threads)
    pipeline = StableDiffusionXLPipeline.from_pretrained(model, torch_dtype=torch.bfloat16)
    pipeline.set_progress_bar_config(disable=True)
    latents = load_file(noise)["latents"]
    print("LOADED", flush=True)
    sys.stdin.readline()
    begin = [time.perf_counter()]

    def after_step(_pipeline, _index, _timestep, values):
        print(f"STEP {time.perf_counter() - begin[0]:.4f}", flush=True)
        sys.stdin.readline()
        begin[0] = time.perf_counter()
        return values

    picture = pipeline(
        PROMPT, num_inference_steps=steps, guidance_scale=GUIDANCE, latents=latents.bfloat16(),
        height=8 * latents.shape[2], width=8 * latents.shape[3], output_type="pt",
        callback_on_step_end=after_step).images
    print(f"STEP {time.perf_counter() - begin[0]:.4f}", flush=True)
    save_file({"picture": (picture.float() * 2 - 1).contiguous()}, result)
    sys.stdin.readline()


def decibels(file, expected):
    from safetensors.torch import load_file

    a, b = (load_file(f)["picture"].double().clamp(-1, 1) for f in (file, expected))
    return 10 * math.log10(4 / ((a - b) ** 2).mean().item())


def main():
    parser = arguments(__doc__.splitlines()[0])
    parser.add_argument("--steps", type=int, default=30)
    parser.add_argument("--size", type=int, default=512)
    parser.add_argument("--step-cache", type=int, default=2)
    parser.add_argument("--guidance-until", type=float, default=0.8)
    options = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp())
    noise = folder / "noise.safetensors"
    write_noise(noise, options.size)
    results = {name: folder / f"{name}.safetensors" for name in ("diffusers", "exact", "fast")}

    def ours(name, step_cache, guidance_until):
        command = java_command(
            "PictureStepBenchmark", test_classpath(options.classpath),
            [options.model, noise, results[name], PLUGIN / "target/natives", options.threads,
             options.steps, PROMPT, GUIDANCE, step_cache, guidance_until])
        return Racer(name, command, options.threads)

    racers = [
        Racer("diffusers",
              [sys.executable, __file__, "--child", options.model, noise, results["diffusers"],
               str(options.threads), str(options.steps)],
              options.threads),
        ours("exact", 1, 1),
        ours("fast", options.step_cache, options.guidance_until),
    ]
    # The last "step" is the decoding.
    for step in range(options.steps + 1):
        for racer in racers:
            racer.step()
        print(step + 1, *(f"{r.name} {r.seconds[-1]:.2f} s (CPU {r.cpu[-1]:.2f})" for r in racers),
              flush=True)
    for racer in racers:
        racer.end()
    whole = {r.name: (sum(r.seconds), sum(r.cpu)) for r in racers}
    for name, (seconds, cpu) in whole.items():
        print(f"{name:10} {seconds:8.1f} s, {seconds / whole['diffusers'][0]:.2f} of diffusers;"
              f" CPU {cpu:8.1f} s, {cpu / whole['diffusers'][1]:.2f}")
    print(f"fast against exact: {decibels(results['fast'], results['exact']):.1f} dB")
    print(f"exact against diffusers: {decibels(results['exact'], results['diffusers']):.1f} dB")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        diffusers_side(*sys.argv[2:5], *map(int, sys.argv[5:7]))
    else:
        main()
