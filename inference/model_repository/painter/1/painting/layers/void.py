"""What lies between the stars."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from painting.canvas import column
from painting.colour import Colour
from painting.easel import Easel
from painting.noise import falloff, fractal, ramp


@dataclass(frozen=True)
class Void:
    """Blackness, a little lighter on the sun's side."""

    tint: Colour

    def draw(self, easel: Easel) -> None:
        """Cover the whole canvas."""
        canvas = easel.canvas
        glow = falloff(canvas.distance_squared(easel.sun.x, easel.sun.y) * np.float32(0.9))
        canvas.rgb[:] = column((0.012, 0.014, 0.04)) + column(self.tint) * (glow * np.float32(0.16))


@dataclass(frozen=True)
class Nebula:
    """Clouds of gas in two colours with dark lanes between them; `power` 0 to 1."""

    first: Colour
    second: Colour
    power: float

    def draw(self, easel: Easel) -> None:
        """Folded noise: one cloud's shape bends the next."""
        canvas, dice = easel.canvas, easel.dice.named("nebula")
        rows, cols = canvas.down(1.0), canvas.across(1.0)
        broad = fractal(dice, rows * np.float32(2.1), cols * np.float32(2.1), 5, 0.55)
        other = fractal(dice.named("other"), rows * np.float32(2.9), cols * np.float32(2.3), 5, 0.55)
        lanes = fractal(dice.named("lanes"), rows * np.float32(4.6), cols * np.float32(3.4), 4, 0.6)
        slant = canvas.x * np.float32(0.7) + canvas.y * np.float32(0.7) - np.float32(dice.between(0.5, 0.9))
        band = falloff((slant + broad * np.float32(0.5) - np.float32(0.25)) ** 2 * np.float32(9.0))
        clear = np.float32(1.0) - ramp(lanes, 0.48, 0.66) * np.float32(0.75)
        canvas.shine(self.first, ramp(broad, 0.34, 0.78) * band * clear * np.float32(0.95 * self.power))
        canvas.shine(self.second, ramp(other, 0.42, 0.80) * band * clear * np.float32(0.80 * self.power))
        heart = ramp(broad * other, 0.26, 0.48) * band
        canvas.shine((1.0, 0.92, 0.84), heart * np.float32(0.75 * self.power))
