"""Below the surface of the sea: light from above, and its net on the bed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from painting.canvas import column
from painting.colour import mix
from painting.easel import Easel
from painting.layers.air import fanned
from painting.layers.water import depth_rows
from painting.noise import ease, fractal, ramp


@dataclass(frozen=True)
class Depths:
    """Water to look through, bright above and dark below, with shafts of light falling in."""

    power: float

    def draw(self, easel: Easel) -> None:
        """Cover the whole canvas."""
        canvas, palette = easel.canvas, easel.palette
        water = palette.lit(palette.water)
        bright = mix(mix(water, palette.sky_low, 0.45), (0.55, 0.92, 0.92), 0.35)
        deep = mix(water, (0.0, 0.05, 0.16), 0.45)
        down = ease(np.broadcast_to(canvas.y, (canvas.height, canvas.width)))
        canvas.rgb[:] = column(bright) + (column(deep) - column(bright)) * down
        if easel.brush.flat:
            return
        self._shafts(easel)
        surface = fractal(easel.dice.named("surface"), canvas.down(26.0), canvas.across(6.0), 3)
        canvas.shine((0.85, 1.0, 1.0), ramp(surface, 0.5, 0.75) * ramp(canvas.y, 0.11, 0.0) * np.float32(0.7))

    def _shafts(self, easel: Easel) -> None:
        """Fanning out from a point above the picture."""
        canvas = easel.canvas
        slope = (canvas.x - np.float32(easel.sun.x)) / (canvas.y + np.float32(0.45))
        rays = ramp(fanned(easel.dice.named("shafts"), slope, 2.0, 22), 0.44, 0.78) * ramp(canvas.y, 1.0, 0.05)
        canvas.shine((0.72, 1.0, 0.96), rays * np.float32(0.42 * self.power))


@dataclass(frozen=True)
class Caustics:
    """The bright net that waves throw on the sand below the horizon."""

    horizon: float
    power: float

    def draw(self, easel: Easel) -> None:
        """Where two slow noises are nearly equal."""
        canvas = easel.canvas
        top = canvas.below(self.horizon)
        rows, cols = depth_rows(easel, self.horizon - 0.02, top) * np.float32(0.55), canvas.across(7.0)
        dice = easel.dice.named("caustics")
        wave = fractal(dice, rows, cols, 2) - fractal(dice.named("other"), rows, cols, 2)
        net = ramp(np.abs(wave), 0.07, 0.0) * ramp(canvas.y[top:], self.horizon - 0.05, 1.0)
        canvas.shine((0.9, 1.0, 0.92), net * np.float32(self.power), top)
