"""Attestations as they are kept in the database, with what helps to go on from one and to find damage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Self

import psycopg
from psycopg.rows import args_row

from infra.verify.notary import Notary
from infra.verify.tree import Tree
from projections.attestation import Attestation, Statement

MARK = 8
"""Bytes of each leaf that are kept, so that a changed event is found by its place. The root is what proves."""

COLUMNS = "position, at, previous, root, peaks, marks, key, signature"
NEWEST = f"SELECT {COLUMNS} FROM log.attestations ORDER BY position DESC LIMIT 1"  # noqa: S608 - constants only
NEXT = f"SELECT {COLUMNS} FROM log.attestations WHERE position > %s ORDER BY position LIMIT 1"  # noqa: S608 - as above
INSERT = f"INSERT INTO log.attestations ({COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"  # noqa: S608 - as above


@dataclass(frozen=True, slots=True)
class Kept:
    """An attestation and its aids.

    peaks  of the tree (`Tree.of`)
    marks  the first `MARK` bytes of each leaf since the attestation before
    """

    attestation: Attestation
    peaks: bytes
    marks: bytes

    @classmethod
    def of_row(
        cls,
        position: int,
        at: datetime,
        previous: bytes,
        root: bytes,
        peaks: bytes,
        marks: bytes,
        key: bytes,
        signature: bytes,
    ) -> Self:
        """From the columns of its row."""
        said = Statement(position, root, at, previous, aids(peaks, marks))
        return cls(Attestation(said, key, signature), peaks, marks)

    @property
    def said(self) -> Statement:
        """What is signed."""
        return self.attestation.said

    @property
    def first(self) -> int:
        """The position of the first event that its marks are of."""
        return self.said.position - len(self.marks) // MARK + 1

    @property
    def tree(self) -> Tree:
        """The tree that it speaks of. ValueError if its peaks are not such a tree's."""
        return Tree.of(self.said.position, self.peaks)

    def marks_of(self, leaves: Mapping[int, bytes], position: int) -> bool:
        """Whether the event at a position is the one that was attested, as far as it is marked here."""
        place = (position - self.first) * MARK
        return place < 0 or leaves[position][:MARK] == self.marks[place : place + MARK]

    def insert(self, connection: psycopg.Connection) -> None:
        """Keep it. psycopg.IntegrityError where another one goes on from the same one before."""
        said, by = self.said, self.attestation
        row = [said.position, said.at, said.previous, said.root, self.peaks, self.marks, by.key, by.signature]
        connection.execute(INSERT, row)


def aids(peaks: bytes, marks: bytes) -> bytes:
    """The digest by which a statement vouches for both."""
    return sha256(sha256(peaks).digest() + sha256(marks).digest()).digest()


def newest(connection: psycopg.Connection) -> Kept | None:
    """The newest one, None before the first."""
    with connection.cursor(row_factory=args_row(Kept.of_row), binary=True) as cursor:
        return cursor.execute(NEWEST).fetchone()


def following(connection: psycopg.Connection, position: int) -> Kept | None:
    """The first one after a position, None after the newest."""
    with connection.cursor(row_factory=args_row(Kept.of_row), binary=True) as cursor:
        return cursor.execute(NEXT, [position]).fetchone()


def is_whole(kept: Kept, notary: Notary) -> bool:
    """Whether it is signed by us, and its aids belong to what is signed."""
    try:
        return notary.signed(kept.attestation) and kept.tree.root == kept.said.root
    except ValueError:
        return False
