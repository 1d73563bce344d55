"""One trace of a whole render, as a collector sees it, and nothing in it that a person wrote."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from redis import Redis

from api.metrics import Metrics
from domain import roles
from domain.roles import Role
from infra.engine import Folds, Follower
from infra.log import PostgresLog, open_log
from infra.servers.triton import TritonServer
from infra.serving import Places as ApiPlaces
from infra.serving import api_services
from infra.telemetry.folding import FoldWatch
from infra.telemetry.spans import Spans
from infra.telemetry.tracing import Tracing
from infra.worker.process import Places, working
from tests.api.site import Site, running
from tests.databases import Database
from tests.infra.telemetry.collector import Collector, Told, collecting
from tests.waiting import until

CANARY = "heliotrope"
SUBMIT = """
mutation($input: SubmitPromptInput!) { submitPrompt(input: $input) { position render { id } userErrors { message } } }
"""
WATCH = "subscription($id: ID!) { renderProgress(renderId: $id) { step render { status } } }"
STEPS = 4


@pytest.fixture
def collector() -> Iterator[Collector]:
    with collecting() as one:
        yield one


@asynccontextmanager
async def site(database: Database, redis: str, data: Path, spans: Spans) -> AsyncIterator[Site]:
    """The application, traced."""
    places = ApiPlaces(database.api, redis, data, data / "secrets", rate_limits=False)
    async with api_services(places, Metrics(), spans) as services, running(services) as started:
        yield started


@contextmanager
def folding(database: Database, spans: Spans) -> Iterator[None]:
    """An engine, traced; the views are there."""
    stop, made = threading.Event(), threading.Event()

    def begin(connection: psycopg.Connection) -> Callable[[], bool]:
        folds = Folds(connection, database.engine, FoldWatch(spans))
        folds.step()
        made.set()
        return folds.step

    thread = threading.Thread(target=Follower(database.engine, "folds", begin).run, args=(stop, lambda: None))
    thread.start()
    try:
        assert made.wait(45)
        yield
    finally:
        stop.set()
        thread.join()


async def render(site: Site, database: Database, redis: str, triton: TritonServer, data: Path, spans: Spans) -> str:
    """Submit a prompt, empty Redis, and only then let a worker look; watch it to its end. The person's token."""
    person = await site.join(f"canary{CANARY}")
    wish = {"prompt": f"a {CANARY} at dusk", "width": 256, "height": 256, "steps": STEPS}
    done = (await site.ask(SUBMIT, person, input=wish))["submitPrompt"]
    assert done["userErrors"] == []
    with Redis.from_url(redis) as everything:
        everything.flushall()
    places = Places(database.worker, redis, triton.address, data)
    query = {"query": WATCH, "variables": {"id": done["render"]["id"]}}
    watching = asyncio.create_task(site.send(query, person, accept="text/event-stream"))
    await until(partial(watched, site))  # who comes after the end is delivered nothing
    async with working(places, spans=spans), asyncio.timeout(60):
        told = await watching
    assert "DONE" in told.text
    return person.token


async def watched(site: Site) -> bool:
    """Whether somebody looks at a render."""
    return bool(site.services.previews._topics)  # type: ignore[attr-defined]  # the real one


def begun(collector: Collector, name: str) -> Told:
    """The one root of a name."""
    (root,) = [span for span in collector.spans if span.name == name]
    assert not root.parent
    return root


async def test_one_trace_of_a_whole_render(
    database: Database, redis_url: str, triton_server: TritonServer, tmp_path: Path, collector: Collector
) -> None:
    api, engine, worker = (Tracing(collector.address, program, 1.0) for program in ("api", "engine", "worker"))
    with folding(database, engine):
        async with site(database, redis_url, tmp_path, api) as started:
            await started.ask("{ log { head } }")
            token = await render(started, database, redis_url, triton_server, tmp_path, worker)
    for spans in (api, engine, worker):
        await asyncio.to_thread(spans.close)

    root = begun(collector, "mutation submitPrompt")
    trace = {span.id: span for span in collector.of(root.trace)}
    assert all(span is root or span.parent in trace for span in trace.values()), "the chain has a gap"

    def path(span: Told) -> list[str]:
        return [*(path(trace[span.parent]) if span.parent else []), span.name]

    def ways(name: str, **facts: object) -> list[list[str]]:
        return [path(span) for span in trace.values() if span.name == name and facts.items() <= span.facts.items()]

    appended = ["mutation submitPrompt", "append"]
    made = [*appended, "render"]
    assert ways("fold", topic="prompt.submitted") == [[*appended, "fold"]]
    assert ways("paint") == [[*made, "paint"]]
    assert ways("store") == [[*made, "store"]]
    assert ways("fold", topic="image.rendered") == [[*made, "append", "fold"]]
    assert [*made, "append", "deliver"] in ways("deliver")
    assert {span.program for span in trace.values()} == {"api", "engine", "worker"}
    (paint,) = [span for span in trace.values() if span.name == "paint"]
    assert paint.notes == ("frame",) * STEPS
    begun(collector, "query log")
    (resolved,) = [span for span in collector.spans if span.name == "resolve log"]
    assert resolved.parent in {span.id for span in collector.spans if span.name == "query log"}

    raw = bytes(collector.raw)
    assert CANARY.encode() not in raw
    assert token.encode() not in raw
    causes = "SELECT topic, event_id, causation_id, correlation_id, split_part(trace, '-', 2) FROM log.events"
    with psycopg.connect(database.superuser) as connection:
        rows = {row[0]: row[1:] for row in connection.execute(causes).fetchall()}
    asked = rows["prompt.submitted"][0]
    assert rows["prompt.submitted"][1:] == (None, None, root.trace.hex())
    assert rows["image.rendered"][1:] == (asked, None, root.trace.hex())


async def test_the_check_finds_words_where_they_are_said(collector: Collector) -> None:
    spans = Tracing(collector.address, "api", 1.0)
    with spans.begin("mutation", prompt=CANARY):
        pass
    await asyncio.to_thread(spans.close)
    assert CANARY.encode() in bytes(collector.raw)


async def test_what_is_done_once_for_many_is_linked_to_each(database: Database, collector: Collector) -> None:
    spans, people = Tracing(collector.address, "api", 1.0), [uuid4() for _ in range(8)]

    async def grant(log: PostgresLog, person: UUID) -> None:
        with spans.begin("mutation"):
            await log.append(roles.grant(person, Role.MODERATOR))

    async with open_log(database.api, spans=spans) as log:
        await asyncio.gather(*(grant(log, person) for person in people))
    await asyncio.to_thread(spans.close)
    asked = {span.id for span in collector.spans if span.name == "mutation"}
    batches = [span for span in collector.spans if span.name == "append.batch"]
    assert len(asked) == len(people)
    assert batches
    for batch in batches:
        assert batch.facts["commands"] == len(batch.links) > 1
        assert batch.parent == batch.links[0]
        assert set(batch.links) <= asked


async def test_what_is_not_chosen_is_traced_nowhere(collector: Collector) -> None:
    spans = Tracing(collector.address, "api", 0.0)
    with spans.begin("mutation"), spans.span("append"), spans.leaf("read"):
        assert spans.trace() is None
    with spans.resumed(None, "render"), spans.joined([], "append.batch"):
        assert spans.trace() is None
    await asyncio.to_thread(spans.close)
    assert collector.spans == []


async def test_an_error_is_told_by_its_class(collector: Collector) -> None:
    spans = Tracing(collector.address, "api", 1.0)
    with pytest.raises(ValueError, match=CANARY), spans.begin("mutation"), spans.span("append"):
        raise ValueError(CANARY)
    await asyncio.to_thread(spans.close)
    assert [span.facts.get("error.type") for span in collector.spans] == ["ValueError", "ValueError"]
    assert CANARY.encode() not in bytes(collector.raw)
