"""Brush and ink: black outlines, grey washes, warm paper, and one colour allowed."""

from __future__ import annotations

import numpy as np

from painting.canvas import column
from painting.dice import Plane
from painting.easel import Brush, Easel
from painting.noise import ramp
from painting.styles.hand import Hand, luminance, paper, vignette, warped

_PAPER = (0.95, 0.92, 0.85)
_INK = (0.09, 0.09, 0.12)


def _washes(easel: Easel) -> None:
    """Tone in four soft steps, hatching in the dark, lines where tone changes."""
    canvas = easel.canvas
    warped(canvas, easel.dice.named("hand"), 14.0, 0.006)
    level = _spread(luminance(canvas))
    grain = np.clip(level + paper(easel, 34.0, 4) * np.float32(0.20), 0.0, 1.0)
    wash = np.zeros_like(grain)
    for edge, weight in ((0.62, 0.11), (0.45, 0.20), (0.29, 0.27), (0.15, 0.32)):
        wash += ramp(grain, edge + 0.030, edge - 0.030) * np.float32(weight)
    vivid = _vivid(canvas.rgb)
    keep = canvas.rgb.copy()
    canvas.rgb = column(_PAPER) + (column(_INK) - column(_PAPER)) * wash
    canvas.rgb += (keep - canvas.rgb) * vivid * np.float32(0.80)
    line = _outline(keep, max(1, round(canvas.unit / 420)))
    canvas.lay(_INK, np.clip(line + _hatching(easel, grain), 0.0, 0.92))


def _spread(level: Plane) -> Plane:
    """The full range of tone, whatever the hour: night pictures need their lights."""
    low, high = np.float32(level.min()), np.float32(level.max())
    whole: Plane = (level - low) * (np.float32(1.0) / np.maximum(high - low, np.float32(0.05)))
    whole = np.clip(whole, 0.0, 1.0)
    lifted: Plane = whole * np.float32(0.3) + np.sqrt(whole) * np.float32(0.7)
    return lifted


def _vivid(rgb: Plane) -> Plane:
    """How red or golden a pixel is, and strong enough to be kept."""
    red, green, blue = rgb
    warm = red - np.maximum(green * np.float32(0.92), blue)
    return ramp(warm, 0.20, 0.34)


def _outline(rgb: Plane, step: int) -> Plane:
    """Where any colour changes sharply: a grey cat before green grass has an outline too."""
    found = np.zeros(rgb.shape[1:], np.float32)
    for plane in rgb:
        found[step:] = np.maximum(found[step:], np.abs(plane[step:] - plane[:-step]))
        found[:, step:] = np.maximum(found[:, step:], np.abs(plane[:, step:] - plane[:, :-step]))
    return ramp(found, 0.10, 0.24)


def _hatching(easel: Easel, level: Plane) -> Plane:
    canvas = easel.canvas
    spacing = np.float32(max(3.0, canvas.unit / 105))
    y = np.arange(canvas.height, dtype=np.float32)[:, None]
    x = np.arange(canvas.width, dtype=np.float32)[None, :]
    turn = (x + y) / spacing
    comb = np.abs(turn - np.floor(turn) - np.float32(0.5)) * np.float32(2.0)
    return ramp(comb, 0.62, 0.92) * ramp(level, 0.36, 0.24) * np.float32(0.55)


def _mount(easel: Easel) -> None:
    """The paper's own fall of light."""
    vignette(easel.canvas, 0.14)


HAND = Hand(Brush(), _washes, _mount)
