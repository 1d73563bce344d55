"""Whose thing was restricted is told why."""

from __future__ import annotations

from domain.cases import CaseDecided
from domain.events import Event
from domain.identity import caused_id
from domain.log import Append
from domain.statements import statement
from projections.policy import Log, Policy

NAME = "statements"


def telling(log: Log) -> Policy:
    """The policy over a log."""

    def tell(event: Event) -> None:
        assert isinstance(event, CaseDecided)
        if told := statement(event):
            log.append(Append(event.decision, [told], event_ids=[caused_id(NAME, event)]))

    return Policy(NAME, {CaseDecided.TOPIC: tell})
