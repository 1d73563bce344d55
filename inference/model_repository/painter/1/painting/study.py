"""What one sees while a picture is painted: a small study of the whole, worked out bit by bit."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from painting.colour import hexed
from painting.dice import Dice
from painting.easel import Easel
from painting.noise import fractal
from painting.styles.hand import Hand

MOST = 128
"""Pixels of a study's longer side, at most: enough for a frame, and a small part of a picture's work."""

_LEVELS = np.arange(256)


class Study:
    """A small copy of what is drawn, on which the same hand goes ahead; made when the first frame is asked for.

    What is not worked out yet is soft or, where the hand says `blocks`, made of larger squares.
    """

    def __init__(self, easel: Easel, hand: Hand, dice: Dice) -> None:
        canvas = easel.canvas
        self._sketch = replace(easel, canvas=canvas.reduced(-(-max(canvas.width, canvas.height) // MOST)))
        self._hand = hand
        self._dice = dice

    @cached_property
    def _whole(self) -> Image.Image:
        for paint in self._hand.passes:
            paint(self._sketch)
        return Image.fromarray(self._sketch.canvas.pixels())

    @cached_property
    def _bare(self) -> Image.Image:
        return Image.new("RGB", self._whole.size, hexed(self._hand.ground))

    @cached_property
    def _order(self) -> NDArray[np.uint8]:
        """How soon each pixel is worked out: the higher the sooner."""
        canvas = self._sketch.canvas
        order = fractal(self._dice, canvas.down(6.0), canvas.across(3.0), 3)
        return (order * np.float32(255.0)).astype(np.uint8)

    def _graded(self, levels: NDArray[np.float64]) -> Image.Image:
        """A mask that has, for each of the 256 places in the order, one of these levels (0 to 255)."""
        return Image.fromarray(levels.astype(np.uint8)[self._order])

    def frame(self, share: float) -> Image.Image:
        """The picture when this share of it (0 to 1) is done: masses first, then one part after the other clear."""
        rest = 1.0 - share
        coarse = self._coarse(7 if rest > 0.6 else 4 if rest > 0.3 else 3)
        masses = Image.blend(coarse, self._whole, 0.14)
        thin = self._graded(rest * (56.0 + 0.5 * _LEVELS))
        masses = Image.composite(self._bare, masses, thin)
        last = (0.72 - 0.46 * share) * 255
        done = self._graded(np.clip(128 + (_LEVELS - last) * 16, 0, 255))
        return Image.composite(self._coarse(2) if rest > 0.7 else self._whole, masses, done)

    def _coarse(self, factor: int) -> Image.Image:
        """The study as if it were so many times smaller."""
        small = self._whole.reduce(factor)
        if self._hand.blocks:
            return small.resize(self._whole.size, Image.Resampling.NEAREST)
        return small.filter(ImageFilter.GaussianBlur(0.8)).resize(self._whole.size, Image.Resampling.BILINEAR)


def encoded(image: Image.Image, width: int, height: int) -> bytes:
    """A JPEG of this size."""
    with io.BytesIO() as out:
        image.resize((width, height), Image.Resampling.BILINEAR, reducing_gap=2.0).save(out, "JPEG", quality=76)
        return out.getvalue()
