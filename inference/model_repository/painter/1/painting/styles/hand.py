"""What makes a style: a brush for the layers, a pass of texture and a finish."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from painting.canvas import Canvas
from painting.dice import Dice, Plane
from painting.easel import Brush, Easel
from painting.noise import fractal, ramp

Pass = Callable[[Easel], None]


@dataclass(frozen=True)
class Hand:
    """`texture` works the whole picture once everything stands in it; `finish` is the last touch."""

    brush: Brush
    texture: Pass
    finish: Pass


def luminance(canvas: Canvas) -> Plane:
    """Perceived lightness of each pixel, 0 to 1."""
    red, green, blue = canvas.rgb
    level: Plane = np.float32(0.299) * red + np.float32(0.587) * green + np.float32(0.114) * blue
    return level


def expose(easel: Easel) -> None:
    """Brighten a dull picture until its lightest hundredth is as bright as the hour allows; never darken.

    Counts whole numbers: a mean of floats depends on the processor that adds them up.
    """
    canvas = easel.canvas
    level = (np.clip(luminance(canvas)[::4, ::4], 0.0, 1.0) * np.float32(255.0)).astype(np.uint8)
    lighter = level.size - np.cumsum(np.bincount(level.ravel(), minlength=256))
    lightest = int(np.argmax(lighter <= level.size // 100))
    gain = easel.brightest * 255.0 / max(1, lightest)
    canvas.rgb *= np.float32(min(1.7, max(1.0, gain)))


def paper(easel: Easel, scale: float, octaves: int = 3) -> Plane:
    """The tooth of the paper, -0.5 to 0.5; `scale` cells to a unit."""
    canvas = easel.canvas
    rows = canvas.down(scale)
    cols = canvas.across(scale)
    return fractal(easel.dice.named("paper"), rows, cols, octaves, 0.7) - np.float32(0.5)


def vignette(canvas: Canvas, power: float) -> None:
    """Darker corners."""
    dx: Plane = canvas.x - np.float32(0.5)
    dy: Plane = canvas.y - np.float32(0.5)
    canvas.rgb *= np.float32(1.0) - ramp(dx * dx + dy * dy, 0.16, 0.62) * np.float32(power)


def warped(canvas: Canvas, dice: Dice, scale: float, reach: float) -> None:
    """Move every pixel a little, smoothly: `scale` cells to a unit, up to `reach` units."""
    rows = canvas.down(scale)
    cols = canvas.across(scale)
    step = np.float32(2.0 * reach * canvas.unit)
    down = ((fractal(dice.named("down"), rows, cols, 3) - np.float32(0.5)) * step).astype(np.int32)
    across = ((fractal(dice.named("across"), rows, cols, 3) - np.float32(0.5)) * step).astype(np.int32)
    y = np.clip(np.arange(canvas.height, dtype=np.int32)[:, None] + down, 0, canvas.height - 1)
    x = np.clip(np.arange(canvas.width, dtype=np.int32)[None, :] + across, 0, canvas.width - 1)
    at = (y * canvas.width + x).ravel()
    canvas.rgb = np.take(canvas.rgb.reshape(3, -1), at, axis=1).reshape(canvas.rgb.shape)
