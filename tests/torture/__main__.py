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

CONTROL_SIZES = {"kills": 20, "streams": 400}
RESULTS = Path("bench") / "results"


def main() -> int:
    """Run what is named, print each report and keep it as JSON; 0 where all ended as they must."""
    words = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    words.add_argument("name", choices=[*TORTURES, "all"], help="all: every torture, and every control")
    words.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    words.add_argument("--control", choices=CONTROLS, help="without this guard: its run must fail")
    words.add_argument("--size", type=int, help="kills, cuts, disconnects: what the torture counts")
    said = words.parse_args()
    if said.name != "all":
        return 0 if _ends_well(said.name, said.seed, said.size, said.control) else 1
    ends = [_ends_well(name, said.seed, said.size) for name in TORTURES]
    ends += [_ends_well(known.torture, said.seed, None, name) for name, known in CONTROLS.items()]
    return 0 if all(ends) else 1


def _ends_well(name: str, seed: int, size: int | None, control: str | None = None) -> bool:
    """Whether it passed; a control, whether it failed."""
    print(f"{name}{f' without {control}' if control else ''}: seed {seed}", flush=True)  # noqa: T201
    module, long = TORTURES[name]
    run = importlib.import_module(module).run
    if control:
        report = asyncio.run(run(seed, size or CONTROL_SIZES[name], control=control))
    else:
        report = asyncio.run(run(seed, size or long))
    print(f"{report.text()}\n{report.write(RESULTS)}", flush=True)  # noqa: T201
    return report.passed is (control is None)


if __name__ == "__main__":
    sys.exit(main())
