"""A travel poster: bold flat shapes in few warm inks, a cream margin."""

from __future__ import annotations

import numpy as np

from painting.blur import softened
from painting.colour import Colour, grey, mix, saturated
from painting.easel import Brush, Easel
from painting.noise import ramp
from painting.styles.hand import Hand
from painting.styles.paper import tooth
from painting.styles.pigment import few
from painting.styles.tone import coloured, contrast, expose

_CREAM = (0.965, 0.925, 0.835)
_NAVY = (0.07, 0.11, 0.20)


def _screens(easel: Easel) -> None:
    """A dozen inks, each printed flat."""
    expose(easel, 0.30)
    canvas = easel.canvas
    canvas.rgb = contrast(coloured(canvas.rgb, 1.25), 0.75)
    inks = few(canvas, 9, 6, smooth=0.0022)
    canvas.rgb = softened(inks.shown(_ink), max(0.6, canvas.unit / 900))


def _ink(colour: Colour) -> Colour:
    """Strong and a little warm; darks go navy and lights go cream, as inks on such paper do."""
    level = grey(colour)
    strong = saturated(colour, 1.25)
    strong = mix(strong, _NAVY, 0.50 * max(0.0, 1.0 - level * 3.2))
    return mix(strong, _CREAM, 0.10 + 0.5 * max(0.0, level * 2.4 - 1.4))


def _print(easel: Easel) -> None:
    """The ink's tooth and the margin."""
    canvas = easel.canvas
    canvas.rgb += tooth(easel, 230.0, 1) * np.float32(0.020)
    canvas.lay(_CREAM, ramp(canvas.margin(), 0.0395, 0.0375))


HAND = Hand(Brush(flat=1.0), _CREAM, (_screens, _print))
