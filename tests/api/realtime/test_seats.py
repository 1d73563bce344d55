"""Who sits in a cohort: woken for what is theirs alone, and never left without what they are owed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import AsyncExitStack, aclosing, asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest

from api.context import NOBODY
from api.ids import NodeKind, node_id
from api.realtime import converging
from api.realtime.cohorts import Cohort
from api.realtime.live import StreamContext
from api.realtime.types import TrendingBoard
from api.schema.scalars import Position
from tests.api.realtime.clients import PATIENCE, Element
from tests.api.realtime.conftest import Stage, Subscribe

FEED = "subscription Feed { feedChanges { position reset changes { kind postId post { likeCount } } } }"
POST = "subscription One($id: ID!) { postChanges(postId: $id) { position changes { kind postId } } }"


@asynccontextmanager
async def _seated(
    stage: Stage, subscribe: Subscribe, query: str, tokens: list[str], variables: dict[str, Any] | None = None
) -> AsyncIterator[list[AsyncGenerator[Element, None]]]:
    """Streams that have been sent something by the one that runs ahead of them."""
    async with AsyncExitStack() as stack:
        members = [subscribe(stage.address, query, variables, token=token) for token in tokens]
        for member in members:
            await stack.enter_async_context(aclosing(member))
        if not variables:
            await asyncio.gather(*map(_next, members))
        yield members


async def _next(stream: AsyncGenerator[Element, None]) -> Any:
    return next(iter((await asyncio.wait_for(anext(stream), PATIENCE)).data.values()))


async def _until(stream: AsyncGenerator[Element, None], post: str) -> list[Any]:
    """The deltas up to the one that tells of a post."""
    deltas = [await _next(stream)]
    while post not in str(deltas[-1]):
        deltas.append(await _next(stream))
    return deltas


def _cohorts(stage: Stage) -> list[Cohort]:
    return [cohort for cohort in stage.live.cohorts._cohorts.values() if cohort._task]


async def test_a_tie_wakes_whom_it_is_about_and_nobody_else(stage: Stage, subscribe: Subscribe) -> None:
    ada, bob, carl = [await stage.person() for _ in range(3)]
    await stage.settled()
    tokens = [await stage.token(one) for one in (ada, bob, carl)]
    async with _seated(stage, subscribe, FEED, tokens) as (to_ada, to_bob, to_carl):
        first = node_id(NodeKind.POST, await stage.world.post(carl))
        await asyncio.gather(*(_until(stream, first) for stream in (to_ada, to_bob, to_carl)))
        await stage.world.block(ada, bob)
        assert (await _next(to_ada))["reset"]
        assert (await _next(to_bob))["reset"]
        by_bob = node_id(NodeKind.POST, await stage.world.post(bob))
        last = node_id(NodeKind.POST, await stage.world.post(carl))
        assert by_bob not in str(await _until(to_ada, last))
        assert by_bob in str(await _until(to_bob, last))
        told = await _until(to_carl, last)
        assert by_bob in str(told)
        assert not any(delta["reset"] for delta in told)


async def test_they_go_on_when_what_runs_ahead_dies(stage: Stage, subscribe: Subscribe) -> None:
    ada = await stage.person()
    await stage.settled()
    async with _seated(stage, subscribe, FEED, [await stage.token(ada)] * 3) as members:
        for _ in range(3):
            post = node_id(NodeKind.POST, await stage.world.post(ada))
            await asyncio.gather(*(_until(member, post) for member in members))
            for cohort in _cohorts(stage):
                await cohort.stop()


async def test_nothing_runs_ahead_of_one_alone(stage: Stage, subscribe: Subscribe) -> None:
    ada = await stage.person()
    await stage.settled()
    async with _seated(stage, subscribe, FEED, [await stage.token(ada)]) as (alone,):
        async with _seated(stage, subscribe, FEED, [await stage.token(ada)]) as (other,):
            post = node_id(NodeKind.POST, await stage.world.post(ada))
            await asyncio.gather(_until(alone, post), _until(other, post))
            post = node_id(NodeKind.POST, await stage.world.post(ada))
            await asyncio.gather(_until(alone, post), _until(other, post))
            assert _cohorts(stage)
        async with asyncio.timeout(PATIENCE):
            while _cohorts(stage):  # noqa: ASYNC110 - a cohort ends without a word
                await asyncio.sleep(0)
        post = node_id(NodeKind.POST, await stage.world.post(ada))
        await _until(alone, post)


async def test_who_sits_is_told_how_far_it_is(
    stage: Stage, subscribe: Subscribe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(converging, "QUIET_SECONDS", 0.1)
    ada = await stage.person()
    await stage.settled()
    async with _seated(stage, subscribe, FEED, [await stage.token(ada)] * 2) as members:
        await stage.person()  # no feed shows that
        position = await stage.settled()
        for member in members:
            while int((await _next(member))["position"]) < position:
                pass


async def test_all_are_told_when_the_post_is_gone_and_their_streams_end(stage: Stage, subscribe: Subscribe) -> None:
    ada = await stage.person()
    post = await stage.world.post(ada)
    await stage.settled()
    shown = node_id(NodeKind.POST, post)
    async with _seated(stage, subscribe, POST, [await stage.token(ada)] * 3, {"id": shown}) as members:
        for member in members:
            await _next(member)
        await stage.world.like(ada, post, ada)
        for member in members:
            assert (await _next(member))["changes"][0]["kind"] == "UPDATED"
        await stage.world.remove(ada, post)
        for member in members:
            assert (await _next(member))["changes"] == [{"kind": "REMOVED", "postId": shown}]
            with pytest.raises(StopAsyncIteration):
                await _next(member)


async def test_one_that_is_ended_before_it_began_begins_anew(stage: Stage) -> None:
    """As when somebody leaves in the moment in which another has company."""
    begun = asyncio.Event()

    async def lead(_: Cohort) -> None:
        begun.set()
        await asyncio.Event().wait()

    cohort = Cohort(stage.live.tail, stage.services.keyring, lead)
    with cohort:
        with cohort:
            assert cohort.led()
        assert not cohort.led()
        with cohort:
            async with asyncio.timeout(PATIENCE):
                while not begun.is_set():
                    await asyncio.sleep(0)
                    cohort.led()
    await cohort.stop()


async def test_a_board_is_not_followed_by_an_older_one(stage: Stage) -> None:
    """Time alone moves a board: then several have the same position, and whoever has the newest waits for the next."""

    async def lead(_: Cohort) -> None:
        await asyncio.Event().wait()

    cohort, position = Cohort(stage.live.tail, stage.services.keyring, lead), await stage.settled()
    older, newer, newest = [
        TrendingBoard(position=Position(position), ranked_at=datetime.fromtimestamp(second, UTC), edges=[])
        for second in range(3)
    ]
    seat = StreamContext(stage.live, NOBODY, cohort).seat
    with cohort, cohort:
        assert cohort.led()
        await cohort.tell(older)
        await cohort.tell(newer)
        assert await seat.next(0, whole=True) is newer
        waiting = asyncio.create_task(seat.next(position, whole=True))
        await asyncio.sleep(0)  # it sits by now, or has been given one
        await cohort.tell(newest)
        assert await asyncio.wait_for(waiting, PATIENCE) is newest
    await cohort.stop()
