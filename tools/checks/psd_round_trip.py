#!/usr/bin/env python3
"""Checks with psd-tools that saving a PSD lost nothing, independently of our own reader.

usage: psd_round_trip.py ORIGINAL SAVED [ORIGINAL SAVED]...

Make SAVED with `livery convert ORIGINAL SAVED`. Compares every layer's name, bounds, blend, opacity, eye,
clipping, channels, mask data and tagged blocks, and what the documents hold beside layers. Pixels are compared
for RGB of 8 bits; other files are converted when they are opened.
"""
import io
import sys

from psd_tools import PSDImage

# Lists of layers by place, and thumbnails: made anew or left out, because they would be wrong after a change.
REPLACED_RESOURCES = {1024, 1026, 1033, 1036, 1069, 1072}
REPLACED_BLOCKS = {b"Layr", b"Lr16", b"Lr32", b"Mtrn", b"Mt16", b"Mt32", b"Alph"}
WRITTEN_ANEW = {b"luni", b"lyid", b"lsct", b"lsdk", b"iOpa"}
FACTS = ("name", "kind", "bbox", "opacity", "visible", "blend_mode", "clipping")


def walk(group):
    for layer in group:
        yield layer
        if layer.is_group():
            yield from walk(layer)


def size(record, channel):
    mask = record.mask_data
    if channel == -2:
        return mask.right - mask.left, mask.bottom - mask.top
    if channel == -3:
        return mask.real_right - mask.real_left, mask.real_bottom - mask.real_top
    return record.width, record.height


def planes(layer):
    return {int(info.id): data for info, data in zip(layer._record.channel_info, layer._channels)}


def block(blocks, key):
    out = io.BytesIO()
    blocks[key].write(out)
    return out.getvalue()


def compare_layers(one, other, pixels, version):
    for fact in FACTS:
        if getattr(one, fact) != getattr(other, fact):
            yield f"{fact} {getattr(one, fact)} became {getattr(other, fact)}"
    before, after = planes(one), planes(other)
    for channel, data in before.items():
        width, height = size(one._record, channel)
        if channel not in after:
            yield f"channel {channel} is gone"
        elif pixels and width * height and data.get_data(width, height, 8, version) != after[channel].get_data(width, height, 8, 1):
            yield f"pixels of channel {channel} differ"
    masks = one._record.mask_data, other._record.mask_data
    if (masks[0] is None) != (masks[1] is None):
        yield "mask data came or went"
    elif masks[0] is not None:
        for edge in ("left", "top", "right", "bottom", "background_color"):
            if getattr(masks[0], edge) != getattr(masks[1], edge):
                yield f"mask {edge} differs"
    for key in one.tagged_blocks or ():
        if key not in (other.tagged_blocks or ()):
            yield f"block {key.value} is gone"
        elif key.value not in WRITTEN_ANEW and block(one.tagged_blocks, key) != block(other.tagged_blocks, key):
            yield f"block {key.value} differs"


def compare(original, saved):
    a, b = PSDImage.open(original), PSDImage.open(saved)
    one, other = list(walk(a)), list(walk(b))
    if len(one) != len(other) and not (len(one) == 0 and len(other) == 1):
        yield f"{len(one)} layers became {len(other)}"
    plain = a.depth == 8 and a.color_mode.name == "RGB"
    for x, y in zip(one, other):
        for problem in compare_layers(x, y, plain, a.version):
            yield f"{x.name}: {problem}"
    lost = {int(k) for k in a.image_resources} - {int(k) for k in b.image_resources} - REPLACED_RESOURCES
    if lost:
        yield f"resources {sorted(lost)} are gone"
    blocks = {k.value for k in a.tagged_blocks or ()} - {k.value for k in b.tagged_blocks or ()} - REPLACED_BLOCKS
    if blocks:
        yield f"blocks {blocks} of the document are gone"


def main():
    files = sys.argv[1:]
    if not files or len(files) % 2:
        sys.exit(__doc__)
    bad = 0
    for original, saved in zip(files[::2], files[1::2]):
        problems = list(compare(original, saved))
        bad += bool(problems)
        print(original, "unchanged" if not problems else "\n  " + "\n  ".join(problems))
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
