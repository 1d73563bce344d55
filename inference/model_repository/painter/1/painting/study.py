"""What one sees while a picture is painted: a small study of the whole, worked out bit by bit."""

from __future__ import annotations

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from painting.colour import Colour, hexed
from painting.dice import Dice
from painting.noise import fractal

SIDE = 112
"""Pixels of a study's longer side: enough for a frame, and a small part of a picture's work."""

_LEVELS = np.arange(256)


def reduced(width: int, height: int) -> tuple[int, int]:
    """The size of the study of a picture."""
    longer = max(width, height)
    return max(8, round(SIDE * width / longer)), max(8, round(SIDE * height / longer))


class Study:
    """`pixels` (height, width, 3) show the whole; `ground` is the colour of the bare surface.

    What is not worked out yet is soft or, in `blocks`, made of larger squares.
    """

    def __init__(self, pixels: NDArray[np.uint8], ground: Colour, dice: Dice, *, blocks: bool) -> None:
        self._whole = Image.fromarray(pixels)
        self._bare = Image.new("RGB", self._whole.size, hexed(ground))
        self._blocks = blocks
        rows, cols = (np.arange(size, dtype=np.float32) * np.float32(6.0 / SIDE) for size in pixels.shape[:2])
        order = fractal(dice, rows, cols * np.float32(0.5), 3)
        self._order = Image.fromarray((order * np.float32(255.0)).astype(np.uint8))

    def frame(self, share: float) -> Image.Image:
        """The picture when this share of it (0 to 1) is done: masses first, then one part after the other clear."""
        rest = 1.0 - share
        coarse = self._coarse(7 if rest > 0.6 else 4 if rest > 0.3 else 3)
        masses = Image.blend(coarse, self._whole, 0.14)
        thin = self._order.point((rest * (56.0 + 0.5 * _LEVELS)).astype(np.uint8).tolist())
        masses = Image.composite(self._bare, masses, thin)
        last = (0.72 - 0.46 * share) * 255
        done = self._order.point(np.clip(128 + (_LEVELS - last) * 16, 0, 255).astype(np.uint8).tolist())
        return Image.composite(self._coarse(2) if rest > 0.7 else self._whole, masses, done)

    def _coarse(self, factor: int) -> Image.Image:
        """The study as if it were so many times smaller."""
        small = self._whole.reduce(factor)
        if self._blocks:
            return small.resize(self._whole.size, Image.Resampling.NEAREST)
        return small.filter(ImageFilter.GaussianBlur(0.8)).resize(self._whole.size, Image.Resampling.BILINEAR)


def encoded(image: Image.Image, width: int, height: int) -> bytes:
    """A JPEG of this size."""
    with io.BytesIO() as out:
        image.resize((width, height), Image.Resampling.BILINEAR, reducing_gap=2.0).save(out, "JPEG", quality=76)
        return out.getvalue()
