"""Renders as their owners see them, and as the queue does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from domain.renders import (
    REFUSED_BY_POLICY,
    Asked,
    ImageRendered,
    PromptRefused,
    PromptSubmitted,
    RenderCancelled,
    RenderFailed,
    RenderStarted,
    RenderStatus,
)
from projections.changes import Changes
from projections.connection import Connection
from projections.reading import Placed, rows
from projections.tables import Table
from projections.view import View
from projections.walls import RENDERS

renders = Table(
    "renders",
    key={"render": "uuid"},
    puts={
        "owner": "uuid",
        "status": "text",
        "sealed": "bytea null",
        "width": "integer",
        "height": "integer",
        "steps": "integer",
        "seed": "text",
        "model": "text",
        "remix_of": "uuid null",
        "refines": "uuid null",
        "position": "bigint",
        "created_at": "timestamptz",
        "status_since": "timestamptz",
        "attempts": "integer",
        "started_at": "timestamptz null",
        "finished_at": "timestamptz null",
        "reason": "text null",
        "rule": "text null",
        "rule_message": "text null",
        "sha256": "text null",
        "image_width": "integer null",
        "image_height": "integer null",
        "image_sealed": "bytea null",
        "model_version": "text null",
        "placeholder": "text null",
        "watt_hours": "double precision null",
        "watt_hours_low": "double precision null",
        "watt_hours_high": "double precision null",
        "energy_method": "text null",
    },
    indexes=(
        "(owner, position DESC)",
        "(refines, position DESC) WHERE refines IS NOT NULL",
        "(position) WHERE status = 'QUEUED'",
        "(status_since) WHERE status IN ('QUEUED', 'RUNNING')",
        "(finished_at DESC) WHERE status = 'DONE'",
    ),
    wall=RENDERS,
    skeleton=("render", "status", "position", "created_at", "started_at", "finished_at", "watt_hours"),
)
view = View("renders", version=1, tables=(renders,))

END = 2**62
"""After every position."""

NO_END = dict.fromkeys(
    (
        "started_at",
        "finished_at",
        "reason",
        "rule",
        "rule_message",
        "sha256",
        "image_width",
        "image_height",
        "image_sealed",
        "model_version",
        "placeholder",
        "watt_hours",
        "watt_hours_low",
        "watt_hours_high",
        "energy_method",
    )
)


@view.on(PromptSubmitted)
def submitted(event: PromptSubmitted, position: int) -> Changes:
    """A new render waits."""
    yield renders.create(event.subject, **_asked(event, position), status=RenderStatus.QUEUED.value, **NO_END)


@view.on(PromptRefused)
def refused(event: PromptRefused, position: int) -> Changes:
    """It ends before it begins."""
    end = {
        "finished_at": event.timestamp,
        "reason": REFUSED_BY_POLICY,
        "rule": event.rule,
        "rule_message": event.message,
    }
    yield renders.create(event.subject, **_asked(event, position), status=RenderStatus.REFUSED.value, **(NO_END | end))


def _asked(event: Asked, position: int) -> dict[str, object]:
    """What was asked for. The seed is text: it has 64 bits without a sign."""
    return {
        "owner": event.actor,
        "sealed": event.sealed,
        "width": event.width,
        "height": event.height,
        "steps": event.steps,
        "seed": str(event.seed),
        "model": event.model,
        "remix_of": event.remix_of,
        "refines": event.refines,
        "position": position,
        "created_at": event.timestamp,
        "status_since": event.timestamp,
        "attempts": 0,
    }


@view.on(RenderStarted)
def started(event: RenderStarted, position: int) -> Changes:
    """A worker has it."""
    yield renders.put(
        event.subject,
        status=RenderStatus.RUNNING.value,
        status_since=event.timestamp,
        attempts=event.attempt,
        started_at=event.timestamp,
    )


@view.on(ImageRendered)
def rendered(event: ImageRendered, position: int) -> Changes:
    """The picture is there."""
    yield renders.put(
        event.subject,
        status=RenderStatus.DONE.value,
        status_since=event.timestamp,
        finished_at=event.timestamp,
        sha256=event.sha256,
        image_width=event.width,
        image_height=event.height,
        image_sealed=event.sealed,
        model_version=event.model_version,
        placeholder=event.placeholder,
        watt_hours=event.watt_hours,
        watt_hours_low=event.watt_hours_low,
        watt_hours_high=event.watt_hours_high,
        energy_method=event.energy_method,
    )


@view.on(RenderFailed)
def failed(event: RenderFailed, position: int) -> Changes:
    """It ended without a picture."""
    yield renders.put(
        event.subject,
        status=RenderStatus.FAILED.value,
        status_since=event.timestamp,
        finished_at=event.timestamp,
        reason=event.reason,
    )


@view.on(RenderCancelled)
def cancelled(event: RenderCancelled, position: int) -> Changes:
    """Its owner stopped it."""
    yield renders.put(
        event.subject,
        status=RenderStatus.CANCELLED.value,
        status_since=event.timestamp,
        finished_at=event.timestamp,
    )


class RenderRow(NamedTuple):
    """A render. `sealed`: prompt and negative prompt, and the refused words; `image_sealed`: alt text; both under the
    owner's key.

    The columns of the picture are None until it is DONE; `reason` is a code of `domain.renders.FAILURES`, or
    REFUSED_BY_POLICY, which has a rule and what that says.
    `started_at` is when the last worker began.
    """

    id: UUID
    owner: UUID
    status: str
    sealed: bytes | None
    width: int
    height: int
    steps: int
    seed: str
    model: str
    remix_of: UUID | None
    refines: UUID | None
    position: int
    created_at: datetime
    status_since: datetime
    attempts: int
    started_at: datetime | None
    finished_at: datetime | None
    reason: str | None
    rule: str | None
    rule_message: str | None
    sha256: str | None
    image_width: int | None
    image_height: int | None
    image_sealed: bytes | None
    model_version: str | None
    placeholder: str | None
    watt_hours: float | None
    watt_hours_low: float | None
    watt_hours_high: float | None
    energy_method: str | None


COLUMNS = ", ".join(renders.columns)


async def hydrate(connection: Connection, wanted: Sequence[UUID]) -> dict[UUID, RenderRow]:
    """The renders of these ids; absent ones are left out."""
    query = f"SELECT {COLUMNS} FROM views.renders WHERE render = ANY(%s)"  # noqa: S608 - constants only
    return {row.id: row for row in await rows(connection, RenderRow, query, list(wanted))}


async def by_owner(connection: Connection, owner: UUID, before: int | None, limit: int) -> list[Placed]:
    """Someone's renders, the newest first."""
    return await rows(
        connection,
        Placed,
        "SELECT render, position FROM views.renders WHERE owner = %s AND position < %s ORDER BY position DESC LIMIT %s",
        owner,
        END if before is None else before,
        limit,
    )


async def refinements(connection: Connection, render: UUID, before: int | None, limit: int) -> list[Placed]:
    """The renders that change this one, the newest first; they are its owner's."""
    return await rows(
        connection,
        Placed,
        "SELECT render, position FROM views.renders WHERE refines = %s AND position < %s"
        " ORDER BY position DESC LIMIT %s",
        render,
        END if before is None else before,
        limit,
    )


async def queue_place(connection: Connection, render: UUID) -> int | None:
    """How many renders wait ahead of this one; None if it does not wait."""
    found = await rows(
        connection,
        int,
        "SELECT (SELECT count(*) FROM views.renders_skeleton ahead"
        " WHERE ahead.status = 'QUEUED' AND ahead.position < mine.position)"
        " FROM views.renders_skeleton mine WHERE mine.render = %s AND mine.status = 'QUEUED'",
        render,
    )
    return found[0] if found else None


WAIT = """
SELECT seconds * (1 + %s / greatest(running, 1.0)) FROM
    (SELECT avg(extract(epoch FROM finished_at - started_at))::float8 AS seconds FROM
        (SELECT started_at, finished_at FROM views.renders_skeleton WHERE status = 'DONE'
            ORDER BY finished_at DESC LIMIT %s)
        AS newest) AS pace,
    (SELECT count(*) AS running FROM views.renders_skeleton WHERE status = 'RUNNING') AS now
WHERE seconds IS NOT NULL
"""
NEWEST = 8
"""Finished renders that say how long one takes."""


async def queue_seconds(connection: Connection, place: int) -> float | None:
    """How many seconds a waiting render has to its end: those ahead go as many at once as run now, each taking as
    long as the newest finished ones. None before there are any."""
    found = await rows(connection, float, WAIT, place, NEWEST)
    return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A render without an end."""

    id: UUID
    status: str
    attempts: int
    status_since: datetime


async def unfinished(connection: Connection, before: datetime, limit: int) -> list[Unfinished]:
    """Renders that have been waiting or running since before a time, the longest first: what a sweeper looks at."""
    return await rows(
        connection,
        Unfinished,
        "SELECT render, status, attempts, status_since FROM views.renders"
        " WHERE status IN ('QUEUED', 'RUNNING') AND status_since < %s ORDER BY status_since LIMIT %s",
        before,
        limit,
    )


async def unnamed(connection: Connection, digests: Sequence[str], fresh: datetime) -> list[str]:
    """Those of some pictures that no render has; none while the view is incomplete, or behind the log since `fresh`."""
    return await rows(
        connection,
        str,
        "SELECT digest FROM unnest(%s::text[]) AS digest"
        " WHERE NOT EXISTS (SELECT FROM views.renders WHERE sha256 = digest)"
        " AND NOT EXISTS (SELECT FROM views.parked WHERE view = 'renders') AND EXISTS ("
        "SELECT FROM views.installed JOIN views.checkpoint ON checkpoint.name = 'serving' CROSS JOIN log.head"
        " LEFT JOIN log.events ON notification_id = checkpoint.position WHERE view = 'renders'"
        " AND (checkpoint.position = head.position OR events.at > %s))",
        list(digests),
        fresh,
    )
