"""Blocks and mutes in open streams, and that they cost nobody else their share."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, aclosing
from typing import Any

import pytest

from api.ids import NodeKind, node_id
from api.realtime import converging
from api.realtime.seat import Seat
from tests.api.realtime.clients import PATIENCE
from tests.api.realtime.conftest import Stage, Subscribe

FEED = "subscription Feed($after: Position) { feedChanges(after: $after) { position reset changes { kind postId } } }"
POST = "subscription One($id: ID!) { postChanges(postId: $id) { changes { kind postId } } }"
BOARD = "subscription Board { trendingBoard(first: 100) { edges { node { id } } } }"


async def _next(stream: Any) -> Any:
    return next(iter((await asyncio.wait_for(anext(stream), PATIENCE)).data.values()))


@pytest.mark.parametrize("tie", ["block", "mute"])
async def test_a_tie_resets_the_feed_and_hides_what_comes(stage: Stage, subscribe: Subscribe, tie: str) -> None:
    ada, bob = [await stage.person() for _ in range(2)]
    await stage.settled()
    token = await stage.token(ada)
    async with aclosing(subscribe(stage.address, FEED, token=token)) as feed:
        await _next(feed)
        await getattr(stage.world, tie)(ada, bob)
        assert (await _next(feed))["reset"]
        await stage.world.post(bob)
        shown = await stage.world.post(ada)
        assert [change["postId"] for change in (await _next(feed))["changes"]] == [node_id(NodeKind.POST, shown)]


async def test_a_block_ends_the_stream_of_a_post_and_leaves_the_board(stage: Stage, subscribe: Subscribe) -> None:
    ada, bob = [await stage.person() for _ in range(2)]
    post = await stage.world.post(ada)
    await stage.world.like(ada, post, ada)
    await stage.settled()
    shown, token = node_id(NodeKind.POST, post), await stage.token(bob)
    async with (
        aclosing(subscribe(stage.address, POST, {"id": shown}, token=token)) as one,
        aclosing(subscribe(stage.address, BOARD, token=token)) as board,
    ):
        await _next(one)
        assert shown in str(await _next(board))
        await stage.world.block(ada, bob)
        assert (await _next(one))["changes"] == [{"kind": "REMOVED", "postId": shown}]
        while shown in str(await _next(board)):
            pass


async def _deltas(stage: Stage, subscribe: Subscribe) -> list[bool]:
    """Which of three people are told of a post by someone whom the last one blocks; they wake in order."""
    author, *people = [await stage.person() for _ in range(4)]
    await stage.world.block(people[2], author)
    await stage.settled()
    async with AsyncExitStack() as stack:
        streams = []
        for person in people:
            streams.append(subscribe(stage.address, FEED, token=await stage.token(person)))
            await stack.enter_async_context(aclosing(streams[-1]))
            await _next(streams[-1])
        by_blocked, by_other = await stage.world.post(author), await stage.world.post(people[1])
        told = []
        for stream in streams:
            seen = ""
            while node_id(NodeKind.POST, by_other) not in seen:
                seen += str((await _next(stream))["changes"])
            told.append(node_id(NodeKind.POST, by_blocked) in seen)
        return told


async def test_who_blocks_is_not_sent_what_the_others_share(stage: Stage, subscribe: Subscribe) -> None:
    assert await _deltas(stage, subscribe) == [True, True, False]


async def test_the_check_of_ties_has_teeth(stage: Stage, subscribe: Subscribe, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody looks whom it shows, what is made for nobody in particular goes to all."""
    monkeypatch.setattr(Seat, "fits", lambda seat, shared: True)
    monkeypatch.setattr(Seat, "misses", lambda seat, shared: False)
    with pytest.raises(AssertionError):
        assert await _deltas(stage, subscribe) == [True, True, False]


async def test_who_is_blocked_is_not_even_told_what_left(
    stage: Stage, subscribe: Subscribe, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As one of several changes: others are told of them all at once."""
    ada, bob, apart, other = [await stage.person() for _ in range(4)]
    await stage.world.block(ada, apart)
    hidden = await stage.world.post(ada)
    await stage.settled()
    async with (
        aclosing(subscribe(stage.address, FEED, token=await stage.token(apart))) as feed,
        aclosing(subscribe(stage.address, FEED, token=await stage.token(other))) as company,
    ):
        for stream in (feed, company):
            await _next(stream)
        first = node_id(NodeKind.POST, await stage.world.post(bob))
        for stream in (feed, company):
            assert first in str(await _next(stream))
        monkeypatch.setattr(converging, "PACE_SECONDS", 1.0)
        await stage.world.remove(ada, hidden)
        shown = node_id(NodeKind.POST, await stage.world.post(bob))
        for stream, told in ((feed, [shown]), (company, [node_id(NodeKind.POST, hidden), shown])):
            deltas = [await _next(stream)]
            while shown not in str(deltas[-1]):
                deltas.append(await _next(stream))
            assert [change["postId"] for delta in deltas for change in delta["changes"]] == told
