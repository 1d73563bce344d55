"""Blueprint: white lines on blue, a grid, thin hatching for shade, ticks and a title block at the frame."""

from __future__ import annotations

import numpy as np

from painting.blur import blurred
from painting.canvas import Canvas, column
from painting.dice import Plane
from painting.easel import Brush, Easel
from painting.noise import ramp
from painting.styles.hand import Hand
from painting.styles.lines import drawn, hatched
from painting.styles.paper import tooth
from painting.styles.tone import luminance, spread

_BLUE = (0.060, 0.205, 0.440)
_CELLS = 32
_FRAME = 0.034


def _sheet(easel: Easel) -> None:
    """Blue paper with a grid; tone only as two thin hatchings."""
    canvas = easel.canvas
    level = spread(blurred(luminance(canvas.rgb), 0.004 * canvas.unit))
    sheet = column(_BLUE) * (np.float32(0.84) + level * np.float32(0.34) + tooth(easel, 5.0, 4) * np.float32(0.14))
    light = np.clip(level - np.float32(0.62), 0.0, 0.20) * np.float32(0.8)
    dark = np.clip(np.float32(0.30) - level, 0.0, 0.22) * np.float32(0.8)
    shade = np.maximum(hatched(easel, light, 0.0125, 1.0), hatched(easel, dark, 0.0125, -1.0)) * np.float32(0.42)
    canvas.rgb = sheet
    canvas.shine((0.75, 0.90, 1.0), np.maximum(shade, _grid(canvas)))


def _grid(canvas: Canvas) -> Plane:
    """Fine lines, every fourth of them stronger."""
    cell = max(6, canvas.unit // _CELLS)
    grid = np.zeros((canvas.height, canvas.width), np.float32)
    for step, power in ((cell, 0.10), (4 * cell, 0.22)):
        grid[::step] = np.maximum(grid[::step], np.float32(power))
        grid[:, ::step] = np.maximum(grid[:, ::step], np.float32(power))
    return grid


def _draft(easel: Easel) -> None:
    """The drawing, its frame with ticks, and the empty title block."""
    canvas = easel.canvas
    line = drawn(easel, 0.0034) * (canvas.margin() > np.float32(_FRAME))
    left, top, right, low = _corner(canvas)
    line[top:low, left:right] = 0.0
    halo = blurred(line, 0.006 * canvas.unit) * np.float32(0.30)
    canvas.shine((0.93, 0.98, 1.0), np.clip(line * np.float32(0.95) + halo, 0.0, 0.97))
    frame = ramp(np.abs(canvas.margin() - np.float32(_FRAME)), 0.0026, 0.0012)
    canvas.shine((1.0, 1.0, 1.0), np.maximum(np.maximum(frame, _ticks(canvas)), _title(canvas)) * np.float32(0.9))


def _ticks(canvas: Canvas) -> Plane:
    """Short marks along the frame, longer at every fifth."""
    edge = canvas.margin()
    inside = (edge > np.float32(_FRAME)).astype(np.float32)
    marks = np.zeros((canvas.height, canvas.width), np.float32)
    step = max(4, canvas.unit // 64)
    for apart, deep in ((step, 0.008), (5 * step, 0.016)):
        short = inside * (edge < np.float32(_FRAME + deep))
        near = np.minimum(canvas.x, np.float32(1.0) - canvas.x) * np.float32(canvas.width) < canvas.unit * 0.06
        marks[::apart] = np.maximum(marks[::apart], (short * near)[::apart])
        low = np.minimum(canvas.y, np.float32(1.0) - canvas.y) * np.float32(canvas.height) < canvas.unit * 0.06
        marks[:, ::apart] = np.maximum(marks[:, ::apart], (short * low)[:, ::apart])
    return marks


def _title(canvas: Canvas) -> Plane:
    """The block at the lower right: a box of three rows."""
    block = np.zeros((canvas.height, canvas.width), np.float32)
    left, top, right, low = _corner(canvas)
    for row in range(3):
        block[top + (low - top) * row // 3, left:right] = 1.0
    block[top:low, left] = 1.0
    block[top + (low - top) // 3 : low, left + (right - left) // 2] = 1.0
    return block


def _corner(canvas: Canvas) -> tuple[int, int, int, int]:
    """Where the title block is: left, top, right and lower edge in pixels."""
    right, low = canvas.width - round(_FRAME * canvas.unit), canvas.height - round(_FRAME * canvas.unit)
    return right - round(0.26 * canvas.unit), low - round(0.105 * canvas.unit), right, low


HAND = Hand(Brush(flat=1.0, contours=True), _BLUE, (_sheet, _draft))
