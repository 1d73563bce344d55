"""A worker: everything it needs, opened in order and closed in reverse."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from prometheus_client import CollectorRegistry

from inference.render import RenderPicture
from inference.triton import TritonPainter
from infra import memory
from infra.addresses import Addresses
from infra.blobs import LocalBlobs
from infra.database.pool import Pool, open_pool
from infra.keyring import Keyring
from infra.leases import PostgresLeases, hasty
from infra.log import open_log
from infra.log.measured import MeasuredLog
from infra.previews import PreviewWriter, connect
from infra.room import Room
from infra.settings import RESERVE_MIB, Settings
from infra.supervisor.heartbeat import keep_beating
from infra.telemetry.exposition import Exposed
from infra.telemetry.numbers import Appends, RenderNumbers
from infra.telemetry.rendering import Answering, TracedPainter, TracedStore, counted, traceparent
from infra.telemetry.spans import NO_SPANS, Spans
from infra.worker.orphans import sweep_orphans
from infra.worker.queue import Queue
from infra.worker.slots import Slots, with_room
from infra.worker.sweeper import EVERY, Sweeper, Unfinished
from projections.views import renders

SLOTS = 3
"""Renders in flight in one worker: one more than the painter has instances, to finish one while others are painted."""
FOR_EVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Places:
    """Where a worker finds what it needs.

    conninfo  of the database, in the role ``limn_worker``
    redis     an address for Redis' clients
    triton    gRPC ``host:port``
    data      the data folder
    reserve   MiB of its disk that are left free
    """

    conninfo: str
    redis: str
    triton: str
    data: Path
    reserve: int = RESERVE_MIB


def run_worker(settings: Settings, spans: Spans) -> None:
    """Work until SIGTERM or SIGINT, beating as the supervisor asked. Raises Problem where no system runs."""
    addresses = Addresses.of(settings)
    places = Places(
        addresses.conninfo("limn_worker"), addresses.redis, addresses.triton, settings.data, settings.reserve_mib
    )
    asyncio.run(work_until_stopped(places, settings.heartbeat, spans=spans))


async def work_until_stopped(
    places: Places, heartbeat: Path | None, *, slots: int = SLOTS, spans: Spans = NO_SPANS
) -> None:
    """Work until SIGTERM or SIGINT, with at most `slots` renders in flight."""
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    registry = CollectorRegistry()
    exposed = Exposed(registry, heartbeat)
    async with working(places, slots=slots, spans=spans, registry=registry), asyncio.TaskGroup() as group:
        memory.keep()
        beside = [group.create_task(keep_beating(heartbeat)), group.create_task(exposed.keep_writing())]
        await stopped.wait()
        for task in beside:
            task.cancel()


@asynccontextmanager
async def working(
    places: Places,
    *,
    slots: int = SLOTS,
    sweep_every: float = EVERY,
    spans: Spans = NO_SPANS,
    registry: CollectorRegistry | None = None,
) -> AsyncIterator[Slots]:
    """A worker that works while the block runs: renders in flight at most, seconds between an idle worker's sweeps."""
    registry = registry or CollectorRegistry()
    appends = Appends(registry, "worker")
    async with (
        open_log(places.conninfo, spans=spans, wrote=appends.batches.observe) as log,
        open_pool(hasty(places.conninfo), name="leases") as pool,
        connect(places.redis) as redis,
    ):
        blobs, leases = LocalBlobs(places.data / "blobs"), PostgresLeases(pool)
        await asyncio.to_thread(blobs.sweep)
        painter = TritonPainter(places.triton, headers=partial(traceparent, spans))
        use_case = RenderPicture(
            MeasuredLog(log, spans, appends.seconds),
            leases,
            TracedPainter(painter, spans),
            Keyring(places.data / "keyring"),
            PreviewWriter(redis),
            TracedStore(blobs, spans),
        )
        look = counted(RenderNumbers(registry), Answering(pool, spans, use_case.run).look)
        look = with_room(Room(places.data, places.reserve), look)
        taken = Slots(slots, look)
        sweeper = Sweeper(taken, _unfinished(pool, leases), sweep_every)
        try:
            async with asyncio.TaskGroup() as group, Queue(places.redis, taken, slots):
                beside = [
                    group.create_task(sweeper.sweep_for_ever(), name="sweeper"),
                    group.create_task(sweep_orphans(blobs, pool), name="orphans"),
                ]
                yield taken
                for task in beside:
                    task.cancel()
        finally:
            await painter.close()


def _unfinished(pool: Pool, leases: PostgresLeases) -> Unfinished:
    async def oldest(limit: int) -> Sequence[UUID]:
        async with pool.connection() as connection:
            found = await renders.unfinished(connection, FOR_EVER, limit)
        held = await leases.held([row.id for row in found])
        return [row.id for row in found if row.id not in held]

    return oldest
