"""Streams read in turn, and queries do not wait for them."""

from __future__ import annotations

import asyncio
import json
from contextlib import AsyncExitStack, aclosing

import httpx
import pytest

from api.context import NOBODY
from api.execution.executor import Executor
from api.execution.requests import decode
from api.realtime.fields import Subscription
from api.realtime.live import READERS
from api.realtime.operations import LiveOperations
from api.schema.root import make_schema
from infra.serving import READS
from tests.api.realtime.clients import PATIENCE
from tests.api.realtime.conftest import Stage

QUERY = {"query": "{ feed(first: 1) { edges { cursor } } }"}


async def test_a_query_is_answered_while_streams_hold_all_their_turns(stage: Stage) -> None:
    async with AsyncExitStack() as held, httpx.AsyncClient(base_url=f"http://{stage.address}") as client:
        for _ in range(READERS):
            await held.enter_async_context(stage.live.in_turn.snapshots.open())
        answer = await client.post("/graphql", json=QUERY, timeout=PATIENCE)
        assert "errors" not in answer.json()
        with pytest.raises(TimeoutError):  # while one more stream waits
            async with asyncio.timeout(0.2), stage.live.in_turn.snapshots.open():
                pass


async def test_an_answer_that_is_not_taken_yet_holds_no_connection(stage: Stage) -> None:
    """Of a query over a socket, whose client may take its time."""
    operations = LiveOperations(Executor(make_schema(Subscription)), stage.live)
    async with AsyncExitStack() as sending, asyncio.timeout(PATIENCE):
        for _ in range(READS + 1):
            messages = operations.run(decode(json.dumps(QUERY).encode()), NOBODY)
            await sending.enter_async_context(aclosing(messages))
            assert b"errors" not in (await anext(messages)).payload
