"""The public log, live: every public event once, in order, from any position on.

The log is the buffer: a stream reads a page, hands it on event by event as fast as its client takes them, and reads
again. At the head that page comes from the process's tail, before it from the log itself.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Collection, Sequence

from api.realtime.live import Start, StreamContext
from api.schema.events import LogEvent
from domain.log import Recorded

PAGE = 200
FRESH_SECONDS = 0.5
"""What the gate let pass is sent within this time, or asked again: a removal is everywhere within a second."""


async def public_log(context: StreamContext, start: Start, topics: Collection[str]) -> AsyncGenerator[LogEvent, None]:
    """The public events of some topics after a position. Never beyond what the views show."""
    clock = asyncio.get_running_loop().time
    position = start.position
    while True:
        await context.live.tail.moved(position)
        rows, upto = await _page(context, position, topics)
        passed = await (await context.fresh()).events(rows) if rows else ()
        asked = clock()
        for row in passed:
            if clock() - asked > FRESH_SECONDS:
                break
            position = context.position = row.position
            yield LogEvent(recorded=row, gate=await context.fresh())
            context.services.spans.delivered((row.position,))
        else:
            await context.close()
            position = upto


async def _page(context: StreamContext, after: int, topics: Collection[str]) -> tuple[Sequence[Recorded], int]:
    """At most `PAGE` events after a position, and how far the log is known with them."""
    tail = context.live.tail
    kept = tail.since(after)
    if kept is not None:
        page = kept[:PAGE]
        return [row for row in page if row.event.TOPIC in topics], page[-1].position if page else after
    upto = tail.position
    page = await context.services.events.read(after, upto, PAGE, sorted(topics))
    return page, page[-1].position if len(page) == PAGE else upto
