"""What a training step sees: latents, captions, size conditioning and control images for each stage."""
import numpy as np
import torch

from captions import caption
from diffusion import time_ids
from pool import Pool

BATCH = {"crops": (48, 0), "full": (16, 0), "control": (8, 8)}  # (full canvas, with control image)


class Batches:
    """Training pools that grow, and fixed pools of further pictures for the check."""

    def __init__(self, a, work, vae):
        self.a, self.controlled = a, a.stage == "control"
        make = lambda name, size, template, seed, palettes, ordered=0.0: Pool(
            work / name, vae, size, template, seed, a.device, palettes, a.variants, ordered)
        self.plain = make("pool.npz", a.pool, 0.05, 1 + a.seed, 1, a.ordered)
        self.check = make("check.npz", 160, 0.0, 777, 1)
        self.control = make("pool_control.npz", a.control_pool, 1.0, 42 + a.seed, 2) if self.controlled else None
        self.control_check = make("check_control.npz", 96, 1.0, 778, 1) if self.controlled else None

    def draw(self, rng):
        """-> latents, captions, time ids, control images of the first k"""
        plain, controlled = (n * self.a.scale for n in BATCH[self.a.stage])
        i = rng.integers(len(self.plain), size=plain)
        captions = [caption(self.plain.scenes[k], rng) for k in i]
        x, images = self.plain.latents[i], []
        if controlled:
            j = rng.integers(len(self.control), size=controlled)
            x = torch.cat([self.control.latents[j], x])
            # with a control image the words for a car template are optional: the image says it
            captions = [caption(self.control.scenes[k], rng, suffix=rng.random() < 0.4) for k in j] + captions
            images = [self.control.controls[k] for k in j]
        x, ids = x.float().to(self.a.device), time_ids(len(x), self.a.device, rng)
        if self.a.stage == "crops":
            top, left = rng.integers(0, 17, 2)
            x = x[:, :, top:top + 16, left:left + 16].contiguous()
            ids = torch.tensor([256., 256., top * 8., left * 8., 128., 128.], device=self.a.device).repeat(len(x), 1)
        return x, captions, ids, images

    def grow(self, step):
        """Eight fresh pictures now and then, for both pools in turn."""
        if self.a.grow and step % self.a.grow == 0:
            (self.control if self.controlled and step // self.a.grow % 2 else self.plain).grow()

    def save(self):
        self.plain.save()
        if self.controlled:
            self.control.save()


def fixed_captions(scenes, rng=None):
    """The same wordings at every check."""
    rng = rng or np.random.default_rng(5)
    return [caption(s, rng, suffix=False, fillers=False) for s in scenes]
