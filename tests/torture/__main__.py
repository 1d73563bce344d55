"""``python -m tests.torture NAME``: a long run of one torture, or of a control that must fail.

Each torture is a module with ``async def run(seed: int, size: int) -> Report`` and is registered here.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib
import secrets
import sys
from pathlib import Path

from tests.torture import kills
from tests.torture.guards import CONTROLS

TORTURES: dict[str, tuple[str, int]] = {
    "kills": ("tests.torture.kills", 1_000),
    "streams": ("tests.torture.streams", 10_000),
    "stubs": ("tests.torture.stubs", 400),
    "power": ("tests.torture.power", 100),
    "disk": ("tests.torture.disk", 10),
    "clock": ("tests.torture.clock", 100),
}
"""By name: the module, and the size of a long run."""

CONTROL_SIZE = 20
RESULTS = Path("bench") / "results"


def main() -> int:
    """Run what is named, print its report and keep it as JSON; 0 where it ended as it must."""
    words = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    words.add_argument("name", choices=sorted(TORTURES))
    words.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    words.add_argument("--control", choices=CONTROLS, help="without this guard: the run must fail (kills only)")
    words.add_argument("--size", type=int, help="kills, cuts, disconnects: what the torture counts")
    said = words.parse_args()
    module, size = TORTURES[said.name]
    print(f"{said.name}: seed {said.seed}", flush=True)  # noqa: T201
    if said.control:
        report = asyncio.run(kills.run(said.seed, said.size or CONTROL_SIZE, control=said.control))
    else:
        report = asyncio.run(importlib.import_module(module).run(said.seed, said.size or size))
    print(f"{report.text()}\n{report.write(RESULTS)}")  # noqa: T201
    return 0 if report.passed is (said.control is None) else 1


if __name__ == "__main__":
    sys.exit(main())
