"""The API in a process of its own, which a test may kill: ``python -m tests.clients.server``, told on its input."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import uvicorn

from api.http.app import create_app
from api.metrics import Metrics
from api.realtime.live import Live
from infra.servers.process import entered
from infra.serving import WIRE, Places, api_services
from infra.settings import environment

ROOT = Path(__file__).parents[2]
READY = "ready"


@dataclass
class Server:
    """The process and its address, which stays the same when it is started again."""

    places: Places
    address: str
    process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self.process = subprocess.Popen(
            entered([sys.executable, "-m", "tests.clients.server"], signal.SIGKILL, "same"),
            cwd=ROOT,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdin
        assert self.process.stdout
        with self.process.stdin as told:  # not as arguments, which every process may read
            json.dump({"address": self.address, "places": asdict(self.places)}, told, default=str)
        assert self.process.stdout.readline().strip() == READY

    def kill(self) -> None:
        """End it as a crash does: without a word to anybody."""
        if self.process:
            self.process.kill()
            self.process.wait()


@contextmanager
def serving(places: Places) -> Iterator[Server]:
    """A server on a port that nobody else gets, also while it is away."""
    with socket.socket() as reserved:
        reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        reserved.bind(("127.0.0.1", 0))
        server = Server(places, "{}:{}".format(*reserved.getsockname()))
        server.start()
        try:
            yield server
        finally:
            server.kill()


async def _serve(places: Places, address: str) -> None:
    host, _, port = address.partition(":")
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        listener.bind((host, int(port)))
        metrics = Metrics()
        async with api_services(places, metrics) as services, Live(services) as live:
            server = uvicorn.Server(uvicorn.Config(create_app(live, metrics), **{**WIRE, "lifespan": "off"}))
            serving = asyncio.create_task(server.serve([listener]))
            while not server.started:  # noqa: ASYNC110 - uvicorn has nothing to wait on
                await asyncio.sleep(0.01)
            sys.stdout.write(f"{READY}\n")
            sys.stdout.flush()
            await serving


def _places(said: dict[str, Any]) -> Places:
    return Places(**said | {name: Path(said[name]) for name in ("data", "secrets")})


if __name__ == "__main__":
    told = json.load(sys.stdin)
    asyncio.run(_serve(_places(told["places"]), told["address"]))
