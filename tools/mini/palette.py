"""The twenty colours a caption can name, with the words that mean them.

The table is part of the model: the measuring rule in `evaluate.py` compares with the same values.
"""
import numpy as np

COLOURS = {
    "red": (222, 28, 32), "crimson": (150, 12, 44), "orange": (250, 122, 14),
    "yellow": (252, 226, 30), "gold": (204, 160, 52), "lime": (160, 236, 36),
    "green": (24, 142, 48), "teal": (8, 128, 128), "cyan": (28, 214, 240),
    "blue": (28, 84, 224), "navy": (14, 26, 92), "purple": (112, 36, 168),
    "magenta": (222, 24, 168), "pink": (252, 152, 190), "white": (246, 246, 246),
    "silver": (188, 192, 200), "grey": (118, 120, 124), "black": (16, 16, 18),
    "brown": (112, 66, 32), "beige": (226, 206, 168),
}
COLOUR_NAMES = list(COLOURS)
SYNONYMS = {
    "grey": "gray", "purple": "violet", "crimson": "maroon", "teal": "turquoise", "silver": "chrome",
    "cyan": "aqua", "magenta": "fuchsia", "beige": "cream", "lime": "neon green", "gold": "golden",
}
BACKGROUND = (34, 34, 40)  # outside of the islands of a car template

DARK = ("crimson", "navy", "purple", "black", "brown", "blue", "green", "red")
LIGHT = ("yellow", "lime", "cyan", "white", "silver", "beige", "pink", "orange")


def too_close(a, b):
    """Pairs a viewer could not tell apart teach nothing about roles."""
    return a == b or np.abs(np.subtract(COLOURS[a], COLOURS[b])).sum() < 90


def rgb(name, rng, tone=""):
    """One paint of that name, slightly off the table so that the net sees a colour and not a number."""
    c = np.array(COLOURS[name], np.float32) + rng.uniform(-4, 4, 3)
    if tone == "dark":
        c = c * 0.55
    elif tone == "bright":
        c = c + (255 - c) * 0.3
    return np.clip(c, 0, 255).astype(np.float32)
