"""Rules that turn a picture into a number: colours, control edges, PSNR. Each is checked on the
generator's own pictures, which must pass nearly always (`evaluate.py` prints those as "generator")."""
import numpy as np
from PIL import Image, ImageFilter

from heldout import named_colours
from islands import edges
from palette import COLOURS

NEAR = 30.0        # CIE76 distance within which a pixel counts as that paint
ENOUGH = 0.4       # of the coverage in the generator's picture of the same scene
STRANGE = 0.25     # share of pixels in no expected paint, beyond the generator's


def lab(rgb):
    c = np.asarray(rgb, np.float32) / 255
    c = np.where(c > 0.04045, ((c + 0.055) / 1.055) ** 2.4, c / 12.92)
    m = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]], np.float32)
    t = c @ m.T / np.array([0.9505, 1.0, 1.089], np.float32)
    f = np.where(t > 0.008856, np.cbrt(t), 7.787 * t + 16 / 116)
    return np.stack([116 * f[..., 1] - 16, 500 * (f[..., 0] - f[..., 1]), 200 * (f[..., 1] - f[..., 2])], -1)


def coverage(picture, names):
    """Share of pixels whose nearest named colour is this one and near; quarter size, which forgives edges."""
    small = np.asarray(Image.fromarray(picture).resize((64, 64), Image.BOX))
    distance = np.stack([np.linalg.norm(lab(small) - lab(COLOURS[n]), axis=-1) for n in names])
    nearest = distance.argmin(0)
    return np.array([((nearest == i) & (distance[i] < NEAR)).mean() for i in range(len(names))])


def colours_obeyed(picture, reference, scene):
    """Every named colour covers at least `ENOUGH` of what the generator's picture of the scene shows,
    and not much more than there is left in other colours."""
    names = named_colours(scene)
    got, want = coverage(picture, names), coverage(reference, names)
    return bool((got >= ENOUGH * want).all() and got.sum() >= want.sum() - STRANGE)


def roles_obeyed(picture, reference, scene):
    """Is the larger of base and second colour the same as in the generator's picture? None: about equal."""
    if scene.pattern == "solid":
        return None
    want, got = (coverage(p, [scene.c1, scene.c2]) for p in (reference, picture))
    lead = want[0] - want[1]
    return None if abs(lead) < 0.15 else bool((got[0] - got[1]) * lead > 0)


def control_f1(picture, island_mask, tolerance=3):
    """Edges of the islands against edges of the picture, within `tolerance` pixels.

    The pattern inside an island has edges of its own which no control asked for: for precision only
    edges outside the islands and in a narrow band at their border count.
    """
    wanted = edges(island_mask * 255.0)
    found = edges(picture.astype(np.float32) @ np.array((0.3, 0.59, 0.11), np.float32))
    recall = (wanted & _wider(found, tolerance)).sum() / max(1, wanted.sum())
    outside = ~_wider(island_mask > 0.5, 3, shrink=True)
    judged = found & outside
    precision = (judged & _wider(wanted, tolerance)).sum() / max(1, judged.sum())
    return 2 * precision * recall / max(1e-9, precision + recall)


def background_error(picture, island_mask, background):
    """Mean CIE76 distance of the outside from the plain background: a tint there is a visible fault."""
    outside = ~_wider(island_mask > 0.02, 4)
    return float(np.linalg.norm(lab(picture) - lab(background), axis=-1)[outside].mean()) if outside.any() else 0.0


def _wider(mask, pixels, shrink=False):
    size = 2 * pixels + 1
    image = Image.fromarray(mask.astype(np.uint8) * 255)
    return np.asarray(image.filter(ImageFilter.MinFilter(size) if shrink else ImageFilter.MaxFilter(size))) > 127


def psnr(a, b):
    return -10 * np.log10(np.mean(((a.astype(np.float32) - b) / 255) ** 2) + 1e-10)
