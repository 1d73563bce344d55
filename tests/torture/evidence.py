"""What a running system has written, watched from outside: its log while it lives, and everything once it rests."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from domain.log import Recorded
from infra.addresses import Addresses
from infra.blobs import LocalBlobs
from infra.database.pool import open_pool
from infra.folds import LogSource
from infra.settings import Settings
from infra.worker.orphans import sweep_orphans
from projections.catalogue import SERVING
from projections.rebuild import Rebuild
from tests.projections.dump import Rows, dump
from tests.torture.oracle import Evidence

LOOK_EVERY = 0.2
ENDS = ("image.rendered", "render.failed", "render.cancelled")
NEW = """
SELECT notification_id, topic, originator_id, actor FROM log.events
WHERE notification_id > %s AND topic = ANY (%s) ORDER BY notification_id
"""
BEHIND = "SELECT head.position - checkpoint.position FROM log.head, views.checkpoint WHERE name = 'serving'"


class Watcher:
    """The renders of a system as its log has them, a moment ago."""

    def __init__(self, data: Path) -> None:
        self.conninfo = Addresses.of(Settings(data=data)).conninfo("limn_engine")
        self.owners: dict[UUID, UUID] = {}
        self.ended: set[UUID] = set()
        self._pictures: dict[UUID, list[UUID]] = defaultdict(list)
        self._position = 0
        self._looking = asyncio.Lock()

    @property
    def unfinished(self) -> int:
        """Renders without an end."""
        return len(self.owners) - len(self.ended)

    def finished(self, owner: UUID) -> list[UUID]:
        """Somebody's pictures that were not handed out before."""
        return self._pictures.pop(owner, [])

    async def watch(self) -> None:
        """Follow the log until cancelled, through every loss of the database."""
        while True:
            await self.look()
            await asyncio.sleep(LOOK_EVERY)

    async def look(self) -> bool:
        """Read what is new; False where the database does not answer."""
        async with self._looking:
            try:
                rows = await asyncio.to_thread(self._ask, NEW, [self._position, ["prompt.submitted", *ENDS]])
            except psycopg.OperationalError:
                return False
            for position, topic, render, actor in rows:
                self._see(position, topic, render, actor)
        return True

    def _see(self, position: int, topic: str, render: UUID, actor: UUID) -> None:
        self._position = position
        if topic == "prompt.submitted":
            self.owners[render] = actor
            return
        self.ended.add(render)
        if topic == "image.rendered":
            self._pictures[self.owners[render]].append(render)

    async def rests(self, patience: float) -> bool:
        """Wait until every render has ended and the views are at the head; False where nothing moves any more."""
        moved, before = time.monotonic(), -1
        while time.monotonic() - moved < patience:
            known = await self.look()
            if known and not self.unfinished and await self._behind() == 0:
                return True
            if len(self.ended) != before:
                moved, before = time.monotonic(), len(self.ended)
            await asyncio.sleep(LOOK_EVERY)
        return False

    async def _behind(self) -> int:
        try:
            ((behind,),) = await asyncio.to_thread(self._ask, BEHIND, [])
        except (psycopg.Error, ValueError):
            return -1
        return int(behind)

    def _ask(self, query: str, parameters: list[object]) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.conninfo, autocommit=True, connect_timeout=5) as connection:
            return connection.execute(query, parameters).fetchall()


async def gather(data: Path, conninfo: str) -> Evidence:
    """Everything there is to judge of a system at rest: sweeps the store, and folds every view again.

    conninfo  of the engine's role
    """
    async with open_pool(conninfo) as pool:
        await sweep_orphans(LocalBlobs(data / "blobs", grace=0.0), pool)
    return await asyncio.to_thread(_gathered, data, conninfo)


def _gathered(data: Path, conninfo: str) -> Evidence:
    with psycopg.connect(conninfo, autocommit=True) as connection:
        events = list(_events(connection, conninfo))
        ((head,),) = connection.execute("SELECT position FROM log.head").fetchall()
        live = dump(connection, SERVING)
        again = _rebuilt(connection, conninfo)
    return Evidence(events, head, live, again, blobs(data / "blobs"))


def _events(connection: psycopg.Connection, conninfo: str) -> Iterator[Recorded]:
    source, position = LogSource(conninfo), 0
    while page := source.page(connection, position, 5_000):
        yield from page
        position = page[-1].position


def _rebuilt(connection: psycopg.Connection, conninfo: str) -> Rows:
    for view in SERVING:
        Rebuild(connection, LogSource(conninfo), view).run()
    return dump(connection, SERVING)


def blobs(store: Path) -> dict[str, set[str]]:
    """The files of a store by digest: those that hold a picture."""
    found: dict[str, set[str]] = {}
    for folder in store.glob("??/*"):
        found[folder.name] = {path.name for path in folder.iterdir() if _is_picture(path)}
    return found


def _is_picture(path: Path) -> bool:
    start = {".webp": b"RIFF", ".jpg": b"\xff\xd8"}[path.suffix]
    return path.read_bytes().startswith(start)
