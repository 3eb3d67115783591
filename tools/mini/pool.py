"""Pictures of the generator as latents, kept in memory and on disk; the pool grows while the net trains.

Encoding a picture costs 40 ms on a core, a training step per picture 55 ms: pictures are used several
times, but each time with another caption and other noise.
"""
import io
import os
import time
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from islands import KINDS, control_image
from network import autocast, to_tensor
from scene import Drawing, Scene


class Pool:
    def __init__(self, path, vae, size, template, seed, device="cpu", palettes=1, variants=1, ordered=0.0):
        self.path, self.vae, self.template, self.device = Path(path), vae, template, device
        self.palettes, self.variants, self.ordered = palettes, variants, ordered
        self.latents, self.scenes, self.controls = torch.zeros(0, 4, 32, 32).half(), [], []
        if self.path.exists():
            d = np.load(self.path, allow_pickle=True)
            self.latents, self.scenes, self.controls = torch.from_numpy(d["latents"]), list(d["scenes"]), list(d["controls"])
        self.rng = np.random.default_rng([seed, len(self.scenes)])
        had, start = len(self), time.time()
        parts = [self.latents]
        while sum(map(len, parts)) < size:
            parts.append(self._made())
        if len(parts) > 1:
            self.latents = torch.cat(parts)
            self.save()
            print(f"{self.path.name}: {len(self)} latents, {len(self) - had} new in {time.time() - start:.0f} s", flush=True)

    def __len__(self):
        return len(self.latents)

    def grow(self):
        self.latents = torch.cat([self.latents, self._made()])

    def save(self):
        part = self.path.with_name(self.path.name + ".part")
        with open(part, "wb") as f:
            np.savez(f, latents=self.latents.numpy(), scenes=np.array(self.scenes, dtype=object),
                     controls=np.array(self.controls + [None], dtype=object)[:-1])
        os.replace(part, self.path)

    @torch.no_grad()
    def _made(self, n=8):
        images = []
        while len(images) < n:
            scene = Scene.random(self.rng, self.template, ordered=self.ordered)
            drawing = Drawing.of(scene, self.rng, variants=self.variants)
            for k in range(self.palettes):
                scene = scene.recoloured(self.rng, self.ordered) if k else scene
                picture = drawing.render(scene, self.rng)
                images.append(picture)
                self.scenes.append(scene)
                self.controls.append(self._control(drawing, picture))
        with autocast(self.device):
            z = self.vae.encode(to_tensor(np.stack(images)).to(self.device)).latent_dist.mean.float()
        return (z * self.vae.config.scaling_factor).half().cpu()

    def _control(self, drawing, picture):
        """A control image as PNG bytes (raw, a thousand of them weigh 65 MB), or None for a full-canvas picture."""
        if drawing.layout is None:
            return None
        kind = KINDS[self.rng.choice(4, p=(0.3, 0.3, 0.2, 0.2))]
        png = io.BytesIO()
        Image.fromarray(control_image(kind, drawing.layout, picture)).save(png, "png", compress_level=1)
        return png.getvalue()


def control_pixels(png):
    return np.array(Image.open(io.BytesIO(png)))


def control_tensor(controls, device):
    """Grey PNG control images -> [n, 3, 256, 256] in 0..1, as the diffusers pipeline hands them over."""
    x = torch.from_numpy(np.stack([control_pixels(c) for c in controls])).to(device).float() / 255
    return x[:, None].expand(-1, 3, -1, -1)
