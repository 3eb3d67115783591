"""Stage 1: tiny AutoencoderKL (factor 8, 4 latent channels) on crops of generated pictures.

The first three latent channels are softly anchored to the block-averaged colour (luma and two
opponent axes), which trains fast and gives smooth latents that are easy for the diffusion model;
the fourth channel and the slack in the others carry the edges.

A new encoder makes all trained UNets useless. `--decoder-only` sharpens an existing VAE and keeps
its latents.
"""
import argparse
import os
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from diffusers import AutoencoderKL

import network
from network import autocast, to_images, to_tensor
from optimiser import Ema, Muon
from scene import Drawing, Scene
from sheet import contact_sheet

OPPONENT = torch.tensor([[0.577, 0.577, 0.577], [0.99, 0.0, -0.99], [-0.571, 1.143, -0.571]])


def arguments():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0], formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    p.add_argument("--minutes", type=float, required=True, help="budget of this run; the crops grow towards its end")
    p.add_argument("--model", required=True, help="model folder; its vae/ is written")
    p.add_argument("--work", required=True, help="state and comparison sheet")
    p.add_argument("--decoder-only", action="store_true", help="start from the model's VAE and keep its latents")
    p.add_argument("--device", default="cpu")
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--batch", type=int, default=16)
    p.add_argument("--pool", type=int, default=2500)
    p.add_argument("--lr", type=float, default=2e-3)
    p.add_argument("--matrix-lr", type=float, default=0.02)
    p.add_argument("--seed", type=int, default=0)
    return p.parse_args()


def build():
    return AutoencoderKL(
        in_channels=3, out_channels=3, latent_channels=4, sample_size=256,
        down_block_types=("DownEncoderBlock2D",) * 4, up_block_types=("UpDecoderBlock2D",) * 4,
        block_out_channels=(16, 32, 64, 64), layers_per_block=1, norm_num_groups=4, act_fn="silu", scaling_factor=1.0)


def pictures(count, seed):
    """Loose drawings: the VAE must serve whatever the user paints, not the templates of the UNet."""
    rng, out = np.random.default_rng(seed), []
    while len(out) < count:
        scene = Scene.random(rng, 0.35)
        drawing = Drawing.of(scene, rng, loose=rng.random())
        out += [drawing.render(s, rng) for s in (scene, scene.recoloured(rng))]
    return np.stack(out)


def crops(pool, rng, progress, batch):
    """64 pixels first: edges are local. Whole pictures last, for the attention in the middle."""
    size, n = (64, batch) if progress < 0.75 else (128, max(1, batch // 4)) if progress < 0.93 else (256, max(1, batch // 16))
    x = np.empty((n, size, size, 3), np.uint8)
    for i in range(n):
        im = pool[rng.integers(len(pool))]
        u, v = rng.integers(0, 257 - size, 2)
        im = im[u:u + size, v:v + size]
        im = im.transpose(1, 0, 2) if rng.random() < 0.5 else im
        x[i] = im[:, ::-1] if rng.random() < 0.5 else im
    return to_tensor(x)


def gradients(x):
    return x[..., 1:] - x[..., :-1], x[..., 1:, :] - x[..., :-1, :]


def losses(vae, x, device):
    with autocast(device):
        q = vae.encode(x).latent_dist
        mu, sd = q.mean.float(), (0.5 * q.logvar.float()).exp()
        # a floor of noise: the UNet's latents are never exact either
        z = mu + torch.randn_like(mu) * torch.hypot(sd, torch.full_like(sd, 0.04))
        y = vae.decode(z).sample.float()
    colour = torch.einsum("oc,bchw->bohw", OPPONENT.to(device), F.avg_pool2d(x, 8))
    return dict(
        l1=(y - x).abs().mean(), mse=(y - x).pow(2).mean(),
        edge=sum((g - h).abs().mean() for g, h in zip(gradients(y), gradients(x))),
        kl=0.5 * (mu.pow(2) + sd.pow(2) - 1 - 2 * sd.log()).mean(), anchor=(mu[:, :3] - colour).pow(2).mean())


@torch.no_grad()
def evaluate(a, vae, test):
    """PSNR and latent scale on held-out pictures; writes the folder and a sheet of pairs."""
    x, z, y = to_tensor(test), [], []
    for part in x.split(4):
        q = vae.encode(part.to(a.device)).latent_dist.mean
        z.append(q.cpu())
        y.append(vae.decode(q).sample.cpu().clamp(-1, 1))
    z, y = torch.cat(z), torch.cat(y)
    psnr = -10 * torch.log10(((y - x) / 2).pow(2).mean((1, 2, 3))).mean().item()
    print(f"  PSNR {psnr:.2f} dB, latent std {z.std():.3f}", flush=True)
    if not a.decoder_only:
        vae.register_to_config(scaling_factor=round(1 / z.std().item(), 5))
    pairs = [i for k in range(16) for i in (test[k], to_images(y[k:k + 1])[0])]
    contact_sheet(pairs, ["drawn", "decoded"] * 16, Path(a.work) / "vae.png")
    network.export(a.model, {"vae": vae})


def main():
    a = arguments()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    Path(a.work).mkdir(parents=True, exist_ok=True)
    Path(a.model).mkdir(parents=True, exist_ok=True)
    vae, state = (network.load(a.model, "vae") if a.decoder_only else build()), Path(a.work) / "vae.pt"
    if state.exists():
        vae.load_state_dict(torch.load(state))
    if a.decoder_only:
        for part in (vae.encoder, vae.quant_conv):
            part.requires_grad_(False)
    vae.to(a.device)
    rng, pool, test = np.random.default_rng(a.seed), pictures(a.pool, a.seed), pictures(32, 9000)
    ema = Ema({"vae": vae}, 0.995)
    optimiser = Muon([(n, q) for n, q in vae.named_parameters() if q.requires_grad], a.lr, a.matrix_lr, 1e-4, smallest=8)
    start, saved, step = time.time(), time.time(), 0
    while (done := (time.time() - start) / (60 * a.minutes)) < 1:
        progress = 0.76 + 0.24 * done if a.decoder_only else done
        part = losses(vae, crops(pool, rng, progress, a.batch).to(a.device), a.device)
        loss = part["l1"] + 2 * part["mse"] + part["edge"] + 3e-4 * part["kl"] + (0.3 if progress < 0.25 else 0.02) * part["anchor"]
        loss.backward()
        torch.nn.utils.clip_grad_norm_(vae.parameters(), 1.0)
        optimiser.step(min(1.0, (step + 1) / 40) * (0.02 + 0.98 * 0.5 * (1 + np.cos(np.pi * done))))
        optimiser.zero_grad()
        ema.update()
        step += 1
        if step % 50 == 0:
            print(f"{step} {done:.2f} " + " ".join(f"{k} {v.item():.4f}" for k, v in part.items()), flush=True)
        if time.time() - saved > 300:
            _save(a, ema, state, test)
            saved = time.time()
    _save(a, ema, state, test)


def _save(a, ema, state, test):
    torch.save(ema.averages["vae"].state_dict(), f"{state}.part")
    os.replace(f"{state}.part", state)
    evaluate(a, ema.averages["vae"], test)


if __name__ == "__main__":
    main()
