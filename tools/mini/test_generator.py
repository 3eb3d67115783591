"""What the trained weights rely on: the same scenes, words and ids as when they were trained."""
import json
import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch

import tokenizer
from captions import caption
from diffusion import Noise
from heldout import heldout
from islands import KINDS, control_image
from measures import colours_obeyed, control_f1
from optimiser import orthogonal
from scene import PATTERN_NAMES, Drawing, Scene


class GeneratorTest(unittest.TestCase):
    def test_every_pattern_draws_the_same_picture_for_the_same_seed(self):
        for pattern in PATTERN_NAMES:
            pictures = []
            for _ in range(2):
                rng = np.random.default_rng(3)
                scene = Scene.random(rng, 1.0, pattern)
                pictures.append(Drawing.of(scene, rng).render(scene, rng))
            self.assertTrue((pictures[0] == pictures[1]).all(), pattern)
            self.assertEqual(pictures[0].shape, (256, 256, 3))

    def test_a_caption_names_both_colours_and_the_direction(self):
        rng = np.random.default_rng(0)
        scene = Scene("waves", "red", "white", direction="vertical", named=True)
        texts = [caption(scene, rng, fillers=False) for _ in range(20)]
        self.assertTrue(all("white" in t and "red" in t and "vertical" in t for t in texts))

    def test_the_generators_pictures_pass_the_colour_rule(self):
        rng = np.random.default_rng(1)
        for prompt, scene in heldout(40, rng):
            picture = Drawing.of(scene, rng).render(scene, rng)
            self.assertTrue(colours_obeyed(picture, picture, scene), prompt)

    def test_the_colour_rule_refuses_swapped_and_missing_colours(self):
        rng = np.random.default_rng(2)
        asked, other = Scene("checkered", "red", "white"), Scene("checkered", "blue", "white")
        draw = lambda s: Drawing.of(s, rng).render(s, rng)
        self.assertFalse(colours_obeyed(draw(other), draw(asked), asked))
        self.assertFalse(colours_obeyed(draw(Scene("solid", "red", "white")), draw(asked), asked))

    def test_islands_pass_the_edge_rule_and_an_empty_picture_fails_it(self):
        rng = np.random.default_rng(4)
        scene = Scene("flames", "black", "orange", template=True)
        drawing = Drawing.of(scene, rng)
        picture = drawing.render(scene, rng)
        self.assertGreater(control_f1(picture, drawing.layout.mask), 0.9)
        self.assertLess(control_f1(np.zeros_like(picture), drawing.layout.mask), 0.1)
        for kind in KINDS:
            self.assertEqual(control_image(kind, drawing.layout, picture).dtype, np.uint8)

    def test_the_vocabulary_still_has_the_ids_of_the_trained_weights(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(tokenizer.make(folder), 1056)
            ids = json.loads((Path(folder) / "tokenizer" / "vocab.json").read_text("utf-8"))
        self.assertEqual((ids["!"], ids["<|startoftext|>"], ids["<|endoftext|>"]), (0, 1054, 1055))


class TrainingTest(unittest.TestCase):
    def test_the_last_step_hides_the_picture(self):
        self.assertLess(Noise("cpu").a[-1].item(), 0.012)

    def test_muons_step_has_nearly_equal_singular_values(self):
        torch.manual_seed(0)
        values = torch.linalg.svdvals(orthogonal(torch.randn(64, 200)))
        self.assertGreater(values.min().item(), 0.5)
        self.assertLess(values.max().item(), 1.4)


if __name__ == "__main__":
    unittest.main()
