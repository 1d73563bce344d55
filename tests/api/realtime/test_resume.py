"""Clients that are cut off again and again while four writers write: `events` stays exact, feeds converge.

The control is a client that goes on from now instead of where it was: the same checks must catch it.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager
from typing import Any
from uuid import UUID

from domain.identity import position_text
from domain.log import Recorded
from domain.posts import Visibility
from tests.api.realtime.clients import Element
from tests.api.realtime.conftest import Stage, Subscribe
from tests.api.realtime.resuming import EVENTS, FEED, differences, visible

CUTS = 25
"""Of each of four clients: 100 together; 10,000 of them, while the API is killed: `make torture`."""
FEW_CUTS = 8
"""Enough for the control."""
WRITERS = 4
NEVER = 2**62
QUIET, PATIENCE = 2.0, 45.0
"""Seconds for the next element before one is cut off all the same; and at the end, where it must come."""

Resume = Callable[[Stage, str], Awaitable[str]]


async def from_where_it_was(_: Stage, last: str) -> str:
    """As a client does."""
    return last


async def from_now(stage: Stage, _: str) -> str:
    """As a client that forgets does, while something happens: the control."""
    await stage.world.post(await stage.person())
    return position_text(await stage.settled())


async def cut_off(stage: Stage, subscribe: Subscribe, query: str, resume: Resume, *, removals: bool) -> list[Any]:
    """What a client gets that is cut off time and again among writers, each time after a few elements, then no more."""
    chance, got = random.Random(7), list[Any]()
    last = position_text(await stage.settled())

    async def connect(elements: int, upto: int, patience: float) -> None:
        """Take so many elements, up to a position, unless one lets wait for it."""
        nonlocal last
        async with aclosing(subscribe(stage.address, query, {"after": await resume(stage, last)})) as stream:
            while elements and int(last) < upto and (element := await _within(stream, patience)):
                (value,) = element.data.values()
                got.append(value)
                last = value["position"]
                elements -= 1

    async with writing(stage, removals=removals):
        for _ in range(CUTS if resume is from_where_it_was else FEW_CUTS):
            await connect(chance.randrange(1, 4), NEVER, QUIET)
    await stage.world.post(await stage.person())  # what everybody sees comes last, so that the end can be told
    await connect(NEVER, await stage.settled(), PATIENCE if resume is from_where_it_was else QUIET)
    return got


@asynccontextmanager
async def writing(stage: Stage, *, removals: bool) -> AsyncIterator[None]:
    """Four writers at work on posts of all visibilities, as long as the block lasts."""
    world = stage.world
    authors = [await stage.person() for _ in range(WRITERS)]
    shared = [(author, await world.post(author, visibility)) for author in authors for visibility in Visibility]
    tasks = [
        asyncio.create_task(_write(stage, author, shared, number, removals)) for number, author in enumerate(authors)
    ]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        assert all(
            isinstance(end, asyncio.CancelledError) for end in await asyncio.gather(*tasks, return_exceptions=True)
        )


async def _write(stage: Stage, actor: UUID, shared: list[tuple[UUID, UUID]], seed: int, removals: bool) -> None:
    chance, world, own = random.Random(seed), stage.world, list[UUID]()
    while True:
        author, post = chance.choice(shared)
        await world.like(actor, post, author)
        await world.unlike(actor, post, author) if chance.random() < 0.3 else None
        if removals and chance.random() < 0.2:
            own.append(await world.post(actor))
        if own and chance.random() < 0.1:
            await world.remove(actor, own.pop())
        await asyncio.sleep(chance.random() / 50)


async def _log(stage: Stage, after: int) -> list[Recorded]:
    return list(await stage.services.events.read(after, await stage.settled(), 1_000_000))


async def _within(stream: AsyncGenerator[Element, None], seconds: float) -> Element | None:
    try:
        return await asyncio.wait_for(anext(stream), seconds)
    except TimeoutError:
        return None


async def test_events_are_exact_however_often_a_client_is_cut_off(stage: Stage, subscribe: Subscribe) -> None:
    assert await _is_exact(stage, subscribe, from_where_it_was)


async def test_the_check_of_events_has_teeth(stage: Stage, subscribe: Subscribe) -> None:
    assert not await _is_exact(stage, subscribe, from_now)


async def _is_exact(stage: Stage, subscribe: Subscribe, resume: Resume) -> bool:
    began = await stage.settled()
    events = await cut_off(stage, subscribe, EVENTS, resume, removals=False)
    assert len(events) > FEW_CUTS
    return [int(event["position"]) for event in events] == visible(await _log(stage, 0), began)


async def test_a_feed_converges_however_often_a_client_is_cut_off(stage: Stage, subscribe: Subscribe) -> None:
    assert await _differences(stage, subscribe, from_where_it_was) == 0


async def test_the_check_of_feeds_has_teeth(stage: Stage, subscribe: Subscribe) -> None:
    assert await _differences(stage, subscribe, from_now) > 0


async def _differences(stage: Stage, subscribe: Subscribe, resume: Resume) -> int:
    began = await stage.settled()
    deltas = await cut_off(stage, subscribe, FEED, resume, removals=True)
    assert len(deltas) > FEW_CUTS
    return differences(deltas, await _log(stage, began))
