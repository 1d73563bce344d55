"""What the air carries: mist, fog, rain, snow, lightning, shafts and beams of light."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from painting.colour import Colour, mix, scaled
from painting.dice import Dice, Plane
from painting.easel import Easel
from painting.noise import falloff, fractal, fractal_line, ramp


@dataclass(frozen=True)
class Mist:
    """A bank of haze about a height; `depth` in shares of the height, `thick` 0 to 1."""

    name: str
    at: float
    depth: float
    thick: float

    def draw(self, easel: Easel) -> None:
        """Wisps, thickest in the middle. Water under it still mirrors."""
        canvas = easel.canvas
        away = (canvas.y - np.float32(self.at)) * np.float32(1.0 / self.depth)
        cols = canvas.across(2.2)
        wisps = fractal(easel.dice.named(self.name), canvas.y[:, 0] * np.float32(7.0), cols, 4)
        alpha = falloff(away * away) * (np.float32(0.45) + wisps * np.float32(0.75)) * np.float32(self.thick)
        water = canvas.water.copy()
        canvas.lay(mix(easel.palette.haze, easel.palette.cloud, 0.25), np.clip(alpha, 0.0, 0.96))
        canvas.water[:] = water


@dataclass(frozen=True)
class Rain:
    """Slanting strokes, nearer ones longer and brighter."""

    heavy: float

    def draw(self, easel: Easel) -> None:
        """Strokes are noise sampled along the slant."""
        canvas = easel.canvas
        for name, length, width, power in (("far", 11.0, 300.0, 0.16), ("near", 5.5, 130.0, 0.22)):
            dice = easel.dice.named("rain " + name)
            tall, wide = canvas.height / canvas.unit, canvas.width / canvas.unit
            slant = canvas.unit * tall * 0.22
            rows = canvas.y[:, 0] * np.float32(length * tall)
            cols = np.arange(canvas.width + int(slant) + 2, dtype=np.float32) * np.float32(width * wide / canvas.width)
            noise = fractal(dice, rows, cols, 2, 0.6)
            strokes = ramp(noise, 0.66, 0.95)
            offsets = (np.arange(canvas.height) * (slant / canvas.height)).astype(np.int32)
            picked = strokes[np.arange(canvas.height)[:, None], offsets[:, None] + np.arange(canvas.width)[None, :]]
            light = scaled(mix(easel.palette.sky_low, (1.0, 1.0, 1.0), 0.5), 1.1)
            canvas.shine(light, picked * np.float32(power * (0.6 + self.heavy)))


@dataclass(frozen=True)
class Snowfall:
    """Flakes of three sizes."""

    heavy: float

    def draw(self, easel: Easel) -> None:
        """Each a soft dot; the near ones few, large and faint."""
        canvas = easel.canvas
        for size, count, power in ((0.0020, 260, 0.80), (0.0042, 100, 0.75), (0.0095, 18, 0.42)):
            dice = easel.dice.named(f"snow {size}")
            radius = max(0.7, size * canvas.unit)
            reach = int(radius * 2.2) + 1
            span = np.arange(-reach, reach + 1, dtype=np.float32)
            stamp = ramp(np.sqrt(span[:, None] ** 2 + span[None, :] ** 2), radius * 1.7, radius * 0.5)
            number = int(count * (0.5 + self.heavy) * canvas.width * canvas.height / canvas.unit**2)
            self._fall(easel, stamp * np.float32(power), dice.plane(number), dice.plane(number))

    def _fall(self, easel: Easel, stamp: Plane, xs: Plane, ys: Plane) -> None:
        canvas = easel.canvas
        reach = stamp.shape[0] // 2
        for x, y in zip(xs, ys, strict=True):
            column, row = int(x * canvas.width), int(y * canvas.height)
            patch = canvas.rgb[:, max(0, row - reach) : row + reach + 1, max(0, column - reach) : column + reach + 1]
            cut = stamp[max(0, reach - row) :, max(0, reach - column) :][: patch.shape[1], : patch.shape[2]]
            patch += (np.float32(0.97) - patch) * cut


def fanned(dice: Dice, slope: Plane, steepest: float, wide: int) -> Plane:
    """Noise, 0 to 1, that is the same along every line through a point; `slope` is that of the line to each pixel.

    Between slopes of ±`steepest` there are 512 samples, and `wide` of them from one random value to the next.
    """
    line = fractal_line(dice, np.arange(512, dtype=np.float32) / wide, 2)
    at = np.clip((slope + np.float32(steepest)) * np.float32(511.0 / (2.0 * steepest)), 0.0, 511.0).astype(np.int32)
    rays: Plane = np.take(line, at)
    return rays


@dataclass(frozen=True)
class Shafts:
    """Rays fanning out from the sun."""

    power: float

    def draw(self, easel: Easel) -> None:
        """Noise over the direction from the sun: here the slope of the line to it."""
        canvas, sun = easel.canvas, easel.sun
        down = np.maximum(canvas.y - np.float32(sun.y - 0.12), 0.02)
        slope = (canvas.x - np.float32(sun.x)) / down
        rays = ramp(fanned(easel.dice.named("shafts"), slope, 3.0, 24), 0.48, 0.75)
        fade = falloff(canvas.distance_squared(sun.x, sun.y) * np.float32(1.3))
        below = ramp(canvas.y, sun.y - 0.02, sun.y + 0.10) * ramp(canvas.y, 1.0, 0.55)
        canvas.shine(easel.palette.sun, rays * fade * below * np.float32(self.power * sun.strength))


@dataclass(frozen=True)
class Beam:
    """A lighthouse's lamp to both sides. It hangs `right` and `up`, in units, of a point given in shares."""

    x: float
    y: float
    right: float
    up: float

    def draw(self, easel: Easel) -> None:
        """Two wedges that fade with distance."""
        canvas = easel.canvas
        dx, dy = canvas.offsets(self.x, self.y)
        dx, dy = dx - np.float32(self.right), dy + np.float32(self.up)
        tilt = np.float32(easel.dice.named("beam").between(-0.16, 0.10))
        reach = np.abs(dx) + np.float32(0.012)
        off = (dy - dx * tilt) / (reach * np.float32(0.13))
        wedge = np.float32(1.0) / (np.float32(1.0) + off * off * off * off)
        fade = np.float32(1.0) / (np.float32(1.0) + reach * reach * np.float32(7.0))
        canvas.shine((1.0, 0.93, 0.70), wedge * fade * np.float32(0.62))
        glow = falloff((dx * dx + dy * dy) * np.float32(420.0))
        canvas.shine((1.0, 0.95, 0.78), glow)


@dataclass(frozen=True)
class Lightning:
    """One forked bolt from the clouds to the horizon."""

    horizon: float

    def draw(self, easel: Easel) -> None:
        """A jagged line, its branch, and the glow about them."""
        canvas, dice = easel.canvas, easel.dice.named("bolt")
        x = dice.between(0.2, 0.8)
        rows = max(4, int(self.horizon * canvas.height))
        fallen = np.arange(rows, dtype=np.float32) * np.float32(1.0 / rows)
        walk = fractal_line(dice, fallen * np.float32(5.0), 5, 0.62) - np.float32(0.5)
        middle = np.float32(x) + walk * np.float32(0.34)
        off = np.abs(canvas.x - middle[:, None]) * np.float32(canvas.width / canvas.unit)
        core = ramp(off, 0.0055, 0.0010)
        glow = falloff(off * off * np.float32(130.0)) * (np.float32(0.30) + fallen * np.float32(0.2))[:, None]
        canvas.shine((0.86, 0.88, 1.0), np.clip(core + glow, 0.0, 1.0))


@dataclass(frozen=True)
class Bloom:
    """Light rising from the horizon into the sky, as over a town at night."""

    horizon: float
    tint: Colour
    power: float

    def draw(self, easel: Easel) -> None:
        """Strongest low down, uneven along the horizon."""
        canvas = easel.canvas
        uneven = fractal_line(easel.dice.named("bloom"), canvas.across(2.0), 3)[None, :]
        low = ramp(canvas.y, self.horizon - 0.62, self.horizon) * ramp(canvas.y, self.horizon + 0.04, self.horizon)
        canvas.shine(self.tint, low * low * (np.float32(0.6) + uneven * np.float32(0.8)) * np.float32(self.power))
