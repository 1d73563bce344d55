"""The database's login roles: one owner, and one for each kind of process that runs."""

from __future__ import annotations

from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from infra.servers.passwords import password

OWNER = "limn_owner"
RUNNING = ("limn_api", "limn_engine", "limn_worker", "limn_policy")
ROLES = (OWNER, *RUNNING)
DATABASE = "limn"
CONNECT_SECONDS = 10
"""A server that has not let one in by then is away."""


def make_roles(administrator: str, secrets: Path) -> None:
    """Make the roles that are missing and give each its kept password. ``administrator``: a conninfo."""
    with psycopg.connect(administrator, autocommit=True) as connection:
        there = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
        for role in ROLES:
            verb = sql.SQL("ALTER" if role in there else "CREATE")
            connection.execute(
                sql.SQL("{} ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD {}").format(
                    verb, sql.Identifier(role), sql.Literal(password(secrets, role))
                )
            )


def make_database(administrator: str, name: str = DATABASE, template: str | None = None) -> None:
    """Make the database ``name``, owned by the owner role, if it is missing; a copy of ``template`` if named."""
    with psycopg.connect(administrator, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return
        made = sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(OWNER))
        if template:
            made += sql.SQL(" TEMPLATE {}").format(sql.Identifier(template))
        connection.execute(made)


def role_conninfo(address: str, secrets: Path, role: str, database: str = DATABASE) -> str:
    """``address`` (a conninfo or URL) with the role, its password, the database and an end to patience put in."""
    return make_conninfo(
        address,
        user=role,
        password=password(secrets, role),
        dbname=database,
        application_name=role,
        connect_timeout=CONNECT_SECONDS,
    )
