"""Washes on rough paper: soft wandering edges, pigment gathered at them, white left at the margin."""

from __future__ import annotations

import numpy as np

from painting.canvas import column
from painting.easel import Brush, Easel
from painting.noise import fractal, fractal_line, ramp
from painting.styles.hand import Hand, expose, luminance, paper, warped

_PAPER = (0.975, 0.965, 0.935)


def _washes(easel: Easel) -> None:
    """Water carries the paint about, and leaves more of it where it dries."""
    expose(easel)
    canvas = easel.canvas
    warped(canvas, easel.dice.named("wet"), 9.0, 0.016)
    step = max(1, round(canvas.unit / 220))
    level = luminance(canvas)
    rim = np.abs(level - np.roll(level, step, axis=0)) + np.abs(level - np.roll(level, step, axis=1))
    rows = canvas.down(5.0)
    cols = canvas.across(5.0)
    pool = fractal(easel.dice.named("pool"), rows, cols, 4, 0.55) - np.float32(0.5)
    thin = np.float32(0.84) + pool * np.float32(0.50)
    white = column(_PAPER)
    canvas.rgb = white + (canvas.rgb - white) * np.clip(thin, 0.50, 1.0)
    canvas.rgb *= np.float32(1.0) - np.clip(rim * np.float32(1.15), 0.0, 0.40)


def _dry(easel: Easel) -> None:
    """Granulation in the paper's tooth and an uneven white margin."""
    canvas = easel.canvas
    tooth = paper(easel, 110.0, 3)
    dark = np.float32(1.0) - np.clip(canvas.rgb, 0.0, 1.0)
    canvas.rgb -= np.maximum(tooth, np.float32(-0.2)) * (np.float32(0.035) + dark * np.float32(0.16))
    cols = canvas.across(14.0)
    rows = canvas.down(14.0)
    dice = easel.dice.named("margin")
    uneven = fractal_line(dice, cols, 5)[None, :] + fractal_line(dice.named("side"), rows, 5)[:, None]
    line = canvas.margin() - uneven * np.float32(0.034)
    bare = ramp(line, 0.008, 0.002)
    rim = ramp(np.abs(line - np.float32(0.011)), 0.006, 0.0) * np.float32(0.16)
    canvas.rgb *= np.float32(1.0) - rim
    canvas.lay(column(_PAPER) + tooth * np.float32(0.05), bare)


HAND = Hand(Brush(), _washes, _dry)
