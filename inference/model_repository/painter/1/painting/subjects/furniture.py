"""What stands in a room."""

from __future__ import annotations

from painting.colour import Colour, mix
from painting.dice import Dice
from painting.palette import Palette
from painting.subjects.drawing import Drawing, box, ellipse, inside, light, path, shade, stroke

_WOOD = (0.58, 0.38, 0.22)
_LINEN = (0.95, 0.93, 0.88)
_CLOTHS = ((0.34, 0.50, 0.46), (0.80, 0.52, 0.32), (0.44, 0.42, 0.58), (0.72, 0.34, 0.32))


def chair(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Wooden, with a back of rungs or slats."""
    wood = colour or dice.pick((_WOOD, (0.76, 0.58, 0.36), (0.28, 0.20, 0.17)))
    far = shade(wood, 0.4)
    back = "M14 16 H38 M14 26 H38 M14 36 H38" if dice.chance(0.5) else "M20 10 V52 M26 10 V52 M32 10 V52"
    shapes = [
        stroke(far, "M42 58 L44 90 M20 58 L18 90", 3.4),
        stroke(wood, back, 3.0),
        stroke(wood, "M12 54 L11 4 M40 54 L41 4", 4),
        stroke(wood, "M11 8 H41", 5),
        path(light(wood, 0.12), "M9 52 H44 L54 62 H4 Z"),
        path(shade(wood, 0.25), "M4 62 H54 V66 H4 Z"),
        stroke(wood, "M7 66 V98 M51 66 V98", 4.2),
        stroke(far, "M8 84 H50", 2.4),
    ]
    return Drawing("".join(shapes), 58.0)


def armchair(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Deep and stuffed, with a cushion."""
    cloth = colour or dice.pick(_CLOTHS)
    far, cushion = shade(cloth, 0.35), palette.accent if colour is None else light(colour, 0.6)
    shapes = [
        path(_WOOD, "M16 90 L14 100 H20 L22 90 Z M98 90 L100 100 H94 L92 90 Z"),
        path(far, "M20 60 Q14 6 34 4 H82 Q100 6 94 60 Z"),
        path(cloth, "M25 60 Q21 11 37 9 H78 Q92 11 88 60 Z"),
        stroke(far, "M44 20 V44 M57 18 V44 M70 20 V44", 0.9),
    ]
    shapes += [
        path(cushion, "M38 34 L74 30 L78 60 L40 62 Z"),
        path(light(cloth, 0.16), "M22 58 H92 Q96 58 96 66 V74 H18 V66 Q18 58 22 58 Z"),
        path(shade(cloth, 0.22), "M18 74 H96 V92 H18 Z"),
        path(cloth, "M4 46 Q6 38 16 40 Q24 42 24 50 V92 H8 Q4 70 4 46 Z"),
        path(shade(cloth, 0.18), "M110 46 Q108 38 98 40 Q90 42 90 50 V92 H106 Q110 70 110 46 Z"),
    ]
    return Drawing("".join(shapes), 114.0)


def table(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A plain table, with a cloth where a colour was bound."""
    shapes = [
        stroke(shade(_WOOD, 0.45), "M28 34 L30 88 M150 34 L148 88", 5),
        stroke(_WOOD, "M14 36 L10 99 M166 36 L170 99", 6.4),
        path(shade(_WOOD, 0.3), "M10 30 H170 V40 H10 Z"),
        path(light(_WOOD, 0.16), "M20 14 H160 L176 30 H4 Z"),
        path(_WOOD, "M4 30 H176 V35 H4 Z"),
    ]
    if colour:
        shapes += [
            path(light(colour, 0.15), "M24 13 H156 L172 29 H8 Z"),
            path(colour, "M8 29 H172 L168 62 Q150 54 134 62 Q112 54 90 62 Q68 54 46 62 Q28 54 12 62 Z"),
            stroke(shade(colour, 0.4), "M46 32 V60 M90 32 V60 M134 32 V60", 1.4),
        ]
    return Drawing("".join(shapes), 180.0)


def bed(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """With a headboard, pillows and a quilt."""
    quilt = colour or dice.pick(_CLOTHS)
    patches = "".join(box(light(quilt, 0.28), 66 + 22 * n, 46 + 14 * (n % 2), 22, 14) for n in range(6))
    route = "M58 44 Q120 34 192 46 L200 78 H56 Z"
    shapes = [
        path(_WOOD, "M4 96 V12 Q16 2 30 10 V96 Z"),
        path(shade(_WOOD, 0.3), "M22 8 Q28 8 30 10 V96 H24 Z"),
        box(shade(_LINEN, 0.12), 26, 56, 172, 26),
        path(_LINEN, "M30 54 Q30 38 48 38 Q66 40 64 56 Z"),
        path(shade(_LINEN, 0.12), "M34 58 Q40 44 58 46 Q74 50 70 60 Z"),
        path(quilt, route),
        inside(route, patches, path(shade(quilt, 0.4), "M56 70 H204 V82 H56 Z", 0.5)),
        path(_WOOD, "M190 40 H202 V98 H190 Z"),
        box(_WOOD, 26, 78, 170, 8),
        stroke(shade(_WOOD, 0.4), "M14 20 V90", 1.4),
    ]
    return Drawing("".join(shapes), 206.0)


def shelf(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A bookcase full of books."""
    wood = colour or _WOOD
    spines = (
        palette.accent,
        (0.24, 0.38, 0.52),
        (0.82, 0.66, 0.36),
        (0.36, 0.50, 0.38),
        (0.52, 0.30, 0.42),
        (0.90, 0.86, 0.78),
    )
    shapes = [box(wood, 0, 0, 76, 100), box(shade(wood, 0.55), 4, 4, 68, 92)]
    for row in range(4):
        foot, x = 24.6 + 23.4 * row, 5.0
        while x < 66:
            wide, tall = dice.between(2.8, 5.6), dice.between(12.5, 18.5)
            tone = spines[int(dice.between(0, 6))]
            shapes += [
                box(tone, x, foot - tall, wide, tall),
                box(light(tone, 0.5), x, foot - tall + 3, wide, 1.1),
                box(shade(tone, 0.4), x + wide - 0.8, foot - tall, 0.8, tall),
            ]
            x += wide + (dice.between(3, 9) if dice.chance(0.10) else 0.3)
        shapes.append(box(light(wood, 0.1), 3, foot, 70, 3))
    return Drawing("".join(shapes), 76.0)


def window(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Four panes, the sky in them, a curtain on each side."""
    cloth, frame = colour or mix(palette.accent, _LINEN, 0.55), (0.95, 0.94, 0.90)
    view = (
        box(palette.sky_middle, 16, 8, 58, 84)
        + path(palette.sky_low, "M16 50 Q44 42 74 54 V92 H16 Z")
        + path(mix(palette.foliage, palette.haze, 0.4), "M16 72 Q34 60 50 70 T74 66 V92 H16 Z")
        + ellipse(palette.cloud, 34, 28, 12, 4.6, 0.9)
        + ellipse(palette.cloud, 46, 31, 14, 4, 0.9)
    )
    shapes = [
        view,
        stroke(frame, "M16 8 H74 V92 H16 Z M45 8 V92 M16 46 H74", 4),
        box(light(frame, 0.3), 8, 91, 74, 6),
        stroke((0.46, 0.32, 0.20), "M0 4 H90", 2.4),
    ]
    shapes += [
        path(cloth, "M2 4 H26 Q24 44 10 60 Q18 78 14 98 H1 Z"),
        path(shade(cloth, 0.16), "M88 4 H64 Q66 44 80 60 Q72 78 76 98 H89 Z"),
        stroke(shade(cloth, 0.35), "M9 6 Q10 40 5 58 M17 6 Q17 36 9 58 M81 6 Q80 40 85 58 M73 6 Q73 36 81 58", 1.0),
    ]
    return Drawing("".join(shapes), 90.0)
