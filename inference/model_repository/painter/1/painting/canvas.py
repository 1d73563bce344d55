"""The surface: red, green and blue planes from 0 to 1, and how paint and light are laid on them."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from painting.blur import blurred
from painting.colour import Colour
from painting.dice import Plane

INNER = 0.55


def column(colour: Colour) -> Plane:
    """A colour shaped (3, 1, 1), to stand against planes of pixels."""
    return np.array(colour, np.float32).reshape(3, 1, 1)


class Canvas:
    """`rgb` has shape (3, height, width). `water` says how much of each pixel is open water that can mirror.

    `contour` says where shapes end, 0 to 1, whatever their colours: styles that draw lines ask for it with `contours`.
    Lines inside a thing are at most `INNER`.
    With `relief` every crisp shape casts a shadow of that strength on what lies under it.
    `x` (1, width) and `y` (height, 1) are the pixel centres as shares of the width and the height; `unit` is
    the shorter side in pixels, the measure of things.
    """

    def __init__(self, width: int, height: int, *, contours: bool = False, relief: float = 0.0) -> None:
        self.width, self.height = width, height
        self.unit = min(width, height)
        self.rgb = np.zeros((3, height, width), np.float32)
        self.water = np.zeros((height, width), np.float32)
        self.contour = np.zeros((height, width), np.float32) if contours else None
        self.relief = relief
        self.x = ((np.arange(width, dtype=np.float32) + np.float32(0.5)) / np.float32(width))[None, :]
        self.y = ((np.arange(height, dtype=np.float32) + np.float32(0.5)) / np.float32(height))[:, None]

    def across(self, scale: float) -> Plane:
        """Lattice coordinates of the columns, `scale` cells to a unit: shape (width,)."""
        cells: Plane = self.x[0] * np.float32(scale * self.width / self.unit)
        return cells

    def down(self, scale: float) -> Plane:
        """Lattice coordinates of the rows, `scale` cells to a unit: shape (height,)."""
        cells: Plane = self.y[:, 0] * np.float32(scale * self.height / self.unit)
        return cells

    def lay(self, paint: Colour | Plane, alpha: Plane, top: int = 0) -> None:
        """Cover with paint, by alpha (rows, width), from row `top` down. Paint hides water."""
        rows = slice(top, top + alpha.shape[0])
        self._outline(alpha, (rows, slice(None)))
        for under, colour in zip(self.rgb[:, rows], _planes(paint), strict=True):
            change = colour - under
            change *= alpha
            np.add(under, change, out=under)
        self.water[rows] *= np.float32(1.0) - alpha

    def stamp(self, colour: Plane, alpha: Plane, left: int, top: int, *, wet: bool = False, lined: bool = True) -> None:
        """Lay a patch (3, rows, cols) with its corner at (left, top), cut at the edges.

        `wet`: on open water only. Not `lined`: too small or too many for a contour and a shadow each.
        """
        rows = slice(max(0, top), min(self.height, top + alpha.shape[0]))
        cols = slice(max(0, left), min(self.width, left + alpha.shape[1]))
        if rows.start >= rows.stop or cols.start >= cols.stop:
            return
        inner = (slice(rows.start - top, rows.stop - top), slice(cols.start - left, cols.stop - left))
        cover = alpha[inner] * self.water[rows, cols] if wet else alpha[inner]
        paint = colour[(slice(None), *inner)]
        if lined and not wet:
            self._outline(cover, (rows, cols), paint)
        if not wet:
            self.water[rows, cols] *= np.float32(1.0) - cover
        under = self.rgb[:, rows, cols]
        under += (paint - under) * cover

    def shine(self, light: Colour, amount: Plane, top: int = 0) -> None:
        """Add light without ever passing white (screen)."""
        rows = slice(top, top + amount.shape[0])
        for under, channel in zip(self.rgb[:, rows], light, strict=True):
            room = np.float32(1.0) - under
            room *= amount
            room *= np.float32(channel)
            np.add(under, room, out=under)

    def offsets(self, x: float, y: float) -> tuple[Plane, Plane]:
        """How far right (1, width) and down (height, 1) of a point given in shares each pixel lies, in units."""
        right: Plane = (self.x - np.float32(x)) * np.float32(self.width / self.unit)
        down: Plane = (self.y - np.float32(y)) * np.float32(self.height / self.unit)
        return right, down

    def distance_squared(self, x: float, y: float) -> Plane:
        """Of each pixel from a point given in shares, in units squared."""
        right, down = self.offsets(x, y)
        return right * right + down * down

    def margin(self) -> Plane:
        """Of each pixel the distance to the nearest edge of the picture, in units."""
        across = np.minimum(self.x, np.float32(1.0) - self.x) * np.float32(self.width / self.unit)
        down = np.minimum(self.y, np.float32(1.0) - self.y) * np.float32(self.height / self.unit)
        return np.minimum(across, down)

    def below(self, height: float) -> int:
        """The first row under a height in shares; two rows are left under it even at the foot of the picture."""
        return min(self.height - 2, max(0, int(height * self.height)))

    def edge(self, line: Plane) -> Plane:
        """Alpha of everything below a line of heights (shares of the height, one per column), smooth at the edge."""
        depth = (self.y - line[None, :]) * np.float32(self.height) + np.float32(0.5)
        return np.clip(depth, 0.0, 1.0)

    def _outline(self, alpha: Plane, at: tuple[slice, slice], paint: Plane | None = None) -> None:
        """Before a shape is laid: its shadow, and its contour in place of those that it hides."""
        if self.relief:
            self._cast(alpha, at)
        if self.contour is not None:
            seen = np.minimum(edges(alpha) * np.float32(2.0), np.float32(1.0))
            if paint is not None:
                inner = np.maximum(np.maximum(edges(paint[0]), edges(paint[1])), edges(paint[2])) * alpha
                np.maximum(seen, np.minimum(inner * np.float32(1.6), np.float32(INNER)), out=seen)
            kept = self.contour[at]
            kept *= np.float32(1.0) - alpha
            np.maximum(kept, seen, out=kept)

    def _cast(self, alpha: Plane, at: tuple[slice, slice]) -> None:
        """Darken below and to the right of a shape with crisp edges: mist and glows have none, and cast nothing."""
        if not (edges(alpha) > np.float32(0.4)).any():
            return
        reach = max(1, round(self.unit / 70))
        rows = slice(at[0].start, min(self.height, at[0].stop + 3 * reach))
        cols = slice(at[1].start or 0, min(self.width, (at[1].stop or self.width) + 3 * reach))
        mask = np.zeros((rows.stop - rows.start, cols.stop - cols.start), np.float32)
        moved = mask[reach:, reach // 2 :]
        moved[: alpha.shape[0], : alpha.shape[1]] = alpha[: moved.shape[0], : moved.shape[1]]
        self.rgb[:, rows, cols] *= np.float32(1.0) - blurred(mask, reach) * np.float32(self.relief)

    def reduced(self, factor: int) -> Canvas:
        """A copy so many times smaller; what is left over at the right and at the lower edge is cut off."""
        width, height = self.width // factor, self.height // factor
        small = Canvas(width, height, contours=self.contour is not None, relief=self.relief)

        def merged(planes: Plane, join: Callable[[Plane, Plane], Plane]) -> Plane:
            rows = reduce(join, (planes[..., row : height * factor : factor, :] for row in range(factor)))
            return reduce(join, (rows[..., column : width * factor : factor] for column in range(factor)))

        share = np.float32(1.0 / factor**2)
        small.rgb, small.water = merged(self.rgb, np.add) * share, merged(self.water, np.add) * share
        if self.contour is not None:
            small.contour = merged(self.contour, np.maximum)
        return small

    def pixels(self) -> NDArray[np.uint8]:
        """The picture as (height, width, 3) of 0 to 255."""
        scaled = self.rgb * np.float32(255.0)
        scaled += np.float32(0.5)
        np.clip(scaled, 0.0, 255.0, out=scaled)
        return np.stack(tuple(scaled.astype(np.uint8)), axis=-1)


def edges(plane: Plane) -> Plane:
    """How much each pixel differs from those above and to the left of it."""
    found = np.zeros(plane.shape, np.float32)
    np.abs(plane[1:] - plane[:-1], out=found[1:])
    np.maximum(found[:, 1:], np.abs(plane[:, 1:] - plane[:, :-1]), out=found[:, 1:])
    return found


def _planes(paint: Colour | Plane) -> Plane:
    return column(paint) if isinstance(paint, tuple) else paint
