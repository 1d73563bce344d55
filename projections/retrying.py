"""What policies went past is tried again when somebody asks for it, once its cause is mended."""

from __future__ import annotations

from dataclasses import dataclass

import psycopg

from projections.policy import Policy, attempted
from projections.source import Source


@dataclass(frozen=True, slots=True)
class Retried:
    """An event that was parked for a policy. `reason`: why it still is; None where it is answered now."""

    policy: str
    position: int
    reason: str | None


def parked(connection: psycopg.Connection, policy: str) -> list[int]:
    """The positions of the events that a policy went past, in order."""
    query = "SELECT position FROM views.policy_parked WHERE policy = %s ORDER BY position"
    return [position for (position,) in connection.execute(query, [policy]).fetchall()]


def retry(connection: psycopg.Connection, source: Source, policy: Policy, position: int) -> Retried:
    """React to a parked event, as if it happened now; it may have been answered before, which reactions do not mind.

    Raises LogFull and psycopg.OperationalError where it is not the event's fault; it stays parked then.
    """
    (recorded,) = source.page(connection, position - 1, 1)
    reason = attempted(policy, recorded.event)
    place = [policy.name, position]
    if reason is None:
        connection.execute("DELETE FROM views.policy_parked WHERE policy = %s AND position = %s", place)
    else:
        connection.execute(
            "UPDATE views.policy_parked SET reason = %s WHERE policy = %s AND position = %s", [reason, *place]
        )
    return Retried(policy.name, position, reason)
