"""Streams that converge: a delta is the newest state of all that changed up to its position, as one unit.

The log is the buffer. A stream that is slow, or was away, reads one delta from where it stands to where the views are;
nothing is kept for it in between.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from typing import TypeVar

from api.gate import Gate
from api.realtime.live import Start, StreamContext
from api.realtime.types import Delta
from api.schema.scalars import Position
from domain.events import Event

QUIET_SECONDS = 15.0
"""After so long without a delta an empty one says how far the client may resume from."""
PACE_SECONDS = 0.02
"""Between the deltas of one stream, at least: under a storm of changes they come fewer, not late."""

D = TypeVar("D", bound=Delta)
Touches = Callable[[Event], bool]
Read = Callable[[Gate, int], Awaitable[Sequence[object] | None]]


async def converge(
    context: StreamContext, start: Start, kind: type[D], touches: Touches, read: Read
) -> AsyncGenerator[D, None]:
    """Deltas of a kind with strictly rising positions.

    touches  whether an event may change what this stream shows; cheap, and may be wrong in saying yes
    read     the changes after a position as a gate shows them; None if they are too many, or cannot be told
    """
    tail, clock = context.live.tail, asyncio.get_running_loop().time
    position = told = start.position
    if not start.resumed:  # so that the client knows where it began
        yield _empty(context, kind, position)
    said = clock()
    while True:
        upto = await _moved(context, position, said + QUIET_SECONDS if position > told else None)
        events = tail.since(position)
        if events is None or any(touches(row.event) for row in events):
            await asyncio.sleep(max(0.0, said + PACE_SECONDS - clock()))
            delta = await _delta(context, kind, position, read)
            position = context.position = delta.position
            if delta.changes or delta.reset:
                told, said, leads = position, clock(), delta.message is None
                try:
                    yield delta
                finally:
                    delta.abandon()
                if leads:
                    context.services.spans.delivered(row.position for row in events or () if touches(row.event))
        else:
            position = max(position, upto)
        if clock() - said >= QUIET_SECONDS and position > told:
            told, said = position, clock()
            yield _empty(context, kind, position)


async def _moved(context: StreamContext, position: int, deadline: float | None) -> int:
    """Wait for the tail to move on, until a deadline where there is something to say then."""
    try:
        async with asyncio.timeout_at(deadline):
            return await context.live.tail.moved(position)
    except TimeoutError:
        return position


async def _delta(context: StreamContext, kind: type[D], after: int, read: Read) -> D:
    newest = context.live.tail.position
    turned = await context.parted.turned(after, newest)
    shared = None if turned else await context.parted.shared(after, newest)
    if isinstance(shared, kind) and not await context.parted.turned(after, shared.position):
        return shared
    alone = turned or await context.parted.accounts(newest)
    turn = None if alone else context.cohort.lead(after)
    try:
        gate = await context.fresh()
        position = await gate.snapshot.position()
        changes = await read(gate, after)
    except BaseException:
        if turn is not None:
            turn.end(None)
        raise
    delta = kind(position=Position(position), reset=changes is None, changes=list(changes or ()))
    delta.turn, delta.touched = turn, gate.touched
    if not changes:  # nothing to execute
        await context.close()
    if changes == []:
        delta.answered(None, personal=gate.personal)
    return delta


def _empty(context: StreamContext, kind: type[D], position: int) -> D:
    context.position = position
    return kind(position=Position(position), reset=False, changes=[])
