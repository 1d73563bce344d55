"""Rare light in the sky: a rainbow, the aurora; and the wind, which is seen by what it carries."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from painting.colour import Colour
from painting.easel import Easel
from painting.noise import falloff, fractal, fractal_line, ramp

_BANDS: tuple[Colour, ...] = (
    (0.92, 0.24, 0.22), (0.96, 0.56, 0.20), (0.98, 0.90, 0.36), (0.36, 0.78, 0.42),
    (0.26, 0.54, 0.90), (0.50, 0.32, 0.78),
)  # fmt: skip


@dataclass(frozen=True)
class Rainbow:
    """An arc over the land on the side away from the sun."""

    horizon: float

    def draw(self, easel: Easel) -> None:
        """Red outside, violet inside, brighter within than without."""
        canvas = easel.canvas
        middle = 0.5 + (0.22 if easel.sun.x < 0.5 else -0.22)
        radius = np.sqrt(canvas.distance_squared(middle, self.horizon + 0.10))
        fade = ramp(canvas.y, self.horizon + 0.01, self.horizon - 0.10) * np.float32(0.50)
        outer, wide = 0.62, 0.016
        for number, tint in enumerate(_BANDS):
            off = (radius - np.float32(outer - number * wide)) * np.float32(1.0 / wide)
            canvas.lay(tint, falloff(off * off) * fade)
        canvas.shine((1.0, 1.0, 1.0), ramp(radius, outer - 5 * wide, outer - 9 * wide) * fade * np.float32(0.16))


@dataclass(frozen=True)
class Aurora:
    """Curtains of green and violet light."""

    horizon: float

    def draw(self, easel: Easel) -> None:
        """Each hangs from a wandering line: sharp below, fading upwards in rays."""
        canvas = easel.canvas
        for number, (green, reach, power) in enumerate(((0.34, 0.34, 1.50), (0.50, 0.26, 1.10), (0.20, 0.22, 0.90))):
            dice = easel.dice.named(f"aurora {number}")
            wander = fractal_line(dice, canvas.across(1.7), 3, 0.45) - np.float32(0.5)
            foot = np.float32(self.horizon * (green + 0.20)) + wander * np.float32(0.55 * self.horizon)
            rays = fractal_line(dice.named("rays"), canvas.across(26.0), 3, 0.6)
            above = (foot[None, :] - canvas.y) * np.float32(1.0 / reach)
            body = ramp(above, -0.05, 0.10) * falloff(np.maximum(above, 0.0) * np.float32(1.5))
            light = body * (np.float32(0.30) + rays[None, :] * np.float32(0.95)) * np.float32(power)
            light = np.minimum(light, np.float32(0.95))
            canvas.shine((0.20, 0.96, 0.58), light * ramp(above, 0.9, 0.1))
            canvas.shine((0.56, 0.26, 0.90), light * ramp(above, 0.2, 0.8) * np.float32(0.9))


@dataclass(frozen=True)
class Wind:
    """Long bright curves across the picture."""

    power: float

    def draw(self, easel: Easel) -> None:
        """The contour lines of a noise stretched along the wind, where a second noise lets them be."""
        canvas = easel.canvas
        dice = easel.dice.named("wind")
        flow = fractal(dice, canvas.down(4.2), canvas.across(0.75), 2, 0.3)
        gusts = fractal(dice.named("gusts"), canvas.down(5.0), canvas.across(1.6), 2)
        level = flow * np.float32(13.0)
        line = np.abs(level - np.floor(level) - np.float32(0.5))
        stroke = ramp(line, 0.055, 0.0) * ramp(gusts, 0.46, 0.62)
        canvas.shine((0.95, 0.98, 1.0), stroke * np.float32(0.55 * self.power))


@dataclass(frozen=True)
class Splashes:
    """Rain that strikes the ground below the horizon: small bright crowns and rings."""

    horizon: float
    heavy: float

    def draw(self, easel: Easel) -> None:
        """Flattened rings, larger towards us."""
        canvas, dice = easel.canvas, easel.dice.named("splashes")
        count = int(70 * self.heavy * canvas.width / canvas.unit)
        for x, deep, turn in dice.plane(count, 3).tolist():
            near = deep * deep
            wide = canvas.unit * (0.004 + 0.016 * near) * (0.6 + 0.8 * turn)
            row = int((self.horizon + 0.03 + (0.96 - self.horizon) * near) * canvas.height)
            self._ring(easel, int(x * canvas.width), row, max(2.0, wide), 0.25 + 0.3 * near)

    def _ring(self, easel: Easel, x: int, y: int, wide: float, power: float) -> None:
        canvas, reach = easel.canvas, int(wide) + 2
        rows = slice(max(0, y - reach // 2), min(canvas.height, y + reach // 2 + 1))
        cols = slice(max(0, x - reach), min(canvas.width, x + reach + 1))
        if rows.start >= rows.stop or cols.start >= cols.stop:
            return
        dy = np.arange(rows.start - y, rows.stop - y, dtype=np.float32)[:, None] * np.float32(2.6 / wide)
        dx = np.arange(cols.start - x, cols.stop - x, dtype=np.float32)[None, :] * np.float32(1.0 / wide)
        ring = ramp(np.abs(np.sqrt(dx * dx + dy * dy) - np.float32(0.8)), 0.35, 0.0) * np.float32(power)
        patch = canvas.rgb[:, rows, cols]
        patch += (np.float32(0.92) - patch) * ring
