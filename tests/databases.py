"""A database made for a test, as each role sees it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from psycopg.conninfo import make_conninfo

from infra.servers.postgres import PostgresServer
from infra.servers.roles import ROLES


@dataclass(frozen=True, slots=True)
class Database:
    """Conninfos of one database: the owner's (runs migrations), the running roles' and the superuser's."""

    name: str
    owner: str
    api: str
    engine: str
    worker: str
    policy: str
    superuser: str

    @contextmanager
    def unwalled(self) -> Iterator[None]:
        """As if no table had a wall, for controls that show what they hold back."""
        with psycopg.connect(self.superuser, autocommit=True) as connection:
            walled = connection.execute("SELECT oid::regclass::text FROM pg_class WHERE relrowsecurity").fetchall()
            for (table,) in walled:
                connection.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
            try:
                yield
            finally:
                for (table,) in walled:
                    connection.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")

    @classmethod
    def on(cls, server: PostgresServer, name: str) -> Database:
        """The database ``name`` of a running server."""
        owner, api, engine, worker, policy = (server.conninfo(role, name) for role in ROLES)
        return cls(name, owner, api, engine, worker, policy, make_conninfo(server.superuser, dbname=name))
