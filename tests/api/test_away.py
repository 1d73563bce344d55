"""The database closes connections under those who ask: everyone is told so in one way, and nobody of an inner fault."""

from __future__ import annotations

import asyncio
from collections import Counter

import psycopg
import pytest

from tests.api.site import Person, Site
from tests.databases import Database

LIKE = "mutation($input: PostRef!) { likePost(input: $input) { post { likeCount } userErrors { code } } }"
READ = "{ feed(first: 20) { edges { node { author { handle } comments(first: 5) { edges { cursor } } } } } }"
ENDED = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE usename = 'limn_api' AND datname = current_database() AND state <> 'idle'"""
KILLED = 40


@pytest.fixture
async def ada(site: Site) -> Person:
    return await site.join()


async def test_who_asks_while_the_database_goes_away_is_told_so(
    site: Site, ada: Person, shared_database: Database
) -> None:
    post = await site.post(ada)
    told: Counter[str] = Counter()
    done = asyncio.Event()

    async def ask(query: str, **variables: object) -> None:
        while not done.is_set():
            answer = (await site.send({"query": query, "variables": variables}, ada)).json()
            told.update(error["extensions"]["code"] for error in answer.get("errors", ()))
            like = (answer.get("data") or {}).get("likePost") or {}
            told.update(error["code"] for error in like.get("userErrors", ()))

    people = [asyncio.create_task(ask(LIKE, input={"postId": post})) for _ in range(6)]
    people += [asyncio.create_task(ask(READ)) for _ in range(6)]
    async with await psycopg.AsyncConnection.connect(shared_database.superuser, autocommit=True) as database:
        killed = 0
        while killed < KILLED:
            killed += (await database.execute(ENDED)).rowcount
            await asyncio.sleep(0)
    done.set()
    await asyncio.gather(*people)
    assert set(told) == {"QUEUE_FULL"}
    assert await site.ask(READ)
