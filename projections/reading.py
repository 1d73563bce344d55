"""How queries of views turn SQL into rows of a type."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple, TypeVar
from uuid import UUID

from psycopg.rows import args_row

from projections.connection import Connection

T = TypeVar("T")


class Placed(NamedTuple):
    """A thing and its place in the order it is listed in: what a keyset cursor holds."""

    id: UUID
    position: int


async def rows(connection: Connection, make: Callable[..., T], query: str, *values: object) -> list[T]:
    """Run a query; one `make(*columns)` per row."""
    async with connection.cursor(row_factory=args_row(make), binary=True) as cursor:
        await cursor.execute(query, values)
        return await cursor.fetchall()


async def ids(connection: Connection, query: str, *values: object) -> list[UUID]:
    """Run a query of one column of ids."""
    return await rows(connection, _same, query, *values)


def prefix(word: str) -> str:
    """The LIKE pattern of all that begins with a word."""
    return re.sub(r"([\\%_])", r"\\\1", word) + "%"


def _same(value: UUID) -> UUID:
    return value
