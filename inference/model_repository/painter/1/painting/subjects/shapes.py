"""Plain geometry, for those who ask for it."""

from __future__ import annotations

from painting.colour import Colour
from painting.dice import Dice
from painting.palette import Palette
from painting.subjects.drawing import Drawing, box, ellipse, path, polygon, stroke
from painting.subjects.outline import around, line, star


def _tint(colour: Colour | None, palette: Palette, dice: Dice) -> Colour:
    return colour or dice.pick(
        (palette.accent, (0.14, 0.34, 0.62), (0.95, 0.76, 0.22), (0.10, 0.12, 0.16), (0.20, 0.56, 0.54))
    )


def circle(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A disc, or a ring."""
    tint = _tint(colour, palette, dice)
    if dice.chance(0.7):
        return Drawing(ellipse(tint, 50, 50, 49, 49), 100.0, printed=True)
    return Drawing(stroke(tint, "M8 50 A42 42 0 1 1 92 50 A42 42 0 1 1 8 50", 12), 100.0, printed=True)


def square(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Straight, or on its corner."""
    tint = _tint(colour, palette, dice)
    shape = box(tint, 4, 4, 92, 92) if dice.chance(0.7) else polygon(tint, 50, 1, 99, 50, 50, 99, 1, 50)
    return Drawing(shape, 100.0, printed=True)


def triangle(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Pointing up."""
    shape = polygon(_tint(colour, palette, dice), 2, 98, 50 + dice.between(-20, 20), 4, 98, 98)
    return Drawing(shape, 100.0, printed=True)


def ruled(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A stroke from corner to corner."""
    return Drawing(
        stroke(_tint(colour, palette, dice), f"M4 {dice.between(60, 96):.1f} L196 {dice.between(4, 40):.1f}", 5), 200.0
    )


def spiral(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Four turns outwards."""
    points: list[float] = []
    for n in range(56):
        points += around(14, 50, 50, 2 + 0.82 * n, 2 + 0.82 * n)[n % 14]
    return Drawing(stroke(_tint(colour, palette, dice), line(*points), 4.6), 100.0, printed=True)


def star_shape(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """With five points."""
    return Drawing(path(_tint(colour, palette, dice), star(5, 50, 54, 52, 21)), 100.0, printed=True)
