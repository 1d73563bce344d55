"""Node ids: what a thing is and which, readable in a log and safe in an address: `post_` and 32 hexadecimal digits."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from domain.errors import not_found

HEX = frozenset("0123456789abcdef")


class NodeKind(StrEnum):
    """What an id names."""

    ACCOUNT = "account"
    RENDER = "render"
    IMAGE = "image"
    """of a render: the same number"""
    POST = "post"
    COMMENT = "comment"
    CASE = "case"
    DECISION = "decision"
    REPLAY = "replay"
    KEY = "key"


KINDS = frozenset(kind.value for kind in NodeKind)


def node_id(kind: NodeKind, number: UUID) -> str:
    """The id of a thing as clients see it."""
    return f"{kind}_{number.hex}"


def parse_id(text: str) -> tuple[NodeKind, UUID]:
    """The inverse; NOT_FOUND for anything it would not have written, as for what is not there."""
    kind, _, digits = text.partition("_")
    if kind not in KINDS or len(digits) != 32 or not HEX.issuperset(digits):
        raise not_found()
    return NodeKind(kind), UUID(digits)


def parse_id_of(kind: NodeKind, text: str) -> UUID:
    """The number in an id of this kind; NOT_FOUND for another kind's."""
    found, number = parse_id(text)
    if found is not kind:
        raise not_found()
    return number
