"""Small things with wings."""

from __future__ import annotations

from painting.colour import Colour, mix
from painting.dice import Dice
from painting.palette import Palette
from painting.subjects.drawing import Drawing, dots, ellipse, inside, light, path, shade, stroke
from painting.subjects.outline import line, smooth

_DARK = (0.11, 0.09, 0.11)
_WHITE = (0.98, 0.97, 0.94)


def butterfly(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Open wings, edged in black with pale spots."""
    wing = colour or dice.pick(((0.96, 0.54, 0.12), (0.24, 0.46, 0.86), (0.97, 0.82, 0.28), (0.86, 0.42, 0.62)))
    spot = mix(wing, (1.0, 0.92, 0.6), 0.6)
    shapes = []
    for way in (-1, 1):
        upper = smooth(*_beside(60, way, (3, 42, 16, 18, 38, 4, 56, 8, 54, 30, 40, 50, 14, 54)))
        lower = smooth(*_beside(60, way, (4, 54, 26, 54, 40, 62, 38, 82, 22, 96, 10, 82)))
        edge = [
            ellipse(_WHITE, 60 + way * x, y, 1.9, 1.9)
            for x, y in ((53, 14), (53, 22), (50, 30), (45, 38), (36, 74), (31, 84), (23, 91))
        ]
        veins = [
            stroke(_DARK, line(*_beside(60, way, (4, 50, x * 0.6, y * 0.8 + 10, x, y))), 1.1)
            for x, y in ((36, 6), (50, 20), (46, 36), (34, 66), (24, 84))
        ]
        for route, inner in (
            (lower, (6, 58, 22, 58, 32, 64, 31, 78, 20, 88, 11, 78)),
            (upper, (6, 44, 18, 22, 36, 11, 47, 14, 44, 30, 34, 44, 14, 50)),
        ):
            shapes += [
                path(_DARK, route),
                path(wing, smooth(*_beside(60, way, inner))),
                inside(route, ellipse(spot, 60 + way * 18, 64 if route is lower else 36, 7, 8, 0.8)),
            ]
        shapes += [
            *veins,
            *edge,
            stroke(_DARK, line(*_beside(60, way, (1, 36, 8, 20, 14, 14))), 1.2),
            ellipse(_DARK, 60 + way * 14.4, 13, 2, 2),
        ]
    return Drawing("".join([*shapes, path(_DARK, smooth(60, 32, 64, 40, 63, 60, 60, 84, 57, 60, 56, 40))]), 120.0)


def _beside(middle: float, way: int, numbers: tuple[float, ...]) -> list[float]:
    """x as offsets to one side of the middle."""
    return [middle + way * value if index % 2 == 0 else value for index, value in enumerate(numbers)]


def bee(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A round striped body and two pairs of glassy wings."""
    fur = colour or (0.97, 0.74, 0.16)
    body = smooth(14, 66, 24, 46, 50, 38, 78, 44, 90, 62, 78, 82, 50, 88, 26, 82)
    shapes = [
        path((0.86, 0.93, 0.98), smooth(50, 44, 30, 30, 22, 8, 42, 6, 56, 24), 0.85),
        path((0.93, 0.97, 1.0), smooth(56, 44, 56, 20, 70, 2, 84, 10, 74, 32), 0.85),
    ]
    shapes += [
        stroke((0.55, 0.64, 0.72), "M52 44 Q38 26 34 12 M58 44 Q64 26 74 10", 0.9),
        path(fur, body),
        inside(
            body,
            *(path(_DARK, f"M{x} 30 Q{x - 6} 62 {x} 96 H{x + 10} Q{x + 4} 62 {x + 10} 30 Z") for x in (22, 42, 62)),
        ),
    ]
    shapes += [
        path(_DARK, "M16 62 L4 66 L16 70 Z"),
        path(shade(fur, 0.2), smooth(80, 48, 94, 44, 106, 54, 106, 70, 94, 78, 82, 76)),
        stroke(_DARK, line(98, 48, 104, 36, 112, 34), 1.6),
    ]
    shapes += [
        stroke(_DARK, line(94, 46, 96, 34, 103, 29), 1.6),
        ellipse(_DARK, 98, 58, 4, 5),
        ellipse(_WHITE, 99.4, 56, 1.3, 1.5),
        dots(light(fur, 0.7), 2.0, 88, 52),
    ]
    return Drawing("".join([*shapes, stroke(_DARK, "M40 86 L36 95 M54 88 L54 97 M68 85 L72 94", 1.8)]), 116.0)
