"""Counters of posts, proved: the events that count, and what the view's own functions make of each."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol
from uuid import UUID

from domain.comments import CommentRemoved, PostCommented
from domain.errors import DomainError, ErrorCode
from domain.events import Event
from domain.log import Recorded
from domain.posts import PostEdited, PostRemoved, PostShared
from domain.reactions import PostLiked, PostUnliked
from domain.restrictions import PostLifted, PostRestricted
from projections.changes import Update
from projections.connection import Connection
from projections.fold import Batch, Fold
from projections.history import History
from projections.reading import rows
from projections.views import posts

MOST_COUNTED = 200_000
"""A post about which there are more events has no proof in one answer: to count them takes a tenth of a second."""
MOST_FOLDED = 10_000
"""The same for events of its remixes, which are folded one by one."""

FOLD = Fold([posts.view])
COUNT = """
SELECT topic, count(*), min(position) FROM (
    SELECT topic, notification_id AS position FROM log.events
    WHERE subject = %s AND notification_id <= %s ORDER BY notification_id LIMIT %s
) AS about GROUP BY topic
"""


class Term(NamedTuple):
    """Events that add the same: their topic, what each adds, and how many they are. The value is the sum over all."""

    topic: str
    adds: int
    events: int


class Log(Protocol):
    """The log, as far as a proof reads it by what events are about."""

    def read(
        self, after: int, upto: int, limit: int, topics: Sequence[str] | None = None, subject: UUID | None = None
    ) -> Awaitable[Sequence[Recorded]]:
        """At most `limit` events in (after, upto], in order."""
        ...


@dataclass(frozen=True, slots=True)
class Counter:
    """A number of a post.

    name    as the interface calls it
    column  of the view
    kinds   the events that move it
    """

    name: str
    column: str
    kinds: tuple[type[Event], ...]

    @property
    def topics(self) -> list[str]:
        """Their topics."""
        return [kind.TOPIC for kind in self.kinds]

    def added(self, post: UUID, recorded: Recorded) -> int:
        """What the view's function for an event adds to it."""
        batch = Batch()
        FOLD.into(batch, [recorded])
        effect = batch.tables[posts.posts].get(post)
        return effect.adds.get(self.column, 0) if isinstance(effect, Update) else 0


LIKES = Counter("likeCount", "like_count", (PostLiked, PostUnliked))
COMMENTS = Counter("commentCount", "comment_count", (PostCommented, CommentRemoved))
REMIXES = Counter("remixCount", "remix_count", (PostShared, PostEdited, PostRemoved, PostRestricted, PostLifted))
COUNTERS = {counter.name: counter for counter in (LIKES, COMMENTS, REMIXES)}


class Proof(Protocol):
    """Of one counter of one post, at a position."""

    @property
    def terms(self) -> Sequence[Term]:
        """What its value is the sum of."""
        ...

    async def page(self, after: int, limit: int) -> Sequence[Recorded]:
        """At most `limit` events of its fold after a position, in order."""
        ...


class Acts:
    """Counts what was done to the post itself. Every event of a topic adds the same, so they are counted unread."""

    def __init__(self, log: Log, counter: Counter, post: UUID, upto: int, terms: Sequence[Term]) -> None:
        self.terms = terms
        self._log = log
        self._counter = counter
        self._post = post
        self._upto = upto

    async def page(self, after: int, limit: int) -> Sequence[Recorded]:
        """As `Proof` says."""
        return await self._log.read(after, self._upto, limit, self._counter.topics, self._post)


class Derived:
    """Counts by what became of other posts, the remixes. Each of its events is folded: only some add anything."""

    def __init__(self, counter: Counter, post: UUID, events: Sequence[Recorded]) -> None:
        added = [(counter.added(post, one), one) for one in events]
        self._events = [one for adds, one in added if adds]
        tally = Tally((one.event.TOPIC, adds) for adds, one in added if adds)
        self.terms = [Term(topic, adds, events) for (topic, adds), events in sorted(tally.items())]

    async def page(self, after: int, limit: int) -> Sequence[Recorded]:
        """As `Proof` says."""
        return [one for one in self._events if one.position > after][:limit]


async def prove(connection: Connection, log: Log, history: History, counter: Counter, post: UUID, upto: int) -> Proof:
    """The proof of a counter at a position. INVALID where there are more events than one answer reads."""
    if counter is REMIXES:
        remixes = await posts.remixed_from(connection, [post])
        events = await history.streams(remixes, upto, counter.topics, MOST_FOLDED + 1)
        if len(events) > MOST_FOLDED:
            raise _too_many(MOST_FOLDED)
        return Derived(counter, post, events)
    counted = await rows(connection, _Counted, COUNT, post, upto, MOST_COUNTED + 1)
    if sum(one.events for one in counted) > MOST_COUNTED:
        raise _too_many(MOST_COUNTED)
    terms = []
    for topic, number, first in sorted(one for one in counted if one.topic in counter.topics):
        (example,) = await log.read(first - 1, first, 1)
        terms.append(Term(topic, counter.added(post, example), number))
    return Acts(log, counter, post, upto, terms)


class _Counted(NamedTuple):
    topic: str
    events: int
    first: int


def _too_many(most: int) -> DomainError:
    return DomainError(
        ErrorCode.INVALID, f"More than {most:,} events are behind this number. Export the log to count them.", "counter"
    )
