"""Stained glass: pieces of luminous colour in lead, cut along what is shown."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from painting.blur import blurred
from painting.canvas import column
from painting.dice import Plane
from painting.easel import Brush, Easel
from painting.noise import fractal, ramp
from painting.styles.facets import corners
from painting.styles.hand import Hand, contour
from painting.styles.lines import drawn
from painting.styles.tone import coloured, contrast, expose

_LEAD = (0.055, 0.055, 0.070)
_CELLS = 7


def _pieces(easel: Easel) -> None:
    """Colour evened out within each piece, stronger and deeper, uneven as blown glass is."""
    expose(easel, 0.36)
    canvas = easel.canvas
    blown = fractal(easel.dice.named("glass"), canvas.down(16.0), canvas.across(16.0), 3) - np.float32(0.5)
    canvas.rgb = contrast(coloured(canvas.rgb, 1.75), 0.55) * (np.float32(1.06) + blown * np.float32(0.42))


def _lead(easel: Easel) -> None:
    """Cames along the contours and across large panes; light spills over them."""
    canvas = easel.canvas
    panes = _panes(easel)
    near = ramp(blurred(contour(easel), 0.012 * canvas.unit), 0.14, 0.05)
    lead = np.maximum(
        np.maximum(drawn(easel, 0.0060, outer=True), drawn(easel, 0.0022) * np.float32(0.85)), panes * near
    )
    shine = ramp(blurred(lead, 0.004 * canvas.unit), 0.5, 1.0) * np.float32(0.10)
    canvas.rgb += (column(_LEAD) + shine - canvas.rgb) * lead
    canvas.lay(_LEAD, ramp(canvas.margin(), 0.016, 0.013))


def _panes(easel: Easel) -> Plane:
    """The lines between large pieces of glass."""
    canvas = easel.canvas
    sheet = Image.new("L", (canvas.width, canvas.height), 0)
    pen = ImageDraw.Draw(sheet)
    points = np.floor(corners(canvas, easel.dice.named("panes"), _CELLS, 0.2)).transpose(1, 2, 0)
    for line in (*points[1:-1], *points.transpose(1, 0, 2)[1:-1]):
        pen.line(line.ravel().tolist(), fill=255, width=max(1, round(0.006 * canvas.unit)))
    return blurred(np.asarray(sheet, np.float32) * np.float32(1 / 255), max(0.5, canvas.unit / 800))


HAND = Hand(Brush(flat=1.0, contours=True), (0.16, 0.14, 0.20), (_pieces, _lead))
