"""One server of a system, alone: for what is done while nothing else runs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from infra.addresses import database_name
from infra.database.migrate import migrate
from infra.servers.layout import Layout, make_runtime, remove_runtime
from infra.servers.postgres import PostgresServer
from infra.servers.roles import OWNER, role_conninfo
from infra.servers.triton import TritonServer
from infra.settings import Settings
from infra.supervisor import outside
from infra.supervisor.up import REPOSITORY

Conninfo = Callable[[str], str]
"""Of a login role."""


@contextmanager
def database_alone(settings: Settings) -> Iterator[Conninfo]:
    """The migrated database of a data folder on which nothing runs, held until the end. Raises Problem."""
    layout = Layout(settings.data)
    layout.make()
    held = layout.hold()
    try:
        if settings.database_url is not None:
            outside.check_postgres(settings.database_url, layout.secrets)
            yield _migrated(settings.database_url, layout)
            return
        runtime = make_runtime()
        server = PostgresServer(layout.postgres, runtime, layout.secrets, layout.logs)
        try:
            server.start()
            yield _migrated(server.address, layout)
        finally:
            server.stop()
            remove_runtime(runtime)
    finally:
        os.close(held)


@contextmanager
def triton_alone() -> Iterator[str]:
    """The address of a Triton that runs for as long as this lasts. Raises Problem."""
    folder = make_runtime()
    server = TritonServer(REPOSITORY, folder, folder)
    try:
        server.start()
        yield server.address
    finally:
        server.stop()
        remove_runtime(folder)


def _migrated(address: str, layout: Layout) -> Conninfo:
    database = database_name(address)
    migrate(role_conninfo(address, layout.secrets, OWNER, database))
    return partial(_conninfo, address, layout, database)


def _conninfo(address: str, layout: Layout, database: str, role: str) -> str:
    return role_conninfo(address, layout.secrets, role, database)
