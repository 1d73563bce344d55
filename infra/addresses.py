"""Where the servers are: outside addresses from the settings, embedded ones from the running system."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from infra.servers.layout import Layout
from infra.servers.problem import Exit, Problem
from infra.servers.roles import DATABASE, role_conninfo
from infra.settings import Settings
from infra.supervisor.state import SystemState

SECRET = ("user", "password")


@dataclass(frozen=True, slots=True)
class Addresses:
    """The three servers: ``database`` is a conninfo without a role, ``triton`` is gRPC ``host:port``."""

    database: str
    redis: str
    triton: str
    secrets: Path

    def conninfo(self, role: str) -> str:
        """Conninfo of one of the login roles ``limn_owner``, ``limn_api``, ``limn_engine``, ``limn_worker``."""
        return role_conninfo(self.database, self.secrets, role, database_name(self.database))

    @classmethod
    def of(cls, settings: Settings) -> Addresses:
        """The servers of the system that runs on this data folder. Raises Problem when none does."""
        layout = Layout(settings.data)
        state = SystemState.read(layout.state) if layout.holder() else None
        if state is None:
            raise Problem(f"No system runs on {settings.data}.", "run limn up", Exit.NOT_RUNNING)
        return cls(state.database, settings.redis_url or state.redis, state.triton, layout.secrets)


def database_name(address: str) -> str:
    """The database that an address names, else ours."""
    return str(conninfo_to_dict(address).get("dbname") or DATABASE)


def url_without_secrets(url: str) -> str:
    """A URL that can be shown: no user and no password."""
    return re.sub("//[^/]*@", "//", url, count=1)


def without_secrets(address: str) -> str:
    """A database address as a conninfo that can be shown: no user and no password."""
    shown = {name: value for name, value in conninfo_to_dict(address).items() if name not in SECRET}
    return make_conninfo("", **{name: str(value) for name, value in shown.items()})
