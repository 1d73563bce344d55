"""Shared tables are made by named SQL files, each applied once, in order, and never changed afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import psycopg
from psycopg import sql

FOLDER = Path(__file__).with_name("migrations")
LOCK = 0x6C696D6E_6D696772
"""Advisory lock: two starts at once migrate one after the other."""

HISTORY = """
CREATE TABLE IF NOT EXISTS public.migrations (
    name text PRIMARY KEY,
    hash bytea NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
)
"""


class MigrationRefused(Exception):
    """The database's history is not the one these files tell."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One SQL file: its name and its text."""

    name: str
    text: str

    @property
    def hash(self) -> bytes:
        """What is remembered of the text, so that a later change is noticed."""
        return sha256(self.text.encode()).digest()


def migrations(folder: Path = FOLDER) -> list[Migration]:
    """The SQL files of a folder, in the order of their names."""
    return [Migration(path.stem, path.read_text()) for path in sorted(folder.glob("*.sql"))]


def migrate(owner: str, wanted: Sequence[Migration] | None = None) -> list[str]:
    """Bring the database of the owner's conninfo up to date; the names applied now, [] when it already was.

    Each file is applied and recorded in one transaction. Raises MigrationRefused when a file that was applied
    has changed or is gone. The login roles must exist.
    """
    files = migrations() if wanted is None else wanted
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        connection.execute(HISTORY)
        pending = _pending(files, _history(connection))
        for file in pending:
            with connection.transaction():
                connection.execute(sql.SQL(file.text))
                connection.execute("INSERT INTO public.migrations (name, hash) VALUES (%s, %s)", [file.name, file.hash])
    return [file.name for file in pending]


def _history(connection: psycopg.Connection) -> dict[str, bytes]:
    rows = connection.execute("SELECT name, hash FROM public.migrations").fetchall()
    return {name: bytes(digest) for name, digest in rows}


def _pending(files: Sequence[Migration], history: dict[str, bytes]) -> list[Migration]:
    known = {file.name: file.hash for file in files}
    if gone := sorted(history.keys() - known.keys()):
        raise MigrationRefused(f"The database is newer than this program: it has {gone[-1]}.")
    if changed := sorted(name for name, digest in history.items() if known[name] != digest):
        raise MigrationRefused(f"The migration {changed[0]} was changed after it was applied here.")
    pending = [file for file in files if file.name not in history]
    if pending and history and pending[0].name < max(history):
        raise MigrationRefused(f"The migration {pending[0].name} comes before one that is already applied.")
    return pending
