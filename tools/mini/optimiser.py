"""Muon for matrices, AdamW for the rest, and the running average of the weights that is exported."""
import copy
import math

import torch


def orthogonal(g, steps=4):
    """Approximately U V^T of g's singular value decomposition.

    Newton-Schulz on the small Gram matrix only: every iterate is a polynomial of it times g, so two
    large products suffice, which on one CPU core is a fifth of a training step instead of a half.
    """
    flip = g.shape[0] > g.shape[1]
    g = g.T if flip else g
    h = (g / (g.norm() + 1e-7)).bfloat16()
    s = (h @ h.T).float()
    q = None
    eye = torch.eye(len(s), device=g.device)
    for i in range(steps):
        p = 3.4445 * eye - 4.7750 * s + 2.0315 * s @ s
        q = p if q is None else p @ q
        if i < steps - 1:
            s = p @ s @ p
            s = (s + s.T) / 2
    out = (q.bfloat16() @ h).float()
    return out.T if flip else out


class Muon:
    """Steps of equal size in every direction of a matrix: rare captions move the net as far as common ones."""

    ADAM = ("embedding", "conv_in", "conv_out", "controlnet_down_blocks", "controlnet_mid_block")

    def __init__(self, named, lr, matrix_lr, weight_decay=1e-3, smallest=16):
        named = list(named)
        matrix = [(n, p) for n, p in named if p.ndim in (2, 4) and min(p.shape[0], p[0].numel()) >= smallest
                  and not any(a in n for a in self.ADAM)]
        names = {n for n, _ in matrix}
        self.matrices = [p for _, p in matrix]
        # the text encoders see weak, noisy gradients: smaller steps
        self.scales = [0.3 if n.startswith("text_encoder") else 1.0 for n, _ in matrix]
        self.momentum = [torch.zeros_like(p) for p in self.matrices]
        tables = [p for n, p in named if n not in names and "embedding.weight" in n]
        ids = {id(p) for p in tables}
        rest = [p for n, p in named if n not in names and id(p) not in ids]
        groups = [dict(params=g, scale=k) for g, k in ((rest, 1.0), (tables, 2.0)) if g]
        self.adam = torch.optim.AdamW(groups, lr=lr, betas=(0.9, 0.99), weight_decay=weight_decay)
        self.lr, self.matrix_lr, self.weight_decay = lr, matrix_lr, weight_decay

    @torch.no_grad()
    def step(self, factor):
        for g in self.adam.param_groups:
            g["lr"] = self.lr * factor * g["scale"]
        self.adam.step()
        for p, b, scale in zip(self.matrices, self.momentum, self.scales):
            g = p.grad
            if g is None:
                continue
            b.lerp_(g, 0.06)
            u = orthogonal(g.lerp(b, 0.94).reshape(len(g), -1)).reshape(p.shape)
            lr = self.matrix_lr * factor * scale
            p.mul_(1 - lr * self.weight_decay).add_(u, alpha=-lr * 0.2 * math.sqrt(max(p.shape[0], p[0].numel())))

    def zero_grad(self):
        self.adam.zero_grad(set_to_none=True)
        for p in self.matrices:
            p.grad = None

    def state_dict(self):
        return dict(adam=self.adam.state_dict(), momentum=self.momentum)

    def load_state_dict(self, state):
        self.adam.load_state_dict(state["adam"])
        for mine, saved in zip(self.momentum, state["momentum"], strict=True):
            mine.copy_(saved)


class Ema:
    """Averaged copies of modules. `steps` counts from the last reset, so the average forgets a bad start."""

    def __init__(self, modules, decay):
        self.modules, self.decay, self.steps = modules, decay, 0
        self.averages = {k: copy.deepcopy(m).eval().requires_grad_(False) for k, m in modules.items()}

    @torch.no_grad()
    def update(self):
        self.steps += 1
        d = min(self.decay, self.steps / (self.steps + 10))
        for k, m in self.modules.items():
            torch._foreach_lerp_(list(self.averages[k].parameters()), list(m.parameters()), 1 - d)
