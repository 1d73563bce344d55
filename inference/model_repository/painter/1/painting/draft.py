"""A scene while it is being told: what was asked for so far, and how it is changed by what is said next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from painting.kinds import Kind
from painting.lexicon import Choice, Meaning
from painting.natures import NATURES, Stand
from painting.scene import Shift, Subject

MOST_SUBJECTS = 8
MOST_OF_A_KIND = 20

C = TypeVar("C")

FAMILIES: Mapping[Kind, frozenset[Kind]] = {
    Kind.PERSON: frozenset({Kind.PERSON, Kind.WOMAN, Kind.CHILD}),
    Kind.TREE: frozenset({Kind.TREE, Kind.PINE, Kind.PALM}),
    Kind.FLOWER: frozenset({Kind.FLOWER, Kind.TULIP, Kind.ROSE, Kind.SUNFLOWER}),
    Kind.HOUSE: frozenset({Kind.HOUSE, Kind.CHURCH}),
}
"""Who is meant too when one is left out: no people means no women either."""


@dataclass
class Draft:
    """`slots` counts every thing ever named that takes room, so that what leaves takes no other's slot with it."""

    subjects: list[Subject] = field(default_factory=list)
    choices: dict[type, list[Choice]] = field(default_factory=dict)
    chosen: dict[type, int] = field(default_factory=dict)
    others: set[Meaning] = field(default_factory=set)
    tones: dict[str, str] = field(default_factory=dict)
    whole: list[str] = field(default_factory=list)
    banned: set[Meaning] = field(default_factory=set)
    unknown: list[str] = field(default_factory=list)
    shift: Shift = field(default_factory=Shift)
    slots: int = 0
    clause: int = 0

    def find(self, kind: Kind, colour: str | None = None) -> Subject | None:
        """The one of this kind and colour, or the first of this kind."""
        same = [subject for subject in self.subjects if subject.kind is kind]
        coloured = [subject for subject in same if subject.colour == colour]
        return next(iter(coloured or same), None)

    def at(self, slot: int) -> Subject | None:
        """The one in this slot, unless it was removed."""
        return next((subject for subject in self.subjects if subject.slot == slot), None)

    def add(self, subject: Subject) -> Subject:
        """One more; as many more of it where its like is there already."""
        self.banned.discard(subject.kind)
        like = self.find(subject.kind, subject.colour)
        if like is not None and (like.colour, like.anchor) == (subject.colour, subject.anchor):
            return self.change(like, count=like.count + subject.count)
        heavenly = NATURES[subject.kind].stand is Stand.HEAVEN
        slot = -1 - len(self.subjects) if heavenly else self.slots
        found = replace(subject, slot=slot, count=min(subject.count, MOST_OF_A_KIND))
        if len(self.subjects) < MOST_SUBJECTS:
            self.subjects.append(found)
            self.slots += not heavenly
        return found

    def change(self, subject: Subject, **changes: object) -> Subject:
        """The same thing with these of its fields changed."""
        found = replace(subject, **changes)  # type: ignore[arg-type]  # each caller names the fields of a Subject
        found = replace(found, count=max(1, min(found.count, MOST_OF_A_KIND)))
        self.subjects = [found if each.slot == subject.slot else each for each in self.subjects]
        return found

    def choose(self, choice: Choice) -> None:
        """What a later clause chooses puts aside what earlier ones chose of its sort."""
        sort = type(choice)
        named = self.choices.setdefault(sort, [])
        if self.chosen.get(sort, self.clause) != self.clause and choice not in named:
            named.clear()
        self.chosen[sort] = self.clause
        if choice not in named:
            named.append(choice)
        self.banned.discard(choice)

    def remove(self, meaning: Meaning) -> None:
        """Take it away and leave it out of the background too."""
        gone = FAMILIES.get(meaning, frozenset({meaning})) if isinstance(meaning, Kind) else {meaning}
        self.banned |= gone
        self.others -= gone
        self.subjects = [subject for subject in self.subjects if subject.kind not in gone]
        for each in gone:
            self.forget(each)

    def forget(self, meaning: Meaning) -> None:
        """As if it had not been chosen."""
        for named in self.choices.values():
            named[:] = [choice for choice in named if choice is not meaning]

    def named(self, sort: type[C]) -> list[C]:
        """The choices of one sort, as they were named."""
        return [choice for choice in self.choices.get(sort, []) if isinstance(choice, sort)]
