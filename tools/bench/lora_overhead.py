"""Times one transformer block of SDXL's UNet with and without LoRAs beside its ten linear layers.

    python lora_overhead.py [--threads N] [--tokens N] [--ranks 32 128]

The same operations as nets/denoiser.py and nets/ops.py, in bf16, for prompt and negative prompt
together. Variants take turns, and the quickest of each counts: other work on the machine only ever
adds. In a picture the share is smaller: convolutions have few LoRAs, and keys of the prompt are asked
for once.
"""

import argparse
import time

import torch
import torch.nn.functional as F

CHANNELS, HEADS, CONTEXT = 1280, 20, 2048
LAYERS = {
    "attn1.to_q": (CHANNELS, CHANNELS), "attn1.to_k": (CHANNELS, CHANNELS),
    "attn1.to_v": (CHANNELS, CHANNELS), "attn1.to_out.0": (CHANNELS, CHANNELS),
    "attn2.to_q": (CHANNELS, CHANNELS), "attn2.to_out.0": (CHANNELS, CHANNELS),
    "ff.net.0.proj": (CHANNELS, 8 * CHANNELS), "ff.net.2": (4 * CHANNELS, CHANNELS),
}


def linear(x, w, name):
    y = F.linear(x, w[name])
    if name + ".down" in w:
        y.add_(F.linear(F.linear(x, w[name + ".down"]), w[name + ".up"]))
    return y


def heads(x):
    return x.view(x.shape[0], x.shape[1], HEADS, -1).transpose(1, 2)


def block(x, keys, values, w):
    y = F.layer_norm(x, [CHANNELS])
    y = F.scaled_dot_product_attention(*(heads(linear(y, w, f"attn1.to_{n}")) for n in "qkv"))
    x = linear(y.transpose(1, 2).reshape(x.shape), w, "attn1.to_out.0").add_(x)
    y = F.scaled_dot_product_attention(heads(linear(F.layer_norm(x, [CHANNELS]), w, "attn2.to_q")), keys, values)
    x = linear(y.transpose(1, 2).reshape(x.shape), w, "attn2.to_out.0").add_(x)
    a, gate = linear(F.layer_norm(x, [CHANNELS]), w, "ff.net.0.proj").chunk(2, -1)
    return linear(F.gelu(gate).mul_(a), w, "ff.net.2").add_(x)


def weights(rank):
    w = {}
    for name, (inputs, outputs) in LAYERS.items():
        w[name] = torch.randn(outputs, inputs, dtype=torch.bfloat16) / inputs**0.5
        if rank:
            w[name + ".down"] = torch.randn(rank, inputs, dtype=torch.bfloat16) / inputs**0.5
            w[name + ".up"] = torch.randn(outputs, rank, dtype=torch.bfloat16) * 0.01
    return w


@torch.inference_mode()
def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--tokens", type=int, default=1024)
    parser.add_argument("--ranks", type=int, nargs="+", default=[16, 64, 128])
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    x = torch.randn(2, options.tokens, CHANNELS, dtype=torch.bfloat16)
    keys, values = (heads(torch.randn(2, 77, CHANNELS, dtype=torch.bfloat16)) for _ in range(2))
    variants = {rank: weights(rank) for rank in (0, *options.ranks)}
    quickest = dict.fromkeys(variants, float("inf"))
    for _ in range(options.rounds):
        for rank, w in variants.items():
            begin = time.perf_counter()
            block(x, keys, values, w)
            quickest[rank] = min(quickest[rank], time.perf_counter() - begin)
    for rank, seconds in quickest.items():
        print(f"rank {rank:4d}: {1000 * seconds:7.1f} ms, {100 * (seconds / quickest[0] - 1):+5.1f} %")


if __name__ == "__main__":
    main()
