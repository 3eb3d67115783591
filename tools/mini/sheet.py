"""Contact sheets, and the generator's own one: `python sheet.py data.png`."""
import sys

import numpy as np
from PIL import Image, ImageDraw


def contact_sheet(images, captions, path, columns=8, bar=26):
    """Pictures with two lines of caption under each."""
    h, w = images[0].shape[:2]
    rows = -(-len(images) // columns)
    sheet = Image.new("RGB", (columns * w, rows * (h + bar)), (12, 12, 12))
    d = ImageDraw.Draw(sheet)
    for i, (im, text) in enumerate(zip(images, captions)):
        x, y = i % columns * w, i // columns * (h + bar)
        sheet.paste(Image.fromarray(im), (x, y))
        d.text((x + 3, y + h + 1), text[:42], fill=(230, 230, 230))
        d.text((x + 3, y + h + 12), text[42:84], fill=(230, 230, 230))
    sheet.save(path)


def main(path="data.png", seed=0, loose=0.0):
    from captions import caption
    from islands import KINDS, control_image
    from scene import PATTERN_NAMES, Drawing, Scene

    rng, images, texts = np.random.default_rng(int(seed)), [], []
    for template in (0.0, 0.0, 1.0):
        for pattern in PATTERN_NAMES:
            scene = Scene.random(rng, template, pattern)
            images.append(Drawing.of(scene, rng, loose=float(loose)).render(scene, rng))
            texts.append(caption(scene, rng))
    for kind in KINDS:
        scene = Scene.random(rng, 1.0)
        drawing = Drawing.of(scene, rng)
        picture = drawing.render(scene, rng)
        images += [np.repeat(control_image(kind, drawing.layout, picture)[..., None], 3, 2), picture]
        texts += [kind, caption(scene, rng)]
    contact_sheet(images, texts, path, 10)


if __name__ == "__main__":
    main(*sys.argv[1:])
