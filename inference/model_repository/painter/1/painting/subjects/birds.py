"""Birds, in the air, on a branch, on the water and on long legs."""

from __future__ import annotations

from painting.colour import Colour, mix
from painting.dice import Dice
from painting.palette import Palette
from painting.subjects.animals import eye
from painting.subjects.drawing import Drawing, ellipse, inside, light, path, polygon, shade, stroke
from painting.subjects.outline import limb, line, smooth

_DARK = (0.12, 0.11, 0.14)
_WHITE = (0.95, 0.95, 0.93)
_BILL = (0.94, 0.62, 0.16)
_BARK = (0.36, 0.26, 0.20)


def bird(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A gull or swallow in flight, wings up, level or down."""
    feather = colour or mix(dice.pick((_DARK, (0.90, 0.91, 0.93), (0.24, 0.28, 0.38))), palette.haze, 0.10)
    tip = shade(feather, 0.62)
    lift = dice.between(-34, 10)
    far = f"M92 58 Q108 {30 + lift * 0.5:.1f} 150 {30 + lift:.1f} Q122 {48 + lift * 0.3:.1f} 104 68 Z"
    near = f"M74 56 Q56 {20 + lift * 0.6:.1f} 4 {26 + lift:.1f} Q44 {40 + lift * 0.3:.1f} 62 72 Q82 80 96 66 Z"
    shapes = [path(shade(feather, 0.3), far), inside(far, ellipse(tip, 146, 32 + lift, 16, 16))]
    shapes += [path(feather, smooth(52, 66, 80, 54, 108, 54, 120, 60, 108, 70, 84, 76, 62, 74))]
    shapes += [
        polygon(feather, 62, 66, 30, 74, 36, 82, 66, 76),
        path(feather, near),
        inside(near, ellipse(tip, 2, 26 + lift, 24, 20)),
    ]
    shapes += [
        ellipse(feather, 116, 60, 9, 7.6),
        polygon(_BILL, 123, 58, 135, 61.6, 123, 64),
        ellipse(_DARK, 119, 58.6, 1.4, 1.5),
    ]
    return Drawing("".join(shapes), 156.0)


def eagle(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Soaring, with fingered wings, a white head and tail."""
    feather = colour or (0.34, 0.22, 0.15)
    dark, shapes = shade(feather, 0.35), []
    for way in (-1, 1):
        tips = [(90 + way * (86 - 7 * n), 18 + 9 * n + dice.between(-1, 1)) for n in range(5)]
        for x, y in tips:
            shapes.append(path(dark, limb((90 + way * 50, 40, x - way * 8, y + 4, x, y), (14, 7, 1.5))))
        wing = (
            f"M90 44 Q{90 + way * 26} 22 {90 + way * 58} 26 Q{90 + way * 72} 34 {90 + way * 64} "
            f"50 Q{90 + way * 36} 62 90 66 Z"
        )
        shapes += [
            path(feather, wing),
            stroke(dark, f"M{90 + way * 12} 54 Q{90 + way * 36} 52 {90 + way * 60} 42", 1.6),
        ]
    shapes += [
        polygon(_WHITE, 82, 64, 72, 92, 90, 98, 108, 92, 98, 64),
        path(feather, smooth(80, 44, 90, 38, 100, 44, 100, 62, 90, 74, 80, 62)),
    ]
    shapes += [path(_WHITE, smooth(82, 38, 90, 26, 98, 38, 96, 47, 84, 47)), polygon(_BILL, 87, 30, 93, 30, 91, 20)]
    return Drawing("".join([*shapes, ellipse(_DARK, 86, 35, 1.3, 1.3), ellipse(_DARK, 94, 35, 1.3, 1.3)]), 180.0)


def owl(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Facing us from a branch, with great eyes."""
    coat = colour or dice.pick(((0.50, 0.36, 0.24), (0.62, 0.58, 0.54), (0.40, 0.30, 0.26)))
    pale, dark = light(coat, 0.6), shade(coat, 0.4)
    body = smooth(
        16, 40, 17, 14, 12, 2, 26, 8, 36, 7, 46, 8, 60, 2, 55, 14, 56, 40, 60, 64, 48, 88, 36, 92, 24, 88, 12, 64
    )
    feathers = [
        path(dark, f"M{x - 3} {y} Q{x} {y + 6} {x + 3} {y} Z") for y in (46, 54, 62, 70, 78) for x in (27, 33, 39, 45)
    ]
    shapes = [
        path(dark, limb((30, 86, 26, 100), (12, 8))),
        path(dark, limb((42, 86, 46, 100), (12, 8))),
        path(coat, body),
    ]
    shapes += [path(pale, smooth(24, 44, 36, 40, 48, 44, 49, 70, 36, 88, 23, 70)), *feathers]
    for way in (-1, 1):
        x, glance = 36 + way * 10.5, dice.between(-1, 1)
        shapes += [
            path(dark, smooth(36 + way * 22, 42, 36 + way * 26, 60, 36 + way * 17, 84, 36 + way * 13, 62)),
            ellipse(pale, x, 26, 11.4, 12),
        ]
        shapes += [
            ellipse((0.98, 0.78, 0.20), x, 26, 7.6, 7.8),
            ellipse(_DARK, x + glance, 26, 4.6, 4.8),
            ellipse(_WHITE, x + 2, 24, 1.5, 1.5),
        ]
    shapes += [path(_BILL, "M32.6 31 Q36 28 39.4 31 L36 41 Z"), path(_BARK, limb((-4, 95, 30, 93, 78, 96), (5, 7, 4)))]
    shapes += [path(_BILL, limb((x, 88, x, 95), (4, 2.6))) for x in (28, 32, 40, 44)]
    eyes = "".join(
        ellipse((1.0, 0.86, 0.3), 36 + way * 10.5, 26, 7.6, 7.8) + ellipse(_DARK, 36 + way * 10.5, 26, 4.6, 4.8)
        for way in (-1, 1)
    )
    return Drawing("".join(shapes), 72.0, eyes)


def crow(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Perched, black and glossy."""
    coat = colour or (0.10, 0.10, 0.14)
    gloss = mix(coat, (0.36, 0.44, 0.70), 0.45)
    shapes = [
        stroke(_DARK, "M62 78 L60 97 M70 78 L72 97 M54 98 H66 M66 98 H78", 2.0),
        polygon(shade(coat, 0.3), 36, 62, 2, 84, 8, 90, 46, 76),
    ]
    shapes += [
        path(coat, smooth(30, 66, 40, 44, 62, 34, 80, 22, 94, 18, 104, 26, 102, 38, 94, 56, 80, 76, 56, 82, 38, 78))
    ]
    shapes += [
        path(gloss, smooth(34, 68, 44, 50, 62, 44, 76, 48, 74, 62, 54, 74, 18, 84)),
        stroke(coat, "M40 70 Q58 66 70 54 M46 62 Q60 58 70 50", 1.2),
    ]
    shapes += [path(_DARK, "M101 24 Q114 22 122 31 Q112 32 102 33 Z"), eye(96, 26, 1.9)]
    return Drawing("".join(shapes), 124.0)


def swan(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Afloat, the neck in an S and the wings a little raised."""
    coat = colour or (0.96, 0.96, 0.95)
    far = shade(coat, 0.20)
    shapes = [path(coat, smooth(6, 70, 22, 62, 46, 60, 74, 62, 96, 70, 102, 84, 88, 98, 50, 100, 20, 96))]
    shapes += [path(coat, limb((92, 82, 104, 66, 96, 44, 92, 24, 102, 12), (22, 14, 9.5, 8, 8)))]
    shapes += [
        path(far, smooth(2, 58, 24, 62, 58, 56, 84, 72, 74, 90, 40, 92, 16, 82)),
        path(light(coat, 0.4), smooth(-2, 50, 20, 58, 54, 50, 80, 66, 70, 82, 42, 84, 18, 74)),
    ]
    shapes += [
        stroke(far, "M14 64 Q40 72 66 68 M18 72 Q42 80 64 76", 1.4),
        path(coat, smooth(96, 14, 101, 6, 110, 8, 114, 15, 110, 20, 101, 19)),
    ]
    shapes += [
        path(_BILL, "M112 13 Q120 16 128 22 Q119 24 111 19.6 Z"),
        path(_DARK, "M110 12 L116 15 L111 18 Z"),
        ellipse(_DARK, 108, 12.4, 1.3, 1.3),
    ]
    return Drawing("".join(shapes), 130.0)


def duck(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A drake afloat: green head, white ring, brown breast; a bound colour dyes him whole."""
    back, head, breast = (
        ((0.66, 0.62, 0.56), (0.10, 0.42, 0.30), (0.46, 0.26, 0.18))
        if colour is None
        else (colour, colour, shade(colour, 0.2))
    )
    body = smooth(4, 62, 18, 68, 44, 56, 74, 58, 92, 66, 94, 84, 78, 98, 36, 99, 14, 88)
    shapes = [
        path(back, body),
        inside(body, ellipse(breast, 92, 80, 20, 22)),
        path(shade(back, 0.3), smooth(10, 66, 34, 64, 62, 64, 72, 76, 54, 88, 26, 82)),
    ]
    shapes += [
        path(_WHITE, limb((82, 66, 88, 55), (18, 15))),
        path(head, smooth(76, 54, 78, 34, 90, 24, 104, 28, 108, 42, 102, 54, 90, 58)),
    ]
    shapes += [
        path(_BILL, smooth(104, 40, 116, 42, 126, 47, 124, 52, 112, 51, 104, 50)),
        eye(97, 38, 2.3),
        path(_WHITE, smooth(30, 80, 46, 78, 50, 83, 36, 86)),
    ]
    return Drawing("".join(shapes), 128.0)


def heron(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Standing still on long legs."""
    return _wader(colour or (0.62, 0.67, 0.74), _BILL, dice, dagger=True)


def flamingo(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """On one leg, rosy, with a bent bill."""
    return _wader(colour or (0.97, 0.55, 0.60), (0.96, 0.86, 0.82), dice, dagger=False)


def _wader(coat: Colour, bill: Colour, dice: Dice, *, dagger: bool) -> Drawing:
    far, thin = shade(coat, 0.34), mix(coat, (0.5, 0.36, 0.36), 0.4)
    lifted = "M34 62 L46 70 L38 76" if dice.chance(0.6) else "M34 62 L36 82 L34 98 L42 98"
    shapes = [stroke(thin, lifted, 1.7), stroke(thin, "M29 62 L28 80 L30 98 L22 98 M30 98 L38 98", 1.9)]
    shapes += [
        path(coat, smooth(6, 60, 14, 48, 30, 41, 44, 42, 48, 52, 42, 62, 26, 66, 12, 64)),
        path(far, smooth(2, 64, 14, 52, 32, 50, 38, 57, 24, 64)),
    ]
    shapes += [
        path(coat, limb((43, 50, 52, 42, 44, 28, 46, 14, 53, 9), (12, 6.5, 4.6, 4.2, 5))),
        path(coat, smooth(49, 9, 53, 4, 60, 6, 61, 11, 55, 14)),
    ]
    if dagger:
        shapes += [
            polygon(bill, 60, 7.4, 77, 12.4, 60, 12),
            stroke(_DARK, line(57, 5.4, 48, 4.6, 41, 8), 1.3),
            stroke(_DARK, "M50 52 L52 64 M47 54 L48 64", 0.8),
        ]
    else:
        shapes += [
            path(bill, limb((60, 9, 66, 12, 66, 18), (5, 4.4, 1.4))),
            path(_DARK, limb((66.4, 13.6, 66, 18.6), (3.6, 1.0))),
        ]
    return Drawing("".join([*shapes, ellipse(_DARK, 57, 8, 1, 1)]), 80.0)


def penguin(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Upright, in black and white with a golden throat."""
    coat = colour or (0.13, 0.14, 0.19)
    tilt = dice.between(-4, 6)
    body = smooth(12, 54, 18, 28, 25, 12, 34, 5, 44, 11, 47, 26, 54, 52, 54, 80, 42, 95, 24, 95, 13, 80)
    belly = path(_WHITE, smooth(27, 36, 40, 27, 50, 38, 54, 62, 50, 84, 38, 92, 27, 84, 24, 58))
    shapes = [
        ellipse(_BILL, 25, 97, 8, 3),
        ellipse(_BILL, 43, 97, 9, 3),
        path(coat, limb((46, 40, 56, 54, 60 + tilt, 68), (9, 8, 3))),
    ]
    shapes += [
        path(coat, body),
        inside(body, belly, ellipse((0.98, 0.80, 0.32), 42, 28, 7, 8, 0.85)),
        ellipse(_WHITE, 40, 17, 2.8, 3.0),
    ]
    shapes += [
        path(shade(coat, 0.3), limb((20, 38, 13, 54, 7 - tilt, 70), (10, 10, 3))),
        path(_BILL, "M45 14 Q53 15 58 19 Q51 21 45 19 Z"),
        ellipse(_DARK, 40.6, 16.6, 1.5, 1.6),
    ]
    return Drawing("".join(shapes), 66.0)


def parrot(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """On a branch, the long tail hanging, bright in three colours."""
    coat = colour or dice.pick(((0.84, 0.14, 0.14), (0.16, 0.56, 0.34), (0.12, 0.40, 0.78)))
    gold, blue = (0.97, 0.76, 0.18), (0.12, 0.34, 0.74) if coat[2] < 0.6 else (0.10, 0.60, 0.62)
    shapes = [
        path(blue, limb((24, 66, 16, 84, 8, 100), (12, 8, 2))),
        path(coat, limb((28, 66, 23, 84, 17, 98), (12, 8, 2))),
    ]
    shapes += [path(coat, smooth(26, 40, 30, 18, 40, 6, 52, 8, 58, 20, 55, 40, 48, 60, 36, 72, 25, 66))]
    shapes += [
        path(blue, smooth(24, 42, 36, 36, 42, 46, 38, 62, 26, 76, 17, 84, 19, 62)),
        path(gold, smooth(24, 42, 35, 36, 41, 45, 36, 52, 25, 54)),
    ]
    shapes += [
        ellipse(_WHITE, 51, 19, 6, 6.4),
        eye(51.6, 17.6, 1.8),
        path((0.92, 0.88, 0.78), "M56 14 Q68 15 66 32 Q62 25 55 25 Z"),
    ]
    shapes += [
        path(_DARK, "M55 25 Q60 25 62 29 Q58 31 54 29 Z"),
        path(_BARK, limb((8, 77, 44, 73, 80, 76), (4, 6, 4))),
        stroke(_DARK, "M38 70 L38 76 M43 69 L43 75", 2),
    ]
    return Drawing("".join(shapes), 84.0)


def rooster(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """With a red comb and a sickle tail."""
    coat, plumes = colour or (0.78, 0.42, 0.14), (0.10, 0.30, 0.28)
    red = (0.82, 0.14, 0.12)
    shapes = [stroke(_BILL, "M48 78 L46 97 L54 97 M46 97 L40 97 M58 78 L60 97 L68 97 M60 97 L54 97", 2.2)]
    for n, (x, y) in enumerate(((4, 62), (2, 50), (4, 38), (10, 28), (18, 22))):
        arch = (34, 60, x + 12, y - 16, x, y - 8, x - 3, y + 8)
        shapes.append(path(mix(plumes, coat, 0.12 * n), limb(arch, (9, 9, 7, 1.5))))
    shapes += [
        path(coat, smooth(24, 58, 40, 56, 58, 50, 68, 34, 72, 20, 82, 20, 86, 36, 82, 60, 70, 78, 48, 84, 32, 76))
    ]
    shapes += [
        path(light(coat, 0.4), smooth(70, 24, 82, 24, 86, 42, 80, 54, 66, 50)),
        path(shade(coat, 0.35), smooth(36, 60, 54, 58, 66, 66, 52, 78, 36, 74)),
    ]
    shapes += [
        path(red, smooth(70, 18, 70, 7, 75, 11, 78, 3, 82, 10, 88, 5, 87, 17)),
        ellipse(coat, 79, 20, 8, 8),
        path(red, smooth(84, 24, 89, 28, 86, 38, 81, 30)),
    ]
    return Drawing("".join([*shapes, polygon(_BILL, 86, 17, 97, 21.6, 86, 25), eye(81.6, 18.6, 1.7)]), 98.0)
