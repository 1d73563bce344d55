"""The system as the API sees it: the supervisor's state, the disk, the database, and what other processes wrote."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic

from prometheus_client import CollectorRegistry, Gauge, generate_latest
from psycopg import Error

from api.system import Disk, Program
from domain.errors import DomainError
from infra.database.pool import Pool
from infra.lending import lent
from infra.servers.layout import Layout
from infra.supervisor.state import Phase, SystemState
from infra.telemetry.exposition import merged, written
from projections import attestation, checkpoint, standing
from projections.connection import Connection
from projections.standing import Made

SELDOM = 30.0
"""Seconds that a number is good for which takes a look at everything."""
SESSIONS = "SELECT count(*) FROM app.sessions WHERE expires_at > now()"
POOL = {"pool_size": "open", "pool_available": "idle", "requests_waiting": "waiting"}


class Overview:
    """Implements `api.system.System`.

    data   the data folder
    pools  of this process, by their names
    """

    def __init__(self, data: Path, pools: Mapping[str, Pool]) -> None:
        self._layout = Layout(data)
        self._pools = pools
        self._made: tuple[float, Made, int] | None = None

    def programs(self) -> Sequence[Program]:
        """From the supervisor's file."""
        state = SystemState.read(self._layout.state)
        told = state.programs if state else ()
        return [Program(one.name, one.phase.value, one.restarts, one.since, one.reason) for one in told]

    def disk(self) -> Disk:
        """Of the data folder."""
        usage = shutil.disk_usage(self._layout.data)
        return Disk(usage.free, usage.total)

    async def made(self) -> Made:
        """What was rendered."""
        return (await self._seldom())[0]

    async def exposition(self, ours: str) -> str:
        """Everybody's numbers."""
        registry = CollectorRegistry()
        self._of_programs(registry)
        self._of_pools(registry)
        answers = Gauge("limn_database_answers", "1 while the database's numbers are here.", registry=registry)
        with suppress(DomainError, Error):  # the others are needed most when it is away
            await self._of_database(registry)
            answers.set(1)
        state = SystemState.read(self._layout.state)
        others = written(Path(state.runtime)) if state else ()
        return merged([ours, generate_latest(registry).decode(), *others])

    def _of_programs(self, registry: CollectorRegistry) -> None:
        ready = Gauge("limn_program_ready", "1 while a program is ready.", ["program"], registry=registry)
        restarts = Gauge("limn_program_restarts", "How often it was started again.", ["program"], registry=registry)
        for program in self.programs():
            ready.labels(program.name).set(program.state in {Phase.READY, Phase.OUTSIDE})
            restarts.labels(program.name).set(program.restarts)
        disk = self.disk()
        Gauge("limn_disk_free_bytes", "Room on the disk of the data folder.", registry=registry).set(disk.free)
        Gauge("limn_disk_total_bytes", "Size of that disk.", registry=registry).set(disk.total)

    def _of_pools(self, registry: CollectorRegistry) -> None:
        gauge = Gauge("limn_pool", "Connections, and requests that wait for one.", ["pool", "state"], registry=registry)
        for name, pool in self._pools.items():
            stats = pool.get_stats()
            for key, state in POOL.items():
                gauge.labels(name, state).set(stats.get(key, 0))

    async def _of_database(self, registry: CollectorRegistry) -> None:
        made, blobs = await self._seldom()
        async with lent(self._pools["tables"]) as connection:
            queue, attested = await standing.queue(connection), await attestation.reached(connection)
            numbers = {
                "limn_renders_waiting": ("Renders that wait.", queue.waiting),
                "limn_renders_running": ("Renders being made.", queue.running),
                "limn_renders_oldest_seconds": ("Age of the oldest that waits.", queue.oldest),
                "limn_renders_done": ("Pictures made so far.", made.done),
                "limn_renders_failed": ("Renders that failed so far.", made.failed),
                "limn_renders_refused": ("Prompts that were refused so far.", made.refused),
                "limn_energy_watt_hours": ("Energy of all pictures, estimated.", made.watt_hours),
                "limn_attested_position": ("Up to where the log is attested.", attested.position),
                "limn_unattested_events": ("Events that are younger than that.", max(attested.younger, 0)),
                "limn_blobs": ("Pictures in the store.", blobs),
                "limn_cases_open": ("Cases that wait for a decision.", await standing.open_cases(connection)),
                "limn_sessions": ("Sessions that have not expired.", await _count(connection, SESSIONS)),
            }
            await self._of_folds(registry, connection)
        for name, (help_, value) in numbers.items():
            Gauge(name, help_, registry=registry).set(value)

    async def _of_folds(self, registry: CollectorRegistry, connection: Connection) -> None:
        parked = Gauge("limn_parked_events", "Events that a view could not fold.", ["view"], registry=registry)
        for view in await checkpoint.statuses(connection):
            parked.labels(view.name).set(view.parked)
        lag = Gauge("limn_policy_lag", "Events that a policy has not seen.", ["policy"], registry=registry)
        passed = Gauge("limn_policy_parked", "Events it went past without reacting.", ["policy"], registry=registry)
        for policy in await standing.policies(connection):
            lag.labels(policy.name).set(policy.lag)
            passed.labels(policy.name).set(policy.parked)

    async def _seldom(self) -> tuple[Made, int]:
        if self._made is None or monotonic() - self._made[0] > SELDOM:
            async with lent(self._pools["tables"]) as connection:
                made = await standing.made(connection)
            self._made = (monotonic(), made, await asyncio.to_thread(_blobs, self._layout.data / "blobs"))
        return self._made[1:]


def _blobs(folder: Path) -> int:
    return sum(1 for part in folder.glob("??") for _ in part.iterdir())


async def _count(connection: Connection, query: str) -> int:
    row = await (await connection.execute(query)).fetchone()
    assert row
    return int(row[0])
