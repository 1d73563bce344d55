"""What is painted on: the tooth of paper, the grain of wood, and how paint wanders on them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from painting.canvas import Canvas
from painting.dice import Dice, Plane
from painting.easel import Easel
from painting.noise import fractal


def tooth(easel: Easel, scale: float, octaves: int = 3, along: float = 1.0) -> Plane:
    """Unevenness from -0.5 to 0.5, `scale` cells to a unit; `along` more than 1 stretches it sideways into a grain."""
    canvas = easel.canvas
    rows = canvas.down(scale)
    cols = canvas.across(scale / along)
    return fractal(easel.dice.named(f"tooth {scale}"), rows, cols, octaves, 0.7) - np.float32(0.5)


def warped(canvas: Canvas, dice: Dice, scale: float, reach: float) -> Plane:
    """The picture with every pixel moved a little, smoothly: `scale` cells to a unit, up to `reach` units."""
    moved: Plane = np.take(canvas.rgb.reshape(3, -1), drift(canvas, dice, scale, reach), axis=1)
    return moved.reshape(canvas.rgb.shape)


def drift(canvas: Canvas, dice: Dice, scale: float, reach: float) -> NDArray[np.int32]:
    """For each pixel, row by row, the number of the one that wanders there."""
    rows = canvas.down(scale)
    cols = canvas.across(scale)
    step = np.float32(2.0 * reach * canvas.unit)
    down = ((fractal(dice.named("down"), rows, cols, 2) - np.float32(0.5)) * step).astype(np.int32)
    across = ((fractal(dice.named("across"), rows, cols, 2) - np.float32(0.5)) * step).astype(np.int32)
    y = np.clip(np.arange(canvas.height, dtype=np.int32)[:, None] + down, 0, canvas.height - 1)
    x = np.clip(np.arange(canvas.width, dtype=np.int32)[None, :] + across, 0, canvas.width - 1)
    return (y * canvas.width + x).ravel()
