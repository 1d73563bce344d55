"""B15: the memory of an idle embedded system, all its processes together.

What two processes share counts half in each (PSS), so the sum is what the machine would have back.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.harness import machine, write
from bench.system import System, system

FLOOR_MB, AIM_MB = 800, 400
SETTLES = 20.0
"""Seconds until it is idle: pages are built, caches are filled."""
LOOKS, BETWEEN = 5, 2.0


def main() -> None:
    """Start a system, leave it alone, and look at it a few times."""
    with system() as running:
        time.sleep(SETTLES)
        looks = []
        for _ in range(LOOKS):
            looks.append(megabytes(running))
            time.sleep(BETWEEN)
    programs = {name: median(look[name] for look in looks) for name in looks[0]}
    total = median(sum(look.values()) for look in looks)
    for name, used in sorted(programs.items(), key=lambda one: -one[1]):
        print(f"  {name:<12} {used:7.0f} MB")
    print(f"  {'together':<12} {total:7.0f} MB (at most {FLOOR_MB}, aim {AIM_MB}); {machine()}")
    facts = {"name": "memory", "total_mb": total, "programs_mb": programs, "floor": FLOOR_MB, "aim": AIM_MB}
    write("memory", facts | {"machine": machine()})


def megabytes(running: System) -> dict[str, float]:
    """What each program and all it has started hold."""
    state = json.loads((Path(running.data) / "run" / "state.json").read_text())
    roots = {program["name"]: program["pid"] for program in state["programs"]}
    children = below()
    used = {name: sum(map(pss, tree(pid, children)), 0.0) for name, pid in roots.items()}
    used["supervisor"] = pss(state["guard"]) + pss(state["supervisor"])
    return used


def below() -> dict[int, list[int]]:
    """The processes of the machine by their parents."""
    children: defaultdict[int, list[int]] = defaultdict(list)
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
        children[parent].append(int(stat.parent.name))
    return children


def tree(pid: int, children: dict[int, list[int]]) -> Iterator[int]:
    """A process and all that descend from it."""
    yield pid
    for child in children.get(pid, ()):
        yield from tree(child, children)


def pss(pid: int) -> float:
    """Of one process, in MB; 0 where it has just ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


if __name__ == "__main__":
    main()
