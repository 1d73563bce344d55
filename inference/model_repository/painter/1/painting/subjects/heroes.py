"""People out of stories."""

from __future__ import annotations

from painting.colour import Colour
from painting.dice import Dice
from painting.palette import Palette
from painting.subjects.drawing import Drawing, ellipse, inside, light, path, polygon, shade, stroke
from painting.subjects.outline import limb, line, smooth
from painting.subjects.people import SKINS

_BOOT = (0.16, 0.12, 0.11)
_STEEL = (0.66, 0.70, 0.76)
_GOLD = (0.93, 0.74, 0.30)


def knight(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """In armour with a plume, sword and shield."""
    cloth = colour or palette.accent
    dark, pale = shade(_STEEL, 0.45), light(_STEEL, 0.6)
    shapes = [
        path(cloth, smooth(18, 28, 30, 26, 42, 28, 50, 60, 52, 88, 30, 84, 10, 88, 12, 58)),
        path(dark, limb((36, 60, 38, 78, 38, 97), (11, 9, 7))),
        path(_STEEL, limb((24, 60, 22, 78, 21, 97), (11, 9, 7))),
    ]
    shapes += [
        ellipse(dark, 19.6, 97.6, 6, 2.6),
        ellipse(dark, 40, 97.6, 6, 2.6),
        ellipse(pale, 22, 77, 4.6, 3.6),
        ellipse(_STEEL, 38, 77, 4.6, 3.6),
    ]
    shapes += [
        path(_STEEL, smooth(18, 28, 30, 25, 42, 28, 42, 44, 38, 54, 30, 56, 22, 54, 18, 44)),
        path(cloth, "M21 52 H39 L42 68 H33 L30 62 L27 68 H18 Z"),
        stroke(dark, "M30 27 V54 M20 42 Q30 46 40 42", 0.9),
    ]
    shapes += [
        path(_STEEL, limb((18, 31, 12, 42, 13, 54), (10, 7, 6))),
        ellipse(pale, 18, 30, 6.4, 5),
        ellipse(_STEEL, 42, 30, 6.4, 5),
        path(_STEEL, limb((42, 31, 49, 42, 54, 50), (9, 7, 6))),
    ]
    shapes += [
        polygon(pale, 52.6, 8, 54.6, 2, 56.6, 8, 56, 48, 53.4, 48),
        stroke(_GOLD, "M48.6 48.6 H60.6 M54.6 49 V57", 2.2),
        path(cloth, smooth(4, 44, 13, 40, 22, 44, 21, 60, 13, 72, 5, 60)),
        stroke(_GOLD, "M13 42 V70 M5 54 H21.6", 2),
    ]
    shapes += [
        path(cloth, smooth(30, 6, 36, -1, 48, 2, 52, 12, 46, 18, 42, 10)),
        path(_STEEL, smooth(21, 18, 23, 8, 30, 4, 37, 8, 39, 18, 37, 26, 30, 28, 23, 26)),
        path(dark, "M22 15 H38.4 L37.6 18.4 H22.6 Z"),
        stroke(dark, "M30 18 V27 M26 21 V25 M34 21 V25", 0.9),
    ]
    return Drawing("".join(shapes), 64.0)


def wizard(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """In a starred robe with a pointed hat, a beard and a glowing staff."""
    robe = colour or dice.pick(((0.28, 0.24, 0.54), (0.16, 0.34, 0.44), (0.44, 0.20, 0.40)))
    dark, skin, beard = shade(robe, 0.36), SKINS[0], (0.92, 0.92, 0.92)
    body = smooth(24, 34, 34, 30, 44, 34, 50, 62, 58, 94, 34, 99, 10, 94, 18, 62)
    stars = [
        path(
            _GOLD,
            f"M{x} {y - 3} L{x + 1} {y - 1} L{x + 3} {y} L{x + 1} {y + 1} L{x} {y + 3} "
            f"L{x - 1} {y + 1} L{x - 3} {y} L{x - 1} {y - 1} Z",
        )
        for x, y in ((24, 78), (40, 86), (46, 70), (20, 90), (30, 68), (50, 88))
    ]
    shapes = [
        stroke((0.40, 0.27, 0.17), line(60, 99, 59, 60, 61, 28), 2.2),
        path(robe, body),
        inside(body, path(dark, "M36 28 Q44 66 38 102 H64 V28 Z", 0.6), *stars),
    ]
    shapes += [
        path(robe, limb((42, 37, 51, 48, 58, 50), (10, 10, 9))),
        ellipse(skin, 59.6, 50, 2.8, 2.8),
        path(robe, limb((25, 37, 17, 50, 20, 62), (10, 10, 10))),
        ellipse(skin, 34, 25, 7.4, 8),
    ]
    shapes += [
        path(beard, smooth(26, 27, 34, 31, 42, 27, 42, 42, 36, 60, 30, 56, 26, 42)),
        path(light(beard, 0.4), smooth(28, 27, 34, 26, 40, 27, 37, 31, 31, 31)),
        ellipse(_BOOT, 31, 24, 0.9, 1.1),
        ellipse(_BOOT, 37, 24, 0.9, 1.1),
    ]
    shapes += [
        path(robe, "M24 20 Q29 8 32 1 Q42 -1 46 6 Q40 5 39.4 8 Q43 14 44 20 Z"),
        ellipse(dark, 34, 20.4, 15, 3),
        stroke(_GOLD, "M25 18 Q34 20.4 43 18", 1.6),
        ellipse((0.60, 0.90, 1.0), 61, 24, 4.4, 4.8),
        ellipse((1, 1, 1), 60, 22.6, 1.8, 1.8),
    ]
    return Drawing("".join(shapes), 68.0, ellipse((0.70, 0.95, 1.0), 61, 24, 4.6, 5.0))
