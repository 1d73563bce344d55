"""The real application over real servers, and short ways to use it as a person would."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import httpx
from starlette.types import ASGIApp

from api.context import Services
from api.http.app import create_app
from api.ids import NodeKind, node_id, parse_id_of
from api.metrics import Metrics
from api.pages.build import Builds
from api.realtime.live import Live
from domain.log import Append
from domain.renders import Params, Picture, Render

JSON = dict[str, Any]
ORIGIN = "http://127.0.0.1"
PARAMS = Params(width=256, height=256, steps=4, seed=7, model="painter")

REGISTER = """
mutation($input: RegisterInput!) {
  register(input: $input) { token position account { id handle displayName } userErrors { code field message } }
}"""
SHARE = """
mutation($input: SharePostInput!) {
  sharePost(input: $input) { position post { id } userErrors { code field message } }
}"""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone signed in."""

    id: str
    handle: str
    token: str

    @property
    def account(self) -> UUID:
        return parse_id_of(NodeKind.ACCOUNT, self.id)


class Site:
    """One running application."""

    def __init__(self, client: httpx.AsyncClient, services: Services, app: ASGIApp) -> None:
        self.client = client
        self.services = services
        self.app = app

    async def send(self, body: JSON, person: Person | None = None, **headers: str) -> httpx.Response:
        """POST a body to /graphql."""
        return await self.client.post("/graphql", json=body, headers={**_sign(person), **headers})

    async def ask(self, query: str, person: Person | None = None, **variables: object) -> JSON:
        """The data of an operation that must not have errors."""
        response = await self.send({"query": query, "variables": variables}, person)
        payload: JSON = response.json()
        assert "errors" not in payload, payload
        return dict(payload["data"])

    async def code(self, query: str, person: Person | None = None, **variables: object) -> str:
        """The code of an operation's one error."""
        response = await self.send({"query": query, "variables": variables}, person)
        (error,) = response.json()["errors"]
        return str(error["extensions"]["code"])

    async def do(
        self, name: str, kind: str, person: Person | None, /, shape: str = "position", **given: object
    ) -> JSON:
        """A mutation's payload."""
        query = (
            f"mutation($input: {kind}!) {{ {name}(input: $input) {{ {shape} userErrors {{ code field message }} }} }}"
        )
        return dict((await self.ask(query, person, input=given))[name])

    async def join(self, handle: str | None = None) -> Person:
        """Someone new."""
        handle = handle or f"p{uuid4().hex[:12]}"
        wish = {"handle": handle, "displayName": handle.title(), "password": f"secret of {handle}"}
        done = (await self.ask(REGISTER, input=wish))["register"]
        assert done["userErrors"] == [], done
        return Person(done["account"]["id"], handle, done["token"])

    async def render(self, person: Person, *, finished: bool = True, remix_of: str | None = None) -> str:
        """A render of theirs, with a picture in the store unless it shall stay queued."""
        keyring, log = self.services.keyring, self.services.log
        source = parse_id_of(NodeKind.POST, remix_of) if remix_of else None
        words = keyring.seal(person.account, {"prompt": "a canary at dusk", "negative_prompt": "no canary"})
        render = Render.submit(uuid4(), person.account, PARAMS, source, words)
        await log.append(Append(render.id, render.collect_events()))
        if finished:
            await self.finish(node_id(NodeKind.RENDER, render.id))
        return node_id(NodeKind.RENDER, render.id)

    async def finish(self, render_id: str) -> None:
        """A worker makes the picture of a render."""
        render = await self.services.log.load(Render, parse_id_of(NodeKind.RENDER, render_id))
        assert render
        sha256 = hashlib.sha256(render.id.bytes).hexdigest()
        scene = self.services.keyring.seal(render.owner, {"alt_text": "A bird in the evening."})
        await self.store(sha256, b"bytes of a picture")
        render.start()
        render.finish(Picture(sha256, 256, 256, "1", "data:x", 0.2, 0.1, 0.4, "estimated", scene))
        await self.services.log.append(Append(render.id, render.collect_events()))

    async def store(self, sha256: str, body: bytes) -> None:
        """Put the files of a picture into the store."""
        names = [f"{size}.{fmt}" for size in ("full", "large", "small") for fmt in ("webp", "jpg")]
        await self.services.blobs.put(sha256, dict.fromkeys(names, body))  # type: ignore[attr-defined]  # the real one

    async def post(self, person: Person, remix_of: str | None = None, **how: object) -> str:
        """A post of theirs that the views show."""
        render = await self.render(person, remix_of=remix_of)
        done = (await self.ask(SHARE, person, input={"renderId": render, **how}))["sharePost"]
        assert done["userErrors"] == [], done
        await self.settled()
        return str(done["post"]["id"])

    async def settled(self) -> None:
        """Wait until the views are at the log's head."""
        head = await self.services.events.head()
        assert await self.services.tide.reached(head, 45) >= head


@asynccontextmanager
async def running(services: Services, builds: Builds | None = None) -> AsyncIterator[Site]:
    """The application, reached without a network."""
    async with Live(services) as live:
        app = create_app(live, Metrics(), builds)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ORIGIN) as client:
            yield Site(client, services, app)


def _sign(person: Person | None) -> dict[str, str]:
    return {"authorization": f"Bearer {person.token}"} if person else {}
