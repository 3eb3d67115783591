"""Prompts for measuring: wordings that no training caption has, with the scene each one asks for."""
from dataclasses import replace

from captions import LATER_PHRASES, PHRASES
from palette import COLOUR_NAMES
from scene import PATTERN_NAMES, Scene

WORDINGS = [
    "a {c1} car decorated with {c2} {pattern}", "{c2} {pattern} over a {c1} background", "{pattern} of {c2} on {c1} bodywork",
    "base coat {c1}, {c2} {pattern} on top", "my {c1} racer wearing {c2} {pattern}",
]
PLAIN = ["a {c1} car without any decoration, {pattern}", "completely {c1}, {pattern}"]
ACCENTS = [", finished with {c3} accents", " plus {c3} trim"]


def heldout(count, rng):
    """-> [(prompt, scene)], the patterns in turn; table colours only, so that the measured rule is exact."""
    out = []
    for i in range(count):
        pattern = PATTERN_NAMES[i % len(PATTERN_NAMES)]
        s = replace(Scene.random(rng, 0.0, pattern), tone="", finish="")
        if pattern == "solid":
            s = replace(s, c3="")
        phrases = {**PHRASES, **LATER_PHRASES}[pattern]
        words = " ".join(w for w in (s.size, s.direction if s.named else "", phrases[int(rng.integers(len(phrases)))]) if w)
        wordings = PLAIN if pattern == "solid" else WORDINGS
        text = wordings[int(rng.integers(len(wordings)))]
        if s.c3:
            text += ACCENTS[int(rng.integers(len(ACCENTS)))]
        out.append((text.format(c1=s.c1, c2=s.c2, c3=s.c3, pattern=words), s))
    return out


def named_colours(scene):
    names = [scene.c1] if scene.pattern == "solid" else [scene.c1, scene.c2]
    names += [scene.c3] if scene.c3 else []
    assert all(n in COLOUR_NAMES for n in names)
    return names
