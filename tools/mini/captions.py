"""Wordings for a scene, and the list of words the tokenizer keeps whole."""
from palette import COLOUR_NAMES, SYNONYMS
from scene import DIRECTIONS, SIZES, WIDTHS

PHRASES = {
    "stripes": ["stripes", "stripes", "striped pattern"],
    "racing": ["racing stripes", "racing stripes", "racing stripe"],
    "chevrons": ["chevrons", "chevron pattern", "chevron arrows"],
    "camouflage": ["camouflage", "camouflage livery", "camo", "camo pattern"],
    "hexagons": ["hexagons", "hexagon pattern", "honeycomb"],
    "carbon": ["carbon fibre", "carbon fiber", "carbon fibre weave"],
    "checkered": ["checkered pattern", "checkered flag", "checkerboard", "chequered pattern"],
    "flames": ["flames", "flames", "flame pattern", "fire"],
    "splatter": ["splatter", "paint splatter", "splashes"],
    "gradient": ["gradient", "fade", "colour gradient"],
    "halftone": ["halftone dots", "halftone", "dots"],
    "lowpoly": ["low-poly triangles", "low poly", "triangles", "polygon pattern"],
    "lightning": ["lightning", "lightning bolts", "lightning bolt"],
    "waves": ["waves", "wavy lines", "wave pattern"],
    "circuit": ["circuit lines", "circuit board", "circuit pattern"],
    "tiger": ["tiger stripes", "tiger pattern", "zebra stripes"],
    "sunburst": ["sunburst", "sun rays", "sunburst rays"],
    "brush": ["brush strokes", "brushed paint", "brush stroke pattern"],
    "solid": ["plain livery", "solid colour", "plain paint"],
}
# Later patterns: their words reach the net as pieces, because a new vocabulary would shift every token id.
LATER_PHRASES = {"cuts": ["geometric cuts", "geometric shapes", "geometric panels", "angular cuts"]}
FILLER = (
    "race car livery sports team design vinyl wrap clean modern retro style detailed high quality "
    "professional vehicle paint job graphic racing motorsport fast speed cool awesome beautiful sharp "
    "rally drift street track gt3 formula stock touring endurance number sponsor logo body side hood roof "
    "door texture seamless flat vector art 2d 4k best the of for in my new very nice classic vintage "
    "futuristic aggressive elegant simple complex abstract geometric pattern theme themed colour color "
    "scheme inspired look shiny smooth rough surface template layout uv map car template skin").split()
IGNORED = [w for w in FILLER if w not in ("racing", "geometric")]  # these two name patterns
SUFFIXES = [", car template", " on a car template", ", uv layout", ", car panels"]


def vocabulary():
    words = set(COLOUR_NAMES) | set(DIRECTIONS) | set(WIDTHS) | set(SIZES) | set(FILLER)
    for phrase in list(SYNONYMS.values()) + SUFFIXES + [p for ps in PHRASES.values() for p in ps]:
        words |= set(phrase.replace(",", " ").replace("-", " ").split())
    words |= set("dark bright matte glossy and with on accents accent trim stripe livery plain a light deep".split())
    return sorted(words)


def caption(s, rng, suffix=None, fillers=True):
    """One of several wordings. `suffix` forces or forbids the words for a car template."""
    pick = lambda options: options[int(rng.integers(len(options)))]
    phrases = {**PHRASES, **LATER_PHRASES}[s.pattern]
    words = [w for w in (s.size, s.direction if s.named else "") if w]
    if rng.random() < 0.3:
        words.reverse()
    pattern = " ".join(words + [pick(phrases)])
    base = " ".join(w for w in (s.finish, s.tone, s.c1) if w)
    if s.pattern == "solid":
        text = pick([f"{base} {pattern}", f"plain {base}", f"{base} livery"])
    elif s.pattern == "carbon":
        text = pick([f"{base} {pattern} with {s.c2} accents", f"{base} {pattern}, {s.c2} stripe", f"{base} and {s.c2} {pattern}"])
    else:
        text = pick([
            f"{base} and {s.c2} {pattern}", f"{base} and {s.c2} {pattern}", f"{base} with {s.c2} {pattern}",
            f"{base} livery with {s.c2} {pattern}", f"{s.c2} {pattern} on {base}", f"{pattern}, {base} and {s.c2}",
            f"{base} {pattern} with {s.c2}", f"{base} base, {s.c2} {pattern}", f"{pattern} in {base} and {s.c2}"])
    if s.c3:
        text += pick([f", {s.c3} accents", f" and {s.c3} accents", f" with {s.c3} trim", f", {s.c3} trim"])
    if s.template if suffix is None else suffix:
        text += pick(SUFFIXES)
    if rng.random() < 0.15:
        text = " ".join(SYNONYMS.get(w.strip(","), w.strip(",")) + "," * w.endswith(",") for w in text.split())
    if fillers and rng.random() < 0.25:
        text = _with_ignored_words(text, rng)
    return text


def _with_ignored_words(text, rng):
    """Words, and letters that are no word, which must not change the picture."""
    extra = [IGNORED[rng.integers(len(IGNORED))] if rng.random() < 0.85 else
             "".join(chr(97 + rng.integers(26)) for _ in range(rng.integers(2, 7))) for _ in range(rng.integers(1, 4))]
    return f"{' '.join(extra)}, {text}" if rng.random() < 0.4 else f"{text}, {' '.join(extra)}"
