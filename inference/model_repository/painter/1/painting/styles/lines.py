"""Lines: contours drawn by a pen that wavers, and hatching."""

from __future__ import annotations

import numpy as np

from painting.blur import blurred
from painting.canvas import INNER
from painting.dice import Plane
from painting.easel import Easel
from painting.noise import fractal, ramp
from painting.styles.hand import contour
from painting.styles.paper import drift


def drawn(easel: Easel, width: float, waver: float = 0.0, press: float = 0.0, *, outer: bool = False) -> Plane:
    """The contours as lines `width` units wide, 0 to 1. They `waver` (units) and the pen's `press` (0 to 1) varies.

    `outer` leaves out lines inside a thing. Where they crowd they are thinner, as a hand would leave some out.
    """
    canvas = easel.canvas
    radius = max(0.45, width * canvas.unit * 0.5)
    least = INNER if outer else 0.28
    marks = ramp(contour(easel), least, least + 0.26)
    if waver:
        marks = np.take(marks.ravel(), drift(canvas, easel.dice.named("waver"), 16.0, waver)).reshape(marks.shape)
    crowd = ramp(blurred(marks, 0.012 * canvas.unit), 0.28, 0.75) * np.float32(0.62)
    strength = blurred(marks, radius) * np.float32(2.2 * radius + 0.4) * (np.float32(1.0) - crowd)
    if press:
        force = fractal(easel.dice.named("press"), canvas.down(7.0), canvas.across(7.0), 2) - np.float32(0.5)
        strength = strength * (np.float32(1.0) + force * np.float32(2.0 * press))
    return ramp(strength, 0.28, 0.85)


def hatched(easel: Easel, dark: Plane, spacing: float, slope: float) -> Plane:
    """Parallel strokes, thicker where it is darker (`dark` 0 to 1); `spacing` in units, `slope` rows to a column."""
    canvas = easel.canvas
    step = max(2.6, spacing * canvas.unit)
    y = np.arange(canvas.height, dtype=np.float32)[:, None]
    x = np.arange(canvas.width, dtype=np.float32)[None, :]
    shake = fractal(easel.dice.named(f"hatch {slope}"), canvas.down(9.0), canvas.across(9.0), 2)
    turn = (y + x * np.float32(slope)) * np.float32(1.0 / step) + shake * np.float32(1.6)
    comb = np.abs(turn - np.floor(turn) - np.float32(0.5)) * np.float32(2.0)
    ink: Plane = np.clip((comb - np.float32(1.0) + dark) * np.float32(step * 0.5), 0.0, 1.0)
    return ink
