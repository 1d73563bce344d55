"""Watercolour: pale luminous washes on rough white paper, edges where the pigment dried, blooms, gaps left bare."""

from __future__ import annotations

import numpy as np

from painting.blur import blurred, softened
from painting.canvas import column
from painting.dice import Plane
from painting.easel import Brush, Easel
from painting.noise import fractal, fractal_line, ramp
from painting.styles.hand import Hand, contour
from painting.styles.paper import drift, tooth
from painting.styles.tone import coloured, expose

_PAPER = (0.985, 0.978, 0.955)


def _washes(easel: Easel) -> None:
    """Water carries the paint about, pools it, and leaves thin gaps between washes."""
    expose(easel, 0.50)
    canvas, dice = easel.canvas, easel.dice.named("wet")
    moved = drift(canvas, dice, 12.0, 0.009)
    marks = np.take(ramp(contour(easel), 0.25, 0.6).ravel(), moved).reshape(canvas.height, canvas.width)
    wet = np.take(canvas.rgb.reshape(3, -1), moved, axis=1).reshape(canvas.rgb.shape)
    pool = fractal(dice.named("pool"), canvas.down(4.5), canvas.across(4.5), 4, 0.58)
    canvas.rgb = _bled(softened(coloured(wet, 1.70), max(0.6, 0.0018 * canvas.unit)), pool, canvas.unit)
    line = np.clip(blurred(marks, max(0.5, 0.0012 * canvas.unit)) * np.float32(1.6), 0.0, 1.0)
    gap = ramp(np.abs(pool - np.float32(0.44)), 0.05, 0.03) * ramp(line, 0.30, 0.75)
    rim = blurred(marks, 0.008 * canvas.unit) * np.float32(1.1) * (np.float32(1.0) - gap)
    thin = np.float32(0.40) + pool * np.float32(0.62) + rim + _blooms(easel)
    white = column(_PAPER)
    canvas.rgb = white + (canvas.rgb - white) * np.clip(thin, 0.0, 1.12) * (np.float32(1.0) - gap * np.float32(0.85))


def _bled(rgb: Plane, pool: Plane, unit: int) -> Plane:
    """Wet in wet: where the paper is wettest, colours run into each other."""
    return rgb + (softened(rgb, 0.022 * unit) - rgb) * ramp(pool, 0.54, 0.70) * np.float32(0.60)


def _blooms(easel: Easel) -> Plane:
    """Cauliflower edges of drops that fell into a drying wash: less paint within, more at the rim."""
    canvas = easel.canvas
    drops = fractal(easel.dice.named("bloom"), canvas.down(2.6), canvas.across(2.6), 5, 0.56)
    inside = ramp(drops, 0.600, 0.625)
    return ramp(drops, 0.585, 0.603) * (np.float32(1.0) - inside) * np.float32(0.15) - inside * np.float32(0.07)


def _dry(easel: Easel) -> None:
    """Granulation in the paper's tooth, and an uneven white margin."""
    canvas = easel.canvas
    grain = tooth(easel, 120.0, 3)
    dark = np.float32(1.0) - np.clip(canvas.rgb, 0.0, 1.0)
    canvas.rgb -= np.maximum(grain, np.float32(-0.25)) * (np.float32(0.020) + dark * np.float32(0.24))
    line = canvas.margin() - _uneven(easel) * np.float32(0.052)
    canvas.rgb *= np.float32(1.0) - ramp(np.abs(line - np.float32(0.013)), 0.006, 0.0) * np.float32(0.12)
    canvas.lay(column(_PAPER) + grain * np.float32(0.045), ramp(line + grain * np.float32(0.012), 0.010, 0.003))


def _uneven(easel: Easel) -> Plane:
    """How far the washes stop short of the edge, 0 to 1."""
    canvas, dice = easel.canvas, easel.dice.named("margin")
    across = fractal_line(dice, canvas.across(14.0), 5)[None, :]
    down = fractal_line(dice.named("side"), canvas.down(14.0), 5)[:, None]
    uneven: Plane = (across + down) * np.float32(0.75)
    return uneven


HAND = Hand(Brush(flat=0.6, broken=True, contours=True), _PAPER, (_washes, _dry))
