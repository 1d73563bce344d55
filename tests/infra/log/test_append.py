"""Appending: what is answered, and what is then in the log."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from dataclasses import replace
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from domain.accounts import Account, AccountRegistered, HandleReserved, register
from domain.log import Append, Conflict, KeyReused, LogFull, NoRoom, Once, Receipt
from domain.reactions import PostLiked, like, unlike
from infra.log import PostgresLog, open_log
from infra.log.codec import Unencodable
from tests.databases import Database


@pytest.fixture
async def log(database: Database) -> AsyncIterator[PostgresLog]:
    async with open_log(database.api) as log:
        yield log


def once(body: bytes = b"body", key: str = "key") -> Once:
    return Once(UUID(int=1), key, body)


async def test_a_like_is_there_once(log: PostgresLog) -> None:
    actor, post, author = uuid4(), uuid4(), uuid4()
    first = await log.append(like(actor, post, author))
    again = await log.append(like(actor, post, author))
    assert first == Receipt(1, post, appended=True)
    assert again == Receipt(1, post, appended=False)
    (recorded,) = await log.read(0, 10)
    assert recorded.position == 1
    event = recorded.event
    assert isinstance(event, PostLiked)
    assert (event.actor, event.subject, event.author, event.originator_version) == (actor, post, author, 1)
    assert event.timestamp.year > 2000


async def test_taking_back_and_liking_again(log: PostgresLog) -> None:
    ids = uuid4(), uuid4(), uuid4()
    wishes = [unlike(*ids), like(*ids), like(*ids), unlike(*ids), unlike(*ids), like(*ids)]
    receipts = await asyncio.gather(*map(log.append, wishes))
    assert [(r.position, r.appended) for r in receipts] == [
        (0, False), (1, True), (1, False), (2, True), (2, False), (3, True),
    ]  # fmt: skip
    assert [r.event.originator_version for r in await log.read(0, 10)] == [1, 2, 3]


async def test_a_conflict_fails_alone(log: PostgresLog) -> None:
    ada, bob, eve = uuid4(), uuid4(), uuid4()
    wishes = [register(ada, "ada", b"1"), register(bob, "ada", b"2"), register(eve, "eve", b"3")]
    answers = await asyncio.gather(*map(log.append, wishes), return_exceptions=True)
    assert isinstance(answers[1], Conflict)
    assert [answers[0], answers[2]] == [Receipt(2, ada, True), Receipt(4, eve, True)]
    kinds = [type(r.event) for r in await log.read(0, 10)]
    assert kinds == [HandleReserved, AccountRegistered] * 2
    account = await log.load(Account, ada)
    assert account is not None and account.handle == "ada" and account.version == 1
    assert await log.load(Account, bob) is None
    with pytest.raises(Conflict):
        await log.append(register(bob, "ada", b"2"))


async def test_a_key_is_answered_and_not_done_again(log: PostgresLog) -> None:
    ids = uuid4(), uuid4(), uuid4()
    assert await log.recall(once()) is None
    first, second = await asyncio.gather(log.append(like(*ids).keyed(once())), log.append(unlike(*ids).keyed(once())))
    assert second == replace(first, appended=False)
    assert await log.append(unlike(*ids).keyed(once())) == second
    assert await log.recall(once()) == second
    with pytest.raises(KeyReused):
        await log.append(like(*ids).keyed(once(b"other")))
    with pytest.raises(KeyReused):
        await log.recall(once(b"other"))
    assert len(await log.read(0, 10)) == 1


async def test_a_no_op_keeps_its_key_and_a_conflict_does_not(log: PostgresLog) -> None:
    ids = uuid4(), uuid4(), uuid4()
    await log.append(like(*ids))
    no_op = await log.append(like(*ids).keyed(once(key="no-op")))
    assert await log.recall(once(key="no-op")) == no_op
    await log.append(register(uuid4(), "ada", b""))
    with pytest.raises(Conflict):
        await log.append(register(uuid4(), "ada", b"").keyed(once(key="refused")))
    assert await log.recall(once(key="refused")) is None


async def test_given_event_ids_make_a_repetition_a_no_op(log: PostgresLog) -> None:
    wish = register(uuid4(), "ada", b"")
    wish = replace(wish, event_ids=(uuid4(), uuid4()))
    together = await asyncio.gather(log.append(wish), log.append(wish))
    assert list(together) == [Receipt(2, wish.result, True), Receipt(2, wish.result, False)]
    assert await log.append(wish) == together[1]
    assert len(await log.read(0, 10)) == 2


async def test_what_cannot_be_encoded_fails_alone(log: PostgresLog) -> None:
    strange = register(uuid4(), "ada", b"")
    object.__setattr__(strange.events[1], "handle", object())
    fine = log.append(like(uuid4(), uuid4(), uuid4()))
    with pytest.raises(Unencodable):
        log.append(strange)
    assert (await fine).position == 1


async def test_what_the_database_refuses_fails_alone(log: PostgresLog) -> None:
    refused = like(uuid4(), uuid4(), uuid4()).keyed(Once(UUID(int=1), "a\0b", b""))
    wishes = [like(uuid4(), uuid4(), uuid4()) for _ in range(5)]
    answers = await asyncio.gather(*map(log.append, [*wishes, refused, *wishes]), return_exceptions=True)
    assert isinstance(answers[5], psycopg.Error)
    assert [a.position for a in answers if isinstance(a, Receipt)] == [1, 2, 3, 4, 5] * 2


FULL = """
CREATE FUNCTION log.full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE disk_full; END $$;
CREATE TRIGGER "full" BEFORE INSERT ON log.events FOR EACH STATEMENT EXECUTE FUNCTION log.full();
"""


async def test_a_database_without_room_says_so_and_goes_on_later(database: Database, log: PostgresLog) -> None:
    with psycopg.connect(database.superuser, autocommit=True) as connection:
        connection.execute(FULL)
        refused = [log.append(like(uuid4(), uuid4(), uuid4())) for _ in range(3)]
        answers = await asyncio.gather(*refused, return_exceptions=True)
        assert {type(answer) for answer in answers} == {NoRoom}
        connection.execute('DROP TRIGGER "full" ON log.events')
    assert (await log.append(like(uuid4(), uuid4(), uuid4()))).position == 1


async def test_a_full_queue_says_so(database: Database) -> None:
    async with open_log(database.api, queue=3) as log:
        waiting = [log.append(like(uuid4(), uuid4(), uuid4())) for _ in range(3)]
        with pytest.raises(LogFull):
            log.append(like(uuid4(), uuid4(), uuid4()))
        assert {(await receipt).position for receipt in waiting} == {1, 2, 3}


async def test_a_caller_who_left_is_forgotten(log: PostgresLog) -> None:
    gone, stays = (log.append(like(uuid4(), uuid4(), uuid4())) for _ in range(2))
    gone.cancel()
    assert (await stays).position == 1


async def test_an_empty_wish_appends_nothing(log: PostgresLog) -> None:
    assert await log.append(Append(UUID(int=7))) == Receipt(0, UUID(int=7), appended=False)


async def test_time_never_falls(log: PostgresLog, database: Database) -> None:
    with psycopg.connect(database.owner) as owner:
        owner.execute("UPDATE log.head SET at = '2999-01-01'")
    await log.append(like(uuid4(), uuid4(), uuid4()))
    (recorded,) = await log.read(0, 1)
    assert recorded.event.timestamp.year == 2999


async def test_two_logs_contend_for_the_same_relations(database: Database) -> None:
    """Each relation's events alternate and have no gaps, and every event was acknowledged exactly once."""
    relations = [(uuid4(), uuid4(), uuid4()) for _ in range(3)]
    choices = random.Random(7)
    async with open_log(database.api) as ours, open_log(database.worker) as theirs:

        async def caller(log: PostgresLog) -> list[int]:
            wishes = [choices.choice([like, unlike])(*choices.choice(relations)) for _ in range(25)]
            return [receipt.position for wish in wishes if (receipt := await log.append(wish)).appended]

        told = await asyncio.gather(*(caller(log) for log in (ours, theirs) for _ in range(8)))
        rows = await ours.read(0, 1_000)
    assert sorted(position for positions in told for position in positions) == [row.position for row in rows]
    for _, post, _ in relations:
        events = [row.event for row in rows if row.event.subject == post]
        assert [event.originator_version for event in events] == list(range(1, len(events) + 1))
        assert [isinstance(event, PostLiked) for event in events] == [n % 2 == 0 for n in range(len(events))]


async def test_the_engine_may_not_append(database: Database) -> None:
    async with open_log(database.engine) as log:
        with pytest.raises(InsufficientPrivilege):
            await log.append(like(uuid4(), uuid4(), uuid4()))
