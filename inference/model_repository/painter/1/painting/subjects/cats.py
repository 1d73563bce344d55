"""Cats."""

from __future__ import annotations

from painting.colour import Colour, mix, scaled
from painting.dice import Dice
from painting.palette import Palette
from painting.subjects.drawing import Drawing, ellipse, path, stroke


def cat(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A cat that sits and looks at us, its tail about its feet."""
    fur = colour or dice.pick(((0.13, 0.12, 0.15), (0.72, 0.45, 0.22), (0.56, 0.54, 0.54)))
    light = scaled(mix(fur, (1.0, 0.95, 0.88), 0.28), 1.0)
    eye = (0.93, 0.80, 0.28)
    shapes = [path(fur, "M54 96 C72 98 82 90 80 76 C79 69 72 70 73 77 C74 86 66 90 52 88 Z")]
    shapes += [path(fur, "M18 98 C8 84 14 54 25 44 L51 44 C62 54 68 84 58 98 Z")]
    shapes += [path(fur, "M18 40 C13 26 15 14 17 3 L29 14 Q38 11 47 14 L59 3 C61 14 63 26 58 40 C52 50 24 50 18 40 Z")]
    shapes += [
        path((0.86, 0.55, 0.52), "M19.5 8 L26 15.5 L20 22 Z", 0.55),
        path((0.86, 0.55, 0.52), "M56.5 8 L50 15.5 L56 22 Z", 0.55),
    ]
    shapes += [path(light, "M30 52 Q38 64 46 52 Q45 78 38 82 Q31 78 30 52 Z", 0.55)]
    shapes += [stroke(scaled(fur, 0.6), "M32 98 L33 78 M44 98 L43 78", 1.2)]
    shapes += [ellipse(light, 29, 97, 6, 3), ellipse(light, 47, 97, 6, 3)]
    shapes += [ellipse((0.1, 0.1, 0.1), 29, 28, 1.4, 4.2), ellipse((0.1, 0.1, 0.1), 47, 28, 1.4, 4.2)]
    eyes = ellipse(eye, 29, 28, 4.6, 4.4) + ellipse(eye, 47, 28, 4.6, 4.4)
    pupils = ellipse((0.05, 0.05, 0.06), 29, 28, 1.4, 4.0) + ellipse((0.05, 0.05, 0.06), 47, 28, 1.4, 4.0)
    shapes += [eyes + pupils, path((0.80, 0.48, 0.46), "M35.6 35 H40.4 L38 38 Z")]
    shapes += [stroke(light, "M33 40 Q36 42 38 39 Q40 42 43 40", 0.8)]
    shapes += [stroke(light, "M26 37 L10 34 M26 39 L11 41 M50 37 L66 34 M50 39 L65 41", 0.5)]
    return Drawing("".join(shapes), 84.0, eyes + pupils)
