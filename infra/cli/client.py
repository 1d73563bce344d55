"""The public API as the command line uses it: GraphQL over HTTP, streams as server-sent events."""

from __future__ import annotations

import json
import secrets
from collections.abc import AsyncIterator
from types import TracebackType
from typing import Any, Self

import httpx

from infra.servers.layout import Layout
from infra.settings import Settings
from infra.supervisor.state import SystemState

IDLE = 2.0
"""Seconds an unused connection is kept: less than the API keeps it, so that none is used while it is being closed."""
PATIENCE = 30
"""How often to ask for what an act made; the API waits up to a second each time."""


def address(settings: Settings) -> str:
    """Where the system on this data folder listens, or would."""
    layout = Layout(settings.data)
    running = SystemState.read(layout.state) if layout.holder() else None
    return running.http if running else f"http://127.0.0.1:{settings.http_port}"


class ApiError(Exception):
    """The API refused, or did not answer; the message is one sentence for a person."""


class Client:
    """One person's way to a running Limn.

    address  where it listens, ``http://127.0.0.1:8000``
    token    of a session; None until `sign in` or `register`
    """

    def __init__(self, address: str, token: str | None = None) -> None:
        self.address = address
        self.token = token
        limits = httpx.Limits(keepalive_expiry=IDLE)
        self._http = httpx.AsyncClient(base_url=address, timeout=httpx.Timeout(30, read=120), limits=limits)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._http.aclose()

    async def ask(self, document: str, **variables: object) -> Any:
        """The data of a query or mutation; ApiError for errors, userErrors of the first field included."""
        try:
            answer = await self._http.post(
                "/graphql", json={"query": document, "variables": variables}, headers=self._headers()
            )
            body = answer.json()
        except (httpx.TransportError, json.JSONDecodeError) as error:
            raise ApiError(f"Nothing answers at {self.address}. Start it with `limn up`.") from error
        return _checked(body)

    async def make(self, document: str, **wish: object) -> dict[str, Any]:
        """The payload of a mutation that makes something, with what it made.

        Views that are over a second late leave it null. The same wish under the same key names the same thing, so it is
        asked for again. ApiError as `ask`, and when the views stay behind.
        """
        wish = {"idempotencyKey": secrets.token_hex(16)} | wish
        for _ in range(PATIENCE):
            (payload,) = (await self.ask(document, input=wish)).values()
            if None not in payload.values():
                return dict(payload)
        raise ApiError("It was done, but the views are far behind the log: see `limn status`.")

    async def watch(self, document: str, **variables: object) -> AsyncIterator[Any]:
        """The payloads of a subscription, until its end."""
        headers = self._headers() | {"Accept": "text/event-stream"}
        asked = self._http.stream("POST", "/graphql", json={"query": document, "variables": variables}, headers=headers)
        async with asked as answer:
            if answer.status_code != httpx.codes.OK:
                await answer.aread()
                raise ApiError(f"The stream was refused with status {answer.status_code}.")
            async for event, data in _server_sent(answer):
                if event == "complete":
                    return
                yield _checked(json.loads(data))

    async def fetch(self, path: str) -> bytes:
        """The bytes at an address of the API (a picture)."""
        answer = await self._http.get(path, headers=self._headers())
        if answer.status_code != httpx.codes.OK:
            raise ApiError(f"The picture could not be fetched: status {answer.status_code}.")
        return answer.content

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}


async def _server_sent(answer: httpx.Response) -> AsyncIterator[tuple[str, str]]:
    """(event, data) of each message; comments and ids are passed over."""
    event, data = "message", ""
    async for line in answer.aiter_lines():
        name, _, value = line.partition(":")
        if line == "":
            if data or event != "message":
                yield event, data
            event, data = "message", ""
        elif name == "event":
            event = value.strip()
        elif name == "data":
            data += value.removeprefix(" ")


def _checked(body: Any) -> Any:
    """The data of a GraphQL answer; ApiError where it holds errors."""
    if errors := body.get("errors"):
        raise ApiError(str(errors[0].get("message", "The API answered with an error.")))
    data = body["data"]
    for payload in data.values():
        if isinstance(payload, dict) and payload.get("userErrors"):
            raise ApiError(payload["userErrors"][0]["message"])
    return data
