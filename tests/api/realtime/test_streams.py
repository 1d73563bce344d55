"""The streams of posts and of the log, the same over both transports."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, aclosing
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from websockets.exceptions import ConnectionClosed

from api.ids import NodeKind, node_id
from api.realtime.frames import CloseCode
from domain.api_keys import ApiScope
from domain.identity import position_text
from domain.posts import Visibility
from tests.api.realtime.clients import PATIENCE, Element, Errors, over_sse, over_websocket
from tests.api.realtime.conftest import Stage, Subscribe

BOTH = (over_websocket, over_sse)
FUTURE = position_text(10**12)

FEED = """subscription Feed($tag: String, $after: Position) { feedChanges(tag: $tag, after: $after) {
  position reset changes { kind postId post { id likeCount commentCount author { handle } } } } }"""
HOME = """subscription Home($after: Position) { feedChanges(feed: HOME, after: $after) {
  position reset changes { kind postId } } }"""
POST = """subscription One($id: ID!, $after: Position) { postChanges(postId: $id, after: $after) {
  position changes { kind postId post { likeCount } } } }"""
EVENTS = """subscription Log($after: Position, $topics: [String!]) { events(after: $after, topics: $topics) {
  position topic subject payload actor { handle } } }"""
BOARD = "subscription Board { trendingBoard(first: 100) { position rankedAt edges { node { id likeCount } } } }"


async def _next(stream: AsyncGenerator[Element, None]) -> Any:
    """The root field of a stream's next element."""
    element = await asyncio.wait_for(anext(stream), PATIENCE)
    (value,) = element.data.values()
    if element.id is not None and "position" in value:
        assert element.id == value["position"]
    return value


async def _changes(stream: AsyncGenerator[Element, None]) -> list[tuple[str, str]]:
    return [(change["kind"], change["postId"]) for change in (await _next(stream))["changes"]]


def _post(post: UUID) -> str:
    return node_id(NodeKind.POST, post)


async def test_a_feed_adds_updates_and_removes(stage: Stage, subscribe: Subscribe) -> None:
    world = stage.world
    ada, bob = await stage.person(), await stage.person()
    async with aclosing(subscribe(stage.address, FEED)) as feed:
        assert await _changes(feed) == []  # where it begins
        post = await world.post(ada)
        assert await _changes(feed) == [("ADDED", _post(post))]
        await world.like(bob, post, ada)
        liked = await _next(feed)
        assert liked["changes"][0]["kind"] == "UPDATED"
        shown = liked["changes"][0]["post"]
        assert (shown["id"], shown["likeCount"], shown["commentCount"]) == (_post(post), 1, 0)
        await world.remove(ada, post)
        assert await _changes(feed) == [("REMOVED", _post(post))]


async def test_a_feed_resumes_from_any_position(stage: Stage, subscribe: Subscribe) -> None:
    world = stage.world
    began = position_text(await stage.settled())
    ada = await stage.person()
    first, second = await world.post(ada), await world.post(ada)
    async with aclosing(subscribe(stage.address, FEED, {"after": began})) as feed:
        seen: dict[str, str] = {}
        while len(seen) < 2:
            delta = await _next(feed)
            seen |= {change["postId"]: change["kind"] for change in delta["changes"]}
    assert seen == {_post(first): "ADDED", _post(second): "ADDED"}
    await world.remove(ada, first)
    third = await world.post(ada)
    async with aclosing(subscribe(stage.address, FEED, {"after": delta["position"]})) as feed:
        seen = {}
        while len(seen) < 2:
            seen |= {change["postId"]: change["kind"] for change in (await _next(feed))["changes"]}
    assert seen == {_post(first): "REMOVED", _post(third): "ADDED"}


async def test_a_tag_narrows_a_feed(stage: Stage, subscribe: Subscribe) -> None:
    world = stage.world
    ada = await stage.person()
    async with aclosing(subscribe(stage.address, FEED, {"tag": "#Sea"})) as feed:
        await _next(feed)
        await world.post(ada, tags=("hill",))
        post = await world.post(ada, tags=("sea",))
        assert await _changes(feed) == [("ADDED", _post(post))]


@pytest.mark.parametrize("visibility", [Visibility.UNLISTED, Visibility.FOLLOWERS, Visibility.PRIVATE])
async def test_what_is_not_public_is_in_no_feed_and_no_log(
    stage: Stage, subscribe: Subscribe, visibility: Visibility
) -> None:
    world = stage.world
    began = position_text(await stage.settled())
    ada = await stage.person()
    hidden = await world.post(ada, visibility)
    await world.like(ada, hidden, ada)
    await world.remove(ada, hidden)
    await world.comment(ada, await world.post(ada, visibility), ada)
    shown = await world.post(ada)
    token = await stage.token(ada)
    async with aclosing(subscribe(stage.address, FEED, {"after": began}, token=token)) as feed:
        seen: list[tuple[str, str]] = []
        while not seen:
            seen += await _changes(feed)
        assert seen == [("ADDED", _post(shown))]
    async with aclosing(subscribe(stage.address, EVENTS, {"after": began}, token=token)) as events:
        assert [(await _next(events))["topic"] for _ in range(2)] == ["account.registered", "post.shared"]


async def test_home_holds_whom_one_follows_and_resets_when_that_changes(stage: Stage, subscribe: Subscribe) -> None:
    world = stage.world
    ada, bob, eve = [await stage.person() for _ in range(3)]
    await world.follow(ada, bob)
    await stage.settled()
    token = await stage.token(ada)
    async with aclosing(subscribe(stage.address, HOME, token=token)) as home:
        await _next(home)
        await world.post(eve)
        post = await world.post(bob, Visibility.FOLLOWERS)
        assert await _changes(home) == [("ADDED", _post(post))]
        await world.follow(ada, eve)
        assert (await _next(home))["reset"]
        await world.remove(bob, post)
        assert await _changes(home) == [("REMOVED", _post(post))]


async def test_home_needs_a_viewer(stage: Stage, subscribe: Subscribe) -> None:
    with pytest.raises(Errors) as errors:
        await _next(subscribe(stage.address, HOME))
    assert errors.value.codes == ["UNAUTHENTICATED"]


async def test_too_much_change_is_a_reset(stage: Stage, subscribe: Subscribe, monkeypatch: pytest.MonkeyPatch) -> None:
    began = position_text(await stage.settled())
    monkeypatch.setattr("api.realtime.feeds.MOST_CHANGES", 2)
    ada = await stage.person()
    for _ in range(3):
        last = await stage.world.post(ada)
    await stage.world.like(ada, last, ada)
    await stage.settled()
    async with aclosing(subscribe(stage.address, FEED, {"after": began})) as feed:
        delta = await _next(feed)
        assert (delta["reset"], delta["changes"]) == (True, [])
        await stage.world.unlike(ada, last, ada)
        assert await _changes(feed) == [("UPDATED", _post(last))]


async def test_one_post_until_it_is_gone(stage: Stage, subscribe: Subscribe) -> None:
    world = stage.world
    ada = await stage.person()
    post, other = await world.post(ada), await world.post(ada)
    await world.like(ada, other, ada)
    await stage.settled()
    async with aclosing(subscribe(stage.address, POST, {"id": _post(post)})) as stream:
        began = (await _next(stream))["position"]
        await world.unlike(ada, other, ada)
        await world.like(ada, post, ada)
        assert (await _next(stream))["changes"][0]["post"] == {"likeCount": 1}
        await world.remove(ada, post)
        assert await _changes(stream) == [("REMOVED", _post(post))]
        with pytest.raises(StopAsyncIteration):
            await _next(stream)
    async with aclosing(subscribe(stage.address, POST, {"id": _post(post), "after": began})) as stream:
        assert await _changes(stream) == [("REMOVED", _post(post))]


async def test_a_followers_post_goes_with_the_follow(stage: Stage, subscribe: Subscribe) -> None:
    world = stage.world
    ada, bob = await stage.person(), await stage.person()
    await world.follow(bob, ada)
    post = await world.post(ada, Visibility.FOLLOWERS)
    await world.like(ada, post, ada)
    await stage.settled()
    async with aclosing(subscribe(stage.address, POST, {"id": _post(post)}, token=await stage.token(bob))) as stream:
        await _next(stream)
        await world.unfollow(bob, ada)
        assert await _changes(stream) == [("REMOVED", _post(post))]


@pytest.mark.parametrize("visibility", [Visibility.PRIVATE, Visibility.FOLLOWERS, None])
async def test_a_post_one_may_not_see_is_not_there(
    stage: Stage, subscribe: Subscribe, visibility: Visibility | None
) -> None:
    ada = await stage.person()
    post = await stage.world.post(ada, visibility) if visibility else UUID(int=7)
    await stage.settled()
    with pytest.raises(Errors) as errors:
        await _next(subscribe(stage.address, POST, {"id": _post(post)}))
    assert errors.value.codes == ["NOT_FOUND"]


async def test_events_are_exact_from_any_position(stage: Stage, subscribe: Subscribe) -> None:
    world = stage.world
    began = position_text(await stage.settled())
    ada, bob = await stage.person(), await stage.person()
    post = await world.post(ada)
    await world.like(bob, post, ada)
    expected = ["account.registered", "account.registered", "post.shared", "post.liked", "post.unliked"]
    async with aclosing(subscribe(stage.address, EVENTS, {"after": began})) as events:
        seen = [await _next(events) for _ in range(4)]
        await world.unlike(bob, post, ada)
        seen.append(await _next(events))
    assert [event["topic"] for event in seen] == expected
    assert seen[3]["actor"] == seen[1]["actor"] != seen[0]["actor"]
    for index, event in enumerate(seen[:-1]):
        async with aclosing(subscribe(stage.address, EVENTS, {"after": event["position"]})) as events:
            assert await _next(events) == seen[index + 1]
    only = {"after": began, "topics": ["post.liked"]}
    async with aclosing(subscribe(stage.address, EVENTS, only)) as events:
        assert await _next(events) == seen[3]


async def test_the_board_moves_with_likes(stage: Stage, subscribe: Subscribe) -> None:
    world = stage.world
    ada, bob = await stage.person(), await stage.person()
    first, second = await world.post(ada), await world.post(ada)
    await world.like(ada, first, ada)
    await stage.settled()
    async with aclosing(subscribe(stage.address, BOARD)) as boards:
        board = await _next(boards)
        assert _places(board, first, second) == [(_post(first), 1)]
        await world.like(ada, second, ada)
        await world.like(bob, second, ada)
        while _places(board, first, second) != [(_post(second), 2), (_post(first), 1)]:
            board = await _next(boards)


def _places(board: Any, *posts: UUID) -> list[tuple[str, int]]:
    nodes = [edge["node"] for edge in board["edges"]]
    return [(node["id"], node["likeCount"]) for node in nodes if node["id"] in map(_post, posts)]


@pytest.mark.parametrize(("query", "more"), [(FEED, {}), (EVENTS, {}), (POST, {"id": _post(UUID(int=1))})])
@pytest.mark.parametrize(
    ("after", "code"), [(FUTURE, "STALE"), ("nonsense", "INVALID"), ("12", "INVALID"), ("-" * 16, "INVALID")]
)
async def test_a_position_that_is_none_is_a_typed_error(
    stage: Stage, subscribe: Subscribe, query: str, more: dict[str, Any], after: str, code: str
) -> None:
    with pytest.raises(Errors) as errors:
        await _next(subscribe(stage.address, query, {"after": after, **more}))
    assert errors.value.codes == [code]


async def test_whose_session_or_key_ends_is_told_and_nobody_else(stage: Stage) -> None:
    ada, bob = await stage.person(), await stage.person()
    session, key, tomorrow = await stage.token(ada), uuid4(), datetime.now(UTC) + timedelta(days=1)
    tokens = [session, await stage.services.api_keys.keep(key, ada, [ApiScope.READ], tomorrow)]
    async with asyncio.timeout(PATIENCE), AsyncExitStack() as stack:
        gone, stays = [
            [await _begun(stack, over(stage.address, FEED, token=token)) for token in those for over in BOTH]
            for those in (tokens, [await stage.token(bob)])
        ]
        await stage.services.sessions.end(session)
        await stage.services.api_keys.end(key)
        for stream in gone:
            with pytest.raises((ConnectionClosed, Errors)) as told:
                while True:
                    await anext(stream)
            match told.value:
                case ConnectionClosed(rcvd=closed):
                    assert closed and closed.code == CloseCode.FORBIDDEN
                case Errors(codes=codes):
                    assert codes == ["UNAUTHENTICATED"]
        post = await stage.world.post(ada)
        for stream in stays:
            while ("ADDED", _post(post)) not in await _changes(stream):
                pass


async def _begun(stack: AsyncExitStack, stream: AsyncGenerator[Element, None]) -> AsyncGenerator[Element, None]:
    await anext(await stack.enter_async_context(aclosing(stream)))
    return stream


async def test_a_browser_subscribes_by_get(stage: Stage) -> None:
    began = position_text(await stage.settled())
    ada = await stage.person()
    asked = {"query": EVENTS}
    headers = {"accept": "text/event-stream", "last-event-id": began}
    async with (
        httpx.AsyncClient(timeout=PATIENCE) as client,
        client.stream("GET", f"http://{stage.address}/graphql", params=asked, headers=headers) as response,
    ):
        assert response.headers["content-type"].startswith("text/event-stream")
        lines = response.aiter_lines()
        seen = [await asyncio.wait_for(anext(lines), PATIENCE) for _ in range(5)]
    account = node_id(NodeKind.ACCOUNT, ada)
    assert any(line == f"id: {position_text(int(began) + 2)}" for line in seen), "the handle's event is not public"
    assert any(account in line for line in seen)


async def test_a_mutation_does_not_go_by_get(stage: Stage) -> None:
    asked = {"query": "mutation { signOut { userErrors { code } } }"}
    async with httpx.AsyncClient(timeout=PATIENCE) as client:
        headers = {"accept": "text/event-stream"}
        response = await client.get(f"http://{stage.address}/graphql", params=asked, headers=headers)
    assert response.status_code == 405
