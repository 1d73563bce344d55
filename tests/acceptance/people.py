"""People who use a running Limn through its public API, for tests of the whole."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from infra.cli.client import ApiError, Client
from infra.operations import PROGRESS, REGISTER, SHARE, SUBMIT

T = TypeVar("T")

POST = """
query Post($id: ID!, $min: Position) {
  post(id: $id, minPosition: $min) {
    id likeCount commentCount viewerHasLiked caption prompt changedAt author { handle } image { url width height }
    comments(first: 10) { edges { node { text author { handle } } } }
  }
}"""
LIKE = """
mutation Like($input: PostRef!) {
  likePost(input: $input) { position post { likeCount viewerHasLiked } userErrors { code message } }
}"""
FEED_CHANGES = """
subscription Feed($after: Position) {
  feedChanges(after: $after) { position reset changes { kind postId post { id likeCount commentCount caption } } }
}"""


@dataclass
class Person:
    """Someone signed in."""

    client: Client
    account: str
    handle: str

    async def render(self, prompt: str, **wish: object) -> str:
        """Submit a prompt and wait for the picture; the render's id."""
        asked = await self.client.make(SUBMIT, prompt=prompt, **{"width": 256, "height": 256, **wish})
        render = str(asked["render"]["id"])
        async for payload in self.client.watch(PROGRESS, id=render):
            state = payload["renderProgress"]["render"]
        assert state["status"] == "DONE", state
        return render

    async def share(self, render: str, caption: str, **wish: object) -> str:
        """Share a render; the post's id."""
        shared = await self.client.make(SHARE, renderId=render, caption=caption, **wish)
        return str(shared["post"]["id"])

    async def like(self, post: str, key: str | None = None) -> dict[str, Any]:
        """Like a post; the payload."""
        return await self.client.make(LIKE, postId=post, **({"idempotencyKey": key} if key else {}))

    async def see(self, post: str, at_least: str | None = None) -> dict[str, Any] | None:
        """The post as this person sees it, once the views have come so far."""
        seen = (await eventually(lambda: self.client.ask(POST, id=post, min=at_least), 15))["post"]
        return dict(seen) if seen else None


@asynccontextmanager
async def person(address: str, name: str) -> AsyncIterator[Person]:
    """A new person, registered through the front door, once it opens: what ran before may have killed something."""
    async with Client(address) as client:
        handle = f"{name}_{secrets.token_hex(4)}"
        wish = {"handle": handle, "displayName": name.title(), "password": secrets.token_urlsafe(12)}
        registered = await eventually(lambda: client.make(REGISTER, idempotencyKey=handle, **wish), 30)
        client.token = registered["token"]
        yield Person(client, registered["account"]["id"], handle)


async def eventually(act: Callable[[], Awaitable[T]], seconds: float) -> T:
    """What an act gives once it succeeds; the last refusal when it does not within the time."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return await act()
        except ApiError:
            if time.monotonic() > deadline:
                raise
            await asyncio.sleep(0.1)
