"""What becomes of each wish of a batch: a pure function of what the log knew when the lock was taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from domain.log import Conflict, KeyReused, Once, Receipt


class Wish(NamedTuple):
    """What one command wants of the log, as far as deciding it goes.

    steps      (stream, version) of each event, in order; the versions of a toggle's are not read
    on         the state a toggle wants of its first stream, None where this is no toggle; its others are to be off
    event_ids  of the events
    given      the ids follow from the command, so that its repetition is known by them; else they were drawn
    """

    result: UUID
    steps: Sequence[tuple[UUID, int]]
    on: bool | None
    event_ids: Sequence[UUID]
    given: bool
    once: Once | None


class Head(NamedTuple):
    """The newest event of a stream: its version and its position."""

    version: int
    position: int


class Kept(NamedTuple):
    """What the log remembers of an idempotency key: the MAC of its body and the first answer."""

    body: bytes
    position: int
    result: UUID


@dataclass(slots=True)
class Known:
    """What the log knows of everything a batch touches. Deciding moves it forward.

    position  of the newest event of all
    streams   newest event of each stream that has one
    keys      idempotency keys already used, by (scope, key)
    events    positions of the event ids that are already there, of those that were asked for
    """

    position: int
    streams: dict[UUID, Head] = field(default_factory=dict)
    keys: dict[tuple[UUID, str], Kept] = field(default_factory=dict)
    events: dict[UUID, int] = field(default_factory=dict)


class Verdict(NamedTuple):
    """The answer to one wish, the version each of its events is written with (None for one that is not), and whether
    its key is to be kept.
    """

    answer: Receipt | Conflict | KeyReused
    versions: Sequence[int | None] = ()
    keep: bool = False


def decide(known: Known, wish: Wish) -> Verdict:
    """Decide one wish after all before it in its batch, and move `known` past it.

    In this order: events that are there already (a command that says its ids was done before, or the answer to a
    batch was lost), then the idempotency key, then the streams.
    """
    if known.events and (position := max((known.events.get(one, 0) for one in wish.event_ids), default=0)):
        return Verdict(Receipt(position, wish.result, appended=not wish.given))
    if wish.once and (kept := known.keys.get((wish.once.scope, wish.once.key))):
        return Verdict(repeat(kept, wish.once))
    verdict = _events(known, wish) if wish.on is None else _toggle(known, wish, wish.on)
    if isinstance(verdict.answer, Receipt):
        _remember(known, wish, verdict.answer)
    return verdict


def repeat(kept: Kept, once: Once) -> Receipt | KeyReused:
    """The answer to a key that was used before."""
    if kept.body != once.body:
        return KeyReused()
    return Receipt(kept.position, kept.result, appended=False)


def _toggle(known: Known, wish: Wish, on: bool) -> Verdict:
    before = known.position
    versions = [_turned(known, stream, on=on and place == 0) for place, (stream, _) in enumerate(wish.steps)]
    if known.position == before:
        stands = max(known.streams[stream].position if stream in known.streams else 0 for stream, _ in wish.steps)
        return Verdict(Receipt(stands, wish.result, appended=False), (), bool(wish.once))
    return Verdict(Receipt(known.position, wish.result, appended=True), versions, bool(wish.once))


def _turned(known: Known, stream: UUID, *, on: bool) -> int | None:
    """The version of the event that brings a relation into a state; None where it is in it."""
    head = known.streams.get(stream)
    version = head.version if head else 0
    if (version % 2 == 1) is on:
        return None
    known.position += 1
    known.streams[stream] = Head(version + 1, known.position)
    return version + 1


def _events(known: Known, wish: Wish) -> Verdict:
    moved: dict[UUID, Head] = {}
    position = known.position
    for stream, version in wish.steps:
        head = moved.get(stream) or known.streams.get(stream)
        if not _next(head, version):
            return Verdict(Conflict())
        position += 1
        moved[stream] = Head(version, position)
    known.position = position
    known.streams.update(moved)
    versions = [version for _, version in wish.steps]
    return Verdict(Receipt(position, wish.result, appended=bool(moved)), versions, bool(wish.once))


def _next(head: Head | None, version: int) -> bool:
    """Streams have no gaps; ours begin at 1, and the library allows 0."""
    return version == head.version + 1 if head else version in {0, 1}


def _remember(known: Known, wish: Wish, receipt: Receipt) -> None:
    if wish.once:
        known.keys[wish.once.scope, wish.once.key] = Kept(wish.once.body, receipt.position, receipt.result)
    if wish.given and receipt.appended:
        known.events.update(dict.fromkeys(wish.event_ids, receipt.position))
