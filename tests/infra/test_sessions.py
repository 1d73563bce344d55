"""Sessions and passwords, over real servers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Collection
from types import SimpleNamespace
from uuid import uuid4

import psycopg
import pytest

from infra import recent
from infra.credentials import PostgresCredentials
from infra.database.pool import Pool, open_pool
from infra.recent import Recent, RecentSessions
from infra.sessions import PostgresSessions
from tests.databases import Database


@pytest.fixture
async def pool(database: Database) -> AsyncIterator[Pool]:
    async with open_pool(database.api) as opened:
        yield opened


async def test_a_token_names_its_account_until_it_ends(pool: Pool, database: Database) -> None:
    sessions, account = PostgresSessions(pool), uuid4()
    token, expires_at = await sessions.start(account)
    other, _ = await sessions.start(account)
    assert await sessions.account(token) == account
    assert 29 < (expires_at.timestamp() - time.time()) / 86_400 <= 30
    await sessions.end(token)
    assert await sessions.account(token) is None
    assert await sessions.account(other) == account
    with psycopg.connect(database.superuser, autocommit=True) as superuser:
        superuser.execute("UPDATE app.sessions SET expires_at = now()")
    assert await sessions.account(other) is None


async def test_a_token_counts_for_a_second_after_its_end_and_not_at_all_where_it_is_ended(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, elsewhere, account = RecentSessions(pool), RecentSessions(pool), uuid4()
    token, _ = await here.start(account)
    monkeypatch.setattr(recent, "SECONDS", 0.0)
    assert await elsewhere.account(token) == account
    monkeypatch.setattr(recent, "SECONDS", 3_600.0)
    assert await here.account(token) == account
    await PostgresSessions(pool).end(token)
    assert await here.account(token) == account  # until the time is over
    assert await elsewhere.account(token) is None  # where it is over
    await here.end(token)
    assert await here.account(token) is None


class Asked:
    """Says that each token is somebody's, and which were asked for, alone and together."""

    def __init__(self) -> None:
        self.alone: list[str] = []
        self.together: list[set[str]] = []
        self.ended: set[str] = set()
        self.confirming, self.answers = asyncio.Event(), asyncio.Event()
        self.answers.set()

    async def whose(self, token: str) -> str | None:
        """Asked for one."""
        self.alone.append(token)
        return None if token in self.ended else f"owner of {token}"

    async def living(self, tokens: Collection[str]) -> set[str]:
        """Asked for some."""
        self.together.append(set(tokens))
        living = set(tokens) - self.ended
        self.confirming.set()
        await self.answers.wait()
        return living


async def test_all_that_are_remembered_are_confirmed_by_one_question(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, now = Asked(), 100.0
    monkeypatch.setattr(recent, "time", SimpleNamespace(monotonic=lambda: now))
    known: Recent[str] = Recent(asked.living)

    async def all_ask() -> list[str | None]:
        return await asyncio.gather(*(known.worth(token, asked.whose) for token in "abc"))

    assert await all_ask() == await all_ask() == ["owner of a", "owner of b", "owner of c"]
    assert (asked.alone, asked.together) == (["a", "b", "c"], [])
    asked.ended.add("b")
    now += recent.SECONDS
    assert await all_ask() == ["owner of a", None, "owner of c"]
    assert (asked.alone, asked.together) == (["a", "b", "c", "b"], [{"a", "b", "c"}])
    now += recent.KEPT_SECONDS
    assert await all_ask() == ["owner of a", None, "owner of c"]
    assert (sorted(asked.alone[4:]), asked.together[1:]) == (["a", "b", "c"], [])


async def test_what_ends_while_it_is_asked_for_is_not_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recent, "SECONDS", 0.0)
    asked = Asked()
    known: Recent[str] = Recent(asked.living)

    async def ends_meanwhile(_: str) -> str:
        known.forget()
        return "somebody"

    assert await known.worth("token", ends_meanwhile) == "somebody"
    asked.ended.add("token")
    assert await known.worth("token", asked.whose) is None
    assert await known.worth("other", asked.whose)
    asked.answers.clear()
    confirming = asyncio.create_task(known.worth("third", asked.whose))
    await asyncio.wait_for(asked.confirming.wait(), 20)
    monkeypatch.setattr(recent, "SECONDS", 3_600.0)
    asked.ended.add("other")
    known.forget()
    asked.answers.set()
    await confirming
    assert await known.worth("other", asked.whose) is None


async def test_no_token_is_kept(pool: Pool, database: Database) -> None:
    token, _ = await PostgresSessions(pool).start(uuid4())
    with psycopg.connect(database.superuser) as superuser:
        (row,) = superuser.execute("SELECT encode(token_hash, 'hex'), sessions::text FROM app.sessions").fetchall()
    assert token not in str(row)


@pytest.mark.parametrize("token", ["", "x", "é" * 43, "a" * 43, "a" * 10_000, "\x00" * 43])
async def test_what_is_no_token(pool: Pool, token: str) -> None:
    assert await PostgresSessions(pool).account(token) is None


async def test_passwords(pool: Pool, database: Database) -> None:
    credentials, account = PostgresCredentials(pool), uuid4()
    await credentials.keep(account, "pass phrase ☃")
    assert await credentials.check(account, "pass phrase ☃")
    assert not await credentials.check(account, "pass phrase")
    assert not await credentials.check(uuid4(), "pass phrase ☃")
    assert not await credentials.check(None, "pass phrase ☃")
    with psycopg.connect(database.superuser) as superuser:
        (kept,) = superuser.execute("SELECT password_hash FROM app.credentials").fetchone() or ("",)
    assert str(kept).startswith("$argon2id$")
    await credentials.forget(account)
    assert not await credentials.check(account, "pass phrase ☃")


async def test_an_unknown_account_takes_as_long_as_a_known_one(pool: Pool) -> None:
    credentials, account = PostgresCredentials(pool), uuid4()
    await credentials.keep(account, "right")
    took: dict[bool, list[float]] = {True: [], False: []}
    for _ in range(7):
        for known in (True, False):
            began = time.process_time()
            await credentials.check(account if known else None, "wrong")
            took[known].append(time.process_time() - began)
    fastest = min(took[True]), min(took[False])
    assert max(fastest) < 3 * min(fastest), "one of them skips the hash"
