"""What a stream keeps of what it has sent, and what is kept of documents that come once: nothing."""

from __future__ import annotations

import gc
import json
import tracemalloc
from collections.abc import AsyncGenerator
from types import SimpleNamespace
from typing import cast

import strawberry
from graphql.execution.collect_fields import FieldDetails

from api.context import NOBODY, Context
from api.execution.executor import Executor
from api.execution.requests import SHARED, Request, decode
from infra.limits import NoLimits

ELEMENTS = 50


@strawberry.type
class Thing:
    name: str = "a"


CONTEXT = SimpleNamespace(caller=NOBODY, services=SimpleNamespace(limits=NoLimits()))


@strawberry.type
class Query:
    thing: Thing


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def things(self) -> AsyncGenerator[Thing, None]:
        for _ in range(ELEMENTS):
            yield Thing()


async def test_a_long_stream_keeps_nothing_of_its_elements() -> None:
    executor = Executor(strawberry.Schema(Query, subscription=Subscription))
    request = Request("subscription { things { name } }", {}, None)
    document, _ = executor.compile(request)
    context = cast(Context, CONTEXT)
    elements = await executor.subscribe(document, request, context)
    assert not isinstance(elements, dict)
    before = _fields()
    async for element in elements:
        assert await executor.answer(document, request, context, element) == {"data": {"things": {"name": "a"}}}
    assert _fields() - before < ELEMENTS


def test_a_text_is_kept_once_for_all_who_ask_it_and_new_ones_not_for_ever() -> None:
    assert _text(0) is _text(0)
    for number in range(SHARED):
        _text(number)
    tracemalloc.start()
    for number in range(SHARED, 11 * SHARED):
        _text(number)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 3 * SHARED * len(_text(0))


def _text(number: int) -> str:
    body = {"query": f"query Q{number} {{ things {{ name }} }}" + " " * 10_000}
    return decode(json.dumps(body).encode()).query


def _fields() -> int:
    gc.collect()
    return sum(isinstance(one, FieldDetails) for one in gc.get_objects())
