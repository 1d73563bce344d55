"""Parquet files, written as rows come, and known by their digest. The same rows in one order are the same bytes."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from infra.export.manifest import File

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

Row = Mapping[str, object]
GROUP = 25_000
"""Rows that are compressed together, and the most that are in memory."""
FILE = 1_000_000
"""Rows of a file, at most."""


class Hashed(io.RawIOBase):
    """A new private file. What is written to it is counted and digested."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._digest = sha256()
        self.size = 0

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: ReadableBuffer) -> int:
        """All of it, or OSError."""
        view = memoryview(data)
        written = 0
        while written < len(view):
            written += os.write(self._file, view[written:])
        self._digest.update(view)
        self.size += written
        return written

    def close(self) -> None:
        """On the disk."""
        if not self.closed:
            try:
                os.fsync(self._file)
            finally:
                os.close(self._file)
                super().close()

    @property
    def sha256(self) -> str:
        """Of what was written."""
        return self._digest.hexdigest()


class Writer:
    """One Parquet file."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._path = path
        self._schema = schema
        self._waiting: list[Row] = []
        self._file = Hashed(path)
        self._parquet = pq.ParquetWriter(self._file, schema, compression="zstd")
        self.rows = 0

    def add(self, row: Row) -> None:
        """A row that follows."""
        self._waiting.append(row)
        self.rows += 1
        if len(self._waiting) == GROUP:
            self._flush()

    def finish(self, root: Path) -> File:
        """The file as the manifest names it, once it is on the disk."""
        self._flush()
        self._parquet.close()
        self._file.close()
        name = self._path.relative_to(root).as_posix()
        return File(name, self.rows, self._file.size, self._file.sha256)

    def abandon(self) -> None:
        """Let go of what will not be finished."""
        self._parquet.is_open = False  # else it would write its end, now or when it is collected
        self._file.close()

    def _flush(self) -> None:
        if self._waiting:
            self._parquet.write_table(pa.Table.from_pylist(self._waiting, self._schema), row_group_size=GROUP)
            self._waiting = []


class Parts:
    """Files of one table: a folder after the other, in each of them part-0001.parquet and so on."""

    def __init__(self, root: Path, schema: pa.Schema) -> None:
        self._root = root
        self._schema = schema
        self._folder = root
        self._part = 0
        self._writer: Writer | None = None
        self._files: list[File] = []

    def begin(self, folder: str) -> None:
        """What is added from now on goes to this folder. It has a file even if that is nothing."""
        self._end_file()
        self._folder, self._part = self._root / folder, 0
        for path in (self._folder.parent, self._folder):
            path.mkdir(exist_ok=True, mode=0o700)
        self._writer = self._next_file()

    def add(self, row: Row) -> None:
        """A row that follows."""
        assert self._writer, "a folder has begun"
        if self._writer.rows == FILE:
            self._end_file()
            self._writer = self._next_file()
        self._writer.add(row)

    def finish(self) -> list[File]:
        """All that was written, in order."""
        self._end_file()
        return self._files

    def abandon(self) -> None:
        """Let go of what will not be finished."""
        if self._writer:
            self._writer.abandon()

    def _next_file(self) -> Writer:
        self._part += 1
        return Writer(self._folder / f"part-{self._part:04}.parquet", self._schema)

    def _end_file(self) -> None:
        if self._writer:
            self._files.append(self._writer.finish(self._root))
            self._writer = None


@contextmanager
def parts(root: Path, schema: pa.Schema) -> Iterator[Parts]:
    """A table's files; what is open is let go of when the block fails."""
    made = Parts(root, schema)
    try:
        yield made
    except BaseException:
        made.abandon()
        raise
