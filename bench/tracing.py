"""What tracing costs a like: three interfaces over one system, one untraced, two that send spans to a sink here.

Compared is the CPU that the interface and the engine take for a like, because others' work on the machine changes how
long a like takes, and hardly what it costs.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter

import httpx

from bench.harness import Benchmark, Sample
from bench.interfaces import Interface, cpu, interface, sink
from bench.screens import share as post
from bench.system import system
from infra.cli.client import Client
from infra.operations import LIKE, REGISTER

PEOPLE = 16
LIKES = 40
"""Each of them likes, or takes back, so often in a round."""
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


def round_of(one: Interface, engine: int, tokens: Sequence[str], liked: str) -> Callable[[], Sample]:
    """One round against one interface."""

    def run() -> Sample:
        begun = cpu(one.pid) + cpu(engine)
        latencies = asyncio.run(likes(one.address, tokens, liked, LIKES))
        return Sample(len(latencies), cpu(one.pid) + cpu(engine) - begun, latencies=latencies)

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


if __name__ == "__main__":
    main()
