"""Files of a backup: private, on disk before anything names them, and known by their digests."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from infra.drafts import FULL
from infra.durable import flush, make_folder
from infra.servers.problem import Exit, Problem

CHUNK = 1 << 20


class Writing:
    """A new private file, whole and on disk at the end of the block; nothing is left of it where that fails.

    at_once  or else it is on disk with the next `os.sync`: to flush each of many thousand files takes minutes
    """

    def __init__(self, path: Path, *, at_once: bool = True) -> None:
        self.path, self.bytes = path, 0
        self._at_once = at_once
        self._digest = hashlib.sha256()
        self._draft = path.with_name(f".{path.name}.new")

    @property
    def sha256(self) -> str:
        """Of all that was written, in hex."""
        return self._digest.hexdigest()

    def write(self, data: bytes | bytearray | memoryview, /) -> None:
        """Append to it."""
        self._file.write(data)
        self._digest.update(data)
        self.bytes += len(data)

    def __enter__(self) -> Self:
        make_folder(self.path.parent)
        self._file = os.fdopen(os.open(self._draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb", CHUNK)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            with self._file:
                if kind is None and self._at_once:
                    self._file.flush()
                    os.fsync(self._file.fileno())
            if kind is None:
                self._draft.replace(self.path)
                if self._at_once:
                    flush(self.path.parent)
        finally:
            self._draft.unlink(missing_ok=True)


def read_whole(path: Path, sha256: str) -> bytes:
    """A file whose digest is known. Raises Problem where it is another, or gone."""
    return b"".join(read_checked(path, sha256))


def read_checked(path: Path, sha256: str) -> Iterator[bytes]:
    """A file in pieces; raises Problem at its end where its digest is another, or where it is gone."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
                yield chunk
    except FileNotFoundError:
        raise spoiled(path, "is missing") from None
    if digest.hexdigest() != sha256:
        raise spoiled(path, "was changed, or is cut")


def spoiled(path: Path, how: str) -> Problem:
    """What is said of a file that is not as it was written."""
    return Problem(f"{path} {how}.", "use another copy of it", Exit.DATA)


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """What a disk refuses, as a Problem about the folder."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise Problem(
                f"The disk of {folder} is full. What was whole there before is whole still.",
                "free some of it, and run the same command again",
                Exit.DISK,
            ) from error
        raise Problem(
            f"{folder} cannot be used: {error.strerror} ({error.filename}).", "name a folder of your own", Exit.DATA
        ) from error
