"""Deciding a batch is a pure function: a batch at once equals its wishes one by one, and positions have no gaps."""

from __future__ import annotations

from copy import deepcopy
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from domain.log import Conflict, KeyReused, Once, Receipt
from infra.log.decide import Head, Kept, Known, Verdict, Wish, decide

STREAMS = [UUID(int=n) for n in range(1, 4)]
IDS = [UUID(int=n) for n in range(100, 104)]

onces = st.none() | st.builds(Once, st.just(UUID(int=9)), st.sampled_from(["a", "b"]), st.sampled_from([b"x", b"y"]))


@st.composite
def wishes(draw: st.DrawFn) -> Wish:
    on = draw(st.none() | st.booleans())
    size = draw(st.integers(0 if on is None else 1, 3))
    streams = draw(st.permutations(STREAMS) if on is not None else st.lists(st.sampled_from(STREAMS), min_size=size))
    steps = [(stream, draw(st.integers(0, 4))) for stream in streams[:size]]
    given = draw(st.booleans()) and size > 0
    ids = [draw(st.sampled_from(IDS))] * size if given else [UUID(int=1000)] * size
    return Wish(UUID(int=draw(st.integers(1, 9))), steps, on, ids, given, draw(onces))


def plain(verdict: Verdict) -> tuple[object, object, bool]:
    """A verdict whose refusals compare by their kind."""
    answer = verdict.answer
    return (answer if isinstance(answer, Receipt) else type(answer), tuple(verdict.versions), verdict.keep)


def log_after(wishes: list[Wish], verdicts: list[Verdict]) -> list[tuple[UUID, int]]:
    """The log as a plain list of (stream, version): the model everything is checked against."""
    return [
        (stream, version)
        for wish, verdict in zip(wishes, verdicts, strict=True)
        for (stream, _), version in zip(wish.steps, verdict.versions, strict=bool(verdict.versions))
        if version is not None
    ]


@given(st.lists(wishes(), max_size=12))
def test_streams_have_no_gaps_and_positions_are_places_in_the_log(batch: list[Wish]) -> None:
    known = Known(0)
    verdicts = [decide(known, wish) for wish in batch]
    log = log_after(batch, verdicts)
    assert known.position == len(log)
    for stream in STREAMS:
        versions = [version for other, version in log if other == stream]
        assert versions == list(range(versions[0], versions[0] + len(versions))) if versions else True
        assert not versions or versions[0] in {0, 1}
    end = 0
    for verdict in verdicts:
        end += sum(version is not None for version in verdict.versions)
        if verdict.versions:
            assert verdict.answer == Receipt(end, verdict.answer.result, True)  # type: ignore[union-attr]  # so it is


@given(st.lists(wishes(), max_size=12), st.integers(0, 12))
def test_a_batch_equals_two_halves_with_the_log_between(batch: list[Wish], cut: int) -> None:
    whole, halves = Known(0), Known(0)
    at_once = [decide(whole, wish) for wish in batch]
    first = [decide(halves, wish) for wish in batch[:cut]]
    between = reread(batch[:cut], first)
    second = [decide(between, wish) for wish in batch[cut:]]
    assert [*map(plain, first), *map(plain, second)] == [*map(plain, at_once)]


def reread(batch: list[Wish], verdicts: list[Verdict]) -> Known:
    """What the log would tell the next batch after these were written."""
    known = Known(0)
    for wish, verdict in zip(batch, verdicts, strict=True):
        for (stream, _), version, event_id in zip(wish.steps, verdict.versions, wish.event_ids, strict=False):
            if version is None:
                continue
            known.position += 1
            known.streams[stream] = Head(version, known.position)
            if wish.given:
                known.events[event_id] = known.position
        if verdict.keep and wish.once and isinstance(verdict.answer, Receipt):
            answer = verdict.answer
            known.keys[wish.once.scope, wish.once.key] = Kept(wish.once.body, answer.position, answer.result)
    return known


@given(st.lists(wishes(), max_size=12), wishes())
def test_a_refusal_changes_nothing(before: list[Wish], wish: Wish) -> None:
    known = Known(0)
    for earlier in before:
        decide(known, earlier)
    copy = deepcopy(known)
    verdict = decide(known, wish)
    if isinstance(verdict.answer, Conflict | KeyReused) or not verdict.answer.appended:
        assert known.position == copy.position
        assert known.streams == copy.streams
        assert not verdict.versions


@given(st.lists(wishes(), max_size=12), wishes())
def test_repeating_a_key_or_given_ids_or_a_toggle_appends_nothing(before: list[Wish], wish: Wish) -> None:
    known = Known(0)
    for earlier in before:
        decide(known, earlier)
    first = decide(known, wish)
    again = decide(known, wish)
    if isinstance(first.answer, Receipt) and (wish.once or wish.given or wish.on is not None):
        assert not again.versions
        assert isinstance(again.answer, Receipt)
        assert again.answer.position == first.answer.position
        assert not again.answer.appended
    if isinstance(first.answer, KeyReused):
        assert plain(again) == plain(first)


def test_a_lost_answer_is_found_by_its_drawn_ids() -> None:
    wish = Wish(STREAMS[0], [(STREAMS[0], 1)], None, [IDS[0]], False, None)
    known = Known(7, {STREAMS[0]: Head(3, 7)}, {}, {IDS[0]: 5})
    assert decide(known, wish) == Verdict(Receipt(5, STREAMS[0], appended=True))
