"""Open water: it mirrors what stands above it, and glitters under the light."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from painting.canvas import column
from painting.dice import Plane
from painting.easel import Easel
from painting.noise import fractal, fractal_line, ramp


def depth_rows(easel: Easel, horizon: float, top: int) -> Plane:
    """Lattice rows for things that lie flat: far ones close together. Shape (rows,), from row `top` down."""
    y = easel.canvas.y[top:, 0]
    near = np.float32(1.0) / (np.maximum(y - np.float32(horizon), 0.0) + np.float32(0.022))
    rows: Plane = np.float32(46.0) - near + y * np.float32(30.0)
    return np.maximum(rows, np.float32(0.0))


@dataclass(frozen=True)
class Water:
    """From the horizon to the bottom, or, where it `winds`, a river that widens towards us. `rough` 0 to 1."""

    horizon: float
    rough: float
    winds: bool = False

    def draw(self, easel: Easel) -> None:
        """The mirrored picture, sunk in the water's own colour, more of it the nearer."""
        canvas = easel.canvas
        top = canvas.below(self.horizon)
        alpha = self._bed(easel, top)
        ripples = self._ripples(easel, top)
        mirror = self._mirror(easel, top, ripples)
        own = column(easel.palette.lit(easel.palette.water))
        near = ramp(canvas.y[top:], self.horizon, 1.15)
        murk = easel.palette.murk
        depth = np.float32(murk + 0.2 * self.rough) + near * np.float32(0.9 * (0.73 - murk))
        paint = mirror + (own - mirror) * depth
        crest = np.clip(ripples - np.float32(0.60), 0.0, 1.0) * np.float32(0.9 + self.rough)
        paint = paint * (np.float32(0.93) + np.float32(0.14) * ripples)
        paint += (column(easel.palette.sky_low) - paint) * np.clip(crest, 0.0, 0.8)
        canvas.lay(paint, alpha, top)
        canvas.water[top:] = np.maximum(canvas.water[top:], alpha)

    def _ripples(self, easel: Easel, top: int) -> Plane:
        rows = depth_rows(easel, self.horizon, top) * np.float32(1.25)
        cols = easel.canvas.across(7.0)
        return fractal(easel.dice.named("ripples"), rows, cols, 3, 0.55)

    def _mirror(self, easel: Easel, top: int, ripples: Plane) -> Plane:
        """The rows above the horizon upside down, each shifted sideways by the ripples."""
        canvas = easel.canvas
        rows = np.arange(canvas.height - top)
        sway = (ripples[:, :1] - np.float32(0.5)) * np.float32(canvas.unit * (0.03 + 0.10 * self.rough))
        near = ramp(canvas.y[top:], self.horizon, 1.1)
        lift = (ripples - np.float32(0.5)) * near * np.float32(canvas.unit * 0.16)
        source = np.clip(top - 1 - rows[:, None] - lift.astype(np.int32), 0, max(0, top - 1))
        shift = np.clip(np.arange(canvas.width)[None, :] + sway.astype(np.int32), 0, canvas.width - 1)
        flat = source * canvas.width + shift
        mirror: Plane = np.take(canvas.rgb.reshape(3, -1), flat.ravel(), axis=1)
        return mirror.reshape(3, *flat.shape)

    def _bed(self, easel: Easel, top: int) -> Plane:
        canvas = easel.canvas
        if not self.winds:
            return np.ones((canvas.height - top, canvas.width), np.float32)
        y = canvas.y[top:, 0]
        depth = np.clip((y - np.float32(self.horizon)) * np.float32(1.0 / (1.0 - self.horizon)), 0.0, 1.0)
        bend = fractal_line(easel.dice.named("bend"), np.sqrt(depth) * np.float32(3.6), 2) - np.float32(0.5)
        start = easel.dice.named("spring").between(0.35, 0.65)
        middle = np.float32(start) + bend * (np.float32(0.25) + depth * np.float32(0.5))
        half = np.float32(0.012) + depth * depth * np.float32(0.30)
        off = np.abs(canvas.x - middle[:, None]) - half[:, None]
        return ramp(off, 0.004, -0.004) * ramp(canvas.y[top:], self.horizon, self.horizon + 0.01)


@dataclass(frozen=True)
class Glitter:
    """The path of light from the sun or moon towards us."""

    horizon: float

    def draw(self, easel: Easel) -> None:
        """Only on water that nothing has covered."""
        canvas, sun = easel.canvas, easel.sun
        top = canvas.below(self.horizon)
        rows = depth_rows(easel, self.horizon, top) * np.float32(2.4)
        cols = canvas.across(26.0)
        sparkle = fractal(easel.dice.named("glitter"), rows, cols, 2, 0.7)
        near = ramp(canvas.y[top:], self.horizon, 1.0)
        width = np.float32(0.035) + near * np.float32(0.13)
        off = canvas.offsets(sun.x, 0.0)[0] / width
        path = np.float32(1.0) / (np.float32(1.0) + off * off * off * off)
        light = ramp(sparkle, 0.46, 0.72) * path + path * np.float32(0.20)
        canvas.shine(easel.palette.sun, light * canvas.water[top:] * np.float32(0.85 * sun.strength), top)


@dataclass(frozen=True)
class Foam:
    """Breaking lines of white on rough water."""

    horizon: float
    rough: float

    def draw(self, easel: Easel) -> None:
        """Thin, broken, larger towards us."""
        canvas = easel.canvas
        top = canvas.below(self.horizon)
        rows = depth_rows(easel, self.horizon, top) * np.float32(0.8)
        cols = canvas.across(4.0)
        swell = fractal(easel.dice.named("swell"), rows, cols, 4, 0.6)
        line = ramp(np.abs(swell - np.float32(0.60)), 0.030, 0.0) * ramp(canvas.y[top:], self.horizon, 0.95)
        canvas.shine(easel.palette.lit((0.95, 0.98, 1.0)), line * canvas.water[top:] * np.float32(self.rough), top)


@dataclass(frozen=True)
class Wet:
    """A film of water on the ground below the horizon: what stands and shines above it, drawn out downwards."""

    horizon: float
    power: float

    def draw(self, easel: Easel) -> None:
        """Rows mirrored about the horizon and smeared, strongest in puddles."""
        canvas = easel.canvas
        top = canvas.below(self.horizon)
        rows = np.arange(canvas.height - top)
        cols = canvas.across(7.0)
        puddle = fractal(easel.dice.named("puddles"), depth_rows(easel, self.horizon, top) * np.float32(0.5), cols, 3)
        sway = fractal(easel.dice.named("film"), canvas.down(70.0)[top:], canvas.across(12.0), 2) - np.float32(0.5)
        source = np.clip(top - 1 - (rows * 0.96).astype(np.int32), 0, max(0, top - 1))
        aside = (sway * np.float32(canvas.unit * 0.035)).astype(np.int32)
        shift = np.clip(np.arange(canvas.width)[None, :] + aside, 0, canvas.width - 1)
        image = np.take(canvas.rgb.reshape(3, -1), source[:, None] * canvas.width + shift, axis=1)
        near = ramp(canvas.y[top:], self.horizon, self.horizon + 0.05)
        cover = (np.float32(0.45) + ramp(puddle, 0.40, 0.62) * np.float32(0.55)) * near * np.float32(self.power)
        under = canvas.rgb[:, top:]
        under += (image - under) * cover
