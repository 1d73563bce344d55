"""Pencil: graphite on cream paper, tone in slanted strokes, contours drawn twice."""

from __future__ import annotations

import numpy as np

from painting.blur import blurred
from painting.canvas import column
from painting.easel import Brush, Easel
from painting.styles.hand import Hand
from painting.styles.lines import drawn, hatched
from painting.styles.paper import tooth
from painting.styles.tone import luminance, spread

_PAPER = (0.955, 0.940, 0.905)
_LEAD = (0.17, 0.17, 0.19)


def _shade(easel: Easel) -> None:
    """Smudged graphite under strokes, which the tooth of the paper breaks."""
    canvas = easel.canvas
    dark = np.float32(1.0) - spread(blurred(luminance(canvas.rgb), 0.003 * canvas.unit), 0.02, 0.80)
    strokes = hatched(easel, np.minimum(dark * np.float32(0.9), 0.75), 0.0105, 0.70) * (np.float32(0.26) + dark * 0.3)
    cross = hatched(easel, np.clip(dark - np.float32(0.50), 0.0, 0.5), 0.0105, -1.2) * np.float32(0.38)
    grain = tooth(easel, 170.0, 2)
    smudge = dark * dark * np.float32(0.30)
    lead = np.clip((smudge + strokes + cross) * (np.float32(1.0) - grain * np.float32(1.1)), 0.0, 0.93)
    canvas.rgb = column(_PAPER) + (column(_LEAD) - column(_PAPER)) * lead


def _contour(easel: Easel) -> None:
    """Two lines that do not quite agree."""
    canvas = easel.canvas
    grain = np.float32(0.86) - tooth(easel, 170.0, 2) * np.float32(0.7)
    once = drawn(easel, 0.0036, 0.0030, 0.6)
    twice = np.roll(drawn(easel, 0.0030, 0.0062, 0.9), 2, axis=1) * np.float32(0.55)
    canvas.rgb += (column(_LEAD) - canvas.rgb) * np.clip(np.maximum(once, twice) * grain, 0.0, 0.95)


HAND = Hand(Brush(tones=2, flat=1.0, contours=True), _PAPER, (_shade, _contour))
