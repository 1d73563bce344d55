"""Commands on replays. They append nothing: a replay is no fact."""

from __future__ import annotations

from datetime import UTC, timedelta
from uuid import UUID

import strawberry

from api.commands import checked_key, limited
from api.context import Context
from api.ids import NodeKind, parse_id_of
from api.rankers import Order
from api.replays import ReplayStatus
from api.schema.asof import AsOf
from api.schema.errors import UserError, user_errors
from api.schema.fields import Info, mutation
from api.schema.replays import Replay
from api.schema.windows import Window
from domain.api_keys import ApiScope
from domain.errors import DomainError, invalid, not_found
from projections.replays.timeline import STEPS, Moment, Question

MOST_STEPS, MOST_PLACES = 100, 25
"""What an answer can hold; the command line tells more."""
KEY = "The same key with the same input names the same replay while it is kept; with another input it is CONFLICT."


@strawberry.input(description="Two rankers over the same stretch of the log.")
class StartReplayInput:
    """What is left out is chosen."""

    ranker_a: str | None = strawberry.field(description="A ranker's name; decay if left out.", default=None)
    formula_a: str | None = strawberry.field(description="Or a formula to try.", default=None)
    ranker_b: str | None = strawberry.field(description="The name of the ranker beside it.", default=None)
    formula_b: str | None = strawberry.field(description="Or a formula to try.", default=None)
    window: Window = strawberry.field(description="How far back each board looks.", default=Window.DAY)
    begin: AsOf | None = strawberry.field(
        name="from", description="The first moment; else the window's span before the last.", default=None
    )
    end: AsOf | None = strawberry.field(name="to", description="The last moment; else the newest event.", default=None)
    steps: int | None = strawberry.field(
        description=f"How many moments, both ends among them, 1 to {MOST_STEPS}; else {STEPS}.", default=None
    )
    every_seconds: int | None = strawberry.field(description="Or how far they are apart.", default=None)
    top: int = strawberry.field(description=f"Places told of each board, 1 to {MOST_PLACES}.", default=20)
    idempotency_key: str | None = strawberry.field(description=KEY, default=None)


@strawberry.input(description="Names a replay.")
class ReplayRef:
    """Of the viewer's own."""

    replay_id: strawberry.ID = strawberry.field(description="The replay's id.")
    idempotency_key: str | None = strawberry.field(description="Changes nothing here.", default=None)


@strawberry.type(description="What a command on a replay answers.")
class ReplayPayload:
    """Nothing is appended, so it has no position."""

    replay: Replay | None = strawberry.field(description="The replay as it is now; null where that was refused.")
    user_errors: list[UserError] = strawberry.field(description="Why it was refused; empty if it was not.")


@strawberry.type
class ReplayMutations:
    """Commands on replays."""

    @mutation("Fold the log again, and rank it by two rankers. It runs for a while: watch it with replayProgress.")
    async def start_replay(self, info: Info, input: StartReplayInput) -> ReplayPayload:
        """Changes nothing, and only the viewer finds it."""
        context = info.context
        try:
            viewer = context.required_viewer()
            await limited(context, info.field_name, str(viewer))
            question, key = await _question(context, input), checked_key(input.idempotency_key)
            number = await context.services.replays.start(viewer, question, key)
            return _answer(context, await context.services.replays.find(viewer, number))
        except DomainError as error:
            return ReplayPayload(replay=None, user_errors=user_errors(error))

    @mutation("Stop a replay that has not ended.")
    async def cancel_replay(self, info: Info, input: ReplayRef) -> ReplayPayload:
        """One that has ended stays as it is."""
        context = info.context
        try:
            viewer: UUID = context.required_viewer()
            number = parse_id_of(NodeKind.REPLAY, input.replay_id)
            return _answer(context, await context.services.replays.cancel(viewer, number))
        except DomainError as error:
            return ReplayPayload(replay=None, user_errors=user_errors(error))


def _answer(context: Context, status: ReplayStatus | None) -> ReplayPayload:
    if status is None:
        raise not_found()
    replay = Replay(status=status, gate=context.gate) if context.caller.may(ApiScope.READ) else None
    return ReplayPayload(replay=replay, user_errors=[])


async def _question(context: Context, given: StartReplayInput) -> Question:
    if given.ranker_b is None and given.formula_b is None:
        raise invalid("rankerB", "Name a ranker to compare with, or write a formula.")
    if not 1 <= given.top <= MOST_PLACES:
        raise invalid("top", f"Ask for 1 to {MOST_PLACES} places.")
    gate = await context.fresh()
    return Question(
        await Order(given.ranker_a, given.formula_a).ranker(gate),
        await Order(given.ranker_b, given.formula_b).ranker(gate),
        given.window,
        _moment("from", given.begin),
        _moment("to", given.end),
        given.steps,
        None if given.every_seconds is None else timedelta(seconds=given.every_seconds),
        given.top,
        most=MOST_STEPS,
    )


def _moment(field: str, given: AsOf | None) -> Moment | None:
    if given is None:
        return None
    if given.position is not None and given.time is not None:
        raise invalid(field, "Say a position or a time, not both.")
    if given.time is not None and given.time.tzinfo is None:
        raise invalid(field, "Say the zone of the time, as in 2026-01-31T12:00:00Z.")
    return given.time.astimezone(UTC) if given.time else given.position
