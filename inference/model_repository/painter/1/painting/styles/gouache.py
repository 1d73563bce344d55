"""Opaque paint in broad matt strokes: the painter's own hand, used when no style is asked for."""

from __future__ import annotations

import numpy as np

from painting.easel import Brush, Easel
from painting.styles.hand import Hand
from painting.styles.paper import tooth, warped
from painting.styles.strokes import Bristles, bristled, stroked
from painting.styles.tone import coloured, contrast, expose

_LAYERS = (Bristles(0.034, 0.150, 0.052), Bristles(0.022, 0.070, 0.018))


def _strokes(easel: Easel) -> None:
    """Broken edges, and flat dabs in which gradients fall apart; what is drawn stays clear under them."""
    expose(easel)
    canvas, dice = easel.canvas, easel.dice.named("gouache")
    canvas.rgb = coloured(warped(canvas, dice, 42.0, 0.0030), 1.12)
    strokes = stroked(canvas, dice, _LAYERS)
    own = (dice.named("load").plane(3, strokes.colours.shape[1]) - np.float32(0.5)) * np.float32(0.07)
    dabs = np.take(strokes.colours + own, strokes.at, axis=1, mode="clip")
    change = dabs - canvas.rgb
    far = np.abs(change).max(axis=0)
    canvas.rgb += change * (np.float32(0.72) / (np.float32(1.0) + far * far * np.float32(90.0)))
    canvas.rgb += (bristled(strokes, dice.named("bristles")) - np.float32(0.5)) * np.float32(0.030)


def _dry(easel: Easel) -> None:
    """Matt: the paper's tooth, a little more contrast."""
    canvas = easel.canvas
    canvas.rgb = contrast(canvas.rgb + tooth(easel, 190.0, 1) * np.float32(0.030), 0.26)


HAND = Hand(Brush(broken=True), (0.80, 0.70, 0.56), (_strokes, _dry))
