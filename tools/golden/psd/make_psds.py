#!/usr/bin/env python3
"""Makes the small Photoshop documents that the editor's tests read, with psd-tools.

usage: make_psds.py FOLDER     (FOLDER: sample-host/src/test/resources/golden/psd)

For each NAME.psd it writes NAME.png, the composite by psd-tools, and NAME.json, the layer tree from
bottom to top. Requirements: requirements.txt. Nothing is random: the same versions give the same files.
"""
import json
import pathlib
import sys

import numpy as np
from PIL import Image
from psd_tools import PSDImage
from psd_tools.constants import BlendMode, Compression

WIDTH, HEIGHT = 96, 64


def ramp(width, height, red, green, blue, alpha):
    """RGBA floats; each argument is a function of x and y from 0 to 1, or a number."""
    y, x = np.mgrid[0:height, 0:width]
    x, y = x / max(1, width - 1), y / max(1, height - 1)
    planes = [np.broadcast_to(c(x, y) if callable(c) else c, (height, width)) for c in (red, green, blue, alpha)]
    return np.stack(planes, axis=2).astype(np.float32)


def disc(x, y):
    return np.clip((0.5 - np.hypot(x - 0.5, y - 0.5)) * 12, 0, 1)


def add(psd, name, pixels, left=0, top=0, **options):
    layer = psd.create_pixel_layer_from_array(pixels, left=left, top=top, **options)
    layer.name = name  # only this way it is stored in Unicode
    return layer


def mask_of(layer, pixels, left, top, outside=0, disabled=False):
    layer.create_mask(Image.fromarray((pixels * 255).astype(np.uint8)), top=top, left=left)
    data = layer._record.mask_data
    data.background_color = outside
    data.flags.mask_disabled = disabled


def layers():
    psd = PSDImage.new("RGB", (WIDTH, HEIGHT))
    base = add(psd, "Base paint", ramp(WIDTH, HEIGHT, lambda x, y: x, lambda x, y: y, 0.4, 1))
    beyond = add(psd, "Beyond the edge", ramp(40, 30, 0.9, 0.2, 0.1, lambda x, y: 1 - x), left=-15, top=-10)
    shade = add(psd, "Größe 大 🏁", ramp(50, 40, 0.5, 0.6, 0.7, disc), left=30, top=12,
                blend_mode=BlendMode.MULTIPLY, opacity=180)
    # Hard edges: under soft ones psd-tools clips a little unlike Photoshop, whose pictures the editor matches.
    logo = add(psd, "Logo", ramp(24, 24, 1, 1, 0.2, lambda x, y: np.round(disc(x, y))), left=60, top=30)
    clipped = add(psd, "Stripes on logo", ramp(30, 30, lambda x, y: np.round(x * 5) % 2, 0, 0.5, 0.8), left=58, top=28)
    clipped.clipping = True
    hidden = add(psd, "Hidden", ramp(WIDTH, HEIGHT, 0, 1, 0, 1))
    hidden.visible = False
    inner = psd.create_group([hidden], name="Inner", blend_mode=BlendMode.NORMAL, opacity=128)
    sponsors = psd.create_group([shade, logo, clipped, inner], name="Sponsors", blend_mode=BlendMode.NORMAL, opacity=230)
    psd.create_group([base, beyond, sponsors], name="Paintable Area", open_folder=False)
    white = ramp(40, 20, 1, 1, 1, 1)
    soft = ramp(20, 10, 0, 0, 0, lambda x, y: x)[..., 3]
    mask_of(add(psd, "Mask hides outside", white, left=2, top=40), soft, 10, 45)
    mask_of(add(psd, "Mask shows outside", white, left=50, top=2), soft, 60, 5, outside=255)
    mask_of(add(psd, "Mask is off", ramp(10, 10, 0, 0, 0, 1), left=80, top=50), soft, 80, 50, disabled=True)
    return psd


def packings():
    psd = PSDImage.new("RGB", (WIDTH, HEIGHT))
    kinds = [("Raw", Compression.RAW), ("Run lengths", Compression.RLE), ("Zip", Compression.ZIP),
             ("Zip with prediction", Compression.ZIP_WITH_PREDICTION)]
    for i, (name, compression) in enumerate(kinds):
        pixels = ramp(20, 50, lambda x, y: x, lambda x, y: np.round(y * 3) / 3, i / 4, lambda x, y: 1 - x * y)
        add(psd, name, pixels, left=2 + i * 23, top=5, compression=compression)
    return psd


def modes():
    psd = PSDImage.new("RGB", (WIDTH, HEIGHT))
    add(psd, "Below", ramp(WIDTH, HEIGHT, lambda x, y: y, lambda x, y: 1 - y, lambda x, y: np.abs(2 * y - 1), lambda x, y: 1 - x / 3))
    kinds = [m for m in BlendMode if m not in (BlendMode.PASS_THROUGH, BlendMode.DISSOLVE)]
    for i, mode in enumerate(kinds):
        pixels = ramp(3, HEIGHT, lambda x, y: 1 - 0.9 * y, lambda x, y: x, lambda x, y: (3 * y) % 1, 0.9)
        if mode is BlendMode.HARD_MIX:  # it jumps, so keep off sums of exactly 1
            pixels = ramp(3, HEIGHT, 0.8, 0.1, 0.3, 0.9)
        add(psd, mode.name, pixels, left=2 + i * 3, top=0, blend_mode=mode)
    return psd


def tree(group):
    nodes = []
    for layer in group:
        mask = layer._record.mask_data
        node = dict(name=layer.name, blend=layer.blend_mode.name.lower(), opacity=layer.opacity,
                    visible=layer.visible, clipping=layer._record.clipping == 1)
        node["mask"] = None if mask is None else dict(
            bounds=[mask.left, mask.top, mask.right, mask.bottom], background=mask.background_color,
            disabled=mask.flags.mask_disabled)
        if layer.is_group():
            node["open"] = layer.open_folder
            node["children"] = tree(layer)
        else:
            node["bounds"] = list(layer.bbox)
        nodes.append(node)
    return nodes


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for make in (layers, packings, modes):
        path = folder / f"{make.__name__}.psd"
        make().save(path)
        psd = PSDImage.open(path)  # what a reader finds, not what the script meant
        psd.composite(force=True, ignore_preview=True).save(path.with_suffix(".png"))
        path.with_suffix(".json").write_text(json.dumps(dict(layers=tree(psd)), indent=1, ensure_ascii=False) + "\n")
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    flat = Image.fromarray(np.stack([x * 2, y * 3, 255 - x - y], axis=2).astype(np.uint8))
    PSDImage.frompil(flat).save(folder / "flat.psd")
    flat.save(folder / "flat.png")


if __name__ == "__main__":
    main()
