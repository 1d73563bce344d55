"""A dump: events as one stream of bytes that tells when it was cut, changed or put out of order.

A line that says what it is; the positions after which it begins and at which it ends, and the digest that it goes on
from. Then blocks: how many events, how many bytes, the position of the first; the rows as PostgreSQL's binary COPY
writes them; and SHA-256 of the digest before, of the block's head and of its rows. A block without events is the end.
So what a digest stands for is everything up to it, and two dumps that end in the same digest hold the same events,
byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from struct import Struct
from typing import Protocol

import psycopg

from infra.log.packing import HEADER, TRAILER

KIND = b"limn dump "
FORMAT = 1
LINE = KIND + b"%d\n" % FORMAT
BEGINNING = Struct(">qq32s")
HEAD = Struct(">IIq")
DIGEST = 32
ORIGIN = bytes(DIGEST)
"""The digest that the first event of a log goes on from."""

ROWS = 1_000
BYTES = 1 << 18
"""A block is closed when it has so many events, or so many bytes."""
MOST = 1 << 30
"""No block is longer: PostgreSQL takes no longer row."""

COLUMNS = (
    "notification_id, at, originator_id, originator_version, topic, state, actor, subject, event_id, schema_version,"
    " personal, correlation_id, causation_id, trace"
)
"""Every column of an event, in the order of this format."""

OUT = (
    f"COPY (SELECT {COLUMNS} FROM log.events WHERE notification_id > %s AND notification_id <= %s"  # noqa: S608 - constants
    " ORDER BY notification_id) TO STDOUT (FORMAT BINARY)"
)

Report = Callable[[int], None]
"""Is told the position that was reached."""


class Damaged(ValueError):
    """This is no dump, or not a whole one; says where."""


class Newer(ValueError):
    """A newer program wrote this."""


class Sink(Protocol):
    """What a dump is written to."""

    def write(self, data: bytes, /) -> object:
        """Take all of it."""
        ...


class Source(Protocol):
    """What a dump is read from."""

    def read(self, size: int, /) -> bytes:
        """So many bytes; fewer at the end only."""
        ...


@dataclass(frozen=True, slots=True)
class Block:
    """Some events in order: the position of the first, how many, and their rows."""

    first: int
    events: int
    rows: bytes


class Dump:
    """Writes the events in (after, upto]. `position` and `digest` say how far it has come."""

    def __init__(self, sink: Sink, upto: int, after: int = 0, digest: bytes = ORIGIN) -> None:
        self.position, self.upto, self.digest = after, upto, digest
        self._sink = sink
        self._rows: list[bytes] = []
        self._bytes = 0
        sink.write(LINE + BEGINNING.pack(after, upto, digest))

    @property
    def closed(self) -> bool:
        """Whether every event that was added is in a block."""
        return not self._rows

    def add(self, row: bytes) -> None:
        """The next event."""
        self._rows.append(row)
        self._bytes += len(row)
        if len(self._rows) == ROWS or self._bytes >= BYTES:
            self._close()

    def end(self) -> None:
        """No event comes after."""
        if self._rows:
            self._close()
        self._close()

    def _close(self) -> None:
        rows = b"".join(self._rows)
        head = HEAD.pack(len(self._rows), len(rows), self.position + 1)
        self.digest = sha256(self.digest + head + rows).digest()
        self._sink.write(head + rows + self.digest)
        self.position += len(self._rows)
        self._rows, self._bytes = [], 0


def dump(connection: psycopg.Connection, into: Dump, report: Report) -> None:
    """Write all of it, in constant memory. Its events are there, and stay as they are."""
    with connection.cursor() as cursor, cursor.copy(OUT, [into.position, into.upto]) as copy:
        for row in _rows(iter(copy)):
            into.add(row)
            if into.closed:
                report(into.position)
    into.end()


def _rows(chunks: Iterator[bytes | bytearray | memoryview]) -> Iterator[bytes]:
    """The rows of a binary COPY, which comes a row at a time, the first after the header and none in the trailer."""
    for number, chunk in enumerate(chunks):
        row = bytes(chunk)[len(HEADER) :] if number == 0 else bytes(chunk)
        if row not in {b"", TRAILER}:
            yield row


class Dumped:
    """The blocks of a dump, each once it was checked. `position` and `digest` say how far it was read, `upto` its end.

    Raises Damaged or Newer. Where a dump is a part of more, `after` and `digest` are what it must go on from.
    """

    def __init__(self, source: Source, after: int = 0, digest: bytes = ORIGIN) -> None:
        self.position, self.digest = after, digest
        self._source = source
        self.upto = self._begin()

    def __iter__(self) -> Iterator[Block]:
        while block := self._block():
            yield block
        if self._source.read(1):
            raise Damaged(f"Something follows the end, after position {self.position}.")
        if self.position != self.upto:
            raise Damaged(f"It ends after position {self.position}, and should at {self.upto}.")

    def _begin(self) -> int:
        line = self._source.read(len(LINE))
        if line != LINE:
            if line.startswith(KIND) and line[len(KIND) :].strip().isdigit():
                raise Newer(
                    f"This is a dump of format {line[len(KIND) :].strip().decode()}, and {FORMAT} is known here."
                )
            raise Damaged("This is not a dump of a log.")
        after, upto, digest = BEGINNING.unpack(self._exactly(BEGINNING.size))
        if (after, digest) != (self.position, self.digest):
            raise Damaged(f"It does not go on where it should, after position {self.position}.")
        return int(upto)

    def _block(self) -> Block | None:
        head = self._exactly(HEAD.size)
        events, length, first = HEAD.unpack(head)
        if first != self.position + 1 or length > MOST or (events == 0) != (length == 0):
            raise Damaged(f"After position {self.position} comes what cannot be there.")
        rows = self._exactly(length)
        digest = sha256(self.digest + head + rows).digest()
        if self._exactly(DIGEST) != digest:
            raise Damaged(f"The block after position {self.position} was changed: its digest is another.")
        self.digest = digest
        self.position += events
        return Block(first, events, rows) if events else None

    def _exactly(self, size: int) -> bytes:
        data = self._source.read(size)
        if len(data) < size:
            raise Damaged(f"It is cut after position {self.position}.")
        return data
