"""Chance that is the same on every machine: numbers drawn from a seed and a name."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.float32]
T = TypeVar("T")


def digest(*keys: int | str) -> int:
    """A 64-bit number that depends on every key and on their order."""
    text = "\x1f".join(str(key) for key in keys)
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")


class Dice:
    """A stream of numbers. PCG64's raw output is fixed by its definition, unlike numpy's distributions."""

    def __init__(self, *keys: int | str) -> None:
        self._seed = digest(*keys)
        self._bits = np.random.PCG64(self._seed)

    def named(self, name: str | int) -> Dice:
        """A stream of its own, so that adding a draw in one layer moves nothing in another."""
        return Dice(self._seed, name)

    def plane(self, *shape: int) -> Plane:
        """Numbers from 0 (in) to 1 (out) in an array of this shape."""
        count = int(np.prod(shape))
        raw = np.asarray(self._bits.random_raw(count), dtype=np.uint64)
        unit = (raw >> np.uint64(40)).astype(np.float32) * np.float32(2.0**-24)
        return unit.reshape(shape)

    def between(self, low: float, high: float) -> float:
        """One number from low to high."""
        return low + (high - low) * (self._bits.random_raw() >> 40) * 2.0**-24

    def chance(self, share: float) -> bool:
        """True in this share of seeds."""
        return self.between(0.0, 1.0) < share

    def pick(self, choices: Sequence[T]) -> T:
        """One of the choices, each as likely as the others."""
        return choices[int(self.between(0.0, 1.0) * len(choices))]
