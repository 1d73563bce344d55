"""Replays over the interface: their own process, their asker's alone, gated as they are read."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest

from api.ids import NodeKind, node_id
from api.replays import ReplayFailure, ReplayState, ReplayStatus
from domain.errors import DomainError, ErrorCode
from domain.posts import Visibility
from infra.replays import running
from infra.replays.reading import answered, asked
from infra.replays.running import RunningReplays
from infra.replays.titles import titles
from infra.servers.process import children
from projections.rankers import trial
from projections.replays.timeline import Question
from projections.views.trending import Window
from tests.api.realtime.clients import Errors, over_sse
from tests.api.realtime.conftest import Stage, Subscribe
from tests.databases import Database
from tests.rankers import RANKERS
from tests.waiting import until

PATIENCE = 60.0
START = """mutation($input: StartReplayInput!) {
  startReplay(input: $input) { replay { id state } userErrors { code field } }
}"""
CANCEL = "mutation($input: ReplayRef!) { cancelReplay(input: $input) { replay { state } userErrors { code } } }"
RESULT = """state failure fraction rankerA { name version } rankerB { name formula } result {
  digest unfolded steps { position rankedAt }
  tracks(first: 10) { post { id } a b }
  board(side: B, first: 10) { place post { id } why { score terms { name value events } } }
}"""
FOUND = f"query($id: ID!) {{ replay(id: $id) {{ {RESULT} }} }}"
WATCHED = f"subscription($id: ID!) {{ replayProgress(replayId: $id) {{ {RESULT} }} }}"
BOARD = """query($asOf: AsOf) { trending(first: 10, formula: "likes + comments", asOf: $asOf) {
  edges { node { id } why { score terms { name value events } } } } }"""


async def ask(stage: Stage, query: str, token: str | None, **variables: Any) -> Any:
    headers = {"authorization": f"Bearer {token}"} if token else {}
    async with httpx.AsyncClient(base_url=f"http://{stage.address}", headers=headers, timeout=PATIENCE) as client:
        answer = (await client.post("/graphql", json={"query": query, "variables": variables})).json()
    assert "errors" not in answer, answer
    return next(iter(answer["data"].values()))


async def liked(stage: Stage) -> tuple[UUID, list[UUID]]:
    """Somebody, and three posts of theirs, of which the last is liked most."""
    ada = await stage.person()
    posts = [await stage.world.post(ada) for _ in range(3)]
    for likes, post in enumerate(posts, start=1):
        for _ in range(likes):
            await stage.world.like(await stage.person(), post, ada)
    await stage.settled()
    return ada, posts


async def test_it_runs_elsewhere_and_tells_the_boards_as_of_then(stage: Stage, subscribe: Subscribe) -> None:
    ada, posts = await liked(stage)
    token = await stage.token(ada)
    wish = {"rankerA": "top", "formulaB": "likes + comments", "steps": 4, "idempotencyKey": f"key {ada}"}
    begun = await ask(stage, START, token, input=wish)
    assert begun["userErrors"] == []
    variables = {"id": begun["replay"]["id"]}
    async with aclosing(subscribe(stage.address, WATCHED, variables, token=token)) as states:
        seen = [element.data["replayProgress"] async for element in states]
    assert [state["state"] for state in seen][-1] == "DONE"
    done = seen[-1]
    assert (done["fraction"], done["rankerB"]["formula"]) == (1, "likes + comments")
    assert await ask(stage, FOUND, token, **variables) == done
    assert (await ask(stage, START, token, input=wish))["replay"]["id"] == variables["id"]
    other = await ask(stage, START, token, input=wish | {"steps": 5})
    assert [error["code"] for error in other["userErrors"]] == ["CONFLICT"]

    step = done["result"]["steps"][-1]
    then = (await ask(stage, BOARD, None, asOf={"position": step["position"]}))["edges"]
    assert [(one["post"], one["why"]) for one in done["result"]["board"]] == [(one["node"], one["why"]) for one in then]
    mine = [node_id(NodeKind.POST, post) for post in posts]
    assert [one["post"]["id"] for one in done["result"]["board"] if one["post"]["id"] in mine] == mine[::-1]
    assert {len(track["b"]) for track in done["result"]["tracks"]} == {4}

    await stage.world.remove(ada, posts[2])
    await stage.settled()
    left = (await ask(stage, FOUND, token, **variables))["result"]
    assert mine[2] not in {one["post"]["id"] for one in (*left["board"], *left["tracks"])}
    assert [one["place"] for one in left["board"]] == list(range(1, len(left["board"]) + 1))
    assert left["digest"] == done["result"]["digest"]


async def test_nobody_else_finds_it(stage: Stage) -> None:
    ada, _ = await liked(stage)
    begun = await ask(stage, START, await stage.token(ada), input={"rankerA": "top", "rankerB": "decay", "steps": 1})
    variables = {"id": begun["replay"]["id"]}
    eve = await stage.token(await stage.person())
    assert await ask(stage, FOUND, eve, **variables) is None
    assert await ask(stage, FOUND, None, **variables) is None
    ended = await ask(stage, CANCEL, eve, input={"replayId": variables["id"]})
    assert [error["code"] for error in ended["userErrors"]] == ["NOT_FOUND"]
    for token, code in ((eve, "NOT_FOUND"), (None, "UNAUTHENTICATED")):
        with pytest.raises(Errors) as refused:
            async with aclosing(over_sse(stage.address, WATCHED, variables, token=token)) as states:
                await anext(states)
        assert refused.value.codes == [code]


@pytest.mark.parametrize(
    ("wish", "code", "field"),
    [
        ({"rankerA": "top"}, "INVALID", "rankerB"),
        ({"rankerB": "none-such"}, "INVALID", "ranker"),
        ({"rankerB": "top", "formulaB": "likes"}, "INVALID", "formula"),
        ({"formulaB": "likes / / 2"}, "INVALID", "formula"),
        ({"rankerB": "top", "steps": 0}, "INVALID", "steps"),
        ({"rankerB": "top", "steps": 101}, "INVALID", "steps"),
        ({"rankerB": "top", "everySeconds": 0}, "INVALID", "every"),
        ({"rankerB": "top", "top": 26}, "INVALID", "top"),
        ({"rankerB": "top", "to": {"time": "2999-01-01T00:00:00Z"}}, "INVALID", "to"),
        ({"rankerB": "top", "to": {"position": "9999999999999999"}}, "INVALID", "to"),
        ({"rankerB": "top", "from": {"position": "0000000000000000"}}, "INVALID", "from"),
        ({"rankerB": "top", "from": {"time": "1999-01-01T00:00:00Z"}}, "INVALID", "from"),
        ({"rankerB": "top", "from": {"position": "0000000000000009"}, "to": {"position": "0000000000000002"}},
         "INVALID", "from"),
    ],
)  # fmt: skip
async def test_what_cannot_be_asked_is_told_at_once(stage: Stage, wish: Any, code: str, field: str) -> None:
    token = await stage.token(await stage.person())
    await stage.settled()
    answer = await ask(stage, START, token, input=wish)
    assert answer == {"replay": None, "userErrors": [{"code": code, "field": [field]}]}


async def test_titles_tell_what_everyone_sees_while_its_key_lives(
    stage: Stage, shared_database: Database, tmp_path: Path
) -> None:
    """No key was ever there, as after it was destroyed."""
    ada = await stage.world.person("titled")
    shown, hidden = await stage.world.post(ada), await stage.world.post(ada, Visibility.PRIVATE)
    await stage.settled()
    assert await titles(shared_database.api, tmp_path, {shown, hidden}) == {shown: "@titled"}


QUESTION = Question(RANKERS["top"], RANKERS["decay"], Window.ALL, steps=2)
ADA, EVE = UUID(int=1), UUID(int=2)


@pytest.fixture
async def replays(stage: Stage, shared_database: Database, tmp_path: Path) -> AsyncIterator[RunningReplays]:
    """Replays over the module's log, which has at least one event."""
    await stage.person()
    async with RunningReplays(shared_database.api, tmp_path / "replays") as replays:
        yield replays


def processes() -> set[int]:
    """Those that this one has started, and that still run."""
    return {process for process, _ in children(os.getpid())}


async def ended(replays: RunningReplays, replay: UUID, owner: UUID = ADA) -> ReplayStatus:
    async with asyncio.timeout(PATIENCE):
        states = [status async for status in replays.watch(owner, replay)]
    assert states[-1].state.ended
    return states[-1]


async def held(replays: RunningReplays, monkeypatch: pytest.MonkeyPatch) -> UUID:
    """A replay whose process has begun and comes to no end."""
    monkeypatch.setattr(running, "PROGRAM", ("-c", "import sys; sys.stdin.read()"))
    replay = await replays.start(ADA, QUESTION, None)
    async with asyncio.timeout(PATIENCE):
        async for status in replays.watch(ADA, replay):
            if status.state is ReplayState.RUNNING:
                break
    return replay


async def test_a_cancelled_one_ends_its_process_and_says_so(
    replays: RunningReplays, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = processes()
    replay = await held(replays, monkeypatch)
    assert await replays.cancel(EVE, replay) is None
    status = await replays.cancel(ADA, replay)
    assert status and status.state is ReplayState.CANCELLED
    assert processes() <= before
    assert await replays.find(ADA, replay) == status == await replays.cancel(ADA, replay)


async def test_a_killed_one_ends_in_a_stated_failure(replays: RunningReplays, monkeypatch: pytest.MonkeyPatch) -> None:
    before = processes()

    async def begun() -> bool:
        return bool(processes() - before)

    replay = await held(replays, monkeypatch)
    await until(begun, PATIENCE)
    for process in processes() - before:
        os.kill(process, signal.SIGKILL)
    status = await ended(replays, replay)
    assert (status.state, status.failure) == (ReplayState.FAILED, ReplayFailure.INTERRUPTED)


async def test_what_runs_too_long_or_is_left_behind_ends_too(
    replays: RunningReplays, shared_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replay = await held(replays, monkeypatch)
    async with RunningReplays(shared_database.api, tmp_path / "replays") as later:
        left = await later.find(ADA, replay)
    assert left and left.failure is ReplayFailure.INTERRUPTED
    await replays.cancel(ADA, replay)
    monkeypatch.setattr(running, "SECONDS", 0.0)
    late = await ended(replays, await replays.start(ADA, QUESTION, None))
    assert late.failure is ReplayFailure.TOO_LONG


async def test_so_many_wait_and_so_many_are_kept(
    replays: RunningReplays, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await held(replays, monkeypatch)
    waiting = [await replays.start(ADA, QUESTION, None) for _ in range(running.OF_ONE - 1)]
    with pytest.raises(DomainError) as refused:
        await replays.start(ADA, QUESTION, None)
    assert refused.value.code is ErrorCode.QUEUE_FULL
    for replay in (*waiting, first):
        await replays.cancel(ADA, replay)
    monkeypatch.setattr("infra.replays.kept.OF_ONE", 2)
    kept = await replays.start(ADA, replace(QUESTION, b=trial("likes")), None)
    await replays.cancel(ADA, kept)
    files = list((tmp_path / "replays").iterdir())
    assert len(files) == 2
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    assert await replays.find(ADA, kept)
    assert await replays.find(ADA, waiting[0]) is None


async def test_the_process_says_what_a_replay_here_says(replays: RunningReplays, shared_database: Database) -> None:
    question = replace(QUESTION, end=1, begin=1)
    assert question.begin is not None
    status = await ended(replays, await replays.start(ADA, question, None))
    spec = await asyncio.to_thread(asked, shared_database.api, question)
    here = await asyncio.to_thread(answered, shared_database.api, spec, lambda _: None)
    assert status.outcome
    assert replace(status.outcome, now=here.now) == here
    assert datetime.now(UTC) > here.frames[0].ranked_at
