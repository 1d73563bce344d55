"""What has reached the disk, and stays there when the power goes."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from types import TracebackType
from typing import Self

CHUNK = 1 << 20
"""Bytes that files are read and written by."""


def flush(path: Path) -> None:
    """The bytes of a file, or the names in a folder, are on disk on return."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make a private folder, and those above it, where there is none; on disk on return."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True, mode=0o700)
        flush(folder.parent)


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
