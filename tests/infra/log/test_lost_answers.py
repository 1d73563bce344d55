"""The connection goes with the answer to a commit: the appender finds out what happened, and says so."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from domain.accounts import register
from domain.log import Conflict, Once, Receipt
from domain.reactions import like
from infra.log import PostgresLog, appender, open_log, transaction, writer
from tests.databases import Database
from tests.waiting import until

Finish = Callable[..., Awaitable[None]]


@pytest.fixture
async def log(database: Database) -> AsyncIterator[PostgresLog]:
    async with open_log(database.api) as log:
        yield log


def break_once(monkeypatch: pytest.MonkeyPatch, *, after_commit: bool) -> None:
    """The next commit loses its connection, before or after it happens."""
    real: Finish = transaction.finish

    async def finish(connection: psycopg.AsyncConnection, *arguments: object) -> None:
        monkeypatch.setattr(writer, "finish", real)
        if after_commit:
            await real(connection, *arguments)
        await connection.close()
        raise psycopg.OperationalError("the connection was lost")

    monkeypatch.setattr(writer, "finish", finish)


@pytest.mark.parametrize("after_commit", [True, False])
async def test_every_command_is_done_once_and_told_so(
    log: PostgresLog, monkeypatch: pytest.MonkeyPatch, *, after_commit: bool
) -> None:
    ada, liked = uuid4(), (uuid4(), uuid4(), uuid4())
    keyed = like(uuid4(), uuid4(), uuid4()).keyed(Once(UUID(int=1), "key", b"body"))
    wishes = [register(ada, "ada", b""), register(uuid4(), "ada", b""), like(*liked), like(*liked), keyed]
    break_once(monkeypatch, after_commit=after_commit)
    registered, taken, first, second, once = await asyncio.gather(*map(log.append, wishes), return_exceptions=True)
    assert registered == Receipt(2, ada, appended=True)
    assert isinstance(taken, Conflict)
    assert (first, second) == (Receipt(3, liked[1], True), Receipt(3, liked[1], False))
    assert isinstance(once, Receipt) and (once.position, once.appended) == (4, True)
    assert keyed.once and await log.recall(keyed.once) == Receipt(4, keyed.result, False)
    assert [r.position for r in await log.read(0, 10)] == [1, 2, 3, 4]


async def test_without_asking_the_harness_fails(log: PostgresLog, monkeypatch: pytest.MonkeyPatch) -> None:
    real = transaction.begin
    monkeypatch.setattr(writer, "begin", lambda connection, wishes, *, ask: real(connection, wishes, ask=False))
    break_once(monkeypatch, after_commit=True)
    with pytest.raises(Conflict):
        await log.append(register(uuid4(), "ada", b""))


async def test_closing_while_the_database_is_gone_tells_those_who_wait(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def connect(*_: object, **__: object) -> None:
        raise psycopg.OperationalError("nobody is there")

    async with open_log(database.api) as log:
        monkeypatch.setattr(psycopg.AsyncConnection, "connect", connect)
        monkeypatch.setattr(appender, "FAREWELL", 0.1)
        waiting = log.append(like(uuid4(), uuid4(), uuid4()))
    with pytest.raises(writer.Closed):
        await waiting
    with pytest.raises(writer.Closed):
        log.append(like(uuid4(), uuid4(), uuid4()))


async def test_a_database_that_hangs_is_left_and_asked_again(
    log: PostgresLog, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "PATIENCE", 0.2)
    attempts = 0
    real = transaction.begin

    async def begin(*arguments: Any, **options: Any) -> transaction.Ground:
        nonlocal attempts
        attempts += 1
        return await real(*arguments, **options)

    async def several_attempts() -> bool:
        return attempts > 2

    monkeypatch.setattr(writer, "begin", begin)
    async with await psycopg.AsyncConnection.connect(database.worker) as holder:
        await holder.execute(transaction.TAKE_LOCK)
        ada = register(uuid4(), "ada", b"")
        waiting = log.append(ada)
        await until(several_attempts)
        assert not waiting.done()
    assert await waiting == Receipt(2, ada.result, appended=True)
    assert len(await log.read(0, 10)) == 2


async def test_a_mistake_of_ours_leaves_nobody_waiting(log: PostgresLog, monkeypatch: pytest.MonkeyPatch) -> None:
    def decide(*_: object) -> None:
        raise AssertionError("a mistake")

    with monkeypatch.context() as patched:
        patched.setattr(writer, "decide", decide)
        with pytest.raises(AssertionError, match="a mistake"):
            await log.append(like(uuid4(), uuid4(), uuid4()))
    assert (await log.append(like(uuid4(), uuid4(), uuid4()))).position == 1
