"""Makes small pictures of the flat formats with Pillow, another program's writer.

Usage: make_pictures.py OUT_FOLDER   (sample-host/src/test/resources/pictures)

All show the same: column x, row y has red 4x, green 4y, blue 128 and, where the format holds it,
alpha 255 - 3x. So tests know each pixel without a second copy of the picture.
"""
import sys
from pathlib import Path

from PIL import Image

WIDTH, HEIGHT = 48, 40


def rgba():
    image = Image.new("RGBA", (WIDTH, HEIGHT))
    image.putdata([(4 * x, 4 * y, 128, 255 - 3 * x) for y in range(HEIGHT) for x in range(WIDTH)])
    return image


def main():
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    whole = rgba()
    opaque = whole.convert("RGB")
    gray = Image.new("L", (WIDTH, HEIGHT))
    gray.putdata([4 * x for _ in range(HEIGHT) for x in range(WIDTH)])
    palette = Image.new("P", (WIDTH, HEIGHT))
    palette.putpalette([v for x in range(WIDTH) for v in (4 * x, 4 * x, 4 * x)])
    palette.putdata([x for _ in range(HEIGHT) for x in range(WIDTH)])
    for orientation, name in ((-1, "bottom-up"), (1, "top-down")):
        for packing in (None, "tga_rle"):
            kind = "rle" if packing else "raw"
            options = {"orientation": orientation, "compression": packing}
            whole.save(out / f"rgba-{kind}-{name}.tga", **options)
            opaque.save(out / f"rgb-{kind}-{name}.tga", **options)
    gray.save(out / "gray.tga")
    palette.save(out / "palette.tga")
    opaque.save(out / "rgb.bmp")
    palette.save(out / "palette.bmp")
    opaque.save(out / "rgb.jpg", quality=95, subsampling=0)
    gray.save(out / "gray.jpg", quality=95)
    opaque.convert("CMYK").save(out / "cmyk.jpg", quality=95)
    whole.save(out / "rgba.webp", lossless=True, exact=True)
    opaque.save(out / "rgb.webp", quality=90)


if __name__ == "__main__":
    main()
