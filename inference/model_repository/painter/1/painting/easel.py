"""What every layer is given to draw with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from painting.canvas import Canvas
from painting.dice import Dice, Plane
from painting.palette import Palette


@dataclass(frozen=True)
class Brush:
    """How a style handles paint.

    `flat` 1 means no texture and no shading inside a shape; `tones` 2 shades in two tones with a crisp edge between.
    Where edges come out `broken` anyway, scenery is drawn without smoothing them first.
    With `contours` the canvas remembers where shapes end; with `relief` (0 to 1) they cast shadows on each other.
    """

    flat: float = 0.0
    tones: int = 0
    broken: bool = False
    contours: bool = False
    relief: float = 0.0

    def canvas(self, width: int, height: int) -> Canvas:
        """An empty canvas that keeps what this style needs."""
        return Canvas(width, height, contours=self.contours, relief=self.relief)

    def modelled(self, light: Plane) -> Plane:
        """Light (1) and shade (-1) inside a shape, as this style shows them."""
        if self.tones:
            lit: Plane = np.where(light < np.float32(-0.08), np.float32(-0.75), np.float32(0.15))
            return lit
        return light * np.float32(1.0 - self.flat)


@dataclass(frozen=True)
class Sunlight:
    """Where the light comes from, in shares of width and height, and how strong it is (0 hidden to 1)."""

    x: float
    y: float
    strength: float


@dataclass(frozen=True)
class Easel:
    """The canvas, the colours and the hand.

    `brightest` is how light the lightest parts of the finished picture should be, 0 to 1.
    """

    canvas: Canvas
    palette: Palette
    brush: Brush
    sun: Sunlight
    brightest: float
    dice: Dice


class Layer(Protocol):
    """One thing to draw over what is there already."""

    def draw(self, easel: Easel) -> None:
        """Change the canvas."""
