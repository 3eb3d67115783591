"""Writes the golden values that the plugin's tests compare with.

    python make_golden.py            all of them
    python make_golden.py mini pictures   after the weights of the mini model were replaced
    python make_golden.py tables     only those that need no network
    python make_golden.py prompts    only the tiny models' long and weighted prompts
    python make_golden.py samplers   only the tiny models' pictures, one for each sampler
    python make_golden.py passes     only what the tiny models make in other than one plain pass

Everything comes from diffusers and transformers (versions in requirements.txt), on the CPU, in fp32.
The tiny models are random: two shapes that differ in every setting the networks read from their
configs. Tests read weights, inputs and outputs; this script is never run by the build.
"""

import gzip
import json
import pathlib
import re
import shutil
import sys

import checkpoint_names
import image_values
import pass_values
import torch
from diffusers import (
    AutoencoderKL,
    ControlNetModel,
    DDIMScheduler,
    DPMSolverMultistepScheduler,
    EulerAncestralDiscreteScheduler,
    EulerDiscreteScheduler,
    LCMScheduler,
    StableDiffusionXLControlNetPipeline,
    StableDiffusionXLPipeline,
    UNet2DConditionModel,
    UniPCMultistepScheduler,
)
from PIL import Image, ImageDraw
from safetensors.torch import save_file
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection, CLIPTokenizer

ROOT = pathlib.Path(__file__).resolve().parents[3]
MINI = ROOT / "plugin-livery-ai/src/main/models/mini-sdxl"
OUT = ROOT / "plugin-livery-ai/src/test/resources/golden"

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


def save(name, tensors):
    OUT.mkdir(parents=True, exist_ok=True)
    save_file({k: v.detach().contiguous() for k, v in tensors.items()}, OUT / f"{name}.safetensors")


def write_tokenizer(folder, pad):
    """A vocabulary of single bytes with a few joined pairs."""
    printable = [*range(ord("!"), ord("~") + 1), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    hidden = [b for b in range(256) if b not in printable]
    letters = [chr(b) for b in printable] + [chr(256 + i) for i in range(len(hidden))]
    merges = [("r", "e"), ("re", "d</w>"), ("b", "l"), ("bl", "u"), ("blu", "e</w>"), ("c", "a")]
    tokens = letters + [c + "</w>" for c in letters] + ["".join(m) for m in merges]
    tokens += ["<|startoftext|>", "<|endoftext|>"]
    folder.mkdir(parents=True)
    (folder / "vocab.json").write_text(
        json.dumps({t: i for i, t in enumerate(tokens)}, ensure_ascii=False), encoding="utf-8")
    (folder / "merges.txt").write_text(
        "#version: 0.2\n" + "\n".join(" ".join(m) for m in merges) + "\n", encoding="utf-8")
    (folder / "tokenizer_config.json").write_text(
        json.dumps({"tokenizer_class": "CLIPTokenizer", "pad_token": pad, "model_max_length": 77}))
    return len(tokens)


def make_model(name, shape):
    folder = OUT / name
    shutil.rmtree(folder, ignore_errors=True)
    unet_config = shape["unet"]
    size = 8
    unet = randomised(
        UNet2DConditionModel(
            sample_size=size, in_channels=4, out_channels=4, up_block_types=shape["up"], **unet_config),
        1)
    control_config = dict(unet_config)
    control = randomised(
        ControlNetModel(
            in_channels=4,
            conditioning_embedding_out_channels=shape["hint"],
            controlnet_conditioning_channel_order="bgr" if name == "tiny-conv" else "rgb",
            **control_config),
        2)
    plain = randomised(
        ControlNetModel(
            in_channels=4,
            conditioning_embedding_out_channels=shape["hint"],
            **{
                **control_config,
                "mid_block_type": "UNetMidBlock2D",
                "down_block_types": ("DownBlock2D",) * len(unet_config["block_out_channels"]),
            }),
        3)
    levels = len(shape["vae"]["block_out_channels"])
    vae = randomised(
        AutoencoderKL(
            down_block_types=("DownEncoderBlock2D",) * levels,
            up_block_types=("UpDecoderBlock2D",) * levels,
            latent_channels=4,
            sample_size=size << (levels - 1),
            scaling_factor=0.6,
            **shape["vae"]),
        4)
    first, second, pooled = shape["widths"]
    words = write_tokenizer(folder / "tokenizer", "<|endoftext|>")
    write_tokenizer(folder / "tokenizer_2", "!")
    text = dict(
        vocab_size=words, num_attention_heads=2, max_position_embeddings=77, bos_token_id=words - 2)
    # Encoder 2 of the second model says 2, as SDXL's own old config does.
    encoder = randomised(
        CLIPTextModel(
            CLIPTextConfig(
                hidden_size=first, intermediate_size=3 * first, num_hidden_layers=2,
                hidden_act="quick_gelu", eos_token_id=words - 1, **text)),
        5)
    encoder_2 = randomised(
        CLIPTextModelWithProjection(
            CLIPTextConfig(
                hidden_size=second, intermediate_size=2 * second, num_hidden_layers=3,
                hidden_act="gelu", projection_dim=pooled, layer_norm_eps=1e-4,
                eos_token_id=2 if name == "tiny-conv" else words - 1, **text)),
        6)
    scheduler = EulerDiscreteScheduler(
        beta_schedule="scaled_linear", beta_start=0.00085, beta_end=0.012, **shape["scheduler"])
    parts = dict(
        unet=unet, vae=vae, text_encoder=encoder, text_encoder_2=encoder_2,
        controlnet=control, controlnet_plain=plain)
    for part, network in parts.items():
        network.to(shape["dtype"]).save_pretrained(folder / part)
        network.to(torch.float32)
    scheduler.save_pretrained(folder / "scheduler")
    index = {
        "_class_name": "StableDiffusionXLPipeline",
        "force_zeros_for_empty_prompt": name == "tiny-linear",
        "scheduler": ["diffusers", "EulerDiscreteScheduler"],
        "text_encoder": ["transformers", "CLIPTextModel"],
        "text_encoder_2": ["transformers", "CLIPTextModelWithProjection"],
        "tokenizer": ["transformers", "CLIPTokenizer"],
        "tokenizer_2": ["transformers", "CLIPTokenizer"],
        "unet": ["diffusers", "UNet2DConditionModel"],
        "vae": ["diffusers", "AutoencoderKL"],
    }
    (folder / "model_index.json").write_text(json.dumps(index, indent=2))
    return parts, scheduler


@torch.no_grad()
def network_values(name, parts, shape):
    """Each network alone, with inputs whose height and width differ and do not halve evenly."""
    unet, control, vae = parts["unet"], parts["controlnet"], parts["vae"]
    scale = 1 << (len(shape["vae"]["block_out_channels"]) - 1)
    context = shape["unet"]["cross_attention_dim"]
    latents, t = seeded(11, 2, 4, 5, 7), torch.tensor([601.5])
    prompt, pooled = seeded(12, 2, 77, context), seeded(13, 2, shape["widths"][2])
    sizes = torch.tensor([[40.0, 56, 0, 0, 40, 56], [512, 768, 16, 8, 512, 768]])
    picture = torch.rand(2, 3, 5 * scale, 7 * scale, generator=torch.Generator().manual_seed(14))
    added = dict(text_embeds=pooled, time_ids=sizes)
    values = dict(latents=latents, t=t, prompt=prompt, pooled=pooled, sizes=sizes, picture=picture)
    values["unet"] = unet(latents, t, prompt, added_cond_kwargs=added).sample
    for label in ("controlnet", "controlnet_plain"):
        downs, mid = parts[label](
            latents, t, prompt, controlnet_cond=picture, conditioning_scale=0.7,
            added_cond_kwargs=added, return_dict=False)
        for i, residual in enumerate(downs):
            values[f"{label}.{i}"] = residual
        values[f"{label}.mid"] = mid
        values[f"unet+{label}"] = unet(
            latents, t, prompt, added_cond_kwargs=added, down_block_additional_residuals=downs,
            mid_block_additional_residual=mid).sample
    values["decoded"] = vae.decode(latents[:1]).sample
    moments = vae.encode(picture[:1] * 2 - 1).latent_dist
    values["encoded.mean"], values["encoded.logvar"] = moments.mean, moments.logvar
    save(f"{name}-networks", values)


def pipeline_of(folder, controls, scheduler=None):
    load = dict(torch_dtype=torch.float32, local_files_only=True)
    nets = [ControlNetModel.from_pretrained(c, **load) for c in controls]
    pipe = StableDiffusionXLControlNetPipeline.from_pretrained(
        folder, controlnet=nets if len(nets) > 1 else nets[0], add_watermarker=False, **load)
    pipe.set_progress_bar_config(disable=True)
    return pipe


@torch.no_grad()
def pipeline_values(name, shape):
    """Two ControlNets with their own shares of the steps, two pictures, guidance; then without."""
    folder = OUT / name
    scale = 1 << (len(shape["vae"]["block_out_channels"]) - 1)
    height, width = 5 * scale, 8 * scale
    pixels = torch.randint(
        0, 256, (2, height, width, 3), generator=torch.Generator().manual_seed(21)).to(torch.uint8)
    pictures = [Image.fromarray(p.numpy()) for p in pixels]
    latents = seeded(22, 2, 4, 5, 8)
    pipe = pipeline_of(folder, [folder / "controlnet", folder / "controlnet_plain"])
    common = dict(
        prompt="A red car, blue stripes!", height=height, width=width, num_inference_steps=6,
        num_images_per_prompt=2, latents=latents, output_type="latent")
    final = pipe(
        image=pictures, negative_prompt="blurry", guidance_scale=4.0,
        controlnet_conditioning_scale=[0.8, 0.5], control_guidance_start=[0.0, 0.3],
        control_guidance_end=[0.7, 1.0], **common).images
    zero = pipe(
        image=pictures, guidance_scale=4.0, controlnet_conditioning_scale=[0.0, 0.0], **common).images
    unguided = pipe(
        image=pictures, guidance_scale=1.0, controlnet_conditioning_scale=[0.8, 0.0], **common).images
    decoded = pipe.vae.decode(final[:1] / pipe.vae.config.scaling_factor).sample
    embeds = pipe.encode_prompt("A red car, blue stripes!", device="cpu", negative_prompt="blurry")
    save(
        f"{name}-pipeline",
        dict(pixels=pixels.float(), latents=latents, final=final, final_without_control=zero,
             final_unguided=unguided, decoded=decoded, context=embeds[0], pooled=embeds[2]))


@torch.no_grad()
def mini_values():
    """The built-in model with its ControlNet, as the issue's acceptance asks: fp32, 8 steps."""
    control = Image.new("RGB", (256, 256))
    draw = ImageDraw.Draw(control)
    draw.rounded_rectangle((24, 30, 232, 120), 18, fill="white")
    draw.ellipse((40, 150, 110, 230), fill="white")
    draw.polygon([(140, 150), (240, 170), (200, 240)], fill=(128, 128, 128))
    OUT.mkdir(parents=True, exist_ok=True)
    control.save(OUT / "mini-control.png")
    pipe = pipeline_of(MINI, [MINI / "controlnet"])
    latents = seeded(7, 1, 4, 32, 32)
    common = dict(
        prompt="orange and black tiger stripes", height=256, width=256, num_inference_steps=8,
        latents=latents, output_type="latent", image=control)
    final = pipe(
        guidance_scale=5.0, controlnet_conditioning_scale=0.8, control_guidance_start=0.0,
        control_guidance_end=0.8, **common).images
    negative = pipe(
        guidance_scale=5.0, negative_prompt="blue", controlnet_conditioning_scale=0.0, **common).images
    save("mini", dict(latents=latents, final=final, final_negative=negative, seed_42=seeded(42, 1, 4, 32, 32)))


def scheduler_values():
    table = []
    base = dict(beta_schedule="scaled_linear", beta_start=0.00085, beta_end=0.012)
    cases = [
        dict(timestep_spacing="leading", steps_offset=1),
        dict(timestep_spacing="trailing"),
        dict(timestep_spacing="linspace"),
        dict(timestep_spacing="linspace", use_karras_sigmas=True),
        dict(timestep_spacing="leading", steps_offset=1, interpolation_type="log_linear"),
        dict(timestep_spacing="trailing", final_sigmas_type="sigma_min"),
        dict(timestep_spacing="leading", beta_schedule="linear", prediction_type="v_prediction"),
    ]
    for case in cases:
        for steps in (1, 2, 8, 30):
            if steps == 1 and case.get("use_karras_sigmas"):
                continue
            scheduler = EulerDiscreteScheduler(**{**base, **case})
            scheduler.set_timesteps(steps)
            table.append(dict(
                config=dict(scheduler.config), steps=steps,
                timesteps=scheduler.timesteps.tolist(), sigmas=scheduler.sigmas.tolist(),
                start=float(scheduler.init_noise_sigma)))
    (OUT / "schedulers.json").write_text(json.dumps(table))


# The names of SamplingMethod in Java: scheduler class, and what its config changes in the model's.
SAMPLERS = {
    "EULER": (EulerDiscreteScheduler, {}),
    "EULER_TRAILING": (EulerDiscreteScheduler, dict(timestep_spacing="trailing")),
    "EULER_ANCESTRAL": (EulerAncestralDiscreteScheduler, {}),
    "DPMPP_2M": (DPMSolverMultistepScheduler, dict(use_karras_sigmas=False)),
    "DPMPP_2M_KARRAS": (DPMSolverMultistepScheduler, dict(use_karras_sigmas=True)),
    "DPMPP_2M_SDE_KARRAS": (
        DPMSolverMultistepScheduler, dict(use_karras_sigmas=True, algorithm_type="sde-dpmsolver++")),
    "DDIM": (DDIMScheduler, {}),
    "UNIPC": (UniPCMultistepScheduler, {}),
    "LCM": (LCMScheduler, {}),
}

SDXL_BETAS = dict(beta_schedule="scaled_linear", beta_start=0.00085, beta_end=0.012)

# Configs as models ship them; a scheduler of any class reads what concerns it.
SHIPPED = {
    # SDXL base.
    "leading": dict(
        _class_name="EulerDiscreteScheduler", clip_sample=False, interpolation_type="linear",
        prediction_type="epsilon", sample_max_value=1.0, set_alpha_to_one=False, skip_prk_steps=True,
        steps_offset=1, timestep_spacing="leading", **SDXL_BETAS),
    # SDXL Turbo's way, with velocities.
    "trailing-v": dict(
        _class_name="EulerAncestralDiscreteScheduler", timestep_spacing="trailing",
        prediction_type="v_prediction", clip_sample=False, **SDXL_BETAS),
    # Everything unusual at once: Heun's second order, an end with some noise, clipped clean latents.
    "unusual": dict(
        _class_name="DPMSolverMultistepScheduler", timestep_spacing="linspace", solver_type="heun",
        final_sigmas_type="sigma_min", clip_sample_range=2.5, lambda_min_clipped=-float("inf"),
        original_inference_steps=40, timestep_scaling=8.0, **SDXL_BETAS),
    "sample": dict(
        _class_name="UniPCMultistepScheduler", prediction_type="sample", timestep_spacing="leading",
        use_karras_sigmas=True, final_sigmas_type="sigma_min", beta_schedule="linear",
        num_train_timesteps=800, clip_sample=False),
    "first-order": dict(
        _class_name="DPMSolverMultistepScheduler", solver_order=1, euler_at_final=True, **SDXL_BETAS),
}


def toy_prediction(latents, t):
    """Stands for a UNet: smooth, not linear, different at each step; computed alike in Java."""
    return torch.tanh(latents * 0.6 + 0.1) * (0.5 + t / 2000) + 0.2


def sampler_values():
    """Tables and whole walks of every sampler with every shipped config."""
    tables, walks = [], {}
    latents = seeded(31, 2, 4, 3, 4)
    walks["latents"] = latents
    for name, shipped in SHIPPED.items():
        for method, (kind, changes) in SAMPLERS.items():
            if name == "sample" and method.startswith("EULER"):
                continue
            for steps in (1, 4, 10, 20):
                if steps == 1 and method.endswith("KARRAS") or steps == 1 and "use_karras_sigmas" in shipped:
                    continue
                scheduler = kind.from_config(shipped, **changes)
                scheduler.set_timesteps(steps)
                row = dict(config=name, method=method, steps=steps, timesteps=scheduler.timesteps.tolist())
                if hasattr(scheduler, "sigmas"):
                    row["sigmas"] = scheduler.sigmas.tolist()
                tables.append(row)
                generators = [torch.Generator("cpu").manual_seed(50 + i) for i in range(2)]
                extra = {} if method in ("EULER", "EULER_TRAILING", "DDIM", "UNIPC") else dict(generator=generators)
                x = latents * scheduler.init_noise_sigma
                for t in scheduler.timesteps:
                    predicted = toy_prediction(scheduler.scale_model_input(x, t), float(t))
                    x = scheduler.step(predicted, t, x, **extra).prev_sample
                # Heun's DPM-Solver divides 0 by 0 where Karras' noise levels end with some noise.
                if steps > 1 and x.isfinite().all():
                    walks[f"{name}.{method}.{steps}"] = x
    (OUT / "samplers.json").write_text(json.dumps(dict(configs=SHIPPED, tables=tables)))
    save("samplers", walks)


@torch.no_grad()
def sampled_pipeline_values():
    """Two pictures, each from its own seed, with every sampler through the whole pipeline."""
    values = {}
    for name in SHAPES:
        pipe = StableDiffusionXLPipeline.from_pretrained(
            OUT / name, torch_dtype=torch.float32, local_files_only=True, add_watermarker=False)
        pipe.set_progress_bar_config(disable=True)
        scale = pipe.vae_scale_factor
        shipped = pipe.scheduler.config
        for method, (kind, changes) in SAMPLERS.items():
            pipe.scheduler = kind.from_config(shipped, **changes)
            values[f"{name}.{method}"] = pipe(
                prompt="A red car, blue stripes!", negative_prompt="blurry", guidance_scale=4.0,
                height=6 * scale, width=8 * scale, num_inference_steps=10, num_images_per_prompt=2,
                generator=[torch.Generator("cpu").manual_seed(60 + i) for i in range(2)],
                output_type="latent").images
    save("sampled-pipelines", values)


# Prompts with weights and of more than 75 tokens: the tiny vocabularies spell words letter by letter.
WEIGHTED = [
    ("tiny-conv", "a (red) car, [blue] (stripes:1.4) ((bold)) \\(not\\) (a (b:0.5) c:1.2)", "(ugly:1.3)"),
    ("tiny-conv", "a red car with blue stripes " * 5, "blurry"),
    ("tiny-conv", "red", "(no:0.8) logos, no letters, no numbers, no flames, no wires " * 3),
    ("tiny-linear", "stripes, (gold accents:1.25), " * 4 + "(open [to the end", ""),
]
PIECE = re.compile(
    r"\\(?P<plain>[()\[\]\\])|:\s*(?P<number>[+-]?(?:\d+\.?\d*|\.\d+))\s*\)|(?P<bracket>[()\[\]])"
    r"|[^\\()\[\]:]+|:|\\")


def weighted_parts(text):
    """AUTOMATIC1111's notation: (x) is 1.1, [x] is 1/1.1, (x:1.3) is 1.3; they nest and multiply."""
    root = []
    nodes = [("", root)]

    def close(kind, factor):
        depth = max(i for i, n in enumerate(nodes) if n[0] == kind)
        assert depth == len(nodes) - 1, "the examples close brackets in order"
        children = nodes.pop()[1]
        nodes[-1][1].append((factor, children))

    for piece in PIECE.finditer(text):
        open_kinds = [n[0] for n in nodes]
        whole = piece.group()
        if piece["plain"]:
            nodes[-1][1].append(piece["plain"])
        elif piece["number"] and "(" in open_kinds:
            close("(", float(piece["number"]))
        elif piece["bracket"] in ("(", "["):
            nodes.append((whole, []))
        elif piece["bracket"] == ")" and "(" in open_kinds:
            close("(", 1.1)
        elif piece["bracket"] == "]" and "[" in open_kinds:
            close("[", 1 / 1.1)
        else:
            nodes[-1][1].append(whole)
    while len(nodes) > 1:
        close(nodes[-1][0], 1.1 if nodes[-1][0] == "(" else 1 / 1.1)
    parts = []

    def flatten(children, weight):
        text = ""
        for child in children:
            if isinstance(child, str):
                text += child
            else:
                parts.append((text, weight))
                text = ""
                flatten(child[1], weight * child[0])
        parts.append((text, weight))

    flatten(root, 1.0)
    return parts


def chunks_of(tokenizer, text):
    """Lists of up to 75 (id, weight); a word that does not fit begins the next one."""
    chunks = [[]]
    for part, weight in weighted_parts(text):
        word = []
        for token in tokenizer.tokenize(part):
            word.append((tokenizer.convert_tokens_to_ids(token), weight))
            if token.endswith("</w>") or token in tokenizer.all_special_tokens:
                assert len(word) <= 75
                if len(chunks[-1]) + len(word) > 75:
                    chunks.append([])
                chunks[-1] += word
                word = []
        assert not word
    return chunks


def weighted_states(pipe, texts):
    """Per prompt: states of both encoders, chunk after chunk, and the pooled vector.

    A weight moves a token's state away from that of the empty prompt in its place, as ComfyUI does.
    """
    pairs = ((pipe.tokenizer, pipe.text_encoder), (pipe.tokenizer_2, pipe.text_encoder_2))
    count = max(len(chunks_of(t, text)) for t, _ in pairs for text in texts)
    states, pooled = {text: [] for text in texts}, {}
    for tokenizer, encoder in pairs:
        def run(chunk):
            ids = [tokenizer.bos_token_id, *(i for i, _ in chunk), tokenizer.eos_token_id]
            ids += [tokenizer.pad_token_id] * (77 - len(ids))
            out = encoder(torch.tensor([ids]), output_hidden_states=True)
            return out.hidden_states[-2], out[0]

        empty, _ = run([])
        for text in texts:
            rows = []
            chunks = chunks_of(tokenizer, text)
            for i, chunk in enumerate(chunks + [[]] * (count - len(chunks))):
                hidden, whole = run(chunk)
                weights = torch.ones(77)
                weights[1:1 + len(chunk)] = torch.tensor([w for _, w in chunk])
                rows.append(empty + (hidden - empty) * weights[None, :, None])
                if i == 0:
                    pooled[text] = whole
            states[text].append(torch.cat(rows, 1))
    return [(torch.cat(states[text], -1), pooled[text]) for text in texts]


@torch.no_grad()
def prompt_values():
    values, table = {}, []
    for i, (name, prompt, negative) in enumerate(WEIGHTED):
        pipe = StableDiffusionXLPipeline.from_pretrained(
            OUT / name, torch_dtype=torch.float32, local_files_only=True, add_watermarker=False)
        pipe.set_progress_bar_config(disable=True)
        (wanted, pooled), (unwanted, pooled_not) = weighted_states(pipe, [prompt, negative])
        if not negative:
            unwanted, pooled_not = torch.zeros_like(wanted), torch.zeros_like(pooled)
        values |= {f"{i}.context": wanted, f"{i}.pooled": pooled,
                   f"{i}.negative": unwanted, f"{i}.negative_pooled": pooled_not}
        scale = pipe.vae_scale_factor
        values[f"{i}.latents"] = seeded(70 + i, 1, 4, 6, 8)
        values[f"{i}.final"] = pipe(
            prompt_embeds=wanted, pooled_prompt_embeds=pooled, negative_prompt_embeds=unwanted,
            negative_pooled_prompt_embeds=pooled_not, guidance_scale=4.0, height=6 * scale,
            width=8 * scale, num_inference_steps=6, latents=values[f"{i}.latents"], output_type="latent").images
        table.append(dict(
            model=name, prompt=prompt, negative=negative,
            tokens=sum(len(c) for c in chunks_of(pipe.tokenizer, prompt)), chunks=wanted.shape[1] // 77))
    (OUT / "prompts.json").write_text(json.dumps(table))
    save("prompts", values)


PROMPTS = [
    "", "a red car", "orange and black tiger stripes", "Zürich, Škoda & Citroën!", "it's the team's car; they'll win",
    "  many\t\tblanks \n here ", "№ 42 ½ ③ x²", "日本語のステッカー", "🏎️💨 racing", "ΑΣΟΦΟΣ İstanbul ẞ",
    "e\u0301 combined, é composed", "<|endoftext|> in <|startoftext|> text", "!!!wow!!! (really?)...",
    "under_score-and-dash/slash\\back", "123456 7.89", "word " * 100, "x" * 200, "don'T SHOUT'S", "\u00a0nbsp\u3000wide",
    "a<|endoftext|>b", "\u0130\u0131 \ud7a3\u1112",
]


def tokenizer_values():
    table = []
    for name in ("tokenizer", "tokenizer_2"):
        tokenizer = CLIPTokenizer.from_pretrained(MINI / name)
        for prompt in PROMPTS:
            ids = tokenizer(prompt, padding="max_length", max_length=77, truncation=True).input_ids
            table.append(dict(tokenizer=name, prompt=prompt, ids=ids))
    (OUT / "tokens.json").write_text(json.dumps(table))


def layout_values():
    """Names and shapes of the weights that diffusers builds from SDXL's own configs."""
    unet = dict(
        block_out_channels=(320, 640, 1280), layers_per_block=2, cross_attention_dim=2048,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
        transformer_layers_per_block=(1, 2, 10), attention_head_dim=(5, 10, 20),
        use_linear_projection=True, addition_embed_type="text_time", addition_time_embed_dim=256,
        projection_class_embeddings_input_dim=2816)
    with torch.device("meta"):
        networks = {
            "unet": UNet2DConditionModel(
                sample_size=128, up_block_types=("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"), **unet),
            "controlnet": ControlNetModel(conditioning_embedding_out_channels=(16, 32, 96, 256), **unet),
            "vae": AutoencoderKL(
                down_block_types=("DownEncoderBlock2D",) * 4, up_block_types=("UpDecoderBlock2D",) * 4,
                block_out_channels=(128, 256, 512, 512), layers_per_block=2, latent_channels=4,
                sample_size=1024, scaling_factor=0.13025),
            "text_encoder": CLIPTextModel(CLIPTextConfig(
                hidden_size=768, intermediate_size=3072, num_hidden_layers=12, num_attention_heads=12,
                hidden_act="quick_gelu", projection_dim=768)),
            "text_encoder_2": CLIPTextModelWithProjection(CLIPTextConfig(
                hidden_size=1280, intermediate_size=5120, num_hidden_layers=32, num_attention_heads=20,
                hidden_act="gelu", projection_dim=1280)),
        }
    for name, network in networks.items():
        folder = OUT / "sdxl" / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "config.json").write_text(
            network.to_json_string() if hasattr(network, "to_json_string") else network.config.to_json_string())
        lines = [f"{k} {' '.join(map(str, v.shape))}\n" for k, v in sorted(network.named_parameters())]
        with open(folder / "weights.txt.gz", "wb") as raw:
            with gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as packed:
                packed.write("".join(lines).encode())


def main():
    torch.set_num_threads(2)
    wanted = sys.argv[1:] or ["tiny", "mini", "pictures", "tables"]
    if "tiny" in wanted:
        for name, shape in SHAPES.items():
            parts, _ = make_model(name, shape)
            network_values(name, parts, shape)
            pipeline_values(name, shape)
    if "tiny" in wanted or "samplers" in wanted:
        sampled_pipeline_values()
    if "tiny" in wanted or "prompts" in wanted:
        prompt_values()
    if "tiny" in wanted or "passes" in wanted:
        pass_values.all_values(OUT, SHAPES, SAMPLERS, save)
    if "mini" in wanted:
        mini_values()
        tokenizer_values()
    if "pictures" in wanted:
        image_values.all_values(OUT, MINI, SHAPES, SAMPLERS, save)
    if "tables" in wanted:
        scheduler_values()
        sampler_values()
        layout_values()
        checkpoint_names.write(OUT)


if __name__ == "__main__":
    main()
