"""Strawberry as it comes: its own ASGI application and DataLoader, psycopg's pool, uvicorn; over the peers' tables.

``DATABASE_URL`` says where; the first line on standard output is the address.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import socket
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import Enum
from typing import Any

import strawberry
import uvicorn
from psycopg.rows import namedtuple_row
from psycopg_pool import AsyncConnectionPool
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.dataloader import DataLoader

END = 2**62
SESSION = "SELECT account FROM peers.sessions WHERE token_hash = %s AND expires_at > now()"
LATEST = """
SELECT *, (SELECT position FROM peers.head) AS position FROM peers.posts WHERE listed AND place < %(before)s
  AND NOT EXISTS (SELECT FROM peers.blocks WHERE blocker = author_id AND blocked = %(viewer)s)
  AND NOT EXISTS (SELECT FROM peers.blocks WHERE blocker = %(viewer)s AND blocked = author_id)
  AND NOT EXISTS (SELECT FROM peers.mutes WHERE muter = %(viewer)s AND muted = author_id)
ORDER BY place DESC LIMIT %(limit)s
"""
Row = Any
"""A row of a table, by its columns' names."""

pool: AsyncConnectionPool[Any] = AsyncConnectionPool(os.environ["DATABASE_URL"], open=False, max_size=12)


async def rows(query: str, values: Sequence[object] | Mapping[str, object]) -> list[Row]:
    """Run a query."""
    async with pool.connection() as connection:
        cursor = connection.cursor(row_factory=namedtuple_row)
        await cursor.execute(query, values)
        found: list[Row] = await cursor.fetchall()
        return found


@dataclass
class Context:
    """Of a request."""

    viewer: str | None
    accounts: DataLoader[str, Row]
    images: DataLoader[str, Row]
    labels: DataLoader[str, list[Row]]
    liked: DataLoader[str, bool]


def by_id(table: str) -> Callable[[list[str]], Awaitable[list[Row]]]:
    """Loads rows of a table."""

    async def load(ids: list[str]) -> list[Row]:
        found = {row.id: row for row in await rows(f"SELECT * FROM peers.{table} WHERE id = ANY(%s)", [ids])}
        return [found.get(one) for one in ids]

    return load


async def labels(posts: list[str]) -> list[list[Row]]:
    """The labels of each post."""
    found = defaultdict(list)
    for row in await rows("SELECT post, name FROM peers.labels WHERE post = ANY(%s)", [posts]):
        found[row.post].append(row)
    return [found[post] for post in posts]


async def context_of(authorization: str | None) -> Context:
    """Who asks, and loaders for what they ask."""
    token = (authorization or "").removeprefix("Bearer ")
    session = await rows(SESSION, [hashlib.sha256(token.encode()).digest()])
    viewer = session[0].account if session else None

    async def liked(posts: list[str]) -> list[bool]:
        query = "SELECT post FROM peers.likes WHERE account = %s AND post = ANY(%s)"
        found = {row.post for row in await rows(query, [viewer, posts])}
        return [post in found for post in posts]

    return Context(
        viewer, DataLoader(by_id("accounts")), DataLoader(by_id("images")), DataLoader(labels), DataLoader(liked)
    )


Info = strawberry.Info[Context, None]


@strawberry.enum
class Feed(Enum):
    """Which list."""

    HOME = "HOME"
    LATEST = "LATEST"


@strawberry.enum
class ImageSize(Enum):
    """Which file."""

    FULL = "full"
    LARGE = "large"
    SMALL = "small"


@strawberry.enum
class PromptVisibility(Enum):
    """Of words."""

    HIDDEN = "HIDDEN"
    VISIBLE = "VISIBLE"
    REMIXABLE = "REMIXABLE"


@strawberry.type
class Account:
    """A person."""

    id: strawberry.ID
    handle: str
    display_name: str


@strawberry.type
class Image:
    """A picture."""

    id: strawberry.ID
    width: int
    height: int
    placeholder: str
    alt_text: str | None

    @strawberry.field
    def url(self, size: ImageSize = ImageSize.FULL) -> str:
        """Where it is."""
        return f"/images/{self.id}/{size.value}.webp"


@strawberry.type
class Label:
    """Of a post."""

    name: str


@strawberry.type
class Post:
    """A row."""

    row: strawberry.Private[Row]
    id: strawberry.ID
    caption: str | None
    alt_text: str | None
    tags: list[str]
    prompt: str | None
    prompt_visibility: PromptVisibility
    like_count: int
    comment_count: int
    remix_count: int
    blurred: bool
    created_at: str
    changed_at: str

    @strawberry.field
    async def author(self, info: Info) -> Account:
        """Loaded."""
        row = await info.context.accounts.load(self.row.author_id)
        return Account(id=row.id, handle=row.handle, display_name=row.display_name)

    @strawberry.field
    async def image(self, info: Info) -> Image | None:
        """Loaded."""
        row = await info.context.images.load(self.row.image_id)
        return Image(**row._asdict()) if row else None

    @strawberry.field
    async def labels(self, info: Info) -> list[Label]:
        """Loaded, where there are any."""
        found = await info.context.labels.load(self.row.id) if self.row.labelled else []
        return [Label(name=row.name) for row in found]

    @strawberry.field
    async def viewer_has_liked(self, info: Info) -> bool:
        """Loaded."""
        return await info.context.liked.load(self.row.id)


def post_of(row: Row) -> Post:
    """As it is shown."""
    return Post(
        row=row,
        id=row.id,
        caption=row.caption,
        alt_text=row.alt_text,
        tags=row.tags,
        prompt=row.prompt,
        prompt_visibility=PromptVisibility(row.prompt_visibility),
        like_count=row.like_count,
        comment_count=row.comment_count,
        remix_count=row.remix_count,
        blurred=row.blurred,
        created_at=row.created_at.isoformat(),
        changed_at=row.changed_at,
    )


@strawberry.type
class PostEdge:
    """Of a list."""

    cursor: str
    node: Post


@strawberry.type
class PageInfo:
    """Of a page."""

    has_next_page: bool
    end_cursor: str | None


@strawberry.type
class PostConnection:
    """A page."""

    edges: list[PostEdge]
    page_info: PageInfo
    position: str


def cursor_of(row: Row) -> str:
    """The place after a row."""
    place = json.dumps([1, "latest:", row.place], separators=(",", ":"))
    return base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")


@strawberry.type
class Query:
    """The one list."""

    @strawberry.field
    async def feed(
        self, info: Info, first: int, feed: Feed = Feed.LATEST, tag: str | None = None, after: str | None = None
    ) -> PostConnection:
        """The newest first."""
        before = json.loads(base64.urlsafe_b64decode(after + "=="))[2] if after else END
        found = await rows(LATEST, {"viewer": info.context.viewer, "before": before, "limit": first + 1})
        shown = found[:first]
        return PostConnection(
            edges=[PostEdge(cursor=cursor_of(row), node=post_of(row)) for row in shown],
            page_info=PageInfo(has_next_page=len(found) > first, end_cursor=cursor_of(shown[-1]) if shown else None),
            position=found[0].position,
        )


class Application(GraphQL[Context, None]):
    """With who asks."""

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> Context:
        """Signed in by a token."""
        return await context_of(request.headers.get("authorization"))


def main() -> None:
    """Serve."""
    bound = socket.create_server(("127.0.0.1", 0))

    @asynccontextmanager
    async def opened(_: Starlette) -> AsyncIterator[None]:
        async with pool:
            print(f"http://127.0.0.1:{bound.getsockname()[1]}/graphql", flush=True)
            yield

    app = Starlette(routes=[Route("/graphql", Application(strawberry.Schema(Query)))], lifespan=opened)
    uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False)).run(sockets=[bound])


if __name__ == "__main__":
    main()
