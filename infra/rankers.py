"""Rankers, as whoever runs the system reads and tries them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime

import psycopg

from domain.errors import invalid
from domain.identity import ranker_id
from domain.rankers import reference
from projections.rankers import Ranker
from projections.views import rankers, trending
from projections.views.rankers import RankerRow
from projections.views.trending import Ranked, Window


async def own(conninfo: str) -> list[RankerRow]:
    """The place's own rankers that stand, the default first; none before the views are made."""
    async with await psycopg.AsyncConnection.connect(conninfo) as connection:
        with suppress(psycopg.errors.UndefinedTable):
            return await rankers.rankers_of(connection, None)
    return []


async def version(conninfo: str, name: str) -> int:
    """How often something was said of one of the place's own; 0 for never."""
    async with await psycopg.AsyncConnection.connect(conninfo) as connection:
        said = await rankers.newest(connection, ranker_id(None, name))
    return said.version if said else 0


async def named(conninfo: str, written: str) -> Ranker:
    """The ranker under a name like `decay`, `decay@2` or `@ada/quick`; INVALID where there is none."""
    wanted = reference(written)
    async with await psycopg.AsyncConnection.connect(conninfo) as connection:
        row = await rankers.find(connection, wanted)
    if row is None:
        raise invalid("ranker", "There is no such ranker. `limn ranker list` tells which there are.")
    return rankers.ranker_of(row, wanted.handle)


async def tried(conninfo: str, ranker: Ranker, window: Window, limit: int) -> Sequence[Ranked]:
    """The top of the board of now, under a ranker."""
    async with await psycopg.AsyncConnection.connect(conninfo) as connection:
        return await trending.board(connection, window, ranker, datetime.now(UTC), limit)
