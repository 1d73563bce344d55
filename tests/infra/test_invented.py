"""An invented past is one that could have been: every rule of the log and of the domain holds for it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg
import pytest

from domain.accounts import Account
from domain.cases import Case
from domain.default_rules import DEFAULT_RULES
from domain.errors import DomainError
from domain.log import Append, Recorded
from domain.posts import Post
from domain.reactions import like
from domain.renders import Render
from domain.screening import Screen
from infra.folds import LogSource
from infra.invented.lives import Lives, Plan
from infra.invented.scenes import scenes, unpainted
from infra.invented.writing import write
from infra.keyring import Keyring
from infra.log import PostgresLog, open_log
from infra.log.packing import pack
from projections.catalogue import SERVING
from projections.engine import Engine
from projections.install import install
from projections.rebuild import Rebuild
from tests.databases import Database
from tests.oracle.expected import expected
from tests.oracle.invented import broken_rules
from tests.projections.dump import Rows, dump
from tests.projections.world import catch_up

UNTIL = datetime(2026, 11, 1, tzinfo=UTC)
PLAN = Plan(events=4_000, seed=7, until=UNTIL, days=3)


@pytest.fixture(scope="module")
def keyring(tmp_path_factory: pytest.TempPathFactory) -> Keyring:
    return Keyring(tmp_path_factory.mktemp("keyring"))


@pytest.fixture(scope="module")
async def log(shared_database: Database, keyring: Keyring) -> AsyncIterator[PostgresLog]:
    """A log with a past."""
    assert write(shared_database.api, Lives(PLAN, unpainted()), keyring) == PLAN.events
    async with open_log(shared_database.api) as opened:
        yield opened


@pytest.fixture(scope="module")
async def events(log: PostgresLog) -> list[Recorded]:
    return await log.read(0, PLAN.events)


def digest(plan: Plan) -> str:
    """Of all that is written of a past."""
    said = hashlib.sha256()
    for fact, version, at in Lives(plan, unpainted()).facts():
        said.update(pack(fact, version, 0, 0) + at.isoformat().encode())
    return said.hexdigest()


def test_the_same_seed_is_the_same_past_to_the_byte() -> None:
    plan = Plan(events=1_500, seed=1, until=UNTIL)
    assert digest(plan) == digest(plan) != digest(Plan(events=1_500, seed=2, until=UNTIL))


def test_commands_could_have_made_it(events: list[Recorded]) -> None:
    assert len(events) == PLAN.events
    assert broken_rules(events) == []


def test_that_check_has_teeth(events: list[Recorded]) -> None:
    by_topic: dict[str, Recorded] = {}
    for one in events:
        by_topic.setdefault(one.event.TOPIC, one)
    first, last = events[0], events[-1]
    for twice in ("post.liked", "account.followed", "post.shared", "account.registered"):
        assert broken_rules([*events, by_topic[twice]._replace(position=last.position + 1)]), twice
    shared = next(one.event.subject for one in events if one.event.TOPIC == "post.liked")
    unseen = [one for one in events if not (one.event.TOPIC == "post.shared" and one.event.subject == shared)]
    assert broken_rules(unseen)
    assert broken_rules([*events, first._replace(position=last.position + 1)])


def test_it_is_believable(events: list[Recorded]) -> None:
    liked = Counter(one.event.subject for one in events if one.event.TOPIC == "post.liked")
    followed = Counter(one.event.subject for one in events if one.event.TOPIC == "account.followed")
    hours = Counter(one.event.timestamp.hour for one in events)
    shares = [count for _, count in liked.most_common()]
    assert sum(shares[: len(shares) // 10]) > 0.25 * sum(shares), "some posts take off"
    assert max(followed.values()) > 5 * followed.total() / len(followed), "few are known to many"
    assert sum(hours[hour] for hour in range(3, 8)) < 0.8 * sum(hours[hour] for hour in range(16, 21)), (
        "nights are quiet"
    )
    assert all(UNTIL - timedelta(days=PLAN.days) <= one.event.timestamp < UNTIL for one in events)
    assert len({one.event.TOPIC for one in events}) > 25


def sorted_rows(rows: Rows) -> Rows:
    return {table: sorted(found, key=repr) for table, found in rows.items()}


def test_live_rows_the_oracle_and_a_rebuild_agree(shared_database: Database, events: list[Recorded]) -> None:
    with psycopg.connect(shared_database.engine, autocommit=True) as connection:
        install(connection, SERVING)
        engine = Engine(connection, LogSource(shared_database.engine), SERVING)
        catch_up(engine)
        assert connection.execute("SELECT count(*) FROM views.parked").fetchone() == (0,)
        live = sorted_rows(dump(connection, SERVING))
        assert live == sorted_rows(expected(events))
        empty = {table for table, rows in live.items() if not rows}
        assert empty == {"api_keys"}, "every table has something to compare, but that nobody invented holds a key"
        for view in SERVING:
            Rebuild(connection, LogSource(shared_database.engine), view).run()
        assert sorted_rows(dump(connection, SERVING)) == live


async def test_its_things_load_and_take_a_further_command(
    log: PostgresLog, events: list[Recorded], keyring: Keyring
) -> None:
    made = {
        topic: [one.event for one in events if topic == one.event.TOPIC] for topic in ("post.shared", "case.opened")
    }
    for shared in made["post.shared"][::40]:
        post = await log.load(Post, shared.originator_id)
        render = await log.load(Render, shared.__dict__["render"])
        assert post and render
        assert render.owner == post.author
        words = keyring.open(post.author, post.sealed or b"")
        assert words and words["caption"]
        try:
            post.remove(post.author)
        except DomainError:
            assert post.removed
        else:
            assert (await log.append(Append(post.id, post.collect_events()))).appended
    for opened in made["case.opened"][:5]:
        assert await log.load(Case, opened.originator_id)
    account = await log.load(
        Account, next(one.event.originator_id for one in events if one.event.TOPIC == "account.edited")
    )
    assert account
    account.edit(account.id, b"sealed")
    assert (await log.append(Append(account.id, account.collect_events()))).appended
    liked = next(one.event for one in reversed(events) if one.event.TOPIC == "post.liked")
    again = like(UUID(str(liked.actor)), liked.subject, liked.__dict__["author"])
    assert not (await log.append(again)).appended, "it stands"


def test_its_words_pass_the_rules() -> None:
    screen = Screen(DEFAULT_RULES)
    assert [scene.prompt for scene in scenes() if screen.refusal(scene.prompt)] == []
