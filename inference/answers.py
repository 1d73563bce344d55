"""A model's answer, read with care: it is another program, and any output may be missing or not as agreed."""

from __future__ import annotations

import math
import struct
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tritonclient.grpc import InferResult

PREVIEW_BYTES = 512 * 1024
TEXT_CHARACTERS = 2_000

Shape = tuple[int | None, ...]


class Malformed(ValueError):
    """An output is missing, or is not what the model's contract says."""


class Answer:
    """One response of a stream. Every reading raises Malformed, which names the output and quotes nothing of it."""

    def __init__(self, result: InferResult) -> None:
        self._result = result

    def has(self, name: str) -> bool:
        """Whether there is such an output."""
        return self._result.get_output(name) is not None

    def number(self, name: str) -> int:
        """A whole number."""
        return int(self.tensor(name, np.int32, (1,))[0])

    def seconds(self, name: str) -> float:
        """A length of time: finite, and not below zero."""
        found = float(self.tensor(name, np.float32, (1,))[0])
        if not (math.isfinite(found) and found >= 0):
            raise Malformed(f"{name} is no length of time")
        return found

    def text(self, name: str) -> str:
        """Some words, at most `TEXT_CHARACTERS`."""
        try:
            found = bytes(self.tensor(name, np.object_, (1,))[0]).decode()
        except UnicodeDecodeError:
            raise Malformed(f"{name} is not UTF-8") from None
        if len(found) > TEXT_CHARACTERS:
            raise Malformed(f"{name} has {len(found)} characters")
        return found

    def preview(self, name: str) -> bytes:
        """A small encoded image, at most `PREVIEW_BYTES`."""
        found = self.tensor(name, np.uint8, (None,))
        if found.size > PREVIEW_BYTES:
            raise Malformed(f"{name} has {found.size} bytes")
        return found.tobytes()

    def tensor(self, name: str, kind: type[np.generic], shape: Shape) -> NDArray[Any]:
        """An output of a kind and a shape; None in a shape is any length."""
        try:
            found: NDArray[Any] | None = self._result.as_numpy(name)
        except (ValueError, TypeError, struct.error):
            raise Malformed(f"{name} cannot be read") from None
        if found is None:
            raise Malformed(f"{name} is missing")
        fits = len(shape) == found.ndim and all(
            want in (None, has) for want, has in zip(shape, found.shape, strict=True)
        )
        if found.dtype != kind or not fits:
            raise Malformed(f"{name} is {found.dtype} of the shape {found.shape}")
        return found
