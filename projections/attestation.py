"""What is signed of the log: that up to a position it had this root. A line of them, each naming the one before."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple, Self

from projections.connection import Connection
from projections.reading import rows

FIRST = bytes(32)
"""What the first one names as the one before."""
KIND = "limn log 1"
"""Begins every statement: what is attested, and in which form."""


class NotAttested(ValueError):
    """This is not an attestation as one is written."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What is signed.

    position  of the last event that it speaks of; all before it are meant, too
    root      of the Merkle tree over all these events
    at        when it was signed
    previous  digest of the attestation before
    aids      digest of what is kept beside it: peaks and marks
    """

    position: int
    root: bytes
    at: datetime
    previous: bytes
    aids: bytes

    @property
    def text(self) -> str:
        """What is signed, as ASCII: six lines."""
        at = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        return f"{KIND}\n{self.position}\n{self.root.hex()}\n{at}\n{self.previous.hex()}\n{self.aids.hex()}\n"

    @classmethod
    def read(cls, text: str) -> Self:
        """From its text. Raises NotAttested."""
        try:
            _, position, root, at, previous, aids, _ = text.split("\n")
            said = cls(
                int(position),
                bytes.fromhex(root),
                datetime.fromisoformat(at),
                bytes.fromhex(previous),
                bytes.fromhex(aids),
            )
        except ValueError:
            raise NotAttested from None
        if said.text != text:
            raise NotAttested
        return said


@dataclass(frozen=True, slots=True)
class Attestation:
    """A statement with its signature (Ed25519) and the public key that it is by. As JSON it can be kept anywhere."""

    said: Statement
    key: bytes
    signature: bytes

    @property
    def digest(self) -> bytes:
        """What the next one names."""
        return sha256(self.said.text.encode() + self.signature).digest()

    @property
    def json(self) -> str:
        """To be kept outside the database; `read` takes it back."""
        kept = {"statement": self.said.text, "key": self.key.hex(), "signature": self.signature.hex()}
        return json.dumps(kept, indent=1) + "\n"

    @classmethod
    def read(cls, text: str) -> Self:
        """From JSON with at least these three fields. Raises NotAttested."""
        try:
            kept = json.loads(text)
            return cls(Statement.read(kept["statement"]), bytes.fromhex(kept["key"]), bytes.fromhex(kept["signature"]))
        except (ValueError, KeyError, TypeError, AttributeError):
            raise NotAttested from None


NEWEST = (
    "SELECT position, root, at, previous, sha256(sha256(peaks) || sha256(marks)), key, signature"
    " FROM log.attestations ORDER BY position DESC LIMIT 1"
)
REACHED = """
SELECT newest, head.position - newest FROM log.head
CROSS JOIN LATERAL (SELECT coalesce(max(position), 0) AS newest FROM log.attestations) AS attested
"""


class Reached(NamedTuple):
    """How far the log is attested: up to a position, and how many events are younger."""

    position: int
    younger: int


async def reached(connection: Connection) -> Reached:
    """How far the log is attested."""
    return (await rows(connection, Reached, REACHED))[0]


async def newest(connection: Connection) -> Attestation | None:
    """The newest one, None before the first."""
    found = await rows(connection, _of_row, NEWEST)
    return found[0] if found else None


def _of_row(
    position: int, root: bytes, at: datetime, previous: bytes, aids: bytes, key: bytes, signature: bytes
) -> Attestation:
    return Attestation(Statement(position, root, at, previous, aids), key, signature)
