"""How a program without a port shows that it lives: a file with its process id and the time, written while it works.

The time is the machine's monotonic one, which all processes share and nobody sets.
"""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path

from infra.servers.problem import NotReady

EVERY = 1.0
STALE = 8.0
"""Seconds without a beat after which a program counts as hanging."""


def beat(path: Path) -> None:
    """Say once that this process is ready and working; whoever looks meanwhile sees the last beat whole."""
    written = path.with_suffix(".new")
    written.write_text(f"{os.getpid()} {time.monotonic()}")
    written.replace(path)


async def keep_beating(path: Path | None) -> None:
    """Beat from the event loop, so that a blocked loop goes silent; until cancelled. None beats nowhere."""
    while path is not None:
        beat(path)
        await asyncio.sleep(EVERY)


def check(path: Path, pid: int) -> None:
    """Ready when process ``pid`` beat lately. Raises NotReady."""
    try:
        beating, at = path.read_text().split()
    except FileNotFoundError:
        raise NotReady("no heartbeat yet") from None
    if beating != str(pid):
        raise NotReady(f"no heartbeat of process {pid} yet")
    if (age := time.monotonic() - float(at)) > STALE:
        raise NotReady(f"no heartbeat for {age:.0f} s")
