"""A short torture: under load, a death at some points and of some servers; the judge can find what it looks for.

All points and all servers, a thousand times, and every control: `make torture`.
"""

from __future__ import annotations

import asyncio
import copy
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from domain.renders import ImageRendered, PromptSubmitted
from infra.database.migrate import migrate, migrations
from infra.servers.postgres import PostgresServer
from infra.servers.roles import OWNER, make_database
from infra.settings import environment
from tests.torture import guards, points
from tests.torture.journal import Act, Journal
from tests.torture.kills import Campaign
from tests.torture.oracle import Evidence, judge
from tests.torture.system import ROOT, orders, tortured

AT_ONCE = (
    ("append.committed", "answer.lost"),
    ("fold.written", "policy.acted"),
    ("blob.stored", "render.appended", "lease.taken"),
    ("rebuild.swapped", "flushall", "stub", "backend"),
)
"""What is killed beside each other, and after one another."""
KILLED = [victim for victims in AT_ONCE for victim in victims]


@dataclass(frozen=True, slots=True)
class Tortured:
    """A campaign after its kills, and what it left."""

    campaign: Campaign
    evidence: Evidence


@pytest.fixture(scope="module")
async def tortured_system(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Tortured]:
    """One system that has been through everything, and lives."""
    data = tmp_path_factory.mktemp("torture") / "data"
    with tortured(data, workers=2) as system:
        campaign = Campaign(data, system, 7)
        await campaign.join()
        async with campaign.load():
            await asyncio.gather(*map(campaign.kill_all, AT_ONCE))
        yield Tortured(campaign, await campaign.evidence())


async def test_whatever_is_killed_nothing_acknowledged_is_lost_and_all_follows_from_the_log(
    tortured_system: Tortured,
) -> None:
    campaign = tortured_system.campaign
    assert judge(tortured_system.evidence, campaign.journal) == []
    happened = campaign.kills + campaign.mishaps
    assert dict(happened) == dict.fromkeys(KILLED, 1)
    assert campaign.watcher.ended


def _loses_an_act(evidence: Evidence, journal: Journal) -> None:
    journal.told[evidence.head + 1] = Act("post.liked", next(iter(journal.people)), None)


def _does_an_act_twice(evidence: Evidence, journal: Journal) -> None:
    del journal.told[next(position for position, act in journal.told.items() if act.topic == "account.registered")]


def _lacks_a_position(evidence: Evidence, journal: Journal) -> None:
    evidence.events.pop()


def _forgets_a_row(evidence: Evidence, journal: Journal) -> None:
    evidence.rows["renders"].pop()


def _rebuilds_otherwise(evidence: Evidence, journal: Journal) -> None:
    evidence.rebuilt["likes"].append(())


def _ends_a_render_twice(evidence: Evidence, journal: Journal) -> None:
    evidence.events.append(next(row for row in evidence.events if isinstance(row.event, ImageRendered)))


def _never_ends_a_render(evidence: Evidence, journal: Journal) -> None:
    evidence.events.append(next(row for row in evidence.events if isinstance(row.event, PromptSubmitted)))
    evidence.events = [row for row in evidence.events if not isinstance(row.event, ImageRendered)]


def _loses_a_file(evidence: Evidence, journal: Journal) -> None:
    next(iter(evidence.blobs.values())).pop()


def _keeps_an_orphan(evidence: Evidence, journal: Journal) -> None:
    evidence.blobs["0" * 64] = set()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_loses_an_act, "acknowledged and not in the log"),
        (_does_an_act_twice, "never acknowledged"),
        (_lacks_a_position, "positions are not"),
        (_forgets_a_row, "rows of renders differ from the fold"),
        (_rebuilds_otherwise, "rows of likes differ from the rebuild"),
        (_ends_a_render_twice, "has 2 ends"),
        (_never_ends_a_render, "has 0 ends"),
        (_loses_a_file, "lacks 1 files"),
        (_keeps_an_orphan, "belong to no render"),
    ],
)
async def test_the_judge_finds(
    tortured_system: Tortured, spoil: Callable[[Evidence, Journal], None], said: str
) -> None:
    evidence, journal = copy.deepcopy(tortured_system.evidence), copy.deepcopy(tortured_system.campaign.journal)
    spoil(evidence, journal)
    assert any(said in complaint for complaint in judge(evidence, journal))


async def test_without_the_one_transaction_of_rows_and_checkpoint_it_fails(tortured_system: Tortured) -> None:
    """The control that is quick: a guard is taken away in the running system. All of them: `make torture`."""
    campaign, control = tortured_system.campaign, "checkpoint-apart-from-rows"
    guards.remove(orders(campaign.data), control)
    async with campaign.load():
        await campaign.kill_all(guards.CONTROLS[control].victims)
    assert any("differ from the fold" in complaint for complaint in judge(await campaign.evidence(), campaign.journal))


@pytest.mark.parametrize("name", [name for name, point in points.POINTS.items() if point.program == "migrate"])
def test_a_migration_that_is_killed_goes_on_where_it_was(
    postgres_server: PostgresServer, tmp_path: Path, name: str
) -> None:
    database = name.replace(".", "_")
    make_database(postgres_server.superuser, database)
    owner = postgres_server.conninfo(OWNER, database)
    points.arm(tmp_path, name)
    argv = [sys.executable, "-m", "tests.torture.child", "migrate", owner]
    variables = environment(LIMN_TORTURE=str(tmp_path), PYTHONPATH=str(ROOT))
    assert subprocess.run(argv, env=variables, check=False).returncode == -9
    assert points.fired(tmp_path, name) == 1
    migrate(owner)
    with psycopg.connect(owner) as connection:
        applied = [name for (name,) in connection.execute("SELECT name FROM public.migrations ORDER BY name")]
    assert applied == [file.name for file in migrations()]
