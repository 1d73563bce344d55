"""What stands on a table. Light falls from the left; what shines has its gleam there."""

from __future__ import annotations

from painting.colour import Colour, mix
from painting.dice import Dice
from painting.palette import Palette
from painting.subjects.drawing import Drawing, box, ellipse, inside, light, path, shade, stroke, turned
from painting.subjects.outline import limb, smooth

_BRASS = (0.86, 0.66, 0.30)
_DARK = (0.15, 0.13, 0.15)
_WAX = (0.96, 0.92, 0.82)
_FLAME = (1.0, 0.80, 0.36)
_WHITE = (1.0, 1.0, 1.0)


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
