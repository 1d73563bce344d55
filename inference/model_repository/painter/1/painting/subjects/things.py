"""What stands on a table. Light falls from the left; what shines has its gleam there."""

from __future__ import annotations

from painting.colour import Colour, mix
from painting.dice import Dice
from painting.palette import Palette
from painting.subjects.drawing import Drawing, box, ellipse, inside, light, path, shade, stroke, turned
from painting.subjects.outline import limb, line, smooth

_BRASS = (0.86, 0.66, 0.30)
_DARK = (0.15, 0.13, 0.15)
_WAX = (0.96, 0.92, 0.82)
_FLAME = (1.0, 0.80, 0.36)
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


def candle(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Burning, in a brass holder."""
    wax = colour or _WAX
    flame = path((1.0, 0.62, 0.16), smooth(25, 2, 30, 14, 29, 22, 25, 25, 21, 22, 20, 14)) + path(
        (1.0, 0.94, 0.62), smooth(25, 10, 27.6, 18, 25, 24, 22.4, 18)
    )
    shapes = [
        flame,
        stroke(_DARK, "M25 22 V29", 1.2),
        box(wax, 17, 30, 16, 54),
        box(shade(wax, 0.3), 26, 30, 7, 54, 0.6),
        ellipse(light(wax, 0.4), 25, 30, 8, 2.2),
        path(light(wax, 0.2), limb((18, 31, 17.4, 42, 17.6, 50), (3.4, 3, 4))),
    ]
    shapes += [
        path(_BRASS, "M13 82 H37 L35 89 H15 Z"),
        ellipse(shade(_BRASS, 0.3), 25, 96, 23, 4),
        ellipse(_BRASS, 25, 94, 23, 4),
        box(_BRASS, 21, 88, 8, 6),
        stroke(_BRASS, "M46 93 Q54 86 46 82 Q41 83 43 89", 2.2),
    ]
    return Drawing("".join(shapes), 52.0, flame + box(light(wax, 0.5), 17, 30, 16, 18, 0.6))


def lamp(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A table lamp with a pleated shade."""
    cloth = colour or dice.pick(((0.93, 0.82, 0.60), palette.accent, (0.46, 0.60, 0.52)))
    route = "M20 4 H52 L68 48 H4 Z"
    pleats = "".join(f"M{20 + 4 * n} 4 L{4 + 8 * n} 48 " for n in range(9))
    shapes = [
        box(_BRASS, 34.6, 46, 3, 20),
        path(mix(cloth, _DARK, 0.6), smooth(36, 60, 48, 70, 46, 86, 36, 92, 26, 86, 24, 70)),
        ellipse(_WHITE, 30, 74, 2.4, 6, 0.5),
        path(_BRASS, "M22 98 Q24 90 36 90 Q48 90 50 98 Z"),
        path(cloth, route),
        stroke(shade(cloth, 0.22), pleats, 0.8),
        stroke(light(cloth, 0.3), "M4.6 47 H67.4", 2.2),
    ]
    lit = path(mix(cloth, (1.0, 0.88, 0.56), 0.72), route) + stroke(shade(cloth, 0.1), pleats, 0.8)
    return Drawing("".join(shapes), 72.0, lit)


def lantern(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Of paper, glowing, or a storm lantern of tin."""
    if dice.chance(0.55):
        paper = colour or (0.93, 0.34, 0.22)
        body = smooth(30, 14, 52, 26, 58, 48, 52, 70, 30, 82, 8, 70, 2, 48, 8, 26)
        ribs = "".join(stroke(shade(paper, 0.35), f"M0 {y} Q30 {y + 5} 60 {y}", 0.9) for y in range(20, 84, 8))
        lit = (
            path(mix(paper, (1.0, 0.86, 0.46), 0.5), body)
            + ellipse((1.0, 0.92, 0.6), 30, 50, 18, 22, 0.6)
            + inside(body, ribs)
        )
        return Drawing(
            stroke(_DARK, "M30 0 V12", 1.4)
            + path(paper, body)
            + inside(body, ribs, ellipse(light(paper, 0.5), 24, 40, 14, 20, 0.4))
            + box(_DARK, 18, 10, 24, 6)
            + box(_DARK, 18, 80, 24, 6)
            + stroke((0.90, 0.70, 0.30), "M26 86 V98 M30 86 V100 M34 86 V98", 1.4),
            60.0,
            lit,
        )
    tin = colour or (0.28, 0.32, 0.34)
    flame = path(_FLAME, smooth(30, 42, 36, 56, 30, 66, 24, 56))
    glass_ = smooth(18, 36, 42, 36, 48, 54, 42, 74, 18, 74, 12, 54)
    shapes = [
        stroke(tin, "M10 26 Q12 -4 30 2 Q48 -4 50 26", 2.2),
        path((0.80, 0.88, 0.90), glass_, 0.6),
        flame,
        stroke(tin, "M10 30 V82 M50 30 V82", 2.6),
        path(tin, "M18 36 L22 20 H38 L42 36 Z"),
        box(shade(tin, 0.3), 22, 14, 16, 7),
        path(tin, "M12 74 H48 L52 100 H8 Z"),
        path(light(tin, 0.3), "M16 78 H24 L22 98 H13 Z", 0.6),
    ]
    return Drawing(
        "".join(shapes),
        60.0,
        path((1.0, 0.84, 0.46), glass_, 0.75) + path((1.0, 0.97, 0.8), smooth(30, 42, 36, 56, 30, 66, 24, 56)),
    )


def book(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Lying open, or a stack of three."""
    if dice.chance(0.5):
        cover = colour or palette.accent
        page, text = (0.97, 0.94, 0.86), (0.62, 0.58, 0.54)
        lines = "".join(
            f"M{22 + n * 0.6} {40 + 9 * n} L{80} {46 + 9 * n} M{104} {46 + 9 * n} L{162 - n * 0.6} {40 + 9 * n} "
            for n in range(5)
        )
        return Drawing(
            path(cover, "M4 40 L92 60 L180 40 L180 92 L92 100 L4 92 Z")
            + path(page, "M10 32 Q52 20 92 40 V94 Q52 76 10 86 Z")
            + path(shade(page, 0.16), "M174 32 Q132 20 92 40 V94 Q132 76 174 86 Z")
            + stroke(text, lines, 1.4)
            + stroke(shade(page, 0.5), "M92 40 V94", 1.6),
            184.0,
        )
    tones = [colour or palette.accent, (0.24, 0.40, 0.52), (0.78, 0.60, 0.28)]
    shapes = []
    for n, (tone, dx) in enumerate(zip(tones, (0, dice.between(4, 12), dice.between(-2, 6)), strict=True)):
        y, x = 66 - 33 * n, 8 + dx
        shapes += [
            box(tone, x, y, 128 - 8 * n, 33),
            box((0.95, 0.91, 0.82), x + 10, y + 5, 120 - 8 * n, 23),
            stroke((0.78, 0.73, 0.64), f"M{x + 12} {y + 12} h{112 - 8 * n} M{x + 12} {y + 19} h{112 - 8 * n}", 0.9),
            box(shade(tone, 0.25), x, y + 28, 128 - 8 * n, 5),
            path(tone, f"M{x} {y} h12 v33 h-12 q-8 -16 0 -33 Z"),
            stroke(light(tone, 0.5), f"M{x - 2} {y + 8} h12 M{x - 2} {y + 25} h12", 1.6),
        ]
    return Drawing("".join(shapes), 150.0)


def clock(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """An alarm clock with two bells."""
    tin = colour or dice.pick((palette.accent, (0.36, 0.56, 0.58), _BRASS))
    hour, minute = dice.between(0, 360), 30 * int(dice.between(0, 12))
    ticks = "".join(turned(30 * n, 50, 56, stroke(_DARK, "M50 27 V31", 1.8)) for n in range(12))
    shapes = [
        stroke(shade(tin, 0.4), "M24 86 L16 99 M76 86 L84 99", 5),
        path(shade(tin, 0.15), "M16 30 Q12 8 36 10 Z"),
        path(shade(tin, 0.3), "M84 30 Q88 8 64 10 Z"),
        stroke(_DARK, "M50 14 V6 M44 5 H56", 3),
        ellipse(tin, 50, 56, 40, 40),
        ellipse(shade(tin, 0.4), 50, 56, 34, 34),
        ellipse((0.97, 0.95, 0.89), 50, 56, 32, 32),
        ticks,
    ]
    shapes += [
        turned(hour, 50, 56, stroke(_DARK, "M50 58 V40", 3.4)),
        turned(minute, 50, 56, stroke(_DARK, "M50 60 V33", 2.2)),
        ellipse(tin, 50, 56, 3, 3),
        path(_WHITE, "M26 44 Q32 28 48 26 Q34 34 30 48 Z", 0.5),
    ]
    return Drawing("".join(shapes), 100.0)
