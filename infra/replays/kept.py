"""Replays that are kept for a while: a private file each, of which there are only so many. None of it is a fact."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import msgspec

from api.replays import ReplayStatus
from infra.durable import Writing

OF_ONE, OF_ALL = 10, 100
"""The newest that are kept of one person, and of everyone."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A replay as its file has it.

    asked  digest of the question
    at     when it was asked, in Unix time
    """

    owner: UUID
    asked: str
    at: float
    status: ReplayStatus


class KeptReplays:
    """Files in a folder (0700, made when it is needed), under the replays' ids."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, replay: UUID) -> Kept | None:
        """The replay of an id, None where there is none or none any more."""
        with suppress(FileNotFoundError, msgspec.DecodeError):  # half of an old version's is as good as none
            return msgspec.json.decode(self._path(replay).read_bytes(), type=Kept)
        return None

    def write(self, kept: Kept) -> None:
        """Keep it in the place of what was there, and let go of old ones. Raises OSError where there is no room."""
        with Writing(self._path(kept.status.id), at_once=False) as file:
            file.write(msgspec.json.encode(kept))
        self._let_go()

    def _let_go(self) -> None:
        seen: Counter[UUID] = Counter()
        for place, kept in enumerate(sorted(self._all(), key=lambda kept: kept.at, reverse=True)):
            seen[kept.owner] += 1
            if seen[kept.owner] > OF_ONE or place >= OF_ALL:
                self._path(kept.status.id).unlink(missing_ok=True)

    def _all(self) -> list[Kept]:
        found = (self.read(UUID(path.stem)) for path in self._folder.glob("*.json"))
        return [kept for kept in found if kept]

    def _path(self, replay: UUID) -> Path:
        return self._folder / f"{replay.hex}.json"
