"""Low poly: the picture in triangles, small where there is much to see, each of one colour and tilted its own way."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from painting.blur import softened
from painting.dice import Plane
from painting.easel import Brush, Easel
from painting.styles.facets import busy, corners, triangles
from painting.styles.hand import Hand
from painting.styles.tone import coloured, contrast, expose

_COARSE, _FINE = 14, 56
"""Squares of two triangles to a unit; the fine ones divide the coarse ones by a whole number."""
_SCALE = 2


def _facets(easel: Easel) -> None:
    """Draw every triangle twice as large, and shrink the sheet: smooth edges."""
    expose(easel, 0.30)
    canvas, dice = easel.canvas, easel.dice.named("facets")
    canvas.rgb = softened(contrast(coloured(canvas.rgb, 1.30), 0.25), 0.003 * canvas.unit)
    sheet = Image.new("RGB", (canvas.width * _SCALE, canvas.height * _SCALE))
    pen = ImageDraw.Draw(sheet)
    many = busy(canvas, _COARSE)
    small = np.repeat(np.repeat(many, _FINE // _COARSE, axis=0), _FINE // _COARSE, axis=1)
    for cells, wanted in ((_COARSE, np.ones_like(many)), (_FINE, small)):
        shapes = triangles(corners(canvas, dice.named(cells), cells, 0.45), dice.named("lean"))
        rows, cols = (min(a, b) for a, b in zip(shapes.shape, wanted.shape, strict=False))
        _draw(easel, pen, shapes[:rows, :cols][wanted[:rows, :cols]].reshape(-1, 3, 2))
    whole = np.asarray(sheet.reduce(_SCALE), np.float32)
    canvas.rgb = np.ascontiguousarray(whole.transpose(2, 0, 1)) * np.float32(1.0 / 255.0)


def _draw(easel: Easel, pen: ImageDraw.ImageDraw, shapes: Plane) -> None:
    """Fill triangles (count, 3, 2) with what is seen in their middles."""
    tilt = np.float32(0.94) + easel.dice.named("tilt").plane(len(shapes)) * np.float32(0.13)
    fills = (np.clip(_seen(easel, shapes) * tilt, 0.0, 1.0) * np.float32(255.0) + np.float32(0.5)).astype(int)
    places = np.floor(shapes * np.float32(_SCALE)).reshape(-1, 6).tolist()
    for place, fill in zip(places, fills.T.tolist(), strict=True):
        pen.polygon(place, fill=tuple(fill))


def _seen(easel: Easel, shapes: Plane) -> Plane:
    """The colour (3, count) of each triangle: of its middle and of three places about it."""
    canvas = easel.canvas
    middle = (shapes[:, 0] + shapes[:, 1] + shapes[:, 2]) * np.float32(1.0 / 3.0)
    total = np.zeros((3, len(shapes)), np.float32)
    for spot in (middle, *((middle + shapes[:, corner]) * np.float32(0.5) for corner in range(3))):
        x = np.clip(spot[:, 0].astype(np.int32), 0, canvas.width - 1)
        y = np.clip(spot[:, 1].astype(np.int32), 0, canvas.height - 1)
        total += canvas.rgb[:, y, x]
    return total * np.float32(0.25)


HAND = Hand(Brush(flat=0.5, tones=2, broken=True), (0.50, 0.54, 0.60), (_facets,))
