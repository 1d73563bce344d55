"""Those who are nearly people: in a space suit, of tin, of snow, of nothing at all."""

from __future__ import annotations

from painting.colour import Colour, mix
from painting.dice import Dice
from painting.palette import Palette
from painting.subjects.drawing import Drawing, box, dots, ellipse, inside, light, path, polygon, shade, stroke
from painting.subjects.outline import limb, line, smooth

_SUIT = (0.93, 0.93, 0.92)
_DARK = (0.13, 0.13, 0.17)
_GOLD = (0.95, 0.70, 0.26)
_JOINT = (0.30, 0.31, 0.35)
_BEAM = (0.50, 0.95, 1.0)


def astronaut(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Floating or standing in a thick suit with a golden visor."""
    suit, trim = colour or _SUIT, palette.accent if colour is None else light(colour, 0.75)
    far, lift = shade(suit, 0.28), dice.between(0, 16)
    shapes = [
        path(far, smooth(16, 28, 34, 24, 52, 28, 54, 58, 34, 62, 14, 58)),
        path(far, limb((42, 66, 46, 80, 46, 92), (16, 14, 13))),
        path(suit, limb((27, 66, 23, 80, 21, 92), (16, 14, 13))),
    ]
    shapes += [
        path(shade(suit, 0.45), smooth(12, 92, 21, 88, 29, 92, 29, 99, 12, 99)),
        path(shade(suit, 0.5), smooth(39, 92, 47, 88, 57, 92, 57, 99, 39, 99)),
    ]
    shapes += [
        path(far, limb((48, 38, 60, 46 - lift * 0.5, 66, 52 - lift * 1.6), (14, 12, 10))),
        ellipse(shade(suit, 0.45), 66.4, 53 - lift * 1.6, 5.4, 5.6),
    ]
    body = smooth(20, 36, 34, 32, 48, 36, 51, 54, 48, 70, 34, 74, 20, 70, 17, 54)
    shapes += [
        path(suit, body),
        inside(body, stroke(trim, "M12 64 H60", 3), stroke(far, "M34 32 V76", 0.8)),
        path(suit, limb((20, 40, 9, 50, 8, 62), (14, 12, 10))),
        ellipse(shade(suit, 0.45), 8, 64, 5.4, 5.6),
    ]
    shapes += [
        box(shade(suit, 0.34), 25, 46, 18, 11),
        dots((0.9, 0.25, 0.2), 1.4, 29, 49.6),
        dots((0.3, 0.75, 0.45), 1.4, 34, 49.6),
        dots((0.3, 0.55, 0.9), 1.4, 39, 49.6),
        stroke(trim, "M14 46 L20 50 M53 43 L57 48", 2.2),
    ]
    visor = smooth(22, 20, 25, 11, 34, 8.6, 44, 11, 47, 20, 43, 28, 34, 31, 25, 28)
    shapes += [
        ellipse(suit, 34, 19, 17.4, 17.4),
        ellipse(far, 16.6, 20, 2.6, 5),
        ellipse(far, 51.6, 20, 2.6, 5),
        path(shade(_GOLD, 0.45), visor),
        inside(visor, ellipse(_GOLD, 30, 14, 17, 13), ellipse((1.0, 0.95, 0.76), 27, 13, 5, 4.4)),
    ]
    return Drawing("".join(shapes), 74.0)


def robot(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Of painted tin, with a lamp for a heart and bright eyes; one arm hangs, the other may wave."""
    tin = colour or dice.pick(((0.44, 0.62, 0.66), (0.72, 0.70, 0.66), (0.86, 0.58, 0.26)))
    dark, wave = shade(tin, 0.36), dice.between(0, 26)
    hand = 62 - 1.5 * wave
    body = "M17 38 Q17 34 21 34 H49 Q53 34 53 38 L50 70 Q49 74 45 74 H25 Q21 74 20 70 Z"
    claw = smooth(62, hand, 68, hand + 4, 74, hand, 73, hand - 10, 68, hand - 6, 63, hand - 10)
    shapes = [
        stroke(_JOINT, "M26 70 V92 M44 70 V92", 6),
        path(dark, "M15 100 Q15 90 26 90 Q34 90 34 100 Z M37 100 Q37 90 46 90 Q55 90 55 100 Z"),
        stroke(_JOINT, line(14, 44, 5, 54, 7, 66), 5),
        path(tin, smooth(1, 64, 7, 61, 13, 64, 12, 74, 8, 70, 3, 74)),
        stroke(_JOINT, line(56, 44, 66, 50 - wave * 0.4, 68, hand), 5),
        path(tin, claw),
        path(tin, body),
        inside(body, path(dark, "M42 30 H60 V80 H40 Z", 0.5)),
        ellipse(_JOINT, 35, 51, 8.6, 8.6),
        ellipse(_BEAM, 35, 51, 5.6, 5.6),
        dots(_JOINT, 1.3, 23, 39, 47, 39, 25, 69, 45, 69),
        stroke(_JOINT, "M27 65 H43", 1.6),
    ]
    eyes = ellipse(_BEAM, 27, 16.4, 4.4, 4.6) + ellipse(_BEAM, 43, 16.4, 4.4, 4.6)
    heart = ellipse(_BEAM, 35, 51, 5.6, 5.6)
    return Drawing("".join(shapes) + _tin_head(tin) + eyes, 76.0, eyes + heart)


def _tin_head(tin: Colour) -> str:
    """With sockets for the eyes, a grille for a mouth and an aerial."""
    head, dark = "M16 12 Q16 7 21 7 H49 Q54 7 54 12 V26 Q54 31 49 31 H21 Q16 31 16 26 Z", shade(tin, 0.36)
    shapes = [
        box(_JOINT, 30, 30, 10, 5),
        stroke(_JOINT, "M35 7 V1.6", 1.6),
        ellipse((0.95, 0.3, 0.25), 35, 1.8, 2.4, 2.2),
        ellipse(dark, 15, 19, 3, 5) + ellipse(dark, 55, 19, 3, 5),
        path(light(tin, 0.18), head),
        inside(head, path(dark, "M46 4 H58 V34 H45 Z", 0.45)),
        ellipse(_DARK, 27, 16.4, 6, 6.2) + ellipse(_DARK, 43, 16.4, 6, 6.2),
        stroke(_DARK, "M27 25.6 H43 M30 24 V27 M35 24 V27 M40 24 V27", 1.1),
    ]
    return "".join(shapes)


def ghost(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A drifting sheet with hollow eyes."""
    sheet = colour or (0.90, 0.94, 0.97)
    sway = dice.between(-5, 5)
    body = smooth(
        36,
        3,
        56,
        12,
        62,
        36,
        60 + sway,
        62,
        68 + sway,
        88,
        58 + sway,
        84,
        52 + sway,
        96,
        42 + sway,
        86,
        33 + sway,
        98,
        25 + sway,
        86,
        15 + sway,
        94,
        10 + sway,
        82,
        13,
        58,
        11,
        34,
        17,
        12,
    )
    shapes = [
        path(light(sheet, 0.25), body, 0.90),
        inside(body, path(shade(sheet, 0.4), f"M48 0 Q52 50 {44 + sway} 100 H80 V0 Z", 0.28)),
        path(sheet, smooth(14, 44, 4, 48, 2, 58, 14, 58), 0.9),
        path(sheet, smooth(60, 44, 70, 46, 74, 56, 60, 58), 0.9),
    ]
    face = ellipse(_DARK, 28, 32, 4.6, 6.6) + ellipse(_DARK, 46, 32, 4.6, 6.6) + ellipse(_DARK, 37, 48, 4.4, 6.0)
    return Drawing("".join([*shapes, face]), 76.0, path((0.86, 0.95, 1.0), body, 0.75) + face)


def snowman(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Three balls, a carrot, a hat and a coloured scarf."""
    snow, scarf = (0.96, 0.97, 1.0), colour or palette.accent
    twig, hat = (0.36, 0.25, 0.17), dice.pick((_DARK, (0.30, 0.22, 0.34)))
    shapes = [
        stroke(twig, "M18 46 L2 34 M7 38 L4 44 M8 39 L3 30", 1.6),
        stroke(twig, "M54 46 L70 32 M65 36 L72 40 M64 37 L66 28", 1.6),
    ]
    for x, y, r in ((36, 79, 23), (36, 49, 17.4), (36, 26, 12.6)):
        shapes += [
            ellipse(snow, x, y, r * 1.06, r),
            path(
                mix(snow, palette.shade, 0.5),
                f"M{x - r} {y + r * 0.3:.1f} Q{x} {y + r * 1.1:.1f} {x + r} {y + r * 0.3:.1f} "
                f"Q{x + r * 0.6:.1f} {y + r:.1f} {x} {y + r} Q{x - r * 0.6:.1f} {y + r:.1f} "
                f"{x - r} {y + r * 0.3:.1f} Z",
                0.5,
            ),
        ]
    shapes += [
        dots(_DARK, 1.5, 36, 45, 36, 52, 36, 73, 36, 81),
        ellipse(_DARK, 31.6, 23, 1.7, 1.9),
        ellipse(_DARK, 41, 23, 1.7, 1.9),
        polygon((0.95, 0.50, 0.14), 36, 25, 52, 29, 36, 29.6),
    ]
    shapes += [
        dots(_DARK, 0.9, 30, 30.6, 32.6, 32.4, 36, 33, 39.4, 32.4),
        path(scarf, smooth(24, 35, 36, 38.6, 48, 35, 49, 40, 36, 44, 23, 40)),
        path(shade(scarf, 0.16), limb((45, 40, 50, 50, 48, 60), (7, 7, 8))),
    ]
    shapes += [
        path(hat, "M26.4 14.6 L27 0.6 H45 L45.6 14.6 Z"),
        path(hat, "M20 14 H52 V17.4 H20 Z"),
        box(scarf, 26.6, 10, 18.8, 3.4),
    ]
    return Drawing("".join(shapes), 74.0)
