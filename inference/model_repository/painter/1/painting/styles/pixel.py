"""Pixel art: few large pixels, few colours, ordered dithering between them."""

from __future__ import annotations

import numpy as np

from painting.easel import Brush, Easel
from painting.styles.hand import Hand, expose, vignette

_BAYER = (
    np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]], np.float32) + np.float32(0.5)
) * np.float32(1 / 16) - np.float32(0.5)
_LEVELS = 11.0
_ACROSS = 128


def _blocks(easel: Easel) -> None:
    """Average blocks, round their colours by a pattern, and blow them up again."""
    expose(easel)
    canvas = easel.canvas
    size = max(1, canvas.unit // _ACROSS)
    rows, cols = -(-canvas.height // size), -(-canvas.width // size)
    padded = np.pad(canvas.rgb, ((0, 0), (0, rows * size - canvas.height), (0, cols * size - canvas.width)), "edge")
    small = np.zeros((3, rows, cols), np.float32)
    for down in range(size):
        for across in range(size):
            small += padded[:, down::size, across::size]
    small *= np.float32(1.0 / (size * size))
    pattern = np.tile(_BAYER, (-(-rows // 4), -(-cols // 4)))[:rows, :cols]
    levels = np.float32(_LEVELS)
    small = np.floor(np.clip(small, 0.0, 1.0) * levels + pattern * np.float32(0.85) + np.float32(0.5)) / levels
    canvas.rgb = np.repeat(np.repeat(small, size, axis=1), size, axis=2)[:, : canvas.height, : canvas.width].copy()


def _screen(easel: Easel) -> None:
    """A hint of the tube."""
    vignette(easel.canvas, 0.10)


HAND = Hand(Brush(), _blocks, _screen)
