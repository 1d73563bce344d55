"""Land that stands against the sky: hills, peaks, woods and towns, each paler the farther it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from painting.canvas import column
from painting.colour import Colour, mix, scaled
from painting.dice import Plane
from painting.easel import Easel
from painting.noise import fractal, fractal_line, ramp


@dataclass(frozen=True)
class Ridge:
    """`base` is its foot and `rise` its height, in shares of the height; `distance` 0 (here) to 1 (in the haze)."""

    name: str
    base: float
    rise: float
    distance: float
    surface: Colour

    def silhouette(self, easel: Easel) -> Plane:
        """The upper edge: a height for each column, in shares of the canvas height."""
        raise NotImplementedError

    def draw(self, easel: Easel) -> None:
        """Everything under the edge, hazier towards the foot."""
        canvas = easel.canvas
        line = self.silhouette(easel)
        top = max(0, int(line.min() * canvas.height) - 1)
        alpha = canvas.edge(line)[top:]
        if alpha.shape[0]:
            canvas.lay(self.paint(easel, line, top), alpha, top)

    def paint(self, easel: Easel, line: Plane, top: int) -> Plane:
        """Its colour (3, rows, width) from row `top` down."""
        canvas, palette = easel.canvas, easel.palette
        surface = palette.lit(self.surface)
        near = mix(surface, palette.haze, self.distance * 0.86)
        foot = mix(surface, palette.haze, min(1.0, self.distance * 0.86 + 0.30))
        y = canvas.y[top:]
        sink = ramp(y, self.base - self.rise, self.base + 0.10)
        if easel.brush.flat:
            sink = sink * np.float32(0.35)
        return column(near) + (column(foot) - column(near)) * sink


def wandering(easel: Easel, ridge: Ridge, y: Plane, jag: float, reach: float) -> NDArray[np.int32]:
    """For each pixel the column whose slope it takes, so that light and shade meet along winding edges."""
    canvas = easel.canvas
    wind = fractal_line(easel.dice.named(ridge.name + " wind"), y * np.float32(jag), 3, 0.6) - np.float32(0.5)
    drop = np.sqrt(np.clip(y - np.float32(ridge.base - ridge.rise), 0.0, 1.0))
    shift = (wind * drop * np.float32(canvas.unit * reach)).astype(np.int32)
    column_: NDArray[np.int32] = np.arange(canvas.width, dtype=np.int32)[None, :] + shift[:, None]
    return np.clip(column_, 0, canvas.width - 1)


@dataclass(frozen=True)
class Hills(Ridge):
    """Round, grown over."""

    def silhouette(self, easel: Easel) -> Plane:
        """Slow waves."""
        wave = fractal_line(easel.dice.named(self.name), easel.canvas.across(2.2), 4, 0.36)
        return np.float32(self.base) - wave * np.float32(self.rise)

    def paint(self, easel: Easel, line: Plane, top: int) -> Plane:
        """Mottled, with light on the brow."""
        paint = super().paint(easel, line, top)
        if easel.brush.flat:
            return paint
        canvas = easel.canvas
        rows = canvas.y[top:, 0] * np.float32(34.0)
        mottle = fractal(easel.dice.named(self.name + " grass"), rows, easel.canvas.across(12.0), 3)
        brow = ramp(canvas.y[top:] - line[None, :], 0.07, 0.0)
        near = np.float32(1.0 - 0.8 * self.distance)
        light = (mottle - np.float32(0.5)) * np.float32(0.34) + brow * np.float32(0.22 * easel.sun.strength)
        return paint * (np.float32(1.0) + light * near)


@dataclass(frozen=True)
class Peaks(Ridge):
    """Bare rock with snow on top."""

    snowline: float = 0.5

    def silhouette(self, easel: Easel) -> Plane:
        """The highest slope at each column, broken by jags."""
        dice = easel.dice.named(self.name)
        jag = fractal_line(dice.named("jag"), easel.canvas.across(7.0), 5, 0.52) - np.float32(0.5)
        return np.float32(self.base) - (self._slopes(easel)[0] + jag * np.float32(0.34)) * np.float32(self.rise)

    def _slopes(self, easel: Easel) -> tuple[Plane, Plane]:
        """The height of the nearest mountain, 0 to 1, and how far to its right each column lies, in units."""
        canvas, dice = easel.canvas, easel.dice.named(self.name)
        wide = np.float32(canvas.width / canvas.unit)
        count = 3 + round(2 * float(wide))
        spots = (np.arange(count, dtype=np.float32) + dice.plane(count)) * (wide / np.float32(count))
        tall = np.float32(0.55) + dice.plane(count) * np.float32(0.45)
        broad = np.float32(0.22) + dice.plane(count) * np.float32(0.26)
        off = canvas.x[0][None, :] * wide - spots[:, None]
        heights = tall[:, None] * (np.float32(1.0) - np.abs(off) / broad[:, None])
        nearest = np.argmax(heights, axis=0)
        at = np.arange(canvas.width)
        return np.maximum(heights[nearest, at], np.float32(0.10)), off[nearest, at]

    def paint(self, easel: Easel, line: Plane, top: int) -> Plane:
        """Facets lit from the sun's side, meeting along jagged edges; snow above an uneven line."""
        canvas, palette = easel.canvas, easel.palette
        paint = super().paint(easel, line, top)
        y = canvas.y[top:, 0]
        column_ = wandering(easel, self, y, jag=11.0, reach=0.34)
        facing = np.float32(36.0 if easel.sun.x > 0.5 else -36.0)
        facet = np.clip(np.take(self._slopes(easel)[1], column_) * facing, -1.0, 1.0)
        clear = np.float32(1.0 - 0.7 * self.distance)
        paint = paint * (np.float32(1.0) + facet * np.float32(0.24) * clear)
        white = column(mix(scaled(palette.lit((1.0, 1.0, 1.0)), 1.12), palette.haze, self.distance * 0.6))
        drip = fractal_line(easel.dice.named(self.name + " snow"), easel.canvas.across(11.0), 4, 0.6) - np.float32(0.5)
        edge = np.float32(self.base - self.rise * (1.0 - self.snowline)) + drip * np.float32(self.rise * 0.95)
        snow = ramp(np.take(edge, column_) - y[:, None], 0.0, 0.010)
        shaded = white * (np.float32(0.87) + facet * np.float32(0.13))
        return paint + (shaded - paint) * snow


@dataclass(frozen=True)
class Dunes(Ridge):
    """Sand with one bright and one dark side."""

    def silhouette(self, easel: Easel) -> Plane:
        """Long waves with a crest."""
        wave = fractal_line(easel.dice.named(self.name), easel.canvas.across(1.5), 2, 0.3)
        off = np.float32(2.0) * wave - np.float32(1.0)
        crest = np.float32(1.0) - np.sqrt(off * off + np.float32(0.0025))
        line: Plane = np.float32(self.base) - crest * np.float32(self.rise)
        return line

    def paint(self, easel: Easel, line: Plane, top: int) -> Plane:
        """Light and shade meet along an edge that winds down from each crest."""
        canvas = easel.canvas
        paint = super().paint(easel, line, top)
        y = canvas.y[top:, 0]
        drop = np.clip(y - np.float32(self.base - self.rise), 0.0, 1.0)
        column_ = wandering(easel, self, y, jag=7.0, reach=0.9)
        slope = np.gradient(line).astype(np.float32) * np.float32(canvas.width * (1 if easel.sun.x > 0.5 else -1))
        lee = ramp(np.take(slope, column_), 0.06, -0.10) * ramp(drop, 0.30, 0.0)[:, None]
        grain = fractal(
            easel.dice.named(self.name + " ripple"), canvas.y[top:, 0] * np.float32(70.0), easel.canvas.across(9.0), 2
        )
        ripple = (grain - np.float32(0.5)) * np.float32(0.0 if easel.brush.flat else 0.10)
        return paint * (np.float32(1.06) - lee * np.float32(0.30) + ripple)


@dataclass(frozen=True)
class Woods(Ridge):
    """A wall of conifers; `size` is the height of a tree in shares of the height."""

    size: float = 0.1

    def silhouette(self, easel: Easel) -> Plane:
        """The hill's edge with a spire for each tree."""
        canvas, dice = easel.canvas, easel.dice.named(self.name)
        line = np.float32(self.base) - fractal_line(dice, easel.canvas.across(1.8), 3) * np.float32(self.rise)
        pixels = self.size * canvas.height
        count = max(3, int(canvas.width / max(2.5, pixels * 0.19)))
        where, tall, wide = dice.plane(count), dice.plane(count), dice.plane(count)
        for x, h, w in zip(where, tall, wide, strict=True):
            height, half = pixels * (0.42 + 0.58 * float(h)), pixels * (0.13 + 0.09 * float(w))
            centre = float(x) * canvas.width
            left, right = max(0, int(centre - half)), min(canvas.width, int(centre + half) + 2)
            off = np.abs(np.arange(left, right, dtype=np.float32) + np.float32(0.5 - centre)) * np.float32(1.0 / half)
            tier = off * np.float32(6.0 + 3.0 * float(h))
            jag = (tier - np.floor(tier)) * np.float32(0.085)
            point = np.clip(np.float32(1.0) - off, 0.0, 1.0)
            spire = point * (np.float32(0.68) + np.float32(0.32) * point) + jag * point
            foot = line[min(canvas.width - 1, max(0, int(centre)))] + np.float32(0.01)
            line[left:right] = np.minimum(line[left:right], foot - spire * np.float32(height / canvas.height))
        return line
