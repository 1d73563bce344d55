"""Real servers around a worker, and what a test wants to say to them."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from domain.log import Append
from domain.renders import Params, Render, RenderStatus
from infra.dispatch import RedisDispatch
from infra.engine import Folds, Follower
from infra.folds import LogSource
from infra.keyring import Keyring
from infra.log import PostgresLog, open_log
from infra.servers.process import entered
from infra.worker.process import Places
from projections.policies.dispatch import dispatching
from projections.policy import PolicyRunner
from tests.databases import Database

PATIENCE = 45.0
ROOT = Path(__file__).parents[3]


async def until(condition: Callable[[], Awaitable[bool]], seconds: float = PATIENCE) -> None:
    """Wait for a condition; TimeoutError when it does not come true."""
    async with asyncio.timeout(seconds):
        while True:
            if await condition():
                return
            await asyncio.sleep(0.02)


@dataclass(frozen=True, slots=True)
class Rig:
    """A system without its worker."""

    places: Places
    database: Database
    log: PostgresLog
    keyring: Keyring

    async def submit(self, prompt: str, *, negative: str = "", steps: int = 4, seed: int = 7) -> UUID:
        """Ask for a picture, as a person of its own; the render's id."""
        owner = uuid4()
        words: dict[str, str | None] = {"prompt": prompt, "negative_prompt": negative}
        params = Params(256, 256, steps, seed, "painter")
        render = Render.submit(uuid4(), owner, params, None, self.keyring.seal(owner, words))
        await self.log.append(Append(render.id, render.collect_events()))
        return render.id

    async def cancel(self, render_id: UUID) -> None:
        """As the owner would."""
        render = await self.render(render_id)
        render.cancel(render.owner)
        await self.log.append(Append(render.id, render.collect_events()))

    async def render(self, render_id: UUID) -> Render:
        """As the log has it now."""
        render = await self.log.load(Render, render_id)
        assert render is not None
        return render

    async def reached(self, render_id: UUID, *status: RenderStatus) -> Render:
        """Wait until a render is in one of these states."""

        async def there() -> bool:
            return (await self.render(render_id)).status in status

        await until(there)
        return await self.render(render_id)

    async def story(self, render_id: UUID) -> list[str]:
        """The topics of a render's events, in order."""
        recorded = await self.log.read(0, 10_000)
        return [item.event.TOPIC for item in recorded if item.event.originator_id == render_id]


@asynccontextmanager
async def open_rig(database: Database, redis: str, triton: str, data: Path) -> AsyncIterator[Rig]:
    """A log, views that follow it, and messages for every new prompt."""
    places = Places(database.worker, redis, triton, data)
    async with open_log(database.api) as log:
        with following(database, redis):
            yield Rig(places, database, log, Keyring(data / "keyring"))


@contextmanager
def following(database: Database, redis: str) -> Iterator[None]:
    """Folds and the dispatching policy, as the engine runs them; they follow from here on.

    A policy that begins after the first prompt takes it for the past, and it is the sweeper who finds it.
    """
    stop = threading.Event()
    dispatch, conninfo = RedisDispatch(redis), database.engine
    policy, source = dispatching(dispatch), LogSource(conninfo)
    followers = [
        Follower(conninfo, "folds", lambda connection: Folds(connection, conninfo).step),
        Follower(conninfo, "dispatch", lambda connection: PolicyRunner(connection, source, policy).step),
    ]
    begun = [threading.Event() for _ in followers]
    threads = [
        threading.Thread(target=follower.run, args=(stop, begins.set))
        for follower, begins in zip(followers, begun, strict=True)
    ]
    for thread in threads:
        thread.start()
    try:
        assert all(begins.wait(PATIENCE) for begins in begun)
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()
        dispatch.close()


@contextmanager
def child(places: Places, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A worker in a process of its own, killed at the end, however that comes."""
    told = (places.conninfo, places.redis, places.triton, str(places.data))
    argv = entered([sys.executable, "-m", "tests.infra.worker.child", *told], signal.SIGKILL, "same")
    with log.open("ab") as output:
        process = subprocess.Popen(argv, cwd=ROOT, stdout=output, stderr=output, env=dict(os.environ))
    try:
        yield process
    finally:
        process.kill()
        process.wait()
