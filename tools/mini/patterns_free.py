"""Patterns with an irregular outline: blotches, tongues, bolts, traces, strokes.

Same contract as `patterns_regular`.
"""
import math

import numpy as np

from canvas import along, draw, grid, noise, soft


def camouflage(s, v, n):
    out = []
    for paint, threshold in (("deep", 0.35), ("c2", 0.4)):
        f = noise(v.rng, n, 34 * s.scale) + 0.3 * noise(v.rng, n, 15 * s.scale)
        gy, gx = np.gradient(f)
        out.append((soft(-(f - threshold) / (np.hypot(gx, gy) + 1e-2)), paint))
    return out


def flames(s, v, n):
    """Tongues from the lower edge with a hot core."""
    r = v.outline()
    x, y = grid(n)
    start, p = r.uniform(0, 9), v.about(64)
    k = x + 9 * np.sin(y / 26 + start) + 4 * np.sin(y / 13 + 2 * start) + v.phase(p)
    tongue = np.floor(k / p).astype(int)
    height = r.choice([80, 110, 140], 64).astype(np.float32)[tongue % 64]
    tip = 1 - np.abs((k % p) / p - 0.5) * 2  # 0 in the valley, 1 at the tip
    out = []
    for lift, scale, paint in ((0, 1.0, "c2"), (52, 0.8, "hot")):
        top = 24 + lift - height * scale * tip ** 1.6 * 1.15
        out.append((soft((top - y) * 0.38), paint))
    return out


def splatter(s, v, n):
    """Big blots with drops around them, in the density of a 256-pixel picture."""
    r, big = v.outline(3), 8
    count = max(1, round((n / 256) ** 2))

    def paint(d, ss):
        for i in range(14 * count):
            x, y, blot = r.uniform(0, n), r.uniform(0, n), i < big * count
            radius = r.uniform(14, 26) if blot else r.uniform(5, 8)
            turn, spikes = r.uniform(0, 2 * math.pi), int(r.integers(6, 9))
            points = []
            for k in range(48):
                a = turn + 2 * math.pi * k / 48
                b = 1 + 0.45 * max(0, math.sin(spikes * a)) ** 2 + 0.12 * math.sin(3 * a + i)
                points.append(((x + radius * b * math.cos(a)) * ss, (y + radius * b * math.sin(a)) * ss))
            d.polygon(points, fill=255)
            for _ in range(3 if blot else 0):
                a, far, z = r.uniform(0, 2 * math.pi), radius * r.uniform(1.7, 2.2), r.uniform(3.5, 6)
                u, w = x + far * math.cos(a), y + far * math.sin(a)
                d.ellipse([(u - z) * ss, (w - z) * ss, (u + z) * ss, (w + z) * ss], fill=255)

    return [(draw(n, paint), "c2")]


def lowpoly(s, v, n):
    """Facets of a triangle mesh in four mixtures of both colours; the mesh is fixed, the shades are free."""
    r, mesh, q = v.rng, v.outline(1), v.about({0.65: 40, 1.0: 64, 1.6: 88}[s.scale])
    k = int(n / q) + 3
    gx, gy = np.meshgrid(np.arange(k + 1), np.arange(k + 1))
    jitter = 0.16 + 0.1 * v.loose
    px = (gx + mesh.uniform(-jitter, jitter, gx.shape)) * q - q / 2 - v.phase(q)
    py = (gy + mesh.uniform(-jitter, jitter, gx.shape)) * q - q / 2 - v.phase(q)
    shades = (0, 85, 170, 255)

    def paint(d, ss):
        for i in range(k):
            for j in range(k):
                c = [(px[a, b] * ss, py[a, b] * ss) for a, b in ((i, j), (i, j + 1), (i + 1, j + 1), (i + 1, j))]
                first, second = r.choice(4, 2, replace=False)
                parts = ((0, 1, 2), (0, 2, 3)) if (i + j) % 2 else ((0, 1, 3), (1, 2, 3))
                for part, shade in zip(parts, (first, second)):
                    d.polygon([c[z] for z in part], fill=shades[shade])

    return [(draw(n, paint), "c2")]


def lightning(s, v, n):
    """Parallel zigzag bolts, 128 pixels apart."""
    theta = {"horizontal": 0.0, "vertical": math.pi / 2, "diagonal": -math.pi / 4}[s.direction] + v.tilt()
    c, si = math.cos(theta), math.sin(theta)
    start, width = v.phase(96), v.about(11)
    lanes = range(-2, 3) if s.direction == "diagonal" or n > 256 else (-0.5, 0.5)
    spacing = v.about(128 if s.direction != "diagonal" else 128 / math.sqrt(2) * 1.2)

    def paint(d, ss):
        for lane in lanes:
            o, t, upper, lower = lane * spacing + v.shift(12), -n * 0.9 + start, [], []
            while t < n * 0.9:
                for edge, side in ((upper, -width), (lower, width)):
                    edge += [(t, o + side), (t + 60, o + 27 + side), (t + 40, o - 27 + side)]
                t += 96
            points = [((n / 2 + a * c - b * si) * ss, (n / 2 + a * si + b * c) * ss) for a, b in upper + lower[::-1]]
            d.polygon(points, fill=255)

    return [(draw(n, paint), "c2")]


def circuit(s, v, n):
    """Traces with round pads on a 32-pixel raster, with 45 degree jumps between rows."""
    r, q = v.outline(), 32

    def paint(d, ss):
        for row in range(-1, n // q + 2):
            x, y = -q * int(r.integers(0, 3)) + q // 2, row * q + q // 2
            while x < n + q:
                points = [(x, y)]
                u, w = x, y
                for _ in range(int(r.integers(1, 3))):
                    u += q * int(r.integers(1, 3))
                    points.append((u, w))
                    if r.random() < 0.45:
                        u, w = u + q, w + (q if r.random() < 0.5 else -q)
                        points.append((u, w))
                d.line([(a * ss, b * ss) for a, b in points], fill=255, width=int(6 * ss), joint="curve")
                for a, b in (points[0], points[-1]):
                    d.ellipse([(a - 8) * ss, (b - 8) * ss, (a + 8) * ss, (b + 8) * ss], fill=255)
                x = u + q * int(r.integers(1, 3))

    m = draw(n, paint)
    return [(m.T if v.flipped() else m, "c2")]


def tiger(s, v, n):
    """Bands bent by noise whose width swells and shrinks to points."""
    r = v.outline()
    _, across = along(s.direction, v, n)
    across = across + 16 * noise(r, n, 52) + 4 * noise(r, n, 22)
    p = v.about(48)
    t = np.abs((across + v.phase(p)) % p - p / 2)
    return [(soft((t - p * (0.24 + 0.13 * noise(r, n, 46))) * 0.7), "c2")]


def brush(s, v, n):
    """Broad strokes with ragged, streaky ends."""
    r = v.outline()
    u, w = along(s.direction, v, n)
    m, rough = np.zeros((n, n), np.float32), 5 * noise(r, n, 10)
    lanes = max(3, round(n / 85))
    for i in range(lanes):
        o = (i - (lanes - 1) / 2) * 80 + v.shift(10)
        bend, half, ends = 8 * np.sin(u / 60 + r.uniform(0, 6)), v.about(24), r.uniform(0.3, 0.5, 2) * n
        streak = 22 * np.interp((w - o).ravel(), np.linspace(-40, 40, 16), r.uniform(-1, 1, 16)).reshape(n, n)
        d = np.maximum(np.abs(w - o + bend) - half + rough * 0.5, np.maximum(u - ends[0], -u - ends[1]) + streak)
        m = np.maximum(m, soft(d * 0.8))
    return [(m, "c2")]


def solid(s, v, n):
    return []
