"""Policies: what cannot be answered is parked and passed, what cannot be written now waits, and twice is once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import psycopg
import pytest

from domain.cases import CaseFlagged, CaseOpened
from domain.events import Event
from domain.flags import Flaggable, Flagged, FlagKind, FlagReason
from domain.log import LogFull
from infra.folds import LogSource
from infra.log import PostgresLog
from infra.log.blocking import BlockingLog
from projections.policies.cases import collecting
from projections.policy import TRIES, Policy, PolicyRunner
from projections.retrying import parked, retry
from tests.databases import Database
from tests.projections.world import World


@pytest.fixture
def appending(database: Database) -> Iterator[psycopg.Connection]:
    """A connection as policies that append have it."""
    with psycopg.connect(database.policy, autocommit=True) as connection:
        yield connection


async def flagged(log: PostgresLog, times: int) -> None:
    """One post, and so many reports of it."""
    world = World(log)
    ada = await world.person("ada")
    post = await world.post(ada)
    for number in range(times):
        flagger = await world.person(f"flagger_{number}")
        await world.flag(flagger, Flaggable(post, FlagKind.POST, ada), FlagReason.SPAM)


async def test_what_cannot_be_answered_is_parked_and_passed(
    log: PostgresLog, appending: psycopg.Connection, database: Database
) -> None:
    seen: list[int] = []

    def stumble(event: Event) -> None:
        seen.append(1)
        if len(seen) <= TRIES:
            raise ValueError("the first one, however often")

    runner = PolicyRunner(appending, LogSource(database.policy), Policy("clumsy", {Flagged.TOPIC: stumble}))
    await flagged(log, 2)
    assert runner.step()
    assert len(seen) == TRIES + 1
    passed = appending.execute("SELECT policy, reason FROM views.policy_parked").fetchall()
    assert passed == [("clumsy", "ValueError")]
    assert not runner.step()


async def test_what_was_passed_is_tried_again_when_somebody_asks_for_it(
    log: PostgresLog, appending: psycopg.Connection, database: Database
) -> None:
    seen: list[Event] = []
    source, wrong = LogSource(database.policy), [ValueError, KeyError]

    def stumble(event: Event) -> None:
        if wrong:
            raise wrong[0]
        seen.append(event)

    policy = Policy("clumsy", {Flagged.TOPIC: stumble})
    runner = PolicyRunner(appending, source, policy)
    await flagged(log, 1)
    assert runner.step()
    (position,) = parked(appending, "clumsy")
    wrong.pop(0)
    assert retry(appending, source, policy, position).reason == "KeyError"
    assert appending.execute("SELECT reason FROM views.policy_parked").fetchall() == [("KeyError",)]
    wrong.pop(0)
    assert retry(appending, source, policy, position).reason is None
    assert (len(seen), parked(appending, "clumsy")) == (1, [])


async def test_what_cannot_be_written_now_waits(
    log: PostgresLog, appending: psycopg.Connection, database: Database
) -> None:
    full, seen = [True], []

    def wait(event: Event) -> None:
        if full[0]:
            raise LogFull
        seen.append(event)

    runner = PolicyRunner(appending, LogSource(database.policy), Policy("patient", {Flagged.TOPIC: wait}))
    await flagged(log, 2)
    assert not runner.step()
    full[0] = False
    assert runner.step()
    assert len(seen) == 2
    assert appending.execute("SELECT count(*) FROM views.policy_parked").fetchone() == (0,)


async def test_a_report_that_is_seen_twice_is_collected_once(
    log: PostgresLog, appending: psycopg.Connection, database: Database
) -> None:
    blocking = BlockingLog(database.policy)
    try:
        source = LogSource(database.policy)
        runner = PolicyRunner(appending, source, collecting(blocking))
        await flagged(log, 3)
        for _ in range(2):  # as after a crash between the act and the checkpoint
            await asyncio.to_thread(runner.step)
            appending.execute("UPDATE views.policy SET position = 0")
            runner = PolicyRunner(appending, source, collecting(blocking))
    finally:
        blocking.close()
    topics = [row.event.TOPIC for row in await log.read(0, 1_000, [CaseOpened.TOPIC, CaseFlagged.TOPIC])]
    assert topics == [CaseOpened.TOPIC, CaseFlagged.TOPIC, CaseFlagged.TOPIC]
