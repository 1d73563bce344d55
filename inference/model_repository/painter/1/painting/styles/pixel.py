"""Pixel art: few large pixels, few colours, ordered dithering between them."""

from __future__ import annotations

import numpy as np
from PIL import Image

from painting.canvas import Canvas
from painting.dice import Plane
from painting.easel import Brush, Easel
from painting.styles.hand import Hand
from painting.styles.pigment import few
from painting.styles.tone import coloured, contrast, expose

_BAYER = (
    np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]], np.float32) + np.float32(0.5)
) * np.float32(1 / 16) - np.float32(0.5)
_ACROSS = 128
"""Large pixels along the longer side, about."""


def _blocks(easel: Easel) -> None:
    """Average blocks, choose colours, mix what lies between them by a pattern, and blow it up again."""
    expose(easel, 0.26)
    canvas = easel.canvas
    size = max(1, -(-max(canvas.width, canvas.height) // _ACROSS))
    small = Canvas(-(-canvas.width // size), -(-canvas.height // size))
    small.rgb = contrast(coloured(_averaged(canvas, size), 1.30), 0.35)
    pattern = np.tile(_BAYER, (small.height // 4 + 1, small.width // 4 + 1))[: small.height, : small.width]
    small.rgb += pattern * np.float32(0.070)
    shown = few(small, 20, 8).shown(lambda colour: colour)
    canvas.rgb = np.repeat(np.repeat(shown, size, axis=1), size, axis=2)[:, : canvas.height, : canvas.width].copy()


def _averaged(canvas: Canvas, size: int) -> Plane:
    """The mean of each block of `size` by `size` pixels."""
    small = np.asarray(Image.fromarray(canvas.pixels()).reduce(size), np.float32)
    return np.ascontiguousarray(small.transpose(2, 0, 1)) * np.float32(1.0 / 255.0)


HAND = Hand(Brush(tones=2, broken=True), (0.36, 0.34, 0.42), (_blocks,), blocks=True)
