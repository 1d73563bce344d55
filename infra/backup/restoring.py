"""Standing up again from a backup: all of it is checked, and either all of it is there afterwards or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import psycopg

from infra.backup import keys, pictures, tables
from infra.backup.founding import founded
from infra.backup.manifest import Manifest
from infra.backup.saving import Report, read_erased
from infra.database.migrate import migrations
from infra.erasures import Erasures
from infra.log.dump import ORIGIN, Block, Damaged, Dumped
from infra.log.loading import load
from infra.servers.problem import Exit, Problem
from infra.settings import Settings
from infra.verify.notary import SECRET

ACCOUNTS = "SELECT originator_id FROM log.events WHERE topic = 'account.registered'"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back.

    keys       of people whose words can be read
    destroyed  keys that a copy still had, and that stay destroyed
    lost       people whose words cannot be read: nobody destroyed their key, and it is not there
    """

    position: int
    pictures: int
    keys: int
    destroyed: int
    lost: int


def restore(settings: Settings, folder: Path, copied_keys: Path | None, report: Report) -> Restored:
    """Make the data folder that the settings name from a backup, and a copy of keys if there is one. Raises Problem."""
    manifest = read(folder)
    state = manifest.generation_folder(folder)
    with founded(settings) as new:
        register = Erasures.of(new.layout.keyring)
        register.merge(read_erased(folder, manifest))
        got = keys.bring_back(copied_keys, new.layout) if copied_keys else keys.KeyCopy(0, 0)
        digests = pictures.read_list(state, manifest.pictures)
        told = len(digests)
        pictures.bring_back(
            folder / pictures.FOLDER, new.layout.blobs, digests, lambda files: report("pictures", files, told)
        )
        load(new.connection, blocks(manifest, folder), lambda events: report("log", events, manifest.position))
        signed = (new.layout.secrets / SECRET).exists()
        tables.bring_back(new.connection, state, manifest.tables, signed=signed)
        lost = _lost(new.connection, new.layout.keyring, register)
        register.lose(lost)
    return Restored(manifest.position, told, got.keys, got.destroyed, len(lost))


def read(folder: Path) -> Manifest:
    """What a whole backup holds. Raises Problem."""
    manifest = Manifest.read(folder)
    if manifest is None or manifest.generation == 0:
        raise Problem(f"{folder} holds no whole backup.", "name the folder that limn backup wrote", Exit.USAGE)
    if unknown := sorted(set(manifest.migrations) - {file.name for file in migrations()}):
        raise Problem(
            f"The backup in {folder} was made by a newer program than this: it has {unknown[-1]}.",
            "use the version of limn that made it, or a newer one",
            Exit.DATA,
        )
    return manifest


def blocks(manifest: Manifest, folder: Path) -> Iterator[Block]:
    """The whole log, each part going on from the one before."""
    position, digest = 0, ORIGIN
    for segment in manifest.log:
        try:
            with segment.path(folder).open("rb") as file:
                part = Dumped(file, position, digest)
                yield from part
        except FileNotFoundError:
            raise Damaged(f"The part of the log after position {position} is missing.") from None
        position, digest = part.position, part.digest
        if (position, digest.hex()) != (segment.position, segment.digest):
            raise Damaged(f"The part of the log that ends at position {position} is not the one that was written.")


def _lost(connection: psycopg.Connection, keyring: Path, register: Erasures) -> list[UUID]:
    """People whose key is not there though nobody destroyed it."""
    there = {person for person, _ in keys.keys_in(keyring)}
    people = {person for (person,) in connection.execute(ACCOUNTS)}
    return [person for person in people - there if not register.names(person)]
