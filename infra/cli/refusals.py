"""What a command cannot be asked for, in the words of a command line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from domain.errors import DomainError
from infra.replays import words
from infra.servers.problem import Exit, Problem
from projections.replays.timeline import Moment


@contextmanager
def refusals(mend: str) -> Iterator[None]:
    """What the domain refuses meanwhile, as a Problem."""
    try:
        yield
    except DomainError as refused:
        raise Problem(refused.message, mend, Exit.USAGE) from refused


def moment(option: str, written: str, *, ends: bool = False) -> Moment:
    """A time that has come, or a position, as `words.moment` reads it. Raises Problem."""
    now = datetime.now(UTC)
    try:
        found = words.moment(option, written, now, ends=ends)
    except DomainError as refused:
        raise Problem(f"--{option}: {written[:40]!r} is no moment.", refused.message, Exit.USAGE) from None
    if isinstance(found, datetime) and found > now:
        raise Problem(f"--{option}: that is in the future.", "name a moment that has been", Exit.USAGE)
    return found
