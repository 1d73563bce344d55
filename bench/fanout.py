"""B7, B8, B9: one like on the screens of a thousand signed-in people, beside graphql-ws with ws on Node.js.

Both serve the app's own document over one schema, each to a crowd in a process of its own; one person in twenty blocks
somebody, half of them the author. Likes come one by one at a fixed rate, in rounds that take turns. Ours are real:
asked for over HTTP, on disk, folded, with limits and tracing on. Theirs are payloads of the same words, handed to a
pub/sub.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import monotonic
from typing import Any

import httpx
import msgspec

from bench.audience import Hall, Shown
from bench.harness import machine, percentile, write
from bench.interfaces import cpu, sink
from bench.memory import pss
from bench.people import Person, gather
from bench.screens import share
from bench.system import System, system
from infra.cli.client import Client
from infra.node import find_node
from infra.operations import LIKE

PEER = Path(__file__).with_name("peers_node") / "live"
SCHEMA = Path(__file__).parents[1] / "api" / "schema.graphql"
DOCUMENT = (PEER / "feedChanges.graphql").read_text()
POST = "query Post($id: ID!) { post(id: $id) { ...Listed } }\n" + DOCUMENT[DOCUMENT.index("fragment") :]
VARIABLES = {"feed": "LATEST", "tag": None}

LIKES = 25
"""In a round."""
ROUNDS = 5
FIGURES = {"cpu_us": ("B7", 0.6, 0.3), "p99_ms": ("B8", 1.0, 0.5)}
"""The floor and the aim of the ratio of ours to theirs; less is better."""
MEMORY_KB = (32, 8)
"""B9: the same, of kilobytes."""

Act = Callable[[int], Awaitable[object]]


@dataclass
class Contender:
    """A server with its crowd.

    act    make the like of a number happen
    likes  so many have happened
    """

    name: str
    pid: int
    crowd: subprocess.Popen[str]
    act: Act
    idle_kb: float
    screens: int
    likes: int = 0
    rounds: list[dict[str, float]] = field(default_factory=list)


def main(people: int = 1_000, rate: int = 5_000) -> None:
    """Start both, let them take turns with so many messages a second, print, keep."""
    with ExitStack() as stack:
        collector = stack.enter_context(sink())
        running = stack.enter_context(system(LIMN_RATE_LIMITS="on", LIMN_OTLP_ENDPOINT=collector))
        everybody, post = asyncio.run(prepare(running, people))
        contenders = [
            stack.enter_context(ours(running, everybody, post["id"])),
            stack.enter_context(theirs(Path(running.data), everybody, post)),
        ]
        for number in range(ROUNDS + 1):
            for one in contenders:
                facts = asyncio.run(play(one, LIKES, people / rate))
                if number:  # the first is to warm up
                    one.rounds.append(facts)
                    print(f"  round {number}: {one.name:<12}", told(facts), flush=True)
    report(contenders, people, rate)


async def prepare(running: System, people: int) -> tuple[list[Person], dict[str, Any]]:
    """People with their sessions and blocks, and a post as the stream shows it."""
    everybody = await gather(running, people)
    async with Client(running.http, everybody[0].token) as author:
        post = await share(author)
        return everybody, (await author.ask(POST, id=post))["post"]


@contextmanager
def ours(running: System, everybody: Sequence[Person], post: str) -> Iterator[Contender]:
    """Limn, whose likes are its own."""
    likers = [one for one in everybody if not one.blocks]

    async def act(number: int) -> None:
        async with Client(running.http, likers[number].token) as client:
            await client.ask(LIKE, input={"postId": post})

    programs = json.loads((Path(running.data) / "run" / "state.json").read_text())["programs"]
    pid = next(program["pid"] for program in programs if program["name"] == "api")
    port = int(running.http.rpartition(":")[2])
    with crowd("Limn", pid, port, everybody, act) as contender:
        yield contender


@contextmanager
def theirs(folder: Path, everybody: Sequence[Person], post: dict[str, Any]) -> Iterator[Contender]:
    """graphql-ws, which is fed."""
    if not (PEER / "node_modules").is_dir():
        subprocess.run([*find_node().npm, "ci", "--silent"], cwd=PEER, check=True)
    known = folder / "people.json"
    known.write_bytes(msgspec.json.encode(everybody))
    argv = [str(find_node().node), "server.mjs", str(SCHEMA), str(known)]
    told = {"NODE_ENV": "production"}
    with subprocess.Popen(argv, cwd=PEER, env=told, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        port = int(process.stdout.readline())

        async def act(number: int) -> None:
            shown = post | {"likeCount": number}
            delta = {"position": str(number), "reset": False, "changes": [changed(shown)]}
            async with httpx.AsyncClient(timeout=60) as client:
                (await client.post(f"http://127.0.0.1:{port}/", json=delta)).raise_for_status()

        try:
            with crowd("graphql-ws", process.pid, port, everybody, act) as contender:
                yield contender
        finally:
            process.terminate()


def changed(post: dict[str, Any]) -> dict[str, Any]:
    """An element of a delta."""
    return {"kind": "UPDATED", "postId": post["id"], "post": post}


@contextmanager
def crowd(name: str, pid: int, port: int, everybody: Sequence[Person], act: Act) -> Iterator[Contender]:
    """Everybody connects; what that took of the server's memory is its figure of the idle."""
    hall = Hall(port, [f"Bearer {one.token}" for one in everybody], DOCUMENT, dict(VARIABLES))
    before, argv = pss(pid), [sys.executable, "-m", "bench.audience"]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin and process.stdout
        try:
            print(msgspec.json.encode(hall).decode(), file=process.stdin, flush=True)
            assert process.stdout.readline() == "ready\n", "everybody listens"
            idle = (pss(pid) - before) * 1024 / len(everybody)
            print(f"  {name}: {idle:.1f} KB for each idle subscriber", flush=True)
            yield Contender(name, pid, process, act, idle, sum(not one.parted for one in everybody))
        finally:
            process.terminate()


async def play(one: Contender, likes: int, period: float) -> dict[str, float]:
    """A round: CPU for each message, and how long each was under way."""
    assert one.crowd.stdin and one.crowd.stdout
    loop, sent, used = asyncio.get_running_loop(), dict[int, float](), cpu(one.pid)
    begun = monotonic()
    async with asyncio.TaskGroup() as tasks:
        for turn in range(likes):
            await asyncio.sleep(begun + turn * period - monotonic())
            one.likes += 1
            sent[one.likes] = monotonic()
            tasks.create_task(_acted(one.act(one.likes)))
    print(one.likes, one.screens, file=one.crowd.stdin, flush=True)
    line = await loop.run_in_executor(None, one.crowd.stdout.readline)
    shown = msgspec.json.decode(line, type=Shown)
    used = cpu(one.pid) - used
    taken = [at - sent[like] for like, times in shown.arrived.items() for at in times]
    return {
        "cpu_us": used / shown.messages * 1e6,
        **{f"p{int(share * 100)}_ms": percentile(taken, share) * 1e3 for share in (0.5, 0.95, 0.99)},
        "messages": shown.messages,
        "of": likes * one.screens,
        "bytes": shown.size / shown.messages,
    }


async def _acted(act: Awaitable[object]) -> None:
    await act


def report(contenders: Sequence[Contender], people: int, rate: int) -> None:
    """Medians, ratios, what was hoped for."""
    medians = {one.name: {key: median(each[key] for each in one.rounds) for key in one.rounds[0]} for one in contenders}
    us, them = contenders
    ratios = {}
    for key, (figure, floor, aim) in FIGURES.items():
        each = [a[key] / b[key] for a, b in zip(us.rounds, them.rounds, strict=True)]
        ratios[figure] = {"ratio": median(each), "range": [min(each), max(each)], "floor": floor, "aim": aim}
    for one in contenders:
        print(f"{one.name:<12}", told(medians[one.name]), f"{one.idle_kb:.1f} KB idle")
    for figure, facts in ratios.items():
        print(f"{figure}: {facts}")
    print(f"B9: {us.idle_kb:.1f} KB, at most {MEMORY_KB[0]}, aim {MEMORY_KB[1]}; {machine()}")
    write(
        "fanout",
        {
            "name": "fanout",
            "title": "B7, B8, B9: one like on many screens",
            "sizes": {"people": people, "likes": LIKES, "rounds": ROUNDS, "messages_per_second": rate},
            "machine": machine(),
            "contenders": {one.name: medians[one.name] | {"idle_kb": one.idle_kb} for one in contenders},
            "ratios": ratios,
        },
    )


def told(facts: Mapping[str, float]) -> str:
    """Facts in a line."""
    return "  ".join(f"{key} {value:,.1f}" for key, value in facts.items())


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
