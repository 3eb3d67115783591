"""Runs the stages crops, full and control one after the other within a total of `--minutes`.

Started again with the same arguments it goes on where it was stopped. Stop it with SIGTERM to its
process group: the running stage finishes its step, saves and leaves.

    python train_all.py --minutes 150 --start MODEL --model OUT/mini-sdxl --work OUT/work
"""
import argparse
import subprocess
import sys
from pathlib import Path

# Shares of the time. `control` has the falling learning rate and trains all nets, so it may be long.
STAGES = {"crops": (0.10, []), "full": (0.48, []), "control": (0.42, ["--decay", "0.4"])}


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("--minutes", type=float, required=True)
    p.add_argument("--stages", default=",".join(STAGES), help="a later session may go on with full,control alone")
    a, passed_on = p.parse_known_args()
    chosen = a.stages.split(",")
    whole = sum(STAGES[s][0] for s in chosen)
    script = str(Path(__file__).with_name("train_diffusion.py"))
    for stage in chosen:
        share, options = STAGES[stage]
        done = subprocess.run([sys.executable, script, "--stage", stage, "--minutes", f"{a.minutes * share / whole:.2f}",
                               *options, *passed_on])
        if done.returncode:
            sys.exit(f"stage {stage} ended with {done.returncode}; start again to go on")


if __name__ == "__main__":
    main()
