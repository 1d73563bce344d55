"""Fruit, bread and cake. Light falls from the left."""

from __future__ import annotations

from painting.colour import Colour, mix
from painting.dice import Dice
from painting.palette import Palette
from painting.subjects.drawing import Drawing, box, dots, ellipse, inside, light, path, shade, stroke
from painting.subjects.outline import around, line, smooth

_LEAF = (0.30, 0.52, 0.22)
_STALK = (0.36, 0.25, 0.16)
_WHITE = (1.0, 1.0, 1.0)


def _round(skin: Colour, route: str, x: float, y: float, r: float, *inner: str) -> str:
    """A fruit: dark below on the right, warm light bounced along its foot, a gleam above on the left."""
    dark = ellipse(light(skin, 0.10), x - r * 0.16, y - r * 0.14, r * 0.82, r * 0.80, 0.6)
    foot = "".join(
        ellipse(shade(skin, 0.5), x + r * 0.2, y + r * 1.04, r * 1.2, r * deep, 0.22) for deep in (0.72, 0.52, 0.34)
    )
    return (
        path(skin, route)
        + inside(route, dark, *inner, foot)
        + ellipse(_WHITE, x - r * 0.38, y - r * 0.40, r * 0.15, r * 0.20, 0.7)
    )


def apple(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """With a stalk and a leaf, blushing on one side."""
    skin = colour or dice.pick(((0.82, 0.16, 0.14), (0.62, 0.74, 0.24), (0.90, 0.70, 0.24)))
    route = smooth(50, 24, 66, 17, 88, 26, 95, 52, 84, 84, 64, 99, 50, 95, 36, 99, 16, 84, 5, 52, 12, 26, 34, 17)
    flecks = dots(light(skin, 0.6), 0.9, *(dice.between(14, 86) for _ in range(28)), opacity=0.6)
    return Drawing(
        _round(skin, route, 50, 58, 44, ellipse(light(skin, 0.35), 50, 24, 22, 9, 0.6), flecks)
        + ellipse(shade(skin, 0.55), 50, 25, 9, 3.4)
        + stroke(_STALK, line(50, 27, 51, 14, 56, 4), 3)
        + path(_LEAF, "M53 14 Q68 -2 84 8 Q72 22 53 14 Z")
        + stroke(light(_LEAF, 0.5), "M55 13 L78 9", 1),
        100.0,
    )


def orange(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Whole, with a pitted skin."""
    skin = colour or (0.96, 0.56, 0.12)
    route = smooth(50, 5, 82, 16, 96, 50, 82, 86, 50, 97, 18, 86, 4, 50, 18, 16)
    pits = "".join(
        ellipse(shade(skin, 0.2), x, y, 0.9, 0.8, 0.7)
        for ring in (14, 26, 38)
        for x, y in around(int(ring * 0.5), 52, 52, ring, ring, ring * 3)
    )
    return Drawing(
        _round(skin, route, 50, 51, 46, pits)
        + ellipse(_LEAF, 52, 8, 5, 3)
        + path(_LEAF, "M54 8 Q70 -4 84 5 Q70 15 54 8 Z"),
        100.0,
    )


def lemon(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Lying, with a nipple at each end."""
    skin = colour or (0.97, 0.85, 0.22)
    route = smooth(4, 54, 14, 46, 26, 24, 62, 8, 104, 20, 124, 44, 136, 52, 126, 62, 104, 86, 62, 98, 26, 82, 14, 62)
    return Drawing(
        _round(
            skin,
            route,
            66,
            53,
            46,
            dots(shade(skin, 0.2), 1.0, *(v for x, y in around(18, 70, 54, 44, 32) for v in (x, y))),
        ),
        140.0,
    )


def pear(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Narrow above, heavy below, freckled."""
    skin = colour or dice.pick(((0.78, 0.76, 0.30), (0.84, 0.66, 0.28)))
    route = smooth(38, 14, 48, 20, 52, 38, 68, 54, 72, 78, 58, 97, 38, 99, 18, 97, 4, 78, 8, 54, 24, 38, 28, 20)
    blush = ellipse((0.86, 0.40, 0.24), 60, 66, 20, 26, 0.28)
    return Drawing(
        _round(
            skin,
            route,
            38,
            70,
            32,
            blush,
            dots(shade(skin, 0.35), 0.8, *(dice.between(12, 90) for _ in range(30)), opacity=0.6),
        )
        + stroke(_STALK, line(38, 16, 38, 9, 44, 1), 2.8)
        + path(_LEAF, "M40 9 Q52 -2 62 5 Q54 15 40 9 Z"),
        76.0,
    )


def cherry(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Two on their stalks."""
    skin = colour or (0.74, 0.06, 0.14)
    pair = ""
    for x, y in ((26, 74), (72, 78)):
        pair += _round(
            skin, smooth(x, y - 20, x + 18, y - 16, x + 22, y + 4, x, y + 21, x - 22, y + 4, x - 18, y - 16), x, y, 21
        )
    return Drawing(
        stroke(_LEAF, line(26, 58, 34, 30, 58, 6) + " " + line(72, 62, 70, 34, 58, 6), 2.2)
        + path(_LEAF, "M58 7 Q74 -4 94 8 Q80 24 58 7 Z")
        + stroke(light(_LEAF, 0.5), "M60 7 L86 9", 1)
        + pair,
        98.0,
    )


def grapes(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A hanging bunch."""
    skin = colour or dice.pick(((0.40, 0.20, 0.48), (0.64, 0.74, 0.34)))
    shapes = [
        stroke(_STALK, "M40 22 Q40 10 48 2", 3),
        path(_LEAF, "M42 16 Q20 2 4 14 Q10 20 6 28 Q24 34 42 16 Z"),
        path(shade(_LEAF, 0.2), "M44 14 Q64 2 76 14 Q68 18 70 26 Q56 28 44 14 Z"),
    ]
    for row, count in enumerate((5, 6, 5, 4, 3, 2, 1)):
        for n in range(count):
            x, y = 40 + (n - (count - 1) / 2) * 12.6 + dice.between(-1, 1), 28 + 10.4 * row
            tone = mix(shade(skin, 0.30), light(skin, 0.14), dice.between(0, 1))
            shapes.append(
                ellipse(tone, x, y, 7.6, 7.8)
                + ellipse(shade(tone, 0.35), x + 1.6, y + 2.4, 5, 4.6, 0.4)
                + ellipse(_WHITE, x - 2.4, y - 2.8, 1.6, 1.8, 0.75)
            )
    return Drawing("".join(shapes), 80.0)


def pumpkin(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Ribbed, with a curled stalk."""
    skin = colour or (0.92, 0.48, 0.10)
    shapes = [ellipse(shade(skin, 0.45), 64, 60, 58, 36)]
    for x, wide, tone in ((22, 21, 0.34), (106, 21, 0.42), (38, 23, 0.16), (90, 23, 0.26), (64, 24, 0.0)):
        shapes.append(
            ellipse(shade(skin, tone), x, 60, wide, 38 - abs(x - 64) * 0.10)
            + ellipse(light(skin, 0.35), x - wide * 0.3, 46, wide * 0.26, 16, 0.4 - tone * 0.5)
        )
    return Drawing(
        "".join(
            [*shapes, path((0.36, 0.42, 0.20), smooth(54, 28, 60, 20, 58, 8, 70, 2, 74, 8, 69, 14, 74, 28, 64, 31))]
        ),
        128.0,
    )


def bread(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A loaf, cut across and dusted."""
    crust = colour or (0.76, 0.48, 0.22)
    route = smooth(8, 74, 16, 40, 50, 22, 100, 18, 142, 34, 156, 70, 148, 94, 84, 98, 20, 94)
    cuts = "".join(
        path((0.95, 0.84, 0.62), smooth(x, 66, x + 8, 40, x + 24, 28, x + 20, 46, x + 8, 64)) for x in (28, 58, 88, 116)
    )
    return Drawing(
        path(crust, route)
        + inside(
            route,
            cuts,
            path(shade(crust, 0.5), "M0 82 Q80 94 160 80 V104 H0 Z", 0.6),
            ellipse((1, 0.97, 0.9), 60, 28, 34, 8, 0.22),
        ),
        164.0,
    )


def cake(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Two layers, icing that runs, cherries, perhaps candles."""
    icing, sponge = (
        colour or dice.pick(((0.96, 0.72, 0.78), (0.98, 0.95, 0.90), (0.42, 0.26, 0.18))),
        (0.93, 0.78, 0.52),
    )
    drip = (
        "M10 42 Q10 34 60 34 Q110 34 110 42 V56 Q104 66 98 56 Q94 50 90 56 Q85 72 "
        "79 57 Q74 50 69 57 Q64 66 59 57 Q54 50 49 57 Q44 74 38 57 Q33 50 29 57 "
        "Q24 66 18 57 L10 54 Z"
    )
    lit = (
        "".join(path((1.0, 0.80, 0.30), smooth(x, 6, x + 2.6, 13, x, 17, x - 2.6, 13)) for x in (36, 60, 84))
        if dice.chance(0.7)
        else ""
    )
    sticks = (
        "".join(
            box(mix(palette.accent, _WHITE, 0.3 * (n % 2)), x - 1.6, 17, 3.2, 20) for n, x in enumerate((36, 60, 84))
        )
        if lit
        else ""
    )
    shapes = [
        ellipse((0.88, 0.88, 0.90), 60, 96, 58, 5),
        path(sponge, "M10 42 H110 V92 Q60 100 10 92 Z"),
        path(shade(sponge, 0.3), "M78 42 H110 V92 Q96 96 78 96 Z", 0.6),
        path(light(icing, 0.5), "M10 68 Q60 76 110 68 V76 Q60 84 10 76 Z"),
        path(icing, drip),
        ellipse(light(icing, 0.3), 60, 40, 49, 7),
        sticks,
        lit,
    ]
    cherries = "".join(
        ellipse((0.80, 0.08, 0.14), x, y, 4.6, 4.4) + ellipse(_WHITE, x - 1.4, y - 1.4, 1.1, 1.1)
        for x, y in ((22, 38), (48, 43), (74, 43), (98, 38))
    )
    return Drawing("".join([*shapes, cherries]), 120.0, lit)
