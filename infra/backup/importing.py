"""Taking over the log of another Limn, from a dump or a backup: its events, and nothing else of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from infra.backup.founding import founded
from infra.backup.restoring import blocks, read
from infra.backup.saving import Report
from infra.log.dump import Block, Damaged, Dumped, Newer
from infra.log.loading import checked, load
from infra.servers.problem import Exit, Problem
from infra.settings import Settings


def import_log(settings: Settings, source: Path | BinaryIO, report: Report) -> int:
    """Make the data folder that the settings name from the events of a dump (a file, or a stream) or of a backup.

    Each event must be one that this program can read, in its place and time. Raises Problem, which names the place;
    nothing is there then. The position of the last event.
    """
    with _opened(source) as (events, total), founded(settings) as new:
        return load(new.connection, checked(events), lambda position: report("log", position, total))


@contextmanager
def _opened(source: Path | BinaryIO) -> Iterator[tuple[Iterator[Block], int]]:
    """The blocks of a source, and how many events it says it has."""
    if isinstance(source, Path) and source.is_dir():
        manifest = read(source)
        yield blocks(manifest, source), manifest.position
    elif isinstance(source, Path):
        try:
            file = source.open("rb")
        except OSError as error:
            raise Problem(f"{source} cannot be read: {error.strerror}.", "name another file", Exit.USAGE) from error
        with file:
            yield _dumped(file)
    else:
        yield _dumped(source)


def _dumped(file: BinaryIO) -> tuple[Iterator[Block], int]:
    try:
        found = Dumped(file)
    except (Damaged, Newer) as wrong:
        raise Problem(f"{wrong} Nothing was taken over.", "name a dump that limn dump wrote", Exit.DATA) from wrong
    return iter(found), found.upto
