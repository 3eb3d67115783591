"""Patterns with a strict geometry: bands, lattices, rays.

Each function takes (scene, variation, n) and returns a list of (coverage, paint). Paints are resolved
in `scene.render`: "c2" second colour, "deep" darker base, "hot" hot core, "weave" shading of the base.
"""
import math

import numpy as np

from canvas import along, bands, grid, on_grid, rotated, soft


def stripes(s, v, n):
    _, across = along(s.direction, v, n)
    p = on_grid(v.about({0.6: 32, 1.0: 48, 1.7: 80}[s.scale]), s.direction)
    return [(soft(bands(across, p, v.phase(p))), "c2")]


def racing(s, v, n):
    """Two parallel bands over the middle, as on a bonnet."""
    _, across = along(s.direction, v, n)
    width, gap = v.about({0.6: 16, 1.0: 28, 1.7: 44}[s.scale]), v.about(12)
    centre = (gap + width) / 2
    return [(soft(np.abs(np.abs(across - v.shift(24)) - centre) - width / 2), "c2")]


def chevrons(s, v, n):
    """Arrows up ("vertical") or to the right ("horizontal")."""
    angle = 0.0 if s.direction == "vertical" else math.pi / 2
    u, w = rotated(n, angle + v.tilt() + (math.pi if v.flipped() else 0))
    p = on_grid(v.about({0.6: 40, 1.0: 56, 1.7: 80}[s.scale]), "vertical")
    t = w - np.abs(u - v.shift(20)) * v.about(1.0, 0.25)
    return [(soft(bands(t, p, v.phase(p)) * 0.71), "c2")]


def hexagons(s, v, n):
    """Honeycomb lines. Width and row height are whole latent cells; the cells are 1 to 3 % off regular."""
    width, height = {0.65: (40, 72), 1.0: (56, 96), 1.6: (88, 152)}[s.scale]
    width = v.about(width)
    height = width * math.sqrt(3) if v.loose else height
    x, y = rotated(n, v.tilt() + (math.pi / 2 if v.flipped() else 0))
    x, y = x + v.phase(width), y * (width * math.sqrt(3) / height)
    h = width * math.sqrt(3)
    cell = lambda a, b: ((a % width) - width / 2, (b % h) - h / 2)
    (a1, b1), (a2, b2) = cell(x, y), cell(x - width / 2, y - h / 2)
    near = a1 * a1 + b1 * b1 < a2 * a2 + b2 * b2
    a, b = np.abs(np.where(near, a1, a2)), np.abs(np.where(near, b1, b2))
    inside = np.maximum(a, a * 0.5 + b * math.sqrt(3) / 2) - width / 2
    return [(soft(-(inside + v.about(4.5) * math.sqrt(s.scale))), "c2")]


def carbon(s, v, n):
    """Basket weave shading of the base with one diagonal band."""
    q = 16
    x, y = grid(n)
    i, j = np.floor(x / q), np.floor(y / q)
    flat = (i + j) % 2 == 0
    t = np.where(flat, (y % q) / q, (x % q) / q)
    shade = 0.25 + 0.75 * np.sin(np.pi * t) * np.where(flat, 1.0, 0.45)
    _, across = along("diagonal", v, n)
    return [(shade.astype(np.float32), "weave"), (soft(np.abs(across - v.shift(70)) - 16), "c2")]


def checkered(s, v, n):
    turned = s.direction == "diagonal"
    u, w = rotated(n, (math.pi / 4 if turned else 0) + v.tilt())
    q = v.about({0.65: 24, 1.0: 32, 1.6: 56}[s.scale])
    q = on_grid(2 * q, s.direction or "vertical") / 2 if not v.loose else q
    a, b = u + v.phase(2 * q), w + (v.phase(2 * q) if v.loose else 0)
    du, dw = q / 2 - np.abs(a % (2 * q) - q), q / 2 - np.abs(b % (2 * q) - q)
    d = np.where(np.sign(du) * np.sign(dw) > 0, -1, 1) * np.minimum(np.abs(du), np.abs(dw))
    return [(soft(d), "c2")]


def gradient(s, v, n):
    """From the first colour to the second: down, to the right, or to the lower right."""
    x, y = grid(n)
    t = {"horizontal": x, "vertical": y, "diagonal": (x + y) * 0.7}[s.direction]
    t = -t if v.flipped() else t
    return [(np.clip(t / (n * 0.86) + 0.5 + v.shift(0.1), 0, 1), "c2")]


def halftone(s, v, n):
    """Dots on a diagonal lattice which grow to the right ("horizontal") or downwards."""
    u, w = rotated(n, math.pi / 4)
    q = 32 / math.sqrt(2)
    a, b = u + v.phase(q), w + (v.phase(q) if v.loose else 0)
    x, y = grid(n)
    t = (x if s.direction == "horizontal" else y) * (-1 if v.flipped() else 1)
    radius = np.clip(8 + t * (13 / n), 1.5, 15)
    return [(soft(np.hypot(a % q - q / 2, b % q - q / 2) - radius), "c2")]


def waves(s, v, n):
    u, across = along(s.direction, v, n)
    p = on_grid(v.about({0.6: 32, 1.0: 48, 1.7: 72}[s.scale]), s.direction)
    length = 128 if s.direction != "diagonal" else 128 / math.sqrt(2)
    bend = v.about(14 if s.direction != "diagonal" else 11) * np.sin(2 * np.pi * (u + v.phase(length)) / v.about(length))
    return [(soft(bands(across + bend, p, v.phase(p)) * 0.8), "c2")]


def sunburst(s, v, n):
    x, y = grid(n)
    x, y = x + v.shift(40), y + v.shift(40)
    rays = {0.6: 16, 1.0: 12, 1.7: 8}[s.scale]
    a = np.arctan2(y, x) * rays / (2 * np.pi) + v.phase(1.0)
    d = (np.abs(a % 1 - 0.5) - 0.25) * 2 * np.pi / rays * np.hypot(x, y)
    return [(soft(d), "c2")]


def cuts(s, v, n):
    """Angular panels: a slanted lower half, a slit beside it and a wedge in the opposite corner."""
    x, y = grid(n)
    x = -x if v.flipped() else x
    x, y = x + v.shift(20), y + v.shift(20)
    slant = x * v.about(0.5, 0.4) + y
    lower, slit = (16 - slant) * 0.9, np.abs(slant + 12) - 8
    wedge = (132 - (x - y)) * 0.7
    return [(soft(wedge), "deep"), (soft(np.minimum(lower, slit)), "c2")]
