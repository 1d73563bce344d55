"""Pen and ink: white paper, a black line that swells, hatching for tone, one colour where the picture is warmest."""

from __future__ import annotations

import numpy as np

from painting.blur import blurred
from painting.canvas import column
from painting.dice import Plane
from painting.easel import Brush, Easel
from painting.noise import ramp
from painting.styles.hand import Hand
from painting.styles.lines import drawn, hatched
from painting.styles.paper import tooth
from painting.styles.tone import luminance, spread

_PAPER = (0.970, 0.955, 0.915)
_INK = (0.07, 0.07, 0.10)


def _tone(easel: Easel) -> None:
    """White for everything light; hatching, crossed and crossed again, for what is not."""
    canvas = easel.canvas
    accent = blurred(_vivid(canvas.rgb), 0.004 * canvas.unit) * np.float32(0.82)
    colour = canvas.rgb
    level = spread(blurred(luminance(colour), 0.003 * canvas.unit), 0.012, 0.90)
    level = np.sqrt(level) * np.float32(0.72) + np.clip(luminance(colour), 0.0, 1.0) * np.float32(0.30)
    ink = np.zeros_like(level)
    for light, slope, most in ((0.80, 0.45, 0.62), (0.56, -0.75, 0.62), (0.36, 2.4, 0.74)):
        dark = np.clip((np.float32(light) - level) * np.float32(1.5), 0.0, most)
        ink = np.maximum(ink, hatched(easel, dark, 0.0105, slope))
    ink *= np.float32(1.0) - accent * np.float32(0.75)
    paper = column(_PAPER) + tooth(easel, 150.0, 2) * np.float32(0.03)
    washed = paper + (np.minimum(colour * np.float32(1.25), 1.0) - paper) * accent
    canvas.rgb = washed + (column(_INK) - washed) * ink * np.float32(0.93)


def _vivid(rgb: Plane) -> Plane:
    """How red or golden a pixel is, and strong enough to be kept."""
    red, green, blue = rgb
    return ramp(red - np.maximum(green * np.float32(0.90), blue * np.float32(1.05)), 0.24, 0.36)


def _line(easel: Easel) -> None:
    """The pen."""
    canvas = easel.canvas
    canvas.rgb += (column(_INK) - canvas.rgb) * drawn(easel, 0.0032, 0.0028, 0.6) * np.float32(0.96)


HAND = Hand(Brush(flat=1.0, tones=2, contours=True), _PAPER, (_tone, _line))
