"""Cut paper: flat sheets laid over each other, each with its shadow and its fibres."""

from __future__ import annotations

import numpy as np

from painting.easel import Brush, Easel
from painting.styles.hand import Hand
from painting.styles.lines import drawn
from painting.styles.paper import tooth
from painting.styles.tone import coloured, expose


def _sheets(easel: Easel) -> None:
    """Fibres, and a light edge where the knife went."""
    expose(easel, 0.34)
    canvas = easel.canvas
    canvas.rgb = coloured(canvas.rgb, 1.20)
    canvas.rgb += tooth(easel, 150.0, 3) * np.float32(0.050) + tooth(easel, 24.0, 2, along=3.0) * np.float32(0.030)
    canvas.shine((1.0, 0.98, 0.94), drawn(easel, 0.0022) * np.float32(0.38))


HAND = Hand(Brush(flat=1.0, contours=True, relief=0.55), (0.90, 0.88, 0.84), (_sheets,))
