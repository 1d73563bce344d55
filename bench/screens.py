"""B12: a like on one client to the other's screen, over real HTTP and WebSocket, alone and in an audience."""

from __future__ import annotations

import asyncio
import json
from asyncio import Queue
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Any
from uuid import uuid4

from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from bench.harness import machine, percentile, write
from bench.system import system
from infra.cli.client import Client
from infra.operations import PROGRESS, REGISTER, SHARE, SUBMIT

AUDIENCES = (1, 20, 100)
LIKES = 100
FLOOR_MS, AIM_MS = 250, 50

ACT = "mutation Act($input: PostRef!) { %s(input: $input) { position userErrors { message } } }"
FEED = """subscription Feed { feedChanges { position changes { kind postId post {
  id likeCount commentCount caption altText createdAt changedAt author { handle displayName }
  image { url width height placeholder } } } } }"""


@dataclass(frozen=True, slots=True)
class Seen:
    """What one screen showed: a position, its likes, and when."""

    position: str
    likes: int
    at: float


async def measure(address: str, audience: int) -> tuple[list[float], list[float]]:
    """Seconds from the click to each screen of an audience, and to the durable answer, for one like after the other."""
    seen: Queue[Seen] = Queue()
    async with AsyncExitStack() as stack:
        maker = await stack.enter_async_context(Client(address))
        liker = await stack.enter_async_context(Client(address))
        await _join(maker)
        await _join(liker)
        post = await share(maker)
        for _ in range(audience):
            await stack.enter_async_context(_screen(address, liker.token or "", post, seen))
        taken, answered = list[float](), list[float]()
        for number in range(LIKES):
            began = perf_counter()
            await liker.ask(ACT % ("unlikePost" if number % 2 else "likePost"), input={"postId": post})
            answered.append(perf_counter() - began)
            screens = [await asyncio.wait_for(seen.get(), 10) for _ in range(audience)]
            assert {screen.likes for screen in screens} == {(number + 1) % 2}, "every screen shows the true count"
            taken += [screen.at - began for screen in screens]
        return taken, answered


@asynccontextmanager
async def _screen(address: str, token: str, post: str, seen: Queue[Seen]) -> AsyncIterator[None]:
    url = address.replace("http://", "ws://") + "/graphql"
    async with connect(url, subprotocols=[Subprotocol("graphql-transport-ws")], compression=None) as socket:
        await socket.send(json.dumps({"type": "connection_init", "payload": {"authorization": f"Bearer {token}"}}))
        await socket.recv()
        await socket.send(json.dumps({"type": "subscribe", "id": "1", "payload": {"query": FEED}}))
        await socket.recv()  # the first delta is empty: it says where the stream begins
        async with asyncio.TaskGroup() as tasks:
            watching = tasks.create_task(_watch(socket, post, seen))
            yield
            watching.cancel()


async def _watch(socket: Any, post: str, seen: Queue[Seen]) -> None:
    async for text in socket:
        at = perf_counter()
        delta = json.loads(text)["payload"]["data"]["feedChanges"]
        for change in delta["changes"]:
            if change["postId"] == post:
                seen.put_nowait(Seen(delta["position"], change["post"]["likeCount"], at))


async def _join(client: Client) -> None:
    who = {"handle": f"b_{uuid4().hex[:12]}", "displayName": "Bench", "password": uuid4().hex}
    client.token = (await client.ask(REGISTER, input=who))["register"]["token"]


async def share(client: Client) -> str:
    """A post of theirs."""
    wish = {"prompt": "a lighthouse at dusk", "width": 256, "height": 256, "steps": 1}
    render = (await client.ask(SUBMIT, input=wish))["submitPrompt"]["render"]["id"]
    async for _ in client.watch(PROGRESS, id=render):
        pass
    return str((await client.ask(SHARE, input={"renderId": render}))["sharePost"]["post"]["id"])


def summary(taken: Sequence[float]) -> Mapping[str, float]:
    """Milliseconds."""
    return {f"p{int(share * 100)}": percentile(taken, share) * 1e3 for share in (0.5, 0.95, 0.99)}


def main() -> None:
    """Measure, print, keep."""
    with system() as running:
        facts: dict[str, Mapping[str, float]] = {}
        for size in AUDIENCES:
            taken, answered = asyncio.run(measure(running.http, size))
            facts |= {f"{size} screens": summary(taken), f"{size}: the answer": summary(answered)}
    for name, milliseconds in facts.items():
        print(f"{name:<14}" + "  ".join(f"{key} {value:7.1f} ms" for key, value in milliseconds.items()))
    one = facts[f"{AUDIENCES[0]} screens"]["p95"]
    print(f"a like reaches another screen in {one:.1f} ms (p95); floor {FLOOR_MS}, aim {AIM_MS}; {machine()}")
    result = {
        "name": "screens",
        "title": "B12: a like on one client to the other's screen",
        "sizes": {"likes": LIKES, "audiences": AUDIENCES},
        "machine": machine(),
        "contenders": facts,
        "p95_ms": one,
        "floor": FLOOR_MS,
        "aim": AIM_MS,
    }
    write("screens", result)


if __name__ == "__main__":
    main()
