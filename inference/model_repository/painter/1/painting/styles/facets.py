"""A picture cut into pieces whose corners lie on the edges of what is shown."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from painting.canvas import Canvas, edges
from painting.dice import Dice, Plane
from painting.styles.tone import luminance


def corners(canvas: Canvas, dice: Dice, cells: int, pull: float) -> Plane:
    """A shaken grid of `cells` squares to a unit over the whole canvas: x and y in pixels, shape (2, rows, cols).

    Each corner within goes to the strongest edge within `pull` squares.
    """
    step = canvas.unit / cells
    rows, cols = int(-(-canvas.height // step)) + 1, int(-(-canvas.width // step)) + 1
    grid = (dice.plane(2, rows, cols) - np.float32(0.5)) * np.float32(0.5 * step)
    grid[0] += np.arange(cols, dtype=np.float32)[None, :] * np.float32(step)
    grid[1] += np.arange(rows, dtype=np.float32)[:, None] * np.float32(step)
    _pulled(grid, edges(luminance(canvas.rgb)), max(1, int(step * pull)))
    grid[0, :, 0], grid[0, :, -1], grid[1, 0], grid[1, -1] = 0.0, canvas.width, 0.0, canvas.height
    return grid


def _pulled(grid: Plane, found: Plane, reach: int) -> None:
    """Move the corners within, in place."""
    inner = grid[:, 1:-1, 1:-1]
    across = np.arange(-reach, reach, dtype=np.int32)
    left = np.clip(inner[0].astype(np.int32)[:, :, None] + across, 0, found.shape[1] - 1)
    top = np.clip(inner[1].astype(np.int32)[:, :, None] + across, 0, found.shape[0] - 1)
    near = found[top[:, :, :, None], left[:, :, None, :]].reshape(*top.shape[:2], -1)
    best = near.argmax(axis=2)[:, :, None]
    edge = np.take_along_axis(near, best, axis=2)[:, :, 0] > np.float32(0.03)
    inner[0] = np.where(edge, np.take_along_axis(left, best % len(across), axis=2)[:, :, 0], inner[0])
    inner[1] = np.where(edge, np.take_along_axis(top, best // len(across), axis=2)[:, :, 0], inner[1])


def triangles(grid: Plane, dice: Dice) -> Plane:
    """Two for each square, split one way or the other: shape (rows, cols, 2, 3, 2), corners as x, y."""
    points = grid.transpose(1, 2, 0)
    a, b, c, d = points[:-1, :-1], points[:-1, 1:], points[1:, :-1], points[1:, 1:]
    one = np.stack((a, b, d, a, d, c), axis=2)
    other = np.stack((a, b, c, b, d, c), axis=2)
    lean = dice.plane(*a.shape[:2]) < np.float32(0.5)
    return np.where(lean[:, :, None, None], one, other).reshape(*lean.shape, 2, 3, 2)


def busy(canvas: Canvas, cells: int) -> NDArray[np.bool_]:
    """Of each square of an even grid, `cells` to a unit, whether it shows anything but a slow change of colour."""
    step = canvas.unit / cells
    rows, cols = int(-(-canvas.height // step)), int(-(-canvas.width // step))
    found = edges(luminance(canvas.rgb)) > np.float32(0.028)
    y, x = np.nonzero(found)
    counts = np.bincount((y / step).astype(np.int64) * cols + (x / step).astype(np.int64), minlength=rows * cols)
    many: NDArray[np.bool_] = counts.reshape(rows, cols) > step * 0.3
    return many
