"""A travel poster: flat colours in few steps, clean edges, a cream margin."""

from __future__ import annotations

import numpy as np

from painting.canvas import column
from painting.easel import Brush, Easel
from painting.noise import ramp
from painting.styles.hand import Hand, expose, luminance, paper

_LEVELS = 9


def _screens(easel: Easel) -> None:
    """As if printed through few screens: lightness in steps, colours stronger."""
    expose(easel)
    canvas = easel.canvas
    level = luminance(canvas)
    steps = np.floor(level * np.float32(_LEVELS) + np.float32(0.5)) * np.float32(1.0 / _LEVELS)
    canvas.rgb = steps + (canvas.rgb - level) * np.float32(1.30)
    canvas.rgb += (column((1.0, 0.93, 0.80)) - canvas.rgb) * np.float32(0.07)


def _print(easel: Easel) -> None:
    """The ink's tooth and the margin."""
    canvas = easel.canvas
    canvas.rgb += paper(easel, 230.0, 1) * np.float32(0.022)
    canvas.lay((0.96, 0.93, 0.86), ramp(canvas.margin(), 0.0335, 0.0315))


HAND = Hand(Brush(flat=1.0), _screens, _print)
