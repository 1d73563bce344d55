"""What becomes of a stream whose client goes, or stays and takes nothing: the same over both transports."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from api.realtime import sse
from tests.api.realtime.clients import PATIENCE, over_sse
from tests.api.realtime.conftest import Subscribe
from tests.api.realtime.test_socket import FLOODED
from tests.api.realtime.tiny import Place, tiny


@pytest.fixture
async def place() -> AsyncIterator[Place]:
    async with tiny() as served:
        yield served


async def test_who_leaves_ends_the_work(place: Place, subscribe: Subscribe) -> None:
    stream = subscribe(place.address, "subscription { silence }")
    await anext(stream)
    assert not place.left.is_set()
    await stream.aclose()
    await asyncio.wait_for(place.left.wait(), PATIENCE)


async def test_who_signs_out_is_told_and_the_work_ends(place: Place) -> None:
    stream = over_sse(place.address, "subscription { silence }", token="good")
    await anext(stream)
    place.sessions.living_tokens = frozenset()
    with pytest.raises(Exception, match="UNAUTHENTICATED"):
        await anext(stream)
    await asyncio.wait_for(place.left.wait(), PATIENCE)


async def test_what_comes_in_the_moment_of_signing_out_is_not_sent_after_the_end(
    place: Place, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("uvicorn"), "propagate", True)
    pouring, send = asyncio.Event(), sse._send

    async def held(*sent: Any, more: bool = True) -> None:
        if b'"count":1' in sent[1]:
            pouring.set()
            await ended.wait()
        await send(*sent, more=more)
        if not more:
            ended.set()

    ended = asyncio.Event()
    monkeypatch.setattr(sse, "_send", held)
    stream = over_sse(place.address, "subscription { count(upto: 9) }", token="good")
    await anext(stream)
    await asyncio.wait_for(pouring.wait(), PATIENCE)
    place.sessions.living_tokens = frozenset()
    with pytest.raises(Exception, match="UNAUTHENTICATED"):
        await anext(stream)
    await stream.aclose()
    assert not caplog.records


async def test_who_takes_no_events_is_let_go(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sse, "SEND_SECONDS", 0.5)
    host, port = place.address.split(":")
    reader, writer = await asyncio.open_connection(host, int(port), limit=1024)
    body = json.dumps({"query": "subscription { flood }"}).encode()
    head = f"POST /graphql HTTP/1.1\r\nhost: {host}\r\naccept: text/event-stream\r\ncontent-length: {len(body)}\r\n\r\n"
    writer.write(head.encode() + body)
    await reader.readline()
    await asyncio.wait_for(place.left.wait(), PATIENCE)
    assert 0 < place.flooded < FLOODED, "nothing is made that nobody takes"
    with pytest.raises(asyncio.IncompleteReadError):
        while True:
            await asyncio.wait_for(reader.readexactly(65536), PATIENCE)
    writer.close()


async def test_a_stream_says_what_it_is_and_when_it_is_over(place: Place) -> None:
    async with (
        httpx.AsyncClient(timeout=PATIENCE) as client,
        client.stream(
            "POST", f"http://{place.address}/graphql", json={"query": "subscription { count(upto: 2) }"}
        ) as response,
    ):
        assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert response.headers["cache-control"] == "no-store"
        text = (await response.aread()).decode()
    assert [line for line in text.splitlines() if line and line != ":"] == [
        "event: next",
        'data: {"data":{"count":0}}',
        "event: next",
        'data: {"data":{"count":1}}',
        "event: complete",
        "data:",
    ]


async def test_what_cannot_run_is_no_stream(place: Place) -> None:
    async with httpx.AsyncClient(timeout=PATIENCE) as client:
        for body, headers in (
            ({"query": "subscription { nothing }"}, {}),
            ({"query": "subscription { silence }"}, {"last-event-id": "12"}),
        ):
            response = await client.post(f"http://{place.address}/graphql", json=body, headers=headers)
            assert response.status_code == 400
            assert response.json()["errors"][0]["extensions"]["code"] == "INVALID"
