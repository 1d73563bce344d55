"""What a span is to whoever does the work: a name for a stretch of time. Nothing is paid where nobody looks.

Names and facts are ours and few: never a word, a name, an id of a person, a token or an address.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

Fact = str | int | float | bool


class Span(Protocol):
    """A stretch of time that has not ended."""

    def note(self, name: str, **facts: Fact) -> None:
        """Something happened within it."""
        ...


Opened = AbstractContextManager[Span]
"""A span that lasts as long as its block; an exception marks it by its class alone."""


class Spans(Protocol):
    """Makes spans, and knows the current one. A `trace` is a W3C `traceparent`."""

    def begin(self, name: str, **facts: Fact) -> Opened:
        """A trace of its own, if it is chosen to be one."""
        ...

    def span(self, name: str, **facts: Fact) -> Opened:
        """A part of the current span; nothing where there is none."""
        ...

    def leaf(self, name: str, **facts: Fact) -> Opened:
        """A part of the current span that has no parts itself, and may end in another task than it began in."""
        ...

    def resumed(self, trace: str | None, name: str, **facts: Fact) -> Opened:
        """A part of a span elsewhere; nothing where it was not traced."""
        ...

    def joined(self, traces: Sequence[str], name: str, **facts: Fact) -> Opened:
        """What is done once for several spans: a part of the first, linked to each; nothing where there are none."""
        ...

    def past(self, trace: str, name: str, begun: int, **facts: Fact) -> None:
        """A part of a span elsewhere that began at `begun` (nanoseconds of Unix time) and ends now."""
        ...

    def trace(self) -> str | None:
        """The current span, to be resumed elsewhere; None where nothing is traced."""
        ...

    @property
    def on(self) -> bool:
        """Whether anything is ever traced."""
        ...

    def close(self) -> None:
        """Hand over what is not yet handed over."""
        ...


class _Nothing:
    """A span that nobody sees."""

    def note(self, name: str, **facts: Fact) -> None:
        """Not kept."""


NOTHING: Opened = nullcontext(_Nothing())


class NoSpans:
    """Where no endpoint is set."""

    on = False

    def begin(self, name: str, **facts: Fact) -> Opened:
        """Nothing."""
        return NOTHING

    def span(self, name: str, **facts: Fact) -> Opened:
        """Nothing."""
        return NOTHING

    def leaf(self, name: str, **facts: Fact) -> Opened:
        """Nothing."""
        return NOTHING

    def resumed(self, trace: str | None, name: str, **facts: Fact) -> Opened:
        """Nothing."""
        return NOTHING

    def joined(self, traces: Sequence[str], name: str, **facts: Fact) -> Opened:
        """Nothing."""
        return NOTHING

    def past(self, trace: str, name: str, begun: int, **facts: Fact) -> None:
        """Nothing."""

    def trace(self) -> str | None:
        """None."""
        return None

    def close(self) -> None:
        """Nothing to hand over."""


NO_SPANS = NoSpans()
