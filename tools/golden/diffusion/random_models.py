"""Models of shapes that nobody chose: each setting is drawn, so that no test knows it beforehand."""

import argparse
import pathlib
import random

import tiny_models
import torch


def random_shape(seed):
    dice = random.Random(seed)
    groups = dice.choice((2, 4))
    levels = dice.choice((2, 3, 4))
    heads = [dice.choice((1, 2, 4)) for _ in range(levels)]
    channels = [groups * h * dice.choice((2, 3, 4, 6)) for h in heads]
    cross = [dice.random() < 0.6 for _ in range(levels)]
    first = 2 * dice.choice((4, 6, 8))
    second = 4 * dice.choice((3, 4, 5))
    pooled, sizes = dice.choice((8, 12, 20)), dice.choice((4, 6, 8))
    latents = dice.choice((4, 4, 8))
    control = dice.random() < 0.7
    vae_levels = dice.choice((3, 4))
    shape = dict(
        dtype=dice.choice((torch.float32, torch.float16, torch.bfloat16)),
        latents=latents,
        unet=dict(
            block_out_channels=tuple(channels),
            down_block_types=tuple("CrossAttnDownBlock2D" if c else "DownBlock2D" for c in cross),
            layers_per_block=dice.choice((1, 2)) if control else tuple(dice.choice((1, 2, 3)) for _ in channels),
            transformer_layers_per_block=tuple(dice.choice((1, 2, 3)) for _ in channels),
            attention_head_dim=tuple(heads),
            norm_num_groups=groups,
            norm_eps=dice.choice((1e-5, 1e-6, 1e-3)),
            use_linear_projection=dice.random() < 0.5,
            flip_sin_to_cos=dice.random() < 0.5,
            freq_shift=dice.choice((0, 1)),
            cross_attention_dim=first + second,
            addition_embed_type="text_time",
            addition_time_embed_dim=sizes,
            projection_class_embeddings_input_dim=6 * sizes + pooled,
        ),
        up=tuple("CrossAttnUpBlock2D" if c else "UpBlock2D" for c in reversed(cross)),
        vae=dict(
            block_out_channels=tuple(groups * dice.choice((2, 3, 4)) for _ in range(vae_levels)),
            layers_per_block=dice.choice((1, 2)),
            norm_num_groups=groups,
            mid_block_add_attention=dice.random() < 0.7,
            use_quant_conv=dice.random() < 0.7,
            use_post_quant_conv=dice.random() < 0.7,
            scaling_factor=dice.choice((0.13025, 0.7, 1.5)),
            force_upcast=dice.random() < 0.5,
        ),
        scheduler=dict(
            timestep_spacing=dice.choice(("leading", "trailing", "linspace")),
            prediction_type=dice.choice(("epsilon", "v_prediction")),
            steps_offset=dice.choice((0, 1)),
        ),
        widths=(first, second, pooled),
        text_layers=(dice.choice((2, 3, 4)), dice.choice((2, 3, 4))),
        text_heads=(dice.choice((1, 2)), dice.choice((1, 2, 4))),
        zeros_for_empty=dice.random() < 0.5,
    )
    if dice.random() < 0.4:
        shape["vae"] |= dict(
            latents_mean=[dice.uniform(-2, 2) for _ in range(latents)],
            latents_std=[dice.uniform(0.5, 3) for _ in range(latents)])
    if control:
        shape["hint"] = tuple(dice.choice((4, 6, 8)) for _ in range(vae_levels))
        shape["control_order"] = dice.choice(("rgb", "bgr"))
        shape["union"] = dict(
            num_control_type=dice.choice((6, 8)), num_trans_head=heads[0], num_trans_layer=dice.choice((1, 2, 3)))
    else:
        shape["unet"]["time_embedding_dim"] = dice.choice((24, 32))
        shape["unet"]["mid_block_type"] = dice.choice(("UNetMidBlock2DCrossAttn", "UNetMidBlock2D"))
    if dice.random() < 0.6:
        shape["taesd"] = dict(
            width=dice.choice((4, 8)), blocks=tuple(dice.choice((1, 2, 3)) for _ in range(vae_levels)))
    return shape


def write(out, seed):
    shape = random_shape(seed)
    folder = out / f"random-{seed}"
    parts = tiny_models.make_model(folder, shape, 100 * seed)
    tiny_models.save(out / f"random-{seed}-networks.safetensors", tiny_models.network_values(parts, shape))
    tiny_models.save(out / f"random-{seed}-pipeline.safetensors", tiny_models.pipeline_values(folder, shape))
    print(folder, "with", ", ".join(parts))


def main(arguments):
    parser = argparse.ArgumentParser(prog="make_golden.py random")
    parser.add_argument("--seed", type=int, action="append", required=True, help="one model for each")
    parser.add_argument("out", type=pathlib.Path)
    options = parser.parse_args(arguments)
    for seed in options.seed:
        write(options.out, seed)
