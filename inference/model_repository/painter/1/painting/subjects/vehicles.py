"""What rolls: cars, buses, trains and bicycles, seen from the side and going to the right."""

from __future__ import annotations

from painting.colour import Colour, mix
from painting.dice import Dice
from painting.palette import Palette
from painting.subjects.drawing import Drawing, box, ellipse, inside, light, path, shade, stroke
from painting.subjects.outline import around

_TYRE = (0.12, 0.12, 0.14)
_CHROME = (0.80, 0.82, 0.85)
_PANE = (0.60, 0.76, 0.86)
_LAMP = (1.0, 0.90, 0.60)
_TAIL = (0.86, 0.12, 0.10)
_WHITE = (0.96, 0.95, 0.92)


def wheel(x: float, y: float, size: float) -> str:
    """A tyre with a bright hub."""
    return (
        ellipse(_TYRE, x, y, size, size)
        + ellipse(_CHROME, x, y, size * 0.56, size * 0.56)
        + ellipse(_TYRE, x, y, size * 0.16, size * 0.16)
    )


def pane(route: str) -> str:
    """Glass with two slanting gleams."""
    gleams = "M40 120 L120 -20 M52 120 L132 -20 M100 120 L180 -20 M160 120 L240 -20"
    return path(_PANE, route) + inside(route, stroke(light(_PANE, 0.4), gleams, 3.0))


def car(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """An old round saloon, or a small roadster with its roof down."""
    paint = colour or dice.pick((palette.accent, (0.24, 0.52, 0.62), (0.94, 0.80, 0.46), (0.56, 0.70, 0.56)))
    lamps = ellipse(_LAMP, 203, 60, 4.4, 6) + ellipse(_TAIL, 10, 60, 3, 5)
    if dice.chance(0.65):
        body = "M6 80 Q2 56 16 52 Q38 46 50 44 Q66 14 104 14 Q140 14 156 44 Q196 48 206 58 Q212 72 208 80 Z"
        glass = pane("M60 44 Q72 22 100 22 V44 Z") + pane("M106 22 Q132 22 146 44 H106 Z")
    else:
        body = "M6 80 Q2 58 16 54 Q50 46 70 52 L118 52 Q190 44 206 60 Q212 72 208 80 Z"
        glass = (
            stroke(_CHROME, "M134 50 L118 26", 3)
            + path(_TYRE, "M70 54 Q70 38 82 40 L88 54 Z")
            + path((0.7, 0.9, 1.0), "M121 30 L134 50 H128 Z", 0.6)
        )
    shapes = [
        path(paint, body),
        inside(
            body,
            path(shade(paint, 0.45), "M0 68 H220 V90 H0 Z", 0.6),
            path(light(paint, 0.55), "M0 48 Q110 34 214 56 V60 Q110 44 0 54 Z", 0.6),
        ),
    ]
    shapes += [
        glass,
        stroke(shade(paint, 0.5), "M103 46 V76 M58 48 Q52 66 60 76", 1.2),
        stroke(_CHROME, "M110 58 H120", 2),
        stroke(_CHROME, "M2 78 H60 M90 79 H150 M182 78 H212", 4),
    ]
    shapes += [path(_TYRE, f"M{x - 23} 82 Q{x} 44 {x + 23} 82 Z") for x in (46, 166)] + [
        wheel(x, 82, 17.5) for x in (46, 166)
    ]
    return Drawing("".join([*shapes, lamps]), 214.0, lamps)


def bus(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """With a row of windows, on one floor or two."""
    paint = colour or dice.pick((palette.accent, (0.93, 0.70, 0.20), (0.22, 0.48, 0.56)))
    double = dice.chance(0.4)
    body = "M4 84 V12 Q4 4 12 4 H158 Q168 4 170 16 L174 84 Z"
    rows = ((13, 19), (42, 17)) if double else ((18, 28),)
    windows = "".join(f"M{x} {y} h24 v{tall} h-24 Z " for y, tall in rows for x in (12, 40, 68, 96))
    panes = pane(windows + "M128 18 H162 L166 52 H128 Z")
    lit = "".join(box(_LAMP, x, y, 24, tall) for y, tall in rows for x in (12, 40, 68, 96))
    shapes = [
        path(paint, body),
        inside(
            body,
            box(light(paint, 0.75), 0, 62 if double else 50, 180, 6),
            path(shade(paint, 0.5), "M0 76 H180 V90 H0 Z", 0.7),
        ),
        panes,
    ]
    shapes += [
        stroke(shade(paint, 0.5), "M126 56 V84 M146 56 V84", 1.2),
        ellipse(_LAMP, 170, 70, 4, 5),
        path(_TYRE, "M22 86 Q38 56 54 86 Z"),
        path(_TYRE, "M128 86 Q144 56 160 86 Z"),
        wheel(38, 85, 14),
        wheel(144, 85, 14),
    ]
    return Drawing("".join(shapes), 178.0, lit + ellipse(_LAMP, 170, 70, 4, 5))


def train(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A steam engine with its tender and a coach, and its plume."""
    paint = colour or dice.pick(((0.16, 0.34, 0.26), (0.20, 0.22, 0.28), palette.accent))
    windows = [f"M{x} 51 h16 v14 h-16 Z" for x in (12, 34, 56, 78, 98)]
    shapes = [
        _plume(palette),
        stroke(_TYRE, "M0 98.6 H340", 2.2),
        _coach(colour or mix(paint, (0.62, 0.26, 0.20), 0.75)),
    ]
    shapes += [*(pane(route) for route in windows), _engine(paint)]
    shapes += [
        path(_TAIL, "M296 82 H308 L322 97 H296 Z"),
        box(_TYRE, 178, 80, 122, 6),
        *(wheel(x, 90, 7.4) for x in (20, 38, 88, 106, 138, 162, 282, 298)),
        *(wheel(x, 86, 12) for x in (200, 228, 256)),
        stroke(_CHROME, "M198 88 H284", 2.8),
    ]
    lit = "".join(path(_LAMP, route) for route in windows) + ellipse(_LAMP, 303, 56, 3.6, 4)
    return Drawing("".join([*shapes, ellipse(_LAMP, 303, 56, 3, 3.6)]), 340.0, lit)


def _plume(palette: Palette) -> str:
    """Puffs of steam, larger and fainter the older."""
    return "".join(
        ellipse(
            mix((0.94, 0.94, 0.96), palette.shade, 0.12 * (n % 3)),
            *(282 - 24 * n - 0.8 * n * n, 26 - 3.2 * n),
            *(8 + 2.4 * n, 6.5 + 1.5 * n),
            0.9 - 0.07 * n,
        )
        for n in range(7)
    )


def _coach(paint: Colour) -> str:
    body = path(paint, "M4 48 Q4 44 8 44 H120 V86 H4 Z") + box(light(paint, 0.6), 4, 70, 116, 3)
    return body + path(shade(paint, 0.5), "M0 46 Q4 39 12 39 H116 Q122 39 124 46 Z")


def _engine(paint: Colour) -> str:
    """Tender, boiler with its bands, cab, chimney, dome."""
    brass, dark = (0.90, 0.70, 0.30), shade(paint, 0.45)
    boiler = "M214 50 H296 Q302 50 302 64 Q302 80 296 80 H214 Z"
    shine = path(light(paint, 0.5), "M210 53 H304 V58 H210 Z", 0.7) + path(dark, "M210 70 H304 V84 H210 Z", 0.7)
    shapes = [
        box(dark, 128, 58, 44, 28),
        path(_TYRE, "M128 58 Q150 46 172 58 Z"),
        stroke(_TYRE, "M118 82 H132 M170 82 H184", 4),
        path(paint, boiler),
        inside(boiler, shine, stroke(brass, "M232 48 V82 M256 48 V82 M280 48 V82", 1.8)),
        path(paint, "M178 34 H216 V86 H178 Z"),
        path(dark, "M174 30 H220 V36 H174 Z"),
        pane("M184 42 h12 v14 h-12 Z"),
        pane("M200 42 h11 v14 h-11 Z"),
        path(dark, "M278 50 L276 32 H290 L288 50 Z"),
        box(brass, 274, 30, 18, 3.4),
        ellipse(brass, 248, 47, 7, 5.6),
        ellipse(brass, 301, 60, 3.4, 9),
    ]
    return "".join(shapes)


def bicycle(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Leaning on nothing, with a basket on some."""
    paint = colour or dice.pick((palette.accent, (0.20, 0.46, 0.52), (0.30, 0.30, 0.34)))
    shapes = []
    for x in (36, 126):
        spokes = "".join(f"M{x} 68 L{px:.1f} {py:.1f} " for px, py in around(12, x, 68, 28, 28))
        shapes += [
            stroke((0.55, 0.56, 0.6), spokes, 0.7),
            _ring(_TYRE, x, 68, 29.5, 3.6),
            _ring(_WHITE, x, 68, 27, 1.0),
            ellipse(_CHROME, x, 68, 3, 3),
        ]
    shapes += [
        stroke(paint, "M36 68 L62 32 L110 32 L76 70 L60 28 M36 68 L76 70 M126 68 L108 20", 4.0),
        stroke(_CHROME, "M108 20 Q104 12 112 12 Q122 12 124 18", 3.2),
        stroke(_TYRE, "M118 14 L125 19", 4.2),
    ]
    shapes += [
        path((0.32, 0.20, 0.14), "M48 24 Q62 20 74 24 Q72 30 62 30 Q54 30 48 24 Z"),
        _ring(_CHROME, 76, 70, 7, 2.4),
        stroke(_TYRE, "M76 70 L82 86 M78 86 H88", 2.6),
        stroke(_TYRE, "M36 65 L76 63 M36 71 L76 77", 0.9),
    ]
    if dice.chance(0.6):
        wicker = (0.72, 0.54, 0.32)
        shapes += [
            path(wicker, "M114 24 H142 L138 44 H118 Z"),
            stroke(shade(wicker, 0.4), "M115 31 H141 M117 38 H139 M122 24 V44 M128 24 V44 M134 24 V44", 1.0),
        ]
    return Drawing("".join(shapes), 160.0)


def _ring(colour: Colour, x: float, y: float, size: float, wide: float) -> str:
    return stroke(
        colour, f"M{x - size} {y} A{size} {size} 0 1 1 {x + size} {y} A{size} {size} 0 1 1 {x - size} {y}", wide
    )
