"""How queries of views turn SQL into rows of a type."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple, TypeVar
from uuid import UUID

from psycopg import InterfaceError, OperationalError
from psycopg.errors import InFailedSqlTransaction
from psycopg.rows import RowMaker

from domain.errors import DomainError, ErrorCode
from projections.connection import Connection
from projections.many import Ids

T = TypeVar("T")


class Placed(NamedTuple):
    """A thing and its place in the order it is listed in: what a keyset cursor holds."""

    id: UUID
    position: int


GONE = (OperationalError, InterfaceError, InFailedSqlTransaction)
"""How a database says that it goes away, or that a question takes it too long; and to who asks on, that it did so."""


@contextmanager
def reachable() -> Iterator[None]:
    """QUEUE_FULL where the database goes away while the block asks it."""
    try:
        yield
    except GONE as error:
        raise DomainError(ErrorCode.QUEUE_FULL, "The database is away. Try again in a moment.") from error


async def rows(connection: Connection, make: Callable[..., T], query: str, *values: object) -> list[T]:
    """Run a query; one `make(*columns)` per row."""
    with reachable():
        cursor = connection.cursor(row_factory=lambda _: _maker(make), binary=True)
        await cursor.execute(query, [Ids.of(value) for value in values])
        return await cursor.fetchall()


async def ids(connection: Connection, query: str, *values: object) -> list[UUID]:
    """Run a query of one column of ids."""
    return await rows(connection, _same, query, *values)


def prefix(word: str) -> str:
    """The LIKE pattern of all that begins with a word."""
    return re.sub(r"([\\%_])", r"\\\1", word) + "%"


def _maker(make: Callable[..., T]) -> RowMaker[T]:
    """A named tuple takes a row whole, in a quarter of the time."""
    whole: RowMaker[T] | None = getattr(make, "_make", None)
    return whole or (lambda values: make(*values))


def _same(value: UUID) -> UUID:
    return value
