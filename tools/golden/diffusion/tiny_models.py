"""Tiny random models of SDXL's kind, and what diffusers computes with them.

A shape is a dict: dtype of the stored weights, settings of each network, and the few facts that lie
between them. make_model writes one in diffusers' layout; the others compute what tests compare with.
"""

import json
import shutil

import torch
from diffusers import (
    AutoencoderKL,
    AutoencoderTiny,
    ControlNetModel,
    ControlNetUnionModel,
    EulerDiscreteScheduler,
    StableDiffusionXLControlNetPipeline,
    StableDiffusionXLControlNetUnionPipeline,
    StableDiffusionXLPipeline,
    UNet2DConditionModel,
)
from PIL import Image
from safetensors.torch import save_file
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection

SHAPES = {
    # SDXL's own ways, small: linear projections, three levels of the VAE halved to 8 pixels a latent.
    "tiny-linear": dict(
        dtype=torch.float16,
        unet=dict(
            block_out_channels=(8, 16),
            down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
            layers_per_block=1,
            transformer_layers_per_block=(1, 2),
            attention_head_dim=(2, 4),
            norm_num_groups=4,
            use_linear_projection=True,
            cross_attention_dim=16 + 24,
            addition_embed_type="text_time",
            addition_time_embed_dim=8,
            projection_class_embeddings_input_dim=6 * 8 + 20,
        ),
        up=("CrossAttnUpBlock2D", "UpBlock2D"),
        hint=(4, 4, 8, 8),
        vae=dict(block_out_channels=(8, 8, 16, 16), layers_per_block=1, norm_num_groups=4),
        scheduler=dict(timestep_spacing="leading", steps_offset=1),
        widths=(16, 24, 20),
        zeros_for_empty=True,
        union=dict(num_control_type=8, num_trans_head=2, num_trans_layer=2),
        taesd=dict(width=8, blocks=(1, 2, 1, 1)),
    ),
    # Everything else: convolutions around transformers, attention on the finest level, heads of
    # another width, the time code's halves swapped, a VAE of 4 pixels a latent without attention.
    "tiny-conv": dict(
        dtype=torch.bfloat16,
        unet=dict(
            block_out_channels=(4, 8, 12),
            down_block_types=("CrossAttnDownBlock2D", "DownBlock2D", "CrossAttnDownBlock2D"),
            layers_per_block=2,
            transformer_layers_per_block=(1, 1, 2),
            attention_head_dim=(1, 2, 3),
            norm_num_groups=2,
            norm_eps=1e-3,
            use_linear_projection=False,
            cross_attention_dim=8 + 8,
            flip_sin_to_cos=False,
            freq_shift=1,
            addition_embed_type="text_time",
            addition_time_embed_dim=4,
            projection_class_embeddings_input_dim=6 * 4 + 12,
        ),
        up=("CrossAttnUpBlock2D", "UpBlock2D", "CrossAttnUpBlock2D"),
        hint=(4, 6, 8),
        vae=dict(
            block_out_channels=(4, 8, 8),
            layers_per_block=2,
            norm_num_groups=2,
            mid_block_add_attention=False,
            use_quant_conv=False,
            use_post_quant_conv=False,
        ),
        scheduler=dict(
            timestep_spacing="trailing",
            prediction_type="v_prediction",
            use_karras_sigmas=True,
        ),
        widths=(8, 8, 12),
        control_order="bgr",
        # As SDXL's own old config says.
        end_token_2=2,
    ),
}


def seeded(seed, *shape):
    return torch.randn(shape, generator=torch.Generator("cpu").manual_seed(seed))


def randomised(model, seed):
    """No zero or one is left in the weights, so that no term of a sum goes unnoticed."""
    generator = torch.Generator("cpu").manual_seed(seed)
    for parameter in model.parameters():
        noise = torch.randn(parameter.shape, generator=generator)
        if parameter.dim() == 1:
            parameter.data.add_(noise * 0.1)
        else:
            fan_in = parameter[0].numel()
            parameter.data.copy_(noise * (0.9 / fan_in**0.5))
    return model.eval()


def write_tokenizer(folder, pad):
    """A vocabulary of single bytes with a few joined pairs."""
    printable = [*range(ord("!"), ord("~") + 1), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    hidden = [b for b in range(256) if b not in printable]
    letters = [chr(b) for b in printable] + [chr(256 + i) for i in range(len(hidden))]
    merges = [("r", "e"), ("re", "d</w>"), ("b", "l"), ("bl", "u"), ("blu", "e</w>"), ("c", "a")]
    tokens = letters + [c + "</w>" for c in letters] + ["".join(m) for m in merges]
    tokens += ["<|startoftext|>", "<|endoftext|>"]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.json").write_text(
        json.dumps({t: i for i, t in enumerate(tokens)}, ensure_ascii=False), encoding="utf-8")
    (folder / "merges.txt").write_text(
        "#version: 0.2\n" + "\n".join(" ".join(m) for m in merges) + "\n", encoding="utf-8")
    (folder / "tokenizer_config.json").write_text(
        json.dumps({"tokenizer_class": "CLIPTokenizer", "pad_token": pad, "model_max_length": 77}))
    return len(tokens)


def control_settings(shape):
    common = dict(in_channels=shape.get("latents", 4), conditioning_embedding_out_channels=shape["hint"])
    config = {k: v for k, v in shape["unet"].items() if k not in ("time_embedding_dim", "mid_block_type")}
    return common, config


def control_parts(shape, seed):
    """ControlNets: one like the UNet, and one without any attention."""
    common, config = control_settings(shape)
    order = shape.get("control_order", "rgb")
    levels = len(config["block_out_channels"])
    plain = {**config, "mid_block_type": "UNetMidBlock2D", "down_block_types": ("DownBlock2D",) * levels}
    return dict(
        controlnet=randomised(
            ControlNetModel(controlnet_conditioning_channel_order=order, **common, **config), seed + 2),
        controlnet_plain=randomised(ControlNetModel(**common, **plain), seed + 3))


def union_network(shape, seed):
    common, config = control_settings(shape)
    width = config["block_out_channels"][0]
    return randomised(
        ControlNetUnionModel(
            **common, **config, **shape["union"], num_trans_channel=width, num_proj_channel=width),
        seed + 7)


def tiny_decoder(shape, seed):
    width, blocks = shape["taesd"]["width"], shape["taesd"]["blocks"]
    return randomised(
        AutoencoderTiny(
            latent_channels=shape.get("latents", 4),
            encoder_block_out_channels=(width,) * len(blocks), num_encoder_blocks=blocks[::-1],
            decoder_block_out_channels=(width,) * len(blocks), num_decoder_blocks=blocks),
        seed + 8)


def text_parts(folder, shape, seed):
    first, second, pooled = shape["widths"]
    layers, heads = shape.get("text_layers", (2, 3)), shape.get("text_heads", (2, 2))
    words = write_tokenizer(folder / "tokenizer", "<|endoftext|>")
    write_tokenizer(folder / "tokenizer_2", "!")
    text = dict(vocab_size=words, max_position_embeddings=77, bos_token_id=words - 2)
    return dict(
        text_encoder=randomised(
            CLIPTextModel(
                CLIPTextConfig(
                    hidden_size=first, intermediate_size=3 * first, num_hidden_layers=layers[0],
                    num_attention_heads=heads[0], hidden_act="quick_gelu", eos_token_id=words - 1, **text)),
            seed + 5),
        text_encoder_2=randomised(
            CLIPTextModelWithProjection(
                CLIPTextConfig(
                    hidden_size=second, intermediate_size=2 * second, num_hidden_layers=layers[1],
                    num_attention_heads=heads[1], hidden_act="gelu", projection_dim=pooled,
                    layer_norm_eps=1e-4, eos_token_id=shape.get("end_token_2", words - 1), **text)),
            seed + 6))


def make_model(folder, shape, seed=0):
    shutil.rmtree(folder, ignore_errors=True)
    # What randomised leaves of an initial value comes from here, in the order of the networks.
    torch.manual_seed(seed)
    latents = shape.get("latents", 4)
    levels = len(shape["vae"]["block_out_channels"])
    parts = dict(
        unet=randomised(
            UNet2DConditionModel(
                sample_size=8, in_channels=latents, out_channels=latents, up_block_types=shape["up"],
                **shape["unet"]),
            seed + 1))
    if "hint" in shape:
        parts |= control_parts(shape, seed)
    parts["vae"] = randomised(
        AutoencoderKL(**{
            **dict(
                down_block_types=("DownEncoderBlock2D",) * levels,
                up_block_types=("UpDecoderBlock2D",) * levels,
                latent_channels=latents, sample_size=8 << (levels - 1), scaling_factor=0.6),
            **shape["vae"]}),
        seed + 4)
    parts |= text_parts(folder, shape, seed)
    if "union" in shape:
        parts["controlnet_union"] = union_network(shape, seed)
    if "taesd" in shape:
        parts["taesd"] = tiny_decoder(shape, seed)
    for part, network in parts.items():
        network.to(shape["dtype"]).save_pretrained(folder / part)
        network.to(torch.float32)
    scheduler = EulerDiscreteScheduler(
        beta_schedule="scaled_linear", beta_start=0.00085, beta_end=0.012, **shape["scheduler"])
    scheduler.save_pretrained(folder / "scheduler")
    index = {
        "_class_name": "StableDiffusionXLPipeline",
        "force_zeros_for_empty_prompt": shape.get("zeros_for_empty", False),
        "scheduler": ["diffusers", "EulerDiscreteScheduler"],
        "text_encoder": ["transformers", "CLIPTextModel"],
        "text_encoder_2": ["transformers", "CLIPTextModelWithProjection"],
        "tokenizer": ["transformers", "CLIPTokenizer"],
        "tokenizer_2": ["transformers", "CLIPTokenizer"],
        "unet": ["diffusers", "UNet2DConditionModel"],
        "vae": ["diffusers", "AutoencoderKL"],
    }
    (folder / "model_index.json").write_text(json.dumps(index, indent=2))
    return parts


KINDS = dict(
    unet=UNet2DConditionModel, vae=AutoencoderKL, controlnet=ControlNetModel,
    controlnet_plain=ControlNetModel, controlnet_union=ControlNetUnionModel, taesd=AutoencoderTiny)


def networks_of(folder):
    """The networks of a model on disk, in fp32."""
    return {
        part: kind.from_pretrained(folder / part, torch_dtype=torch.float32, local_files_only=True).eval()
        for part, kind in KINDS.items() if (folder / part).is_dir()}


def pixels_per_latent(shape):
    return 1 << (len(shape["vae"]["block_out_channels"]) - 1)


def network_inputs(shape):
    """Height and width differ and do not halve evenly."""
    scale = pixels_per_latent(shape)
    context = shape["unet"]["cross_attention_dim"]
    return dict(
        latents=seeded(11, 2, shape.get("latents", 4), 5, 7),
        t=torch.tensor([601.5]),
        prompt=seeded(12, 2, 77, context),
        pooled=seeded(13, 2, shape["widths"][2]),
        sizes=torch.tensor([[40.0, 56, 0, 0, 40, 56], [512, 768, 16, 8, 512, 768]]),
        picture=torch.rand(2, 3, 5 * scale, 7 * scale, generator=torch.Generator().manual_seed(14)))


# The pictures that the union network gets: kinds and weights; one alone, then two.
UNION_CASES = {"one": ([1], [0.7]), "two": ([3, 5], [0.6, 1.1])}


@torch.no_grad()
def network_outputs(parts, inputs, dtype=torch.float32):
    """What each network alone makes of the inputs."""
    nets = {k: net.to(dtype) for k, net in parts.items()}
    i = {k: v if k in ("t", "sizes") else v.to(dtype) for k, v in inputs.items()}
    added = dict(text_embeds=i["pooled"], time_ids=i["sizes"])
    walk = (i["latents"], i["t"], i["prompt"])
    unet, vae = nets["unet"], nets["vae"]
    values = dict(unet=unet(*walk, added_cond_kwargs=added).sample)

    def steered(label, downs, mid):
        for n, residual in enumerate(downs):
            values[f"{label}.{n}"] = residual
        values[f"{label}.mid"] = mid
        values[f"unet+{label}"] = unet(
            *walk, added_cond_kwargs=added, down_block_additional_residuals=downs,
            mid_block_additional_residual=mid).sample

    for label in ("controlnet", "controlnet_plain"):
        if label in nets:
            steered(label, *nets[label](
                *walk, controlnet_cond=i["picture"], conditioning_scale=0.7,
                added_cond_kwargs=added, return_dict=False))
    if "controlnet_union" in nets:
        for case, (kinds, scales) in UNION_CASES.items():
            told = torch.zeros(1, nets["controlnet_union"].config.num_control_type, dtype=dtype)
            told[0, kinds] = 1
            # All rows of a batch hold the same picture, as in the pipeline.
            shown = [i["picture"][n:n + 1].expand(2, -1, -1, -1) for n in range(len(kinds))]
            steered(f"controlnet_union.{case}", *nets["controlnet_union"](
                *walk, controlnet_cond=shown, control_type=told.expand(2, -1), control_type_idx=kinds,
                conditioning_scale=scales, added_cond_kwargs=added, return_dict=False))
    values["decoded"] = vae.decode(i["latents"][:1]).sample
    moments = vae.encode(i["picture"][:1] * 2 - 1).latent_dist
    values["encoded.mean"], values["encoded.logvar"] = moments.mean, moments.logvar
    if "taesd" in nets:
        values["taesd"] = nets["taesd"].decode(i["latents"][:1]).sample
    for net in parts.values():
        net.to(torch.float32)
    return {k: v.float() for k, v in values.items()}


def distance(a, b):
    return ((a - b).norm() / b.norm()).reshape(1)


def network_values(parts, shape):
    """Inputs, fp32 outputs, and how far diffusers' own bf16 is from them."""
    inputs = network_inputs(shape)
    exact = network_outputs(parts, inputs)
    coarse = network_outputs(parts, inputs, torch.bfloat16)
    return {**inputs, **exact, **{f"bf16.{k}": distance(coarse[k], v) for k, v in exact.items()}}


def pipeline_of(folder, controls, kind=None):
    """With plain ControlNets, or with one union network."""
    load = dict(torch_dtype=torch.float32, local_files_only=True)
    if kind == "union":
        net = ControlNetUnionModel.from_pretrained(controls[0], **load)
        pipeline = StableDiffusionXLControlNetUnionPipeline
    elif controls:
        nets = [ControlNetModel.from_pretrained(c, **load) for c in controls]
        net, pipeline = nets if len(nets) > 1 else nets[0], StableDiffusionXLControlNetPipeline
    else:
        net, pipeline = None, StableDiffusionXLPipeline
    extra = {} if net is None else dict(controlnet=net)
    pipe = pipeline.from_pretrained(folder, add_watermarker=False, **extra, **load)
    pipe.set_progress_bar_config(disable=True)
    return pipe


PROMPT = "A red car, blue stripes!"


@torch.no_grad()
def pipeline_values(folder, shape):
    """Two ControlNets with their own shares of the steps, two pictures, guidance; then without."""
    scale = pixels_per_latent(shape)
    # An odd height where the pipelines allow it: they want multiples of 8 pixels.
    rows = 5 if scale % 8 == 0 else 6
    height, width = rows * scale, 8 * scale
    pixels = torch.randint(
        0, 256, (2, height, width, 3), generator=torch.Generator().manual_seed(21)).to(torch.uint8)
    pictures = [Image.fromarray(p.numpy()) for p in pixels]
    latents = seeded(22, 2, shape.get("latents", 4), rows, 8)
    common = dict(
        prompt=PROMPT, height=height, width=width, num_inference_steps=6, num_images_per_prompt=2,
        latents=latents, output_type="latent")
    values = dict(pixels=pixels.float(), latents=latents)
    pipe = pipeline_of(folder, [])
    values["final_without_control"] = pipe(guidance_scale=4.0, **common).images
    values["final_negative"] = pipe(guidance_scale=4.0, negative_prompt="blurry", **common).images
    embeds = pipe.encode_prompt(PROMPT, device="cpu", negative_prompt="blurry")
    values["context"], values["pooled"] = embeds[0], embeds[2]
    last = values["final_negative"]
    if "hint" in shape:
        pipe = pipeline_of(folder, [folder / "controlnet", folder / "controlnet_plain"])
        last = values["final"] = pipe(
            image=pictures, negative_prompt="blurry", guidance_scale=4.0,
            controlnet_conditioning_scale=[0.8, 0.5], control_guidance_start=[0.0, 0.3],
            control_guidance_end=[0.7, 1.0], **common).images
        values["final_unguided"] = pipe(
            image=pictures, guidance_scale=1.0, controlnet_conditioning_scale=[0.8, 0.0], **common).images
    if "union" in shape:
        pipe = pipeline_of(folder, [folder / "controlnet_union"], "union")
        for case, (kinds, scales) in UNION_CASES.items():
            values[f"final_union.{case}"] = pipe(
                control_image=pictures[:len(kinds)], control_mode=kinds, negative_prompt="blurry",
                guidance_scale=4.0, controlnet_conditioning_scale=scales,
                control_guidance_start=[0.0, 0.3][:len(kinds)], control_guidance_end=[0.7, 1.0][:len(kinds)],
                **common).images
    values["decoded"] = decoded(pipe.vae, last[:1])
    return values


def decoded(vae, latents):
    """As the pipelines undo the scaling before the autoencoder."""
    mean, std = vae.config.latents_mean, vae.config.latents_std
    if mean is not None and std is not None:
        shaped = [torch.tensor(v).view(1, -1, 1, 1) for v in (mean, std)]
        return vae.decode(latents * shaped[1] / vae.config.scaling_factor + shaped[0]).sample
    return vae.decode(latents / vae.config.scaling_factor).sample


def save(file, tensors):
    file.parent.mkdir(parents=True, exist_ok=True)
    save_file({k: v.detach().contiguous() for k, v in tensors.items()}, file)
