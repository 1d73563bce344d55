"""What tracing costs a like: three interfaces over one system, one untraced, two that send spans to a sink here."""

from __future__ import annotations

import asyncio
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

import httpx

from bench.fanout import _post as post
from bench.harness import Benchmark, Sample
from bench.system import System, system
from infra.cli.client import Client
from infra.cli.operations import LIKE, REGISTER
from infra.servers.ports import free_ports

PEOPLE = 16
LIKES = 100
"""Each of them likes, or takes back, so often in a round."""
UNLIKE = LIKE.replace("likePost", "unlikePost").replace("Like", "Unlike", 1)
WARM_UP = 20
ROUNDS = 7
RATIOS = {"traced, 1 of 10": "0.1", "traced, all": "1.0"}


def main() -> None:
    """Interleaved rounds of likes against each interface."""
    with ExitStack() as stack:
        collector = stack.enter_context(sink())
        running = stack.enter_context(system(LIMN_OTLP_ENDPOINT=collector, LIMN_TRACE_RATIO="0"))
        addresses = {"untraced": stack.enter_context(interface(running))} | {
            name: stack.enter_context(interface(running, LIMN_OTLP_ENDPOINT=collector, LIMN_TRACE_RATIO=ratio))
            for name, ratio in RATIOS.items()
        }
        tokens, liked = asyncio.run(prepare(running.http))
        for name, address in addresses.items():
            asyncio.run(likes(address, tokens, liked, WARM_UP))
            print(f"  warm: {name}")
        for name, ratio in RATIOS.items():
            contenders = {one: round_of(addresses[one], tokens, liked) for one in (name, "untraced")}
            Benchmark(
                f"tracing_{ratio.replace('.', '_')}",
                "Likes a second over HTTP",
                contenders,
                ["untraced"],
                floor=0.95,
                aim=1.0,
                rounds=ROUNDS,
                sizes={"people": PEOPLE, "likes": PEOPLE * LIKES},
            ).run()


def round_of(address: str, tokens: Sequence[str], liked: str) -> Callable[[], Sample]:
    """One round against one interface."""

    def run() -> Sample:
        begun = perf_counter()
        latencies = asyncio.run(likes(address, tokens, liked, LIKES))
        return Sample(len(latencies), perf_counter() - begun, latencies=latencies)

    return run


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
def interface(running: System, **variables: str) -> Iterator[str]:
    """One more API process of a running system; its address."""
    (port,) = free_ports(1)
    told = {name: value for name, value in os.environ.items() if not name.startswith("LIMN_")} | variables
    told |= {"LIMN_DATA": running.data, "LIMN_HTTP_PORT": str(port), "LIMN_RATE_LIMITS": "off"}
    log = (Path(running.data) / "log" / f"api-{port}.log").open("w")
    with log, subprocess.Popen([sys.executable, "-m", "infra.run", "api"], env=told, stderr=log) as process:
        try:
            address = f"http://127.0.0.1:{port}"
            asyncio.run(ready(address))
            yield address
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
