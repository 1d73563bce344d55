"""One append transaction in its two halves: what is known under the lock, and what is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg import AsyncConnection, AsyncCursor
from psycopg.rows import TupleRow

from infra.log.codec import Fact
from infra.log.decide import Head, Kept, Known, Verdict, Wish

LOCK = 0x6C696D6E_6C6F6731
"""The log's advisory lock: who holds it is the only one who appends."""

CHANNEL = "limn_log"

BEGIN = "BEGIN"
TAKE_LOCK = f"SELECT pg_advisory_xact_lock({LOCK})"
HEAD = "SELECT position, greatest(at, clock_timestamp()) FROM log.head"
STREAMS = """
SELECT wanted.id, newest.originator_version, newest.notification_id
FROM unnest(%b::uuid[]) AS wanted (id), LATERAL (
    SELECT originator_version, notification_id FROM log.events
    WHERE originator_id = wanted.id ORDER BY originator_version DESC LIMIT 1
) AS newest
"""
KEYS = """
SELECT kept.scope, kept.key, kept.body, kept.position, kept.result
FROM unnest(%b::uuid[], %b::text[]) AS wanted (scope, key) JOIN log.idempotency AS kept USING (scope, key)
"""
EVENTS = "SELECT event_id, notification_id FROM log.events WHERE event_id = ANY (%b::uuid[])"

INSERT = """
INSERT INTO log.events (notification_id, at, originator_id, originator_version, topic, state, actor, subject,
                        event_id, schema_version, personal, correlation_id, causation_id, trace)
SELECT %b + n, %b, o, v, t, s, a, b, e, c, p, story, cause, trace
FROM unnest(%b::uuid[], %b::int8[], %b::text[], %b::bytea[], %b::uuid[], %b::uuid[], %b::uuid[], %b::int2[],
            %b::bytea[], %b::uuid[], %b::uuid[], %b::text[])
     WITH ORDINALITY AS fact (o, v, t, s, a, b, e, c, p, story, cause, trace, n)
"""
MOVE = "UPDATE log.head SET position = %b, at = %b"
KEEP = """
INSERT INTO log.idempotency (scope, key, body, position, result)
SELECT * FROM unnest(%b::uuid[], %b::text[], %b::bytea[], %b::int8[], %b::uuid[])
"""
NOTIFY = f"SELECT pg_notify('{CHANNEL}', %b)"
COMMIT = "COMMIT"

Connection = AsyncConnection[TupleRow]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a batch is decided on: the log's knowledge, and the time its events get."""

    known: Known
    at: datetime


async def begin(connection: Connection, wishes: Sequence[Wish], *, ask: bool) -> Ground:
    """Take the lock and read what the wishes touch, in one round trip.

    ask  look for all event ids, not only given ones: the answer to an earlier attempt was lost
    """
    streams = list({stream for wish in wishes for stream, _ in wish.steps})
    onces = [wish.once for wish in wishes if wish.once]
    ids = [event_id for wish in wishes if ask or wish.given for event_id in wish.event_ids]
    async with connection.pipeline():
        await connection.execute(BEGIN)
        await connection.execute(TAKE_LOCK, prepare=True)
        head = await _ask(connection, HEAD)
        versions = await _ask(connection, STREAMS, streams)
        keys = await _ask(connection, KEYS, [o.scope for o in onces], [o.key for o in onces]) if onces else None
        events = await _ask(connection, EVENTS, ids) if ids else None
    position, at = (await head.fetchall())[0]
    known = Known(position)
    known.streams = {stream: Head(version, place) for stream, version, place in await versions.fetchall()}
    if keys:
        known.keys = {(scope, key): Kept(*kept) for scope, key, *kept in await keys.fetchall()}
    if events:
        known.events = dict(await events.fetchall())
    return Ground(known, at)


async def finish(
    connection: Connection,
    first: int,
    at: datetime,
    facts: Sequence[Fact],
    versions: Sequence[int],
    kept: Sequence[tuple[Wish, Verdict]],
) -> None:
    """Write facts with positions after `first`, remember keys, signal, and commit, in one round trip."""
    last = first + len(facts)
    async with connection.pipeline():
        if facts:
            stream, *others = zip(*facts, strict=True)
            columns = [stream, versions, *others]
            await connection.execute(INSERT, [first, at, *map(list, columns)], prepare=True)
            await connection.execute(MOVE, [last, at], prepare=True)
            await connection.execute(NOTIFY, [str(last)], prepare=True)
        if kept:
            await connection.execute(KEEP, _keys(kept), prepare=True)
        await connection.execute(COMMIT)


async def _ask(connection: Connection, query: str, *parameters: list[UUID] | list[str]) -> AsyncCursor[TupleRow]:
    cursor = connection.cursor(binary=True)
    return await cursor.execute(query, parameters, prepare=True)


def _keys(kept: Sequence[tuple[Wish, Verdict]]) -> list[list[object]]:
    rows = [
        (wish.once.scope, wish.once.key, wish.once.body, verdict.answer.position, verdict.answer.result)
        for wish, verdict in kept
        if wish.once and not isinstance(verdict.answer, Exception)
    ]
    return [list(column) for column in zip(*rows, strict=True)]
