"""What a policy does about an event, as a part of that event's trace, and appended as its answer."""

from __future__ import annotations

from dataclasses import replace

import psycopg

from domain.events import Event
from infra.log.cause import STORED, Cause, answering
from infra.telemetry.spans import Spans
from projections.policy import Policy, Reaction


def answered(policy: Policy, connection: psycopg.Connection, spans: Spans) -> Policy:
    """The policy, whose reactions know what they answer. `connection`: of a role that reads the log."""

    def knowing(react: Reaction) -> Reaction:
        def reaction(event: Event) -> None:
            place = [event.originator_id, event.originator_version]
            row = connection.execute(STORED, place, prepare=True).fetchone()
            cause = Cause.stored(*row) if row and row[0] else None
            with answering(cause), spans.resumed(cause.trace if cause else None, f"policy {policy.name}"):
                react(event)

        return reaction

    return replace(policy, reactions={topic: knowing(react) for topic, react in policy.reactions.items()})
