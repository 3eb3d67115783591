"""Random layouts like the UV islands of a car template, and the control images made of them."""
import math
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from canvas import grid

KINDS = ("mask", "depth", "outline", "edges")


@dataclass
class Layout:
    mask: np.ndarray   # coverage of the islands, 0..1
    trim: np.ndarray   # coverage of the 6-pixel band along their edges
    depth: np.ndarray  # grey level inside, uint8; black outside


def layout(rng, n=256):
    cells = _cells(rng, n)
    ss = 2
    drawn, ids = Image.new("L", (n * ss, n * ss), 0), Image.new("L", (n, n), 0)
    for k, (x0, y0, x1, y1) in enumerate(cells):
        gap = rng.uniform(4, 9)
        box = [int(c * ss) for c in (x0, y0, x1, y1)]
        shape = Image.new("L", (box[2] - box[0], box[3] - box[1]), 0)
        _island(ImageDraw.Draw(shape), [gap, gap, x1 - x0 - gap, y1 - y0 - gap], rng, ss)
        drawn.paste(shape, box[:2])
        ImageDraw.Draw(ids).rectangle([int(x0), int(y0), int(x1), int(y1)], fill=k + 1)
    hard = drawn.resize((n, n), Image.BOX)
    inner = hard
    for _ in range(3):  # 6 pixels, an erosion in three steps
        inner = inner.filter(ImageFilter.MinFilter(5))
    mask = np.asarray(hard, np.float32) / 255
    trim = np.clip(mask - np.asarray(inner, np.float32) / 255, 0, 1)
    level = _levels(np.asarray(ids), len(cells), rng, n)
    return Layout(mask, trim, (np.clip(level, 0.3, 1) * mask * 255 + 0.5).astype(np.uint8))


def control_image(kind, lay, picture=None):
    """`mask` and `depth` are filled islands; `outline` their borders; `edges` every edge of the picture."""
    if kind == "mask":
        return (lay.mask * 255 + 0.5).astype(np.uint8)
    if kind == "depth":
        return lay.depth
    lines = edges(lay.mask * 255)
    if kind == "edges":
        lines |= edges(picture.astype(np.float32) @ np.array((0.3, 0.59, 0.11), np.float32))
    return lines.astype(np.uint8) * 255


def edges(luma, threshold=40.0):
    """Boolean edge map, two to three pixels wide: what a Canny preprocessor would hand over."""
    gx, gy = np.zeros_like(luma), np.zeros_like(luma)
    gx[:, 1:-1] = luma[:, 2:] - luma[:, :-2]
    gy[1:-1] = luma[2:] - luma[:-2]
    return np.hypot(gx, gy) > threshold


def _cells(rng, n):
    cells, want = [(6, 6, n - 6, n - 6)], int(rng.integers(2, 7))
    while len(cells) < want:
        i = int(np.argmax([(c[2] - c[0]) * (c[3] - c[1]) * rng.uniform(0.5, 1) for c in cells]))
        x0, y0, x1, y1 = cells.pop(i)
        f = rng.uniform(0.35, 0.65)
        if (x1 - x0) * rng.uniform(0.8, 1.25) > y1 - y0:
            m = x0 + (x1 - x0) * f
            cells += [(x0, y0, m, y1), (m, y0, x1, y1)]
        else:
            m = y0 + (y1 - y0) * f
            cells += [(x0, y0, x1, m), (x0, m, x1, y1)]
    return cells


def _levels(ids, count, rng, n):
    """One grey per island, or slanted like a depth picture."""
    x, y = grid(n)
    level, flat = np.zeros((n, n), np.float32), rng.random() < 0.4
    for k in range(1, count + 1):
        if flat:
            g = rng.uniform(0.45, 1.0)
        else:
            a, q = rng.uniform(0, 2 * math.pi), rng.uniform(0.1, 0.4)
            g = rng.uniform(0.5, 0.85) + (x * math.cos(a) + y * math.sin(a)) / n * q
        level = np.where(ids == k, g, level)
    return level


def _island(d, box, r, ss):
    x0, y0, x1, y1 = [c * ss for c in box]
    w, h = x1 - x0, y1 - y0
    kind, window = r.random(), False
    if kind < 0.35 or min(w, h) < 50 * ss:
        d.rounded_rectangle([x0, y0, x1, y1], radius=min(w, h) * r.uniform(0.05, 0.35), fill=255)
        window = r.random() < 0.4 and min(w, h) > 70 * ss
    elif kind < 0.65:  # a panel
        k = [r.uniform(0, 0.3) for _ in range(8)]
        d.polygon([(x0 + w * k[0], y0), (x1 - w * k[1], y0), (x1, y0 + h * k[2]), (x1, y1 - h * k[3]),
                   (x1 - w * k[4], y1), (x0 + w * k[5], y1), (x0, y1 - h * k[6]), (x0, y0 + h * k[7])], fill=255)
        window = r.random() < 0.35 and min(w, h) > 70 * ss
    elif kind < 0.85:  # a side with two wheel arches
        d.rounded_rectangle([x0, y0, x1, y1], radius=min(w, h) * 0.12, fill=255)
        q = min(w, h) * r.uniform(0.2, 0.28)
        wide, far = w > h, r.random() < 0.5
        for f in (0.25, 0.75):
            cx, cy = (x0 + w * f, y1 if far else y0) if wide else (x1 if far else x0, y0 + h * f)
            d.ellipse([cx - q, cy - q, cx + q, cy + q], fill=0)
    else:  # a disc, perhaps a ring or with a sector missing
        d.ellipse([x0, y0, x1, y1], fill=255)
        if r.random() < 0.6:
            q = r.uniform(0.28, 0.4)
            d.ellipse([x0 + w * q, y0 + h * q, x1 - w * q, y1 - h * q], fill=0)
        if r.random() < 0.4:
            a = r.uniform(0, 360)
            d.pieslice([x0 - 2, y0 - 2, x1 + 2, y1 + 2], a, a + r.uniform(60, 150), fill=0)
    if window:
        a, c = r.uniform(0.25, 0.4), r.uniform(0.25, 0.4)
        d.rounded_rectangle([x0 + w * a, y0 + h * c, x1 - w * a, y1 - h * c], radius=8 * ss, fill=0)
