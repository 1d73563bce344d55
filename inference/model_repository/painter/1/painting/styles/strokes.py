"""Strokes of a loaded brush that follow the forms: which pixel belongs to which stroke, and how thick the paint is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from painting.canvas import Canvas
from painting.dice import Dice, Plane
from painting.noise import fractal
from painting.styles.tone import luminance

_FIELD = 8


@dataclass(frozen=True)
class Strokes:
    """`at` (height, width) is each pixel's stroke; `colours` (3, count) of the strokes; `across` -1 to 1 over each."""

    at: NDArray[np.int32]
    colours: Plane
    across: Plane


@dataclass(frozen=True)
class Bristles:
    """Sizes of a layer of strokes in units: how far apart, how long and how wide they are."""

    apart: float
    long: float
    wide: float


def stroked(canvas: Canvas, dice: Dice, layers: tuple[Bristles, ...]) -> Strokes:
    """Layers of strokes over the whole picture, the first ones lowest. Each has the colour of its middle."""
    east, south = flow(canvas, dice.named("flow"))
    sheet = Image.new("I", (canvas.width, canvas.height), 0)
    pen = ImageDraw.Draw(sheet).draw  # itself: what Pillow does round it for thousands of polygons takes twice as long
    found = [np.zeros((4, 1), np.float32)]
    count = 1
    for number, bristles in enumerate(layers):
        x, y = _spots(canvas, dice.named(number), bristles.apart)
        row, col = y.astype(np.int32), x.astype(np.int32)
        dx, dy = east[row, col], south[row, col]
        for corners in _shapes(canvas, dice.named(f"{number} size"), bristles, x, y, dx, dy):
            pen.draw_polygon(corners, count, 1)
            count += 1
        found.append(np.stack((x, y, dx, dy)) * np.float32(1.0))
    x, y, dx, dy = np.concatenate(found, axis=1)
    at = np.asarray(sheet, np.int32)
    colours = canvas.rgb[:, y.astype(np.int32), x.astype(np.int32)]
    down = np.arange(canvas.height, dtype=np.float32)[:, None] - y[at]
    right = np.arange(canvas.width, dtype=np.float32)[None, :] - x[at]
    half = np.float32(2.0 / (layers[-1].wide * canvas.unit))
    return Strokes(at, colours, (down * dx[at] - right * dy[at]) * half)


def flow(canvas: Canvas, dice: Dice) -> tuple[Plane, Plane]:
    """The way a brush would go at each pixel, along edges and in slow curves where there are none: a unit vector."""
    level = luminance(canvas.rgb[:, _FIELD // 2 :: _FIELD, _FIELD // 2 :: _FIELD])
    down, right = np.zeros_like(level), np.zeros_like(level)
    down[1:-1] = level[2:] - level[:-2]
    right[:, 1:-1] = level[:, 2:] - level[:, :-2]
    rows, cols = (np.arange(size, dtype=np.float32) * np.float32(_FIELD / canvas.unit) for size in level.shape)
    calm = np.float32(0.0025)
    turn = fractal(dice, rows * np.float32(2.2), cols * np.float32(2.2), 2) * np.float32(4.0) - np.float32(2.0)
    along = _smooth(right * right - down * down) - calm
    aslant = _smooth(np.float32(2.0) * right * down) + calm * turn
    size = np.sqrt(along * along + aslant * aslant) + np.float32(1e-9)
    cosine = along / size
    across = np.sqrt(np.maximum(np.float32(0.5) + cosine * np.float32(0.5), 0.0))
    up = np.sqrt(np.maximum(np.float32(0.5) - cosine * np.float32(0.5), 0.0))
    up = np.where(aslant < 0, -up, up)
    return _full(canvas, -up), _full(canvas, across)


def _smooth(plane: Plane) -> Plane:
    for _ in range(2):
        padded = np.pad(plane, 1, "edge")
        plane = (padded[:-2] + padded[1:-1] * np.float32(2.0) + padded[2:])[:, 1:-1]
        padded = np.pad(plane, 1, "edge")
        plane = (padded[:, :-2] + padded[:, 1:-1] * np.float32(2.0) + padded[:, 2:])[1:-1] * np.float32(1 / 16)
    return plane


def _full(canvas: Canvas, field: Plane) -> Plane:
    """A coarse field at every pixel; nearest is fine enough, as each stroke reads one place only."""
    whole = np.repeat(np.repeat(field, _FIELD, axis=0), _FIELD, axis=1)
    rows, cols = max(0, canvas.height - whole.shape[0]), max(0, canvas.width - whole.shape[1])
    padded: Plane = np.pad(whole, ((0, rows), (0, cols)), "edge")
    return padded


def _spots(canvas: Canvas, dice: Dice, apart: float) -> tuple[Plane, Plane]:
    """Places all over, one in each cell of a grid, in an order that has no order."""
    step = max(4.0, apart * canvas.unit)
    rows, cols = int(canvas.height / step) + 1, int(canvas.width / step) + 1
    y = (np.arange(rows, dtype=np.float32)[:, None] + dice.plane(rows, cols)) * np.float32(step)
    x = (np.arange(cols, dtype=np.float32)[None, :] + dice.plane(rows, cols)) * np.float32(step)
    order = np.argsort(dice.plane(rows * cols), kind="stable")
    x, y = x.ravel()[order], y.ravel()[order]
    inside = (x < canvas.width) & (y < canvas.height)
    return x[inside], y[inside]


def _shapes(
    canvas: Canvas, dice: Dice, bristles: Bristles, x: Plane, y: Plane, dx: Plane, dy: Plane
) -> list[list[float]]:
    """The corners of each stroke: a bar with a round end and a frayed one."""
    vary = np.float32(0.65) + dice.plane(2, len(x)) * np.float32(0.7)
    long = vary[0] * np.float32(bristles.long * canvas.unit * 0.5)
    wide = vary[1] * np.float32(bristles.wide * canvas.unit * 0.5)
    outline = (
        (-1.0, -0.5),
        (-0.8, -1.0),
        (0.7, -0.95),
        (1.0, -0.35),
        (0.86, 0.1),
        (1.0, 0.5),
        (0.6, 1.0),
        (-0.85, 0.9),
    )
    corners = np.empty((len(x), 2 * len(outline)), np.float32)
    for number, (ahead, aside) in enumerate(outline):
        u, v = long * np.float32(ahead), wide * np.float32(aside)
        corners[:, 2 * number] = x + dx * u - dy * v
        corners[:, 2 * number + 1] = y + dy * u + dx * v
    shapes: list[list[float]] = np.floor(corners + np.float32(0.5)).tolist()
    return shapes


def bristled(strokes: Strokes, dice: Dice) -> Plane:
    """How thick the paint lies, 0 to 1: ridges along each stroke, its own for every one."""
    table = dice.plane(4096)
    table = (table + np.roll(table, 1)) * np.float32(0.5)
    ridge = ((strokes.across + np.float32(4.0)) * np.float32(5.0)).astype(np.int32)
    ridges = table[(strokes.at * 37 + ridge) & 4095]
    edge = np.minimum(np.abs(strokes.across), np.float32(1.0))
    thick: Plane = ridges * np.float32(0.55) + (np.float32(1.0) - edge * edge) * np.float32(0.45)
    return thick
