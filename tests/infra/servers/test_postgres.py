"""The embedded PostgreSQL: durable, private, its roles apart."""

from __future__ import annotations

import os
import signal
import stat
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from infra.servers import postgres, user
from infra.servers.enter import NOBODY
from infra.servers.postgres import PostgresServer
from infra.servers.problem import Problem
from infra.servers.process import User
from tests.databases import Database


def test_runs_durably_and_without_tcp(postgres_server: PostgresServer) -> None:
    with psycopg.connect(postgres_server.superuser) as connection:
        names = ("fsync", "synchronous_commit", "full_page_writes", "listen_addresses")
        shown = [connection.execute(f"SHOW {name}").fetchone() for name in names]
    assert shown == [("on",), ("on",), ("on",), ("",)]


def test_passwords_are_private_and_needed(postgres_server: PostgresServer) -> None:
    assert stat.S_IMODE(postgres_server.secrets.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in postgres_server.secrets.iterdir()} == {0o600}
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(postgres_server.superuser, password="guess")


@pytest.mark.parametrize("role", ["owner", "api", "engine", "worker"])
def test_each_role_signs_in_as_itself(database: Database, role: str) -> None:
    with psycopg.connect(getattr(database, role)) as connection:
        assert connection.execute("SELECT current_user, current_database()").fetchone() == (
            f"limn_{role}",
            database.name,
        )


@pytest.fixture
def own_server(tmp_path: Path, server_folder: Path) -> Iterator[PostgresServer]:
    sockets = server_folder / "own"
    (tmp_path / "data").mkdir(mode=0o700)
    sockets.mkdir(mode=0o700, exist_ok=True)
    server = PostgresServer(tmp_path / "data" / "postgres", sockets, tmp_path / "secrets", tmp_path / "log")
    yield server
    server.stop()


def committed(server: PostgresServer) -> int:
    with psycopg.connect(server.conninfo("limn_owner")) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (n int)")
        connection.execute("INSERT INTO kept VALUES (1)")
        row = connection.execute("SELECT count(*) FROM kept").fetchone()
        assert row is not None
        return int(row[0])


def test_a_kill_loses_nothing_committed(own_server: PostgresServer) -> None:
    own_server.start()
    assert committed(own_server) == 1
    assert own_server.process is not None
    own_server.process.kill()
    own_server.start()
    assert committed(own_server) == 2


def test_what_a_killed_server_left_behind_is_ended(own_server: PostgresServer) -> None:
    """One of its processes does not notice: it is stopped, as one that waits for a dead one's lock would be."""
    own_server.start()
    with psycopg.connect(own_server.superuser) as connection:
        stuck = connection.info.backend_pid
        os.kill(stuck, signal.SIGSTOP)
        assert own_server.process is not None
        own_server.process.kill()
        own_server.start()
        assert committed(own_server) == 1
    assert not Path(f"/proc/{stuck}/cwd").exists()


def test_settings_that_can_lose_data_are_refused(own_server: PostgresServer) -> None:
    own_server.start()
    with psycopg.connect(own_server.superuser, autocommit=True) as connection:
        connection.execute("ALTER DATABASE postgres SET synchronous_commit = off")
    with pytest.raises(Problem, match="can lose what was promised"):
        own_server.probe()


def test_a_cluster_of_another_version_is_refused(own_server: PostgresServer) -> None:
    own_server.folder.mkdir(parents=True)
    (own_server.folder / "PG_VERSION").write_text("16\n")
    with pytest.raises(Problem, match=r"belongs to PostgreSQL 16, and this is 18\. Mend: set LIMN_DATA"):
        own_server.prepare()


def test_a_nearly_full_disk_is_refused(own_server: PostgresServer) -> None:
    own_server.min_free = 1 << 60
    with pytest.raises(Problem, match=r"MiB left, and at least \d+ MiB are needed\. Mend: free \d+ MiB"):
        own_server.prepare()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root drops to another user")
def test_root_without_user_namespaces_drops_to_nobody_and_back(
    own_server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(who: User, *command: str) -> bool:
        return who != "namespace" and real(who, *command)

    real = user.can_run
    with monkeypatch.context() as patch:
        patch.setattr(user, "can_run", forbidden)
        own_server.start()
        assert committed(own_server) == 1
        assert own_server.process is not None
        assert Path(f"/proc/{own_server.process.pid}").stat().st_uid == NOBODY
        assert stat.S_IMODE(own_server.folder.parent.stat().st_mode) & 0o077 == 0, "no folder was opened to others"
        own_server.stop()
    own_server.start()
    assert committed(own_server) == 2


def test_a_missing_wheel_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "find_spec", lambda _: None)
    with pytest.raises(Problem, match=r"PostgreSQL is not installed\. Mend: run make run again"):
        postgres.binaries()
