"""What moderators have before them and have decided, folded the slow and obvious way."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from domain.cases import CaseClaimed, CaseDecided, CaseFlagged, CaseOpened, CaseReleased, DecisionUndone
from domain.log import Recorded
from domain.statements import StatementSent

Row = tuple[Any, ...]


@dataclass
class Moderation:
    """The events of each case in order, and what authors were told."""

    cases: dict[UUID, list[Recorded]] = field(default_factory=dict)
    told: list[Recorded] = field(default_factory=list)

    def see(self, recorded: Recorded) -> None:
        """One event more."""
        match recorded.event:
            case CaseOpened() | CaseFlagged() | CaseClaimed() | CaseReleased() | CaseDecided() | DecisionUndone():
                self.cases.setdefault(recorded.event.originator_id, []).append(recorded)
            case StatementSent():
                self.told.append(recorded)

    def standing(self, thing: UUID) -> Counter[str]:
        """How many decisions on a thing stand, by outcome."""
        return Counter(
            event.outcome
            for row, undone in self._decided()
            if undone is None and isinstance(event := row.event, CaseDecided) and event.subject == thing
        )

    def _decided(self) -> list[tuple[Recorded, Recorded | None]]:
        pairs = []
        for events in self.cases.values():
            ends = [row for row in events if isinstance(row.event, CaseDecided)]
            undone = [row for row in events if isinstance(row.event, DecisionUndone)]
            pairs += [(row, undone[0] if undone else None) for row in ends]
        return pairs

    def case_rows(self) -> list[Row]:
        """Of `cases`."""
        return [_case(case, events) for case, events in self.cases.items()]

    def flag_rows(self) -> list[Row]:
        """Of `case_flags`."""
        return [
            (case, row.event.flagger, row.event.subject, row.event.reason, row.position)
            for case, events in self.cases.items()
            for row in events
            if isinstance(row.event, CaseOpened | CaseFlagged)
        ]

    def decision_rows(self) -> list[Row]:
        """Of `decisions`."""
        rows = []
        for row, undone in self._decided():
            event = row.event
            assert isinstance(event, CaseDecided)
            about = (event.originator_id, event.subject, event.kind, event.author, event.post)
            said = (event.actor, event.outcome, event.label, event.rule, event.sealed, row.position, event.timestamp)
            rows.append((event.decision, *about, *said, *_undone(undone)))
        return rows

    def statement_rows(self) -> list[Row]:
        """Of `statements`."""
        return [
            (
                event.decision, event.subject, event.about, event.kind, event.restriction, event.label, event.rule,
                list(event.reasons), event.automated, event.sealed, row.position, event.timestamp,
            )
            for row in self.told
            if isinstance(event := row.event, StatementSent)
        ]  # fmt: skip


def _undone(row: Recorded | None) -> Row:
    if row is None:
        return (None,) * 4
    assert isinstance(row.event, DecisionUndone)
    return row.event.actor, row.event.sealed, row.position, row.event.timestamp


def _case(case: UUID, events: list[Recorded]) -> Row:
    opened, flags = events[0].event, [row.event for row in events if isinstance(row.event, CaseOpened | CaseFlagged)]
    assert isinstance(opened, CaseOpened)
    steps = [row.event for row in events if isinstance(row.event, CaseClaimed | CaseReleased | CaseDecided)]
    last = steps[-1] if steps else None
    decision = last.decision if isinstance(last, CaseDecided) else None
    held = isinstance(last, CaseClaimed)
    status = "DECIDED" if decision else "CLAIMED" if held else "OPEN"
    about = (opened.subject, opened.kind, opened.author, opened.post, opened.number)
    state = (status, last.actor if last and held else None, decision)
    when = (events[0].position, opened.timestamp, events[-1].position)
    return (case, *about, *state, *when, len(flags), sum(flag.weight for flag in flags))
