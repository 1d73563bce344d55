"""A surface that fades away from the light: a wall, a tablecloth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from painting.canvas import column
from painting.colour import Colour
from painting.easel import Easel

Fall = tuple[Colour, Colour, Colour]
"""In the light, in the middle of the way, in the dark."""


@dataclass(frozen=True)
class Graded:
    """Between two heights (shares): `fall` with the distance, up to `reach` longer sides, from (x, y) in shares.

    A vector drawing could do it too, and would take twenty times as long.
    """

    fall: Fall
    x: float
    y: float
    reach: float
    top: float = 0.0
    bottom: float = 1.0

    def draw(self, easel: Easel) -> None:
        """Cover all that lies between."""
        canvas = easel.canvas
        rows = slice(round(self.top * canvas.height), round(self.bottom * canvas.height))
        right, down = canvas.offsets(self.x, self.y)
        longer = max(canvas.width, canvas.height) / canvas.unit
        away = np.sqrt(right * right + down[rows] * down[rows]) * np.float32(1.0 / (self.reach * longer))
        first = np.minimum(away * np.float32(2.5), np.float32(1.0))
        second = np.clip(away - np.float32(0.4), 0.0, 0.6) * np.float32(1.0 / 0.6)
        near, middle, far = (column(colour) for colour in self.fall)
        canvas.rgb[:, rows] = near + (middle - near) * first + (far - middle) * second
