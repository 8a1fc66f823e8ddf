"""Faults by command: ``python -m tests.faults kills --kills 20 --seed 7``."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.faults.killing import killed_at_random


def main() -> int:
    """Run what is asked, print what came of it; 1 when something is wrong."""
    options = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    options.add_argument("what", choices=["kills"])
    options.add_argument("--kills", type=int, default=20)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--scenario", action="append", default=[])
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="kills-") as folder:
        ordeal = killed_at_random(
            Path(folder), *asked.scenario, kills=asked.kills, seed=asked.seed, tell=_say
        )
    _say(str(ordeal))
    return 0 if ordeal.is_right else 1


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
