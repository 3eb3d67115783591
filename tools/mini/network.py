"""The nets in SDXL's layout, their text side, and reading and writing the model folder."""
import copy
import json
import os
import shutil
from pathlib import Path

import numpy as np
import torch
from diffusers import AutoencoderKL, ControlNetModel, EulerDiscreteScheduler, UNet2DConditionModel
from diffusers.models.attention_processor import AttnProcessor
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection, CLIPTokenizer

from diffusion import SCHEDULER

CLASSES = {"unet": UNet2DConditionModel, "text_encoder": CLIPTextModel, "text_encoder_2": CLIPTextModelWithProjection,
           "controlnet": ControlNetModel, "vae": AutoencoderKL}


def load(model, name, device="cpu"):
    net = CLASSES[name].from_pretrained(Path(model) / name, torch_dtype=torch.float32).to(device)
    if name in ("unet", "controlnet"):
        net.set_attn_processor(AttnProcessor())  # plain matmul attention: faster to train on a CPU
    return net


def new_unet(context=64 + 96, pooled=96):
    """5.6 M parameters. Attention starts at 16x16 cells: at 32x32 it would cost more than all else."""
    return UNet2DConditionModel(
        sample_size=32, in_channels=4, out_channels=4, block_out_channels=(32, 80, 144), layers_per_block=1,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
        attention_head_dim=(1, 2, 3), transformer_layers_per_block=(1, 1, 1), cross_attention_dim=context,
        use_linear_projection=True, addition_embed_type="text_time", addition_time_embed_dim=32,
        projection_class_embeddings_input_dim=pooled + 6 * 32, norm_num_groups=16)


def new_text_encoders(tokens):
    base = dict(vocab_size=tokens, max_position_embeddings=77, bos_token_id=tokens - 2, eos_token_id=tokens - 1)
    one = CLIPTextModel(CLIPTextConfig(
        hidden_size=64, intermediate_size=256, num_hidden_layers=2, num_attention_heads=2, hidden_act="quick_gelu",
        projection_dim=64, pad_token_id=tokens - 1, **base))
    two = CLIPTextModelWithProjection(CLIPTextConfig(
        hidden_size=96, intermediate_size=384, num_hidden_layers=3, num_attention_heads=3, hidden_act="gelu",
        projection_dim=96, pad_token_id=0, **base))
    for m in (one, two):  # unit-scale token vectors: the UNet listens to the caption much sooner
        for n, p in m.named_parameters():
            if "token_embedding" in n:
                torch.nn.init.normal_(p, std=0.5)
            elif "position_embedding" in n:
                torch.nn.init.normal_(p, std=0.15)
    return one, two


def new_controlnet(unet, previous=None):
    """A copy of the UNet's encoder with silent outputs; reads control images as `previous` learnt to."""
    net = ControlNetModel.from_unet(unet, conditioning_embedding_out_channels=(8, 16, 32, 64))
    if previous is not None:
        net.controlnet_cond_embedding.load_state_dict(previous.controlnet_cond_embedding.state_dict())
    net.set_attn_processor(AttnProcessor())
    return net


class Text:
    """Tokenizers and encoders -> (context [n, 77, 160], pooled [n, 96]), as in the SDXL pipeline."""

    def __init__(self, model, one, two, device="cpu"):
        self.tokenizers = [CLIPTokenizer.from_pretrained(Path(model) / d) for d in ("tokenizer", "tokenizer_2")]
        self.encoders, self.device = (one, two), device

    def __call__(self, prompts, encoders=None):
        one, two = encoders or self.encoders
        a, b = (t(prompts, padding="max_length", max_length=77, truncation=True, return_tensors="pt").input_ids.to(self.device)
                for t in self.tokenizers)
        x, y = one(a, output_hidden_states=True), two(b, output_hidden_states=True)
        return torch.cat([x.hidden_states[-2], y.hidden_states[-2]], -1).float(), y.text_embeds.float()


def to_tensor(images):
    """uint8 NHWC -> float NCHW in -1..1"""
    return torch.from_numpy(np.ascontiguousarray(images)).permute(0, 3, 1, 2).float() / 127.5 - 1


def to_images(x):
    return ((x.float().clamp(-1, 1) + 1) * 127.5 + 0.5).byte().permute(0, 2, 3, 1).cpu().numpy()


@torch.no_grad()
def decode(vae, latents):
    z = latents.float() / vae.config.scaling_factor
    return np.concatenate([to_images(vae.decode(z[i:i + 4]).sample) for i in range(0, len(z), 4)])


def autocast(device):
    return torch.autocast(torch.device(device).type, torch.bfloat16)


def export(model, modules):
    """Writes fp16 copies beside the folder and renames, so that a reader always finds a whole model."""
    model = Path(model)
    fresh, old = model.with_name(model.name + ".new"), model.with_name(model.name + ".old")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(model, fresh)
    for name, m in modules.items():
        copy.deepcopy(m).half().save_pretrained(fresh / name)
        config = fresh / name / "config.json"
        values = {k: v for k, v in json.loads(config.read_text()).items() if k != "_name_or_path"}
        if "dtype" in values:
            values["dtype"] = "float32"  # stored as fp16, but computed in fp32 unless the caller asks otherwise
        config.write_text(json.dumps(values, indent=2) + "\n")
    EulerDiscreteScheduler(**SCHEDULER).save_pretrained(fresh / "scheduler")
    (fresh / "model_index.json").write_text(json.dumps(INDEX, indent=2) + "\n")
    shutil.rmtree(old, ignore_errors=True)
    os.rename(model, old)
    os.rename(fresh, model)
    shutil.rmtree(old)


INDEX = {
    "_class_name": "StableDiffusionXLPipeline", "_diffusers_version": "0.19.0", "force_zeros_for_empty_prompt": True,
    "add_watermarker": False, "scheduler": ["diffusers", "EulerDiscreteScheduler"],
    "text_encoder": ["transformers", "CLIPTextModel"], "text_encoder_2": ["transformers", "CLIPTextModelWithProjection"],
    "tokenizer": ["transformers", "CLIPTokenizer"], "tokenizer_2": ["transformers", "CLIPTokenizer"],
    "unet": ["diffusers", "UNet2DConditionModel"], "vae": ["diffusers", "AutoencoderKL"]}
