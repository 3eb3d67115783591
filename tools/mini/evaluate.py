"""Measures a model folder on held-out prompts; prints and writes JSON, and draws the judged pictures.

    python evaluate.py --model MODEL --work WORK --out result.json --count 100
"""
import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch

import network
from classifier import small, tensor, train
from diffusion import sample
from heldout import heldout
from islands import KINDS, control_image
from measures import background_error, colours_obeyed, control_f1, psnr, roles_obeyed
from palette import BACKGROUND
from scene import PATTERN_NAMES, Drawing, Scene
from sheet import contact_sheet


def arguments():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0], formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    p.add_argument("--model", required=True)
    p.add_argument("--work", required=True, help="keeps the classifier")
    p.add_argument("--out", required=True, help="JSON; the contact sheet lies beside it as .png")
    p.add_argument("--count", type=int, default=100, help="held-out prompts without control")
    p.add_argument("--control-count", type=int, default=32)
    p.add_argument("--steps", type=int, default=20)
    p.add_argument("--guidance", type=float, default=5.0)
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--seed", type=int, default=11)
    return p.parse_args()


class Model:
    def __init__(self, folder, steps, guidance):
        names = ("unet", "controlnet", "vae", "text_encoder", "text_encoder_2")
        self.nets = {n: network.load(folder, n).eval() for n in names}
        self.text = network.Text(folder, self.nets["text_encoder"], self.nets["text_encoder_2"])
        config = json.loads((Path(folder) / "scheduler" / "scheduler_config.json").read_text())
        self.options = dict(scheduler={k: v for k, v in config.items() if not k.startswith("_")}, steps=steps, guidance=guidance)

    @torch.no_grad()
    def draw(self, prompts, seed, images=None):
        with network.autocast("cpu"):
            context, pooled = self.text(prompts)
            control = {}
            if images is not None:
                image = torch.from_numpy(np.stack(images)).float()[:, None].expand(-1, 3, -1, -1) / 255
                control = dict(control=self.nets["controlnet"], image=image)
            return network.decode(self.nets["vae"], sample(self.nets["unet"], context, pooled, seed=seed, **self.options, **control))


def share(flags):
    known = [f for f in flags if f is not None]
    return round(float(np.mean(known)), 3) if known else None


def judge(pictures, references, scenes, net):
    with torch.no_grad():
        guesses = net(tensor([small(p) for p in pictures])).argmax(1).tolist()
    right = [PATTERN_NAMES[g] == s.pattern for g, s in zip(guesses, scenes)]
    each = {n: share([r for r, s in zip(right, scenes) if s.pattern == n]) for n in PATTERN_NAMES}
    colours = [colours_obeyed(p, r, s) for p, r, s in zip(pictures, references, scenes)]
    roles = [roles_obeyed(p, r, s) for p, r, s in zip(pictures, references, scenes)]
    return (dict(colour_accuracy=share(colours), role_accuracy=share(roles), pattern_accuracy=share(right), each_pattern=each),
            [f"{PATTERN_NAMES[g]}{'' if r else ' X'}{'' if c else ' colour X'}" for g, r, c in zip(guesses, right, colours)])


def plain(a, model, net, sheet):
    rng = np.random.default_rng(a.seed)
    asked = heldout(a.count, rng)
    scenes = [s for _, s in asked]
    references = [Drawing.of(s, rng).render(s, rng) for s in scenes]
    start = time.time()
    pictures = model.draw([p for p, _ in asked], a.seed)
    seconds = (time.time() - start) / len(asked)
    scores, verdicts = judge(pictures, references, scenes, net)
    sheet += [(im, f"{p[:42]:42}{v}") for im, (p, _), v in zip(pictures, asked, verdicts)]
    generator, _ = judge(references, references, scenes, net)
    with torch.no_grad():
        vae = model.nets["vae"]
        back = network.decode(vae, vae.encode(network.to_tensor(np.stack(references[:32]))).latent_dist.mean * vae.config.scaling_factor)
    scores.update(vae_psnr_db=round(float(np.mean([psnr(x, y) for x, y in zip(references, back)])), 2),
                  seconds_per_picture=round(seconds, 2), generator=generator)
    return scores


def controlled(a, model, sheet):
    rng, prompts, images, masks, references, kinds = np.random.default_rng(a.seed + 1), [], [], [], [], []
    for i, (prompt, s) in enumerate(heldout(a.control_count, rng)):
        s = Scene(**{**s.__dict__, "template": True})
        d = Drawing.of(s, rng)
        picture = d.render(s, rng)
        kinds.append(KINDS[i % len(KINDS)])
        images.append(control_image(kinds[-1], d.layout, picture))
        prompts.append(prompt)
        masks.append(d.layout.mask)
        references.append(picture)
    pictures = model.draw(prompts, a.seed + 1, images)
    f1 = [control_f1(p, m) for p, m in zip(pictures, masks)]
    for image, picture, prompt, kind, value in zip(images, pictures, prompts, kinds, f1):
        sheet += [(np.repeat(image[..., None], 3, 2), kind), (picture, f"{prompt[:42]:42}F1 {value:.2f}")]
    return dict(
        edge_f1=round(float(np.mean(f1)), 3),
        edge_f1_by_kind={k: round(float(np.mean([f for f, x in zip(f1, kinds) if x == k])), 3) for k in KINDS if k in kinds},
        background_error=round(float(np.mean([background_error(p, m, BACKGROUND) for p, m in zip(pictures, masks)])), 1),
        generator_edge_f1=round(float(np.mean([control_f1(p, m) for p, m in zip(references, masks)])), 3))


def main():
    a = arguments()
    torch.set_num_threads(a.threads)
    Path(a.work).mkdir(parents=True, exist_ok=True)
    net, accuracy = train(Path(a.work) / "classifier.pt")
    model, sheet = Model(a.model, a.steps, a.guidance), []
    result = dict(prompts=a.count, controlled=a.control_count, steps=a.steps, guidance=a.guidance, seed=a.seed,
                  classifier_accuracy=round(accuracy, 3), plain=plain(a, model, net, sheet))
    if a.control_count:
        result["control"] = controlled(a, model, sheet)
    Path(a.out).write_text(json.dumps(result, indent=2) + "\n")
    contact_sheet([x for x, _ in sheet], [t for _, t in sheet], Path(a.out).with_suffix(".png"), 10)
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
