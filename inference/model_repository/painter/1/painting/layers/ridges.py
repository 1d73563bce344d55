"""Land that stands against the sky: hills, peaks, woods and towns, each paler the farther it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

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

    def columns(self, easel: Easel, scale: float) -> Plane:
        """Lattice coordinates of the columns, `scale` cells to a unit."""
        canvas = easel.canvas
        return canvas.x[0] * np.float32(scale * canvas.width / canvas.unit)


@dataclass(frozen=True)
class Hills(Ridge):
    """Round, grown over."""

    def silhouette(self, easel: Easel) -> Plane:
        """Slow waves."""
        wave = fractal_line(easel.dice.named(self.name), self.columns(easel, 2.2), 4, 0.36)
        return np.float32(self.base) - wave * np.float32(self.rise)

    def paint(self, easel: Easel, line: Plane, top: int) -> Plane:
        """Mottled, with light on the brow."""
        paint = super().paint(easel, line, top)
        if easel.brush.flat:
            return paint
        canvas = easel.canvas
        rows = canvas.y[top:, 0] * np.float32(34.0)
        mottle = fractal(easel.dice.named(self.name + " grass"), rows, self.columns(easel, 12.0), 3)
        brow = ramp(canvas.y[top:] - line[None, :], 0.07, 0.0)
        near = np.float32(1.0 - 0.8 * self.distance)
        light = (mottle - np.float32(0.5)) * np.float32(0.34) + brow * np.float32(0.22 * easel.sun.strength)
        return paint * (np.float32(1.0) + light * near)


@dataclass(frozen=True)
class Peaks(Ridge):
    """Bare rock with snow on top."""

    snowline: float = 0.5

    def silhouette(self, easel: Easel) -> Plane:
        """Sharp crests: noise folded about its middle."""
        dice = easel.dice.named(self.name)
        wide = fractal_line(dice, self.columns(easel, 1.7), 1)
        crest = np.float32(1.0) - np.abs(np.float32(2.0) * wide - np.float32(1.0))
        jag = fractal_line(dice.named("jag"), self.columns(easel, 6.0), 5, 0.52)
        shape = crest * np.float32(0.72) + jag * np.float32(0.42)
        return np.float32(self.base) - shape * np.float32(self.rise)

    def paint(self, easel: Easel, line: Plane, top: int) -> Plane:
        """Facets lit from the sun's side, snow above an uneven line."""
        canvas, palette = easel.canvas, easel.palette
        paint = super().paint(easel, line, top)
        dice = easel.dice.named(self.name + " rock")
        y = canvas.y[top:]
        drift = fractal(dice, y[:, 0] * np.float32(9.0), self.columns(easel, 13.0), 4)
        side = np.gradient(line).astype(np.float32) * np.float32(canvas.width / 9.0)
        facing = np.float32(1.0 if easel.sun.x > 0.5 else -1.0)
        facet = np.clip(side[None, :] * facing + (drift - np.float32(0.5)) * np.float32(2.2), -1.0, 1.0)
        if easel.brush.flat:
            facet = np.sign(facet)
        clear = np.float32(1.0 - 0.7 * self.distance)
        paint = paint * (np.float32(1.0) + facet * np.float32(0.26) * clear)
        white = column(mix(scaled(palette.lit((1.0, 1.0, 1.0)), 1.12), palette.haze, self.distance * 0.6))
        line_of_snow = np.float32(self.base - self.rise * (1.0 - self.snowline)) + (drift - np.float32(0.5)) * (
            np.float32(self.rise * 0.9)
        )
        snow = ramp(line_of_snow - y, 0.0, 0.012)
        shaded = white * (np.float32(0.86) + facet * np.float32(0.14))
        return paint + (shaded - paint) * snow


@dataclass(frozen=True)
class Dunes(Ridge):
    """Sand with one bright and one dark side."""

    def silhouette(self, easel: Easel) -> Plane:
        """Long waves with a crest."""
        wave = fractal_line(easel.dice.named(self.name), self.columns(easel, 1.5), 2, 0.3)
        crest = np.float32(1.0) - np.abs(np.float32(2.0) * wave - np.float32(1.0))
        return np.float32(self.base) - crest * np.float32(self.rise)

    def paint(self, easel: Easel, line: Plane, top: int) -> Plane:
        """Light and shade meet along a winding edge below each crest."""
        canvas = easel.canvas
        paint = super().paint(easel, line, top)
        depth = canvas.y[top:] - line[None, :]
        wind = fractal_line(easel.dice.named(self.name + " wind"), self.columns(easel, 2.0), 3)
        slope = np.gradient(line).astype(np.float32) * np.float32(canvas.width * (1 if easel.sun.x > 0.5 else -1))
        lee = ramp(slope[None, :] * np.float32(1.6) + depth * np.float32(4.0) * wind[None, :], 0.10, -0.14)
        grain = fractal(
            easel.dice.named(self.name + " ripple"), canvas.y[top:, 0] * np.float32(70.0), self.columns(easel, 9.0), 2
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
        line = np.float32(self.base) - fractal_line(dice, self.columns(easel, 1.8), 3) * np.float32(self.rise)
        pixels = self.size * canvas.height
        count = max(3, int(canvas.width / max(3.0, pixels * 0.26)))
        where, tall, wide = dice.plane(count), dice.plane(count), dice.plane(count)
        for x, h, w in zip(where, tall, wide, strict=True):
            height, half = pixels * (0.45 + 0.55 * float(h)), pixels * (0.16 + 0.08 * float(w))
            centre = float(x) * canvas.width
            left, right = max(0, int(centre - half)), min(canvas.width, int(centre + half) + 2)
            off = np.abs(np.arange(left, right, dtype=np.float32) + np.float32(0.5 - centre)) * np.float32(1.0 / half)
            tier = off * np.float32(5.0)
            jag = (tier - np.floor(tier)) * np.float32(0.16)
            spire = np.clip(np.float32(1.0) - off + jag * (off > np.float32(0.08)), 0.0, 1.0)
            foot = line[min(canvas.width - 1, max(0, int(centre)))] + np.float32(0.01)
            line[left:right] = np.minimum(line[left:right], foot - spire * np.float32(height / canvas.height))
        return line


@dataclass(frozen=True)
class Town(Ridge):
    """Roofs and towers in a row, with lit windows after dark; `lights` 0 to 1."""

    lights: float = 0.0
    tall: bool = True

    def silhouette(self, easel: Easel) -> Plane:
        """Blocks of even height."""
        canvas, dice = easel.canvas, easel.dice.named(self.name)
        line = np.full(canvas.width, self.base, np.float32)
        at = 0.0
        while at < canvas.width:
            width = canvas.unit * dice.between(0.035, 0.10) * (1.3 - 0.5 * self.distance)
            height = self.rise * dice.between(0.25, 1.0) * (1.0 if self.tall else 0.5)
            left, right = int(at), min(canvas.width, int(at + width) + 1)
            line[left:right] = np.float32(self.base - height)
            if dice.chance(0.25):
                middle, half = (left + right) // 2, max(1, (right - left) // 10)
                line[max(0, middle - half) : middle + half] -= np.float32(height * 0.16)
            at += width
        return line

    def paint(self, easel: Easel, line: Plane, top: int) -> Plane:
        """Walls with a grid of windows."""
        canvas = easel.canvas
        paint = super().paint(easel, line, top)
        cell = max(4, round(canvas.unit * (0.022 - 0.010 * self.distance)))
        rows, cols = np.arange(top, canvas.height) // cell, np.arange(canvas.width) // cell
        lit = easel.dice.named(self.name + " windows").plane(int(rows.max()) + 1, int(cols.max()) + 1)
        pane = (np.arange(top, canvas.height) % cell >= cell // 2)[:, None] & (
            np.arange(canvas.width) % cell >= (cell + 1) // 2
        )
        glow = np.take(lit[rows], cols, axis=1) < np.float32(0.10 + 0.42 * self.lights)
        inside = canvas.y[top:] > line[None, :] + np.float32(1.5 * cell / canvas.height)
        window = (pane & glow & inside).astype(np.float32) * np.float32(0.12 + 0.80 * self.lights)
        warm = column((1.0, 0.82, 0.46) if self.lights > 0.2 else mix(easel.palette.sky_low, (1, 1, 1), 0.3))
        return paint + (warm - paint) * window * np.float32(1.0 - 0.4 * self.distance)
