"""Pictures in a backup: the same files under the same names, each copied once, and a list of their digests.

The list is what `sha256sum --check` reads.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from infra.backup.files import read_whole, spoiled
from infra.backup.manifest import Part
from infra.durable import CHUNK, Writing

FOLDER = "blobs"
LIST = "blobs.sha256"
NAME = re.compile(r"[0-9a-f]{2}/[0-9a-f]{64}/[a-z]{1,16}\.[a-z]{1,8}")

Report = Callable[[int], None]
"""Is told how many files were gone through."""


def save(store: Path, folder: Path, known: Mapping[str, str], report: Report) -> dict[str, str]:
    """Copy what is in a store and not known yet to be in a folder; every file there is then, with its digest.

    What was taken out of the store meanwhile is left out. All is on disk on return.
    """
    digests = dict(known)
    for number, name in enumerate(_names(store), 1):
        if name not in digests or not (folder / name).exists():
            with suppress(FileNotFoundError):
                digests[name] = _copy(store / name, folder / name)
        report(number)
    if len(digests) > len(known):
        os.sync()
    return digests


def bring_back(folder: Path, store: Path, digests: Mapping[str, str], report: Report) -> None:
    """Copy every file of a list into a store; all is on disk on return.

    Raises Problem for one that is missing or was changed.
    """
    for number, (name, digest) in enumerate(digests.items(), 1):
        try:
            found = _copy(folder / name, store / name)
        except FileNotFoundError:
            raise spoiled(folder / name, "is missing") from None
        if found != digest:
            raise spoiled(folder / name, "was changed, or is cut")
        report(number)
    os.sync()


def write_list(folder: Path, digests: Mapping[str, str]) -> Part:
    """Keep the digests of all files in a folder."""
    with Writing(folder / LIST) as file:
        for name in sorted(digests):
            file.write(f"{digests[name]}  {name}\n".encode())
    return Part(file.sha256, len(digests))


def read_list(folder: Path, part: Part) -> dict[str, str]:
    """The digests that `write_list` kept. Raises Problem for a list that is not as it was written."""
    path, digests = folder / LIST, {}
    for line in read_whole(path, part.sha256).decode().splitlines():
        digest, _, name = line.partition("  ")
        if not NAME.fullmatch(name):
            raise spoiled(path, "names what is no picture")
        digests[name] = digest
    return digests


def _names(store: Path) -> Iterator[str]:
    for home in sorted(store.glob("??/*")):
        with suppress(FileNotFoundError):  # a sweep took the picture away
            for path in sorted(home.iterdir()):
                name = path.relative_to(store).as_posix()
                if NAME.fullmatch(name):
                    yield name


def _copy(path: Path, to: Path) -> str:
    """Copy a file; its digest. Small pictures have sizes that are the same file, and stay so."""
    with path.open("rb") as source, Writing(to, at_once=False) as file:
        while chunk := source.read(CHUNK):
            file.write(chunk)
    for other in sorted(to.parent.iterdir()):
        if other < to and other.stat().st_size == file.bytes and other.read_bytes() == to.read_bytes():
            to.unlink()
            os.link(other, to)
            break
    return file.sha256
