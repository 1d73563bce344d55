"""Whatever is killed: it heals, or nothing at all is left."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from infra.servers.layout import Layout
from infra.servers.process import children
from infra.servers.roles import role_conninfo
from infra.supervisor.state import SystemState
from tests.infra.supervisor.running import Event, Running, running
from tests.infra.supervisor.small_program import STUBBORN

PROGRAMS = ("postgres", "redis", "triton", "engine", "worker")


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("kills") / "data") as system:
        system.until_ready()
        yield system


def again(name: str) -> Event:
    return {"event": "program", "name": name, "phase": "ready"}


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_killed_program_heals_and_says_why(system: Running, name: str) -> None:
    killed = system.pid_of(name)
    os.kill(killed, signal.SIGKILL)
    reason = system.until(lambda e: e.get("name") == name and e["phase"] == "restarting")["reason"]
    healed = system.until(lambda e: again(name).items() <= e.items())
    assert reason == "killed by SIGKILL"
    assert healed["pid"] != killed
    assert healed["reason"] == reason, "why it was last restarted stays visible"


def test_a_dead_stub_behind_a_living_triton_heals(system: Running) -> None:
    triton = system.pid_of("triton")
    stubs = [pid for pid, state in children(triton) if state != "Z"]
    assert len(stubs) == 2, "one of two instances is harder to notice than the only one"
    os.kill(stubs[0], signal.SIGKILL)
    healed = system.until(lambda e: again("triton").items() <= e.items())
    assert str(healed["reason"]).startswith("healed: ")
    assert healed["pid"] == triton


def test_a_stopped_program_is_noticed(system: Running) -> None:
    """A process that exists and does nothing is as bad as a dead one."""
    hanging = system.pid_of("engine")
    os.kill(hanging, signal.SIGSTOP)
    reason = system.until(lambda e: e.get("name") == "engine" and e["phase"] == "restarting")["reason"]
    healed = system.until(lambda e: again("engine").items() <= e.items())
    assert "no heartbeat" in str(reason)
    assert healed["pid"] != hanging


def test_a_killed_supervisor_comes_back_with_everything_committed(system: Running, tmp_path: Path) -> None:
    layout = Layout(Path(system.mark.partition("=")[2]))
    before = SystemState.read(layout.state)
    assert before is not None
    with psycopg.connect(role_conninfo(before.database, layout.secrets, "limn_owner")) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS number")
    os.kill(before.supervisor, signal.SIGKILL)
    ready = system.until_ready()
    assert ready["guard"] == before.guard
    assert not Path(before.runtime).exists(), "the sockets of the killed one are gone"
    with psycopg.connect(role_conninfo(str(ready["database"]), layout.secrets, "limn_owner")) as connection:
        assert connection.execute("SELECT number FROM kept").fetchone() == (42,)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL], ids=lambda n: n.name)
def test_nothing_outlives_the_process_that_was_started(tmp_path: Path, number: signal.Signals) -> None:
    with running(tmp_path / "data") as system:
        system.until_ready()
        assert len(system.processes()) > len(PROGRAMS)
        system.process.send_signal(number)
        system.until_gone()
        if number is not signal.SIGKILL:
            assert system.process.wait() == 0
            stopped = [event["name"] for event in system.last_words() if event.get("phase") == "stopped"]
            assert (set(stopped[:2]), set(stopped[2:])) == (set(PROGRAMS[3:]), set(PROGRAMS[:3])), "reverse order"


def test_a_stop_during_the_start_leaves_nothing(tmp_path: Path) -> None:
    with running(tmp_path / "data") as system:
        system.until(lambda event: event.get("name") == "triton")
        system.process.terminate()
        system.until_gone()


def test_the_search_for_survivors_can_find_one(tmp_path: Path) -> None:
    """The control: a stubborn process without a guard above it does outlive its parent."""
    parent = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {STUBBORN!r}])"
    with running(tmp_path / "data", [sys.executable, "-c", parent]) as orphaned:
        orphaned.process.wait()
        with pytest.raises(AssertionError, match="still there"):
            orphaned.until_gone(1.0)
