"""Golden values of what begins with a picture: image to image, change by mask, tiled autoencoder.

Called by make_golden.py. Masks follow differential diffusion (arXiv 2306.00950): at the start of step
i of n, latents whose coverage is below 1 - i/n are set back to the noised picture. Those whose
coverage is 0 are the picture's own in the end, as in diffusers' inpaint pipelines.
"""

import torch
from diffusers import (
    AutoencoderKL,
    ControlNetModel,
    StableDiffusionXLControlNetImg2ImgPipeline,
    StableDiffusionXLInpaintPipeline,
)
from PIL import Image, ImageDraw

SEEDS = (31, 32)
# No value lies on a threshold of the steps below.
COVERAGES = (0, 51, 128, 204, 255)


def start_pipeline(folder, controls):
    load = dict(torch_dtype=torch.float32, local_files_only=True)
    nets = [ControlNetModel.from_pretrained(c, **load) for c in controls]
    pipe = StableDiffusionXLControlNetImg2ImgPipeline.from_pretrained(
        folder, controlnet=nets if len(nets) > 1 else nets[0], add_watermarker=False, **load)
    pipe.set_progress_bar_config(disable=True)
    return pipe


def generators():
    return [torch.Generator("cpu").manual_seed(seed) for seed in SEEDS]


def set_back(pipe, picture, mask):
    """A step-end callback that does what differential diffusion does before the next step."""
    rows = pipe.image_processor.preprocess(picture).to(torch.float32)
    clean, noise = [], []
    for generator in generators():
        sample = pipe.vae.encode(rows).latent_dist.sample(generator)
        clean.append(sample * pipe.vae.config.scaling_factor)
        noise.append(torch.randn(sample.shape, generator=generator))
    clean, noise = torch.cat(clean), torch.cat(noise)

    def callback(pipe, step, timestep, tensors):
        times = pipe.scheduler.timesteps[-pipe._num_timesteps:]
        if step + 1 < len(times):
            kept = (1 - mask) > (step + 1) / len(times)
            noised = pipe.scheduler.add_noise(clean, noise, times[step + 1:step + 2])
            tensors["latents"] = torch.where(kept, noised, tensors["latents"])
        else:
            tensors["latents"] = torch.where(mask == 0, clean, tensors["latents"])
        return tensors

    return callback


@torch.no_grad()
def tiny_values(folder, scale, samplers):
    """Two ControlNets, two pictures at once, 6 of 10 steps; with every sampler, then by mask."""
    height, width = 5 * scale, 8 * scale
    pixels = torch.randint(
        0, 256, (3, height, width, 3), generator=torch.Generator().manual_seed(33)).to(torch.uint8)
    start, *controls = [Image.fromarray(p.numpy()) for p in pixels]
    mask = torch.tensor(COVERAGES)[
        torch.randint(0, len(COVERAGES), (5, 8), generator=torch.Generator().manual_seed(34))]
    pipe = start_pipeline(folder, [folder / "controlnet", folder / "controlnet_plain"])
    common = dict(
        prompt="A red car, blue stripes!", negative_prompt="blurry", image=start,
        control_image=controls, height=height, width=width, num_inference_steps=10, strength=0.6,
        num_images_per_prompt=2, guidance_scale=4.0, controlnet_conditioning_scale=[0.8, 0.5],
        control_guidance_start=[0.0, 0.3], control_guidance_end=[0.7, 1.0], output_type="latent")
    values = dict(pixels=pixels.float(), mask=mask.float())
    shipped = pipe.scheduler.config
    for method, (kind, changes) in samplers.items():
        pipe.scheduler = kind.from_config(shipped, **changes)
        values[f"final.{method}"] = pipe(generator=generators(), **common).images
        values[f"masked.{method}"] = pipe(
            generator=generators(), callback_on_step_end=set_back(pipe, start, mask[None, None] / 255),
            **common).images
    return values


@torch.no_grad()
def inpaint_values(folder, scale):
    """diffusers' own inpaint pipeline: a mask of yes and no, no ControlNet, one picture."""
    height, width = 6 * scale, 8 * scale
    pixels = torch.randint(0, 256, (height, width, 3), generator=torch.Generator().manual_seed(37))
    grid = torch.randint(0, 2, (6, 8), generator=torch.Generator().manual_seed(38))
    mask = grid.repeat_interleave(scale, 0).repeat_interleave(scale, 1) * 255
    pipe = StableDiffusionXLInpaintPipeline.from_pretrained(
        folder, add_watermarker=False, torch_dtype=torch.float32, local_files_only=True)
    pipe.set_progress_bar_config(disable=True)
    final = pipe(
        prompt="A red car, blue stripes!", negative_prompt="blurry",
        image=Image.fromarray(pixels.to(torch.uint8).numpy()),
        mask_image=Image.fromarray(mask.to(torch.uint8).numpy()), height=height, width=width,
        num_inference_steps=10, strength=0.7, guidance_scale=4.0,
        generator=torch.Generator("cpu").manual_seed(39), output_type="latent").images
    return dict(pixels=pixels[None].float(), mask=grid.float(), final=final)


@torch.no_grad()
def tiled_values(vae, scale):
    """Tiles of 8 latents that share 2; the last ones are cut short."""
    vae.enable_tiling()
    vae.tile_latent_min_size, vae.tile_sample_min_size = 8, 8 * scale
    latents = torch.randn(1, 4, 17, 11, generator=torch.Generator().manual_seed(35))
    picture = torch.rand(1, 3, 17 * scale, 11 * scale, generator=torch.Generator().manual_seed(36)) * 2 - 1
    moments = vae.encode(picture).latent_dist
    values = dict(
        latents=latents, picture=picture, decoded=vae.decode(latents).sample,
        encoded_mean=moments.mean, encoded_logvar=moments.logvar)
    vae.disable_tiling()
    return values


@torch.no_grad()
def mini_values(model, control, out):
    """The built-in model over a drawing: 7 of 10 steps."""
    start = Image.new("RGB", (256, 256), (40, 60, 150))
    draw = ImageDraw.Draw(start)
    draw.polygon([(0, 60), (256, 0), (256, 70), (0, 140)], fill=(240, 200, 30))
    draw.ellipse((60, 130, 190, 250), fill=(200, 30, 40))
    start.save(out / "mini-start.png")
    pipe = start_pipeline(model, [model / "controlnet"])
    final = pipe(
        prompt="orange and black tiger stripes", image=start, control_image=control,
        num_inference_steps=10, strength=0.7, guidance_scale=5.0, controlnet_conditioning_scale=0.8,
        generator=torch.Generator("cpu").manual_seed(5), output_type="latent").images
    return dict(final=final)


def all_values(out, mini, shapes, samplers, save):
    for name, shape in shapes.items():
        scale = 1 << (len(shape["vae"]["block_out_channels"]) - 1)
        save(f"{name}-pictures", tiny_values(out / name, scale, samplers))
        save(f"{name}-inpaint", inpaint_values(out / name, scale))
        vae = AutoencoderKL.from_pretrained(out / name / "vae", torch_dtype=torch.float32)
        save(f"{name}-tiles", tiled_values(vae, scale))
    save("mini-picture", mini_values(mini, Image.open(out / "mini-control.png"), out))
