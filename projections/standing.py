"""How things stand, for who runs the system: what waits, what was made, what is parked. Never who or what words."""

from __future__ import annotations

from dataclasses import dataclass

from projections.aside import NEXT
from projections.checkpoint import SERVING
from projections.connection import Connection
from projections.reading import rows
from projections.rebuilding import HOLDERS

SHOWN = 50
"""Parked events that are listed at most."""

NOW = """
SELECT count(*) FILTER (WHERE status = 'QUEUED'), count(*) FILTER (WHERE status = 'RUNNING'),
    coalesce(extract(epoch FROM clock_timestamp() - min(created_at) FILTER (WHERE status = 'QUEUED')), 0)::float8
FROM views.renders_skeleton WHERE status IN ('QUEUED', 'RUNNING')
"""
MADE = """
SELECT count(*) FILTER (WHERE status = 'DONE'), count(*) FILTER (WHERE status = 'FAILED'),
    count(*) FILTER (WHERE status = 'REFUSED'), coalesce(sum(watt_hours), 0)::float8
FROM views.renders_skeleton
"""
POLICIES = """
SELECT name, policy.position, greatest(head.position - policy.position, 0),
    (SELECT count(*) FROM views.policy_parked parked WHERE parked.policy = name)
FROM views.policy CROSS JOIN log.head ORDER BY name
"""
REBUILDS = f"""
SELECT view, reached, checkpoint.position, EXISTS ({HOLDERS.format(view="aside.view")})
FROM views.aside CROSS JOIN views.checkpoint WHERE place = %s AND name = %s ORDER BY view
"""  # noqa: S608 - constants only
PARKED = """
SELECT view, position, reason, 'limn rebuild ' || view FROM views.parked
UNION ALL SELECT policy, position, reason, 'limn retry ' || policy FROM views.policy_parked
ORDER BY position DESC, view LIMIT %s
"""
OPEN_CASES = "SELECT count(*) FROM views.cases WHERE status <> 'DECIDED'"


@dataclass(frozen=True, slots=True)
class Queue:
    """Renders under way. `oldest`: seconds that the oldest of those that wait has waited."""

    waiting: int
    running: int
    oldest: float


@dataclass(frozen=True, slots=True)
class Made:
    """What became of all renders there ever were, and the energy of the pictures."""

    done: int
    failed: int
    refused: int
    watt_hours: float


@dataclass(frozen=True, slots=True)
class PolicyStatus:
    """How far a policy has come. `parked`: events that it went past without having reacted."""

    name: str
    position: int
    lag: int
    parked: int


@dataclass(frozen=True, slots=True)
class RebuildStatus:
    """A view that is being rebuilt, or whose rebuild was left half way and can go on.

    position, target  what is folded, and what is to be
    running           somebody is at it
    """

    view: str
    position: int
    target: int
    running: bool


@dataclass(frozen=True, slots=True)
class ParkedEvent:
    """An event that a view could not fold or a policy not react to. `mend`: the command that may mend it."""

    by: str
    position: int
    reason: str
    mend: str


async def queue(connection: Connection) -> Queue:
    """What waits and what is being made."""
    return (await rows(connection, Queue, NOW))[0]


async def made(connection: Connection) -> Made:
    """What was made. Looks at every render: ask seldom."""
    return (await rows(connection, Made, MADE))[0]


async def policies(connection: Connection) -> list[PolicyStatus]:
    """Every policy that ever ran."""
    return await rows(connection, PolicyStatus, POLICIES)


async def rebuilds(connection: Connection) -> list[RebuildStatus]:
    """Every rebuild that has begun and not ended."""
    return await rows(connection, RebuildStatus, REBUILDS, NEXT, SERVING)


async def parked(connection: Connection) -> list[ParkedEvent]:
    """The newest parked events."""
    return await rows(connection, ParkedEvent, PARKED, SHOWN)


async def open_cases(connection: Connection) -> int:
    """How many cases wait for a decision."""
    return (await rows(connection, int, OPEN_CASES))[0]
