"""People, whole: seen from the back or the side, in clothes that carry the colour."""

from __future__ import annotations

from painting.colour import Colour, mix
from painting.dice import Dice
from painting.palette import Palette
from painting.subjects.drawing import Drawing, ellipse, inside, light, path, shade, stroke
from painting.subjects.outline import limb, line, smooth

SKINS = ((0.93, 0.76, 0.64), (0.80, 0.58, 0.44), (0.56, 0.38, 0.28), (0.40, 0.26, 0.20))
HAIRS = ((0.14, 0.10, 0.10), (0.34, 0.20, 0.12), (0.76, 0.54, 0.26), (0.52, 0.22, 0.12), (0.72, 0.70, 0.70))
_TROUSERS = ((0.18, 0.20, 0.28), (0.30, 0.26, 0.24), (0.24, 0.30, 0.36))
_BOOT = (0.16, 0.12, 0.11)


def person(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A walker with their back to us, in a coat, with a hat, a bag or a scarf."""
    coat = colour or dice.pick((palette.accent, (0.86, 0.64, 0.20), (0.26, 0.36, 0.52), (0.36, 0.44, 0.32)))
    skin, hair, legs = dice.pick(SKINS), dice.pick(HAIRS[:4]), dice.pick(_TROUSERS)
    step = dice.between(0.5, 3)
    shapes = [
        path(shade(legs, 0.3), limb((24, 56, 25 + step, 76, 26 + step, 96), (8, 6, 4.6))),
        path(legs, limb((17, 56, 16 - step, 76, 15 - step, 97), (8, 6.4, 4.8))),
    ]
    shapes += [ellipse(_BOOT, 27 + step, 96.8, 4, 2.4), ellipse(_BOOT, 14.6 - step, 98, 4.2, 2.4)]
    shapes += [
        path(shade(coat, 0.24), limb((29, 27, 33, 40, 33 + step, 54), (8, 6.4, 5))),
        ellipse(skin, 33.2 + step, 56, 2.4, 2.6),
    ]
    body = smooth(12, 25, 20, 21.5, 28, 25, 31, 42, 32, 64, 20.5, 67, 9, 64, 10, 42)
    shapes += [
        path(coat, body),
        inside(
            body,
            path(shade(coat, 0.4), "M24 20 Q26 44 24 70 H36 V20 Z", 0.4),
            stroke(shade(coat, 0.5), "M20.5 26 V68", 0.8),
            stroke(shade(coat, 0.5), "M9 46 Q20 49 32 46", 1.2),
        ),
    ]
    shapes += [path(coat, limb((12, 27, 8, 40, 7 - step, 54), (8, 6.6, 5))), ellipse(skin, 6.8 - step, 56, 2.4, 2.6)]
    shapes += [
        path(skin, limb((20, 17, 20, 24), (5.4, 6))),
        path(hair, smooth(13.6, 13, 15, 6.4, 20, 4, 25.4, 6.4, 26.6, 13, 24.6, 19, 20, 20.6, 15.6, 19)),
    ]
    shapes += _extras(dice, palette, coat)
    return Drawing("".join(shapes), 41.0)


def _extras(dice: Dice, palette: Palette, coat: Colour) -> list[str]:
    """Something that tells this one from the next."""
    tint = mix(palette.accent, coat, 0.3)
    match dice.pick(("hat", "bag", "scarf")):
        case "hat":
            felt = shade(coat, 0.5)
            return [
                path(felt, "M14.4 9 Q15 1 20 1 Q25.4 1 26 9 Z"),
                ellipse(felt, 20.2, 9.4, 10, 2.2),
                stroke(tint, "M14.8 7.6 H25.6", 1.6),
            ]
        case "bag":
            pack = mix((0.48, 0.36, 0.22), tint, 0.3)
            return [
                path(pack, smooth(13, 30, 20, 26, 28, 30, 29, 46, 20, 49, 12, 46)),
                stroke(shade(pack, 0.4), "M13 38 H28.4 M16 38 V46 H25 V38", 0.9),
                path(light(pack, 0.3), limb((12.5, 27, 28.5, 27), (4.6, 4.6))),
            ]
        case _:
            return [
                path(light(tint, 0.2), smooth(13, 20, 20, 18.6, 27.4, 20, 27, 25, 20, 26.6, 13, 25)),
                path(light(tint, 0.1), limb((24, 24, 27, 34, 25.6, 42), (4.4, 4, 3.4))),
            ]


def woman(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """In a long dress that the wind takes, the hair with it."""
    dress = colour or dice.pick((palette.accent, (0.93, 0.86, 0.74), (0.30, 0.44, 0.62), (0.62, 0.36, 0.52)))
    skin, hair, blow = dice.pick(SKINS), dice.pick(HAIRS), dice.between(2, 12)
    shapes = [
        path(skin, limb((27, 86, 26, 98), (4, 3))),
        path(skin, limb((33, 86, 34, 98), (4, 3))),
        ellipse(_BOOT, 27.5, 98.4, 3.4, 1.6),
        ellipse(_BOOT, 35.4, 98.4, 3.4, 1.6),
    ]
    skirt = f"M24 44 Q22 68 14 89 Q24 94 {34 + blow} 92 Q{46 + blow} 90 {52 + blow} 80 Q40 66 36 44 Z"
    folds = stroke(
        shade(dress, 0.4), f"M28 48 Q26 70 22 92 M32 48 Q34 72 {33 + blow} 92 M35 50 Q40 70 {46 + blow} 86", 1.1
    )
    shapes += [
        path(dress, skirt),
        inside(skirt, folds),
        path(dress, smooth(23, 25, 30, 23, 37, 25, 36, 36, 36.4, 46, 30, 48, 23.6, 46, 24, 36)),
    ]
    shapes += [
        stroke(shade(dress, 0.5), "M23.6 44 Q30 46.4 36.4 44", 1.6),
        path(skin, limb((36, 27, 41, 37, 39, 49), (5.2, 4, 2.8))),
        path(skin, limb((24, 27, 19, 38, 24, 47), (5.2, 4, 2.8))),
    ]
    shapes += [path(skin, limb((30, 18, 30, 26), (4.6, 6))), path(hair, _blown(blow))]
    if dice.chance(0.4):
        straw = (0.92, 0.80, 0.52)
        shapes += [
            path(straw, "M24 8 Q25 0.6 30.6 0.6 Q36 0.6 37 8 Z"),
            ellipse(straw, 30.4, 8.6, 13, 2.8),
            stroke(dress, "M24.2 6.8 Q30.4 8.4 36.8 6.8", 1.7),
        ]
    return Drawing("".join(shapes), 68.0)


def _blown(blow: float) -> str:
    """Long hair that the wind takes to the right."""
    back = (38 + blow * 0.6, 17, 40 + blow, 30, 35 + blow * 0.5, 36)
    return smooth(23, 14, 25, 6, 31, 3.6, 36.6, 8, *back, 30, 33, 25, 35, 22.6, 24)


def child(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Small, with an arm up: holding a balloon, or waving."""
    shirt = colour or dice.pick((palette.accent, (0.96, 0.76, 0.24), (0.30, 0.58, 0.70)))
    skin, hair, legs = dice.pick(SKINS), dice.pick(HAIRS[:4]), dice.pick(_TROUSERS)
    shapes = []
    if dice.chance(0.6):
        toy = light(shirt, 0.2) if colour else mix(palette.accent, shirt, 0.4)
        shapes += [
            stroke((0.4, 0.38, 0.4), line(44, 50, 46, 40, 50, 28), 0.6),
            path(toy, smooth(50, 1, 60, 6, 61, 17, 51, 28, 41, 17, 42, 6)),
            ellipse((1, 1, 1), 46.4, 10, 2.4, 4, 0.6),
        ]
    shapes += [
        path(legs, limb((24, 76, 22, 96), (7.6, 5.6))),
        path(shade(legs, 0.25), limb((33, 76, 35, 96), (7.6, 5.6))),
        ellipse(_BOOT, 21, 97.4, 5, 2.6),
        ellipse(_BOOT, 36, 97.4, 5, 2.6),
    ]
    shapes += [
        path(skin, limb((34, 58, 41, 55, 44, 48), (5.6, 5, 4))),
        path(shirt, smooth(20, 57, 28, 53.6, 37, 57, 39, 78, 28.6, 81, 18, 78)),
        path(skin, limb((21, 59, 16, 67, 15, 74), (5.8, 5, 4))),
    ]
    shapes += [
        path(shirt, limb((22, 58, 18.6, 65), (7.6, 7))),
        path(shirt, limb((35, 58, 40, 56), (7, 6.6))),
        ellipse(skin, 28.6, 44, 10.4, 10.8),
        path(hair, smooth(17, 44, 19, 34, 28, 30, 38, 34, 40, 44, 37, 52, 28.6, 54, 20, 52)),
    ]
    return Drawing("".join(shapes), 62.0)


def dancer(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """On one toe, arms over the head, in a wide tutu."""
    dress = colour or dice.pick(((0.96, 0.70, 0.76), (0.94, 0.93, 0.95), palette.accent))
    skin, hair = dice.pick(SKINS[:3]), dice.pick(HAIRS[:2])
    shapes = [
        path(shade(skin, 0.12), limb((47, 56, 66, 60, 86, 44), (7.6, 5, 1.6))),
        path(skin, limb((44, 56, 43, 76, 44, 98), (8, 5.4, 1.8))),
    ]
    shapes += [
        path(dress, limb((82, 48, 87, 43), (3, 1.4))),
        path(dress, limb((43.6, 92, 44, 99), (3.2, 1.4))),
        path(skin, limb((41, 29, 30, 20, 32, 8, 42, 2), (4.4, 3.6, 2.8, 1.6))),
        path(skin, limb((49, 29, 60, 20, 58, 8, 48, 2), (4.4, 3.6, 2.8, 1.6))),
    ]
    for tone, y, wide in ((shade(dress, 0.2), 56, 30), (dress, 53, 32), (light(dress, 0.4), 50.6, 27)):
        hem = [45 + (n - 6) / 6 * wide for n in range(13)]
        frill = " ".join(
            f"Q{x:.1f} {y + (5 if n % 2 else 1) + dice.between(0, 2):.1f} {x:.1f} {y + (1 if n % 2 else 3):.1f}"
            for n, x in enumerate(hem)
        )
        shapes.append(path(tone, f"M{45 - wide} {y} {frill} Q45 {y - 11} {45 - wide} {y} Z"))
    shapes += [
        path(dress, smooth(40, 29, 45, 31, 50, 29, 49, 40, 50, 50, 45, 52, 40, 50, 41, 40)),
        path(skin, limb((45, 20, 45, 30), (3.6, 6))),
    ]
    shapes += [
        path(skin, smooth(40.6, 16, 45, 11, 49.4, 16, 47.6, 22, 45, 23.4, 42.4, 22)),
        path(hair, smooth(40, 17, 40.6, 11.4, 45, 9.6, 49.6, 11.4, 50, 17, 45, 14.6)),
        ellipse(hair, 45, 8, 3.4, 3),
    ]
    return Drawing("".join(shapes), 92.0)
