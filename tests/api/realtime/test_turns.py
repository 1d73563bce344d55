"""Streams read in turn, and queries do not wait for them."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import httpx
import pytest

from api.realtime.live import READERS
from tests.api.realtime.conftest import Stage

QUERY = {"query": "{ feed(first: 1) { edges { cursor } } }"}


async def test_a_query_is_answered_while_streams_hold_all_their_turns(stage: Stage) -> None:
    async with AsyncExitStack() as held, httpx.AsyncClient(base_url=f"http://{stage.address}") as client:
        for _ in range(READERS):
            await held.enter_async_context(stage.live.in_turn.snapshots.open())
        answer = await client.post("/graphql", json=QUERY, timeout=5)
        assert "errors" not in answer.json()
        with pytest.raises(TimeoutError):  # while one more stream waits
            async with asyncio.timeout(0.2), stage.live.in_turn.snapshots.open():
                pass
