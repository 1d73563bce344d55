"""A picture cut into pieces: corners that move to the edges of what is shown, and what lies between them."""

from __future__ import annotations

import numpy as np

from painting.canvas import Canvas, edges
from painting.dice import Dice, Plane
from painting.styles.tone import luminance

Triangles = list[list[float]]


def triangles(canvas: Canvas, dice: Dice, cells: int) -> Triangles:
    """Corners of triangles that cover the canvas, `cells` squares of two to a unit; they follow the edges shown."""
    step = canvas.unit / cells
    rows, cols = -(-canvas.height // step), -(-canvas.width // step)
    x, y = _corners(canvas, dice, int(rows) + 1, int(cols) + 1, step)
    found: Triangles = []
    lean = dice.named("lean").plane(int(rows), int(cols)) < np.float32(0.5)
    for row in range(int(rows)):
        for col in range(int(cols)):
            a, b, c, d = ((x[r, k], y[r, k]) for r, k in _square(row, col))
            halves = ((a, b, d), (a, d, c)) if lean[row, col] else ((a, b, c), (b, d, c))
            found += [[float(value) for corner in half for value in corner] for half in halves]
    return found


def _square(row: int, col: int) -> tuple[tuple[int, int], ...]:
    return (row, col), (row, col + 1), (row + 1, col), (row + 1, col + 1)


def _corners(canvas: Canvas, dice: Dice, rows: int, cols: int, step: float) -> tuple[Plane, Plane]:
    """A shaken grid; each corner inside goes to the strongest edge near it."""
    shake = (dice.plane(2, rows, cols) - np.float32(0.5)) * np.float32(0.5 * step)
    y = np.arange(rows, dtype=np.float32)[:, None] * np.float32(step) + shake[0]
    x = np.arange(cols, dtype=np.float32)[None, :] * np.float32(step) + shake[1]
    found = edges(luminance(canvas.rgb))
    reach = max(1, int(step * 0.45))
    for row in range(1, rows - 1):
        for col in range(1, cols - 1):
            top, left = max(0, int(y[row, col]) - reach), max(0, int(x[row, col]) - reach)
            near = found[top : top + 2 * reach, left : left + 2 * reach]
            at = int(near.argmax()) if near.size else 0
            if near.size and near.flat[at] > np.float32(0.05):
                y[row, col], x[row, col] = top + at // near.shape[1], left + at % near.shape[1]
    y[0], y[-1], x[:, 0], x[:, -1] = 0.0, canvas.height, 0.0, canvas.width
    return x, y
