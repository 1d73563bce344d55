"""R9, R10: how soon a removal is everywhere, whether answering times tell what is hidden, and what walls cost."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, contextmanager, suppress
from pathlib import Path
from statistics import median
from typing import Any

import httpx
import psycopg

from bench.harness import machine, percentile, write
from bench.system import System, system
from domain import roles
from domain.roles import Role
from infra.addresses import Addresses
from infra.cli.client import ApiError, Client
from infra.cli.roles import change
from infra.operations import CASES, CLAIM, DECIDE, FLAG, PROGRESS, REGISTER, SHARE, SUBMIT
from infra.settings import Settings

TAKEN = 30
ASKED = 400
PAGES = 200
LIMIT_SECONDS = 1.0
FEED = "subscription { feedChanges { position changes { kind postId } } }"
POST = "query ($id: ID!) { post(id: $id) { image { url } } }"
LATEST = "{ feed(first: 20) { edges { node { id caption likeCount author { handle } image { url placeholder } } } } }"
BOARD = "{ trending(first: 100) { edges { node { id } } } }"
REMOVE = "mutation ($input: PostRef!) { removePost(input: $input) { position userErrors { message } } }"
BLOCK = "mutation ($input: AccountRef!) { block(input: $input) { position userErrors { message } } }"
REASONS = {"kind": "REMOVE", "rule": "spam", "reason": "Measured."}


async def join(stack: AsyncExitStack, address: str) -> tuple[Client, str, str]:
    """Somebody new: their client, handle and account."""
    client = await stack.enter_async_context(Client(address))
    handle = f"b_{secrets.token_hex(6)}"
    who = {"handle": handle, "displayName": "Bench", "password": secrets.token_hex(16)}
    joined = (await client.ask(REGISTER, input=who))["register"]
    client.token = joined["token"]
    return client, handle, str(joined["account"]["id"])


async def share(maker: Client, **how: object) -> str:
    """A post of theirs."""
    wish = {"prompt": f"a lighthouse {secrets.token_hex(4)}", "width": 256, "height": 256, "steps": 1}
    render = (await maker.ask(SUBMIT, input=wish))["submitPrompt"]["render"]["id"]
    async for _ in maker.watch(PROGRESS, id=render):
        pass
    return str((await maker.make(SHARE, renderId=render, **how))["post"]["id"])


async def gone(until: Callable[[], Awaitable[bool]], began: float) -> float:
    """Seconds until something is so, asked again and again."""
    while not await until():
        pass
    return time.perf_counter() - began


async def taken_away(running: System) -> dict[str, list[float]]:
    """Seconds from the wish until what is taken away is gone, on each path of somebody else."""
    settings = Settings(data=Path(running.data))
    async with AsyncExitStack() as stack:
        (maker, *_), (other, *_), (desk, handle, _) = [await join(stack, running.http) for _ in range(3)]
        await change(settings, roles.grant, Role.MODERATOR, handle)
        found: dict[str, list[float]] = {}
        for number in range(2 * TAKEN):
            post = await share(maker)
            url = str((await other.ask(POST, id=post))["post"]["image"]["url"])
            path = str(httpx.URL(url).raw_path.decode())
            case = await _case(other, desk, post) if number % 2 else None
            stands = asyncio.Event()
            removed = asyncio.create_task(_left(other, post, stands))
            await stands.wait()
            began = time.perf_counter()
            if case:
                await desk.ask(DECIDE, input={"caseId": case, **REASONS})
            else:
                await maker.ask(REMOVE, input={"postId": post})
            kind = "decided" if case else "removed"
            ways = {
                "post": lambda post=post: _absent(other, post),
                "latest": lambda post=post: _unlisted(other, LATEST, post),
                "trending": lambda post=post: _unlisted(other, BOARD, post),
                "picture": lambda path=path: _unfetched(other, path),
            }
            took = await asyncio.gather(*(gone(way, began) for way in ways.values()))
            for way, seconds in (*zip(ways, took, strict=True), ("open stream", await removed - began)):
                found.setdefault(f"{kind}: {way}", []).append(seconds)
        return found


async def _left(viewer: Client, post: str, stands: asyncio.Event) -> float:
    """When an open feed says that the post has left. `stands` is set with its first delta."""
    async for data in viewer.watch(FEED):
        stands.set()
        if any(one["kind"] == "REMOVED" and one["postId"] == post for one in data["feedChanges"]["changes"]):
            return time.perf_counter()
    raise AssertionError("the stream ended")


async def _absent(viewer: Client, post: str) -> bool:
    return (await viewer.ask(POST, id=post))["post"] is None


async def _unlisted(viewer: Client, query: str, post: str) -> bool:
    (page,) = (await viewer.ask(query)).values()
    return all(edge["node"]["id"] != post for edge in page["edges"])


async def _unfetched(viewer: Client, path: str) -> bool:
    with suppress(ApiError):
        await viewer.fetch(path)
        return False
    return True


async def _case(reporter: Client, desk: Client, post: str) -> str:
    seen = await reporter.make(FLAG, subjectId=post, reason="SPAM")
    while True:
        for edge in (await desk.ask(CASES, min=seen["position"]))["cases"]["edges"]:
            if edge["node"]["subjectId"] == post:
                await desk.ask(CLAIM, input={"caseId": edge["node"]["id"]})
                return str(edge["node"]["id"])


async def telling_times(running: System) -> dict[str, list[float]]:
    """Seconds to answer for a post that is not there, and for those that are and may not be seen; interleaved."""
    async with AsyncExitStack() as stack:
        (maker, *_), (blocked, _, account), (stranger, *_) = [await join(stack, running.http) for _ in range(3)]
        removed = await share(maker)
        await maker.ask(REMOVE, input={"postId": removed})
        posts = {
            "absent": (stranger, f"post_{secrets.token_hex(16)}"),
            "private": (stranger, await share(maker, visibility="PRIVATE")),
            "followers": (stranger, await share(maker, visibility="FOLLOWERS")),
            "removed": (stranger, removed),
            "a blocker's": (blocked, await share(maker)),
        }
        await maker.ask(BLOCK, input={"accountId": account})
        took: dict[str, list[float]] = {name: [] for name in posts}
        for _ in range(ASKED):
            for name, (viewer, post) in posts.items():
                began = time.perf_counter()
                assert await _absent(viewer, post), name
                took[name].append(time.perf_counter() - began)
        return took


def guessed(absent: Sequence[float], other: Sequence[float]) -> float:
    """The chance that of one of each the other took longer: 0.5 tells nothing."""
    later = sum((b > a) + 0.5 * (b == a) for a in absent for b in other)
    return later / (len(absent) * len(other))


async def pages(running: System) -> dict[str, list[float]]:
    """Seconds of a page of the feed, with walls and without; interleaved by twenties."""
    took: dict[str, list[float]] = {"walls": [], "no walls": []}
    async with AsyncExitStack() as stack:
        maker, *_ = await join(stack, running.http)
        viewer, *_ = await join(stack, running.http)
        for _ in range(20):
            await share(maker)
        conninfo = Addresses.of(Settings(data=Path(running.data))).conninfo("limn_engine")
        with psycopg.connect(conninfo, autocommit=True) as database:
            for _ in range(PAGES // 20):
                took["walls"] += [await _page(viewer) for _ in range(20)]
                with unwalled(database):
                    took["no walls"] += [await _page(viewer) for _ in range(20)]
    return took


async def _page(viewer: Client) -> float:
    began = time.perf_counter()
    assert len((await viewer.ask(LATEST))["feed"]["edges"]) == 20
    return time.perf_counter() - began


@contextmanager
def unwalled(database: psycopg.Connection) -> Iterator[None]:
    """As if no table of a view had a wall."""
    query = "SELECT oid::regclass::text FROM pg_class WHERE relrowsecurity AND relnamespace = 'views'::regnamespace"
    tables = [str(table) for (table,) in database.execute(query)]
    for table in tables:
        database.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY".encode())
    try:
        yield
    finally:
        for table in tables:
            database.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY".encode())


def milliseconds(taken: Sequence[float]) -> Mapping[str, float]:
    """Of a way."""
    return {"p50": median(taken) * 1e3, "p95": percentile(taken, 0.95) * 1e3, "most": max(taken) * 1e3}


def main() -> None:
    """Measure, print, keep."""
    facts: dict[str, Any] = {}
    with system() as running:
        for part in (taken_away, telling_times, pages):
            took = asyncio.run(part(running))
            facts[part.__name__] = {name: milliseconds(seconds) for name, seconds in took.items()}
            if part is telling_times:
                facts["guessed"] = {name: guessed(took["absent"], seconds) for name, seconds in took.items()}
    for part_name, ways in facts.items():
        for name, said in ways.items():
            text = f"{said:.2f}" if isinstance(said, float) else "  ".join(f"{k} {v:7.1f} ms" for k, v in said.items())
            print(f"{part_name:<14}{name:<24}{text}")
    slowest = max(way["most"] for way in facts["taken_away"].values())
    print(f"gone everywhere after {slowest:.0f} ms at most, the promise is {LIMIT_SECONDS:.0f} s; {machine()}")
    sizes = {"taken away": 2 * TAKEN, "asked of each": ASKED, "pages of each": PAGES}
    write("gate", {"name": "gate", "sizes": sizes, "machine": machine(), "contenders": facts, "most_ms": slowest})


if __name__ == "__main__":
    main()
