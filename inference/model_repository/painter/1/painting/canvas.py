"""The surface: red, green and blue planes from 0 to 1, and how paint and light are laid on them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from painting.colour import Colour
from painting.dice import Plane


def column(colour: Colour) -> Plane:
    """A colour shaped (3, 1, 1), to stand against planes of pixels."""
    return np.array(colour, np.float32).reshape(3, 1, 1)


class Canvas:
    """`rgb` has shape (3, height, width). `water` says how much of each pixel is open water that can mirror.

    `x` (1, width) and `y` (height, 1) are the pixel centres as shares of the width and the height; `unit` is
    the shorter side in pixels, the measure of things.
    """

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.unit = min(width, height)
        self.rgb = np.zeros((3, height, width), np.float32)
        self.water = np.zeros((height, width), np.float32)
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
        for under, colour in zip(self.rgb[:, rows], _planes(paint), strict=True):
            change = colour - under
            change *= alpha
            np.add(under, change, out=under)
        self.water[rows] *= np.float32(1.0) - alpha

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

    def edge(self, line: Plane) -> Plane:
        """Alpha of everything below a line of heights (shares of the height, one per column), smooth at the edge."""
        depth = (self.y - line[None, :]) * np.float32(self.height) + np.float32(0.5)
        return np.clip(depth, 0.0, 1.0)

    def pixels(self) -> NDArray[np.uint8]:
        """The picture as (height, width, 3) of 0 to 255."""
        scaled = np.clip(self.rgb, 0.0, 1.0) * np.float32(255.0) + np.float32(0.5)
        return np.ascontiguousarray(scaled.astype(np.uint8).transpose(1, 2, 0))


def _planes(paint: Colour | Plane) -> Plane:
    return column(paint) if isinstance(paint, tuple) else paint
