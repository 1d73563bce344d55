"""Who shows the same shares one execution; who does not is never shown another's."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncGenerator, Iterator
from contextlib import AsyncExitStack, aclosing
from typing import Any

import pytest
from graphql import Executor as GraphqlExecutor

from api.context import Context
from api.execution.documents import Document
from api.execution.executor import Executor
from api.execution.requests import Request
from api.gate import Gate
from api.ids import NodeKind, node_id
from api.realtime.frames import Subscribe as Subscribed
from api.realtime.types import FeedDelta
from api.realtime.wire import SocketProtocol
from api.snapshot import Snapshot
from domain.identity import position_text
from domain.posts import Visibility
from tests.api.realtime.clients import PATIENCE, Element, over_websocket
from tests.api.realtime.conftest import Stage, Subscribe

MEMBERS = 12
SAME = """subscription Same($after: Position) { feedChanges(after: $after) {
  position changes { kind postId post { likeCount author { handle } image { url } } } } }"""
OWN = """subscription Own($after: Position) { feedChanges(after: $after) {
  position changes { postId post { likeCount viewerHasLiked } } } }"""
BOARD = "subscription Board { trendingBoard(first: 100) { edges { node { id likeCount } } } }"
REMIX = """subscription Remix($after: Position) { feedChanges(after: $after) {
  position changes { postId post { remixedFrom { id } } } } }"""


@pytest.fixture
def executions(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """Every element that was executed and not just sent."""
    executed: list[object] = []
    answer = Executor.answer

    async def counted(
        executor: Executor, document: Document, request: Request, context: Context, element: object
    ) -> Any:
        executed.append(element)
        return await answer(executor, document, request, context, element)

    monkeypatch.setattr(Executor, "answer", counted)
    yield executed


async def _audience(
    stack: AsyncExitStack, stage: Stage, subscribe: Subscribe, query: str, tokens: list[str]
) -> list[AsyncGenerator[Element, None]]:
    """Streams that have all begun."""
    members = [subscribe(stage.address, query, token=token) for token in tokens]
    for member in members:
        await stack.enter_async_context(aclosing(member))
    await _all(members)
    return members


async def _all(members: list[AsyncGenerator[Element, None]]) -> list[Any]:
    elements = await asyncio.wait_for(asyncio.gather(*map(anext, members)), PATIENCE)
    return [next(iter(element.data.values())) for element in elements]


async def test_one_executes_for_all(stage: Stage, subscribe: Subscribe, executions: list[object]) -> None:
    people = [await stage.person() for _ in range(MEMBERS)]
    tokens = [await stage.token(person) for person in people]
    post = await stage.world.post(people[0])
    await stage.settled()
    async with AsyncExitStack() as stack:
        members = await _audience(stack, stage, subscribe, SAME, tokens)
        executions.clear()
        await stage.world.like(people[0], post, people[0])
        shown = await _all(members)
        assert shown == [shown[0]] * MEMBERS
        assert shown[0]["changes"][0]["post"]["likeCount"] == 1
        assert len(executions) < MEMBERS / 2  # one, or a few where the machine is slow and something new came between


async def test_who_waits_keeps_nothing_of_what_was_made(stage: Stage) -> None:
    """An open socket is mostly idle: what it keeps then is what a thousand of them cost."""
    people = [await stage.person() for _ in range(MEMBERS)]
    tokens = [await stage.token(person) for person in people]
    await stage.settled()
    async with AsyncExitStack() as stack:
        members = await _audience(stack, stage, over_websocket, SAME, tokens)
        await stage.world.post(people[0])
        await _all(members)
        async with asyncio.timeout(PATIENCE):
            while len(_kept(GraphqlExecutor, Gate, Snapshot, Subscribed, FeedDelta)) >= MEMBERS:  # noqa: ASYNC110
                await asyncio.sleep(0.01)  # until all sit; what their cohort keeps is little
        wires = _kept(SocketProtocol)
        assert len(wires) >= MEMBERS
        assert not any(wire.scope for wire in wires), "what the handshake said"
        assert not any(map(vars, wires)), "all that uvicorn sets has its slot"


def _kept(*kinds: type) -> list[Any]:
    gc.collect()
    return [one for one in gc.get_objects() if isinstance(one, kinds)]


async def test_one_board_is_executed_for_all(stage: Stage, subscribe: Subscribe, executions: list[object]) -> None:
    ada = await stage.person()
    post = await stage.world.post(ada)
    await stage.settled()
    async with AsyncExitStack() as stack:
        members = [subscribe(stage.address, BOARD) for _ in range(MEMBERS)]
        for member in members:
            await stack.enter_async_context(aclosing(member))
        await _all(members)
        executions.clear()
        await stage.world.like(ada, post, ada)
        for board in await _all(members):
            assert {"id": node_id(NodeKind.POST, post), "likeCount": 1} in [edge["node"] for edge in board["edges"]]
        assert len(executions) < MEMBERS / 2


async def test_members_come_from_different_positions_and_meet(
    stage: Stage, subscribe: Subscribe, executions: list[object]
) -> None:
    ada = await stage.person()
    began = await stage.settled()
    posts = [await stage.world.post(ada) for _ in range(3)]
    async with AsyncExitStack() as stack:
        late = subscribe(stage.address, SAME, {"after": position_text(began)})
        await stack.enter_async_context(aclosing(late))
        seen: set[str] = set()
        while len(seen) < len(posts):
            seen |= {change["postId"] for change in (await _all([late]))[0]["changes"]}
        await stage.settled()
        members = [late, *await _audience(stack, stage, subscribe, SAME, [await stage.token(ada)] * 3)]
        executions.clear()
        await stage.world.like(ada, posts[0], ada)
        shown = await _all(members)
        assert shown == [shown[0]] * len(members)


async def test_what_depends_on_the_viewer_is_each_ones_own(stage: Stage, subscribe: Subscribe) -> None:
    people = [await stage.person() for _ in range(MEMBERS)]
    tokens = [await stage.token(person) for person in people]
    post = await stage.world.post(people[0])
    await stage.settled()
    async with AsyncExitStack() as stack:
        members = await _audience(stack, stage, subscribe, OWN, tokens)
        for count, liker in enumerate(people[:4], start=1):
            await stage.world.like(liker, post, people[0])
            shown = [delta["changes"][0]["post"] for delta in await _all(members)]
            assert [one["likeCount"] for one in shown] == [count] * MEMBERS
            assert [one["viewerHasLiked"] for one in shown] == [index < count for index in range(MEMBERS)]


async def test_the_check_of_ones_own_has_teeth(
    stage: Stage, subscribe: Subscribe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Gate, "viewer", property(lambda gate: gate._viewer))  # asking leaves no mark
    with pytest.raises(AssertionError):
        await test_what_depends_on_the_viewer_is_each_ones_own(stage, subscribe)


async def test_a_followers_post_behind_a_public_one_is_shown_to_followers_only(
    stage: Stage, subscribe: Subscribe
) -> None:
    world = stage.world
    ada, follower, stranger = [await stage.person() for _ in range(3)]
    await world.follow(follower, ada)
    source = await world.post(ada, Visibility.FOLLOWERS)
    await stage.settled()
    tokens = [await stage.token(person) for person in (stranger, follower, stranger, ada)]
    async with AsyncExitStack() as stack:
        members = await _audience(stack, stage, subscribe, REMIX, tokens)
        await world.post(ada, remix_of=source)
        shown = [delta["changes"][0]["post"]["remixedFrom"] for delta in await _all(members)]
        visible = {"id": node_id(NodeKind.POST, source)}
        assert shown == [None, visible, None, visible]
