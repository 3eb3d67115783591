"""A training aid: small heads that must read each cell's position from the UNet's inner features.

SDXL's UNet is never told where a cell lies; from pure noise it can only learn it through the zero
padding at the borders. Without help the net drew soft large shapes (flames, gradients) where the prompt
wants them, but no hexagons or checkers, whose lines need positions exact to a cell. The heads give that
knowledge a gradient of its own. They are not part of the model: the export has no trace of them.
"""
import math

import torch
from torch import nn

RATE = 3e-3
POINTS = {"down_blocks.2": 144, "mid_block": 144, "up_blocks.0": 144, "up_blocks.1": 80, "up_blocks.2": 32}


def position_maps(size, device):
    """[features, size, size]: ramps and waves down to a wavelength of four cells at this resolution."""
    a = (torch.arange(size, device=device) + 0.5) / size * 2 - 1
    y, x = torch.meshgrid(a, a, indexing="ij")
    maps = [x, y]
    for waves in (1, 2, 4, 8):
        if 4 * waves <= size:
            maps += [f(math.pi * waves * c) for c in (x, y) for f in (torch.sin, torch.cos)]
    return torch.stack(maps)


class PositionHeads(nn.Module):
    def __init__(self, unet):
        super().__init__()
        self.seen, self.maps = {}, {}
        self.heads = nn.ModuleDict()
        modules = dict(unet.named_modules())
        for name, width in POINTS.items():
            self.heads[name.replace(".", "_")] = nn.Conv2d(width, 18, 1)
            modules[name].register_forward_hook(lambda _m, _i, out, name=name: self.seen.__setitem__(name, out))
        self.optimiser = torch.optim.Adam(self.parameters(), RATE)

    def loss(self):
        """Of the latest forward pass. Crops have other positions than the canvas: not for that stage."""
        total = 0.0
        for name in POINTS:
            out = self.seen.pop(name)
            out = (out[0] if isinstance(out, tuple) else out).float()
            size = out.shape[-1]
            if size not in self.maps:
                self.maps[size] = position_maps(size, out.device)
            want = self.maps[size]
            normal = nn.functional.group_norm(out, 1)  # the features' scale must not be a way out
            got = self.heads[name.replace(".", "_")](normal)[:, :len(want)]
            total = total + (got - want).pow(2).mean()
        return total / len(POINTS)

    def step(self):
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
