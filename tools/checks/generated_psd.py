#!/usr/bin/env python3
"""Checks a PSD written by `livery generate` with psd-tools, independently of our own reader.

usage: generated_psd.py TEMPLATE OUT [--flat FLAT.png]

Every layer of the template must be there unchanged (name, bounds, pixels, mask, blend, opacity, eye);
the new layers must be transparent where the template's Mask is opaque.
"""
import argparse
import sys

import numpy as np
from psd_tools import PSDImage


def walk(group, path=""):
    for layer in group:
        here = f"{path}/{layer.name}"
        yield here, layer
        if layer.is_group():
            yield from walk(layer, here)


def facts(layer):
    mask = layer.mask
    return dict(
        kind=layer.kind, bounds=layer.bbox if layer.is_group() else tuple(layer.bbox), blend=str(layer.blend_mode),
        opacity=layer.opacity, visible=layer.visible, clipping=getattr(layer, "clipping", None),
        mask=None if mask is None else (mask.bbox, mask.background_color, mask.disabled))


def pixels(layer):
    return None if layer.is_group() else layer.numpy()


def same(a, b):
    return (a is None and b is None) or (a is not None and b is not None and a.shape == b.shape and np.array_equal(a, b))


def mask_pixels(layer):
    return None if layer.mask is None else np.asarray(layer.mask.topil() or 0)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("template")
    p.add_argument("out")
    p.add_argument("--flat", help="write the flattened picture here")
    a = p.parse_args()
    before, after = list(walk(PSDImage.open(a.template))), list(walk(PSDImage.open(a.out)))
    names = [n for n, _ in before]
    problems, new, rest = [], [], list(before)
    for name, layer in after:
        if rest and rest[0][0] == name:
            _, was = rest.pop(0)
            f, g = facts(was), facts(layer)
            if was.is_group():      # a group's box follows its children, so it may grow by the new layer
                f.pop("bounds"), g.pop("bounds")
            if f != g:
                problems.append(f"{name}: {f} became {g}")
            if not same(pixels(was), pixels(layer)):
                problems.append(f"{name}: pixels differ")
            if not same(mask_pixels(was), mask_pixels(layer)):
                problems.append(f"{name}: mask differs")
        else:
            new.append((name, layer))
    problems += [f"{n} is missing or out of order" for n, _ in rest]

    out = PSDImage.open(a.out)
    dead = np.zeros((out.height, out.width), bool)
    for name, layer in after:
        if layer.name.strip().lower() == "mask" and not layer.is_group():
            x0, y0, x1, y1 = layer.bbox
            alpha = layer.numpy("shape")[..., 0]
            dead[max(y0, 0):y1, max(x0, 0):x1] |= alpha >= 1.0
    order = [n for n, _ in after]
    for name, layer in new:
        x0, y0, x1, y1 = layer.bbox
        alpha = np.zeros(dead.shape, np.float32)
        alpha[y0:y1, x0:x1] = layer.numpy("shape")[..., 0]
        leak = int(((alpha > 0) & dead).sum())
        i = order.index(name)
        print(f"new layer {name}: {layer.bbox}, {100 * (alpha > 0).mean():.1f} % covered, {leak} pixels in dead space, "
              f"above {order[i - 1] if i else 'nothing'}, below {order[i + 1] if i + 1 < len(order) else 'nothing'}")
        if leak:
            problems.append(f"{name}: {leak} pixels outside the paintable area")
    if not new:
        problems.append("no new layer")
    if a.flat:
        out.composite(force=True).convert("RGB").save(a.flat)
    print(f"{len(names)} layers before, {len(after)} after, merged image in the file: {out.has_preview()}")
    for problem in problems:
        print("PROBLEM", problem)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
