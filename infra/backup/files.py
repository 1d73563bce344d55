"""Files of a backup, read back by the digests that they are known by, and what is said of a disk that refuses."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from infra.drafts import FULL
from infra.durable import CHUNK
from infra.servers.problem import Exit, Problem


def apart(folder: Path, data: Path) -> None:
    """Raise Problem where a copy would lie in the data folder that it is of."""
    if folder.is_relative_to(data):
        raise Problem(f"{folder} would be lost together with {data}.", "name another place", Exit.USAGE)


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
