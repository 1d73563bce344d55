"""Servers that somebody else runs: used when they fit, refused in one sentence when they do not, never ended."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from infra.servers.postgres import PostgresServer
from infra.servers.problem import Problem
from infra.servers.redis import RedisServer
from infra.servers.roles import role_conninfo
from infra.servers.triton import TritonServer
from infra.supervisor import outside
from tests.databases import Database


def test_an_outside_database_gets_roles_and_a_database(postgres_server: PostgresServer) -> None:
    address = make_conninfo(postgres_server.superuser, dbname="brought_along")
    outside.check_postgres(address, postgres_server.secrets)
    conninfo = role_conninfo(address, postgres_server.secrets, "limn_api", "brought_along")
    with psycopg.connect(conninfo) as connection:
        assert connection.execute("SELECT current_user").fetchone() == ("limn_api",)


def test_a_forgetful_database_is_refused(postgres_server: PostgresServer, database: Database) -> None:
    forgetful = make_conninfo(postgres_server.superuser, options="-c synchronous_commit=off")
    with pytest.raises(Problem, match=r"runs with synchronous_commit off\. Mend: mend LIMN_DATABASE_URL"):
        outside.check_postgres(forgetful, postgres_server.secrets)


def test_what_does_not_answer_is_refused(tmp_path: Path) -> None:
    nowhere = make_conninfo(host=str(tmp_path), user="x")
    with pytest.raises(Problem, match="The outside PostgreSQL cannot be used"):
        outside.check_postgres(nowhere, tmp_path)
    with pytest.raises(Problem, match="The outside Redis does not answer"):
        outside.check_redis(f"unix://{tmp_path}/none.sock")
    with pytest.raises(Problem, match="The outside Triton does not answer"):
        outside.check_triton("127.0.0.1:1")


def test_an_outside_redis_and_triton_are_accepted(redis_server: RedisServer, triton_server: TritonServer) -> None:
    outside.check_redis(redis_server.url)
    outside.check_triton(triton_server.address)
