"""Whatever is killed while pictures are made: each render ends in exactly one picture or one stated failure."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
from redis import Redis

from infra.addresses import Addresses
from infra.cli.operations import SUBMIT
from infra.settings import Settings
from tests.acceptance.people import Person, eventually, person
from tests.infra.supervisor.running import Event, Running

RENDERS = 16
ENDED_WITHIN = 60.0
VICTIMS = ("worker", "triton", "redis", "worker")

ENDS = """
SELECT count(*) FILTER (WHERE topic IN ('image.rendered', 'render.failed', 'render.cancelled'))
FROM log.events WHERE originator_id IN (SELECT originator_id FROM log.events WHERE topic = 'prompt.submitted')
GROUP BY originator_id
"""
"""How many ends each render has."""


async def test_killing_the_makers_costs_no_render_and_doubles_none(system: Running, address: str) -> None:
    ready = next(event for event in reversed(system.said) if event["event"] == "ready")
    servers = Addresses.of(Settings(data=Path(str(ready["data"]))))
    async with person(address, "eve") as eve:
        submitting = asyncio.create_task(submit(eve))
        for program in VICTIMS:
            pid = system.pid_of(program)
            os.kill(pid, signal.SIGKILL)
            await asyncio.to_thread(system.until, restart_of(program, pid))
        with Redis.from_url(servers.redis) as redis:
            redis.flushall()
        await submitting
    counts = await asyncio.to_thread(ends, servers.conninfo("limn_owner"))
    assert len(counts) >= RENDERS
    assert set(counts) == {1}


async def submit(eve: Person) -> None:
    """Ask for many pictures, through whatever happens."""
    for seed in range(RENDERS):
        wish = {"prompt": f"a boat and {seed} gulls", "seed": str(seed), "idempotencyKey": f"{eve.handle}-{seed}"}
        await eventually(lambda wish=wish: eve.client.ask(SUBMIT, input=wish), 30)  # type: ignore[misc] # a default binds it


def restart_of(program: str, killed: int) -> Callable[[Event], bool]:
    """Whether an event says that the program runs again, as another process."""
    return lambda e: e.get("name") == program and e.get("phase") == "ready" and e.get("pid") != killed


def ends(conninfo: str) -> list[int]:
    """How many ends each render of the system has, once every one has some; as they are at the deadline."""
    deadline = time.monotonic() + ENDED_WITHIN
    with psycopg.connect(conninfo, autocommit=True) as connection:
        while True:
            counts = [row[0] for row in connection.execute(ENDS).fetchall()]
            if all(counts) or time.monotonic() > deadline:
                return counts
            time.sleep(0.1)
