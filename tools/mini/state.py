"""The full training state in one file, written beside it and renamed: a killed run costs minutes at most."""
import os

import torch

NAME = "state.pt"


def save_state(trainer):
    path = trainer.work / NAME
    part = path.with_name(NAME + ".part")
    torch.save(dict(
        step=trainer.step, spent=trainer.spent, controlled=trainer.controlled, ema_steps=trainer.ema.steps,
        modules={k: m.state_dict() for k, m in trainer.modules.items()},
        averages={k: m.state_dict() for k, m in trainer.ema.averages.items()},
        positions=trainer.positions.state_dict() if trainer.positions else None,
        optimiser=trainer.optimiser.state_dict()), part)
    os.replace(part, path)


def load_state(trainer):
    path = trainer.work / NAME
    if not path.exists():
        return
    s = torch.load(path, map_location=trainer.device, weights_only=False)
    trainer.step, trainer.spent, trainer.controlled, trainer.ema.steps = s["step"], s["spent"], s["controlled"], s["ema_steps"]
    for k, m in trainer.modules.items():
        m.load_state_dict(s["modules"][k])
        trainer.ema.averages[k].load_state_dict(s["averages"][k])
    trainer.optimiser.load_state_dict(s["optimiser"])
    if trainer.positions and s.get("positions"):
        trainer.positions.load_state_dict(s["positions"])
