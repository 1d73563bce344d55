"""What holds something: pots, cups, bottles, vases. Light falls from the left; what shines has its gleam there."""

from __future__ import annotations

from painting.colour import Colour, mix
from painting.dice import Dice
from painting.palette import Palette
from painting.subjects.drawing import Drawing, box, ellipse, inside, light, path, shade, stroke, turned
from painting.subjects.outline import limb, line, smooth

_WHITE = (1.0, 1.0, 1.0)
_GLAZES = ((0.24, 0.46, 0.62), (0.90, 0.86, 0.78), (0.36, 0.52, 0.44), (0.80, 0.46, 0.34), (0.78, 0.62, 0.30))


def teapot(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Round, with a spout, a handle and a knob; a band of pattern on some."""
    glaze = colour or dice.pick(_GLAZES)
    far, gleam = shade(glaze, 0.35), light(glaze, 0.7)
    body = smooth(62, 30, 92, 38, 102, 62, 88, 90, 62, 96, 36, 90, 22, 62, 32, 38)
    band = (
        stroke(gleam, "M18 58 Q62 70 106 58", 6.0) + stroke(far, "M18 66 Q62 78 106 66", 1.4)
        if dice.chance(0.5)
        else ""
    )
    shapes = [
        path(far, limb((94, 44, 120, 38, 126, 58, 112, 74, 96, 78), (6, 7, 7, 6, 5))),
        path(glaze, limb((34, 74, 16, 64, 8, 40, 0, 30), (18, 11, 8, 7))),
        path(far, "M42 94 H82 L86 100 H38 Z"),
    ]
    shapes += [
        path(glaze, body),
        inside(body, band, path(far, "M70 24 Q104 60 66 100 H116 V24 Z", 0.45)),
        ellipse(_WHITE, 42, 52, 6, 12, 0.55),
        path(light(glaze, 0.15), smooth(40, 33, 62, 22, 84, 33, 62, 37)),
        ellipse(glaze, 62, 19, 6, 5.4),
        ellipse(_WHITE, 60, 17.6, 1.6, 1.4, 0.7),
        stroke(far, "M38 34 Q62 40 86 34", 1.4),
    ]
    return Drawing("".join(shapes), 130.0, modelled=True)


def cup(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """On a saucer, steaming."""
    glaze, drink = colour or dice.pick(_GLAZES), (0.34, 0.20, 0.12)
    far, body = shade(glaze, 0.35), "M22 44 Q24 84 44 90 H72 Q92 84 94 44 Z"
    steam = "".join(stroke((0.96, 0.96, 0.96), line(x, 34, x + 5, 24, x - 4, 14, x + 3, 2), 2.4) for x in (48, 66))
    shapes = [
        f'<g opacity="0.5">{steam}</g>',
        ellipse(far, 58, 93, 54, 7),
        ellipse(light(glaze, 0.2), 58, 91, 54, 6.4),
        ellipse(far, 58, 90, 30, 3.4),
        path(far, limb((90, 52, 108, 50, 108, 68, 88, 74), (5.4, 6, 6, 5))),
    ]
    shapes += [
        path(glaze, body),
        inside(body, path(far, "M64 40 Q86 66 60 94 H100 V40 Z", 0.5)),
        ellipse(light(glaze, 0.35), 58, 44, 36, 7.4),
        ellipse(drink, 58, 45, 31.6, 5.4),
        ellipse(light(drink, 0.3), 48, 44.4, 12, 2),
        path(_WHITE, smooth(30, 54, 36, 54, 40, 76, 35, 76), 0.5),
    ]
    return Drawing("".join(shapes), 116.0, modelled=True)


def bottle(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Of glass, corked and labelled."""
    glass = colour or dice.pick(((0.18, 0.38, 0.26), (0.36, 0.20, 0.14), (0.30, 0.50, 0.62)))
    route = "M15 2 H25 V28 Q27 36 34 42 Q36 45 36 52 V96 Q36 100 32 100 H8 Q4 100 4 96 V52 Q4 45 6 42 Q13 36 15 28 Z"
    shapes = [
        box((0.66, 0.48, 0.32), 15.6, -3, 8.8, 8),
        path(glass, route),
        inside(
            route,
            path(shade(glass, 0.45), "M24 0 H40 V102 H28 Q33 50 24 30 Z", 0.7),
            box((0.93, 0.89, 0.78), 2, 58, 36, 24),
            stroke(mix(glass, palette.accent, 0.6), "M8 64 H32 M12 70 H28 M12 75 H28", 1.6),
        ),
    ]
    return Drawing(
        "".join(
            [
                *shapes,
                path(_WHITE, smooth(9, 48, 12, 46, 12, 56, 9, 56), 0.6),
                path(_WHITE, smooth(17, 8, 19, 8, 19, 30, 17, 30), 0.5),
                box(shade(glass, 0.3), 14, 3, 12, 4),
            ]
        ),
        40.0,
        modelled=True,
    )


def glass(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A stemmed glass with something in it."""
    drink = colour or dice.pick(((0.60, 0.08, 0.18), (0.95, 0.82, 0.46)))
    bowl, clear = "M8 4 Q4 40 26 52 Q48 40 44 4 Z", (0.88, 0.94, 0.97)
    shapes = [
        path(clear, bowl, 0.35),
        inside(bowl, path(drink, "M0 20 Q26 25 52 20 V60 H0 Z", 0.92), ellipse(light(drink, 0.3), 26, 21, 20, 3)),
        stroke(clear, "M8 4 Q4 40 26 52 Q48 40 44 4", 1.3),
        stroke(clear, "M26 52 V94", 2.6),
        ellipse(clear, 26, 96, 17, 3.6, 0.8),
        ellipse(clear, 26, 4, 18, 2.4, 0.5),
    ]
    return Drawing(
        "".join(
            [*shapes, path(_WHITE, smooth(12, 10, 15, 10, 15, 34, 12, 28), 0.7), stroke(_WHITE, "M25 58 V88", 0.8)]
        ),
        52.0,
        modelled=True,
    )


def vase(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Empty: what was named with it stands in it."""
    glaze = colour or dice.pick(_GLAZES)
    route = "M25 2 H67 Q62 19 75 35 Q92 62 67 100 H25 Q0 62 17 35 Q30 19 25 2 Z"
    shapes = [
        path(glaze, route),
        inside(
            route,
            path(shade(glaze, 0.5), "M54 0 Q76 54 44 104 H96 V0 Z", 0.5),
            stroke(light(glaze, 0.6), "M0 46 Q46 60 92 46", 3.0),
            path(_WHITE, smooth(22, 42, 28, 40, 28, 72, 22, 72), 0.55),
        ),
        ellipse(shade(glaze, 0.3), 46, 3, 21, 3),
    ]
    return Drawing("".join(shapes), 92.0)


def bowl(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Empty and wide: what was named with it lies in it."""
    glaze = colour or dice.pick(_GLAZES)
    route = "M4 16 Q10 80 62 92 H118 Q170 80 176 16 Z"
    shapes = [
        path(shade(glaze, 0.4), "M60 88 H120 L124 100 H56 Z"),
        path(glaze, route),
        inside(
            route,
            path(shade(glaze, 0.5), "M104 10 Q142 56 84 100 H180 V10 Z", 0.45),
            stroke(light(glaze, 0.6), "M4 36 Q90 58 178 36", 3.4),
            stroke(shade(glaze, 0.4), "M4 45 Q90 68 178 45", 1.6),
        ),
    ]
    return Drawing(
        "".join(
            [
                *shapes,
                ellipse(shade(glaze, 0.42), 90, 16, 86, 10),
                ellipse(shade(glaze, 0.62), 90, 19, 76, 7),
                stroke(light(glaze, 0.5), "M5 15 Q40 6 90 6 Q140 6 175 15", 1.8),
                path(_WHITE, smooth(24, 34, 30, 34, 42, 62, 36, 60), 0.45),
            ]
        ),
        180.0,
        modelled=True,
    )


def bouquet(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A vase with a bunch of flowers in it; a bound colour is the vase's."""
    glaze = colour or dice.pick(_GLAZES)
    petals = (palette.accent, (0.97, 0.80, 0.30), (0.94, 0.62, 0.70), (0.96, 0.94, 0.90), (0.62, 0.50, 0.84))
    heads = [
        (34 + dx + dice.between(-3, 3), 22 + dy + dice.between(-3, 3))
        for dx, dy in ((-24, 14), (24, 12), (-13, -4), (13, -6), (0, 10), (-2, -12), (27, 28), (-27, 30))
    ]
    shapes = [stroke((0.26, 0.44, 0.24), line(34, 58, (34 + x) / 2, 44, x, y), 1.4) for x, y in heads]
    shapes += [
        turned(lean, 34, 54, path(mix((0.24, 0.46, 0.26), palette.foliage, 0.2), "M34 54 Q27 38 34 26 Q41 38 34 54 Z"))
        for lean in (-58, -34, 30, 62, 8)
    ]
    for n, (x, y) in enumerate(heads):
        petal, size = petals[n % len(petals)], 8.4 - 0.3 * n
        shapes += [
            turned(
                60 * k + 9 * n,
                x,
                y,
                ellipse(shade(petal, 0.10 * (k % 2)), x, y - size * 0.55, size * 0.42, size * 0.62),
            )
            for k in range(6)
        ] + [ellipse(shade(petal, 0.5) if n % 2 else (0.93, 0.72, 0.22), x, y, size * 0.3, size * 0.3)]
    route = "M24 52 H44 Q42 60 48 68 Q56 82 44 100 H24 Q12 82 20 68 Q26 60 24 52 Z"
    shapes += [
        path(glaze, route),
        inside(
            route,
            path(shade(glaze, 0.5), "M38 50 Q48 76 34 102 H60 V50 Z", 0.5),
            stroke(light(glaze, 0.6), "M10 74 Q34 80 58 74", 2.0),
            path(_WHITE, smooth(22, 72, 25, 70, 25, 86, 22, 86), 0.55),
        ),
        ellipse(shade(glaze, 0.3), 34, 52, 10.4, 1.8),
    ]
    return Drawing("".join(shapes), 68.0)
