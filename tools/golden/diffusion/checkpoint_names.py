"""The names of the original SDXL checkpoint beside those of diffusers, as diffusers itself pairs them.

The original names are proposed here from the structure of the networks. Diffusers' own converters
then read a checkpoint of exactly these names; every tensor carries its own mark, so the pairs are
what the converters did. Each name and shape must be one of the diffusers modules of SDXL's sizes,
and none may be left over, so a wrong proposal cannot pass.
"""

import gzip

import torch
from accelerate import init_empty_weights
from diffusers import AutoencoderKL, UNet2DConditionModel
from diffusers.loaders.single_file_utils import (
    convert_ldm_clip_checkpoint,
    convert_ldm_unet_checkpoint,
    convert_ldm_vae_checkpoint,
    convert_open_clip_checkpoint,
)
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection

UNET = dict(
    sample_size=128,
    block_out_channels=(320, 640, 1280),
    down_block_types=("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
    up_block_types=("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
    layers_per_block=2,
    transformer_layers_per_block=(1, 2, 10),
    attention_head_dim=(5, 10, 20),
    use_linear_projection=True,
    cross_attention_dim=2048,
    addition_embed_type="text_time",
    addition_time_embed_dim=256,
    projection_class_embeddings_input_dim=2816,
)
VAE = dict(
    block_out_channels=(128, 256, 512, 512),
    down_block_types=("DownEncoderBlock2D",) * 4,
    up_block_types=("UpDecoderBlock2D",) * 4,
    layers_per_block=2,
    latent_channels=4,
)
CLIP_L = dict(
    vocab_size=49408,
    hidden_size=768,
    intermediate_size=3072,
    num_hidden_layers=12,
    num_attention_heads=12,
    hidden_act="quick_gelu",
)
CLIP_G = dict(
    vocab_size=49408,
    hidden_size=1280,
    intermediate_size=5120,
    num_hidden_layers=32,
    num_attention_heads=20,
    hidden_act="gelu",
    projection_dim=1280,
)


def shapes(make):
    with init_empty_weights():
        return {name: tuple(t.shape) for name, t in make().state_dict().items()}


class Marks:
    """Tensors whose first number tells them apart, however they are cut or turned."""

    def __init__(self):
        self.names = []
        self.tensors = {}

    def add(self, name, shape):
        mark = torch.full((1,) * len(shape), float(len(self.names)))
        self.names.append(name)
        self.tensors[name] = mark.expand(shape)  # Takes no memory: the real ones have 14 GB.

    def name(self, tensor):
        return self.names[int(tensor.flatten()[0])]


def unet_name(name):
    """Diffusers' name to the original one; levels have two residual blocks each."""
    parts = name.split(".")
    inner = {
        "norm1": "in_layers.0",
        "conv1": "in_layers.2",
        "time_emb_proj": "emb_layers.1",
        "norm2": "out_layers.0",
        "conv2": "out_layers.3",
        "conv_shortcut": "skip_connection",
    }

    def block(head, kind, rest, slot):
        if kind == "resnets":
            return f"{head}.{slot}.{inner[rest[0]]}.{rest[1]}"
        return f"{head}.{slot}.{'.'.join(rest)}"

    if parts[0] == "down_blocks":
        level, kind, i, rest = int(parts[1]), parts[2], int(parts[3]), parts[4:]
        if kind == "downsamplers":
            return f"input_blocks.{3 * level + 3}.0.op.{rest[1]}"
        return block(f"input_blocks.{3 * level + 1 + i}", kind, rest, 0 if kind == "resnets" else 1)
    if parts[0] == "up_blocks":
        level, kind, i, rest = int(parts[1]), parts[2], int(parts[3]), parts[4:]
        if kind == "upsamplers":
            return f"output_blocks.{3 * level + 2}.{2 if level < 2 else 1}.conv.{rest[1]}"
        return block(f"output_blocks.{3 * level + i}", kind, rest, 0 if kind == "resnets" else 1)
    if parts[0] == "mid_block":
        kind, i, rest = parts[1], int(parts[2]), parts[3:]
        return block("middle_block", kind, rest, 1 if kind == "attentions" else 2 * i)
    heads = {
        "conv_in": "input_blocks.0.0",
        "time_embedding.linear_1": "time_embed.0",
        "time_embedding.linear_2": "time_embed.2",
        "add_embedding.linear_1": "label_emb.0.0",
        "add_embedding.linear_2": "label_emb.0.2",
        "conv_norm_out": "out.0",
        "conv_out": "out.2",
    }
    return f"{heads['.'.join(parts[:-1])]}.{parts[-1]}"


def vae_name(name):
    for new, old in (
        ("mid_block.resnets.0", "mid.block_1"),
        ("mid_block.resnets.1", "mid.block_2"),
        ("mid_block.attentions.0.group_norm", "mid.attn_1.norm"),
        ("mid_block.attentions.0.to_q", "mid.attn_1.q"),
        ("mid_block.attentions.0.to_k", "mid.attn_1.k"),
        ("mid_block.attentions.0.to_v", "mid.attn_1.v"),
        ("mid_block.attentions.0.to_out.0", "mid.attn_1.proj_out"),
        ("conv_norm_out", "norm_out"),
        ("conv_shortcut", "nin_shortcut"),
        (".resnets.", ".block."),
        (".downsamplers.0.", ".downsample."),
        (".upsamplers.0.", ".upsample."),
        ("down_blocks.", "down."),
    ):
        name = name.replace(new, old)
    for i in range(4):
        name = name.replace(f"up_blocks.{i}.", f"up.{3 - i}.")
    return name


def rows(part, marks, converted, wanted, prefix=""):
    """Lines of the table; fails unless the converters made exactly the module's names and shapes."""
    table = []
    seen = {}
    for name, tensor in converted.items():
        source = marks.name(tensor)
        shape = tuple(marks.tensors[source].shape)
        key = prefix + name if prefix + name in wanted else name
        squeezed = tuple(tensor.shape)
        assert wanted.pop(key) == squeezed, (name, squeezed)
        how = "whole"
        if source.endswith("text_projection"):
            how = "turned"
        elif "in_proj" in source:
            third = seen[source] = seen.get(source, -1) + 1
            how = f"third {third}"
        table.append((part, source, shape, key, squeezed, how))
    assert not wanted, sorted(wanted)[:5]
    return table


def text(shape):
    return "x".join(map(str, shape))


def write(out):
    table = []

    unet = shapes(lambda: UNet2DConditionModel(**UNET))
    marks = Marks()
    for name, shape in unet.items():
        marks.add("model.diffusion_model." + unet_name(name), shape)
    config = dict(UNET, class_embed_type=None)
    table += rows("unet", marks, convert_ldm_unet_checkpoint(dict(marks.tensors), config), unet)

    vae = shapes(lambda: AutoencoderKL(**VAE))
    marks = Marks()
    for name, shape in vae.items():
        attention = "attentions" in name and len(shape) == 2
        marks.add("first_stage_model." + vae_name(name), shape + (1, 1) if attention else shape)
    table += rows("vae", marks, convert_ldm_vae_checkpoint(dict(marks.tensors), VAE), vae)

    small = shapes(lambda: CLIPTextModel(CLIPTextConfig(**CLIP_L)))
    old = {n if n.startswith("text_model.") else "text_model." + n: s for n, s in small.items()}
    marks = Marks()
    for name, shape in old.items():
        marks.add("conditioner.embedders.0.transformer." + name, shape)
    converted = convert_ldm_clip_checkpoint(
        dict(marks.tensors), remove_prefix="conditioner.embedders.0.transformer."
    )
    table += rows("text_encoder", marks, converted, dict(old))

    with init_empty_weights():
        large_model = CLIPTextModelWithProjection(CLIPTextConfig(**CLIP_G))
    large = {n: tuple(t.shape) for n, t in large_model.state_dict().items()}
    marks = Marks()
    prefix = "conditioner.embedders.1.model."
    width, inner = CLIP_G["hidden_size"], CLIP_G["intermediate_size"]
    marks.add(prefix + "positional_embedding", (77, width))
    marks.add(prefix + "token_embedding.weight", (CLIP_G["vocab_size"], width))
    marks.add(prefix + "text_projection", (width, CLIP_G["projection_dim"]))
    for end in ("weight", "bias"):
        marks.add(prefix + f"ln_final.{end}", (width,))
    for i in range(CLIP_G["num_hidden_layers"]):
        head = prefix + f"transformer.resblocks.{i}."
        marks.add(head + "attn.in_proj_weight", (3 * width, width))
        marks.add(head + "attn.in_proj_bias", (3 * width,))
        for name, shape in (
            ("attn.out_proj.weight", (width, width)),
            ("attn.out_proj.bias", (width,)),
            ("mlp.c_fc.weight", (inner, width)),
            ("mlp.c_fc.bias", (inner,)),
            ("mlp.c_proj.weight", (width, inner)),
            ("mlp.c_proj.bias", (width,)),
            ("ln_1.weight", (width,)),
            ("ln_1.bias", (width,)),
            ("ln_2.weight", (width,)),
            ("ln_2.bias", (width,)),
        ):
            marks.add(head + name, shape)
    converted = convert_open_clip_checkpoint(large_model, dict(marks.tensors), prefix=prefix)
    table += rows("text_encoder_2", marks, converted, large)

    lines = "".join(
        f"{part}\t{source}\t{text(a)}\t{target}\t{text(b)}\t{how}\n"
        for part, source, a, target, b, how in table
    )
    # The time of writing stays out, so that the same table is the same file.
    with open(out / "sdxl" / "checkpoint-names.tsv.gz", "wb") as raw, gzip.GzipFile(
        filename="", mode="wb", fileobj=raw, mtime=0
    ) as file:
        file.write(lines.encode())
    print(f"checkpoint names: {len(table)}")
