"""Replays: how the board moved under one ranker and under another, for whoever asked."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

import strawberry

from api.gate import Gate
from api.ids import NodeKind, node_id, parse_id_of
from api.replays import ReplayFailure, ReplayState, ReplayStatus
from api.schema.enums import show
from api.schema.fields import Info, field
from api.schema.paging import First, wanted
from api.schema.posts import Post, Why, why
from api.schema.scalars import Position
from api.schema.windows import Window
from domain.errors import invalid
from projections.replays.outcome import Entry, Formula, Outcome
from projections.replays.tracks import only, told, tracks
from projections.views.posts import PostRow

show(
    ReplayState,
    "How far a replay is.",
    QUEUED="It waits.",
    RUNNING="It reads the log.",
    DONE="It has a result.",
    FAILED="It has none, and says why.",
    CANCELLED="It was stopped.",
)
show(
    ReplayFailure,
    "Why a replay has no result. Ask again: nothing was changed by it.",
    INTERRUPTED="Its process ended.",
    TOO_LONG="It took too long.",
    TOO_LARGE="It needed too much memory.",
    NO_ROOM="There was no room for its result.",
)


class ReplaySide(StrEnum):
    """One of a replay's two rankers."""

    A = "A"
    B = "B"


show(
    ReplaySide,
    "One of a replay's two rankers.",
    A="The first.",
    B="The second.",
)


@strawberry.type(description="A ranker as a replay used it.")
class ReplayRanker:
    """What it was when the replay began."""

    name: str = strawberry.field(description="Its name.")
    version: int = strawberry.field(description="Its version; 0 of a formula that is not kept.")
    formula: str = strawberry.field(description="Its formula.")


@strawberry.type(description="A moment of a replay.")
class ReplayStep:
    """What `asOf` takes."""

    position: Position = strawberry.field(description="The last event that had happened.")
    ranked_at: datetime = strawberry.field(description="The time at which boards were ranked.")


@strawberry.type(description="How a post moved: its place at each step, null where it was not on the board.")
class ReplayTrack:
    """Of a post that the viewer may see."""

    post: Post = strawberry.field(description="The post as it is now.")
    a: list[int | None] = strawberry.field(description="Under the first ranker.")
    b: list[int | None] = strawberry.field(description="Under the second.")


@strawberry.type(description="A post on a board of a replay.")
class ReplayEntry:
    """Of a post that the viewer may see."""

    place: int = strawberry.field(description="Its place, from 1.")
    post: Post = strawberry.field(description="The post as it is now.")
    why: Why = strawberry.field(description="Why it stood there.")


@strawberry.type(description="How the boards moved, of what was shown to everyone then and is to the viewer now.")
class ReplayResult:
    """Of a replay that is done."""

    outcome: strawberry.Private[Outcome]
    gate: strawberry.Private[Gate]

    @field("SHA-256 of all that was found: equal for the same question on the same log.")
    def digest(self) -> str:
        """For comparing."""
        return self.outcome.digest

    @field("The position at which it was judged what may be shown.")
    def position(self) -> Position:
        """The log's head when it began."""
        return Position(self.outcome.now)

    @field("How many events could not be read, and are missing from it.")
    def unfolded(self) -> int:
        """As views are incomplete."""
        return self.outcome.unfolded

    @field("The moments, in order.")
    def steps(self) -> list[ReplayStep]:
        """At most a hundred."""
        return [ReplayStep(position=Position(one.position), ranked_at=one.ranked_at) for one in self.outcome.frames]

    @field("How posts moved, those that stand best at the end first.")
    async def tracks(self, first: First) -> list[ReplayTrack]:
        """What a chart draws."""
        limit, rows = wanted(first), await self._rows()
        return [
            ReplayTrack(post=Post(row=rows[track.post], gate=self.gate), a=list(track.a), b=list(track.b))
            for track in tracks(only(self.outcome, rows), rows)[:limit]
        ]

    @field("A board at a step, best first, with the terms of each score.")
    async def board(
        self,
        side: Annotated[ReplaySide, strawberry.argument(description="By which ranker.")],
        first: First,
        step: Annotated[int | None, strawberry.argument(description="From 0; the last if left out.")] = None,
    ) -> list[ReplayEntry]:
        """INVALID for a step that is not there."""
        limit, rows, frames = wanted(first), await self._rows(), self.outcome.frames
        if step is not None and not 0 <= step < len(frames):
            raise invalid("step", f"Steps go from 0 to {len(frames) - 1}.")
        frame = only(self.outcome, rows).frames[-1 if step is None else step]
        ranker, board = (self.outcome.a, frame.a) if side is ReplaySide.A else (self.outcome.b, frame.b)
        return [_entry(one, ranker, rows[one.post], self.gate) for one in board[:limit]]

    async def _rows(self) -> dict[UUID, PostRow]:
        """The posts that the viewer may see."""
        return {row.id: row for row in await self.gate.unmuted_posts(sorted(told(self.outcome))) if row}


@strawberry.type(description="A replay that the viewer asked for. It is kept for a while, and is no part of the log.")
class Replay:
    """As it is at a moment."""

    status: strawberry.Private[ReplayStatus]
    gate: strawberry.Private[Gate]

    @field("Its id.")
    def id(self) -> strawberry.ID:
        """replay_…"""
        return strawberry.ID(node_id(NodeKind.REPLAY, self.status.id))

    @field("How far it is.")
    def state(self) -> ReplayState:
        """It ends as DONE, FAILED or CANCELLED."""
        return self.status.state

    @field("The first ranker.")
    def ranker_a(self) -> ReplayRanker:
        """As it was resolved."""
        return _ranker(self.status.a)

    @field("The second ranker.")
    def ranker_b(self) -> ReplayRanker:
        """As it was resolved."""
        return _ranker(self.status.b)

    @field("How far back each board looks.")
    def window(self) -> Window:
        """As asked."""
        return self.status.window

    @field("How much of the log it has read, 0 to 1.")
    def fraction(self) -> float:
        """Of positions."""
        return self.status.fraction

    @field("Positions that it goes forward in a second; null where it does not run.")
    def rate(self) -> float | None:
        """Since it began."""
        return self.status.rate

    @field("Seconds left, where that is known.")
    def eta_seconds(self) -> float | None:
        """At its rate."""
        return self.status.seconds

    @field("Why it has no result; null unless it FAILED.")
    def failure(self) -> ReplayFailure | None:
        """Stated."""
        return self.status.failure

    @field("What it found; null until it is DONE.")
    def result(self) -> ReplayResult | None:
        """Gated as it is read."""
        return ReplayResult(outcome=self.status.outcome, gate=self.gate) if self.status.outcome else None


@strawberry.type
class ReplayQueries:
    """Reads of replays."""

    @field("A replay of the viewer's own; null where there is none, or none any more.")
    async def replay(
        self, info: Info, id: Annotated[strawberry.ID, strawberry.argument(description="Its id.")]
    ) -> Replay | None:
        """Nobody else's."""
        context, number = info.context, parse_id_of(NodeKind.REPLAY, id)
        viewer = context.gate.viewer
        status = await context.services.replays.find(viewer, number) if viewer else None
        return Replay(status=status, gate=context.gate) if status else None


def _ranker(one: Formula) -> ReplayRanker:
    return ReplayRanker(name=one.name, version=one.version, formula=one.formula)


def _entry(one: Entry, ranker: Formula, row: PostRow, gate: Gate) -> ReplayEntry:
    reason = f"Ranked by {ranker.name}."
    return ReplayEntry(place=one.place, post=Post(row=row, gate=gate), why=why(reason, one.score, one.terms))
