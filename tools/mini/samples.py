"""Draws the sample sheets of the model card with the stock diffusers pipelines, and times one picture.

It is also the proof that the folder loads without our code.
"""
import argparse
import time
from pathlib import Path

import numpy as np
import torch
from diffusers import ControlNetModel, StableDiffusionXLControlNetPipeline, StableDiffusionXLPipeline
from PIL import Image

from islands import KINDS, control_image, layout
from palette import COLOUR_NAMES
from prompts import SHEET
from sheet import contact_sheet


def arguments():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0], formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    p.add_argument("--model", required=True)
    p.add_argument("--out", required=True, help="folder of the sheets")
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--steps", type=int, default=20)
    p.add_argument("--guidance", type=float, default=5.0)
    p.add_argument("--size", type=int, default=256)
    return p.parse_args()


def run(a, pipeline, prompts, seed, images=None):
    out = []
    for i in range(0, len(prompts), 8):
        part = prompts[i:i + 8]
        more = {} if images is None else {"image": images[i:i + 8]}
        generators = [torch.Generator().manual_seed(seed * 1000 + i + j) for j in range(len(part))]
        out += [np.asarray(x) for x in pipeline(
            part, num_inference_steps=a.steps, guidance_scale=a.guidance, generator=generators, height=a.size,
            width=a.size, **more).images]
    return out


def main():
    a = arguments()
    torch.set_num_threads(a.threads)
    out = Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    plain = StableDiffusionXLPipeline.from_pretrained(a.model, torch_dtype=torch.float32)
    plain.set_progress_bar_config(disable=True)
    run(a, plain, SHEET[:1], 1)
    start = time.time()
    run(a, plain, SHEET[:1], 1)
    print(f"{time.time() - start:.2f} s for one picture of {a.size} pixels, {a.steps} steps, {a.threads} thread(s)")
    contact_sheet(run(a, plain, SHEET, 1), SHEET, out / "samples.png")
    colours = [f"{c} and {'black' if c in ('white', 'silver', 'beige', 'yellow') else 'white'} stripes" for c in COLOUR_NAMES]
    contact_sheet(run(a, plain, colours, 3), colours, out / "samples_colours.png", 10)

    net = ControlNetModel.from_pretrained(Path(a.model) / "controlnet", torch_dtype=torch.float32)
    parts = {k: v for k, v in plain.components.items() if k not in ("image_encoder", "feature_extractor")}
    controlled = StableDiffusionXLControlNetPipeline(**parts, controlnet=net, add_watermarker=False)
    controlled.set_progress_bar_config(disable=True)
    rng = np.random.default_rng(31)
    controls = [np.repeat(control_image(k, layout(rng, a.size))[..., None], 3, 2) for k in KINDS[:3]] * 5
    prompts = SHEET[:15]
    pictures = run(a, controlled, prompts, 4, [Image.fromarray(c) for c in controls])
    contact_sheet([x for pair in zip(controls, pictures) for x in pair], [x for p in prompts for x in ("control", p)],
                  out / "samples_control.png", 6)


if __name__ == "__main__":
    main()
