"""Random kills of everything, under load: what was acknowledged is there once, and all else follows from it.

Each kill waits until people have got some more answers, so the pace is the system's own.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
import tempfile
import time
from asyncio.subprocess import DEVNULL
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from uuid import UUID

from redis.asyncio import Redis
from redis.exceptions import RedisError

from infra.addresses import Addresses
from infra.dispatch import RedisDispatch
from infra.servers.process import children
from infra.settings import Settings, environment
from infra.supervisor.state import Phase
from tests.infra.supervisor.running import Running
from tests.torture import guards, points
from tests.torture.evidence import Watcher, gather
from tests.torture.journal import Journal
from tests.torture.load import Person, World
from tests.torture.oracle import Evidence, judge
from tests.torture.report import Report
from tests.torture.system import ROOT, orders, state, tortured

VICTIMS = {
    "api": 12, "engine": 10, "engine2": 6, "worker1": 8, "worker2": 8, "worker3": 8, "a point": 26, "backend": 12,
    "postgres": 6, "redis": 8, "flushall": 6, "stub": 4, "triton": 2,
}  # fmt: skip
"""How often each is chosen, relative to the others."""
POINTS = [name for name, point in points.POINTS.items() if point.program != "migrate"]
"""Points of the programs that run here."""
PEOPLE, WITHOUT_KEYS = 8, 3
ANSWERS = range(2, 12)
"""So many more answers are awaited before the next kill."""
STUCK = 90.0
"""Seconds without any answer after which the system is not healing."""
RESTING = 60.0
"""Seconds without any further end after which renders are lost."""
CALM_RENDERS = 6
PROMPTS = ("paints", "takes 0.1", "raises", "exits")
RENDERS_A_KILL = 2
"""So many renders are asked for on the average between two kills, at least."""
WEIGHTS, CALM_WEIGHTS = (700, 280, 18, 2), (1, 1, 0, 0)
"""How often each is asked for."""
SAY_EVERY = 10.0


class Campaign:
    """One torture of one system."""

    def __init__(self, data: Path, system: Running, seed: int) -> None:
        self.data, self.system = data, system
        self.chance = random.Random(seed)
        self.journal = Journal()
        self.watcher = Watcher(data)
        self.redis_url = Addresses.of(Settings(data=data)).redis
        self.kills: Counter[str] = Counter()
        self.mishaps: Counter[str] = Counter()
        self.calm: set[UUID] = set()
        self.world = World(
            state(data).http, self.journal, self.prompt, lambda: self.watcher.unfinished, self.watcher.finished
        )
        self.people = [Person(self.world, seed * 100 + n, keyed=n >= WITHOUT_KEYS) for n in range(PEOPLE)]

    async def join(self) -> None:
        """Everyone registers, while all is well."""
        await asyncio.gather(*(person.join() for person in self.people))

    @asynccontextmanager
    async def load(self) -> AsyncIterator[None]:
        """People act while the block runs, and finish what they began."""
        self.world.stop.clear()
        watching = asyncio.create_task(self.watcher.watch())
        acting = [asyncio.create_task(person.live()) for person in self.people]
        try:
            yield
        finally:
            self.world.stop.set()
            await asyncio.gather(*acting)
            watching.cancel()

    async def begin_calmly(self) -> None:
        """Some renders to which nothing happens, but that every worker is told of each of them, several times."""
        dispatch, told = RedisDispatch(self.redis_url), set[UUID]()
        while len(told) < CALM_RENDERS:
            for render in self.watcher.owners.keys() - told:
                told.add(render)
                for _ in range(3):
                    await asyncio.to_thread(dispatch.dispatch, render)
            await asyncio.sleep(0.02)
        dispatch.close()
        await self._until(lambda: told <= self.watcher.ended, "end of renders in peace")
        self.calm = told

    def prompt(self, chance: random.Random) -> str:
        """What the tests' painter is to do: mostly paint at once; seldom fail, or take its process with it."""
        return chance.choices(PROMPTS, WEIGHTS if self.calm else CALM_WEIGHTS)[0]

    async def kill(self, victim: str) -> None:
        """One kill, or another mishap, as soon as it can happen."""
        if victim == "a point":
            victim = self.chance.choice(POINTS)
        if victim == "flushall":
            with suppress(RedisError):
                async with Redis.from_url(self.redis_url) as redis:
                    await redis.flushall()
            self.mishaps[victim] += 1
        elif victim in points.POINTS:
            await self._fire(victim)
        else:
            await self._until(lambda: self._struck(victim), victim)
            self.kills[victim] += 1

    def _struck(self, victim: str) -> bool:
        """Kill a process that is the victim, unless there is none just now."""
        with suppress(ProcessLookupError):
            if pids := self.pids(victim):
                os.kill(self.chance.choice(pids), signal.SIGKILL)
                return True
        return False

    async def kill_all(self, victims: Sequence[str]) -> None:
        """One kill of each, one after the other."""
        for victim in victims:
            await self.kill(victim)

    async def _fire(self, name: str) -> None:
        """Have something happen at a point."""
        folder = orders(self.data)
        before = points.fired(folder, name)
        points.arm(folder, name)
        if points.POINTS[name].program == "rebuild":
            await self._rebuild_until(lambda: points.fired(folder, name) > before)
        await self._until(lambda: points.fired(folder, name) > before, name)
        (self.mishaps if points.POINTS[name].loses else self.kills)[name] += 1

    async def _rebuild_until(self, condition: Callable[[], bool]) -> None:
        """Rebuild again and again: one that goes on passes fewer points than one that begins."""
        deadline = time.monotonic() + STUCK
        while not condition() and time.monotonic() < deadline:
            await rebuilding(self.data)

    @property
    def happened(self) -> int:
        """Kills and other mishaps."""
        return self.kills.total() + self.mishaps.total()

    async def answered(self) -> None:
        """Wait until people have got some more answers."""
        wanted = len(self.journal.told) + self.chance.choice(ANSWERS)
        await self._until(lambda: len(self.journal.told) >= wanted, "answers")

    def pids(self, victim: str) -> list[int]:
        """Processes that are the victim."""
        ready = {p.name: p.pid for p in state(self.data).programs if p.phase is Phase.READY and p.pid}
        if victim == "backend":
            return [pid for pid, _ in _children(ready.get("postgres")) if b"limn_" in _command(pid)]
        if victim == "stub":
            return [pid for pid, life in _children(ready.get("triton")) if life != "Z"]
        return [pid] if (pid := ready.get(victim)) else []

    async def _until(self, condition: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + STUCK
        while not condition():
            if time.monotonic() > deadline:
                self.journal.complaints.append(f"no {what} within {STUCK:.0f} s")
                raise TimeoutError
            await asyncio.sleep(0.01)

    async def evidence(self, resting: float = RESTING) -> Evidence:
        """Everything there is to judge, once all is at rest."""
        if not await self.watcher.rests(resting):
            lost = self.watcher.unfinished
            self.journal.complaints.append(f"{lost} renders without an end, or views that stay behind")
        found = await gather(self.data, self.watcher.conninfo)
        found.calm = self.calm
        return found

    def counts(self) -> dict[str, float]:
        """What was done, in numbers."""
        return {
            "kills": self.kills.total(),
            **self.mishaps,
            "acknowledged": len(self.journal.told),
            "renders": len(self.watcher.owners),
            "unknown": self.journal.unknown.total(),
            **{f"killed {name}": number for name, number in sorted(self.kills.items())},
            **{f"met {name}": number for name, number in sorted(self.journal.trouble.items())},
        }


async def rebuilding(data: Path) -> None:
    """Fold a view again, in a process that may die of it."""
    variables = environment(LIMN_DATA=str(data), LIMN_TORTURE=str(orders(data)), PYTHONPATH=str(ROOT))
    argv = (sys.executable, "-m", "tests.torture.child", "rebuild", "posts", "--json")
    process = await asyncio.create_subprocess_exec(*argv, env=variables, stdout=DEVNULL, stderr=DEVNULL)
    await process.wait()


def _children(parent: int | None) -> list[tuple[int, str]]:
    return list(children(parent)) if parent else []


def _command(pid: int) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


async def run(seed: int, size: int, *, control: str | None = None) -> Report:
    """Kill `size` times while twice as many pictures are asked for; with a control, without one guard."""
    began, report = time.monotonic(), Report(f"kills without {control}" if control else "kills", seed)
    with tempfile.TemporaryDirectory(prefix="limn-torture-", ignore_cleanup_errors=True) as folder:
        data = Path(folder) / "data"
        with tortured(data) as system:
            campaign = Campaign(data, system, seed)
            await campaign.join()
            if control:
                guards.remove(orders(data), control)
            with suppress(TimeoutError):
                async with campaign.load():
                    await campaign.begin_calmly()
                    await _many(campaign, size, guards.CONTROLS[control].victims if control else None)
            report.complaints = judge(await campaign.evidence(15.0 if control else RESTING), campaign.journal)
            report.counts = campaign.counts()
            system.process.terminate()
            with suppress(AssertionError):
                await asyncio.to_thread(system.until_gone, 20)
            report.complaints += [f"still running: process {pid}" for pid in system.processes()]
    report.seconds = time.monotonic() - began
    return report


async def _many(campaign: Campaign, size: int, victims: Sequence[str] | None) -> None:
    """Kill so often; only some victims, and none if that is empty."""
    names, weights = (victims, None) if victims is not None else (list(VICTIMS), list(VICTIMS.values()))
    began = said = time.monotonic()
    while names and (campaign.happened < size or campaign.world.asked < RENDERS_A_KILL * size):
        await campaign.kill(campaign.chance.choices(names, weights)[0])
        await campaign.answered()
        if time.monotonic() - said > SAY_EVERY:
            said = time.monotonic()
            rate = campaign.happened / (said - began)
            acts, ended = len(campaign.journal.told), len(campaign.watcher.ended)
            told = (
                f"{campaign.happened} of {size}, {rate:.2f} a second, {(size - campaign.happened) / rate:.0f} s to go"
            )
            print(f"{said - began:.0f} s: {told}; {acts} acts, {ended} renders ended", flush=True)  # noqa: T201
