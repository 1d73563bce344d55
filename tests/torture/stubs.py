"""A model that lies, raises, dies and hangs, under the real supervision, beside honest renders.

Every render ends within its deadline, in one picture or one stated failure; and the honest ones in pictures.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path
from random import Random
from uuid import UUID

from domain.renders import FAILURES, RenderFailed
from infra.database.migrate import migrate
from infra.servers.postgres import PostgresServer
from infra.servers.redis import RedisServer
from infra.servers.triton import TritonServer
from infra.supervisor.keeper import Keeper
from infra.supervisor.state import ProgramState
from infra.worker.process import working
from tests.databases import Database
from tests.infra.worker.conftest import MODELS
from tests.infra.worker.rig import Rig, open_rig, until
from tests.torture.report import Report

HONEST = ("paints", "takes 0.02", "takes 0.1", "repeats", "garbled")
LIES = ("nothing", "nan", "other", "skips", "giant", "large", "flat", "real", "blank", "early", "binary", "ends")
FAULTS = (*LIES, "raises", "exits", "sticks")
FAULTY = 0.15
SLOTS = 6
PATIENCE = 180.0
"""Seconds from the end of one render to the next one's: a deadline and a half."""


async def run(seed: int, size: int) -> Report:
    """Make `size` renders."""
    random, report, began = Random(seed), Report("stubs", seed), time.monotonic()
    async with _supervised() as (rig, state):
        prompts = [_prompt(random) for _ in range(size)]
        asked = {await rig.submit(prompt, seed=number): prompt for number, prompt in enumerate(prompts)}
        async with working(rig.places, slots=SLOTS):
            await _all_ended(rig, list(asked))
        await _judge(rig, asked, report)
        report.counts["times the model was renewed"] = state.restarts
    report.seconds = time.monotonic() - began
    return report


async def _all_ended(rig: Rig, renders: list[UUID]) -> None:
    """TimeoutError where one does not end in time."""
    for render in renders:

        async def ended(render: UUID = render) -> bool:
            return (await rig.render(render)).status.ended

        await until(ended, PATIENCE)


def _prompt(random: Random) -> str:
    return random.choice(FAULTS if random.random() < FAULTY else HONEST)


async def _judge(rig: Rig, asked: dict[UUID, str], report: Report) -> None:
    ends: Counter[str] = Counter()
    recorded = await rig.log.read(0, 10**6)
    failures = {
        item.event.originator_id: item.event.reason for item in recorded if isinstance(item.event, RenderFailed)
    }
    for render, prompt in asked.items():
        story = [item.event.TOPIC for item in recorded if item.event.originator_id == render]
        reason = failures.get(render)
        ends[reason or story[-1]] += 1
        ended = [topic for topic in story if topic in {"image.rendered", "render.failed"}]
        if len(ended) != 1 or (reason and reason not in FAILURES):
            report.complaints.append(f"{prompt}: {story} {reason}")
        elif (prompt in HONEST) is bool(reason):
            report.complaints.append(f"{prompt} ended as {reason}")
    report.counts |= {"renders": len(asked), **ends}


@asynccontextmanager
async def _supervised() -> AsyncIterator[tuple[Rig, ProgramState]]:
    """Servers of our own, Triton under the keeper that `limn up` gives it."""
    with tempfile.TemporaryDirectory(prefix="limn-stubs-", ignore_cleanup_errors=True) as name, ExitStack() as stack:
        folder = Path(name)
        postgres = PostgresServer(folder / "postgres", folder, folder / "secrets", folder / "log")
        redis, triton = RedisServer(folder, folder / "log"), TritonServer(MODELS, folder / "triton", folder / "log")
        for server in (postgres, redis):
            stack.callback(server.stop)
            server.start()
        migrate(postgres.conninfo("limn_owner"))
        state = ProgramState("triton")
        keeper = Keeper(triton, state, lambda _: None)
        await keeper.start()
        keeping = asyncio.create_task(keeper.keep())
        try:
            database = Database.on(postgres, "limn")
            async with open_rig(database, redis.url, triton.address, folder / "data") as rig:
                yield rig, state
        finally:
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)
            await keeper.stop(3.0)
