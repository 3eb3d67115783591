"""Trains UNet, text encoders and ControlNet on latents of generated pictures. Three stages, one state:

crops    16x16 cells out of 32x32, told to the net by SDXL's crop conditioning: three times as many
         captions a minute as full pictures, so colours and textures come first.
full     whole pictures: straight lines and centred shapes exist only here.
control  half of each batch with a control image through the ControlNet, half without; all nets learn.

`--minutes` is the stage's whole budget over all runs: started again, a stage goes on where it stopped,
and a finished stage returns at once. State, pools, log and sample sheets are in `--work`; the model
folder is replaced as a whole every few minutes and can be loaded at any time.
"""
import argparse
import json
import shutil
import signal
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

import network
import prompts
from batches import BATCH, Batches, fixed_captions
from diffusion import Noise, sample, time_ids
from network import autocast
from optimiser import Ema, Muon
from pool import control_pixels, control_tensor
from positions import PositionHeads
from sheet import contact_sheet
from state import load_state, save_state


def arguments():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0], formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    p.add_argument("--stage", required=True, choices=list(BATCH))
    p.add_argument("--minutes", type=float, required=True, help="wall-clock budget of this stage over all runs")
    p.add_argument("--model", required=True, help="model folder to write (copied from --start if missing)")
    p.add_argument("--start", help="model folder with VAE and tokenizers, and weights to begin with")
    p.add_argument("--work", required=True, help="state, pools, log, sample sheets")
    p.add_argument("--fresh", action="store_true", help="begin UNet and text encoders from random weights")
    p.add_argument("--again", action="store_true", help="give a finished stage its minutes once more")
    p.add_argument("--device", default="cpu")
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--scale", type=int, default=1, help="multiplies the batch (try 8 on a GPU)")
    p.add_argument("--pool", type=int, default=2400, help="full-canvas pictures to begin with")
    p.add_argument("--control-pool", type=int, default=1600, help="pictures with control images to begin with")
    p.add_argument("--grow", type=int, default=8, help="8 fresh pictures every so many steps, 0 for none")
    p.add_argument("--variants", type=int, default=1, help="phases and outlines per pattern; see canvas.Variation")
    p.add_argument("--ordered", type=float, default=0.7, help="share of light shapes on a dark base; see scene.recoloured")
    p.add_argument("--positions", type=float, default=0.3, help="weight of the position heads' loss; see positions.py")
    p.add_argument("--noisy", type=float, default=2.0, help="1: all noise levels alike; above: more of the high ones")
    p.add_argument("--lr", type=float, default=1e-3, help="of vectors, tables and outer convolutions (AdamW)")
    p.add_argument("--matrix-lr", type=float, default=0.004,
                   help="of inner matrices (Muon); 0.012 held the loss at a noise floor, 0.03 destroyed it")
    p.add_argument("--decay", type=float, default=0.0, help="last share of the stage with a falling rate")
    p.add_argument("--average", type=float, default=0.998, help="decay of the exported running average")
    p.add_argument("--save-minutes", type=float, default=6.0)
    p.add_argument("--sheet-minutes", type=float, default=18.0)
    p.add_argument("--seed", type=int, default=0)
    return p.parse_args()


class Trainer:
    def __init__(self, a):
        self.a, self.work, self.device = a, Path(a.work), a.device
        self.work.mkdir(parents=True, exist_ok=True)
        if not Path(a.model).exists():
            shutil.copytree(a.start, a.model, copy_function=shutil.copyfile)
            for p in [Path(a.model), *Path(a.model).rglob("*")]:
                p.chmod(0o755 if p.is_dir() else 0o644)  # the source may be read-only
        self.vae = network.load(a.model, "vae", self.device).eval().requires_grad_(False)
        self.modules = self._modules()
        self.text = network.Text(a.model, self.modules["text_encoder"], self.modules["text_encoder_2"], self.device)
        self.ema = Ema(self.modules, a.average)
        named = [(f"{k}.{n}", p) for k, m in self.modules.items() for n, p in m.named_parameters()]
        self.optimiser = Muon(named, a.lr, a.matrix_lr)
        self.parameters = [p for _, p in named]
        self.noise, self.step, self.spent, self.controlled = Noise(self.device, a.noisy), 0, {}, False
        self.positions = None
        if a.positions and a.stage != "crops":  # after the averages were copied: those need no hooks
            self.positions = PositionHeads(self.modules["unet"]).to(self.device)
        load_state(self)
        if a.again:
            self.spent[a.stage] = 0.0
        self.rng = np.random.default_rng([a.seed, self.step])
        torch.manual_seed(a.seed + self.step)
        self.stop, self.batches = False, None
        signal.signal(signal.SIGTERM, lambda *_: setattr(self, "stop", True))  # finish the step, save, leave

    def _modules(self):
        if self.a.fresh:
            tokens = len(json.loads((Path(self.a.model) / "tokenizer" / "vocab.json").read_text()))
            unet, (one, two) = network.new_unet(), network.new_text_encoders(tokens)
            unet.set_attn_processor(network.AttnProcessor())
            control = network.new_controlnet(unet)
            nets = {"unet": unet, "text_encoder": one, "text_encoder_2": two, "controlnet": control}
        else:
            nets = {k: network.load(self.a.model, k) for k in ("unet", "text_encoder", "text_encoder_2", "controlnet")}
        return {k: m.to(self.device).train().requires_grad_(True) for k, m in nets.items()}

    def begin_control(self):
        """A ControlNet fits the UNet it was copied from: it is made when the UNet has learnt its pictures."""
        fresh = network.new_controlnet(self.modules["unet"], self.modules["controlnet"]).state_dict()
        for m in (self.modules["controlnet"], self.ema.averages["controlnet"]):
            m.load_state_dict(fresh)
        self.controlled = True

    def dropped(self, context, pooled):
        """Caption dropout for guidance: half zeros (SDXL's empty prompt), half an encoded empty string."""
        r = torch.from_numpy(self.rng.random(len(context))).to(self.device)
        zero, empty = r < 0.06, (r >= 0.06) & (r < 0.10)
        if empty.any():
            c, p = self.text([""])
            context = torch.where(empty[:, None, None], c, context)
            pooled = torch.where(empty[:, None], p, pooled)
        return context * (~zero)[:, None, None], pooled * (~zero)[:, None]

    def predict(self, nets, x, t, context, pooled, ids, images):
        extra, k = {}, len(images)
        if k:
            down, mid = nets["controlnet"](
                x[:k], t[:k], encoder_hidden_states=context[:k], controlnet_cond=control_tensor(images, self.device),
                added_cond_kwargs=dict(text_embeds=pooled[:k], time_ids=ids[:k]), return_dict=False)
            pad = lambda r: F.pad(r, (0, 0) * 3 + (0, len(x) - k))
            extra = dict(down_block_additional_residuals=[pad(d) for d in down], mid_block_additional_residual=pad(mid))
        return nets["unet"](x, t, context, added_cond_kwargs=dict(text_embeds=pooled, time_ids=ids), **extra).sample.float()

    def train_step(self, factor):
        x, captions, ids, images = self.batches.draw(self.rng)
        t, e = self.noise.times(len(x), self.rng).to(self.device), torch.randn_like(x)
        with autocast(self.device):
            context, pooled = self.dropped(*self.text(captions))
            out = self.predict(self.modules, self.noise.add(x, e, t), t, context, pooled, ids, images)
        loss = self.noise.loss(out, x, e, t).mean()
        total = loss + self.a.positions * self.positions.loss() if self.positions else loss
        total.backward()
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.optimiser.step(factor)
        self.optimiser.zero_grad()
        if self.positions:
            self.positions.step()
        self.ema.update()
        self.step += 1
        self.batches.grow(self.step)
        return loss.item()

    @torch.no_grad()
    def checked(self, pool):
        """Loss of the averaged nets on pictures never trained on, with fixed noise."""
        nets, texts, total = self.ema.averages, fixed_captions(pool.scenes), 0.0
        t = torch.linspace(10, 990, len(pool)).long().to(self.device)
        e = torch.randn(pool.latents.shape, generator=torch.Generator().manual_seed(3)).to(self.device)
        for i in range(0, len(pool), 32):
            s = slice(i, i + 32)
            x, images = pool.latents[s].float().to(self.device), [c for c in pool.controls[s] if c is not None]
            with autocast(self.device):
                context, pooled = self.text(texts[s], (nets["text_encoder"], nets["text_encoder_2"]))
                out = self.predict(nets, self.noise.add(x, e[s], t[s]), t[s], context, pooled, time_ids(len(x), self.device), images)
            total += self.noise.loss(out, x, e[s], t[s]).sum().item()
        return total / len(pool)

    @torch.no_grad()
    def sheet(self):
        nets = self.ema.averages
        with autocast(self.device):
            context, pooled = self.text(prompts.SHEET, (nets["text_encoder"], nets["text_encoder_2"]))
            pictures = list(network.decode(self.vae, sample(nets["unet"], context, pooled)))
        texts = list(prompts.SHEET)
        if self.batches.control_check:
            images = self.batches.control_check.controls[:8]
            with autocast(self.device):
                z = sample(nets["unet"], context[:8], pooled[:8], control=nets["controlnet"], image=control_tensor(images, self.device))
            for image, picture, text in zip(images, network.decode(self.vae, z), prompts.SHEET):
                pictures += [np.repeat(control_pixels(image)[..., None], 3, 2), picture]
                texts += ["control", text]
        contact_sheet(pictures, texts, self.work / f"sheet_{self.step:06d}.png")

    def save(self, loss):
        row = dict(step=self.step, stage=self.a.stage, minutes=round(self.spent[self.a.stage], 1), loss=loss,
                   check=self.checked(self.batches.check), time=time.strftime("%H:%M"))
        if self.batches.control_check:
            row["control"] = self.checked(self.batches.control_check)
        print("  " + json.dumps(row), flush=True)
        with open(self.work / "log.jsonl", "a") as f:
            f.write(json.dumps(row) + "\n")
        save_state(self)
        names = [k for k in self.modules if k != "controlnet" or self.controlled]
        network.export(self.a.model, {k: self.ema.averages[k] for k in names})
        self.batches.save()


def main():
    a = arguments()
    torch.set_num_threads(a.threads)
    start = time.time()
    trainer = Trainer(a)
    before = trainer.spent.get(a.stage, 0.0)
    if before >= a.minutes:
        print(f"stage {a.stage} has had its {a.minutes:g} minutes", flush=True)
        return
    trainer.batches = Batches(a, trainer.work, trainer.vae)
    if a.stage == "control" and not trainer.controlled:
        trainer.begin_control()
    print(f"stage {a.stage} from step {trainer.step}, {before:.1f} of {a.minutes:g} minutes done", flush=True)
    first, average = trainer.step, None
    saved = sheeted = time.time()
    while not trainer.stop:
        trainer.spent[a.stage] = before + (time.time() - start) / 60
        left = 1 - trainer.spent[a.stage] / a.minutes
        if left <= 0:
            break
        done = trainer.step - first
        loss = trainer.train_step(min(1.0, (done + 1) / 100, 0.03 + 0.97 * left / a.decay if a.decay else 1.0))
        average = loss if average is None else 0.98 * average + 0.02 * loss
        if trainer.step % 50 == 0:
            print(f"{trainer.step} {trainer.spent[a.stage]:.1f} min, loss {average:.4f}", flush=True)
        if time.time() - saved > 60 * a.save_minutes:
            trainer.save(average)
            saved = time.time()
        if time.time() - sheeted > 60 * a.sheet_minutes:
            trainer.sheet()
            sheeted = time.time()
    trainer.save(average)
    if trainer.stop:
        sys.exit("stopped by a signal; the state is saved")
    trainer.sheet()


if __name__ == "__main__":
    main()
