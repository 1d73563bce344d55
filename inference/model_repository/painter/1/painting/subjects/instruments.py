"""What music is made on."""

from __future__ import annotations

from painting.colour import Colour
from painting.dice import Dice
from painting.palette import Palette
from painting.subjects.drawing import Drawing, box, dots, ellipse, inside, light, moved, path, polygon, shade, stroke
from painting.subjects.outline import smooth, traced

_DARK = (0.13, 0.11, 0.13)
_BRASS = (0.88, 0.68, 0.30)


def guitar(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Standing upright, six strings over a round hole."""
    wood = colour or dice.pick(((0.82, 0.54, 0.26), (0.62, 0.30, 0.16)))
    body = smooth(
        22, 50, 30, 53, 31, 62, 30, 68, 36, 78, 36, 92, 26, 99, 22, 100, 18, 99, 8, 92, 8, 78, 14, 68, 13, 62, 14, 53
    )
    strings = "".join(f"M{20 + 0.8 * n:.1f} 6 V88 " for n in range(6))
    shapes = [
        moved(0.9, -0.4, 1.0, path(shade(wood, 0.5), body)),
        path(wood, body),
        inside(body, path(light(wood, 0.3), "M8 46 H18 Q10 76 14 102 H0 V46 Z", 0.5)),
    ]
    shapes += [
        ellipse(_BRASS, 22, 66, 6.2, 6.2),
        ellipse(_DARK, 22, 66, 5, 5),
        box((0.26, 0.16, 0.11), 19, 12, 6, 54),
        path((0.34, 0.20, 0.13), "M17.6 1 H26.4 L25 13 H19 Z"),
        stroke(_BRASS, "".join(f"M19 {y} H25 " for y in range(17, 60, 5)), 0.6),
        box(_DARK, 16, 86, 12, 2.6),
        stroke((0.95, 0.93, 0.86), strings, 0.35),
        dots(_BRASS, 1.0, 16.4, 3, 16.6, 6, 16.8, 9, 27.6, 3, 27.4, 6, 27.2, 9),
    ]
    return Drawing("".join(shapes), 44.0)


def violin(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """With its scroll, its f-holes and its bow."""
    wood = colour or (0.66, 0.30, 0.12)
    body = traced("22 42 31 45 33 54 28 60 28 67 34 75 36 88 28 98 22 99 16 98 8 88 10 75 16 67 16 60 11 54 13 45")
    shapes = [
        stroke((0.40, 0.22, 0.14), "M46 4 L40 99", 1.2),
        stroke((0.94, 0.92, 0.88), "M48 5 L42.4 97", 0.7),
        box((0.40, 0.22, 0.14), 38.8, 92, 5, 6),
        path(wood, body),
        inside(
            body,
            path(light(wood, 0.4), "M10 40 H18 Q8 70 14 102 H0 V40 Z", 0.45),
            path(shade(wood, 0.4), "M28 40 H44 V102 H30 Z", 0.35),
        ),
        stroke(_DARK, "M16 65 Q14 72 17 78 M28 65 Q30 72 27 78", 1.1),
    ]
    shapes += [
        path(_DARK, "M20.6 12 H23.4 L24.6 62 H19.4 Z"),
        path(shade(wood, 0.3), "M20 4 H24 V13 H20 Z"),
        ellipse(shade(wood, 0.3), 22, 4, 3.6, 3.6),
        ellipse(light(wood, 0.3), 22, 4, 1.2, 1.2),
        path(_DARK, "M19.4 82 H24.6 L23.4 97 H20.6 Z"),
        box((0.86, 0.70, 0.46), 17, 72, 10, 2),
        stroke((0.94, 0.93, 0.9), "M21 10 V84 M22.4 10 V84 M23.4 10 V84", 0.35),
        stroke(_DARK, "M17.6 7 H26.4 M17.6 10 H26.4", 1.4),
    ]
    return Drawing("".join(shapes), 52.0)


def piano(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A grand, its lid raised."""
    case = colour or (0.12, 0.11, 0.13)
    gloss = light(case, 0.28)
    keys = "".join(f"M{8 + 3.6 * n:.1f} 52 V58 " for n in range(13))
    shapes = [
        polygon(shade(case, 0.1), 50, 40, 132, 4, 160, 40),
        polygon(gloss, 58, 38, 131, 7, 154, 38),
        stroke(_BRASS, "M104 40 L112 17", 1.2),
        path(case, "M4 48 L8 40 H152 Q166 42 162 56 Q160 62 150 62 H52 V64 H4 Z"),
        inside("M52 44 H162 V62 H52 Z", path(gloss, "M52 44 H160 V47 H52 Z")),
        box((0.96, 0.95, 0.91), 6, 52, 48, 6),
        stroke(_DARK, keys, 1.5),
        stroke(case, "M14 64 L16 92 M148 62 L145 92 M84 62 V82", 5),
        dots(_BRASS, 2.6, 16, 94, 145, 94),
        stroke(_BRASS, "M80 84 V92 M84 84 V93 M88 84 V92", 1.4),
    ]
    stool = [box((0.46, 0.20, 0.16), -30 + 36, 76, 26, 5), stroke(case, "M10 81 L8 99 M28 81 L30 99", 2.4)]
    return Drawing("".join([*shapes, *stool]), 168.0)
