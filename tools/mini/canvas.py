"""Drawing helpers shared by all patterns: coordinates, soft edges, smooth noise, and `Variation`."""
import math

import numpy as np
from PIL import Image, ImageDraw


class Variation:
    """How far a drawing may leave its ideal.

    Training uses `loose=0`: exact angles, one phase per regular pattern, and irregular outlines out of
    `variants` fixed ones (camouflage and facet shades stay free). A small net averages over positions it
    cannot tell apart: with free phases the first weights drew worms instead of checkers and hexagons, and
    even two phases a pattern cancel out in what it expects of pure noise. Raise `variants` when there is
    more time to train. The pattern classifier of the evaluation is trained with `loose` up to 1, so that
    it judges the kind of pattern and not the template.
    """

    def __init__(self, rng, loose=0.0, variants=1):
        self.rng, self.loose, self.variants = rng, loose, variants

    def phase(self, period):
        fixed = period * int(self.rng.integers(self.variants)) / self.variants
        return fixed + self.loose * self.rng.uniform(0, period)

    def outline(self, kinds=2):
        """Generator for an irregular outline: one of a few fixed ones, or free in loose drawings."""
        if self.loose:
            return self.rng
        return np.random.default_rng([2026, int(self.rng.integers(kinds * self.variants))])

    def about(self, value, spread=0.12):
        return value * (1 + self.loose * self.rng.uniform(-spread, spread))

    def shift(self, pixels):
        return self.loose * self.rng.uniform(-pixels, pixels)

    def tilt(self):
        return self.loose * self.rng.normal(0, 0.04)

    def flipped(self):
        """Mirrored twins of a template double what is to be learnt, so only loose or varied drawings have them."""
        return (self.loose > 0 or self.variants > 1) and self.rng.random() < 0.5


def grid(n):
    a = np.arange(n, dtype=np.float32) - (n - 1) / 2
    return np.meshgrid(a, a)


def rotated(n, theta):
    x, y = grid(n)
    c, s = math.cos(theta), math.sin(theta)
    return x * c + y * s, -x * s + y * c


def along(direction, variation, n):
    """Coordinates (along, across) of bands that run in the named direction; diagonals rise to the right."""
    angle = {"horizontal": 0.0, "vertical": math.pi / 2, "diagonal": -math.pi / 4}[direction]
    if direction == "diagonal" and variation.flipped():
        angle = -angle
    return rotated(n, angle + variation.tilt())


def on_grid(period, direction):
    """Nearest period that repeats every whole number of latent cells along the picture's axes."""
    if direction != "diagonal":
        return max(16, round(period / 8) * 8)
    return max(32, round(period * math.sqrt(2) / 16) * 16) / math.sqrt(2)


def soft(distance):
    """Signed distance in pixels (negative inside) -> antialiased coverage."""
    return np.clip(0.5 - distance * 0.8, 0.0, 1.0)


def bands(across, period, phase, share=0.5):
    """Signed distance to periodic bands which cover `share` of the period, one of them centred at `phase`."""
    return np.abs((across - phase + period / 2) % period - period / 2) - period * share / 2


def noise(rng, n, cell):
    """Smooth noise of unit strength with features of about `cell` pixels."""
    k = max(4, int(math.ceil(n / cell)) + 4)
    g = Image.fromarray(rng.standard_normal((k, k)).astype(np.float32))
    m = int(k * cell)
    g = np.asarray(g.resize((m, m), Image.BICUBIC))
    o = int(rng.integers(0, max(1, m - n))) if m > n else 0
    return g[o:o + n, o:o + n]


def draw(n, paint, supersampling=2):
    """Coverage drawn with Pillow: `paint(ImageDraw, scale)` in white on black."""
    s = supersampling
    im = Image.new("L", (n * s, n * s), 0)
    paint(ImageDraw.Draw(im), s)
    return np.asarray(im.resize((n, n), Image.BOX), np.float32) / 255
