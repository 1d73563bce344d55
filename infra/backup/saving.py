"""Making a backup while all goes on: into a new folder, or into an earlier backup, which gets only what is new."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import psycopg

from infra.backup import pictures, tables
from infra.backup.files import apart, read_checked, told
from infra.backup.manifest import NAME, Manifest, Part, Segment
from infra.durable import Writing, make_folder
from infra.erasures import Erasures
from infra.log.dump import ORIGIN, Dump, dump
from infra.servers.layout import Layout
from infra.servers.problem import Exit, Problem

LOCK = "lock"
ERASED = "erased.txt"

Report = Callable[[str, int, int | None], None]
"""Is told of a part ("log", "pictures") how much is done, and of how much where that is known."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What a run came to: the backup as it is now, and the events and files that were added to it."""

    manifest: Manifest
    events: int
    files: int


def save(conninfo: str, layout: Layout, folder: Path, report: Report) -> Saved:
    """Back up a running system, by the role that owns its tables. Raises Problem; the earlier backup is whole then."""
    apart(folder, layout.data)
    with told(folder), _claimed(folder) as before:
        known = _listed(before, folder)
        now = msgspec.structs.replace(before, generation=before.generation + 1, made_at=_now())
        state = now.generation_folder(folder)
        with snapshot(conninfo) as connection:
            added = _save_log(connection, before, folder, report)
            now = msgspec.structs.replace(
                now,
                migrations=_migrations(connection),
                position=added.position if added else before.position,
                log=[*before.log, *([added] if added else [])],
                tables=tables.save(connection, state),
            )
        # After the log: a picture is stored before anything tells of it, so each that an event names is there by now.
        kept = folder / pictures.FOLDER
        digests = pictures.save(layout.blobs, kept, known, lambda files: report("pictures", files, None))
        now = msgspec.structs.replace(
            now, pictures=pictures.write_list(state, digests), erased=_save_erased(state, layout)
        )
        now.write(folder)
        _clear(folder, state)
    return Saved(now, now.position - before.position, len(digests) - len(known))


def blank() -> Manifest:
    """What is said of a folder in which no backup was finished yet."""
    return Manifest(_now(), 0, [], 0, [], {}, Part("", 0), Part("", 0))


def read_erased(folder: Path, manifest: Manifest) -> Iterator[str]:
    """The register of destroyed keys as a backup has it. Raises Problem."""
    data = b"".join(read_checked(manifest.generation_folder(folder) / ERASED, manifest.erased.sha256))
    yield from data.decode().split()


@contextmanager
def _claimed(folder: Path) -> Iterator[Manifest]:
    """The folder for this process alone, and the backup that is in it. Raises Problem."""
    before = Manifest.read(folder) if folder.exists() else None
    if before is None and folder.exists() and any(path.name not in {LOCK, f".{NAME}.new"} for path in folder.iterdir()):
        raise Problem(f"{folder} holds something else than a backup.", "name an empty folder, or a new one", Exit.USAGE)
    make_folder(folder)
    lock = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if before is None:
            blank().write(folder)
        yield Manifest.read(folder) or blank()
    except BlockingIOError:
        raise Problem(f"Another backup is being made in {folder}.", "wait for its end", Exit.RUNNING) from None
    finally:
        os.close(lock)


@contextmanager
def snapshot(conninfo: str) -> Iterator[psycopg.Connection]:
    """One state of the whole database, which nothing that happens meanwhile changes."""
    with psycopg.connect(conninfo) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        yield connection


def _save_log(connection: psycopg.Connection, before: Manifest, folder: Path, report: Report) -> Segment | None:
    """Add the events that came since, if any. Raises Problem where the backup is of another log."""
    row = connection.execute("SELECT position FROM log.head").fetchone()
    assert row
    head = int(row[0])
    if before.log and (head < before.position or not _goes_on(connection, before.log)):
        raise Problem(f"{folder} holds a backup of another log.", "name a folder of its own for each", Exit.DATA)
    if head == before.position:
        return None
    start = bytes.fromhex(before.log[-1].digest) if before.log else ORIGIN
    segment = Segment(before.position, head, "")
    with Writing(segment.path(folder)) as file:
        into = Dump(file, head, before.position, start)
        dump(connection, into, lambda position: report("log", position - segment.after, head - segment.after))
    return msgspec.structs.replace(segment, digest=into.digest.hex())


def _goes_on(connection: psycopg.Connection, log: list[Segment]) -> bool:
    """Whether the last part of a backup is what the log holds there."""
    last = log[-1]
    start = bytes.fromhex(log[-2].digest) if len(log) > 1 else ORIGIN
    again = Dump(Nowhere(), last.position, last.after, start)
    dump(connection, again, lambda _: None)
    return again.digest.hex() == last.digest


class Nowhere:
    """Where a dump goes of which only the digest is wanted."""

    def write(self, data: bytes, /) -> None:
        """Forget it."""


def _listed(before: Manifest, folder: Path) -> dict[str, str]:
    return pictures.read_list(before.generation_folder(folder), before.pictures) if before.generation else {}


def _migrations(connection: psycopg.Connection) -> list[str]:
    return [name for (name,) in connection.execute("SELECT name FROM public.migrations ORDER BY name")]


def _save_erased(state: Path, layout: Layout) -> Part:
    entries = Erasures.of(layout.keyring).entries()
    with Writing(state / ERASED) as file:
        file.write("".join(f"{entry}\n" for entry in entries).encode())
    return Part(file.sha256, len(entries))


def _clear(folder: Path, state: Path) -> None:
    """What earlier runs left, and the manifest does not name any more."""
    for path in folder.glob("state-*"):
        if path != state:
            shutil.rmtree(path)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
