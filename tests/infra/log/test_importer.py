"""Bulk import: what is imported reads as if it had been appended, after what was there."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import psycopg
import pytest

from domain.log import Receipt
from domain.posts import PostShared
from domain.reactions import PostLiked, like
from infra.log import importer, open_log
from infra.log.importer import import_events
from tests.databases import Database

AT = datetime(2031, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)


def liked(actor: UUID, post: UUID, at: datetime) -> PostLiked:
    toggle = like(actor, post, uuid4()).toggle
    assert toggle
    values = vars(toggle.event) | {"originator_version": 1, "timestamp": at}
    return PostLiked(**values)


def shared(at: datetime) -> PostShared:
    return PostShared(
        originator_id=uuid4(),
        originator_version=1,
        timestamp=at,
        originator_topic="post",
        actor=None,
        subject=uuid4(),
        render=uuid4(),
        visibility="PUBLIC",
        prompt_visibility="HIDDEN",
        tags=("灯台", "sea"),
        remix_of=None,
        first_public=True,
        sealed=b"\x00\xff",
    )


async def test_imported_events_follow_what_was_there(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importer, "TRANSACTION", 3)
    monkeypatch.setattr(importer, "CHUNK", 2)
    actor, post = uuid4(), uuid4()
    times = [AT, AT + timedelta(seconds=1), AT - timedelta(days=1), AT + timedelta(seconds=2), AT]
    events = [liked(actor, post, times[0]), *(shared(at) for at in times[1:])]
    async with open_log(database.api) as log:
        assert (await log.append(like(uuid4(), uuid4(), uuid4()))).position == 1
        assert await asyncio.to_thread(import_events, database.api, events) == 5
        rows = await log.read(1, 10)
        assert [r.position for r in rows] == [2, 3, 4, 5, 6]
        assert [r.event.timestamp for r in rows] == [AT + timedelta(seconds=s) for s in (0, 1, 1, 2, 2)]
        for row, event in zip(rows, events, strict=True):
            assert vars(row.event) == vars(event) | {"timestamp": row.event.timestamp}
        assert await log.append(like(actor, post, uuid4())) == Receipt(2, post, appended=False)
        assert (await log.append(like(uuid4(), uuid4(), uuid4()))).position == 7


def test_nothing_is_imported_twice(database: Database) -> None:
    event = shared(AT)
    assert import_events(database.api, [event]) == 1
    with pytest.raises(psycopg.errors.UniqueViolation):
        import_events(database.api, [shared(AT), event])
    assert import_events(database.api, []) == 0
    with psycopg.connect(database.api) as connection:
        assert connection.execute("SELECT position FROM log.head").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM log.events").fetchone() == (1,)
