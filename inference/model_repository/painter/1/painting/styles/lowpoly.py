"""Low poly: the picture in triangles, each of one colour and tilted a little its own way."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from painting.dice import Plane
from painting.easel import Brush, Easel
from painting.styles.facets import triangles
from painting.styles.hand import Hand
from painting.styles.tone import coloured, contrast, expose

_CELLS = 34
_SCALE = 2


def _facets(easel: Easel) -> None:
    """Draw every triangle twice as large, and shrink the sheet: smooth edges."""
    expose(easel)
    canvas, dice = easel.canvas, easel.dice.named("facets")
    canvas.rgb = contrast(coloured(canvas.rgb, 1.25), 0.20)
    shapes = triangles(canvas, dice, _CELLS)
    corners = np.array(shapes, np.float32).reshape(-1, 3, 2)
    tilt = np.float32(0.93) + dice.named("tilt").plane(len(shapes)) * np.float32(0.15)
    fills = (np.clip(_seen(easel, corners) * tilt, 0.0, 1.0) * np.float32(255.0) + np.float32(0.5)).astype(int)
    sheet = Image.new("RGB", (canvas.width * _SCALE, canvas.height * _SCALE))
    pen = ImageDraw.Draw(sheet)
    for shape, fill in zip(np.floor(corners * _SCALE).reshape(-1, 6).tolist(), fills.T.tolist(), strict=True):
        pen.polygon(shape, fill=tuple(fill))
    small = np.asarray(sheet.reduce(_SCALE), np.float32)
    canvas.rgb = np.ascontiguousarray(small.transpose(2, 0, 1)) * np.float32(1.0 / 255.0)


def _seen(easel: Easel, corners: Plane) -> Plane:
    """The colour (3, count) of each triangle: the mean of its middle and of three places about it."""
    canvas = easel.canvas
    middle = (corners[:, 0] + corners[:, 1] + corners[:, 2]) * np.float32(1.0 / 3.0)
    total = np.zeros((3, len(corners)), np.float32)
    for spot in (middle, *((middle + corners[:, corner]) * np.float32(0.5) for corner in range(3))):
        x = np.clip(spot[:, 0].astype(np.int32), 0, canvas.width - 1)
        y = np.clip(spot[:, 1].astype(np.int32), 0, canvas.height - 1)
        total += canvas.rgb[:, y, x]
    return total * np.float32(0.25)


HAND = Hand(Brush(), (0.50, 0.54, 0.60), (_facets,))
