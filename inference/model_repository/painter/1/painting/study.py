"""What one sees while a picture is painted: a small study of the whole, worked out bit by bit."""

from __future__ import annotations

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from painting.colour import Colour
from painting.dice import Dice, Plane
from painting.noise import fractal, ramp

SIDE = 192
"""Pixels of a study's longer side: enough for a frame, and a small part of a picture's work."""


def reduced(width: int, height: int) -> tuple[int, int]:
    """The size of the study of a picture."""
    longer = max(width, height)
    return max(8, round(SIDE * width / longer)), max(8, round(SIDE * height / longer))


class Study:
    """`pixels` (height, width, 3) show the whole; `ground` is the colour of the bare surface.

    What is not worked out yet is soft or, in `blocks`, made of larger squares.
    """

    def __init__(self, pixels: NDArray[np.uint8], ground: Colour, dice: Dice, *, blocks: bool) -> None:
        self._image = Image.fromarray(pixels)
        self._sketch = pixels.astype(np.float32)
        self._ground = np.array(ground, np.float32) * np.float32(255.0)
        self._blocks = blocks
        rows, cols = (np.arange(size, dtype=np.float32) * np.float32(6.0 / SIDE) for size in pixels.shape[:2])
        self._order = fractal(dice, rows, cols * np.float32(0.5), 3)[:, :, None]

    def frame(self, share: float) -> Image.Image:
        """The picture when this share of it (0 to 1) is done: masses first, then one part after the other clear."""
        rest = 1.0 - share
        masses = self._coarse(10 if rest > 0.6 else 6 if rest > 0.3 else 4) * np.float32(0.86)
        masses += self._sketch * np.float32(0.14)
        masses += (self._ground - masses) * (self._order * np.float32(0.5 * rest) + np.float32(0.22 * rest))
        clear = self._coarse(2) if rest > 0.7 else self._sketch
        last = 0.72 - 0.46 * share
        seen = masses + (clear - masses) * ramp(self._order, last - 0.03, last + 0.03)
        return Image.fromarray(np.clip(seen, 0.0, 255.0).astype(np.uint8))

    def _coarse(self, factor: int) -> Plane:
        """The study as if it were so many times smaller."""
        small = self._image.reduce(factor)
        if self._blocks:
            return np.asarray(small.resize(self._image.size, Image.Resampling.NEAREST), np.float32)
        soft = small.filter(ImageFilter.GaussianBlur(0.8))
        return np.asarray(soft.resize(self._image.size, Image.Resampling.BICUBIC), np.float32)


def encoded(image: Image.Image) -> bytes:
    """A JPEG of at most `SIDE` pixels on its longer side."""
    with io.BytesIO() as out:
        image.save(out, "JPEG", quality=78)
        return out.getvalue()
