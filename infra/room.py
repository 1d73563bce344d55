"""Room on the disk: below a reserve nothing new is taken, so that what is there can be read, folded and recovered.

PostgreSQL on a full disk ends in a panic and answers nobody, not even readers; so writing stops earlier, by itself, and
begins again by itself.
"""

from __future__ import annotations

import os
from pathlib import Path
from time import monotonic

import structlog

from domain.log import NoRoom
from infra.servers.problem import Exit, Problem
from infra.settings import RESERVE_MIB

MIB = 1 << 20
EVERY = 0.5
"""Seconds that a measurement is good for. A second of appends at full speed is some 50 MiB."""

logger = structlog.get_logger(__name__)


class Room:
    """The free space of the disk that holds `folder`, against a reserve in MiB."""

    def __init__(self, folder: Path, reserve: int = RESERVE_MIB) -> None:
        self._folder = folder
        self._reserve = reserve * MIB
        self._measured = -EVERY
        self._missing = 0

    def missing(self) -> int:
        """Bytes that must be freed before anything new is taken; 0 where there is room."""
        now = monotonic()
        if now - self._measured >= EVERY:
            before, self._missing, self._measured = self._missing, self._lacking(), now
            if bool(before) != bool(self._missing):
                logger.warning("disk.nearly_full" if self._missing else "disk.room_again", missing=self._missing)
        return self._missing

    def check(self) -> None:
        """Raise NoRoom where something is missing."""
        if self.missing():
            raise NoRoom

    def problem(self) -> Problem | None:
        """What an operator is told where something is missing at this moment."""
        if not (missing := self._lacking()):
            return None
        free = (self._reserve - missing) // MIB
        return Problem(
            f"The disk of {self._folder} has {free} MiB left, and {self._reserve // MIB} MiB are kept free:"
            " nothing new is written until there is room. Nothing was lost.",
            f"free {-(-missing // MIB)} MiB there",
            Exit.DISK,
        )

    def _lacking(self) -> int:
        found = os.statvfs(self._folder)
        return max(0, self._reserve - found.f_bavail * found.f_frsize)
