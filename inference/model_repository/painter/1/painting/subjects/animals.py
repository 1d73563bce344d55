"""Beasts on four legs, seen from the side and looking to the right; the light models their round bodies."""

from __future__ import annotations

from painting.colour import Colour
from painting.dice import Dice
from painting.palette import Palette
from painting.subjects.drawing import Drawing, ellipse, inside, light, path, polygon, shade, stroke
from painting.subjects.outline import limb, line, smooth

_EYE = (0.07, 0.06, 0.08)
_CREAM = (0.95, 0.90, 0.82)
_HORN = (0.62, 0.50, 0.38)


def eye(x: float, y: float, size: float = 1.5) -> str:
    """Dark, with a spark."""
    return ellipse(_EYE, x, y, size, size * 1.1) + ellipse(
        _CREAM, x + size * 0.3, y - size * 0.4, size * 0.3, size * 0.3
    )


def leg(colour: Colour, x: float, hip: float, foot: float, top: float, ankle: float, bend: float = 0.0) -> str:
    """From the hip down to a hoof or paw at `foot`; `bend` moves the knee sideways."""
    knee = hip + (98 - hip) * 0.52
    route = limb((x, hip, (x + foot) / 2 + bend, knee, foot, 97.5), (top, ankle * 1.35, ankle))
    return path(colour, route) + ellipse(colour, foot + ankle * 0.25, 98, ankle * 0.85, 2.0)


def dog(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Standing, tail up; with hanging or with pricked ears."""
    coat = colour or dice.pick(((0.72, 0.50, 0.28), (0.86, 0.72, 0.52), (0.28, 0.22, 0.20), (0.90, 0.87, 0.82)))
    far, stride = shade(coat, 0.35), dice.between(-4, 5)
    body = smooth(20, 46, 36, 42, 58, 44, 74, 42, 84, 50, 84, 62, 72, 70, 52, 67, 34, 64, 22, 66, 15, 56)
    shapes = [leg(far, 28, 58, 34 + stride, 13, 5.5, -4), leg(far, 74, 60, 70 - stride, 11, 5.5, 1)]
    shapes += [path(coat, limb((20, 50, 8, 42, 5, dice.between(20, 28)), (8, 5.5, 2.5))), path(coat, body)]
    shapes += [
        inside(body, ellipse(shade(coat, 0.22), 50, 74, 40, 11)),
        path(coat, limb((76, 52, 86, 36, 92, 27), (22, 17, 15))),
    ]
    shapes += [leg(coat, 24, 56, 20 - stride, 18, 6, -3), leg(coat, 78, 58, 80 + stride, 13, 6, 1)]
    head = smooth(82, 18, 92, 13, 101, 18, 106, 25, 117, 28, 119, 33, 112, 38, 100, 38, 88, 36, 82, 28)
    shapes += [
        path(coat, head),
        inside(head, ellipse(light(coat, 0.4), 112, 37, 12, 6)),
        ellipse(_EYE, 117.6, 29, 2.6, 2.2),
    ]
    shapes += [eye(101.5, 22.5, 1.7), stroke(shade(coat, 0.6), "M116 35 Q110 36.5 106 34", 0.8)]
    if dice.chance(0.6):
        shapes.append(path(shade(coat, 0.34), smooth(84, 16, 91, 15, 94, 24, 93, 36, 87, 41, 81, 34, 81, 22)))
    else:
        shapes += [polygon(coat, 83, 20, 83, 2, 94, 15), polygon(shade(coat, 0.4), 85.5, 17, 85.5, 7, 91, 15)]
    shapes.append(
        path(palette.accent if colour is None else light(colour, 0.7), limb((79, 35, 87, 42, 94, 40), (3.6, 3.6, 3.6)))
    )
    return Drawing("".join(shapes), 122.0)


def fox(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Trotting, with a white-tipped brush, dark stockings and a pointed face."""
    coat = colour or (0.84, 0.40, 0.14)
    dark, stride = shade(coat, 0.62), dice.between(-5, 6)
    body = smooth(34, 52, 50, 48, 72, 50, 88, 50, 96, 58, 92, 68, 76, 71, 56, 69, 40, 70, 32, 62)
    shapes = [leg(dark, 42, 62, 48 + stride, 9, 4, -3), leg(dark, 88, 62, 82 - stride, 8, 4, 1)]
    brush = limb((40, 58, 24, 60, 12, 72, 3, 88), (8, 15, 18, 3))
    shapes += [path(coat, brush), inside(brush, ellipse(_CREAM, 3, 86, 12, 12)), path(coat, body)]
    shapes += [inside(body, ellipse(_CREAM, 74, 76, 30, 10, 0.8))]
    shapes += [leg(dark, 38, 66, 33 - stride, 7, 4.4, -3), leg(dark, 92, 66, 96 + stride, 7, 4.4, 2)]
    shapes += [path(coat, limb((42, 60, 38, 72), (18, 9))), path(coat, limb((88, 56, 93, 74), (17, 7)))]
    shapes += [
        path(coat, limb((88, 57, 98, 46, 102, 40), (20, 18, 16))),
        path(_CREAM, smooth(96, 50, 104, 46, 106, 52, 100, 62, 94, 62)),
    ]
    shapes += [polygon(coat, 94, 34, 95, 15, 105, 29), polygon(dark, 96, 24, 95, 15, 101, 23)]
    shapes += [polygon(coat, 104, 29, 111, 16, 113, 33), polygon(dark, 109.5, 21, 111, 16, 112, 24)]
    head = smooth(93, 36, 101, 29, 111, 31, 116, 38, 128, 45, 127, 48, 114, 51, 101, 51, 93, 45)
    shapes += [path(coat, head), inside(head, path(_CREAM, "M92 46 Q106 44 112 47 L128 47 L120 56 L94 56 Z"))]
    return Drawing("".join([*shapes, ellipse(_EYE, 127.2, 45.6, 2.2, 1.9), eye(111.5, 39.5, 1.6)]), 131.0)


def deer(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A stag with its head high, or a doe; light spots on the back."""
    coat = colour or dice.pick(((0.60, 0.38, 0.22), (0.68, 0.46, 0.28)))
    far = shade(coat, 0.38)
    body = smooth(14, 48, 26, 44, 44, 46, 58, 44, 68, 50, 68, 60, 58, 66, 40, 64, 24, 65, 13, 58)
    shapes = [
        leg(far, 20, 58, 24, 9, 3.2, -4),
        leg(far, 60, 60, 56, 8, 3.2, 1),
        path(coat, limb((14, 50, 9, 56), (5, 3))),
    ]
    shapes += [path(coat, body), inside(body, ellipse(_CREAM, 42, 70, 30, 7, 0.6), ellipse(_CREAM, 12, 56, 5, 7, 0.8))]
    shapes += [ellipse(_CREAM, x, 49 + 2 * (x % 3), 1.4, 1.1, 0.75) for x in (22, 28, 33, 39, 46, 51)]
    shapes += [leg(coat, 19, 56, 16, 13, 3.6, -5), leg(coat, 63, 58, 65, 10, 3.6, 2)]
    shapes += [path(coat, limb((60, 54, 68, 40, 72, 29), (19, 12, 9.5)))]
    shapes += [path(far, limb((69, 27, 61, 24), (5, 1.5))), path(coat, limb((76, 26, 82, 19), (4.6, 1.4)))]
    shapes += [
        path(coat, smooth(68, 26, 74, 23, 81, 27, 90, 33, 90, 37, 82, 38, 73, 36)),
        ellipse(_EYE, 89.8, 34.4, 1.7, 1.5),
    ]
    shapes += [eye(79, 29.2, 1.5)]
    if dice.chance(0.75):
        for way, tone in ((-1, shade(_HORN, 0.3)), (1, _HORN)):
            beam = (73, 25, 73 + way * 9, 17, 73 + way * 8, 3)
            shapes += [path(tone, limb(beam, (2.6, 2.2, 0.8)))]
            shapes += [path(tone, limb((73 + way * 7, 19, 73 + way * 15, 14, 73 + way * 16, 7), (1.9, 1.6, 0.6)))]
            shapes += [path(tone, limb((73 + way * 9, 11, 73 + way * 14, 3), (1.6, 0.6)))]
    return Drawing("".join(shapes), 94.0)


def horse(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Standing or stepping, with mane and tail."""
    coat = colour or dice.pick(((0.46, 0.26, 0.15), (0.62, 0.40, 0.22), (0.86, 0.83, 0.78), (0.20, 0.16, 0.16)))
    return Drawing("".join(_horse(coat, light(coat, 0.5) if coat[0] < 0.3 else shade(coat, 0.62), dice)), 122.0)


def _horse(coat: Colour, hair: Colour, dice: Dice) -> list[str]:
    far, hoof, stride = shade(coat, 0.36), (0.16, 0.13, 0.13), dice.between(-2, 7)
    body = smooth(20, 42, 32, 37, 50, 41, 68, 37, 84, 42, 88, 54, 78, 63, 56, 65, 38, 62, 24, 63, 14, 54)
    shapes = [leg(far, 28, 56, 34 + stride, 12, 4.2, -6), leg(far, 78, 58, 74 - stride, 10, 4.2, 2)]
    tail = limb((18, 44, 8, 48, 5, 64, 9, 84), (4, 8, 9, 2))
    shapes += [path(hair, tail), path(coat, body), inside(body, ellipse(shade(coat, 0.24), 50, 70, 40, 10))]
    shapes += [leg(coat, 24, 54, 20 - stride * 0.6, 20, 5, -5), leg(coat, 80, 56, 84 + stride * 0.6, 14, 5, 2)]
    shapes += [
        ellipse(hoof, x, 98.2, 3.4, 1.8) for x in (21 - stride * 0.6, 85 + stride * 0.6, 35 + stride, 75 - stride)
    ]
    shapes += [path(coat, limb((76, 52, 86, 34, 97, 18), (29, 20, 13))), polygon(coat, 93, 14, 95, 3, 100, 12)]
    shapes += [path(coat, smooth(92, 13, 99, 10, 106, 16, 116, 30, 117, 36, 111, 39, 103, 33, 95, 28))]
    shapes += [
        path(hair, smooth(97, 6, 92, 10, 84, 20, 78, 34, 72, 46, 68, 40, 75, 26, 86, 12)),
        path(hair, smooth(96, 7, 102, 9, 105, 17, 100, 14)),
    ]
    return [
        *shapes,
        eye(104, 19.5, 1.5),
        ellipse(shade(coat, 0.6), 114.6, 34, 1.1, 0.9),
        stroke(far, "M105 32 Q103 27 104 24", 0.7),
    ]


def rabbit(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Sitting up, ears raised or one of them fallen."""
    coat = colour or dice.pick(((0.62, 0.50, 0.40), (0.92, 0.89, 0.86), (0.48, 0.44, 0.42)))
    pink, far = (0.88, 0.62, 0.60), shade(coat, 0.28)
    lean = dice.between(-3, 5)
    shapes = [path(far, limb((62, 30, 60, 16, 58 - lean, 2), (6, 10, 4))), ellipse(_CREAM, 12, 82, 8, 7.5)]
    shapes += [path(coat, smooth(14, 76, 20, 60, 36, 50, 54, 52, 66, 62, 70, 80, 66, 95, 44, 98, 22, 97, 12, 90))]
    shapes += [path(shade(coat, 0.14), smooth(20, 78, 30, 66, 44, 68, 50, 82, 44, 96, 28, 98, 19, 92))]
    shapes += [ellipse(light(coat, 0.3), 38, 96.6, 14, 3.6), path(coat, limb((62, 70, 66, 84, 69, 96), (12, 8, 7)))]
    shapes += [
        ellipse(light(coat, 0.3), 71, 97.2, 5.4, 2.8),
        path(light(coat, 0.55), smooth(60, 60, 69, 58, 72, 70, 66, 78, 60, 72)),
    ]
    shapes += [path(coat, smooth(52, 44, 56, 34, 68, 30, 80, 36, 86, 46, 82, 56, 70, 60, 57, 56))]
    shapes += [
        path(coat, limb((66, 34, 68, 18, 70 + lean, 3), (8, 12, 5))),
        path(pink, limb((67, 30, 68.6, 18, 70 + lean, 7), (3, 6, 2))),
    ]
    shapes += [eye(73, 42, 2.3), ellipse(pink, 85.6, 46, 1.8, 1.5), stroke(far, "M85 48 Q83 52 79 51.5", 0.8)]
    shapes += [ellipse(light(coat, 0.4), 78, 52, 5, 4), stroke(_CREAM, "M80 49 L92 46 M80 51 L92 53", 0.5)]
    return Drawing("".join(shapes), 94.0)


def wolf(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Sitting and howling at the sky."""
    coat = colour or dice.pick(((0.40, 0.41, 0.45), (0.26, 0.25, 0.28)))
    far, pale = shade(coat, 0.4), light(coat, 0.55)
    body = smooth(22, 84, 26, 66, 38, 50, 50, 42, 62, 44, 64, 58, 60, 76, 54, 96, 30, 98, 20, 96)
    shapes = [path(far, limb((24, 92, 10, 94, 3, 86), (9, 10, 2))), leg(far, 60, 58, 63, 12, 5)]
    shapes += [path(coat, body), path(coat, limb((52, 52, 60, 34, 66, 22), (26, 19, 14))), leg(coat, 54, 58, 55, 15, 6)]
    shapes += [
        path(shade(coat, 0.15), smooth(22, 84, 32, 72, 44, 78, 46, 92, 38, 98, 26, 98)),
        ellipse(far, 44, 97.6, 8, 2.4),
    ]
    shapes += [path(pale, smooth(64, 32, 70, 30, 68, 46, 63, 60, 58, 54, 60, 42))]
    shapes += [path(coat, smooth(56, 26, 59, 17, 67, 12, 74, 4, 79, 1, 80, 5, 76, 13, 78, 18, 73, 24, 66, 32))]
    shapes += [
        path(_EYE, smooth(75, 15, 79, 7, 80.4, 8, 77.6, 18)),
        polygon(coat, 57, 22, 48, 20, 60, 30),
        ellipse(_EYE, 79.6, 2.4, 1.7, 1.8),
    ]
    return Drawing(
        "".join([*shapes, stroke(_EYE, "M66.5 16.4 L69.4 14.2", 1.0), path(pale, line(76, 13, 72, 20, 66, 27), 0.5)]),
        84.0,
    )
