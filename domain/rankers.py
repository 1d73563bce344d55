"""Rankers: formulas that order posts. Whoever runs the place defines some, and everyone may define their own."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from uuid import UUID

from domain import formulas, text
from domain.errors import conflict, invalid
from domain.events import UNRECORDED, Audience, Event
from domain.identity import ranker_id
from domain.log import Append

NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
REFERENCE = re.compile(
    r"(?:@(?P<handle>[a-z0-9_]{3,24})/)?(?P<name>[a-z][a-z0-9-]{0,39})(?:@(?P<version>[1-9]\d{0,8}))?"
)
DESCRIPTION_LENGTH = 200
MADE = 20
"""Rankers that one person may have at once."""
DEFAULT = "decay"
"""Boards for which none is named are ranked by this one of the place's own, so it is never withdrawn."""


class RankerDefined(Event):
    """From here on the name means this formula. Its version is the event's number; older ones keep theirs."""

    TOPIC = "ranker.defined"
    AUDIENCE = Audience.PUBLIC
    PUBLIC_FIELDS = ("name", "formula")

    name: str
    formula: str
    """in its canonical form"""
    description: str | None
    """of one of the place's own"""
    sealed: bytes | None
    """description, of a person's"""


class RankerWithdrawn(Event):
    """From here on the name means nothing. Boards of its versions can still be told."""

    TOPIC = "ranker.withdrawn"
    AUDIENCE = Audience.PUBLIC
    PUBLIC_FIELDS = ("name",)

    name: str


@dataclass(frozen=True, slots=True)
class Reference:
    """How a ranker is named: `decay`, `decay@2`, `@ada/quick`, `@ada/quick@3`.

    handle   of its maker; None for the place's own
    version  None for the newest
    """

    name: str
    handle: str | None = None
    version: int | None = None


def reference(written: str) -> Reference:
    """What a text names; INVALID where it is no name of a ranker."""
    found = REFERENCE.fullmatch(written) if len(written) <= 100 else None
    if found is None:
        raise invalid("ranker", "A ranker is named like decay, decay@2 or @ada/quick.")
    version = found["version"]
    return Reference(found["name"], found["handle"], int(version) if version else None)


def description(written: str | None) -> str | None:
    """What is said of a ranker, in its one form; INVALID where it is too long."""
    return text.optional("description", written, DESCRIPTION_LENGTH)


@dataclass(frozen=True, slots=True)
class Definition:
    """A ranker as it shall be. INVALID where it could not be.

    maker    None for the place's own
    version  of what the name meant before, 0 where nothing
    """

    name: str
    formula: str
    description: str | None = None
    sealed: bytes | None = None
    maker: UUID | None = None
    version: int = 0

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name):
            raise invalid("name", "A ranker's name is 1 to 40 of the characters a to z, 0 to 9 and -, a letter first.")
        object.__setattr__(self, "formula", formulas.canonical(self.formula))

    def following(self, version: int) -> Definition:
        """The same in the place of what the name meant before."""
        return replace(self, version=version)


def define(ranker: Definition) -> Append:
    """Give a name its meaning; Conflict in the log where it has a newer one."""
    meaning = {"formula": ranker.formula, "description": ranker.description, "sealed": ranker.sealed}
    return _next(RankerDefined, ranker.maker, ranker.version, name=ranker.name, **meaning)


def withdraw(name: str, maker: UUID | None, version: int) -> Append:
    """Take the meaning of a name, which had this version; CONFLICT for the default's."""
    if maker is None and name == DEFAULT:
        raise conflict("Boards for which no ranker is named need this one. Define it anew instead.", "name")
    return _next(RankerWithdrawn, maker, version, name=name)


def _next(fact: type[Event], maker: UUID | None, version: int, **fields: str | bytes | None) -> Append:
    stream = ranker_id(maker, str(fields["name"]))
    event = fact(
        originator_id=stream,
        originator_version=version + 1,
        timestamp=UNRECORDED,
        actor=maker,
        subject=stream,
        **fields,
    )
    return Append(result=stream, events=(event,))
