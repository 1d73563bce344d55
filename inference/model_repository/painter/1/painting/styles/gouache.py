"""Opaque paint in visible strokes: the painter's own hand, used when no style is asked for."""

from __future__ import annotations

import numpy as np

from painting.easel import Brush, Easel
from painting.noise import fractal
from painting.styles.hand import Hand, expose, paper, vignette, warped


def _strokes(easel: Easel) -> None:
    """Broken edges and streaks of the bristles."""
    expose(easel)
    canvas = easel.canvas
    warped(canvas, easel.dice.named("strokes"), 42.0, 0.0036)
    rows = canvas.down(96.0)
    cols = canvas.across(22.0)
    bristle = fractal(easel.dice.named("bristle"), rows, cols, 2, 0.6) - np.float32(0.5)
    canvas.rgb += bristle * np.float32(0.036)


def _varnish(easel: Easel) -> None:
    """Grain, a little more contrast, darker corners."""
    canvas = easel.canvas
    canvas.rgb += paper(easel, 190.0, 1) * np.float32(0.035)
    rgb = np.clip(canvas.rgb, 0.0, 1.0)
    curve = rgb * rgb * (np.float32(3.0) - np.float32(2.0) * rgb)
    canvas.rgb = rgb + (curve - rgb) * np.float32(0.26)
    vignette(canvas, 0.26)


HAND = Hand(Brush(), _strokes, _varnish)
