"""A backup is whole or as it was before, gets only what is new, and brings no destroyed key back."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import msgspec
import psycopg
import pytest

from domain.log import Once
from domain.reactions import like
from infra.backup import keys, pictures, restoring, saving, tables
from infra.backup.manifest import NAME, Manifest
from infra.blobs import LocalBlobs
from infra.erasures import Erasures
from infra.keyring import Keyring
from infra.log import open_log
from infra.log.dump import Damaged
from infra.log.loading import load
from infra.servers.layout import Layout
from infra.servers.passwords import password
from infra.servers.problem import Exit, Problem
from tests.databases import Database

TABLES = """
SELECT schemaname || '.' || tablename FROM pg_tables
WHERE schemaname IN ('log', 'app', 'public') OR tablename LIKE 'policy%%'
"""
FOLDED_OR_LOADED = {"log.events", "log.head", "public.migrations"}


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    """A data folder with two people's keys and one secret."""
    made = Layout(tmp_path / "data")
    made.make()
    for person in (ADA, BOB):
        Keyring(made.keyring).seal(person, {"prompt": "x"})
    for secret in ("api", "limn_api", "postgres"):
        password(made.secrets, secret)
    return made


ADA, BOB = UUID(int=0xADA << 112), UUID(int=0xB0B << 112)


def quiet(*_: object) -> None:
    """Reports nothing."""


async def something_happens(database: Database, layout: Layout, times: int = 1) -> None:
    async with open_log(database.api) as log:
        for number in range(times):
            once = Once(uuid4(), f"key {number}", b"mac")
            await log.append(like(uuid4(), uuid4(), uuid4()).keyed(once))
            await LocalBlobs(layout.blobs).put(
                os.urandom(32).hex(), {"full.webp": os.urandom(9), "small.webp": b"same"}
            )


def loaded(database: Database, folder: Path) -> int:
    """Bring a backup's log and tables back into a database."""
    manifest = restoring.read(folder)
    with psycopg.connect(database.owner) as connection:
        last = load(connection, restoring.blocks(manifest, folder), quiet)
        tables.bring_back(connection, manifest.generation_folder(folder), manifest.tables, signed=True)
    return last


async def test_a_backup_gets_what_is_new_and_comes_back_whole(
    database: Database, shared_database: Database, layout: Layout, tmp_path: Path
) -> None:
    folder = tmp_path / "backup"
    await something_happens(database, layout, 3)
    first = saving.save(database.owner, layout, folder, quiet)
    assert (first.events, first.files) == (3, 6)
    copied = {path: path.stat().st_mtime_ns for path in folder.rglob("*.webp")}
    await something_happens(database, layout)
    second = saving.save(database.owner, layout, folder, quiet)
    assert (second.events, second.files, second.manifest.position) == (1, 2, 4)
    assert saving.save(database.owner, layout, folder, quiet).events == 0
    assert [segment.after for segment in second.manifest.log] == [0, 3]
    assert {path: path.stat().st_mtime_ns for path in copied} == copied
    assert len(list(folder.glob("state-*"))) == 1
    assert loaded(shared_database, folder) == 4
    for table in ("log.events", "log.idempotency", "log.head"):
        assert rows(shared_database, table) == rows(database, table)


def rows(database: Database, table: str) -> list[tuple[object, ...]]:
    with psycopg.connect(database.owner) as connection:
        return sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=str)


def test_every_table_is_kept_or_left_out_on_purpose(database: Database) -> None:
    with psycopg.connect(database.owner) as connection:
        there = {name for (name,) in connection.execute(TABLES)}
    assert there == {kept.table for kept in tables.KEPT.values()} | tables.LEFT_OUT | FOLDED_OR_LOADED


async def test_what_fails_half_way_leaves_the_backup_that_was(
    database: Database, layout: Layout, tmp_path: Path
) -> None:
    folder = tmp_path / "backup"

    def full(part: str, *_: object) -> None:
        if part == "pictures":
            raise OSError(28, "No space left on device", str(folder))

    await something_happens(database, layout)
    with pytest.raises(Problem, match="full") as refused:
        saving.save(database.owner, layout, folder, full)
    assert refused.value.code == Exit.DISK
    with pytest.raises(Problem, match="no whole backup"):
        restoring.read(folder)
    whole = saving.save(database.owner, layout, folder, quiet).manifest
    await something_happens(database, layout)
    with pytest.raises(Problem):
        saving.save(database.owner, layout, folder, full)
    assert restoring.read(folder) == whole
    assert sum(block.events for block in restoring.blocks(whole, folder)) == 1
    assert saving.save(database.owner, layout, folder, quiet).manifest.position == 2


async def test_a_folder_of_something_else_is_left_alone(
    database: Database, shared_database: Database, layout: Layout, tmp_path: Path
) -> None:
    others = tmp_path / "others"
    others.mkdir()
    (others / "letter.txt").write_text("Dear Ada")
    await something_happens(database, layout)
    for folder, said in ((others, "something else"), (layout.data / "backup", "lost together")):
        with pytest.raises(Problem, match=said):
            saving.save(database.owner, layout, folder, quiet)
    with pytest.raises(Problem, match="something else"):
        keys.save(layout, others)
    assert [path.name for path in others.iterdir()] == ["letter.txt"]
    ours = tmp_path / "ours"
    saving.save(database.owner, layout, ours, quiet)
    before = (ours / NAME).read_bytes()
    with pytest.raises(Problem, match="another log"):
        saving.save(shared_database.owner, layout, ours, quiet)
    assert (ours / NAME).read_bytes() == before


Spoil = Callable[[Path], None]


def flip(pattern: str) -> Spoil:
    def spoil(folder: Path) -> None:
        path = next(path for path in sorted(folder.glob(pattern)) if path.stat().st_size)
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)

    return spoil


def newer(**fields: object) -> Spoil:
    def spoil(folder: Path) -> None:
        found = Manifest.read(folder)
        assert found
        msgspec.structs.replace(found, **fields).write(folder)

    return spoil


SPOILED: dict[str, tuple[Spoil, str]] = {
    "manifest": (flip(NAME), "manifest"),
    "log": (flip("log/*"), "block after position 0"),
    "cut log": (lambda folder: os.truncate(next(folder.glob("log/*")), 200), "cut after position 0"),
    "missing log": (lambda folder: next(folder.glob("log/*")).unlink(), "after position 0 is missing"),
    "table": (flip("state-*/idempotency.copy"), "idempotency.copy was changed"),
    "list": (flip("state-*/blobs.sha256"), "blobs.sha256"),
    "picture": (flip("blobs/*/*/full.webp"), "full.webp was changed"),
    "missing picture": (lambda folder: next(folder.glob("blobs/*/*/full.webp")).unlink(), "full.webp is missing"),
    "newer format": (newer(format=2), "newer program"),
    "newer database": (newer(migrations=["0001_log", "9999_future"]), "9999_future"),
}


async def test_a_spoiled_backup_is_refused_and_says_where(
    database: Database, shared_database: Database, layout: Layout, tmp_path: Path
) -> None:
    folder = tmp_path / "backup"
    await something_happens(database, layout)
    saving.save(database.owner, layout, folder, quiet)
    for how, (spoil, said) in SPOILED.items():
        spoiled = Path(shutil.copytree(folder, tmp_path / how))
        spoil(spoiled)
        with pytest.raises((Problem, Damaged), match=said), psycopg.connect(shared_database.owner) as connection:
            manifest = restoring.read(spoiled)
            state = manifest.generation_folder(spoiled)
            digests = pictures.read_list(state, manifest.pictures)
            pictures.bring_back(spoiled / pictures.FOLDER, tmp_path / f"{how} back", digests, quiet)
            connection.execute("TRUNCATE log.events, log.idempotency; DELETE FROM log.head")
            connection.execute("INSERT INTO log.head (position, at) VALUES (0, '-infinity')")
            load(connection, restoring.blocks(manifest, spoiled), quiet)
            tables.bring_back(connection, state, manifest.tables, signed=True)


async def test_only_their_owner_reads_a_backup(database: Database, layout: Layout, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        await something_happens(database, layout)
        saving.save(database.owner, layout, tmp_path / "backup", quiet)
        keys.save(layout, tmp_path / "keys")
    finally:
        os.umask(before)
    for top in ("backup", "keys"):
        for path in (tmp_path / top, *(tmp_path / top).rglob("*")):
            assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_a_copy_of_keys_follows_and_forgets(layout: Layout, tmp_path: Path) -> None:
    folder, old = tmp_path / "keys", tmp_path / "old"
    assert keys.save(layout, folder) == keys.KeyCopy(2, 0)
    assert {path.name for path in (folder / "secrets").iterdir()} == {"api"}
    shutil.copytree(folder, old)  # as an operator does, whom no command knows of
    assert keys.shred(layout.keyring, ADA) == []
    assert [person for person, _ in keys.keys_in(folder)] == [BOB]
    assert keys.save(layout, folder) == keys.KeyCopy(1, 0)

    folder.rename(tmp_path / "away")
    assert keys.shred(layout.keyring, BOB) == [folder]
    (tmp_path / "away").rename(folder)
    assert keys.shred(layout.keyring, BOB) == []
    assert list(keys.keys_in(folder)) == []


def test_a_copy_of_keys_is_of_keys_and_elsewhere(layout: Layout, tmp_path: Path) -> None:
    strange = Layout(tmp_path / "strange")
    with pytest.raises(Problem, match="has no keys"):
        keys.save(strange, tmp_path / "keys")
    assert not strange.data.exists()
    with pytest.raises(Problem, match="would be lost together"):
        keys.save(layout, layout.data / "keys")


@pytest.mark.parametrize("knows", ["the backup", "the keys", "nobody"])
def test_a_destroyed_key_comes_back_only_where_no_register_names_it(layout: Layout, tmp_path: Path, knows: str) -> None:
    sealed = Keyring(layout.keyring).seal(ADA, {"prompt": "a canary"})
    folder, old, new = tmp_path / "keys", tmp_path / "old", Layout(tmp_path / "new")
    keys.save(layout, folder)
    shutil.copytree(folder, old)
    keys.shred(layout.keyring, ADA)
    new.make()
    if knows == "the backup":
        Erasures.of(new.keyring).merge(Erasures.of(layout.keyring).entries())
    elif knows == "the keys":
        shutil.copytree(folder / "erased", old / "erased")
    got = keys.bring_back(old, new)
    opened = Keyring(new.keyring).open(ADA, sealed)
    if knows == "nobody":  # the control: it is the register that keeps it away
        assert (got, opened) == (keys.KeyCopy(2, 0), {"prompt": "a canary"})
    else:
        assert (got, opened) == (keys.KeyCopy(1, 1), None)
    assert (new.secrets / "api").read_text() == (layout.secrets / "api").read_text()


def test_what_is_no_copy_of_these_keys_is_refused(layout: Layout, tmp_path: Path) -> None:
    folder, new = tmp_path / "keys", Layout(tmp_path / "new")
    keys.save(layout, folder)
    key = next(path for path in folder.glob("??/*-*"))
    os.truncate(key, 12)
    for place, said in ((folder, "is no key"), (layout.keyring, "not a copy of keys")):
        with pytest.raises(Problem, match=said):
            keys.bring_back(place, new)
    assert keys.save(layout, folder) == keys.KeyCopy(2, 0)  # a run that was cut is made good by the next
    Keyring(new.keyring).seal(ADA, {"prompt": "of somebody who lost all keys"})
    new.make()
    with pytest.raises(Problem, match="other keys of the same people"):
        keys.save(new, folder)
    assert keys.bring_back(folder, Layout(tmp_path / "third")) == keys.KeyCopy(2, 0)
