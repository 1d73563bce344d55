"""B13: a feed page, a board, and the home of someone who follows 1,000 people, over 10 thousand and a million posts.

Whole requests, signed in, without a network. ``python -m bench.pages 1 100 1000`` takes how many
times ten thousand posts there are.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from functools import partial
from typing import Any

import httpx

from api.http.app import create_app
from api.metrics import Metrics
from api.realtime.live import Live
from bench.crowd import crowd
from bench.harness import Benchmark, Sample, timed
from bench.place import postgres
from infra.servers.postgres import PostgresServer
from infra.servers.redis import RedisServer
from infra.serving import Places, api_services

TIMES = (1, 100)
ROUNDS, REQUESTS = 5, 20
ORIGIN = "http://127.0.0.1"
EDGES = """edges { cursor why { score } node { id caption likeCount commentCount viewerHasLiked createdAt
  author { handle displayName } image { url altText placeholder } } } pageInfo { hasNextPage endCursor }"""
PAGES = {
    "feed": f"query($after: String) {{ page: feed(first: 20, after: $after) {{ {EDGES} }} }}",
    "home of 1,000": f"query($after: String) {{ page: feed(feed: HOME, first: 20, after: $after) {{ {EDGES} }} }}",
    "board of a day": f"query($after: String) {{ page: trending(first: 20, after: $after) {{ {EDGES} }} }}",
    "board of all": f"query($after: String) {{ page: trending(window: ALL, first: 20, after: $after) {{ {EDGES} }} }}",
}


class Place:
    """The application over one database, and someone who asks it."""

    def __init__(self, client: httpx.AsyncClient, token: str, posts: int) -> None:
        self.posts = posts
        self._client = client
        self._headers = {"authorization": f"Bearer {token}"}

    async def ask(self, query: str, after: str | None) -> dict[str, Any]:
        """A page, which must be full."""
        body = {"query": query, "variables": {"after": after}}
        answer = (await self._client.post("/graphql", json=body, headers=self._headers)).json()
        assert "errors" not in answer, answer
        page: dict[str, Any] = answer["data"]["page"]
        assert len(page["edges"]) == 20
        return page


async def opened(stack: AsyncExitStack, server: PostgresServer, redis: RedisServer, times: int) -> Place:
    """The application over a crowd."""
    name, posts, viewer = await asyncio.to_thread(crowd, server, times)
    folder = server.folder.parent
    places = Places(server.conninfo("limn_api", name), redis.url, folder, folder / "secrets", rate_limits=False)
    services = await stack.enter_async_context(api_services(places, Metrics()))
    live = await stack.enter_async_context(Live(services))
    transport = httpx.ASGITransport(app=create_app(live, Metrics(), None))
    client = await stack.enter_async_context(httpx.AsyncClient(transport=transport, base_url=ORIGIN, timeout=120))
    token, _ = await services.sessions.start(viewer)
    return Place(client, token, posts)


async def measured(place: Place, query: str) -> Sample:
    """First pages and second ones, in turns."""
    after = (await place.ask(query, None))["pageInfo"]["endCursor"]
    latencies = []
    with timed() as sample:
        for number in range(REQUESTS):
            began = time.perf_counter()
            await place.ask(query, after if number % 2 else None)
            latencies.append(time.perf_counter() - began)
    sample.operations, sample.latencies = REQUESTS, latencies
    return sample


def main(*times: int) -> None:
    """Each page over the most posts against the same over the fewest."""
    with postgres() as server, asyncio.Runner() as runner:
        redis = RedisServer(server.folder.parent, server.folder.parent / "log")
        redis.start()
        stack = AsyncExitStack()
        try:
            sizes = sorted(times or TIMES, reverse=True)
            compare(runner, [runner.run(opened(stack, server, redis, one)) for one in sizes])
        finally:
            runner.run(stack.aclose())
            redis.stop()


def compare(runner: asyncio.Runner, places: list[Place]) -> None:
    """Run the rounds; how much longer each page takes where there is most."""
    contenders: dict[str, Callable[[], Sample]] = {}
    for page, query in PAGES.items():
        for place in places:
            contenders[f"{page}, {place.posts:,} posts"] = partial(_run, runner, place, query)
    most, fewest = places[0].posts, places[-1].posts
    result = Benchmark(
        name="pages",
        title="B13: pages over many posts",
        contenders=contenders,
        against=[f"feed, {fewest:,} posts"],
        floor=round(1 / 1.5, 2),
        aim=round(1 / 1.2, 2),
        rounds=ROUNDS,
        sizes={"posts": [place.posts for place in places], "requests": REQUESTS},
    ).run()
    told = result["contenders"]
    assert isinstance(told, dict)
    for page in PAGES:
        few, many = (told[f"{page}, {posts:,} posts"]["p50_ms"] for posts in (fewest, most))
        print(f"  {page:<16} {many / few:.2f} times as long over {most:,} posts as over {fewest:,}")


def _run(runner: asyncio.Runner, place: Place, query: str) -> Sample:
    return runner.run(measured(place, query))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
