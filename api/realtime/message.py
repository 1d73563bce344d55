"""What a stream hands to its transport, whichever that is."""

from __future__ import annotations

from typing import NamedTuple


class Message(NamedTuple):
    """One GraphQL response as JSON. `position` is where to resume after it; None where there is no such place."""

    payload: bytes
    position: int | None = None


class Refused(Exception):
    """The operation does not run, or can go no further. `errors` is a JSON array of GraphQL errors."""

    def __init__(self, errors: bytes) -> None:
        super().__init__()
        self.errors = errors


class Broken(Exception):
    """The stream cannot go on, by no fault of the client's: it should connect again and resume."""
