"""B10: pictures per second with a model of fixed 200 ms and 8 in flight, against the same calls on Triton directly.

Also the worker's CPU for a picture, less what the encoders took.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from uuid import UUID, uuid4

from bench.harness import Benchmark, Sample
from bench.place import fresh_database, postgres
from domain.log import Append
from domain.renders import ImageRendered, Params, Render
from inference.finishing import finished
from inference.triton import PaintRequest, Picture, TritonPainter
from infra.keyring import Keyring
from infra.log import PostgresLog, open_log
from infra.servers.redis import RedisServer
from infra.servers.triton import TritonServer
from infra.worker.process import Places
from tests.databases import Database
from tests.infra.worker.rig import following

IN_FLIGHT = 8
AHEAD = 4
"""Renders that a worker takes besides those that are painted: their pictures are finished meanwhile."""
PICTURES = 120
SIDE = 256
PROMPT = "takes 0.2"
MODELS = Path(__file__).parents[1] / "tests" / "infra" / "worker" / "models"
TICK = os.sysconf("SC_CLK_TCK")


@contextmanager
def triton(folder: Path) -> Iterator[str]:
    """A Triton with eight instances of the model that takes as long as it is told; its address."""
    models = folder / "models"
    shutil.copytree(MODELS, models)
    config = models / "painter" / "config.pbtxt"
    config.write_text(config.read_text().replace("count: 2", f"count: {IN_FLIGHT}"))
    server = TritonServer(models, folder / "triton", folder / "log")
    server.start()
    try:
        yield server.address
    finally:
        server.stop()


@contextmanager
def worker(places: Places) -> Iterator[int]:
    """A worker process with eight slots; its process id."""
    told = (places.conninfo, places.redis, places.triton, str(places.data), str(IN_FLIGHT + AHEAD))
    with subprocess.Popen([sys.executable, "-m", "tests.infra.worker.child", *told]) as process:
        try:
            yield process.pid
        finally:
            process.terminate()


def cpu(pid: int) -> float:
    """CPU seconds a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


@dataclass(slots=True)
class Place:
    """Everything that is measured on."""

    places: Places
    database: Database
    worker: int
    rounds: int = 0

    def ours(self) -> Sample:
        """Prompts into the log, pictures out of it."""
        self.rounds += 1
        return asyncio.run(self._ours())

    async def _ours(self) -> Sample:
        async with open_log(self.database.api) as log:
            keyring, before = Keyring(self.places.data / "keyring"), await log.head()
            await asyncio.gather(*(submit(log, keyring, seed) for seed in range(IN_FLIGHT)))  # warms up
            await rendered(log, before, IN_FLIGHT)
            before, used, began = await log.head(), cpu(self.worker), perf_counter()
            await asyncio.gather(*(submit(log, keyring, seed + self.rounds * 1000) for seed in range(PICTURES)))
            await rendered(log, before, PICTURES)
            return Sample(PICTURES, perf_counter() - began, cpu(self.worker) - used)

    def directly(self) -> Sample:
        """The same calls of the model."""
        return asyncio.run(self._directly())

    async def _directly(self) -> Sample:
        painter, gate = TritonPainter(self.places.triton), asyncio.Semaphore(IN_FLIGHT)

        async def paint(seed: int) -> None:
            async with gate:
                async for _ in painter.paint(PaintRequest(PROMPT, "", SIDE, SIDE, 1, seed, "painter")):
                    pass

        await asyncio.gather(*(paint(seed) for seed in range(IN_FLIGHT)))
        began = perf_counter()
        await asyncio.gather(*(paint(seed) for seed in range(PICTURES)))
        seconds = perf_counter() - began
        await painter.close()
        return Sample(PICTURES, seconds)


async def submit(log: PostgresLog, keyring: Keyring, seed: int) -> UUID:
    """One prompt, as the API appends it."""
    owner = uuid4()
    sealed = keyring.seal(owner, {"prompt": PROMPT, "negative_prompt": ""})
    render = Render.submit(uuid4(), owner, Params(SIDE, SIDE, 1, seed, "painter"), None, sealed)
    await log.append(Append(render.id, render.collect_events()))
    return render.id


async def rendered(log: PostgresLog, after: int, count: int) -> None:
    """Wait until so many pictures are in the log after a position, and check that none is there twice."""
    while True:
        found = await log.read(after, 10 * count, [ImageRendered.TOPIC])
        if len(found) >= count:
            assert len({item.event.subject for item in found}) == len(found) == count
            return
        await asyncio.sleep(0.02)


def main() -> None:
    """Measure, print, keep."""
    picture = Picture(bytes(SIDE * SIDE * 3), SIDE, SIDE, "", "painter", "1", 0.0)
    encoders = median(finished(picture).cpu_seconds for _ in range(9))
    with tempfile.TemporaryDirectory(prefix="limn-bench-") as name, postgres() as server, triton(Path(name)) as address:
        redis = RedisServer(Path(name), Path(name))
        redis.start()
        database = Database.on(server, fresh_database(server))
        places = Places(database.worker, redis.url, address, Path(name) / "data")
        with following(database, redis.url), worker(places) as pid:
            place = Place(places, database, pid)
            result = Benchmark(
                name="rendering_rate",
                title="B10: pictures per second, a model of 200 ms, 8 in flight",
                contenders={"through everything": place.ours, "Triton itself": place.directly},
                against=["Triton itself"],
                floor=0.9,
                aim=0.98,
                sizes={"pictures": PICTURES, "side": SIDE, "encoders_ms": round(encoders * 1e3, 1)},
            )
            result.run()
        redis.stop()
    print(f"of the worker's CPU for a picture the encoders take {encoders * 1e3:.1f} ms; the rest: floor 15, aim 5 ms")


if __name__ == "__main__":
    main()
