"""Prompts of the sample sheets."""

SHEET = [
    "red and white diagonal racing stripes", "matte black with gold hexagons", "blue camouflage livery, yellow accents",
    "black carbon fibre with orange accents", "white and black checkered pattern", "black and orange flames",
    "white with cyan splatter", "navy and pink horizontal gradient", "yellow halftone dots on purple",
    "teal low-poly triangles with white", "black and yellow lightning", "silver and blue vertical waves",
    "green circuit lines on black", "orange and black tiger stripes", "crimson and beige sunburst",
    "white and magenta brush strokes", "lime and black chevrons", "plain red livery, white accents",
    "brown and gold wide horizontal stripes", "grey and lime thin vertical stripes", "red base, white geometric cuts, gold accents",
    "white hexagons on blue, gold trim", "navy and gold racing stripes", "black and red checkered flag, car template",
]
