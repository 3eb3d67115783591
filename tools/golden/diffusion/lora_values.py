"""Golden values of LoRAs and learned words (textual inversions), written as several trainers write them.

Called by make_golden.py. diffusers reads each file by load_lora_weights or load_textual_inversion and
makes the pictures; for what diffusers does not read (the middle part of LoCon) the change is added to
the weights by its definition. Every file's effect is checked to be a large one.
"""

import gzip
import json
import re

import torch
from diffusers import StableDiffusionXLPipeline, UNet2DConditionModel
from diffusers.loaders.lora_conversion_utils import (
    _convert_unet_lora_key,
    _maybe_map_sgm_blocks_to_diffusers,
)
from diffusers.utils import convert_unet_state_dict_to_peft
from peft import LoraConfig
from peft.utils import get_peft_model_state_dict
from safetensors.torch import save_file

PROMPT = "A red car, blue stripes!"
NEGATIVE = "blurry"
STEPS = 10
RESNET = {
    "conv1": "in_layers.2", "time_emb_proj": "emb_layers.1", "conv2": "out_layers.3",
    "conv_shortcut": "skip_connection"}
ROOT = {
    "conv_in": "input_blocks.0.0", "conv_out": "out.2", "time_embedding.linear_1": "time_embed.0",
    "time_embedding.linear_2": "time_embed.2", "add_embedding.linear_1": "label_emb.0.0",
    "add_embedding.linear_2": "label_emb.0.2"}


def pipeline(folder):
    pipe = StableDiffusionXLPipeline.from_pretrained(
        folder, torch_dtype=torch.float32, local_files_only=True, add_watermarker=False)
    pipe.set_progress_bar_config(disable=True)
    return pipe


def layers(network):
    """Names and weights of what a LoRA can change."""
    return {
        name: module.weight for name, module in network.named_modules()
        if isinstance(module, (torch.nn.Linear, torch.nn.Conv2d))}


def change(generator, weight, rank):
    """The two halves of a change about as large as the weights."""
    down = torch.randn((rank, *weight.shape[1:]), generator=generator) / weight[0].numel() ** 0.5
    up = torch.randn((weight.shape[0], rank), generator=generator) * 0.6 / rank**0.5
    return down.half(), up.reshape(up.shape + (1,) * (weight.dim() - 2)).half()


def original_name(name, config):
    """SDXL's first release counts the blocks of the UNet through."""
    if name in ROOT:
        return ROOT[name]
    per_level = config.layers_per_block
    found = re.match(r"(down|up)_blocks\.(\d+)\.(resnets|attentions|downsamplers|upsamplers)\.(\d+)\.(.*)", name)
    if not found:
        kind, index, rest = re.match(r"mid_block\.(resnets|attentions)\.(\d)\.(.*)", name).groups()
        place = 1 if kind == "attentions" else 2 * int(index)
        return f"middle_block.{place}." + (RESNET[rest] if kind == "resnets" else rest)
    way, level, kind, index, rest = found.groups()
    level, index = int(level), int(index)
    if way == "down":
        if kind == "downsamplers":
            return f"input_blocks.{(level + 1) * (per_level + 1)}.0.op"
        block = f"input_blocks.{1 + level * (per_level + 1) + index}"
    elif kind == "upsamplers":
        return f"output_blocks.{level * (per_level + 1) + per_level}.2.{rest}"
    else:
        block = f"output_blocks.{level * (per_level + 1) + index}"
    return f"{block}.0.{RESNET[rest]}" if kind == "resnets" else f"{block}.1.{rest}"


def kohya(pipe, seed, rename=lambda name: name, parts=None):
    """Underscores for dots, an alpha beside each pair, ranks that differ; convolutions as LoCon.

    One alpha for all, as trainers write it: where they differ, diffusers 0.42.1 takes the commonest one
    for all attention layers (peft warns that patterns "did not match"). with_middle has different ones.
    By its own names it also drops add_embedding, which only the file "original" therefore changes.
    """
    generator = torch.Generator("cpu").manual_seed(seed)
    tensors = {}
    for prefix, network in (
            ("lora_unet", pipe.unet), ("lora_te1", pipe.text_encoder), ("lora_te2", pipe.text_encoder_2)):
        for i, (name, weight) in enumerate(layers(network).items()):
            if parts and not parts(prefix, name) or prefix != "lora_unet" and "encoder.layers" not in name:
                continue
            if name.startswith("add_embedding") and rename(name) == name:
                continue
            spelled = rename(name) if prefix == "lora_unet" else "text_model." + name.removeprefix("text_model.")
            key = f"{prefix}_{spelled.replace('.', '_')}"
            rank = 1 + i % 3
            tensors[f"{key}.lora_down.weight"], tensors[f"{key}.lora_up.weight"] = change(generator, weight, rank)
            tensors[f"{key}.alpha"] = torch.tensor(1.5)
    return tensors


def with_middle(pipe, seed):
    """LoCon's convolutions of three parts: 1x1, kernel, 1x1. Returns what they add up to as well."""
    generator = torch.Generator("cpu").manual_seed(seed)
    tensors, sums = {}, {}
    for i, (name, weight) in enumerate(layers(pipe.unet).items()):
        if weight.dim() != 4 or weight.shape[-1] != 3 or "resnets" not in name:
            continue
        key = f"lora_unet_{name.replace('.', '_')}"
        down = torch.randn((2, weight.shape[1], 1, 1), generator=generator)
        middle = torch.randn((3, 2, 3, 3), generator=generator) / 4
        up = torch.randn((weight.shape[0], 3, 1, 1), generator=generator) * 0.1
        tensors |= {f"{key}.lora_down.weight": down, f"{key}.lora_mid.weight": middle,
                    f"{key}.lora_up.weight": up, f"{key}.alpha": torch.tensor(1 + i % 4)}
        sums[name] = torch.einsum("or,rmhw,mi->oihw", up[:, :, 0, 0], middle, down[:, :, 0, 0]) * ((1 + i % 4) / 3)
    return tensors, sums


def processors(pipe, seed):
    """diffusers' oldest layout: attention only, in processors with names of their own."""
    generator = torch.Generator("cpu").manual_seed(seed)
    tensors = {}
    for name, weight in layers(pipe.unet).items():
        if found := re.match(r"(.*\.attn[12])\.to_(q|k|v|out)(\.0)?$", name):
            key = f"unet.{found[1]}.processor.to_{found[2]}_lora"
            tensors[f"{key}.down.weight"], tensors[f"{key}.up.weight"] = change(generator, weight, 2)
    for name, weight in layers(pipe.text_encoder_2).items():
        if found := re.match(r"(.*\.self_attn)\.(q|k|v|out)_proj$", name):
            key = f"text_encoder_2.text_model.{found[1].removeprefix('text_model.')}.to_{found[2]}_lora"
            tensors[f"{key}.down.weight"], tensors[f"{key}.up.weight"] = change(generator, weight, 2)
    return tensors


def peft_file(pipe, seed, folder):
    """Written by diffusers itself, with peft's settings in the notes: alphas, patterns, rsLoRA."""
    torch.manual_seed(seed)
    unet = LoraConfig(
        r=2, lora_alpha=3, target_modules=["to_q", "to_v", "to_out.0", "proj_in", "conv1", "net.2"],
        rank_pattern={"conv1": 3}, alpha_pattern={"conv1": 2, "attn2.to_q": 5}, init_lora_weights=False)
    text = LoraConfig(
        r=2, lora_alpha=1, use_rslora=True, target_modules=["q_proj", "out_proj", "fc1"], init_lora_weights=False)
    states, notes = {}, {}
    for part, config in (("unet", unet), ("text_encoder", text), ("text_encoder_2", text)):
        network = getattr(pipe, part)
        network.add_adapter(config)
        states[part] = {k: v.half() * 4 for k, v in get_peft_model_state_dict(network).items()}
        notes[f"{part}_lora_adapter_metadata"] = network.peft_config["default"].to_dict()
    pipe.save_lora_weights(
        folder, weight_name="peft.safetensors", unet_lora_layers=states["unet"],
        text_encoder_lora_layers=states["text_encoder"], text_encoder_2_lora_layers=states["text_encoder_2"],
        **notes)


def diffusers_layout(tensors, pipe):
    """The same numbers as a kohya file's, in diffusers' layout; alphas multiplied into the weights."""
    names = {}
    for part, prefix in (("unet", "lora_unet_"), ("text_encoder", "lora_te1_"), ("text_encoder_2", "lora_te2_")):
        for name in layers(getattr(pipe, part)):
            own = name if part == "unet" else "text_model." + name.removeprefix("text_model.")
            names[prefix + own.replace(".", "_")] = f"{part}.{own}"
    moved = {}
    for key, tensor in tensors.items():
        layer, ending = key.split(".", 1)
        if ending == "lora_down.weight":
            up = tensors[f"{layer}.lora_up.weight"]
            scale = tensors[f"{layer}.alpha"] / tensor.shape[0]
            half = "lora" if names[layer].startswith("unet") else "lora_linear_layer"
            moved[f"{names[layer]}.{half}.down.weight"] = tensor.float()
            moved[f"{names[layer]}.{half}.up.weight"] = up.float() * scale
    return moved


def final(pipe, latents, prompt=PROMPT):
    scale = pipe.vae_scale_factor
    return pipe(
        prompt=prompt, negative_prompt=NEGATIVE, guidance_scale=4.0, height=6 * scale, width=8 * scale,
        num_inference_steps=STEPS, latents=latents, output_type="latent").images


def encoded(pipe, prompt=PROMPT):
    context, _, pooled, _ = pipe.encode_prompt(prompt, device="cpu", do_classifier_free_guidance=False)
    return context, pooled


def values_of(label, pipe, latents, prompt=PROMPT):
    context, pooled = encoded(pipe, prompt)
    return {f"{label}.context": context, f"{label}.pooled": pooled, f"{label}.final": final(pipe, latents, prompt)}


def require_difference(a, b):
    assert (a - b).norm() > 0.05 * b.norm(), "the addition changes too little to be a test"


@torch.no_grad()
def lora_files(out, model, seed, save):
    """Each file alone, at its own weight. What two add up to needs no more: two layouts hold one LoRA."""
    folder = out / "lora"
    folder.mkdir(exist_ok=True)
    pipe = pipeline(out / model)
    latents = torch.randn((1, 4, 6, 8), generator=torch.Generator("cpu").manual_seed(seed))
    values = {"latents": latents, "bare.final": final(pipe, latents)}
    files = {f"{model}-kohya": kohya(pipe, seed + 1)}
    if model == "tiny-linear":
        files["original"] = kohya(
            pipe, seed + 2, rename=lambda name: original_name(name, pipe.unet.config),
            parts=lambda prefix, name: prefix == "lora_unet" and ("attn" in name or "resnets" in name or "_" in name))
        files["processors"] = processors(pipe, seed + 3)
        peft_file(pipeline(out / model), seed + 4, folder)
        files["diffusers"] = diffusers_layout(files[f"{model}-kohya"], pipe)
    for name, tensors in files.items():
        save_file(tensors, folder / f"{name}.safetensors")
    weights = {f"{model}-kohya": 0.7, "original": 1.0, "processors": 1.3, "peft": -0.6, "diffusers": 0.7}
    for name, weight in weights.items():
        if name in files or name == "peft" and model == "tiny-linear":
            pipe = pipeline(out / model)
            pipe.load_lora_weights(folder, weight_name=f"{name}.safetensors", adapter_name="one")
            pipe.set_adapters(["one"], [weight])
            values |= values_of(name, pipe, latents)
            require_difference(values[f"{name}.final"], values["bare.final"])
    if model == "tiny-linear":
        for value in ("context", "pooled", "final"):
            same = values.pop(f"diffusers.{value}"), values[f"{model}-kohya.{value}"]
            assert torch.allclose(*same, atol=1e-4), "the same numbers in another layout"
        merged = pipeline(out / model)
        tensors, sums = with_middle(merged, seed + 5)
        save_file(tensors, folder / "middle.safetensors")
        for name, added in sums.items():
            merged.unet.get_submodule(name).weight += 0.9 * added
        values["middle.final"] = final(merged, latents)
        require_difference(values["middle.final"], values["bare.final"])
    save(f"{model}-loras", values)


@torch.no_grad()
def learned_words(out, model, seed, save):
    """A word of three vectors and one of a single vector, in prompt and negative prompt."""
    folder = out / "lora"
    pipe = pipeline(out / model)
    # An end token of 2 means the highest id to transformers, which a learned word then is: its pooled
    # state would be that of a word. Ours is that of the end token, as it was when the word was learned.
    for module in pipe.text_encoder_2.modules():
        if hasattr(module, "eos_token_id"):
            module.eos_token_id = pipe.tokenizer_2.eos_token_id
    widths = pipe.text_encoder.config.hidden_size, pipe.text_encoder_2.config.hidden_size
    generator = torch.Generator("cpu").manual_seed(seed)
    values = {"latents": torch.randn((1, 4, 6, 8), generator=generator)}
    for word, vectors in (("bold-look", 3), ("gold", 1)):
        rows = [torch.randn((vectors, width), generator=generator) for width in widths]
        save_file({"clip_l": rows[0], "clip_g": rows[1]}, folder / f"{model}-{word}.safetensors")
        pipe.load_textual_inversion(rows[0], token=f"{model}-{word}", text_encoder=pipe.text_encoder, tokenizer=pipe.tokenizer)
        pipe.load_textual_inversion(rows[1], token=f"{model}-{word}", text_encoder=pipe.text_encoder_2, tokenizer=pipe.tokenizer_2)
    prompt = f"a {model}-gold car, {model}-bold-look stripes"
    values |= values_of("words", pipe, values["latents"], prompt)
    require_difference(values["words.context"], encoded(pipe, "a car, stripes")[0])
    save(f"{model}-words", values)


def layer_names(out):
    """SDXL's own layers under the names of its first release, as diffusers translates them back."""
    config = json.loads((out / "sdxl/unet/config.json").read_text())
    with torch.device("meta"):
        unet = UNet2DConditionModel.from_config(config)
    lines = []
    for name in layers(unet):
        original = original_name(name, unet.config)
        key = f"lora_unet_{original.replace('.', '_')}.lora_down.weight"
        mapped = _maybe_map_sgm_blocks_to_diffusers({key: None}, unet.config)
        read = convert_unet_state_dict_to_peft({_convert_unet_lora_key(next(iter(mapped))).replace(".processor", ""): None})
        back = next(iter(read)).removesuffix(".lora_A.weight")
        assert back == name, (key, back, name)
        lines.append(f"{key.removesuffix('.lora_down.weight')} {name}\n")
    with open(out / "sdxl/lora-names.txt.gz", "wb") as raw:
        with gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as packed:
            packed.write("".join(lines).encode())


MODELS = {"tiny-linear": 100, "tiny-conv": 120}


def all_words(out, save):
    for model, seed in MODELS.items():
        learned_words(out, model, seed + 10, save)


def all_values(out, save):
    for model, seed in MODELS.items():
        lora_files(out, model, seed, save)
    all_words(out, save)
    layer_names(out)
