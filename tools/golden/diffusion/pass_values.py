"""Golden values of passes beyond one walk over a picture: edges that wrap.

Called by make_golden.py. The tiny models of make_golden.py are read from disk.
"""

import contextlib

import torch
import torch.nn.functional as F
from diffusers import AutoencoderKL, ControlNetModel, StableDiffusionXLControlNetPipeline
from diffusers.models.downsampling import Downsample2D
from PIL import Image

WRAPS = {"x": (True, False), "y": (False, True), "both": (True, True)}
PROMPTS = dict(prompt="A red car, blue stripes!", negative_prompt="blurry", guidance_scale=4.0)


def load_options():
    return dict(torch_dtype=torch.float32, local_files_only=True)


def around(x, before, after, wrap):
    """Pads the width, then the height: with the opposite edge where it wraps, else with zeros."""
    for sides, wraps in (((before, after, 0, 0), wrap[0]), ((0, 0, before, after), wrap[1])):
        x = F.pad(x, sides, mode="circular") if wraps else F.pad(x, sides)
    return x


@contextlib.contextmanager
def wrapped(wrap, *networks):
    """All convolutions see the opposite edge; for both ways that is padding_mode="circular".

    The autoencoder's halving pads its right and bottom by hand and is treated alike.
    """
    convolutions = [m for n in networks for m in n.modules() if isinstance(m, torch.nn.Conv2d)]
    halving = [m for n in networks for m in n.modules() if isinstance(m, Downsample2D) and m.padding == 0]
    if wrap == (True, True):
        for conv in convolutions:
            conv.padding_mode = "circular"
            p = conv.padding[0]
            conv._reversed_padding_repeated_twice = [p, p, p, p]
    else:
        for conv in convolutions:
            def forward(x, weight, bias, conv=conv):
                p = conv.padding[0]
                return F.conv2d(around(x, p, p, wrap), weight, bias, conv.stride)
            conv._conv_forward = forward
    for half in halving:
        half.forward = lambda x, *_, half=half: half.conv(around(x, 0, 1, wrap))
    try:
        yield
    finally:
        for conv in convolutions:
            conv.padding_mode = "zeros"
            conv.__dict__.pop("_conv_forward", None)
        for half in halving:
            del half.forward


@torch.no_grad()
def seamless_values(folder, scale):
    """A ControlNet, two pictures, four steps; then the autoencoder both ways."""
    net = ControlNetModel.from_pretrained(folder / "controlnet", **load_options())
    pipe = StableDiffusionXLControlNetPipeline.from_pretrained(
        folder, controlnet=net, add_watermarker=False, **load_options())
    pipe.set_progress_bar_config(disable=True)
    height, width = 6, 8
    pixels = torch.randint(
        0, 256, (1, height * scale, width * scale, 3), generator=torch.Generator().manual_seed(81))
    control = Image.fromarray(pixels[0].to(torch.uint8).numpy())
    latents = torch.randn(1, 4, 5, 6, generator=torch.Generator().manual_seed(82))
    picture = torch.rand(1, 3, 4 * scale, 6 * scale, generator=torch.Generator().manual_seed(83)) * 2 - 1
    values = dict(pixels=pixels.float(), latents=latents, picture=picture)
    for name, wrap in WRAPS.items():
        with wrapped(wrap, pipe.unet, pipe.vae, net):
            values[f"final.{name}"] = pipe(
                image=control, height=height * scale, width=width * scale, num_inference_steps=4,
                num_images_per_prompt=2, controlnet_conditioning_scale=0.8,
                generator=[torch.Generator("cpu").manual_seed(s) for s in (84, 85)],
                output_type="latent", **PROMPTS).images
            values[f"decoded.{name}"] = pipe.vae.decode(latents).sample
            moments = pipe.vae.encode(picture).latent_dist
            values[f"mean.{name}"], values[f"logvar.{name}"] = moments.mean, moments.logvar
    return values


def all_values(out, shapes, save):
    for name, shape in shapes.items():
        scale = 1 << (len(shape["vae"]["block_out_channels"]) - 1)
        save(f"{name}-seamless", seamless_values(out / name, scale))
