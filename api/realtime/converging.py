"""Streams that converge: a delta is the newest state of all that changed up to its position, as one unit.

The log is the buffer. A stream that is slow, or was away, reads one delta from where it stands to where the views are;
nothing is kept for it in between.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence, Set
from typing import Any, TypeVar
from uuid import UUID

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
Read = Callable[[Gate, int], Awaitable[Sequence[Any] | None]]
About = Callable[[Sequence[Any]], Set[UUID]]


def of_nobody(_: Sequence[Any]) -> Set[UUID]:
    """Where that cannot be said."""
    return frozenset()


async def converge(
    context: StreamContext, start: Start, kind: type[D], touches: Touches, read: Read, about: About = of_nobody
) -> AsyncGenerator[D, None]:
    """Deltas of a kind with strictly rising positions.

    touches  whether an event may change what this stream shows; cheap, and may be wrong in saying yes
    read     the changes after a position as a gate shows them; None if they are too many, or cannot be told
    about    of whose things alone changes tell, where who is parted from those is told nothing
    """
    tail, clock = context.live.tail, asyncio.get_running_loop().time
    position = told = start.position
    if not start.resumed:  # so that the client knows where it began
        yield _empty(context, kind, position)
    said = clock()
    while True:
        while shared := await context.seat.next(told):
            assert isinstance(shared, kind), "a cohort runs one stream"
            told, said = shared.position, clock()
            yield shared
        if context.seat.over:
            return
        if context.seat.position > told:
            told, said = context.seat.position, clock()
        position = max(position, told)
        upto = await _moved(context, position, said + QUIET_SECONDS if position > told else None)
        events = tail.since(position)
        if events is None or any(touches(row.event) for row in events):
            await asyncio.sleep(max(0.0, said + PACE_SECONDS - clock()))
            delta = await _delta(context, kind, position, read)
            delta.about = about(delta.changes)
            position = context.position = delta.position
            if delta.changes or delta.reset:
                told, said = position, clock()
                yield delta
                context.services.spans.delivered(row.position for row in events or () if touches(row.event))
            elif context.leads and delta.personal:
                await context.leads.tell(delta)
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
    gate = await context.fresh()
    position = await gate.snapshot.position()
    changes = await read(gate, after)
    delta = kind(position=Position(position), reset=changes is None, changes=list(changes or ()))
    delta.after, delta.personal = after, gate.personal
    if not changes:  # nothing to execute
        await context.close()
    return delta


def _empty(context: StreamContext, kind: type[D], position: int) -> D:
    context.position = position
    empty = kind(position=Position(position), reset=False, changes=[])
    empty.after = position
    return empty
