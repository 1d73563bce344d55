"""Edits in open streams: what leaves a feed is removed, what comes into it is added, and nothing else is told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any
from uuid import UUID

from api.ids import NodeKind, node_id
from domain.identity import position_text
from domain.posts import Visibility
from tests.api.realtime.clients import PATIENCE, Element
from tests.api.realtime.conftest import Stage, Subscribe

FEED = """subscription Feed($feed: Feed!, $tag: String, $after: Position) {
  feedChanges(feed: $feed, tag: $tag, after: $after) { position changes { kind postId } } }"""
COMMENTS = """subscription One($id: ID!) { postChanges(postId: $id) { position changes { post { commentCount
  comments(first: 20) { edges { node { removed replies(first: 20) { edges { node { id } } } } } } } } } }"""


async def _next(stream: AsyncGenerator[Element, None]) -> Any:
    (value,) = (await asyncio.wait_for(anext(stream), PATIENCE)).data.values()
    return value


async def _changes(stream: AsyncGenerator[Element, None]) -> list[tuple[str, UUID]]:
    """What the next delta that holds anything says."""
    while not (changes := (await _next(stream))["changes"]):
        continue
    return [(change["kind"], UUID(change["postId"].partition("_")[2])) for change in changes]


async def test_a_post_comes_and_goes_with_its_visibility(stage: Stage, subscribe: Subscribe) -> None:
    world = stage.world
    ada = await stage.person()
    post, mark = await world.post(ada, Visibility.PRIVATE), await world.post(ada)
    await stage.settled()
    async with aclosing(subscribe(stage.address, FEED, {"feed": "LATEST"})) as feed:
        await _next(feed)
        await world.edit(ada, post, Visibility.UNLISTED)
        await world.edit(ada, post, Visibility.PUBLIC)
        assert await _changes(feed) == [("ADDED", post)]
        await world.edit(ada, post)
        assert await _changes(feed) == [("UPDATED", post)]
        await world.edit(ada, post, Visibility.PRIVATE)
        assert await _changes(feed) == [("REMOVED", post)]
        await world.edit(ada, post)  # nobody hears what is done in private
        await world.like(ada, post, ada)
        await world.like(ada, mark, ada)
        assert await _changes(feed) == [("UPDATED", mark)]
        await world.edit(ada, post, Visibility.PUBLIC)
        assert await _changes(feed) == [("ADDED", post)]


async def test_who_was_away_is_told_what_left(stage: Stage, subscribe: Subscribe) -> None:
    world = stage.world
    ada = await stage.person()
    gone, back = await world.post(ada, tags=("away",)), await world.post(ada, tags=("away",))
    began = position_text(await stage.settled())
    await world.edit(ada, gone, Visibility.UNLISTED)
    await world.edit(ada, gone)
    await world.edit(ada, back, Visibility.PRIVATE)
    await world.edit(ada, back, Visibility.PUBLIC)
    await stage.settled()
    for tag in (None, "away"):
        async with aclosing(subscribe(stage.address, FEED, {"feed": "LATEST", "tag": tag, "after": began})) as feed:
            assert await _changes(feed) == [("REMOVED", gone), ("ADDED", back)]


async def test_a_post_comes_and_goes_with_its_tags(stage: Stage, subscribe: Subscribe) -> None:
    world = stage.world
    ada = await stage.person()
    post = await world.post(ada, tags=("hill",))
    await stage.settled()
    async with aclosing(subscribe(stage.address, FEED, {"feed": "LATEST", "tag": "moor"})) as feed:
        await _next(feed)
        await world.edit(ada, post, tags=("hill", "moor"))
        assert await _changes(feed) == [("ADDED", post)]
        await world.like(ada, post, ada)
        assert await _changes(feed) == [("UPDATED", post)]
        await world.edit(ada, post, tags=("hill",))
        assert await _changes(feed) == [("REMOVED", post)]


async def test_home_is_told_of_what_its_followers_saw_only(stage: Stage, subscribe: Subscribe) -> None:
    world = stage.world
    ada, bob = await stage.person(), await stage.person()
    await world.follow(bob, ada)
    never, post = [await world.post(ada, Visibility.PRIVATE) for _ in range(2)]
    await stage.settled()
    async with aclosing(subscribe(stage.address, FEED, {"feed": "HOME"}, token=await stage.token(bob))) as home:
        await _next(home)
        await world.edit(ada, never, Visibility.UNLISTED)
        await world.remove(ada, never)
        await world.edit(ada, post, Visibility.FOLLOWERS)
        assert await _changes(home) == [("ADDED", post)]
        await world.edit(ada, post, Visibility.UNLISTED)
        assert await _changes(home) == [("REMOVED", post)]


async def test_a_comment_reaches_who_looks_at_the_post(stage: Stage, subscribe: Subscribe) -> None:
    world = stage.world
    ada = await stage.person()
    post = await world.post(ada)
    await stage.settled()
    async with aclosing(subscribe(stage.address, COMMENTS, {"id": node_id(NodeKind.POST, post)})) as stream:
        await _next(stream)

        async def shown() -> tuple[int, list[tuple[bool, int]]]:
            (change,) = (await _next(stream))["changes"]
            nodes = [edge["node"] for edge in change["post"]["comments"]["edges"]]
            return change["post"]["commentCount"], [(one["removed"], len(one["replies"]["edges"])) for one in nodes]

        comment = await world.comment(ada, post, ada)
        assert await shown() == (1, [(False, 0)])
        await world.comment(ada, post, ada, comment)
        assert await shown() == (2, [(False, 1)])
        await world.remove_comment(ada, post, comment)
        assert await shown() == (1, [(True, 1)])
