"""The sky and what shines in it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from painting.canvas import column
from painting.colour import Colour, mix
from painting.dice import Plane
from painting.easel import Easel
from painting.layers.cumulus import Cumulus
from painting.noise import ease, falloff, fractal, ramp


@dataclass(frozen=True)
class Sky:
    """From the zenith down to the horizon, warmed round the sun."""

    horizon: float

    def draw(self, easel: Easel) -> None:
        """Cover the whole canvas."""
        canvas, palette, sun = easel.canvas, easel.palette, easel.sun
        height = np.clip(canvas.y / np.float32(self.horizon), 0.0, 1.0)
        if easel.brush.flat:
            bands = np.float32(7.0)
            height = np.floor(height * bands) / (bands - np.float32(1.0))
        top, middle, low = column(palette.sky_top), column(palette.sky_middle), column(palette.sky_low)
        upper = top + (middle - top) * ease(height * np.float32(1.7))
        canvas.rgb[:] = upper + (low - upper) * ramp(height, 0.45, 1.0)
        if not easel.brush.flat:
            self._breathe(easel)
        glow = falloff(canvas.distance_squared(sun.x, sun.y) * np.float32(5.0))
        canvas.shine(palette.sun, glow * np.float32(0.42 * sun.strength))

    def _breathe(self, easel: Easel) -> None:
        """Slow unevenness, as paint has it."""
        canvas = easel.canvas
        noise = fractal(easel.dice.named("sky"), canvas.y[:, 0] * np.float32(6.0), canvas.x[0] * np.float32(3.0), 3)
        canvas.rgb += (noise - np.float32(0.5)) * np.float32(0.07)


@dataclass(frozen=True)
class Stars:
    """Points of light, thicker along a milky band."""

    horizon: float
    density: float

    def draw(self, easel: Easel) -> None:
        """Most are faint; a few are large and glow."""
        canvas, dice = easel.canvas, easel.dice.named("stars")
        band = ramp(np.abs(canvas.y - np.float32(0.1) - canvas.x * np.float32(0.45)), 0.22, 0.0)
        band = band * fractal(dice, canvas.y[:, 0] * np.float32(9.0), canvas.x[0] * np.float32(9.0), 4)
        fade = ramp(canvas.y, self.horizon, self.horizon * 0.5)
        canvas.shine((0.50, 0.55, 0.85), band * fade * np.float32(0.40 * self.density))
        for size, count in ((1, 260), (2, 70), (3, 12)):
            self._scatter(easel, size, int(count * self.density))

    def _scatter(self, easel: Easel, size: int, count: int) -> None:
        canvas, dice = easel.canvas, easel.dice.named(f"stars {size}")
        radius = max(0.6, size * canvas.unit / 1100.0)
        reach = int(radius * 3) + 1
        span = np.arange(-reach, reach + 1, dtype=np.float32)
        stamp = falloff((span[:, None] ** 2 + span[None, :] ** 2) * np.float32(1.0 / (radius * radius)))
        xs, ys, power = dice.plane(count), dice.plane(count), dice.plane(count)
        for x, y, strength in zip(xs, ys, power, strict=True):
            column_, row = int(x * canvas.width), int(y * canvas.height * self.horizon)
            patch = canvas.rgb[:, max(0, row - reach) : row + reach + 1, max(0, column_ - reach) : column_ + reach + 1]
            cut = stamp[max(0, reach - row) :, max(0, reach - column_) :][: patch.shape[1], : patch.shape[2]]
            patch += (np.float32(1.0) - patch) * cut * (np.float32(0.35) + np.float32(0.6) * strength)


@dataclass(frozen=True)
class Disc:
    """The sun or the moon; `size` is its radius in units."""

    size: float
    moon: bool
    tint: Colour | None = None

    def draw(self, easel: Easel) -> None:
        """A halo, then the disc."""
        canvas, sun, palette = easel.canvas, easel.sun, easel.palette
        squared = canvas.distance_squared(sun.x, sun.y)
        for reach, power in ((2.2, 0.75), (5.5, 0.40)):
            halo = falloff(squared * np.float32(1.0 / (self.size * reach) ** 2))
            canvas.shine(self.tint or palette.sun, halo * np.float32(power * sun.strength))
        pixel = 1.6 / canvas.unit
        disc = ramp(np.sqrt(squared), self.size + pixel, self.size - pixel)
        whole = self.tint or mix(palette.sun, (1.0, 1.0, 0.98), 0.0 if easel.brush.flat else 0.6)
        face = column(mix(whole, palette.sun, 0.15))
        canvas.lay(face * self._face(easel), disc * np.float32(min(1.0, 0.35 + sun.strength)))

    def _face(self, easel: Easel) -> Plane:
        """The moon's seas; the sun has none."""
        canvas = easel.canvas
        if not self.moon:
            return np.ones((1, 1), np.float32)
        rows, cols = canvas.down(0.62 / self.size), canvas.across(0.62 / self.size)
        seas = fractal(easel.dice.named("moon"), rows, cols, 4)
        return np.float32(1.0) - ramp(seas, 0.46, 0.66) * np.float32(0.26)


@dataclass(frozen=True)
class Clouds:
    """Heaps of cloud, lit from the sun's side; `cover` 0 to 1."""

    horizon: float
    cover: float

    def draw(self, easel: Easel) -> None:
        """Flatter and closer together towards the horizon."""
        if easel.brush.flat:
            Cumulus(self.horizon, self.cover).draw(easel)
            return
        canvas, palette = easel.canvas, easel.palette
        rows = slice(0, max(2, int(canvas.height * min(1.0, self.horizon + 0.03))))
        y = canvas.y[rows, 0]
        depth = np.float32(1.3) / (np.float32(self.horizon * 1.12) - y * np.float32(0.96))
        spread = np.float32(2.6 * canvas.width / canvas.unit)
        noise = fractal(easel.dice.named("clouds"), depth * np.float32(1.5) + y, canvas.x[0] * spread, 5, 0.52)
        threshold = 0.66 - 0.34 * self.cover
        body = ramp(noise, threshold, threshold + 0.20 + 0.1 * self.cover)
        body *= ramp(y, self.horizon * 1.02, self.horizon * 0.72)[:, None] * np.float32(0.92)
        canvas.lay(self._paint(easel, noise, y), body)
        if easel.sun.strength > 0.5:
            lining = (
                body
                * (np.float32(1.0) - body)
                * falloff(canvas.distance_squared(easel.sun.x, easel.sun.y)[rows] * np.float32(9.0))
            )
            canvas.shine(palette.sun, lining * np.float32(2.4))

    def _paint(self, easel: Easel, noise: Plane, y: Plane) -> Plane:
        """Light where the cloud thins out on the sun's side, shade where it is thick."""
        palette = easel.palette
        step = max(1, round(easel.canvas.unit / 60))
        away = np.roll(noise, step, axis=0) - noise
        away[:step] = 0.0
        light: Plane = np.clip(np.float32(0.62) + away * np.float32(5.0), 0.0, 1.0)
        shade, cloud = column(palette.shade), column(palette.cloud)
        paint: Plane = shade + (cloud - shade) * light
        haze = ramp(y, self.horizon * 0.45, self.horizon)[:, None] * np.float32(0.55)
        return paint + (column(palette.sky_low) - paint) * haze
