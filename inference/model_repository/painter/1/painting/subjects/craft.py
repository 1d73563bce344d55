"""What sails and what flies."""

from __future__ import annotations

from painting.colour import Colour, mix, scaled
from painting.dice import Dice
from painting.palette import Palette
from painting.subjects.drawing import Drawing, box, ellipse, path, polygon, stroke

_WOOD = (0.40, 0.26, 0.17)
_SAIL = (0.97, 0.95, 0.90)


def boat(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A sailing boat. A bound colour paints the hull and stripes the sails."""
    hull = colour or dice.pick((palette.accent, _WOOD, (0.20, 0.32, 0.46)))
    sail = mix(_SAIL, colour, 0.42) if colour else _SAIL
    shapes = [stroke(_WOOD, "M42 88 L42 4", 1.5)]
    shapes += [path(sail, "M44 8 Q62 46 74 76 L44 78 Z"), path(scaled(sail, 0.88), "M44 78 Q56 60 44 40 Z", 0.7)]
    shapes += [path(scaled(sail, 0.93), "M40 14 Q30 48 12 76 L40 77 Z")]
    shapes += [path(scaled(hull, 0.9), "M56 36 Q66 58 70.6 69 L44 71 L44 63 Q54 60 56 36 Z", 0.35 if colour else 0.0)]
    shapes += [path(hull, "M6 84 L82 84 Q80 94 72 100 L18 100 Q9 94 6 84 Z")]
    shapes += [path((0.0, 0.0, 0.05), "M10 92 L79.6 92 Q77 97 72 100 L18 100 Q12 97 10 92 Z", 0.28)]
    shapes += [box(_SAIL, 6, 83, 76, 1.8), polygon(palette.accent, 42, 4, 52, 6.5, 42, 9)]
    return Drawing("".join(shapes), 88.0, ellipse((1.0, 0.86, 0.5), 42, 81, 1.6, 1.6), None)


def balloon(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A hot air balloon in gores of two colours."""
    first = colour or palette.accent
    second = mix(first, (1.0, 0.94, 0.80), 0.72)
    shapes = [path(first, "M35 2 C8 2 -2 24 4 42 C8 56 24 68 28 76 L42 76 C46 68 62 56 66 42 C72 24 62 2 35 2 Z")]
    shapes += [path(second, "M35 2 C18 6 10 26 15 42 C18 56 28 68 30 76 L33 76 C30 62 24 40 26 24 C28 10 32 4 35 2 Z")]
    shapes += [path(second, "M35 2 C52 6 60 26 55 42 C52 56 42 68 40 76 L37 76 C40 62 46 40 44 24 C42 10 38 4 35 2 Z")]
    shapes += [path((1.0, 1.0, 1.0), "M20 8 C10 16 7 28 9 40 C13 26 18 16 28 6 Z", 0.28)]
    shapes += [stroke((0.25, 0.20, 0.18), "M28.5 76 L31 89 M41.5 76 L39 89", 0.7)]
    shapes += [path(_WOOD, "M29.6 89 H40.4 L39.4 99 H30.6 Z"), box(scaled(_WOOD, 1.4), 29.2, 88, 11.6, 2)]
    lamps = path((1.0, 0.72, 0.36), "M20 50 C24 64 29 70 30 76 L40 76 C41 70 46 64 50 50 Z", 0.55)
    return Drawing("".join(shapes), 70.0, lamps, None)
