"""What people were told: the only account of a torture that no kill can touch."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID


class Act(NamedTuple):
    """What was done: the topic of its event, by whom, and to what (None where that is not known)."""

    topic: str
    actor: UUID
    subject: UUID | None


@dataclass(slots=True)
class Journal:
    """Kept in the harness' own process.

    told     acts that were acknowledged, by the position that was told
    unknown  how many acts without a key got no answer: each may have happened, once
    people   whoever acts here
    """

    told: dict[int, Act] = field(default_factory=dict)
    unknown: Counter[tuple[str, UUID]] = field(default_factory=Counter)
    people: set[UUID] = field(default_factory=set)
    trouble: Counter[str] = field(default_factory=Counter)
    complaints: list[str] = field(default_factory=list)

    def tell(self, position: int, act: Act) -> None:
        """An act was acknowledged. A position belongs to one act."""
        before = self.told.setdefault(position, act)
        if before[:2] != act[:2]:
            self.complaints.append(f"position {position} was told for {before.topic} and for {act.topic}")
