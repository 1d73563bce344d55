"""Neon: a dark violet night in which everything glows at its edges."""

from __future__ import annotations

import numpy as np

from painting.blur import blurred
from painting.canvas import column
from painting.easel import Brush, Easel
from painting.noise import ramp
from painting.styles.hand import Hand
from painting.styles.lines import drawn
from painting.styles.tone import coloured, luminance, spread

_CYAN, _MAGENTA = (0.25, 0.95, 1.0), (1.0, 0.25, 0.80)


def _dusk(easel: Easel) -> None:
    """Tone from indigo over magenta to orange; a strong colour keeps its hue."""
    canvas = easel.canvas
    level = spread(luminance(canvas.rgb))
    stops = ((0.035, 0.015, 0.10), (0.20, 0.05, 0.33), (0.62, 0.10, 0.46), (1.0, 0.48, 0.40))
    night = column(stops[0]) + np.zeros_like(canvas.rgb)
    for number, stop in enumerate(stops[1:]):
        night += (column(stop) - night) * ramp(level, 0.05 + 0.32 * number, 0.42 + 0.30 * number)
    own = coloured(canvas.rgb, 1.7)
    vivid = ramp(canvas.rgb.max(axis=0) - canvas.rgb.min(axis=0), 0.25, 0.55) * np.float32(0.55)
    canvas.rgb = np.clip(night + (own - night) * vivid, 0.0, 1.0)


def _tubes(easel: Easel) -> None:
    """Lines of light, cyan above and magenta below, and their glow."""
    canvas = easel.canvas
    line = drawn(easel, 0.0036)
    colour = column(_CYAN) + (column(_MAGENTA) - column(_CYAN)) * ramp(canvas.y, 0.35, 0.85)
    for radius, power in ((0.020, 1.5), (0.006, 1.0)):
        glow = blurred(line, radius * canvas.unit) * np.float32(power)
        canvas.rgb += (np.float32(1.0) - canvas.rgb) * colour * glow
    canvas.rgb += (np.float32(0.4) + colour * np.float32(0.6) - canvas.rgb) * line
    scan = np.where(np.arange(canvas.height) % max(2, canvas.unit // 170) == 0, 0.90, 1.0).astype(np.float32)
    canvas.rgb *= scan[:, None]


HAND = Hand(Brush(flat=1.0, contours=True), (0.08, 0.03, 0.16), (_dusk, _tubes))
