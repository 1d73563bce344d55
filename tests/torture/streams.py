"""Clients of both transports that are cut off thousands of times while sixteen writers write and the API is killed.

`events` must be exact from each client's last position; feeds must equal the log's fold at every delta. Beside them
stand readers that never read: the API parts with them, and its memory stays bounded.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import tempfile
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psycopg
from websockets.exceptions import WebSocketException

from domain.identity import position_text
from domain.log import Recorded
from domain.posts import Visibility
from infra.addresses import Addresses
from infra.log import PostgresLog, open_log
from infra.settings import Settings
from infra.supervisor.state import Phase
from tests.api.realtime.clients import Element, Errors, over_sse, over_websocket
from tests.api.realtime.resuming import EVENTS, FEED, differences, exact
from tests.projections.world import World
from tests.torture import guards, stalled
from tests.torture.report import Report
from tests.torture.system import orders, state, tortured

WRITERS = 16
REST = 0.25
"""Seconds a writer rests between two acts, on average."""
READERS = 4
"""Of each transport and each kind of stream; every second one is slow."""
KILL_EVERY = 200
"""Disconnects between two kills of the API."""
PATIENCE = 60.0
QUIET = 10.0
"""Seconds without an element after which a reader has all there is."""
SILENCE = 120.0
"""Seconds without an element after which a reader gives up: its server has long been started anew."""

Subscribe = Callable[..., AsyncGenerator[Element, None]]
GONE = (OSError, httpx.HTTPError, WebSocketException, Errors, EOFError)
"""How a stream ends when its server is killed."""


@dataclass
class Reader:
    """A client that goes on from where it was."""

    address: str
    subscribe: Subscribe
    query: str
    chance: random.Random
    slow: bool
    last: str
    got: list[dict[str, Any]] = field(default_factory=list)
    cuts: int = 0

    async def live(self, cuts: int) -> None:
        """Be cut off so many times, each time after a few elements, by oneself or by the death of the server."""
        heard = time.monotonic()
        while self.cuts < cuts and time.monotonic() < heard + SILENCE:
            before = len(self.got)
            with suppress(*GONE, TimeoutError):
                await self.read(self.chance.randrange(1, 5), QUIET)
            if len(self.got) > before:
                self.cuts += 1
                heard = time.monotonic()
            else:  # who was not connected was not cut off
                await asyncio.sleep(REST)

    async def catch_up(self, head: int) -> None:
        """Take everything that is left, until nothing more comes, or a position is reached."""
        before = ""
        while int(self.last) < head and self.last != before:
            before = self.last
            with suppress(*GONE, TimeoutError):
                await self.read(1_000_000, QUIET, head)

    async def read(self, elements: int, seconds: float, head: int | None = None) -> None:
        """Take some elements, or all up to a position; TimeoutError where none comes for so long."""
        host = self.address.removeprefix("http://")
        async with aclosing(self.subscribe(host, self.query, {"after": self.last})) as stream:
            for _ in range(elements):
                element = await asyncio.wait_for(anext(stream), seconds)
                (value,) = element.data.values()
                self.got.append(value)
                self.last = value["position"]
                if head is not None and int(self.last) >= head:
                    return  # a quiet feed says now and then where it is, and would never end
                if self.slow:
                    await asyncio.sleep(self.chance.uniform(0, 0.1))


@asynccontextmanager
async def writing(log: PostgresLog) -> AsyncIterator[None]:
    """Sixteen writers like, share and take back, as long as the block lasts."""
    world = World(log)
    authors = [await world.person(f"writer{number}") for number in range(WRITERS)]
    shared = [(author, await world.post(author, shown)) for author in authors for shown in Visibility]

    async def write(number: int) -> None:
        chance, actor, own = random.Random(number), authors[number], list[Any]()
        while True:
            author, post = chance.choice(shared)
            await world.like(actor, post, author)
            if chance.random() < 0.4:
                await world.unlike(actor, post, author)
            if chance.random() < 0.1:
                own.append(await world.post(actor))
            if own and chance.random() < 0.08:
                await world.remove(actor, own.pop())
            await asyncio.sleep(chance.uniform(0, 2 * REST))

    tasks = [asyncio.create_task(write(number)) for number in range(WRITERS)]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        ends = await asyncio.gather(*tasks, return_exceptions=True)
        assert all(isinstance(end, asyncio.CancelledError) for end in ends), ends


async def run(seed: int, size: int, *, control: str | None = None) -> Report:
    """`size` disconnects in all, and then the readers that never read; with a control, without one guard."""
    began, report = time.monotonic(), Report(f"streams without {control}" if control else "streams", seed)
    with tempfile.TemporaryDirectory(prefix="limn-torture-", ignore_cleanup_errors=True) as folder:
        data = Path(folder) / "data"
        with tortured(data, workers=0):  # the pictures of this world are made by hand
            if control:
                guards.remove(orders(data), control)
            async with open_log(Addresses.of(Settings(data=data)).conninfo("limn_api")) as log:
                await _cut_off(data, log, seed, size, report)
                await stalled.stall(lambda: api(data), state(data).http, log, report)
    report.seconds = time.monotonic() - began
    return report


async def _cut_off(data: Path, log: PostgresLog, seed: int, size: int, report: Report) -> None:
    begins = await log.head()
    kinds = [(transport, query) for transport in (over_websocket, over_sse) for query in (EVENTS, FEED)] * READERS
    address, last = state(data).http, position_text(begins)
    readers = [
        Reader(address, *kind, random.Random(seed * 100 + number), slow=number >= len(kinds) // 2, last=last)
        for number, kind in enumerate(kinds)
    ]
    async with writing(log):
        killing = asyncio.create_task(_kill_now_and_then(data, readers, report))
        each = size // len(readers)
        await asyncio.gather(*(reader.live(each) for reader in readers))
        killing.cancel()
    head = await _settled(data)
    rows = await _all(log)
    await asyncio.gather(*(reader.catch_up(head) for reader in readers))
    for reader in readers:
        if reader.cuts < each:
            report.complaints.append(f"a reader heard nothing for {SILENCE:.0f} s: {_told(reader)}")
        _judge(reader, begins, rows, report)
    report.counts |= {"disconnects": sum(reader.cuts for reader in readers), "events": head - begins}
    report.counts["elements"] = sum(len(reader.got) for reader in readers)


def _judge(reader: Reader, begins: int, rows: list[Recorded], report: Report) -> None:
    if reader.query == EVENTS:
        if not exact([int(element["position"]) for element in reader.got], rows, begins):
            report.complaints.append(f"events are not exact: {_told(reader)}")
    elif wrong := differences(reader.got, [row for row in rows if row.position > begins]):
        report.complaints.append(f"{wrong} of {len(reader.got)} deltas differ from the fold: {_told(reader)}")


def _told(reader: Reader) -> str:
    return f"{reader.subscribe.__name__}, {'slow' if reader.slow else 'quick'}"


async def _kill_now_and_then(data: Path, readers: list[Reader], report: Report) -> None:
    """Kill the API each time that the readers were cut off so often."""
    killed = 0
    while True:
        cuts = sum(reader.cuts for reader in readers)
        if cuts >= (killed + 1) * KILL_EVERY and (pid := api(data)):
            os.kill(pid, signal.SIGKILL)
            killed += 1
            report.counts["killed api"] = killed
            print(f"{cuts} cuts, {sum(len(reader.got) for reader in readers)} elements", flush=True)  # noqa: T201
        await asyncio.sleep(0.05)


def api(data: Path) -> int:
    """The process of the API, zero while it is not ready."""
    programs = state(data).programs
    return next((p.pid for p in programs if p.name == "api" and p.phase is Phase.READY and p.pid), 0)


async def _settled(data: Path) -> int:
    """Wait until the API answers and has seen all there is; the log's head."""
    query = "SELECT head.position, checkpoint.position FROM log.head, views.checkpoint WHERE name = 'serving'"
    conninfo = Addresses.of(Settings(data=data)).conninfo("limn_engine")
    async with asyncio.timeout(PATIENCE), await psycopg.AsyncConnection.connect(conninfo, autocommit=True) as database:
        while True:
            ((head, folded),) = await (await database.execute(query)).fetchall()
            if head == folded and api(data):
                return int(head)
            await asyncio.sleep(0.05)


async def _all(log: PostgresLog) -> list[Recorded]:
    rows: list[Recorded] = []
    while page := await log.read(rows[-1].position if rows else 0, 5_000):
        rows += page
    return rows
