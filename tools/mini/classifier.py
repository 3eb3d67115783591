"""A small net that names the pattern of a picture, trained on loosely drawn held-out pictures.

It judges the model, so it must not share its habits: phases, angles and sizes are free (`loose`), the
seed differs from the training pools, and half of its pictures are blurred like decoded ones.
"""
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageFilter
from torch import nn

from scene import PATTERN_NAMES, Drawing, Scene


def small(picture):
    return np.asarray(Image.fromarray(picture).resize((96, 96), Image.BOX))


def tensor(pictures):
    return torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2).float() / 127.5 - 1


def build():
    layers, c = [], 3
    for width in (24, 48, 96, 128):
        layers += [nn.Conv2d(c, width, 3, 2, 1), nn.BatchNorm2d(width), nn.ReLU(),
                   nn.Conv2d(width, width, 3, 1, 1), nn.BatchNorm2d(width), nn.ReLU()]
        c = width
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(2), nn.Flatten(), nn.Dropout(0.2), nn.Linear(4 * c, len(PATTERN_NAMES)))


def pictures(count, seed):
    rng, x, y = np.random.default_rng([999, seed]), [], []
    while len(x) < count:
        label = len(y) // 2 % len(PATTERN_NAMES)
        scene = Scene.random(rng, 0.0, PATTERN_NAMES[label])
        drawing = Drawing.of(scene, rng, loose=rng.random())
        for _ in range(2):
            scene = scene.recoloured(rng)
            picture = drawing.render(scene, rng)
            if rng.random() < 0.5:
                picture = np.asarray(Image.fromarray(picture).filter(ImageFilter.GaussianBlur(rng.uniform(1, 4))))
            x.append(small(picture))
            y.append(label)
    return tensor(x), torch.tensor(y)


def train(path, count=6000, epochs=6, report=print):
    """Trains once and keeps the weights in `path`; returns (net, accuracy on further loose pictures)."""
    path, net = Path(path), build()
    if path.exists():
        saved = torch.load(path)
        net.load_state_dict(saved["net"])
        return net.eval(), saved["accuracy"]
    torch.manual_seed(0)
    x, y = pictures(count, 0)
    optimiser = torch.optim.AdamW(net.parameters(), 2e-3, weight_decay=0.02)
    plan = torch.optim.lr_scheduler.OneCycleLR(optimiser, 4e-3, total_steps=epochs * (count // 64))
    net.train()
    for epoch in range(epochs):
        for pick in torch.randperm(count)[:count // 64 * 64].split(64):
            loss = nn.functional.cross_entropy(net(x[pick] + 0.05 * torch.randn_like(x[pick])), y[pick], label_smoothing=0.05)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            plan.step()
        report(f"classifier epoch {epoch + 1}: loss {loss.item():.3f}")
    net.eval()
    x, y = pictures(800, 1)
    with torch.no_grad():
        accuracy = (net(x).argmax(1) == y).float().mean().item()
    torch.save(dict(net=net.state_dict(), accuracy=accuracy), path)
    return net, accuracy
