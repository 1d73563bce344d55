"""Servers that somebody else runs: used when they fit, refused in one sentence when they do not, never ended."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import cast

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from infra.addresses import url_without_secrets, without_secrets
from infra.servers.postgres import PostgresServer
from infra.servers.problem import Problem
from infra.servers.redis import RedisServer
from infra.servers.roles import role_conninfo
from infra.servers.triton import TritonServer
from infra.supervisor import outside
from tests.databases import Database
from tests.infra.supervisor.running import running


def test_an_outside_database_gets_roles_and_a_database(postgres_server: PostgresServer) -> None:
    address = make_conninfo(postgres_server.superuser, dbname="brought_along")
    outside.check_postgres(address, postgres_server.secrets)
    conninfo = role_conninfo(address, postgres_server.secrets, "limn_api", "brought_along")
    with psycopg.connect(conninfo) as connection:
        assert connection.execute("SELECT current_user").fetchone() == ("limn_api",)


def test_a_forgetful_database_is_refused(postgres_server: PostgresServer, database: Database) -> None:
    forgetful = make_conninfo(postgres_server.superuser, options="-c synchronous_commit=off")
    with pytest.raises(Problem, match=r"runs with synchronous_commit off\. Mend: correct LIMN_DATABASE_URL"):
        outside.check_postgres(forgetful, postgres_server.secrets)


def test_what_does_not_answer_is_refused(tmp_path: Path) -> None:
    nowhere = make_conninfo(host=str(tmp_path), user="x")
    with pytest.raises(Problem, match="The outside PostgreSQL cannot be used"):
        outside.check_postgres(nowhere, tmp_path)
    with pytest.raises(Problem, match="The outside Redis does not answer"):
        outside.check_redis(f"unix://{tmp_path}/none.sock")
    with pytest.raises(Problem, match="The outside Triton does not answer"):
        outside.check_triton("127.0.0.1:1")


def test_the_whole_system_runs_on_outside_servers_and_leaves_them(
    tmp_path: Path, server_folder: Path, redis_server: RedisServer, triton_server: TritonServer
) -> None:
    (sockets := server_folder / "outside").mkdir(mode=0o700)
    postgres = PostgresServer(tmp_path / "postgres", sockets, tmp_path / "secrets", tmp_path / "log")
    postgres.start()
    secret = conninfo_to_dict(postgres.superuser)["password"]
    variables = {
        "LIMN_HTTP_PORT": "0",
        "LIMN_DATABASE_URL": f"postgresql://postgres:{secret}@/elsewhere?host={sockets}",
        "LIMN_REDIS_URL": redis_server.url,
        "LIMN_TRITON_URL": triton_server.address,
    }
    try:
        with running(tmp_path / "data", [sys.executable, "-m", "infra.cli", "up", "--json"], **variables) as system:
            ready = system.until_ready(60)
            phases = {row["name"]: row["phase"] for row in cast("list[dict[str, str]]", ready["programs"])}
            assert [name for name, phase in phases.items() if phase == "outside"] == ["postgres", "redis", "triton"]
            assert str(secret) not in json.dumps(ready), "no password is shown"
        for server in (postgres, redis_server, triton_server):
            server.probe()
    finally:
        postgres.stop()


def test_what_is_shown_has_no_secrets() -> None:
    assert url_without_secrets("redis://me:secret@host:6379/1") == "redis://host:6379/1"
    assert url_without_secrets("unix:///run/redis.sock") == "unix:///run/redis.sock"
    assert without_secrets("postgresql://me:secret@host/db") == "dbname=db host=host"


def test_an_outside_redis_and_triton_are_accepted(redis_server: RedisServer, triton_server: TritonServer) -> None:
    outside.check_redis(redis_server.url)
    outside.check_triton(triton_server.address)
