"""Land that lies flat before us, and what grows on it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from painting.canvas import column
from painting.colour import Colour, mix, scaled
from painting.dice import Plane
from painting.easel import Easel
from painting.layers.water import depth_rows
from painting.noise import fractal, fractal_line, ramp


@dataclass(frozen=True)
class Plain:
    """Level ground from the horizon down."""

    horizon: float
    surface: Colour

    def draw(self, easel: Easel) -> None:
        """Hazy at the horizon, rich and uneven at our feet."""
        canvas, palette = easel.canvas, easel.palette
        top = canvas.below(self.horizon)
        surface = palette.lit(self.surface)
        far, near = column(mix(surface, palette.haze, 0.5)), column(scaled(surface, 0.84))
        paint = far + (near - far) * ramp(canvas.y[top:], self.horizon - 0.05, 1.0)
        if not easel.brush.flat:
            rows = depth_rows(easel, self.horizon, top)
            cols = canvas.across(8.0)
            uneven = fractal(easel.dice.named("plain"), rows, cols, 4, 0.6) - np.float32(0.5)
            paint = paint * (np.float32(1.0) + uneven * np.float32(0.30))
        canvas.lay(paint, np.ones((canvas.height - top, canvas.width), np.float32), top)


@dataclass(frozen=True)
class Bank:
    """Ground in front: level at `crest` about `x`, falling to `low` away from it (shares of the height).

    `outward` -1 or +1 keeps it level to the left or right edge: a headland. A `cap` grows on its top.
    """

    name: str
    x: float
    crest: float
    low: float
    surface: Colour
    rough: float = 0.02
    spread: float = 0.30
    outward: int = 0
    cap: Colour | None = None

    def line(self, easel: Easel) -> Plane:
        """Its upper edge, a height for each column."""
        canvas = easel.canvas
        cols = canvas.across(9.0)
        jag = fractal_line(easel.dice.named(self.name), cols, 4, 0.55) - np.float32(0.5)
        off = canvas.x[0] - np.float32(self.x)
        off = np.abs(off) if not self.outward else off * np.float32(-self.outward)
        fall = ramp(off + jag * np.float32(0.10), self.spread * 0.25, self.spread * 2.1)
        line: Plane = np.float32(self.crest) + fall * np.float32(self.low - self.crest)
        return line + jag * np.float32(self.rough * 2.0) * (np.float32(0.30) + fall)

    def draw(self, easel: Easel) -> None:
        """Dark at the foot, lit on the brow."""
        canvas, palette = easel.canvas, easel.palette
        line = self.line(easel)
        top = max(0, min(canvas.height - 2, int(line.min() * canvas.height) - 1))
        y = canvas.y[top:]
        surface = column(palette.lit(self.surface))
        depth = y - line[None, :]
        if self.cap is not None:
            surface = surface + (column(palette.lit(self.cap)) - surface) * self._turf(easel, depth)
        paint = surface * (np.float32(1.08) - ramp(depth, 0.0, 0.34) * np.float32(0.46))
        if not easel.brush.flat:
            cols = canvas.across(38.0)
            mottle = fractal(easel.dice.named(self.name + " face"), y[:, 0] * np.float32(64.0), cols, 3, 0.7)
            brow = ramp(depth, 0.03, 0.0) * np.float32(0.30 * easel.sun.strength)
            paint = paint * (np.float32(1.0) + (mottle - np.float32(0.5)) * np.float32(0.50) + brow)
        canvas.lay(paint, canvas.edge(line)[top:], top)

    def _turf(self, easel: Easel, depth: Plane) -> Plane:
        """How far the cap hangs down from the edge."""
        canvas = easel.canvas
        cols = canvas.across(16.0)
        hang = fractal_line(easel.dice.named(self.name + " turf"), cols, 4, 0.6)
        reach = np.float32(0.015) + hang * hang * np.float32(0.22)
        return ramp(depth - reach[None, :], 0.018, -0.012)


@dataclass(frozen=True)
class Grass:
    """Blades along the lower edge; `tall` in shares of the height."""

    tall: float
    surface: Colour
    low: float = 1.02

    def draw(self, easel: Easel) -> None:
        """Three rows, darker the nearer."""
        canvas = easel.canvas
        surface = easel.palette.lit(self.surface)
        for row in range(3):
            line = self._blades(easel, row)
            top = max(0, min(canvas.height - 2, int(line.min() * canvas.height)))
            canvas.lay(scaled(surface, 0.86 - 0.17 * row), canvas.edge(line)[top:], top)

    def _blades(self, easel: Easel, row: int) -> Plane:
        canvas, dice = easel.canvas, easel.dice.named(f"grass {row}")
        cols = canvas.across(4.0)
        swell = fractal_line(dice, cols, 3)
        fine = fractal_line(dice.named("fine"), cols * np.float32(38.0), 2, 0.9)
        blade = np.clip(np.abs(np.float32(2.0) * fine - np.float32(1.0)) * np.float32(1.7), 0.0, 1.0)
        height = np.float32(self.tall * (0.9 - 0.22 * row)) * (np.float32(0.35) + swell * np.float32(0.75))
        line: Plane = np.float32(self.low) - height * (np.float32(0.55) + blade * np.float32(0.65))
        return line
