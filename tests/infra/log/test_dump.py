"""A dump goes into another log as it is, and one that was cut, changed or invented goes nowhere."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from io import BytesIO
from struct import Struct
from uuid import uuid4

import psycopg
import pytest

from domain.default_rules import DEFAULT_RULES
from domain.reactions import like
from domain.screening import set_rule
from infra.log import dump as dumping
from infra.log import open_log
from infra.log.dump import Damaged, Dump, Dumped, Newer, dump
from infra.log.loading import NotEmpty, checked, load
from infra.servers.postgres import PostgresServer
from infra.servers.roles import make_database
from tests.databases import Database

LONG = Struct(">q")
POSITION, AT, VERSION = 6, 18, 50
"""Where these begin in a row: after the number of columns, and the length of each."""


class Rows(Dump):
    """Keeps the rows that it is given."""

    def __init__(self, upto: int) -> None:
        super().__init__(BytesIO(), upto)
        self.rows: list[bytes] = []

    def add(self, row: bytes) -> None:
        self.rows.append(row)


@pytest.fixture(scope="module", autouse=True)
def two_rows_a_block() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dumping, "ROWS", 2)
        yield


@pytest.fixture(scope="module")
def rows(shared_database: Database) -> list[bytes]:
    """Of a small log."""
    asyncio.run(_much_happens(shared_database.api))
    kept = Rows(8)
    with psycopg.connect(shared_database.owner) as connection:
        dump(connection, kept, lambda _: None)
    return kept.rows


@pytest.fixture(scope="module")
def empty(postgres_server: PostgresServer, template: str) -> Database:
    """A log without events, which stays so."""
    make_database(postgres_server.superuser, "empty_log", template)
    return Database.on(postgres_server, "empty_log")


async def _much_happens(conninfo: str) -> None:
    async with open_log(conninfo) as log:
        await log.append(set_rule(None, DEFAULT_RULES[0]))
        for _ in range(7):
            await log.append(like(uuid4(), uuid4(), uuid4()))


def written(rows: list[bytes], upto: int | None = None) -> bytes:
    """A dump of these rows."""
    sink = BytesIO()
    into = Dump(sink, len(rows) if upto is None else upto)
    for row in rows:
        into.add(row)
    into.end()
    return sink.getvalue()


def taken(conninfo: str, data: bytes) -> int:
    """Load a dump as import does."""
    with psycopg.connect(conninfo) as connection:
        return load(connection, checked(iter(Dumped(BytesIO(data)))), lambda _: None)


def again(conninfo: str, upto: int) -> bytes:
    sink = BytesIO()
    with psycopg.connect(conninfo) as connection:
        dump(connection, Dump(sink, upto), lambda _: None)
    return sink.getvalue()


async def test_another_log_has_it_byte_for_byte_and_goes_on(
    shared_database: Database, database: Database, rows: list[bytes]
) -> None:
    data = again(shared_database.owner, 8)
    assert data == written(rows)
    assert taken(database.owner, data) == 8
    assert again(database.owner, 8) == data
    async with open_log(shared_database.api) as before, open_log(database.api) as after:
        assert await before.read(0, 10) == await after.read(0, 10)
        assert (await after.append(like(uuid4(), uuid4(), uuid4()))).position == 9
    with pytest.raises(NotEmpty):
        taken(database.owner, data)


def put(row: bytes, place: int, value: int) -> bytes:
    return row[:place] + LONG.pack(value) + row[place + LONG.size :]


def get(row: bytes, place: int) -> int:
    return int(LONG.unpack_from(row, place)[0])


Change = Callable[[list[bytes]], bytes]

DAMAGED: dict[str, tuple[Change, str]] = {
    "is empty": (lambda _: b"", "not a dump"),
    "is something else": (lambda _: b"SELECT 1; -- " * 99, "not a dump"),
    "is cut at its head": (lambda r: written(r)[:30], "cut after position 0"),
    "is cut in a block": (lambda r: written(r)[: len(written(r)) // 2], "cut after position [24]"),
    "lacks its end": (lambda r: written(r)[:-48], "cut after position 8"),
    "lacks a block": (lambda r: written(r[:6], 8), "ends after position 6"),
    "has more after its end": (lambda r: written(r) + b"\0", "follows the end"),
    "has a changed bit": (
        lambda r: written(r)[:-200] + bytes([written(r)[-200] ^ 1]) + written(r)[-199:],
        "position 6",
    ),
    "begins later": (lambda r: written(r).replace(LONG.pack(0) + LONG.pack(8), LONG.pack(4) + LONG.pack(8)), "go on"),
    "has a hole": (lambda r: written([*r[:3], *r[4:]]), "position 4 stands an event of position 5"),
    "is out of order": (lambda r: written([*r[:2], r[3], r[2], *r[4:]]), "position 3 stands an event of position 4"),
    "goes back in time": (
        lambda r: written([*r[:3], put(r[3], AT, get(r[2], AT) - 1), *r[4:]]),
        "position 4 lies before",
    ),
    "names a topic of nobody's": (
        lambda r: written([*r[:3], r[3].replace(b"post.liked", b"post.loved"), *r[4:]]),
        "position 4 is of a topic",
    ),
    "has a state that is none": (
        lambda r: written([r[0].replace(b'{"', b"{{"), *r[1:]]),
        "position 1 .rule.set. cannot",
    ),
    "has what is no row": (lambda r: written([*r[:3], b"\0\3row", *r[4:]]), "row at position 4 is not one"),
    "has an event twice": (
        lambda r: written([*r[:4], put(put(r[3], POSITION, 5), VERSION, 2), *r[5:]]),
        "position 5 has the id of another",
    ),
    "has a place in a stream twice": (
        lambda r: written([*r[:4], put(r[3], POSITION, 5).replace(id_of(r[3]), id_of(r[4])), *r[5:]]),
        "position 5 has the place of another",
    ),
}


def id_of(row: bytes) -> bytes:
    """A like's event id: it comes after the id of its subject, before its version and three columns of nothing."""
    end = len(row) - 4 * 4 - 6
    return row[end - 16 : end]


@pytest.mark.parametrize("how", DAMAGED)
def test_nothing_is_taken_of_what(how: str, empty: Database, rows: list[bytes]) -> None:
    change, said = DAMAGED[how]
    with pytest.raises(Damaged, match=said):
        taken(empty.owner, change(rows))
    with psycopg.connect(empty.owner) as connection:
        assert connection.execute("SELECT position FROM log.head").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM log.events").fetchone() == (0,)


def test_a_newer_format_is_told_from_damage(rows: list[bytes]) -> None:
    with pytest.raises(Newer, match="format 2"):
        Dumped(BytesIO(written(rows).replace(dumping.LINE, b"limn dump 2\n")))
