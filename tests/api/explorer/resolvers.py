"""The roots of the page's schema over a `World`: each resolver gets the authorization as `info.context`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from graphql import GraphQLResolveInfo

from tests.api.explorer.world import Row, World, now

Info = GraphQLResolveInfo[str | None]
PAGE_INFO = {"hasNextPage": False, "hasPreviousPage": False, "startCursor": None, "endCursor": None}


class Root:
    """What graphql-core calls by field name."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.resumed: list[str | None] = []
        """What each `events` stream was asked to go on after, in order."""

    def _actor(self, info: Info) -> Row:
        handle = str(info.context).removeprefix("Bearer token-of-")
        return self.world.accounts[handle]

    async def register(self, _info: Info, input: Row) -> Row:  # noqa: A002 (the argument's name in the schema)
        account = self.world.person(input["handle"], input["displayName"])
        return await self._answer("account", account, account, token=f"token-of-{account['handle']}")

    async def submitPrompt(self, info: Info, input: Row) -> Row:  # noqa: A002, N802
        return await self._answer("render", self.world.render(input), self._actor(info))

    async def sharePost(self, info: Info, input: Row) -> Row:  # noqa: A002, N802
        render = self.world.renders[input["renderId"]]
        post = self.world.post(self._actor(info), render, input)
        return await self._answer("post", post, self._actor(info), post)

    async def likePost(self, info: Info, input: Row) -> Row:  # noqa: A002, N802
        post = self.world.posts[input["postId"]]
        post["likeCount"] += 1
        return await self._answer("post", post, self._actor(info), post)

    async def comment(self, info: Info, input: Row) -> Row:  # noqa: A002
        post = self.world.posts[input["postId"]]
        post["commentCount"] += 1
        comment = {"id": "comment-1", "text": input["text"], "createdAt": now(), "author": self._actor(info)}
        return await self._answer("comment", comment, self._actor(info), post)

    async def follow(self, info: Info, input: Row) -> Row:  # noqa: A002
        account = next(row for row in self.world.accounts.values() if row["id"] == input["accountId"])
        account["followerCount"] += 1
        return await self._answer("account", account, self._actor(info))

    async def _answer(self, name: str, value: Row, actor: Row, post: Row | None = None, **more: Any) -> Row:
        position = await self.world.append(name, actor, post)
        return {name: value, "position": position, "userErrors": [], **more}

    def viewer(self, info: Info) -> Row | None:
        return self._actor(info) if info.context else None

    def feed(self, _info: Info, **_arguments: Any) -> Row:
        edges = [{"cursor": key, "node": post} for key, post in self.world.posts.items()]
        return {"edges": edges, "pageInfo": PAGE_INFO}

    def log(self, _info: Info) -> Row:
        return {"head": self.world.head, "views": []}

    async def renderProgress(self, _info: Info, renderId: str) -> AsyncIterator[Row]:  # noqa: N802, N803
        async for frame in self.world.draw(self.world.renders[renderId]):
            yield {"renderProgress": frame}

    async def feedChanges(self, _info: Info, after: str | None = None, **_arguments: Any) -> AsyncIterator[Row]:  # noqa: N802
        async for fact in self.world.after(after):
            post = fact["post"]
            changes = [{"kind": "UPDATED", "postId": post["id"], "post": post}] if post else []
            yield {"feedChanges": {"position": fact["position"], "reset": False, "changes": changes}}

    async def events(self, _info: Info, after: str | None = None, **_arguments: Any) -> AsyncIterator[Row]:
        self.resumed.append(after)
        async for fact in self.world.after(after):
            yield {"events": fact}
