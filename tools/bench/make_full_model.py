"""Writes a full-size SDXL model with random weights, to measure with.

    python make_full_model.py FOLDER

The UNet (2.57 G parameters, bf16) and the autoencoder (fp32) have the official shapes. The text
encoders have the official widths but one layer each and the mini model's tokenizers: they work once
a picture and are no subject here. Weights are normal, 0.7 / sqrt(fan in), so that numbers neither
fade nor grow on their way through; biases are small, norms near one.
"""

import json
import math
import pathlib
import shutil
import sys

import torch
from diffusers import AutoencoderKL, EulerDiscreteScheduler, UNet2DConditionModel
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection

ROOT = pathlib.Path(__file__).resolve().parents[2]
MINI = ROOT / "plugin-livery-ai/src/main/models/mini-sdxl"
SDXL = ROOT / "plugin-livery-ai/src/test/resources/golden/sdxl"
GAIN = 0.7


def fill(model, seed):
    generator = torch.Generator("cpu").manual_seed(seed)
    for name, parameter in model.named_parameters():
        if parameter.dim() > 1:
            fan_in = parameter[0].numel()
            parameter.data.normal_(0, GAIN / math.sqrt(fan_in), generator=generator)
        elif name.endswith("bias"):
            parameter.data.normal_(0, 0.02, generator=generator)
        else:
            parameter.data.normal_(1, 0.05, generator=generator)
    return model.eval()


def config(part):
    return json.loads((SDXL / part / "config.json").read_text(encoding="utf-8"))


def write_unet(folder):
    with torch.device("meta"):
        unet = UNet2DConditionModel.from_config(config("unet"))
    unet = fill(unet.to(torch.bfloat16).to_empty(device="cpu"), 1)
    # One file, as the official one.
    unet.save_pretrained(folder / "unet", max_shard_size="20GB")
    return sum(parameter.numel() for parameter in unet.parameters())


def write_encoder(folder, part, type_, seed):
    words = len(json.loads((MINI / "tokenizer/vocab.json").read_text(encoding="utf-8")))
    settings = config(part) | {"num_hidden_layers": 2, "vocab_size": words}
    settings |= {"bos_token_id": words - 2, "eos_token_id": words - 1}
    settings.pop("torch_dtype", None)
    settings.pop("architectures", None)
    encoder = fill(type_(CLIPTextConfig(**settings)).to(torch.bfloat16), seed)
    encoder.save_pretrained(folder / part)


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for part in ("tokenizer", "tokenizer_2"):
        shutil.copytree(MINI / part, folder / part, dirs_exist_ok=True)
    shutil.copy(MINI / "model_index.json", folder)
    write_encoder(folder, "text_encoder", CLIPTextModel, 2)
    write_encoder(folder, "text_encoder_2", CLIPTextModelWithProjection, 3)
    fill(AutoencoderKL.from_config(config("vae")), 4).save_pretrained(folder / "vae")
    EulerDiscreteScheduler(
        beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear",
        timestep_spacing="leading", steps_offset=1).save_pretrained(folder / "scheduler")
    print(f"{write_unet(folder) / 1e9:.2f} G parameters in the UNet")


if __name__ == "__main__":
    with torch.inference_mode():
        main(pathlib.Path(sys.argv[1]))
