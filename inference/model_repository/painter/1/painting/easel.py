"""What every layer is given to draw with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from painting.canvas import Canvas
from painting.dice import Dice
from painting.palette import Palette


@dataclass(frozen=True)
class Brush:
    """How a style handles paint: `flat` 1 means no shading inside a shape, `outline` 1 a dark line round things."""

    flat: float = 0.0
    outline: float = 0.0


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
