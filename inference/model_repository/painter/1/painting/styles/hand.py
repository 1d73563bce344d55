"""What makes a style: a brush for the layers, and what it does to the whole picture once everything stands in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from painting.colour import Colour
from painting.dice import Plane
from painting.easel import Brush, Easel

Pass = Callable[[Easel], None]


@dataclass(frozen=True)
class Hand:
    """`passes` work the whole picture one after the other; the last leaves it finished.

    `ground` is what the bare paper, canvas or panel is toned with before anything is painted. `blocks` says that what
    is not worked out yet shows as squares.
    """

    brush: Brush
    ground: Colour
    passes: tuple[Pass, ...]
    blocks: bool = False


def contour(easel: Easel) -> Plane:
    """The contours of a brush that asked for them."""
    assert easel.canvas.contour is not None
    return easel.canvas.contour
