"""A world of a few dictionaries and a list of events behind the page's schema; nothing here is Limn's own logic."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from typing import Any

PREVIEW = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3E"
    "%3Crect width='8' height='8' fill='%23{colour}'/%3E%3C/svg%3E"
)
Row = dict[str, Any]


def now() -> str:
    return datetime.now(UTC).isoformat()


class World:
    def __init__(self) -> None:
        self.accounts: dict[str, Row] = {}
        self.renders: dict[str, Row] = {}
        self.posts: dict[str, Row] = {}
        self.facts: list[Row] = []
        self.changed = asyncio.Condition()

    @property
    def head(self) -> str:
        return f"{len(self.facts):016d}"

    async def append(self, topic: str, actor: Row, post: Row | None = None, **payload: Any) -> str:
        position = f"{len(self.facts) + 1:016d}"
        if post is not None:
            post["changedAt"] = position
        fact = {"position": position, "topic": topic, "at": now(), "actor": actor, "payload": payload, "post": post}
        async with self.changed:
            self.facts.append(fact)
            self.changed.notify_all()
        return position

    async def after(self, position: str | None) -> AsyncIterator[Row]:
        """Every fact after the position (none: from now on), then each new one."""
        index = int(position or self.head)
        while True:
            async with self.changed:
                while len(self.facts) == index:
                    await self.changed.wait()
            yield self.facts[index]
            index += 1

    def person(self, handle: str, display_name: str) -> Row:
        counts = {"followerCount": 0, "followingCount": 0, "postCount": 0, "viewerFollows": False}
        account = {"id": f"account-{handle}", "handle": handle, "displayName": display_name, **counts}
        return self.accounts.setdefault(handle, account)

    def render(self, asked: Mapping[str, Any]) -> Row:
        params = {"width": 512, "height": 512, "steps": 4, "seed": "7", "model": "painter"}
        key = f"render-{len(self.renders) + 1}"
        state = {"id": key, "status": "QUEUED", "queuePlace": 0, "image": None}
        return self.renders.setdefault(key, {**state, "prompt": asked["prompt"], "params": params})

    def post(self, author: Row, render: Row, asked: Mapping[str, Any]) -> Row:
        key = f"post-{len(self.posts) + 1}"
        post = {"id": key, "author": author, "image": render["image"], "createdAt": now()}
        counts = {"likeCount": 0, "commentCount": 0, "viewerHasLiked": False, "said": []}
        return self.posts.setdefault(key, {**post, **counts, **asked, "prompt": render["prompt"]})

    async def draw(self, render: Row) -> AsyncIterator[Row]:
        """One frame per step, then the finished picture."""
        for step in range(1, 5):
            await asyncio.sleep(0.05)
            render["status"] = "RUNNING" if step < 4 else "DONE"
            render["image"] = picture(render) if step == 4 else None
            colour = f"{step * 50:02x}70b0"
            yield {"render": render, "step": step, "steps": 4, "preview": PREVIEW.format(colour=colour)}


def picture(render: Row) -> Row:
    provenance = {"signed": False, "digitalSourceType": "trained", "model": "painter", "modelVersion": "1"}
    energy = {"wattHours": 0.01, "low": 0.005, "high": 0.02, "method": "a guess"}
    size = {"width": 512, "height": 512, "sha256": "0" * 64, "placeholder": "", "altText": "a test"}
    return {"id": "image-1", "url": f"/images/{render['id']}", **size, "provenance": provenance, "energy": energy}
