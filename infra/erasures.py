"""Which keys were destroyed: a register that outlives every copy of a key, and keeps each from coming back.

One empty file for each destroyed key, named by its person and a digest of both: a key of 256 random bits cannot be
found from it. What is registered here is never used again, whichever backup brings it. It holds no secret and only
grows, so it is copied anywhere, and two are merged by taking all of both.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Self
from uuid import UUID

from infra.durable import flush, make_folder

ENTRY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.([0-9a-f]{32}|lost)")
"""How an entry is called; ``lost`` for a key that nobody destroyed and nobody has."""


class Erasures:
    """The register in `folder`, which is made with the first entry."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @classmethod
    def of(cls, keyring: Path) -> Self:
        """The register that lies in a keyring, or in a copy of one."""
        return cls(keyring / "erased")

    def add(self, person: UUID, key: bytes) -> None:
        """This key of a person's is destroyed from now on; durable on return."""
        self.merge([_entry(person, key)])

    def lose(self, people: Iterable[UUID]) -> None:
        """What was sealed for these people up to now cannot be opened: their keys are not to be found."""
        self.merge(f"{person}.lost" for person in people)

    def has(self, person: UUID, key: bytes) -> bool:
        """Whether this key was destroyed."""
        return self._path(_entry(person, key)).exists()

    def names(self, person: UUID) -> bool:
        """Whether a key of this person's is gone."""
        return any(self._path(str(person)).parent.glob(f"{person}.*"))

    def mark(self) -> None:
        """A key has gone: from now on there is another time on it."""
        now = time.time_ns()  # the kernel's own would be the same for some milliseconds
        with suppress(FileNotFoundError):  # none was there to go
            os.utime(self._folder, ns=(now, now))

    def marked(self) -> int:
        """The time on it, in nanoseconds; zero without any entry."""
        try:
            return self._folder.stat().st_mtime_ns
        except FileNotFoundError:
            return 0

    def entries(self) -> list[str]:
        """Every entry, in order."""
        return sorted(path.name for path in self._folder.glob("??/*.*") if ENTRY.fullmatch(path.name))

    def merge(self, entries: Iterable[str]) -> None:
        """Take over entries of another register; durable on return. ValueError for what is no entry."""
        touched = set()
        for entry in entries:
            if not ENTRY.fullmatch(entry):
                raise ValueError("This is no entry of a register of erasures.")
            path = self._path(entry)
            make_folder(path.parent)
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
            touched.add(path.parent)
        for folder in touched:
            flush(folder)

    def _path(self, entry: str) -> Path:
        return self._folder / entry[:2] / entry


def _entry(person: UUID, key: bytes) -> str:
    return f"{person}.{sha256(person.bytes + key).hexdigest()[:32]}"
