"""What plans answer of real things, for everyone who may look; and how few statements that takes."""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from random import Random
from types import FrameType
from typing import Any

import psycopg
import pytest
from graphql import GraphQLArgument

from api.caller import Caller
from api.context import NOBODY, Context
from api.execution.compiled.fields import Steps
from api.execution.documents import Refused
from api.execution.executor import Executor, Payload
from api.execution.requests import Request
from api.metrics import Metrics
from api.schema.root import make_schema
from api.snapshot import Snapshot
from projections.connection import Connection
from tests.api.execution.operations import Operations
from tests.api.living import Life
from tests.api.site import Person, Site

SCHEMA = make_schema()
OF_THE_MOMENT = frozenset({"Query.trending", "Query.system", "Query.search"})
"""What depends on the time at which it is asked."""
EVERYTHING = """query($n: Int!) { feed(first: $n) { position edges { cursor node {
  id caption altText prompt likeCount viewerHasLiked labels { name } wordChanges { text } blurred
  author { handle displayName viewerFollows viewerBlocks viewerMutes labels { name } }
  image { url small: url(size: SMALL) placeholder altText params { seed negativePrompt } provenance { model } }
  remixedFrom { id author { handle } image { url } }
} } } }"""
COMMENTS = """query($n: Int!) { feed(first: $n) { edges { node { comments(first: $n) { edges { node {
  text author { handle viewerFollows } labels { name } replies(first: 3) { edges { node { author { handle } } } }
} } } } } } }"""
EVENTS = "query($n: Int!) { events(first: $n) { edges { node { position actor { handle } payload } } } }"


@pytest.fixture(scope="module")
async def life(site: Site) -> AsyncIterator[Life]:
    """Some people and what they did."""
    life = Life(site, [await site.join() for _ in range(5)], Random(6))
    for _ in range(12):
        await life.share(remix_of=life.posts[-1][0] if life.posts and life.chance.random() < 0.3 else None)
    await life.live(80)
    yield life


async def answer(site: Site, executor: Executor, request: Request, viewer: Person | None) -> Payload:
    context = Context(site.services, Caller(viewer.account if viewer else None))
    try:
        document, _ = executor.compile(request)
        return await executor.run(document, request, context)
    finally:
        await context.close()


async def test_real_things_are_answered_alike(site: Site, life: Life) -> None:
    straight, reference = Executor(SCHEMA), Executor(SCHEMA, compiled=False)
    ids = [post for post, _ in life.posts] + [comment for comment, _, _ in life.comments]
    ids += [person.id for person in life.people]
    said = {
        "id": [f'"{one}"' for one in ids],
        "postId": [f'"{post}"' for post, _ in life.posts],
        "ids": [f'["{one}", "{other}"]' for one, other in zip(ids, ids[::-1], strict=True)],
        "handle": [f'"{person.handle}"' for person in life.people],
        "first": ["1", "3", "20", "0"],
        "feed": ["HOME", "LATEST"],
        "name": ['"decay"', '"none"'],
        "counter": ['"likeCount"', '"x"'],
    }

    def literal(random: Random, name: str, argument: GraphQLArgument) -> str | None:
        return random.choice(said[name]) if name in said else None

    for seed in range(60):
        operations = Operations(SCHEMA._schema, Random(seed), literal, OF_THE_MOMENT)
        request = Request(operations.query(3), operations.variables, None)
        viewer = life.chance.choice([None, *life.people])
        try:
            one = await answer(site, straight, request, viewer)
        except Refused:
            continue
        other = await answer(site, reference, request, viewer)
        assert one["data"] == other["data"], request.query
        assert ("errors" in one) == ("errors" in other)


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """How often each statement is executed."""
    counted: Counter[str] = Counter()
    execute = psycopg.AsyncCursor.execute

    async def counting(self: psycopg.AsyncCursor, query: Any, *args: Any, **more: Any) -> psycopg.AsyncCursor:
        counted[str(query)] += 1
        return await execute(self, query, *args, **more)

    monkeypatch.setattr(psycopg.AsyncCursor, "execute", counting)
    yield counted


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is stepped from loader to loader reads nothing itself: there would be no task to wait in."""
    connection = Snapshot.connection

    async def watching(self: Snapshot) -> Connection:
        frame: FrameType | None = inspect.currentframe()
        while frame is not None:
            assert frame.f_code is not Steps.step.__code__
            frame = frame.f_back
        return await connection(self)

    monkeypatch.setattr(Snapshot, "connection", watching)


@pytest.mark.usefixtures("watched")
@pytest.mark.parametrize("query", [EVERYTHING, EVENTS, COMMENTS])
async def test_fields_that_load_read_nothing_themselves(site: Site, life: Life, query: str) -> None:
    metrics = Metrics()
    for viewer in (life.people[0], None):
        told = await answer(site, Executor(SCHEMA, metrics), Request(query, {"n": 12}, None), viewer)
        assert "errors" not in told
    assert metrics.registry.get_sample_value("limn_plans_total", {"outcome": "abandoned"}) is None


@pytest.mark.usefixtures("watched")
async def test_control_a_field_that_reads_is_found(site: Site, life: Life) -> None:
    async with site.services.gate(NOBODY) as gate:
        with pytest.raises(AssertionError):
            Steps(gate.position())


@pytest.mark.parametrize("query", [EVERYTHING, EVENTS])
async def test_many_things_are_read_together(site: Site, life: Life, statements: Counter[str], query: str) -> None:
    told = await answer(site, Executor(SCHEMA), Request(query, {"n": 12}, None), life.people[0])
    assert "errors" not in told
    assert max(statements.values()) < 4, statements.most_common(3)
    assert statements.total() < 24
