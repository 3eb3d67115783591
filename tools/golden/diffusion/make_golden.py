"""Writes the golden values that the plugin's tests compare with.

    python make_golden.py            all of them
    python make_golden.py mini pictures   after the weights of the mini model were replaced
    python make_golden.py tables     only those that need no network
    python make_golden.py prompts    only the tiny models' long and weighted prompts
    python make_golden.py loras      only the tiny models' LoRAs and learned words
    python make_golden.py words      only their learned words
    python make_golden.py samplers   only the tiny models' pictures, one for each sampler
    python make_golden.py networks   only what the tiny models' networks and pipelines compute
    python make_golden.py passes     only what the tiny models make in other than one plain pass
    python make_golden.py random --seed N OUTDIR   other models, for the test RandomModelsTest

Everything comes from diffusers and transformers (versions in requirements.txt), on the CPU, in fp32.
The tiny models are random: two shapes that differ in every setting the networks read from their
configs. Tests read weights, inputs and outputs; this script is never run by the build.
"""

import gzip
import json
import pathlib
import re
import sys

import checkpoint_names
import image_values
import lora_values
import pass_values
import random_models
import tiny_models
import torch
from diffusers import (
    AutoencoderKL,
    AutoencoderTiny,
    ControlNetModel,
    ControlNetUnionModel,
    DDIMScheduler,
    DPMSolverMultistepScheduler,
    EulerAncestralDiscreteScheduler,
    EulerDiscreteScheduler,
    LCMScheduler,
    StableDiffusionXLPipeline,
    UNet2DConditionModel,
    UniPCMultistepScheduler,
)
from PIL import Image, ImageDraw
from tiny_models import SHAPES, pipeline_of, seeded
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection, CLIPTokenizer

ROOT = pathlib.Path(__file__).resolve().parents[3]
MINI = ROOT / "plugin-livery-ai/src/main/models/mini-sdxl"
OUT = ROOT / "plugin-livery-ai/src/test/resources/golden"


def save(name, tensors):
    tiny_models.save(OUT / f"{name}.safetensors", tensors)


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


def scheduler_defaults():
    """What each scheduler's config holds when nothing is set."""
    table = {
        method: dict(kind.from_config({}, **changes).config) for method, (kind, changes) in SAMPLERS.items()}
    (OUT / "scheduler-defaults.json").write_text(json.dumps(table))


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
            "controlnet_union": ControlNetUnionModel(
                conditioning_embedding_out_channels=(48, 96, 192, 384), num_control_type=8, **unet),
            "taesd": AutoencoderTiny(),
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
    if sys.argv[1:2] == ["random"]:
        random_models.main(sys.argv[2:])
        return
    wanted = sys.argv[1:] or ["tiny", "mini", "pictures", "tables"]
    if "tiny" in wanted:
        for name, shape in SHAPES.items():
            tiny_models.make_model(OUT / name, shape)
    if "tiny" in wanted or "networks" in wanted:
        for name, shape in SHAPES.items():
            folder = OUT / name
            save(f"{name}-networks", tiny_models.network_values(tiny_models.networks_of(folder), shape))
            save(f"{name}-pipeline", tiny_models.pipeline_values(folder, shape))
    if "tiny" in wanted or "samplers" in wanted:
        sampled_pipeline_values()
    if "tiny" in wanted or "prompts" in wanted:
        prompt_values()
    if "tiny" in wanted or "passes" in wanted:
        pass_values.all_values(OUT, SHAPES, SAMPLERS, save)
    if "tiny" in wanted or "loras" in wanted:
        lora_values.all_values(OUT, save)
    if "words" in wanted:
        lora_values.all_words(OUT, save)
    if "mini" in wanted:
        mini_values()
        tokenizer_values()
    if "pictures" in wanted:
        image_values.all_values(OUT, MINI, SHAPES, SAMPLERS, save)
    if "tables" in wanted:
        scheduler_values()
        sampler_values()
        scheduler_defaults()
        layout_values()
        checkpoint_names.write(OUT)


if __name__ == "__main__":
    main()
