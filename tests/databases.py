"""A database made for a test, as each role sees it."""

from __future__ import annotations

from dataclasses import dataclass

from psycopg.conninfo import make_conninfo

from infra.servers.postgres import PostgresServer


@dataclass(frozen=True, slots=True)
class Database:
    """Conninfos of one database: the owner's (runs migrations), the running roles' and the superuser's."""

    name: str
    owner: str
    api: str
    engine: str
    worker: str
    superuser: str

    @classmethod
    def on(cls, server: PostgresServer, name: str) -> Database:
        """The database ``name`` of a running server."""
        roles = (server.conninfo(f"limn_{role}", name) for role in ("owner", "api", "engine", "worker"))
        return cls(name, *roles, superuser=make_conninfo(server.superuser, dbname=name))
