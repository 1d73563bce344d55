"""A Merkle tree that only grows, as Certificate Transparency has it (RFC 6962): one root for a whole list of leaves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Self

DIGEST = 32
"""Bytes of every leaf, node and root."""
EMPTY = sha256().digest()
"""The root of no leaves."""


def node(left: bytes, right: bytes) -> bytes:
    """What stands above two; the prefix keeps a node from passing as a leaf, whose prefix is zero."""
    return sha256(b"\1" + left + right).digest()


class Tree:
    """Holds the roots of the whole trees that its leaves fill, its *peaks*: one for each bit of its size."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes | None] = []

    @classmethod
    def of(cls, size: int, peaks: bytes) -> Self:
        """A tree of so many leaves, from the peaks it once gave. ValueError if they cannot be its."""
        whole = [peaks[start : start + DIGEST] for start in range(0, len(peaks), DIGEST)]
        if len(peaks) != DIGEST * size.bit_count():
            raise ValueError("these cannot be its peaks")
        tree = cls()
        tree.size = size
        tree._peaks = [whole.pop() if size >> level & 1 else None for level in range(size.bit_length())]
        return tree

    @property
    def peaks(self) -> bytes:
        """Its peaks, the largest first."""
        return b"".join(peak for peak in reversed(self._peaks) if peak is not None)

    @property
    def root(self) -> bytes:
        """The one digest that stands for every leaf and its place."""
        root: bytes | None = None
        for peak in self._peaks:
            if peak is not None:
                root = peak if root is None else node(peak, root)
        return EMPTY if root is None else root

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Add leaves at the end, level by level."""
        nodes: Sequence[bytes] = list(leaves)
        self.size += len(nodes)
        level = 0
        while nodes:
            nodes = self._raised(level, nodes)
            level += 1

    def _raised(self, level: int, nodes: Sequence[bytes]) -> Sequence[bytes]:
        """What new nodes come to one level higher; one without a neighbour stays as this level's peak."""
        if level == len(self._peaks):
            self._peaks.append(None)
        peak = self._peaks[level]
        joined = nodes if peak is None else [peak, *nodes]
        self._peaks[level] = joined[-1] if len(joined) % 2 else None
        return [node(left, right) for left, right in zip(joined[::2], joined[1::2], strict=False)]
