"""Large and strange animals: those of farms, of hot countries, and one that never was."""

from __future__ import annotations

from painting.colour import Colour, mix
from painting.dice import Dice
from painting.palette import Palette
from painting.subjects.animals import eye, leg
from painting.subjects.drawing import Drawing, dots, ellipse, inside, light, path, polygon, shade, stroke
from painting.subjects.outline import limb, line, smooth

_DARK = (0.12, 0.10, 0.11)
_PINK = (0.90, 0.66, 0.62)
_IVORY = (0.96, 0.93, 0.85)
_PATCHES = (
    (20, 28, 36, 26, 44, 38, 36, 52, 22, 48),
    (58, 44, 72, 40, 80, 52, 70, 62, 60, 58),
    (84, 26, 100, 28, 102, 44, 90, 42),
)  # fmt: skip
_MANE = (
    (-4, -34),
    (12, -30),
    (26, -18),
    (28, 2),
    (22, 22),
    (8, 36),
    (-8, 34),
    (-22, 24),
    (-30, 6),
    (-28, -14),
    (-18, -28),
)


def bear(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Walking, heavy shoulders, head low."""
    coat = colour or dice.pick(((0.36, 0.24, 0.16), (0.24, 0.18, 0.16), (0.48, 0.33, 0.22)))
    if palette.grass[2] > 0.75 and colour is None:
        coat = (0.95, 0.93, 0.88)  # where snow lies the bear is a white one
    far, stride = shade(coat, 0.36), dice.between(-3, 5)
    body = smooth(8, 50, 20, 32, 44, 26, 70, 18, 92, 24, 104, 44, 98, 66, 72, 76, 40, 74, 16, 72)
    shapes = [leg(far, 34, 60, 40 + stride, 22, 13), leg(far, 90, 60, 86 - stride, 20, 12)]
    shapes += [path(coat, body), inside(body, ellipse(shade(coat, 0.26), 56, 82, 54, 17))]
    shapes += [
        leg(coat, 22, 58, 19 - stride, 28, 14),
        leg(coat, 88, 56, 92 + stride, 23, 13),
        ellipse(far, 110, 22, 4, 4.4),
    ]
    head = smooth(94, 30, 102, 20, 114, 20, 122, 28, 133, 38, 133, 45, 122, 50, 108, 54, 96, 50)
    shapes += [
        path(coat, head),
        inside(head, ellipse(light(coat, 0.35), 132, 44, 13, 8)),
        ellipse(coat, 102, 20, 4.8, 5),
    ]
    shapes += [ellipse(far, 102.4, 20.6, 2.4, 2.6), ellipse(_DARK, 132.6, 37.6, 3.2, 2.6), eye(117.5, 31, 1.7)]
    return Drawing("".join([*shapes, stroke(shade(coat, 0.6), "M132 45 Q127 48 121 46", 0.9)]), 138.0)


def cow(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Dappled, with horns and an udder."""
    coat, patch = (
        ((0.95, 0.93, 0.90), (0.18, 0.15, 0.15)) if dice.chance(0.5) else ((0.94, 0.89, 0.80), (0.52, 0.30, 0.18))
    )
    patch = colour or patch
    body = smooth(12, 34, 30, 28, 62, 31, 90, 28, 104, 34, 106, 54, 98, 68, 70, 71, 40, 70, 18, 68, 10, 52)
    shapes = [leg(shade(coat, 0.35), 28, 60, 31, 13, 7), leg(shade(coat, 0.35), 92, 60, 89, 12, 7)]
    shapes += [
        stroke(coat, line(12, 36, 5, 50, 6, 72), 2.2),
        ellipse(patch, 6, 75, 2.4, 5),
        ellipse(_PINK, 40, 70, 9, 6),
    ]
    spots = [path(patch, smooth(*(value + dice.between(-4, 4) for value in spot))) for spot in _PATCHES]
    shapes += [path(coat, body), inside(body, *spots, ellipse(shade(coat, 0.5), 56, 76, 50, 9, 0.45))]
    shapes += [leg(coat, 20, 58, 19, 17, 7.5), leg(coat, 98, 58, 99, 15, 7.5)]
    shapes += [
        path(coat, limb((96, 44, 108, 34, 114, 28), (30, 22, 16))),
        path(_IVORY, limb((113, 18, 117, 10, 112, 4), (3.6, 2.6, 1))),
    ]
    head = smooth(106, 20, 114, 16, 122, 20, 132, 34, 134, 42, 127, 46, 117, 40, 108, 32)
    shapes += [path(coat, head), inside(head, ellipse(_PINK, 133, 42, 9, 7), ellipse(patch, 110, 20, 10, 9))]
    shapes += [
        path(patch, smooth(108, 22, 98, 18, 95, 22, 103, 27)),
        eye(119.6, 25.6, 1.7),
        ellipse(_DARK, 131, 40, 1.2, 1),
    ]
    return Drawing("".join(shapes), 138.0)


def sheep(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A cloud of wool on dark legs."""
    wool = colour or (0.94, 0.92, 0.86)
    face = dice.pick((_DARK, (0.30, 0.24, 0.22)))
    shapes = [leg(shade(face, 0.3), x, 66, x, 8, 6) for x in (36, 80)] + [leg(face, x, 66, x, 9, 6.5) for x in (28, 88)]
    for tone, drop in ((shade(wool, 0.30), 5.0), (wool, 0.0), (light(wool, 0.35), -5.0)):
        for index in range(16):
            x, y = (
                58 + (index % 8 - 3.5) * 10.5,
                44 + drop + (13 if index > 7 else -8) * (1 - 0.04 * (index % 8 - 3.5) ** 2),
            )
            size = (13.0 if tone != light(wool, 0.35) else 7.0) + dice.between(-2, 2)
            shapes.append(ellipse(tone, x, y - (0 if drop >= 0 else 7), size, size * 0.92))
    shapes += [path(face, smooth(96, 30, 104, 26, 111, 34, 114, 50, 108, 58, 100, 52, 96, 42))]
    shapes += [
        path(shade(face, 0.2), smooth(98, 32, 88, 34, 84, 40, 93, 41)),
        ellipse(wool, 101, 27, 8, 6),
        eye(106, 38, 1.8),
    ]
    return Drawing("".join(shapes), 118.0)


def camel(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """One hump or two, a long bent neck, sometimes a saddle cloth."""
    coat = colour or (0.78, 0.58, 0.36)
    far, stride = shade(coat, 0.34), dice.between(-3, 6)
    humps = (26, 30, 40, 12, 54, 30, 64, 13, 76, 31) if dice.chance(0.4) else (26, 34, 40, 22, 50, 9, 62, 22, 76, 34)
    body = smooth(14, 44, *humps, 88, 40, 88, 54, 74, 60, 48, 62, 26, 60, 14, 54)
    shapes = [leg(far, 26, 52, 32 + stride, 11, 4.6, -3), leg(far, 82, 52, 78 - stride, 9, 4.6)]
    shapes += [
        stroke(coat, line(14, 46, 9, 54, 10, 64), 1.8),
        path(coat, body),
        inside(body, ellipse(far, 52, 66, 40, 10, 0.8)),
    ]
    shapes += [leg(coat, 22, 50, 18 - stride, 17, 5.2, -3), leg(coat, 84, 50, 87 + stride, 13, 5.2)]
    shapes += [path(coat, limb((82, 48, 96, 54, 104, 40, 107, 24), (20, 14, 11, 9)))]
    shapes += [
        path(coat, smooth(103, 20, 110, 15, 118, 18, 126, 24, 125, 29, 116, 30, 106, 28)),
        ellipse(coat, 106, 16, 2.4, 3.4),
    ]
    shapes += [eye(115, 20.6, 1.4), stroke(far, "M125 26.5 Q121 27.6 118 26", 0.7)]
    if colour is None and dice.chance(0.6):
        cloth = smooth(40, 22, 62, 22, 68, 38, 66, 52, 54, 55, 38, 52, 36, 38)
        shapes += [
            path(palette.accent, cloth),
            inside(cloth, *(stroke((0.96, 0.80, 0.36), f"M30 {y} H74", 1.6) for y in (30, 48))),
        ]
    return Drawing("".join(shapes), 128.0)


def elephant(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Great ears, tusks, the trunk hanging or raised."""
    hide = colour or (0.52, 0.52, 0.55)
    far = shade(hide, 0.34)
    body = smooth(8, 48, 14, 26, 36, 14, 62, 14, 84, 22, 92, 42, 84, 64, 58, 72, 30, 72, 12, 68)
    shapes = [leg(far, 34, 60, 37, 19, 14), leg(far, 76, 58, 74, 18, 13), stroke(hide, line(10, 36, 3, 48, 4, 62), 2.0)]
    shapes += [
        path(hide, body),
        inside(body, ellipse(far, 50, 80, 46, 16, 0.8)),
        leg(hide, 22, 56, 21, 26, 16),
        leg(hide, 80, 54, 82, 21, 15),
    ]
    shapes += [ellipse(light(hide, 0.5), x, 97.6, 2.2, 1.4) for x in (17, 24, 30, 78, 85, 91)]
    trunk = (104, 30, 117, 44, 118, 64, 114, 84) if dice.chance(0.5) else (104, 30, 122, 44, 130, 30, 126, 10)
    shapes += [path(hide, limb(trunk, (25, 15, 10, 6))), path(_IVORY, limb((106, 47, 118, 54, 126, 48), (5, 3.6, 1)))]
    shapes += [path(hide, smooth(80, 22, 92, 10, 106, 13, 114, 26, 112, 42, 102, 50, 86, 46)), eye(105, 27, 1.8)]
    ear = smooth(92, 16, 80, 12, 68, 22, 66, 42, 74, 58, 84, 60, 92, 48, 96, 30)
    shapes += [path(mix(hide, far, 0.45), ear), inside(ear, ellipse(_PINK, 82, 38, 11, 17, 0.32))]
    return Drawing("".join(shapes), 134.0)


def giraffe(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """All neck and legs, with a net of patches."""
    coat, patch = (0.95, 0.82, 0.56), colour or (0.66, 0.38, 0.18)
    far = shade(coat, 0.35)
    whole = limb((40, 50, 47, 36, 53, 20, 56, 11), (15, 9, 7, 6))
    body = smooth(12, 54, 22, 50, 36, 44, 46, 46, 48, 56, 42, 64, 26, 65, 13, 63)
    spots = [
        ellipse(patch, 14 + 5.6 * (n % 8) + dice.between(-1, 1), 46 + 6 * (n // 8) + dice.between(-1, 1), 2.2, 2.4)
        for n in range(24)
    ]
    rings = [ellipse(patch, 46 + 0.36 * n * 2.2 + dice.between(-3, 3), 48 - 2.9 * n, 1.7, 1.6) for n in range(14)]
    shapes = [
        leg(far, 20, 60, 22, 6, 2.4, -1),
        leg(far, 42, 60, 40, 5.6, 2.4),
        stroke(coat, line(12, 56, 8, 64, 9, 72), 1.0),
    ]
    shapes += [path(coat, body + " " + whole), inside(body, *spots), inside(whole, *rings)]
    shapes += [
        leg(coat, 17, 58, 16, 9, 2.8, -1),
        leg(coat, 44, 58, 45, 7, 2.8),
        path(patch, limb((41, 40, 46, 30, 51, 14), (2.4, 2.0, 1.4))),
    ]
    shapes += [
        stroke(patch, "M56 8 L55 2.6 M59 8 L59 2.6", 1.0),
        dots(_DARK, 1.1, 55, 2.4, 59, 2.4),
        path(coat, smooth(54, 9, 48, 9, 50, 12)),
    ]
    shapes += [path(coat, smooth(53, 9, 58, 6.4, 63, 9, 70, 14, 69.6, 17.6, 62, 17, 55, 15)), eye(61, 10.4, 1.1)]
    return Drawing("".join(shapes), 74.0)


def lion(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A lion at rest with his head up, in a great mane."""
    coat, mane = (0.86, 0.64, 0.34), colour or dice.pick(((0.52, 0.28, 0.12), (0.36, 0.20, 0.12)))
    far = shade(coat, 0.26)
    shapes = [stroke(coat, line(18, 92, 8, 92, 4, 80, 8, 68), 3.4), ellipse(mane, 8, 66, 4, 5.4)]
    shapes += [path(coat, smooth(10, 82, 18, 64, 40, 54, 66, 50, 88, 54, 96, 76, 90, 95, 50, 98, 18, 97))]
    shapes += [
        path(far, smooth(14, 82, 24, 68, 40, 72, 46, 86, 36, 97, 18, 97)),
        path(coat, limb((20, 94, 36, 94, 48, 95.5), (9, 7, 7))),
    ]
    shapes += [
        path(coat, limb((84, 74, 92, 92, 112, 95), (20, 11, 7.5))),
        ellipse(light(coat, 0.3), 114, 95.6, 5.4, 3.8),
    ]
    for tone, size in ((shade(mane, 0.3), 1.0), (mane, 0.9), (light(mane, 0.16), 0.70)):
        rays = [(90 + x * size, 44 + y * size) for x, y in _MANE]
        shapes.append(path(tone, smooth(*(value + dice.between(-1.2, 1.2) for point in rays for value in point))))
    shapes += [
        path(coat, smooth(82, 38, 90, 28, 102, 28, 110, 38, 112, 50, 104, 58, 92, 58, 84, 50)),
        ellipse(coat, 84, 26, 5, 5),
    ]
    shapes += [
        ellipse(light(coat, 0.55), 105, 51, 8.5, 6),
        polygon((0.45, 0.24, 0.20), 101, 43.5, 111, 43.5, 106.6, 48.6),
    ]
    shapes += [
        stroke(_DARK, "M106.4 48.6 V52 Q102 55 98 52.6 M106.4 52 Q109 54 111 52.4", 0.9),
        eye(96, 39, 1.8),
        eye(107.4, 38.4, 1.5),
    ]
    return Drawing("".join(shapes), 122.0)


def frog(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Sitting, with bulging eyes and a broad mouth."""
    skin = colour or (0.42, 0.66, 0.24)
    far, belly = shade(skin, 0.34), light(skin, 0.62)
    shapes = [
        path(far, smooth(84, 70, 108, 66, 120, 82, 112, 98, 92, 98)),
        path(skin, limb((108, 96, 122, 96, 130, 98), (8, 5, 4))),
    ]
    shapes += [path(skin, smooth(22, 62, 34, 36, 62, 26, 90, 38, 104, 66, 98, 90, 62, 98, 26, 92))]
    shapes += [
        path(belly, smooth(30, 68, 62, 76, 92, 68, 90, 88, 62, 97, 34, 90)),
        path(far, smooth(14, 72, 30, 62, 46, 80, 40, 98, 16, 98, 6, 88)),
    ]
    shapes += [
        path(skin, limb((22, 94, 8, 95, -2, 98), (9, 6, 4))),
        path(skin, limb((52, 82, 48, 92, 40, 97), (9, 8, 6))),
    ]
    shapes += [path(skin, limb((80, 82, 84, 92, 90, 97), (9, 8, 6)))]
    for x in (44, 80):
        shapes += [
            ellipse(skin, x, 28, 13, 14),
            ellipse((0.96, 0.84, 0.36), x, 27, 8.4, 8.8),
            ellipse(_DARK, x, 27.6, 6.6, 3.4),
        ]
        shapes += [ellipse(_IVORY, x + 3, 24, 1.8, 1.6)]
    shapes += [
        stroke(shade(skin, 0.62), "M28 56 Q62 76 96 56", 1.8),
        dots(far, 2.4, 58, 38, 70, 44, 54, 47, 90, 52, 34, 47, opacity=0.7),
    ]
    return Drawing("".join(shapes), 132.0)
