"""API processes beside a system, what they cost, and a sink for what they trace."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import httpx

from bench.system import System
from infra.servers.ports import free_ports

TICK = 1 / os.sysconf("SC_CLK_TCK")


class Interface(NamedTuple):
    """A server's process: where it listens."""

    address: str
    pid: int


@contextmanager
def interface(running: System, *prefix: str, **variables: str) -> Iterator[Interface]:
    """One more API process of a running system, without limits unless told.

    prefix  what its command line begins with, such as `taskset`
    """
    (port,) = free_ports(1)
    told = {name: value for name, value in os.environ.items() if not name.startswith("LIMN_")}
    told |= {"LIMN_DATA": running.data, "LIMN_HTTP_PORT": str(port), "LIMN_RATE_LIMITS": "off"} | variables
    argv = [*prefix, sys.executable, "-m", "infra.run", "api"]
    log = (Path(running.data) / "log" / f"api-{port}.log").open("w")
    with log, subprocess.Popen(argv, env=told, stderr=log) as process:
        try:
            address = f"http://127.0.0.1:{port}"
            asyncio.run(ready(address))
            yield Interface(address, process.pid)
        finally:
            process.terminate()


async def ready(address: str) -> None:
    """Wait until it answers."""
    async with httpx.AsyncClient(base_url=address) as client, asyncio.timeout(60):
        while True:
            try:
                if (await client.get("/readyz")).status_code == httpx.codes.OK:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.2)


def cpu(pid: int) -> float:
    """Seconds that a process has had of a processor, with those of its children that have ended."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) * TICK


@contextmanager
def sink() -> Iterator[str]:
    """A collector that reads what it is sent and keeps nothing; its address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            self.send_response(200)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
