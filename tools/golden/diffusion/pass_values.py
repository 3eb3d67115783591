"""Golden values of passes beyond one walk over a picture.

Edges that wrap; a second, larger pass; larger pictures refined window by window.

Called by make_golden.py. The tiny models of make_golden.py are read from disk.
"""

import contextlib

import torch
import torch.nn.functional as F
from diffusers import (
    ControlNetModel,
    StableDiffusionXLControlNetImg2ImgPipeline,
    StableDiffusionXLControlNetPipeline,
)
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


def lanczos(planes, height, width):
    """Lanczos of three lobes; beyond the border the nearest value counts."""
    def along(x, size):
        length = x.shape[-1]
        centre = (torch.arange(size, dtype=torch.float64) + 0.5) * (length / size)
        index = torch.floor(centre - 3).long()[:, None] + torch.arange(7)
        d = index + 0.5 - centre[:, None]
        weights = torch.where(d.abs() < 3, torch.sinc(d) * torch.sinc(d / 3), 0.0)
        weights = weights / weights.sum(1, keepdim=True)
        return (x.double()[..., index.clamp(0, length - 1)] * weights).sum(-1)
    return along(along(planes, width).transpose(-1, -2), height).transpose(-1, -2).float()


class TwoSizes:
    """A model with a ControlNet, a picture of noise for it in two sizes, and two seeds."""

    def __init__(self, folder, scale):
        net = ControlNetModel.from_pretrained(folder / "controlnet", **load_options())
        self.first = StableDiffusionXLControlNetPipeline.from_pretrained(
            folder, controlnet=net, add_watermarker=False, **load_options())
        self.second = StableDiffusionXLControlNetImg2ImgPipeline(
            **self.first.components, add_watermarker=False)
        for pipe in (self.first, self.second):
            pipe.set_progress_bar_config(disable=True)
        self.shipped = self.first.scheduler.config
        # Latents of 4 x 6, then of 6 x 10: no multiple.
        self.small, self.large = (4 * scale, 6 * scale), (6 * scale, 10 * scale)
        self.controls = [
            torch.randint(0, 256, (1, h, w, 3), generator=torch.Generator().manual_seed(91 + i))
            for i, (h, w) in enumerate((self.small, self.large))]

    def use(self, sampler):
        kind, changes = sampler
        self.first.scheduler = kind.from_config(self.shipped, **changes)
        self.second.scheduler = self.first.scheduler

    def common(self, generators):
        return dict(
            num_inference_steps=10, num_images_per_prompt=2, controlnet_conditioning_scale=0.8,
            generator=generators, output_type="latent", **PROMPTS)

    def picture(self, index):
        return Image.fromarray(self.controls[index][0].to(torch.uint8).numpy())

    def small_latents(self, generators):
        height, width = self.small
        return self.first(
            image=self.picture(0), height=height, width=width, **self.common(generators)).images

    def enlarged(self, latents, upscaler):
        height, width = self.large
        if upscaler == "pixels":
            rows = self.first.vae.decode(latents / self.first.vae.config.scaling_factor).sample
            return lanczos(rows.clamp(-1, 1), height, width).clamp(-1, 1) / 2 + 0.5
        scale = self.first.vae_scale_factor
        mode = dict(latent="bicubic", nearest="nearest")[upscaler]
        return F.interpolate(latents, size=(height // scale, width // scale), mode=mode)

    def refined(self, rows, generators):
        height, width = self.large
        options = self.common(generators)
        # A batch of pictures of its own: one of each.
        options.update(num_images_per_prompt=1, prompt=[options["prompt"]] * 2,
                       negative_prompt=[options["negative_prompt"]] * 2)
        return self.second(
            image=rows, control_image=[self.picture(1)] * 2, height=height, width=width, strength=0.5,
            **options).images


def generators():
    return [torch.Generator("cpu").manual_seed(s) for s in (93, 94)]


@torch.no_grad()
def second_pass_values(folder, scale, samplers):
    """Ten steps, then five on the larger picture, by every sampler."""
    sizes = TwoSizes(folder, scale)
    values = {f"control.{i}": c.float() for i, c in enumerate(sizes.controls)}
    for method, sampler in samplers.items():
        sizes.use(sampler)
        ways = ("pixels", "latent", "nearest") if method == "EULER" else ("pixels", "latent")
        for way in ways:
            sources = generators()
            rows = sizes.enlarged(sizes.small_latents(sources), way)
            values[f"{way}.{method}"] = sizes.refined(rows, sources)
    return values


def windows(length, tile, overlap):
    count = max(1, -(-(length - overlap) // (tile - overlap)))
    if length <= tile:
        return [0]
    return [int(i * (length - tile) / (count - 1) + 0.5) for i in range(count)]


def ramp(length, overlap):
    at = torch.arange(length)
    return (torch.minimum(at, length - 1 - at) + 1).div(overlap + 1).clamp(max=1)


@torch.no_grad()
def tiled_values(folder, scale, samplers):
    """The second pass again, in windows of 4 latents that share 1: written out, step by step."""
    sizes = TwoSizes(folder, scale)
    pipe, net = sizes.second, sizes.second.controlnet
    tile, overlap = 4, 1
    values = {}
    for method in ("EULER", "DPMPP_2M_SDE_KARRAS"):
        sizes.use(samplers[method])
        sources = generators()
        rows = sizes.enlarged(sizes.small_latents(sources), "pixels") * 2 - 1
        clean = torch.cat([
            pipe.vae.encode(row[None]).latent_dist.sample(g) for row, g in zip(rows, sources)])
        clean = clean * pipe.vae.config.scaling_factor
        noise = torch.cat([torch.randn(1, *clean.shape[1:], generator=g) for g in sources])
        wanted, unwanted, pooled, pooled_not = pipe.encode_prompt(
            PROMPTS["prompt"], negative_prompt=PROMPTS["negative_prompt"], do_classifier_free_guidance=True)
        context = torch.cat([unwanted] * 2 + [wanted] * 2)
        added = torch.cat([pooled_not] * 2 + [pooled] * 2)
        edge = float(tile * scale)
        ids = torch.tensor([[edge, edge, 0, 0, edge, edge]] * 4)
        extra = dict(added_cond_kwargs=dict(text_embeds=added, time_ids=ids), encoder_hidden_states=context)
        control = sizes.controls[1].permute(0, 3, 1, 2) / 255
        pipe.scheduler.set_timesteps(10)
        times = pipe.scheduler.timesteps[5:]
        pipe.scheduler.set_begin_index(5)
        latents = pipe.scheduler.add_noise(clean, noise, times[:1])
        height, width = latents.shape[2:]
        step_noise = {} if method == "EULER" else dict(generator=sources)
        for t in times:
            sums, weights = torch.zeros_like(latents), torch.zeros(height, width)
            given = pipe.scheduler.scale_model_input(latents, t)
            for top in windows(height, tile, overlap):
                for left in windows(width, tile, overlap):
                    here = (slice(top, top + tile), slice(left, left + tile))
                    part = torch.cat([given[:, :, *here]] * 2)
                    pixels = control[
                        :, :, top * scale:(top + tile) * scale, left * scale:(left + tile) * scale]
                    down, middle = net(
                        part, t, controlnet_cond=pixels.expand(4, -1, -1, -1), conditioning_scale=0.8,
                        return_dict=False, **extra)
                    without, guided = pipe.unet(
                        part, t, down_block_additional_residuals=down,
                        mid_block_additional_residual=middle, **extra).sample.chunk(2)
                    weight = ramp(tile, overlap)[:, None] * ramp(tile, overlap)
                    sums[:, :, *here] += (without + 4.0 * (guided - without)) * weight
                    weights[here] += weight
            latents = pipe.scheduler.step(sums / weights, t, latents, **step_noise).prev_sample
        values[f"final.{method}"] = latents
    return values


def all_values(out, shapes, samplers, save):
    for name, shape in shapes.items():
        scale = 1 << (len(shape["vae"]["block_out_channels"]) - 1)
        save(f"{name}-seamless", seamless_values(out / name, scale))
        save(f"{name}-second-pass", second_pass_values(out / name, scale, samplers))
        save(f"{name}-windows", tiled_values(out / name, scale, samplers))
