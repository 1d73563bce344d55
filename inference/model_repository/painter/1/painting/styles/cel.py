"""Cel animation: clear dark outlines, two tones on everything, a bright painted sky."""

from __future__ import annotations

import numpy as np

from painting.blur import softened
from painting.canvas import column
from painting.easel import Brush, Easel
from painting.styles.hand import Hand
from painting.styles.lines import drawn
from painting.styles.tone import coloured, contrast, expose, luminance

_STEPS = 7.0


def _paint(easel: Easel) -> None:
    """Lightness in few steps, colours clear and strong."""
    expose(easel, 0.26)
    canvas = easel.canvas
    canvas.rgb = contrast(coloured(canvas.rgb, 1.35), 0.30)
    level = luminance(canvas.rgb) + np.float32(0.001)
    stepped = np.floor(level * np.float32(_STEPS) + np.float32(0.5)) * np.float32(1.0 / _STEPS) + np.float32(0.03)
    share = np.clip(stepped / level, 0.6, 1.6)
    canvas.rgb = softened(canvas.rgb * (np.float32(0.45) + share * np.float32(0.55)), max(0.5, canvas.unit / 1000))


def _trace(easel: Easel) -> None:
    """Outlines in a dark version of what they enclose."""
    canvas = easel.canvas
    line = drawn(easel, 0.0036)
    ink = column((0.07, 0.06, 0.13)) + canvas.rgb * np.float32(0.16)
    canvas.rgb += (ink - canvas.rgb) * line * np.float32(0.94)


HAND = Hand(Brush(flat=1.0, tones=2, contours=True), (0.93, 0.94, 0.96), (_paint, _trace))
