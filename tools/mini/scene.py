"""What a picture shows (`Scene`) and how it is painted (`render`). No external picture is ever used.

    scene = Scene.random(rng)
    picture = Drawing.of(scene, rng).render(scene, rng)   # 256x256x3 uint8
"""
from dataclasses import dataclass, replace

import numpy as np

import patterns_free as free
import patterns_regular as regular
from canvas import Variation, grid, rotated, soft
from islands import layout
from palette import BACKGROUND, COLOUR_NAMES, DARK, LIGHT, rgb, too_close

DIRECTIONS = ("horizontal", "vertical", "diagonal")
WIDTHS = {"thin": 0.6, "narrow": 0.6, "wide": 1.7, "bold": 1.7}
SIZES = {"small": 0.65, "fine": 0.65, "large": 1.6, "big": 1.6}


@dataclass(frozen=True)
class Pattern:
    """`directions[0]` is drawn when the caption names none: an unnamed choice is noise to the net."""
    paint: object
    weight: float
    directions: tuple = ()
    sizes: tuple = ()


PATTERNS = {
    "stripes": Pattern(regular.stripes, 1.2, ("diagonal", "horizontal", "vertical"), tuple(WIDTHS)),
    "racing": Pattern(regular.racing, 1.3, ("vertical", "horizontal", "diagonal"), tuple(WIDTHS)),
    "chevrons": Pattern(regular.chevrons, 1.0, ("vertical", "horizontal"), tuple(WIDTHS)),
    "camouflage": Pattern(free.camouflage, 1.0, (), tuple(SIZES)),
    "hexagons": Pattern(regular.hexagons, 1.2, (), tuple(SIZES)),
    "carbon": Pattern(regular.carbon, 0.9),
    "checkered": Pattern(regular.checkered, 1.2, ("", "diagonal"), tuple(SIZES)),
    "flames": Pattern(free.flames, 1.0),
    "splatter": Pattern(free.splatter, 1.0),
    "gradient": Pattern(regular.gradient, 0.9, ("vertical", "horizontal", "diagonal")),
    "halftone": Pattern(regular.halftone, 1.0, ("vertical", "horizontal")),
    "lowpoly": Pattern(free.lowpoly, 1.1, (), tuple(SIZES)),
    "lightning": Pattern(free.lightning, 1.1, ("vertical", "horizontal", "diagonal")),
    "waves": Pattern(regular.waves, 1.0, ("horizontal", "vertical", "diagonal"), tuple(WIDTHS)),
    "circuit": Pattern(free.circuit, 1.1),
    "tiger": Pattern(free.tiger, 1.0, ("vertical", "horizontal", "diagonal")),
    "sunburst": Pattern(regular.sunburst, 1.1, (), tuple(WIDTHS)),
    "brush": Pattern(free.brush, 1.0, ("horizontal", "vertical", "diagonal")),
    "cuts": Pattern(regular.cuts, 1.0),
    "solid": Pattern(free.solid, 0.5),
}
PATTERN_NAMES = list(PATTERNS)


@dataclass(frozen=True)
class Scene:
    pattern: str = "stripes"
    c1: str = "red"
    c2: str = "white"
    c3: str = ""          # accent colour, "" for none
    direction: str = ""   # always set where the pattern has directions
    named: bool = False   # does the caption name the direction?
    size: str = ""
    tone: str = ""        # "", "dark", "bright": changes c1
    finish: str = ""      # "", "matte", "glossy"
    template: bool = False  # drawn inside UV islands

    @property
    def scale(self):
        return {**WIDTHS, **SIZES}.get(self.size, 1.0)

    @staticmethod
    def random(rng, template=0.0, pattern=None, ordered=0.0):
        if pattern is None:
            weights = np.array([p.weight for p in PATTERNS.values()])
            pattern = PATTERN_NAMES[rng.choice(len(weights), p=weights / weights.sum())]
        kind, direction, named = PATTERNS[pattern], "", False
        if kind.directions:
            named = rng.random() < 0.6
            direction = kind.directions[int(rng.integers(len(kind.directions)))] if named else kind.directions[0]
        size = kind.sizes[int(rng.integers(len(kind.sizes)))] if kind.sizes and rng.random() < 0.3 else ""
        return Scene(pattern, direction=direction, named=named and bool(direction), size=size,
                     template=bool(rng.random() < template)).recoloured(rng, ordered)

    def recoloured(self, rng, ordered=0.0):
        """Other colours. With free pairs the two sides of a shape are as often light on dark as the
        reverse, so that the layout cancels out in every average over captions: from pure noise the net
        learnt colours and no layout at all. A share of dark bases under light shapes (`ordered`) breaks
        the tie; in 100 steps the unexplained layout fell by 8 % instead of by nothing.
        """
        a, b, c = (str(x) for x in rng.permutation(COLOUR_NAMES)[:3])
        if rng.random() < ordered:
            a, b = str(rng.choice(DARK)), str(rng.choice(LIGHT))
        if self.pattern == "carbon":
            a = str(rng.choice(["black", "grey", "black", a]))
        while too_close(a, b):
            b = COLOUR_NAMES[rng.integers(len(COLOUR_NAMES))]
        while too_close(c, a) or too_close(c, b):
            c = COLOUR_NAMES[rng.integers(len(COLOUR_NAMES))]
        tone = str(rng.choice(["", "dark", "bright"], p=[0.88, 0.06, 0.06]))
        return replace(self, c1=a, c2=b, c3=c if rng.random() < (0.5 if self.pattern == "solid" else 0.25) else "",
                       tone="" if a in ("black", "white") else tone,
                       finish=str(rng.choice(["", "matte", "glossy"], p=[0.86, 0.08, 0.06])))


@dataclass
class Drawing:
    """The geometry of one picture; it can be painted with several palettes."""
    coverages: list
    layout: object  # islands.Layout or None
    size: int

    @staticmethod
    def of(scene, rng, n=256, loose=0.0, variants=1):
        coverages = PATTERNS[scene.pattern].paint(scene, Variation(rng, loose, variants), n)
        return Drawing([(m.astype(np.float32), p) for m, p in coverages], layout(rng, n) if scene.template else None, n)

    def render(self, scene, rng):
        n, base, second = self.size, rgb(scene.c1, rng, scene.tone), rgb(scene.c2, rng)
        paints = {"c2": second, "deep": base * 0.6, "hot": second * 0.35 + np.array((255, 236, 120), np.float32) * 0.65}
        im = np.empty((n, n, 3), np.float32)
        im[:] = base
        for m, paint in self.coverages:
            if paint == "weave":
                im = im * (0.35 + 0.65 * m[..., None]) + 26 * m[..., None]
            else:
                im += (paints[paint] - im) * m[..., None]
        if scene.finish == "glossy":
            _, across = rotated(n, 0.6)
            im += (255 - im) * (0.4 * np.exp(-(across / 26) ** 2))[..., None]
        # a plain livery without an accent names no second colour, so it shows none
        trim = rgb(scene.c3, rng) if scene.c3 else base if scene.pattern == "solid" else second
        if self.layout is not None:
            im += (trim - im) * self.layout.trim[..., None]
            background = np.array(BACKGROUND, np.float32)
            im = background + (im - background) * self.layout.mask[..., None]
        elif scene.c3:  # accents: a double band near the lower edge
            _, y = grid(n)
            y = y - 0.32 * n
            im += (trim - im) * np.maximum(soft(np.abs(y) - 13), soft(np.abs(y - 24) - 4))[..., None]
        return np.clip(im + 0.5, 0, 255).astype(np.uint8)
