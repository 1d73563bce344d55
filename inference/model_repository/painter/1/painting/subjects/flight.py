"""What people send into the air and beyond it."""

from __future__ import annotations

from painting.colour import Colour, mix
from painting.dice import Dice
from painting.palette import Palette
from painting.subjects.drawing import Drawing, box, dots, ellipse, inside, light, path, polygon, shade, stroke
from painting.subjects.outline import line, smooth

_WICKER = (0.52, 0.36, 0.22)
_WHITE = (0.95, 0.95, 0.94)
_IRON = (0.26, 0.28, 0.33)
_PANE = (0.56, 0.78, 0.90)
_LAMP = (1.0, 0.88, 0.55)


def balloon(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A hot air balloon in gores, with a band of zigzag on some."""
    first = colour or dice.pick((palette.accent, (0.16, 0.48, 0.60), (0.94, 0.62, 0.18), (0.56, 0.34, 0.60)))
    second = mix(first, (1.0, 0.94, 0.80), 0.78)
    bag = "M35 1 C6 1 -4 24 3 42 C8 57 24 68 28 76 L42 76 C46 68 62 57 67 42 C74 24 64 1 35 1 Z"
    gores = [
        f"M35 1 C{35 - 2.6 * k} 6 {35 - 3.3 * k} 44 {35 - 0.62 * k} 78 H{35 + 0.62 * k} "
        f"C{35 + 3.3 * k} 44 {35 + 2.6 * k} 6 35 1 Z"
        for k in (8.6, 5.6, 2.4)
    ]
    shapes = [
        path(first, bag),
        inside(bag, *(path(tone, gore) for gore, tone in zip(gores, (second, first, second), strict=True))),
    ]
    if dice.chance(0.5):
        zigzag = "M-4 44 " + " ".join(f"L{x} {38 if n % 2 else 46}" for n, x in enumerate(range(0, 78, 6)))
        shapes.append(
            inside(bag, stroke(light(first, 0.75), zigzag, 2.4), stroke(shade(first, 0.45), "M-4 52 Q35 60 74 52", 1.6))
        )
    shapes += [
        inside(bag, ellipse((1, 1, 1), 18, 20, 9, 15, 0.25)),
        stroke((0.30, 0.24, 0.20), "M28.5 76 L31 89 M41.5 76 L39 89 M35 76 V89", 0.7),
    ]
    shapes += [
        path(_WICKER, "M29.4 89 H40.6 L39.6 99.6 H30.4 Z"),
        box(shade(_WICKER, 0.4), 29, 88, 12, 2.2),
        stroke(shade(_WICKER, 0.35), "M30 93 H40 M30.2 96.4 H39.8", 0.7),
    ]
    glow = path((1.0, 0.72, 0.36), "M20 50 C24 64 29 70 30 76 L40 76 C41 70 46 64 50 50 Z", 0.55)
    return Drawing("".join(shapes), 70.0, glow)


def airship(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A long ribbed hull with fins and a gondola."""
    paint = colour or dice.pick(((0.82, 0.80, 0.76), palette.accent, (0.86, 0.68, 0.36)))
    hull = smooth(8, 40, 40, 16, 110, 4, 180, 14, 214, 40, 180, 64, 110, 76, 40, 64)
    ribs = [
        stroke(shade(paint, 0.3), route, 1.2)
        for route in ("M8 40 Q110 36 214 40", "M8 40 Q110 8 214 40", "M8 40 Q110 74 214 40")
    ]
    shapes = [
        polygon(shade(paint, 0.3), 30, 30, 0, 6, 4, 34),
        polygon(shade(paint, 0.4), 30, 52, 0, 76, 4, 46),
        path(shade(paint, 0.35), "M84 74 H146 L138 92 Q114 98 92 92 Z"),
        path(paint, hull),
    ]
    lit = "".join(box(_LAMP, x, 80, 8, 6) for x in (94, 106, 118, 130))
    shapes += [
        inside(
            hull,
            *ribs,
            path(shade(paint, 0.5), "M0 58 Q110 66 220 56 V90 H0 Z", 0.5),
            ellipse((1, 1, 1), 96, 20, 70, 8, 0.3),
        ),
        polygon(palette.accent if colour is None else shade(colour, 0.2), 34, 42, 2, 38, 6, 46),
        box(_PANE, 94, 80, 44, 6),
        ellipse(_IRON, 84, 86, 2, 8),
    ]
    return Drawing("".join(shapes), 216.0, lit)


def airplane(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A biplane, or an airliner climbing."""
    paint = colour or dice.pick((palette.accent, (0.20, 0.44, 0.66), (0.94, 0.74, 0.22)))
    return (_biplane if dice.chance(0.6) else _airliner)(paint, palette)


def _biplane(paint: Colour, palette: Palette) -> Drawing:
    dark = shade(paint, 0.4)
    body = smooth(6, 40, 40, 46, 90, 38, 138, 36, 150, 50, 138, 64, 90, 64, 40, 56, 8, 48)
    shapes = [
        path(dark, smooth(4, 42, 4, 14, 14, 10, 28, 40)),
        path(paint, body),
        inside(body, path(dark, "M0 56 H160 V80 H0 Z", 0.6), stroke(_WHITE, "M28 38 L34 60", 5)),
        path(paint, smooth(2, 48, 10, 43, 38, 45, 36, 50, 6, 53)),
    ]
    shapes += [
        stroke(_IRON, "M88 18 L82 70 M122 18 L118 70 M88 70 L122 18", 1.6),
        path(light(paint, 0.15), "M60 14 H140 Q146 18 140 22 H64 Q56 18 60 14 Z"),
        path(dark, "M66 66 H146 Q152 70 146 75 H70 Q62 70 66 66 Z"),
        path(_IRON, "M66 40 Q72 30 82 38 Z"),
        ellipse((0.84, 0.64, 0.50), 72, 30, 5, 5.6),
        path((0.42, 0.26, 0.16), "M66.6 29 Q67 23 72 23 Q77.6 23 77.4 29 Z"),
    ]
    shapes += [
        stroke(_IRON, "M120 74 L126 88 M104 74 L112 88", 2.4),
        ellipse(_IRON, 118, 90, 8.6, 8.6),
        ellipse(_WHITE, 118, 90, 3.4, 3.4),
        ellipse(_IRON, 150, 50, 4, 5),
        ellipse((0.6, 0.62, 0.66), 153, 50, 2, 27, 0.6),
    ]
    return Drawing("".join(shapes), 158.0)


def _airliner(paint: Colour, palette: Palette) -> Drawing:
    hull = smooth(14, 66, 60, 60, 130, 44, 186, 34, 204, 38, 196, 50, 140, 66, 70, 80, 22, 78)
    shapes = [
        path(shade(_WHITE, 0.3), "M120 44 L96 12 H110 L146 40 Z"),
        path(paint, "M20 70 L4 30 L22 32 L52 64 Z"),
        path(_WHITE, hull),
    ]
    shapes += [
        inside(
            hull,
            path(paint, "M0 84 L210 44 V60 L20 96 Z"),
            dots(_IRON, 1.6, *(v for n in range(14) for v in (64 + 8.6 * n, 63 - 1.72 * n))),
            path(_IRON, "M188 37 L200 38 L196 43 L186 42 Z"),
        )
    ]
    shapes += [
        path(shade(_WHITE, 0.15), "M128 60 L72 98 H88 L156 58 Z"),
        path(shade(_WHITE, 0.3), "M34 72 L10 88 H22 L56 72 Z"),
        ellipse(_IRON, 116, 76, 10, 4.6),
    ]
    return Drawing("".join(shapes), 206.0)


def rocket(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """With fins, a porthole and its fire."""
    trim = colour or palette.accent
    body = "M30 2 C46 16 48 44 44 72 H16 C12 44 14 16 30 2 Z"
    fire = smooth(20, 76, 30, 73, 40, 76, 39, 86, 34, 92, 30, 100, 26, 92, 21, 86)
    flame = path((1.0, 0.56, 0.12), fire) + path(
        (1.0, 0.88, 0.42), smooth(25, 76, 30, 74, 35, 76, 34, 84, 30, 92, 26, 84)
    )
    shapes = [
        flame,
        path(trim, "M16 50 Q2 58 3 82 Q9 74 17 72 Z"),
        path(shade(trim, 0.35), "M44 50 Q58 58 57 82 Q51 74 43 72 Z"),
        path(_WHITE if colour is None else light(colour, 0.72), body),
    ]
    shapes += [
        inside(
            body,
            path(trim, "M0 0 H60 V20 Q30 25 0 20 Z"),
            path(trim, "M0 60 Q30 65 60 60 V66 Q30 71 0 66 Z"),
            path(shade(_WHITE, 0.45), "M36 0 Q44 40 38 80 H60 V0 Z", 0.45),
        ),
        box(_IRON, 21, 71, 18, 5),
    ]
    shapes += [
        ellipse(_IRON, 30, 36, 8, 8),
        ellipse(_PANE, 30, 36, 5.8, 5.8),
        ellipse((1, 1, 1), 28, 34, 1.8, 1.6),
        ellipse((0.9, 0.9, 0.9), 30, 52, 3.4, 3.4),
        path(shade(trim, 0.15), "M27.6 56 H32.4 V84 H27.6 Z"),
    ]
    return Drawing("".join(shapes), 60.0, flame + ellipse((1.0, 0.95, 0.7), 30, 36, 5.8, 5.8), None, modelled=True)


def ufo(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A saucer with a dome, lamps round the rim and a beam below."""
    metal, glow = colour or (0.62, 0.66, 0.74), (0.66, 1.0, 0.72)
    beam = path(glow, "M60 40 H100 L126 100 H34 Z", 0.30) + path(glow, "M70 40 H90 L104 100 H56 Z", 0.28)
    rim = smooth(2, 34, 40, 24, 80, 21, 120, 24, 158, 34, 122, 44, 80, 48, 38, 44)
    bulbs = "".join(
        ellipse((1.0, 0.92, 0.5), x, y, 3.4, 2.8) for x, y in ((22, 36), (50, 41), (80, 43), (110, 41), (138, 36))
    )
    shapes = [
        beam,
        path((0.60, 0.86, 0.90), "M50 24 Q52 2 80 2 Q108 2 110 24 Z", 0.92),
        ellipse((0.36, 0.60, 0.40), 80, 17, 6, 7),
        ellipse((0.1, 0.1, 0.1), 77.6, 16, 1.7, 2.4),
        ellipse((0.1, 0.1, 0.1), 82.6, 16, 1.7, 2.4),
        ellipse((1, 1, 1), 64, 12, 4, 6, 0.6),
    ]
    shapes += [
        path(metal, rim),
        inside(
            rim,
            path(shade(metal, 0.55), "M0 37 Q80 46 160 37 V60 H0 Z", 0.8),
            path(light(metal, 0.7), "M20 30 Q80 20 140 30 Q80 25 20 30 Z"),
        ),
        bulbs,
    ]
    return Drawing("".join(shapes), 160.0, bulbs + beam)


def satellite(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A golden body between blue panels, with a dish."""
    foil, cell = colour or (0.90, 0.70, 0.32), (0.16, 0.26, 0.56)
    shapes = [stroke(_IRON, "M10 56 H190", 3)]
    for x in (4, 124):
        shapes += [
            box(cell, x, 34, 72, 44),
            stroke(
                light(cell, 0.5),
                " ".join(f"M{x + 12 * n} 34 V78" for n in range(1, 6)) + f" M{x} 49 H{x + 72} M{x} 63 H{x + 72}",
                0.9,
            ),
            stroke(_WHITE, f"M{x} 34 h72 v44 h-72 Z", 1.4),
        ]
    shapes += [
        box(foil, 82, 30, 36, 54),
        box(shade(foil, 0.4), 104, 30, 14, 54),
        stroke(light(foil, 0.6), "M86 36 L100 78 M84 60 L102 34", 1.0),
        stroke(_IRON, "M100 30 V16", 2.4),
        path(_WHITE, "M78 6 Q100 34 122 6 Q100 12 78 6 Z"),
        stroke(_IRON, "M100 14 V2", 1.4),
        ellipse((0.9, 0.3, 0.2), 100, 2.4, 2.2, 2.2),
        box(_IRON, 94, 84, 12, 9),
    ]
    return Drawing("".join(shapes), 200.0)


def kite(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A diamond in four colours with a tail of bows."""
    first, second = colour or palette.accent, (0.98, 0.82, 0.30)
    sway = dice.between(-10, 10)
    shapes = [stroke((0.4, 0.4, 0.45), line(40, 56, 34 + sway, 70, 46 - sway, 84, 38, 99), 1.0)]
    shapes += [
        polygon(second if n % 2 else light(first, 0.4), x - 6, y - 3, x, y, x - 6, y + 3)
        + polygon(first, x + 6, y - 3, x, y, x + 6, y + 3)
        for n, (x, y) in enumerate(((37 + sway * 0.4, 66), (40, 77), (42 - sway * 0.5, 88)))
    ]
    shapes += [
        polygon(first, 40, 2, 14, 28, 40, 28),
        polygon(second, 40, 2, 66, 28, 40, 28),
        polygon(shade(second, 0.12), 14, 28, 40, 57, 40, 28),
        polygon(shade(first, 0.2), 66, 28, 40, 57, 40, 28),
        stroke(_WHITE, "M40 2 V57 M14 28 H66", 1.0),
    ]
    return Drawing("".join(shapes), 80.0)
