"""What tracing costs a like: three interfaces over one system, one untraced, two that send spans to a sink here.

Compared is the CPU that the interface and the engine take for a like, because others' work on the machine changes how
long a like takes, and hardly what it costs.
"""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import httpx

from bench.fanout import _post as post
from bench.harness import Benchmark, Sample
from bench.system import System, system
from infra.cli.client import Client
from infra.cli.operations import LIKE, REGISTER
from infra.servers.ports import free_ports

PEOPLE = 16
LIKES = 40
"""Each of them likes, or takes back, so often in a round."""
TICK = 1 / os.sysconf("SC_CLK_TCK")
UNLIKE = LIKE.replace("likePost", "unlikePost").replace("Like", "Unlike", 1)
WARM_UP = 20
ROUNDS = 5
RATIOS = {"traced, 1 of 10": "0.1", "traced, all": "1.0"}


def main() -> None:
    """Interleaved rounds of likes against each interface."""
    with ExitStack() as stack:
        collector = stack.enter_context(sink())
        running = stack.enter_context(system(LIMN_OTLP_ENDPOINT=collector, LIMN_TRACE_RATIO="0"))
        programs = json.loads((Path(running.data) / "run" / "state.json").read_text())["programs"]
        engine = next(program["pid"] for program in programs if program["name"] == "engine")
        interfaces = {"untraced": stack.enter_context(interface(running))} | {
            name: stack.enter_context(interface(running, LIMN_OTLP_ENDPOINT=collector, LIMN_TRACE_RATIO=ratio))
            for name, ratio in RATIOS.items()
        }
        tokens, liked = asyncio.run(prepare(running.http))
        for one in interfaces.values():
            asyncio.run(likes(one.address, tokens, liked, WARM_UP))
        for name, ratio in RATIOS.items():
            contenders = {one: round_of(interfaces[one], engine, tokens, liked) for one in (name, "untraced")}
            Benchmark(
                f"tracing_{ratio.replace('.', '_')}",
                "Likes over HTTP for each second of CPU of the interface and the engine",
                contenders,
                ["untraced"],
                floor=0.95,
                aim=1.0,
                rounds=ROUNDS,
                sizes={"people": PEOPLE, "likes": PEOPLE * LIKES},
            ).run()


class Interface(NamedTuple):
    """An API process: where it listens."""

    address: str
    pid: int


def round_of(one: Interface, engine: int, tokens: Sequence[str], liked: str) -> Callable[[], Sample]:
    """One round against one interface."""

    def run() -> Sample:
        begun = cpu(one.pid) + cpu(engine)
        latencies = asyncio.run(likes(one.address, tokens, liked, LIKES))
        return Sample(len(latencies), cpu(one.pid) + cpu(engine) - begun, latencies=latencies)

    return run


def cpu(pid: int) -> float:
    """Seconds that a process has had of a processor."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * TICK


async def likes(address: str, tokens: Sequence[str], liked: str, number: int) -> list[float]:
    """Everyone likes and takes back, in turn; the seconds each took."""
    taken: list[float] = []

    async def person(token: str) -> None:
        async with httpx.AsyncClient(base_url=address, headers={"authorization": f"Bearer {token}"}) as client:
            for turn in range(number):
                body = {"query": (LIKE, UNLIKE)[turn % 2], "variables": {"input": {"postId": liked}}}
                begun = perf_counter()
                answer = (await client.post("/graphql", json=body, timeout=30)).json()
                taken.append(perf_counter() - begun)
                assert "errors" not in answer, answer

    await asyncio.gather(*map(person, tokens))
    return taken


async def prepare(address: str) -> tuple[list[str], str]:
    """People, and a post that they like."""
    tokens = []
    for _ in range(PEOPLE):
        async with Client(address) as client:
            wish = {"handle": f"p{secrets.token_hex(6)}", "displayName": "P", "password": secrets.token_hex(8)}
            tokens.append(str((await client.ask(REGISTER, input=wish))["register"]["token"]))
    async with Client(address, tokens[0]) as client:
        return tokens, await post(client)


@contextmanager
def interface(running: System, **variables: str) -> Iterator[Interface]:
    """One more API process of a running system."""
    (port,) = free_ports(1)
    told = {name: value for name, value in os.environ.items() if not name.startswith("LIMN_")} | variables
    told |= {"LIMN_DATA": running.data, "LIMN_HTTP_PORT": str(port), "LIMN_RATE_LIMITS": "off"}
    log = (Path(running.data) / "log" / f"api-{port}.log").open("w")
    with log, subprocess.Popen([sys.executable, "-m", "infra.run", "api"], env=told, stderr=log) as process:
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


if __name__ == "__main__":
    main()
