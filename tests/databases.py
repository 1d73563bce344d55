"""A database made for a test, as each role sees it."""

from __future__ import annotations

from dataclasses import dataclass

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

    @classmethod
    def on(cls, server: PostgresServer, name: str) -> Database:
        """The database ``name`` of a running server."""
        owner, api, engine, worker, policy = (server.conninfo(role, name) for role in ROLES)
        return cls(name, owner, api, engine, worker, policy, make_conninfo(server.superuser, dbname=name))
