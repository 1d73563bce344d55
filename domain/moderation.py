"""What a decision does to its thing: facts on the thing's own stream, in one append with the case's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from domain.accounts import Account
from domain.cases import Case
from domain.errors import conflict
from domain.events import Event
from domain.flags import Flaggable
from domain.posts import Post
from domain.restrictions import Measure, lift_comment, restrict_comment


def restricted(about: Flaggable, thing: Post | Account | None, measure: Measure) -> Sequence[Event]:
    """A decision begins to stand on a thing. `thing`: as it is, None for a comment, which has no more than its id."""
    if thing is None:
        return [restrict_comment(about, measure)]
    thing.restrict(measure)
    return thing.collect_events()


def lifted(about: Flaggable, thing: Post | Account | None, measures: Iterable[Measure]) -> Sequence[Event]:
    """Decisions no longer stand on a thing."""
    if thing is None:
        return [lift_comment(about, measure) for measure in measures]
    for measure in measures:
        thing.lift(measure)
    return thing.collect_events()


def restored(
    about: Flaggable, thing: Post | Account | None, earlier: Iterable[Case], moderator: UUID, sealed: bytes
) -> Sequence[Event]:
    """Everything that stands on a thing is undone, in all of its earlier cases. `sealed`: the reason."""
    standing = [case for case in earlier if case.measure]
    if not standing:
        raise conflict("Nothing restricts this. Dismiss the case.", "kind")
    measures = [case.undo(moderator, sealed) for case in standing]
    return [*(event for case in standing for event in case.collect_events()), *lifted(about, thing, measures)]
