"""Oil: thick strokes that follow the forms, lit from the side so that one sees the knife and the bristles."""

from __future__ import annotations

import numpy as np

from painting.dice import Plane
from painting.easel import Brush, Easel
from painting.styles.hand import Hand
from painting.styles.strokes import Bristles, bristled, stroked
from painting.styles.tone import coloured, contrast, expose

_LAYERS = (Bristles(0.030, 0.110, 0.034), Bristles(0.020, 0.060, 0.017), Bristles(0.015, 0.034, 0.011))


def _impasto(easel: Easel) -> None:
    """Every stroke one colour, a little its own; its ridges catch the light."""
    expose(easel)
    canvas, dice = easel.canvas, easel.dice.named("oil")
    canvas.rgb = coloured(canvas.rgb, 1.25)
    strokes = stroked(canvas, dice, _LAYERS)
    count = strokes.colours.shape[1]
    own = np.float32(0.90) + dice.named("load").plane(count) * np.float32(0.20)
    paint = np.take(strokes.colours * own, strokes.at, axis=1, mode="clip")
    paint += (canvas.rgb - paint) * np.float32(0.22)
    canvas.rgb = paint * _lit(bristled(strokes, dice.named("bristles")))


def _lit(thick: Plane) -> Plane:
    """How much light falls on paint of this height from the upper left."""
    slope = np.zeros_like(thick)
    slope[1:, 1:] = thick[1:, 1:] - thick[:-1, :-1]
    light: Plane = np.float32(1.0) + np.clip(slope, -0.5, 0.5) * np.float32(0.34)
    return light


def _varnish(easel: Easel) -> None:
    """Deep darks and clear lights."""
    easel.canvas.rgb = contrast(easel.canvas.rgb, 0.30)


HAND = Hand(Brush(broken=True), (0.52, 0.40, 0.29), (_impasto, _varnish))
