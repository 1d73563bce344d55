"""Many ids as one parameter: PostgreSQL reads the same in the short form as in the driver's own."""

from __future__ import annotations

from uuid import UUID

import psycopg
import pytest
from psycopg.adapt import PyFormat, Transformer

from projections.many import Ids, teach
from projections.reading import ids, rows
from tests.databases import Database

ALL = [UUID(int=0), UUID(int=2**128 - 1), UUID("00f0cc11-2233-4455-8677-8899aabbccdd")]


@pytest.mark.parametrize("taught", [True, False])
@pytest.mark.parametrize("many", [[], ALL[:1], ALL])
async def test_ids_arrive_as_they_are(shared_database: Database, many: list[UUID], taught: bool) -> None:
    async with await psycopg.AsyncConnection.connect(shared_database.api) as connection:
        if taught:
            teach(connection)
            form = Transformer.from_context(connection).get_dumper(Ids(ALL), PyFormat.AUTO)
            assert type(form).__name__ == "IdsDumper"
        assert await ids(connection, "SELECT unnest(%s::uuid[])", many) == many
        assert await rows(connection, int, "SELECT count(*) FROM unnest(%s::uuid[])", many) == [len(many)]
        assert await ids(connection, "SELECT one FROM unnest(%s::uuid[]) AS one WHERE one = ANY(%s)", ALL, many) == [
            one for one in ALL if one in many
        ]
