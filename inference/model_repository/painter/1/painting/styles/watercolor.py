"""Watercolour: pale luminous washes on rough white paper, edges where the pigment dried, blooms, paper left bare."""

from __future__ import annotations

import numpy as np

from painting.canvas import blurred, column
from painting.dice import Plane
from painting.easel import Brush, Easel
from painting.noise import fractal, fractal_line, ramp
from painting.styles.hand import Hand
from painting.styles.paper import tooth, warped
from painting.styles.pigment import softened
from painting.styles.tone import coloured, expose, luminance

_PAPER = (0.985, 0.975, 0.950)


def _washes(easel: Easel) -> None:
    """Water carries the paint about; it is thin, and more of it is left where it dries."""
    expose(easel)
    canvas, dice = easel.canvas, easel.dice.named("wet")
    canvas.rgb = softened(coloured(warped(canvas, dice, 11.0, 0.014), 1.45), 0.0035 * canvas.unit)
    level = luminance(canvas.rgb)
    rim = np.clip(blurred(level, 0.011 * canvas.unit) - level, 0.0, 0.3)
    pool = fractal(dice.named("pool"), canvas.down(4.5), canvas.across(4.5), 4, 0.58)
    bloom = ramp(np.abs(pool - np.float32(0.56)), 0.016, 0.0) * np.float32(0.10)
    thin = np.float32(0.36) + pool * np.float32(0.80) + bloom + rim * np.float32(1.3)
    white = column(_PAPER)
    glaze = np.sqrt(np.clip(canvas.rgb, 0.0, 1.0))
    canvas.rgb = white + (glaze * np.float32(0.45) + canvas.rgb * np.float32(0.55) - white) * np.clip(thin, 0.0, 1.08)


def _dry(easel: Easel) -> None:
    """Granulation in the paper's tooth, bare paper where the brush skipped, and an uneven white margin."""
    canvas = easel.canvas
    grain = tooth(easel, 120.0, 3)
    dark = np.float32(1.0) - np.clip(canvas.rgb, 0.0, 1.0)
    canvas.rgb -= np.maximum(grain, np.float32(-0.25)) * (np.float32(0.020) + dark * np.float32(0.22))
    skip = ramp(tooth(easel, 14.0, 3, along=4.0) + grain * np.float32(0.35), 0.26, 0.36) * np.float32(0.75)
    line = canvas.margin() - _uneven(easel) * np.float32(0.050)
    canvas.rgb *= np.float32(1.0) - ramp(np.abs(line - np.float32(0.013)), 0.007, 0.0) * np.float32(0.14)
    canvas.lay(column(_PAPER) + grain * np.float32(0.045), np.maximum(skip, ramp(line, 0.010, 0.003)))


def _uneven(easel: Easel) -> Plane:
    """How far the washes stop short of the edge, 0 to 1."""
    canvas, dice = easel.canvas, easel.dice.named("margin")
    across = fractal_line(dice, canvas.across(14.0), 5)[None, :]
    down = fractal_line(dice.named("side"), canvas.down(14.0), 5)[:, None]
    uneven: Plane = (across + down) * np.float32(0.75)
    return uneven


HAND = Hand(Brush(), _PAPER, (_washes, _dry))
