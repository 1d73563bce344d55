"""One client for both transports: a subscription as an async iterator of (position, response)."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from typing import Any, NamedTuple

import httpx
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

SUBPROTOCOLS = [Subprotocol("graphql-transport-ws")]
PATIENCE = 45
"""Seconds until what must come is missed, however slow the machine."""


class Element(NamedTuple):
    """One response of a stream, and the position of its `id:` line over server-sent events."""

    data: Any
    id: str | None = None


class Errors(Exception):
    """The stream ended with errors; `codes` are theirs."""

    def __init__(self, errors: list[dict[str, Any]]) -> None:
        super().__init__(errors)
        self.codes = [error["extensions"]["code"] for error in errors]
        self.errors = errors


async def over_websocket(
    address: str, query: str, variables: dict[str, Any] | None = None, *, token: str | None = None
) -> AsyncGenerator[Element, None]:
    """A subscription over graphql-transport-ws."""
    init = {"authorization": f"Bearer {token}"} if token else {}
    socket = await connect(
        f"ws://{address}/graphql", subprotocols=SUBPROTOCOLS, max_size=None, compression=None, open_timeout=PATIENCE
    )
    try:
        await socket.send(json.dumps({"type": "connection_init", "payload": init}))
        await socket.recv()
        payload = {"query": query, "variables": variables or {}}
        await socket.send(json.dumps({"id": "1", "type": "subscribe", "payload": payload}))
        while True:
            frame = json.loads(await socket.recv())
            match frame["type"]:
                case "next":
                    yield Element(_data(frame["payload"]))
                case "error":
                    raise Errors(frame["payload"])
                case "complete":
                    return
    finally:
        socket.transport.abort()  # as a lost network does: without a word


async def over_sse(
    address: str, query: str, variables: dict[str, Any] | None = None, *, token: str | None = None
) -> AsyncGenerator[Element, None]:
    """A subscription over server-sent events; `after` travels as Last-Event-ID, as a browser would send it."""
    variables = dict(variables or {})
    headers = {"accept": "text/event-stream"}
    if token:
        headers["authorization"] = f"Bearer {token}"
    if after := variables.pop("after", None):
        headers["last-event-id"] = after
    body = {"query": query, "variables": variables}
    async with (
        httpx.AsyncClient(timeout=None) as client,
        client.stream("POST", f"http://{address}/graphql", json=body, headers=headers) as response,
    ):
        if response.status_code != 200:
            raise Errors(json.loads(await response.aread())["errors"])
        event: dict[str, str] = {}
        async for line in response.aiter_lines():
            name, _, value = line.partition(":")
            if name:
                event[name] = value.removeprefix(" ")
            elif event.get("event") == "next":
                yield Element(_data(json.loads(event["data"])), event.get("id"))
                event = {}
            elif event.get("event") == "complete":
                return


def _data(payload: dict[str, Any]) -> Any:
    if payload.get("errors"):
        raise Errors(payload["errors"])
    return payload["data"]
