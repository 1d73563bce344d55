"""Cursors of pages: opaque to clients, with a version, and valid only for the list they come from."""

from __future__ import annotations

import base64
import binascii

import msgspec

from domain.errors import DomainError, invalid

VERSION = 1
LENGTH = 400

Part = int | float | str


def encode(listing: str, *parts: Part) -> str:
    """The cursor of a place in a list. `parts` are what the list is ordered by, and what it pins."""
    return base64.urlsafe_b64encode(msgspec.json.encode([VERSION, listing, *parts])).decode().rstrip("=")


def decode(listing: str, cursor: str, *kinds: type[Part], field: str = "after") -> list[Part]:
    """The parts again; INVALID for a cursor that is broken, or another list's."""
    try:
        if len(cursor) > LENGTH:
            raise _broken(field)
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        version, named, *parts = msgspec.json.decode(raw, type=list[Part])
    except (ValueError, binascii.Error, msgspec.MsgspecError):
        raise _broken(field) from None
    fits = len(parts) == len(kinds) and all(type(part) is kind for part, kind in zip(parts, kinds, strict=True))
    if (version, named) != (VERSION, listing) or not fits:
        raise _broken(field)
    return parts


def _broken(field: str) -> DomainError:
    return invalid(field, "This cursor is not one of this list's. Begin again without one.")
