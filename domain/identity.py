"""Names of things: ids of streams that two facts share, and positions as text."""

from __future__ import annotations

from hashlib import sha1
from uuid import UUID, uuid5

from domain.errors import invalid
from domain.events import Event

LIMN = UUID("6c696d6e-0000-5000-8000-000000000001")
"""The namespace of every id that Limn derives instead of drawing at random. Changing it forgets every like."""

POSITION_DIGITS = 16
ORIGIN = 0
"""The position before the first event."""


def relation_id(kind: str, actor: UUID, target: UUID) -> UUID:
    """The stream of one relation (a like, a follow, a flag) from actor to target: anyone can compute it."""
    name = kind.encode() + actor.bytes + target.bytes
    digest = sha1(LIMN.bytes + name, usedforsecurity=False).digest()  # uuid5 of bytes, which Python 3.11 lacks
    return UUID(bytes=digest[:16], version=5)


def handle_id(handle: str) -> UUID:
    """The stream that reserves a handle; `handle` is already normalised."""
    return uuid5(LIMN, f"handle:{handle}")


def rule_id(name: str) -> UUID:
    """The stream of a rule that prompts are judged by."""
    return uuid5(LIMN, f"rule:{name}")


def ranker_id(maker: UUID | None, name: str) -> UUID:
    """The stream of a ranker: of a person's, or of the place's own of that name."""
    return uuid5(LIMN, f"ranker:{maker or ''}:{name}")


def caused_id(policy: str, cause: Event) -> UUID:
    """The id of the event that a policy answers another with: a second answer is the same one."""
    return uuid5(LIMN, f"{policy}:{cause.originator_id}:{cause.originator_version}")


def position_text(position: int) -> str:
    """A position as clients see it: fixed width, so that text order is log order."""
    return f"{position:0{POSITION_DIGITS}d}"


def parse_position(text: str, field: str = "position") -> int:
    """The inverse of `position_text`; raises INVALID for anything it would not have written."""
    if len(text) != POSITION_DIGITS or not (text.isascii() and text.isdigit()):
        raise invalid(field, f"A position is {POSITION_DIGITS} digits, as the API gave it.")
    return int(text)
