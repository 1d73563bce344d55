"""A replay tells the boards that were live, and it does not matter where or how the log is cut for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate, pairwise
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from domain.accounts import AccountRegistered
from domain.comments import CommentRemoved, PostCommented
from domain.errors import DomainError
from domain.events import Event
from domain.log import Recorded, Unreadable
from domain.posts import PostEdited, PostRemoved, PostShared
from domain.reactions import PostLiked, PostUnliked
from domain.restrictions import AccountLifted, AccountRestricted, PostLifted, PostRestricted
from infra.folds import LogSource
from infra.log.importer import import_events
from infra.replays.clock import LogClock
from projections.catalogue import SERVING
from projections.engine import Engine
from projections.install import install
from projections.rankers import Term, trial
from projections.replays.outcome import Entry, Outcome
from projections.replays.replay import Spec, Step, finish, replay, stretches
from projections.replays.stretch import Stretch, fold
from projections.replays.timeline import MOST_STEPS, Question, spec
from projections.replays.why import why
from projections.views import trending
from projections.views.trending import Ranked, Window
from tests.databases import Database
from tests.oracle.test_random_lives import empty
from tests.projections.world import SEALED, catch_up
from tests.rankers import RANKERS

BEGAN = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
POSTS = [UUID(int=number) for number in range(1, 5)]
AUTHOR = UUID(int=99)
DECISION = {"decision": UUID(int=7), "author": AUTHOR, "label": None}
OF_POST = {"remix_of": None, "publicly": 0}
SAID: dict[str, Any] = {"prompt_visibility": "HIDDEN", "tags": (), "remix_of": None, "sealed": SEALED}
KINDS: dict[str, tuple[type[Event], dict[str, Any]]] = {
    "like": (PostLiked, {"author": AUTHOR}),
    "unlike": (PostUnliked, {"author": AUTHOR}),
    "comment": (PostCommented, {"comment": POSTS[0], "author": AUTHOR, "reply_to": None, "sealed": SEALED}),
    "uncomment": (CommentRemoved, {"comment": POSTS[0]}),
    "remove": (PostRemoved, {"was_public": True, "remix_of": None}),
    "limit": (PostRestricted, {**DECISION, **OF_POST, "restriction": "LIMIT"}),
    "unlimit": (PostLifted, {**DECISION, **OF_POST, "restriction": "LIMIT"}),
    "hide": (PostRestricted, {**DECISION, **OF_POST, "restriction": "REMOVE"}),
    "unhide": (PostLifted, {**DECISION, **OF_POST, "restriction": "REMOVE"}),
    "close": (PostEdited, {**SAID, "visibility": "PRIVATE"}),
    "open": (PostEdited, {**SAID, "visibility": "PUBLIC"}),
    "quiet author": (AccountRestricted, {**DECISION, "restriction": "LIMIT"}),
    "free author": (AccountLifted, {**DECISION, "restriction": "LIMIT"}),
}
LIKELY = ["like"] * 6 + ["comment"] * 2 + list(KINDS)
ACTS = st.tuples(st.sampled_from(LIKELY), st.sampled_from(POSTS), st.sampled_from([0, 1, 70, 299, 4_000, 30_000]))
LIVES = st.lists(ACTS, min_size=1, max_size=20)
Acts = Sequence[tuple[str, UUID, int]]


JOINED = AccountRegistered(
    originator_id=AUTHOR,
    originator_version=1,
    timestamp=BEGAN,
    actor=AUTHOR,
    subject=AUTHOR,
    originator_topic="account",
    handle="author",
    sealed=SEALED,
)


def shared(post: UUID) -> Event:
    return PostShared(
        originator_id=post,
        originator_version=1,
        timestamp=BEGAN,
        actor=AUTHOR if post == POSTS[0] else uuid4(),
        subject=post,
        originator_topic="post",
        render=post,
        visibility="PUBLIC",
        first_public=True,
        **SAID,
    )


def happened(name: str, post: UUID, at: datetime) -> Event:
    """An event that is well formed, if not always likely."""
    kind, fields = KINDS[name]
    if kind is PostEdited:
        fields = {**fields, "visibility_before": "PUBLIC", "tags_before": (), "first_listed": False}
        fields = {**fields, "first_public": False}
    subject = AUTHOR if issubclass(kind, AccountRestricted | AccountLifted) else post
    return kind(originator_id=uuid4(), originator_version=1, timestamp=at, actor=uuid4(), subject=subject, **fields)


def life(acts: Acts) -> list[Recorded]:
    """A log: an author, four posts, then acts, each so many seconds after the one before."""
    times = [BEGAN + timedelta(seconds=pause) for pause in accumulate(pause for _, _, pause in acts)]
    events = [JOINED, *(shared(post) for post in POSTS)]
    events += [happened(name, post, at) for (name, post, _), at in zip(acts, times, strict=True)]
    return [Recorded(place, event) for place, event in enumerate(events, start=1)]


class Log:
    """Events as a replay reads them, in pages of a size."""

    def __init__(self, rows: Sequence[Recorded], size: int = 3) -> None:
        self.rows, self.size = rows, size

    def stream(self, after: int, upto: int, topics: Sequence[str]) -> Iterator[list[Recorded]]:
        found = [row for row in self.rows[after:upto] if isinstance(row.event, Unreadable) or row.event.TOPIC in topics]
        for place in range(0, len(found), self.size):
            yield found[place : place + self.size]


def asked(rows: Sequence[Recorded], window: Window = Window.DAY, every: int = 1, top: int = 10) -> Spec:
    """Two rankers at each position, or each so many."""
    kept = sorted({*range(1, len(rows) + 1, every), len(rows)})
    steps = tuple(Step(position, rows[position - 1].event.timestamp) for position in kept)
    return Spec(RANKERS["decay"], RANKERS["hacker-news"], window, steps, 0, len(rows), top)


def numbered(board: Sequence[Ranked]) -> tuple[Entry, ...]:
    return tuple(Entry(place, one.id, one.score, one.terms) for place, one in enumerate(board, start=1))


@settings(max_examples=3, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(acts=LIVES, window=st.sampled_from(Window))
async def test_each_step_tells_the_board_that_was_live_of_what_is_shown_still(
    shared_database: Database, acts: Acts, window: Window
) -> None:
    """Entry by entry; at the end of the log it is the live board itself."""
    rows = life(acts)
    question = asked(rows, window)
    empty(shared_database)
    live: list[tuple[list[Ranked], list[Ranked]]] = []
    async with await psycopg.AsyncConnection.connect(shared_database.worker, autocommit=True) as reading:
        with psycopg.connect(shared_database.engine, autocommit=True) as connection:
            install(connection, SERVING)
            engine = Engine(connection, LogSource(shared_database.engine), SERVING)
            for position, event in rows:
                import_events(shared_database.owner, [event])
                catch_up(engine)
                at = question.steps[position - 1].ranked_at
                a, b = [await trending.board(reading, window, one, at, 10) for one in (question.a, question.b)]
                live.append((a, b))
        everyone = await trending.board(reading, Window.ALL, RANKERS["top"], question.steps[-1].ranked_at, 10)
    outcome = replay(question, LogSource(shared_database.engine))
    shown = {one.id for one in everyone}
    for frame, (a, b) in zip(outcome.frames, live, strict=True):
        assert frame.a == numbered([one for one in a if one.id in shown])
        assert frame.b == numbered([one for one in b if one.id in shown])
    assert (outcome.frames[-1].a, outcome.frames[-1].b) == (numbered(live[-1][0]), numbered(live[-1][1]))


@settings(max_examples=25, deadline=None)
@given(acts=LIVES, window=st.sampled_from(Window), cuts=st.sets(st.integers(1, 23)), size=st.integers(1, 7))
def test_stretches_are_folded_anywhere_and_joined(acts: Acts, window: Window, cuts: set[int], size: int) -> None:
    rows = life(acts)
    question = asked(rows, window, every=5)
    whole = replay(question, Log(rows))
    pieces = [_in_pieces(Log(rows, size), parts, cuts) for parts in stretches(question)]
    assert finish(question, pieces) == whole
    late = replace(question, began=_before_window(rows, question))
    assert replay(late, Log(rows)).digest == whole.digest


def _in_pieces(log: Log, parts: Sequence[tuple[int, int, Sequence[str]]], cuts: set[int]) -> Stretch:
    joined = Stretch()
    for after, upto, topics in parts:
        places = [after, *sorted(cut for cut in cuts if after < cut < upto), upto]
        for begin, end in pairwise(places):
            joined.join(fold(log.stream(begin, end, topics)))
    return joined


def _before_window(rows: Sequence[Recorded], question: Spec) -> int:
    since = question.window.first_bucket(question.steps[0].ranked_at.timestamp())
    return sum(row.event.timestamp.timestamp() < since for row in rows)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=LIVES)
def test_a_board_ranks_the_posts_with_the_most_in_its_window(acts: Acts) -> None:
    """Those that it does not rank are as if they had got nothing."""
    rows = life(acts)
    question = replace(asked(rows), a=trial("likes + comments"))
    whole = replay(question, Log(rows))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("projections.replays.standing.BOARD_DEPTH", 2)
        few = replay(question, Log(rows))
    assert few.frames[-1].a == whole.frames[-1].a[:2]


def test_the_digest_tells_boards_apart_and_not_how_they_were_made() -> None:
    rows = life([("like", POSTS[0], 0), ("like", POSTS[1], 5), ("like", POSTS[1], 5)])
    digests = {replay(asked(rows), Log(rows, size)).digest for size in (1, 2, 100)}
    assert len(digests) == 1
    watching = replace(asked(rows, top=1), watched=(POSTS[0],))
    assert replay(watching, Log(rows)).digest == replay(asked(rows, top=1), Log(rows)).digest
    other = [*rows[:-1], rows[-1]._replace(event=happened("like", POSTS[2], BEGAN + timedelta(seconds=10)))]
    assert replay(asked(other), Log(other)).digest not in digests


def test_what_cannot_be_read_is_counted_and_left_out() -> None:
    rows = life([("like", POSTS[0], 1), ("like", POSTS[0], 1)])
    lost = Unreadable(
        originator_id=POSTS[0],
        originator_version=9,
        timestamp=BEGAN + timedelta(seconds=2),
        actor=None,
        subject=POSTS[0],
        topic="post.liked",
        reason="ValueError",
    )
    outcome = replay(asked(rows), Log([*rows[:-1], Recorded(len(rows), lost)]))
    assert outcome.unfolded == 1
    assert [entry.terms[0].events for entry in outcome.frames[-1].a] == [1]


def test_why_says_which_term_decides() -> None:
    terms = [(Term("likes", 4, 4), Term("hours", 1, 1)), (Term("likes", 9, 9), Term("hours", 20, 1))]
    ranker = RANKERS["hacker-news"]
    board = [Entry(place, POSTS[place], ranker.score(each), each) for place, each in enumerate(terms, start=1)]
    told = why(ranker, board, POSTS[2], POSTS[1])
    assert told and (told.upper.post, told.lower.post) == (POSTS[1], POSTS[2])
    assert [(reason.name, reason.decides) for reason in told.reasons] == [("likes", False), ("hours", True)]
    assert why(ranker, board, POSTS[1], POSTS[3]) is None


class Times:
    """The clock of a log in memory."""

    def __init__(self, rows: Sequence[Recorded]) -> None:
        self.rows = rows

    def head(self) -> int:
        return len(self.rows)

    def time(self, position: int) -> datetime:
        return self.rows[position - 1].event.timestamp

    def positions(self, times: Sequence[datetime], head: int) -> list[int]:
        return [sum(row.event.timestamp <= time for row in self.rows[:head]) for time in times]


NOW = BEGAN + timedelta(days=30)
HOUR = timedelta(hours=1)
SEEN = life([("like", POSTS[0], 3_600)] * 30)


def question(**more: Any) -> Question:
    return Question(RANKERS["top"], RANKERS["decay"], Window.DAY, **more)


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        (question(begin=BEGAN + 2 * HOUR, end=BEGAN + HOUR), "from"),
        (question(begin=9, end=7), "from"),
        (question(begin=BEGAN - HOUR), "from"),
        (question(begin=0), "from"),
        (question(begin=-1), "from"),
        (question(end=NOW + HOUR), "to"),
        (question(end=len(SEEN) + 1), "to"),
        (question(steps=0), "steps"),
        (question(steps=10**9), "steps"),
        (question(every=timedelta(0)), "every"),
        (question(every=timedelta(seconds=-5)), "every"),
        (question(every=timedelta(seconds=1)), "every"),
        (question(top=0), "top"),
        (question(top=101), "top"),
    ],
)
def test_what_cannot_be_asked_is_invalid(asked: Question, field: str) -> None:
    with pytest.raises(DomainError) as refused:
        spec(asked, Times(SEEN), NOW)
    assert refused.value.field == field


def test_a_log_without_events_has_nothing_to_replay() -> None:
    with pytest.raises(DomainError):
        spec(question(), Times([]), NOW)


def test_steps_lie_evenly_between_both_ends() -> None:
    last = len(SEEN)
    whole = spec(question(), Times(SEEN), NOW)
    assert (len(whole.steps), whole.steps[-1]) == (25, Step(last, BEGAN + 30 * HOUR))
    assert whole.steps[0].ranked_at == BEGAN + 6 * HOUR
    assert whole.began == 0
    hourly = spec(question(begin=BEGAN + HOUR, end=last - 1, every=timedelta(hours=8)), Times(SEEN), NOW)
    assert [step.ranked_at - BEGAN for step in hourly.steps] == [HOUR, 9 * HOUR, 17 * HOUR, 25 * HOUR, 29 * HOUR]
    assert [step.position for step in hourly.steps] == [6, 14, 22, 30, last - 1]
    assert len(spec(question(begin=1, steps=MOST_STEPS), Times(SEEN), NOW).steps) == MOST_STEPS
    assert spec(question(steps=1, end=8), Times(SEEN), NOW).steps == (Step(8, BEGAN + 3 * HOUR),)


def test_times_are_found_in_the_log(shared_database: Database) -> None:
    empty(shared_database)
    rows = life([("like", POSTS[0], pause) for pause in (0, 0, 60, 0, 60)])
    import_events(shared_database.owner, (row.event for row in rows))
    with psycopg.connect(shared_database.engine) as connection:
        clock = LogClock(connection)
        times = [BEGAN + timedelta(seconds=seconds) for seconds in (-1, 0, 59, 60, 119, 120, 999)]
        assert clock.positions(times, clock.head()) == Times(rows).positions(times, len(rows))


def test_outcomes_compare_as_a_whole() -> None:
    """So that the equalities above see everything."""
    assert {"frames", "unfolded", "now", "top", "window", "a", "b"} == set(Outcome.__dataclass_fields__)
