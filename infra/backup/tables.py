"""The tables that no fold of the log gives, and go with a backup: as PostgreSQL's binary COPY of named columns.

Left out on purpose: sessions and the secrets of API keys (one that was ended since would live again, so everyone signs
in and makes keys anew), leases (their workers are gone), and the views with all that the engine knows of them (they are
folded again).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import psycopg

from infra.backup.files import read_checked, spoiled
from infra.backup.manifest import Part
from infra.durable import Writing


@dataclass(frozen=True, slots=True)
class Kept:
    """A table, and which of its columns are kept."""

    table: str
    columns: str


KEPT: Mapping[str, Kept] = {
    "idempotency": Kept("log.idempotency", "scope, key, body, position, result, at"),
    # What was signed of the log; its key is among the secrets, which go with the keys.
    "attestations": Kept("log.attestations", "position, at, previous, root, peaks, marks, key, signature"),
    "credentials": Kept("app.credentials", "account_id, password_hash, created_at"),
    # Where each policy is: begun anew, one would go past what it had not seen yet.
    "policies": Kept("views.policy", "name, position"),
    "policies_parked": Kept("views.policy_parked", "policy, position, reason"),
}
SIGNED = {"attestations"}
LEFT_OUT = {"app.sessions", "app.api_keys", "app.render_leases"}


def save(connection: psycopg.Connection, folder: Path) -> dict[str, Part]:
    """Write every kept table into a folder, as one snapshot of the caller's has them."""
    parts = {}
    for name, kept in KEPT.items():
        statement = f"COPY (SELECT {kept.columns} FROM {kept.table}) TO STDOUT (FORMAT BINARY)"  # noqa: S608 - constants
        with Writing(_path(folder, name)) as file, connection.cursor() as cursor:
            with cursor.copy(statement) as copy:
                for chunk in copy:
                    file.write(chunk)
            parts[name] = Part(file.sha256, cursor.rowcount)
    return parts


def bring_back(connection: psycopg.Connection, folder: Path, parts: Mapping[str, Part], *, signed: bool) -> None:
    """Fill the tables in the caller's transaction. Raises Problem for a file that is not as it was written.

    signed  bring back what was signed of the log, too: its key is there
    """
    for name in KEPT.keys() & parts.keys() - (set() if signed else SIGNED):
        kept, path = KEPT[name], _path(folder, name)
        try:
            with connection.cursor().copy(f"COPY {kept.table} ({kept.columns}) FROM STDIN (FORMAT BINARY)") as copy:
                for chunk in read_checked(path, parts[name].sha256):
                    copy.write(chunk)
        except (psycopg.DataError, psycopg.IntegrityError) as wrong:
            raise spoiled(path, "was changed") from wrong


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name}.copy"
