"""A replay has no side effects and one digest: whatever the hash seed, the pages, and without any network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import msgspec
import psycopg
import pytest

from infra.log.importer import import_events
from infra.replays.order import Ordered, Said
from infra.replays.reading import read_only
from projections.replays.outcome import Outcome
from projections.replays.replay import Spec, replay
from tests.databases import Database
from tests.oracle.test_random_lives import empty
from tests.projections.test_replays import POSTS, Log, asked, life
from tests.rankers import RANKERS

ACTS = [*(["like", "comment", "like", "unlike"] * 5), "limit"]
ROWS = life([(act, POSTS[place % 4], 400) for place, act in enumerate(ACTS)])
LOUD = ("socket.", "subprocess.", "os.", "shutil.", "open")
"""How audit events begin of whatever reaches out of a process."""
heard: list[str] | None = None


def _listen(event: str, _arguments: tuple[object, ...]) -> None:
    if heard is not None and event.startswith(LOUD):
        heard.append(event)


@contextmanager
def overheard() -> Iterator[list[str]]:
    """What this process does to the outside while the block lasts. An audit hook cannot be taken away again."""
    global heard  # noqa: PLW0603 - the hook has no other place
    if _listen not in HOOKS:
        sys.addaudithook(_listen)
        HOOKS.append(_listen)
    noted: list[str] = []
    heard = noted
    try:
        yield noted
    finally:
        heard = None


HOOKS: list[object] = []


def test_folding_and_ranking_reach_for_nothing() -> None:
    with overheard() as noted:
        replay(asked(ROWS), Log(ROWS))
    assert noted == []
    with overheard() as noted, open(os.devnull):  # noqa: PTH123 - the control
        pass
    assert noted == ["open"]


@pytest.fixture
def ordered(shared_database: Database) -> Ordered:
    """A replay of a log that the database has."""
    empty(shared_database)
    import_events(shared_database.owner, (row.event for row in ROWS))
    return Ordered.of(shared_database.engine, asked(ROWS, every=3))


def _elsewhere(ordered: Ordered, seed: str, *within: str) -> Outcome:
    """What a process says that runs with a hash seed, within what keeps it from the network."""
    command = [*within, sys.executable, "-m", "infra.replays.process"]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdin, "asked for"
        assert process.stdout, "asked for"
        process.stdin.write(msgspec.json.encode(ordered) + b"\n")
        process.stdin.flush()  # and not closed: it ends with who asked
        said = [msgspec.json.decode(line, type=Said) for line in process.stdout]
    assert said[-1].outcome, said[-1]
    return said[-1].outcome


def _without_network() -> tuple[str, ...]:
    """A command that runs another one without network interfaces; files and their sockets stay."""
    command = ("unshare", "--map-root-user", "--net")
    if shutil.which("unshare") and subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0:
        return command
    pytest.skip("this machine lets nobody make a network namespace")


def test_three_replays_have_one_digest_and_one_has_no_network(ordered: Ordered) -> None:
    within = _without_network()
    outcomes = [_elsewhere(ordered, "0"), _elsewhere(ordered, "77"), _elsewhere(ordered, "3", *within)]
    assert outcomes[0] == outcomes[1] == outcomes[2] == replay(ordered.spec(), Log(ROWS, 1))
    assert len({outcome.digest for outcome in outcomes}) == 1
    assert any(frame.a for frame in outcomes[0].frames)
    other = replace(ordered, b=ordered.a)
    assert _elsewhere(other, "0").digest != outcomes[0].digest


def test_its_connection_cannot_write(shared_database: Database) -> None:
    with (
        psycopg.connect(read_only(shared_database.owner)) as connection,
        pytest.raises(psycopg.errors.ReadOnlySqlTransaction),
    ):
        connection.execute("UPDATE log.head SET position = position + 1")


def test_an_order_says_all_of_a_question() -> None:
    spec: Spec = asked(ROWS)
    line = msgspec.json.encode(Ordered.of("host=nowhere", spec))
    assert msgspec.json.decode(line, type=Ordered).spec() == replace(
        spec, a=replace(RANKERS["decay"], description=""), b=replace(RANKERS["hacker-news"], description="")
    )
