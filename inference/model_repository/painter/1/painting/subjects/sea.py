"""What lives in the sea and looks to the right."""

from __future__ import annotations

from painting.colour import Colour, mix
from painting.dice import Dice
from painting.palette import Palette
from painting.subjects.animals import eye
from painting.subjects.drawing import Drawing, dots, ellipse, inside, light, path, polygon, shade, stroke
from painting.subjects.outline import limb, line, smooth

_DARK = (0.08, 0.10, 0.14)
_WHITE = (0.96, 0.96, 0.94)


def fish(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A reef fish, striped or plain, with flowing fins."""
    skin = colour or dice.pick(((0.96, 0.50, 0.12), (0.98, 0.80, 0.20), (0.20, 0.46, 0.80), (0.86, 0.36, 0.50)))
    fin, band = mix(skin, (1.0, 0.9, 0.6), 0.35), _WHITE if dice.chance(0.5) else shade(skin, 0.45)
    body = smooth(34, 50, 52, 28, 84, 20, 116, 30, 136, 50, 118, 68, 86, 80, 52, 70)
    shapes = [
        path(fin, smooth(38, 50, 20, 40, 4, 18, 10, 42, 8, 58, 2, 82, 22, 62)),
        path(fin, smooth(60, 30, 70, 8, 98, 4, 112, 14, 108, 30)),
    ]
    shapes += [path(fin, smooth(70, 74, 66, 92, 80, 96, 94, 78)), path(skin, body)]
    stripes = [path(band, limb((x, 10, x + 7, 48, x - 1, 90), (w, w, w))) for x, w in ((104, 8), (76, 9), (50, 7))]
    scales = [stroke(shade(skin, 0.25), f"M{x} {y} q4 4 0 8", 1.1) for x in range(48, 108, 9) for y in (34, 46, 58)]
    shapes += [
        inside(body, *(stripes if dice.chance(0.6) else scales), ellipse(light(skin, 0.6), 88, 86, 48, 18, 0.45))
    ]
    shapes += [
        path(light(fin, 0.2), smooth(96, 54, 82, 56, 74, 66, 86, 70, 98, 62)),
        ellipse(_WHITE, 120, 44, 6.4, 6.6),
        ellipse(_DARK, 121.4, 44, 3.8, 4),
    ]
    return Drawing(
        "".join(
            [*shapes, ellipse(_WHITE, 122.6, 42.4, 1.3, 1.3), stroke(shade(skin, 0.5), "M135 53 Q130 56 126 55", 1.3)]
        ),
        140.0,
    )


def whale(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A humpback, its throat in folds, its flukes raised."""
    skin = colour or (0.22, 0.34, 0.48)
    belly = light(skin, 0.72)
    body = smooth(28, 38, 44, 54, 74, 42, 112, 30, 150, 36, 176, 52, 180, 62, 160, 78, 120, 86, 80, 82, 48, 68, 30, 50)
    folds = [stroke(shade(belly, 0.3), line(180, 68 + 4 * n, 146, 78 + 4 * n, 104, 80 + 3 * n), 1.2) for n in range(5)]
    shapes = [path(skin, smooth(34, 48, 24, 34, 6, 28, 0, 14, 16, 16, 27, 26, 36, 10, 52, 4, 50, 20, 36, 34, 40, 48))]
    shapes += [path(shade(skin, 0.3), smooth(118, 76, 100, 96, 88, 98, 98, 78)), path(skin, body)]
    shapes += [
        inside(body, path(belly, "M184 58 Q150 66 128 74 Q96 80 66 76 L90 98 L184 98 Z"), *folds),
        polygon(skin, 74, 44, 72, 34, 86, 40),
    ]
    shapes += [
        path(shade(skin, 0.14), smooth(136, 70, 120, 88, 106, 100, 114, 84, 122, 70)),
        stroke(shade(skin, 0.5), "M178 60 Q160 66 146 62", 1.3),
    ]
    return Drawing(
        "".join([*shapes, eye(144, 58, 2.0), dots(light(skin, 0.3), 1.2, 160, 42, 168, 47, 154, 39, 148, 44)]), 184.0
    )


def dolphin(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Leaping in an arc."""
    skin = colour or (0.36, 0.50, 0.62)
    body = limb((12, 84, 36, 50, 70, 32, 104, 38, 126, 60), (5, 22, 33, 27, 12))
    shapes = [
        path(skin, smooth(16, 78, 6, 80, -2, 92, 10, 90, 14, 100, 22, 92, 20, 82)),
        path(skin, smooth(62, 24, 52, 6, 66, 6, 84, 24)),
    ]
    shapes += [
        path(shade(skin, 0.3), smooth(94, 46, 92, 66, 82, 74, 82, 56)),
        path(skin, body),
        path(skin, limb((122, 54, 130, 66, 134, 74), (10, 6, 3.4))),
    ]
    shapes += [
        inside(body, stroke(light(skin, 0.65), line(24, 82, 46, 60, 76, 49, 104, 55, 124, 72), 12)),
        path(shade(skin, 0.12), smooth(86, 46, 78, 64, 66, 72, 70, 54)),
    ]
    return Drawing(
        "".join([*shapes, eye(116, 51, 1.8), stroke(shade(skin, 0.5), "M132 72 Q124 66 119 60", 1.0)]), 138.0
    )


def shark(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Level and lean, the great fin up."""
    skin = colour or (0.44, 0.50, 0.56)
    body = smooth(22, 52, 60, 40, 106, 34, 150, 42, 176, 54, 158, 64, 120, 72, 70, 66, 24, 58)
    shapes = [
        path(skin, smooth(26, 54, 12, 38, 2, 8, 16, 22, 30, 48)),
        path(skin, "M26 54 Q14 64 8 84 Q20 74 32 60 Z"),
        path(shade(skin, 0.3), "M120 66 Q108 84 92 94 Q98 78 102 66 Z"),
    ]
    shapes += [
        path(skin, "M84 42 Q94 18 118 4 Q112 22 118 38 Z"),
        path(skin, body),
        inside(body, path(_WHITE, "M22 60 Q90 58 130 62 Q160 62 180 56 L180 90 L22 90 Z")),
    ]
    shapes += [
        path(shade(skin, 0.12), "M128 62 Q120 82 100 96 Q106 78 108 62 Z"),
        stroke(shade(skin, 0.5), "M124 46 Q120 53 124 60 M118 46 Q114 53 118 60 M130 47 Q126 53 130 59", 1.4),
    ]
    return Drawing(
        "".join([*shapes, ellipse(_DARK, 154, 50, 2.2, 2.2), path(_DARK, "M168 60 Q156 66 146 64 Q158 62 168 60 Z")]),
        178.0,
    )


def octopus(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A great head over eight curling arms with suckers."""
    skin = colour or dice.pick(((0.80, 0.34, 0.28), (0.56, 0.34, 0.62), (0.86, 0.52, 0.30)))
    far, pale, arms, suckers = shade(skin, 0.3), light(skin, 0.5), "", ""
    ends = (
        (14, 66, -1),
        (114, 66, 1),
        (18, 88, -1),
        (110, 88, 1),
        (34, 97, -1),
        (94, 97, 1),
        (54, 96, 1),
        (78, 98, -1),
    )
    for x, y, curl in ends:
        root, bend = 64 + (x - 64) * 0.30, dice.between(-5, 5)
        reach = (root, 56, root + (x - root) * 0.55, 66 + bend, x, y, x + 7 * curl, y - 9, x + curl, y - 13)
        arms += limb(reach, (15, 11, 7, 5, 2)) + " "
        for k in range(6):
            suckers += dots(pale, 1.6, root + (x - root) * (0.35 + 0.13 * k), 65 + (y - 62) * (0.10 + 0.16 * k))
    shapes = [path(mix(skin, far, 0.25), arms), inside(arms, suckers)]
    shapes += [path(skin, smooth(64, 2, 88, 10, 96, 32, 88, 52, 84, 64, 64, 68, 44, 64, 40, 52, 32, 32, 40, 10))]
    shapes += [dots(far, 2.6, 52, 14, 62, 9, 76, 15, 84, 26, 46, 26, opacity=0.6)]
    for x in (50, 78):
        shapes += [
            ellipse(_WHITE, x, 44, 8.4, 9),
            ellipse(_DARK, x + 1, 45, 5, 5.6),
            ellipse(_WHITE, x + 3, 42, 1.8, 1.8),
            stroke(far, f"M{x - 9} 36 Q{x} 31 {x + 9} 36", 2),
        ]
    return Drawing("".join(shapes), 128.0)


def jellyfish(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A glowing bell with trailing threads."""
    skin = colour or dice.pick(((0.92, 0.60, 0.78), (0.60, 0.72, 0.96), (0.98, 0.72, 0.52)))
    pale = light(skin, 0.6)
    threads = []
    for n in range(9):
        x, sway = 14 + 5 * n, dice.between(-7, 7)
        threads.append(
            stroke(
                mix(skin, pale, 0.1 * n), line(x, 38, x + sway, 58, x - sway, 76, x + sway * 0.6, 92 + 3 * (n % 3)), 1.1
            )
        )
    arms = [
        path(pale, limb((x, 38, x + s, 56, x - s, 72, x + s, 84), (8, 7, 5, 1)), 0.85)
        for x, s in ((26, 4), (36, -4), (42, 5))
    ]
    bell = smooth(4, 38, 6, 18, 20, 4, 34, 1, 48, 4, 62, 18, 64, 38, 52, 35, 44, 41, 34, 36, 24, 41, 16, 35)
    shine = path((1.0, 1.0, 1.0), smooth(14, 22, 22, 9, 34, 6, 26, 14, 20, 26), 0.5)
    shapes = [
        *threads,
        *arms,
        path(skin, bell, 0.9),
        inside(
            bell,
            ellipse(pale, 34, 22, 16, 12, 0.7),
            stroke(shade(skin, 0.2), "M34 4 V40 M20 8 Q14 24 15 40 M48 8 Q54 24 53 40", 1.0),
        ),
        shine,
    ]
    return Drawing("".join(shapes), 68.0, path(pale, bell, 0.8))


def seahorse(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Upright, with a crown and a rolled tail."""
    skin = colour or dice.pick(((0.95, 0.66, 0.24), (0.86, 0.46, 0.40)))
    far = shade(skin, 0.32)
    body = limb(
        (28, 22, 23, 32, 28, 48, 26, 64, 18, 80, 20, 93, 29, 94, 29, 86, 25, 86), (11, 14, 22, 17, 9, 6.4, 5, 3.6, 2)
    )
    rings = [stroke(far, f"M{12} {y} Q26 {y + 5} 42 {y - 2}", 1.1) for y in range(30, 92, 5)]
    shapes = [
        path(light(skin, 0.35), smooth(18, 44, 6, 40, 4, 52, 8, 62, 18, 58)),
        path(skin, body),
        inside(body, *rings),
    ]
    shapes += [polygon(far, x, y, x - 3, y - 7, x + 5, y - 2) for x, y in ((22, 13), (28, 9), (34, 11))]
    shapes += [
        path(skin, smooth(20, 18, 26, 9, 36, 10, 40, 17, 54, 22, 54, 26, 40, 26, 34, 31, 24, 29)),
        eye(34, 17, 2.0),
    ]
    return Drawing("".join(shapes), 58.0)


def turtle(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A sea turtle, rowing with long flippers."""
    shell, skin = colour or (0.42, 0.40, 0.20), (0.46, 0.62, 0.42)
    dome = smooth(20, 56, 34, 34, 66, 24, 100, 34, 116, 54, 104, 66, 66, 72, 32, 68)
    plates = [
        stroke(light(shell, 0.5), route, 1.8)
        for route in ("M44 28 L52 46 L42 70", "M52 46 H84 L92 68", "M84 46 L92 28", "M20 54 L52 46", "M84 46 L118 54")
    ]
    stroke_ = dice.between(-8, 8)
    shapes = [
        path(shade(skin, 0.35), limb((96, 58, 116, 40 + stroke_, 124, 20), (13, 11, 2))),
        path(skin, limb((28, 62, 12, 72, 4, 84), (11, 9, 3))),
    ]
    shapes += [
        path(skin, limb((108, 58, 122, 50, 132, 46), (14, 13, 12))),
        path(skin, smooth(124, 42, 134, 36, 145, 42, 147, 49, 136, 55, 126, 53)),
    ]
    shapes += [
        path(light(skin, 0.55), smooth(26, 64, 66, 66, 110, 60, 100, 74, 66, 79, 36, 74)),
        path(shell, dome),
        inside(dome, *plates),
    ]
    shapes += [
        path(skin, limb((94, 66, 92, 84 + stroke_ * 0.5, 74, 99), (15, 13, 2))),
        dots(shade(skin, 0.3), 1.7, 90, 74, 94, 80, 86, 86, 128, 47, 132, 51, 16, 72),
    ]
    return Drawing("".join([*shapes, eye(139, 43.6, 1.9)]), 150.0)


def crab(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Claws up, eyes on stalks."""
    shell = colour or (0.88, 0.34, 0.20)
    far, shapes = shade(shell, 0.3), []
    for way in (-1, 1):
        for n in range(3):
            foot = 75 + way * (58 - 9 * n)
            shapes.append(
                path(far, limb((75 + way * 28, 72, 75 + way * (52 - 6 * n), 64 + 7 * n, foot, 97), (7, 5.5, 1.5)))
            )
        shapes += [path(shell, limb((75 + way * 32, 62, 75 + way * 54, 52, 75 + way * 56, 38), (9, 9, 8)))]
        claw = (
            75 + way * 50,
            38,
            75 + way * 46,
            16,
            75 + way * 58,
            4,
            75 + way * 60,
            22,
            75 + way * 66,
            8,
            75 + way * 72,
            22,
            75 + way * 66,
            38,
        )
        shapes += [
            path(shell, smooth(*claw)),
            stroke(shell, f"M{75 + way * 10} 54 L{75 + way * 12} 38", 3),
            ellipse(_WHITE, 75 + way * 12, 36, 5.6, 6),
            ellipse(_DARK, 75 + way * 12, 36, 3, 3.4),
        ]
    body = smooth(36, 66, 48, 52, 75, 48, 102, 52, 114, 66, 102, 86, 75, 92, 48, 86)
    shapes += [
        path(shell, body),
        inside(
            body,
            ellipse(light(shell, 0.5), 75, 94, 34, 12, 0.6),
            dots(light(shell, 0.5), 2.2, 58, 60, 92, 60, 66, 56, 84, 57),
        ),
    ]
    return Drawing("".join([*shapes, stroke(far, "M64 74 Q75 80 86 74", 2.0)]), 150.0)


def coral(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A branching fan."""
    skin = colour or dice.pick(((0.94, 0.42, 0.40), (0.96, 0.64, 0.30), (0.74, 0.40, 0.68)))
    shapes, tips, wide = [], [(50.0, 101.0, 0.0, -24.0)], 12.0
    for depth in range(5):
        route, grown = "", []
        for x, y, dx, dy in tips:
            route += f"M{x:.2f} {y:.2f} L{x + dx:.2f} {y + dy:.2f} "
            for turn in (-0.62, 0.04, 0.60) if depth < 2 else (-0.5, 0.5):
                bend = turn + dice.between(-0.14, 0.14)
                grown.append((x + dx, y + dy, (dx - dy * bend) * 0.76, (dy + dx * bend) * 0.76))
        shapes.append(stroke(mix(shade(skin, 0.3), light(skin, 0.35), depth / 4), route, wide))
        tips, wide = grown, wide * 0.68
    return Drawing("".join(shapes), 100.0)
