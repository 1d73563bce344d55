"""Decisions in open streams: what is hidden leaves, what is lifted comes back, and cases move before moderators."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any
from uuid import UUID

import pytest

from api.http.app import create_app
from api.ids import NodeKind, node_id
from api.metrics import Metrics
from api.realtime.live import Live
from domain.cases import Case, DecisionKind, case_id
from domain.flags import Flaggable, FlagKind, FlagReason
from domain.identity import position_text
from domain.roles import Role, grant, revoke
from tests.api.realtime.clients import PATIENCE, Element, Errors
from tests.api.realtime.conftest import Stage, Subscribe
from tests.api.realtime.serving import served

FEED = (
    """subscription Feed($after: Position) { feedChanges(after: $after) { position reset changes { kind postId } } }"""
)
ONE = "subscription One($id: ID!) { postChanges(postId: $id) { changes { kind postId post { blurred } } } }"
BOARD = "subscription { trendingBoard(first: 50) { edges { node { id } } } }"
CASES = "subscription { caseChanges { position reset changes { kind caseId case { status flagCount } } } }"


async def _next(stream: AsyncGenerator[Element, None]) -> Any:
    (value,) = (await asyncio.wait_for(anext(stream), PATIENCE)).data.values()
    return value


async def _changes(stream: AsyncGenerator[Element, None]) -> list[tuple[str, str]]:
    """What the next delta that holds anything says; a reset as one change."""
    while True:
        delta = await _next(stream)
        if delta.get("reset"):
            return [("RESET", "")]
        if delta["changes"]:
            return [(change["kind"], change.get("postId") or change["caseId"]) for change in delta["changes"]]


async def _opened(stage: Stage, about: Flaggable) -> Case:
    case = Case.open(about, 1, await stage.person(), FlagReason.HATE)
    await stage.world.save(case)
    return case


async def _decided(stage: Stage, post: UUID, author: UUID, outcome: DecisionKind) -> UUID:
    """A post is reported, and decided on; the moderator."""
    await _opened(stage, Flaggable(post, FlagKind.POST, author))
    moderator = await stage.person()
    await stage.world.moderate(moderator, post, outcome)
    return moderator


async def test_what_is_hidden_leaves_and_comes_back(stage: Stage, subscribe: Subscribe) -> None:
    ada = await stage.person()
    post = await stage.world.post(ada)
    await stage.world.like(ada, post, ada)
    await stage.settled()
    shown = node_id(NodeKind.POST, post)
    async with (
        aclosing(subscribe(stage.address, FEED)) as feed,
        aclosing(subscribe(stage.address, FEED, token=await stage.token(ada))) as own,
        aclosing(subscribe(stage.address, BOARD)) as board,
        aclosing(subscribe(stage.address, ONE, {"id": shown})) as one,
    ):
        for stream in (feed, own, one):
            await _next(stream)
        assert shown in str(await _next(board))
        moderator = await _decided(stage, post, ada, DecisionKind.REMOVE)
        for stream in (feed, own, one):
            assert await _changes(stream) == [("REMOVED", shown)]
        while shown in str(await _next(board)):
            continue
        await stage.world.moderate(moderator, post, DecisionKind.DISMISS)  # which undoes it
        for stream in (feed, own):
            assert await _changes(stream) == [("ADDED", shown)]
        while shown not in str(await _next(board)):
            continue


async def test_a_limit_on_someone_resets_the_latest(stage: Stage, subscribe: Subscribe) -> None:
    ada = await stage.person()
    await stage.world.post(ada)
    began = await stage.settled()
    await _opened(stage, Flaggable(ada, FlagKind.ACCOUNT, ada))
    async with aclosing(subscribe(stage.address, FEED, {"after": f"{began:016d}"})) as feed:
        await stage.world.moderate(await stage.person(), ada, DecisionKind.LIMIT)
        assert await _changes(feed) == [("RESET", "")]


async def test_cases_move_before_moderators_until_they_are_none(stage: Stage, subscribe: Subscribe) -> None:
    moderator, another, ada = await stage.person(), await stage.person(), await stage.person()
    await stage.services.log.append(grant(moderator, Role.MODERATOR))
    await stage.services.log.append(grant(another, Role.MODERATOR))
    post = await stage.world.post(ada)
    await stage.settled()
    case = node_id(NodeKind.CASE, case_id(post, 1))
    with pytest.raises(Errors) as refused:
        await _next(subscribe(stage.address, CASES, token=await stage.token(ada)))
    assert refused.value.codes == ["NOT_FOUND"]
    async with (
        aclosing(subscribe(stage.address, CASES, token=await stage.token(moderator))) as cases,
        aclosing(subscribe(stage.address, CASES, token=await stage.token(another))) as others,
    ):
        await _next(cases)
        await _next(others)
        opened = await _opened(stage, Flaggable(post, FlagKind.POST, ada))
        for stream in (cases, others):
            assert await _changes(stream) == [("ADDED", case)]
        opened.join(ada, FlagReason.SPAM)
        await stage.world.save(opened)
        for stream in (cases, others):
            assert await _changes(stream) == [("UPDATED", case)]
        await stage.services.log.append(revoke(moderator, Role.MODERATOR))
        with pytest.raises(Errors) as ended:
            await _changes(cases)
        assert ended.value.codes == ["NOT_FOUND"]
        opened.join(another, FlagReason.SPAM)
        await stage.world.save(opened)
        assert await _changes(others) == [("UPDATED", case)]


async def test_who_no_longer_moderates_is_sent_nothing_of_who_blocks_them(stage: Stage, subscribe: Subscribe) -> None:
    """Nobody hides from those who decide; with the role that ends, in open streams, too."""
    blocker, other, moderator = [await stage.person() for _ in range(3)]
    await stage.services.log.append(grant(moderator, Role.MODERATOR))
    await stage.world.block(blocker, moderator)
    await stage.settled()
    async with (
        aclosing(subscribe(stage.address, FEED, token=await stage.token(moderator))) as feed,
        aclosing(subscribe(stage.address, FEED)) as company,
    ):
        await _next(company)
        await _next(feed)
        seen = node_id(NodeKind.POST, await stage.world.post(blocker))
        assert await _changes(feed) == [("ADDED", seen)]
        before = position_text(await stage.settled())
        await stage.services.log.append(revoke(moderator, Role.MODERATOR))
        assert await _changes(feed) == [("RESET", "")]
        await stage.world.post(blocker)
        shown = node_id(NodeKind.POST, await stage.world.post(other))
        assert await _changes(feed) == [("ADDED", shown)]
    async with Live(stage.services) as anew, served(create_app(anew, Metrics())) as address:  # it saw nothing of that
        resumed = subscribe(address, FEED, {"after": before}, token=await stage.token(moderator))
        async with aclosing(resumed):
            assert await _changes(resumed) == [("RESET", "")]
