"""What was flagged comes before moderators: into the open case on it, or into a new one."""

from __future__ import annotations

from uuid import UUID

from domain.cases import Case, case_id
from domain.events import Event
from domain.flags import Flaggable, Flagged, FlagKind, FlagReason
from domain.identity import caused_id
from domain.log import Append
from projections.policy import Log, Policy

NAME = "cases"


def collecting(log: Log) -> Policy:
    """The policy over a log. Where a case was decided meanwhile it conflicts, and is tried again: in the next round."""

    def collect(event: Event) -> None:
        assert isinstance(event, Flagged)
        if event.author is None or event.actor is None:
            return  # before there were cases
        case = _joined(log, event, event.actor, event.author)
        if events := case.collect_events():
            log.append(Append(case.id, events, event_ids=[caused_id(NAME, event)]))

    return Policy(NAME, {Flagged.TOPIC: collect})


def _joined(log: Log, event: Flagged, flagger: UUID, author: UUID) -> Case:
    reason = FlagReason(event.reason)
    number = 1
    while (case := log.load(Case, case_id(event.subject, number))) and case.decision is not None:
        number += 1
    if case is None:
        about = Flaggable(event.subject, FlagKind(event.kind), author, event.post)
        return Case.open(about, number, flagger, reason)
    case.join(flagger, reason)
    return case
