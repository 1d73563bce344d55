"""The log against what was signed of it.

Events are read again from the first one, and their tree must have the root of every attestation. Each attestation
carries the tree on, so damage is found in its own stretch, and the stretches after it are judged by themselves.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence

import psycopg

from infra.verify import kept
from infra.verify.findings import Finding, Part, Report, Wrong, span, spans
from infra.verify.kept import Kept
from infra.verify.leaves import stored
from infra.verify.notary import NEWEST, Notary
from infra.verify.tree import DIGEST, Tree
from projections.attestation import FIRST, Attestation, NotAttested

CHUNK = 4_096
"""Events read at a time."""
STRANGERS = 1_000
"""The most events outside of the log that are named."""
ABSENT = bytes(DIGEST)
"""Stands for a leaf that is gone."""
SHAPE = (
    "SELECT position,"  # noqa: S608 - constants only
    " coalesce((SELECT max(notification_id) FROM log.events WHERE notification_id <= position), 0),"
    " ARRAY(SELECT notification_id FROM log.events WHERE notification_id < 1 OR notification_id > position"
    f" ORDER BY notification_id LIMIT {STRANGERS}) FROM log.head"
)


class LogCheck:
    """One reading of the whole log, while it grows: what is appended meanwhile is left for the next time.

    others  attestations that were kept elsewhere; their roots must be this log's, too
    """

    def __init__(
        self, connection: psycopg.Connection, notary: Notary, others: Sequence[Attestation], report: Report
    ) -> None:
        self._connection = connection
        self._notary = notary
        self._roots = {other.said.position: other.said.root for other in others}
        self._report = report
        self._tree = Tree()
        self._attested = 0
        self._head = self._last = 0

    @property
    def note(self) -> str:
        """How much was held against signatures: what is after is younger than the newest of them."""
        younger = self._head - self._attested
        return f"attested up to {self._attested:,}" + (f"; {younger:,} events are younger" if younger > 0 else "")

    def run(self) -> Iterator[Finding]:
        """All that is wrong, in the order of the log."""
        outside = yield from self._outside()
        newest = kept.newest(self._connection)  # read in this order, none is behind the one before
        yield from self._shape()
        yield from self._line(outside, newest.said.position if newest else 0)
        yield from self._upto(self._head, None)
        for position in sorted(self._roots):
            if position > self._tree.size:
                yield Finding(Part.LOG, Wrong.DIVERGED, str(position))

    def _outside(self) -> Generator[Finding, None, Attestation | None]:
        """The attestation that is kept outside the database; its root, too, must be this log's."""
        try:
            outside = self._notary.kept()
        except NotAttested:
            yield Finding(Part.LOG, Wrong.UNSIGNED, NEWEST)
            return None
        if outside:
            self._roots[outside.said.position] = outside.said.root
        return outside

    def _shape(self) -> Iterator[Finding]:
        row = self._connection.execute(SHAPE).fetchone()
        assert row, "the log has a head"
        self._head, self._last, strangers = row
        for place in spans(strangers):
            yield Finding(Part.LOG, Wrong.STRANGE, place)

    def _line(self, outside: Attestation | None, newest: int) -> Iterator[Finding]:
        """The attestations one after the other, and the events of each."""
        inside = outside is None
        position, previous = 0, FIRST
        while (one := kept.following(self._connection, position)) and one.said.position <= newest:
            position = one.said.position
            inside = inside or one.attestation == outside
            if not kept.is_whole(one, self._notary):
                yield Finding(Part.LOG, Wrong.UNSIGNED, str(position))
                previous = b""
                continue
            if previous and one.said.previous != previous:
                yield Finding(Part.LOG, Wrong.UNLINKED, str(position))
            previous = one.attestation.digest
            yield from self._upto(position, one)
            self._attested = position
        if outside and not inside:
            yield Finding(Part.LOG, Wrong.UNKEPT, str(outside.said.position))

    def _upto(self, stop: int, attested: Kept | None) -> Iterator[Finding]:
        """Events after those read, to a position; at it, the tree is held against what was attested there."""
        first, sound = self._tree.size + 1, True
        while self._tree.size < min(stop, self._last):
            for finding in self._chunk(min(stop, self._last), attested):
                sound = False
                yield finding
            self._report(Part.LOG, self._tree.size, self._head)
            if self._roots.get(self._tree.size, self._tree.root) != self._tree.root and sound:
                sound = False
                yield Finding(Part.LOG, Wrong.DIVERGED, str(self._tree.size))
        if self._tree.size < stop:
            yield Finding(Part.LOG, Wrong.MISSING, span(self._tree.size + 1, stop))
        elif attested and self._tree.root != attested.said.root and sound:
            yield Finding(Part.LOG, Wrong.CHANGED, span(first, stop))
        if attested:
            self._tree = attested.tree

    def _chunk(self, stop: int, attested: Kept | None) -> Iterator[Finding]:
        """Some more events: those that are gone, and those that are not as they were marked."""
        begin = self._tree.size
        end = min(stop, begin + CHUNK, *(position for position in self._roots if position > begin))
        places = range(begin + 1, end + 1)
        try:
            leaves = stored(self._connection, begin, end)
        except psycopg.errors.DataCorrupted:  # its own checksums say so
            leaves = {}
            yield Finding(Part.LOG, Wrong.UNREADABLE, span(begin + 1, end))
        else:
            for place in spans(position for position in places if position not in leaves):
                yield Finding(Part.LOG, Wrong.MISSING, place)
        for place in spans(_changed(leaves, attested)):
            yield Finding(Part.LOG, Wrong.CHANGED, place)
        self._tree.extend(leaves.get(position, ABSENT) for position in places)


def _changed(leaves: Mapping[int, bytes], attested: Kept | None) -> Iterator[int]:
    if attested:
        yield from (position for position in leaves if not attested.marks_of(leaves, position))
