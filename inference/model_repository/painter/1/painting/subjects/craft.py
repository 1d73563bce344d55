"""What floats: sails, ships, canoes and what goes below."""

from __future__ import annotations

from painting.colour import Colour, mix
from painting.dice import Dice
from painting.palette import Palette
from painting.subjects.drawing import Drawing, box, ellipse, inside, light, path, polygon, shade, stroke
from painting.subjects.outline import line

_WOOD = (0.44, 0.28, 0.17)
_SAIL = (0.97, 0.95, 0.90)
_LAMP = (1.0, 0.88, 0.55)
_IRON = (0.20, 0.21, 0.25)


def boat(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A sailing boat or a fishing boat with a cabin; a bound colour paints the hull, and stripes the sails."""
    hull = colour or dice.pick((palette.accent, _WOOD, (0.20, 0.34, 0.50)))
    return dice.pick((_sailing, _sailing, _fishing))(hull, colour, palette)


def _sailing(hull: Colour, colour: Colour | None, palette: Palette) -> Drawing:
    sail = mix(_SAIL, colour, 0.30) if colour else _SAIL
    main, jib = "M45 6 Q66 40 80 74 Q62 78 45 76 Z", "M40 12 Q34 46 12 76 Q28 80 40 77 Z"
    shapes = [stroke(_WOOD, "M42.5 88 L42.5 2", 2.0), path(sail, main), path(shade(sail, 0.12), jib)]
    shapes += [
        inside(
            main,
            path(shade(sail, 0.30), "M45 0 Q50 44 44 80 H52 Q60 40 45 0 Z", 0.5),
            stroke(hull, "M40 62 Q62 64 90 58", 5.0),
        ),
        stroke(shade(sail, 0.3), "M46 30 Q54 32 58 29 M46 48 Q58 50 68 47", 0.7),
    ]
    return Drawing(
        "".join(
            [
                *shapes,
                stroke(_WOOD, "M42 78 H82", 1.6),
                polygon(palette.accent, 42.5, 2, 54, 5, 42.5, 8),
                _hull(hull, 92),
            ]
        ),
        92.0,
        ellipse(_LAMP, 42.5, 81, 1.8, 1.8),
    )


def _hull(hull: Colour, wide: float) -> str:
    route = f"M4 83 Q{wide * 0.5} 87 {wide - 2} 80 Q{wide - 8} 94 {wide - 16} 100 L18 100 Q8 94 4 83 Z"
    band = path(_SAIL, f"M3 83 Q{wide * 0.5} 87 {wide - 1} 80 L{wide - 2} 83 Q{wide * 0.5} 90 4.6 86 Z")
    planks = stroke(shade(hull, 0.35), f"M8 91 Q{wide * 0.5} 95 {wide - 8} 90", 0.9)
    return (
        path(hull, route)
        + inside(route, path(shade(hull, 0.5), f"M0 95 Q{wide * 0.5} 98 {wide} 93 V102 H0 Z", 0.7), planks)
        + band
    )


def _fishing(hull: Colour, colour: Colour | None, palette: Palette) -> Drawing:
    route = "M2 58 Q20 70 60 70 L124 68 Q134 64 142 54 Q138 88 124 100 L28 100 Q8 90 2 58 Z"
    cabin, roof = _SAIL, shade(hull, 0.2)
    shapes = [
        stroke(_WOOD, "M56 70 V14 M56 22 L20 62 M56 18 L134 58", 1.6),
        box(cabin, 76, 42, 34, 28),
        path(shade(cabin, 0.3), "M98 42 H110 V70 H98 Z", 0.6),
        path(roof, "M72 43 L76 36 H112 L114 43 Z"),
        box(_IRON, 88, 24, 8, 13),
        box(palette.accent, 88, 26, 8, 4),
    ]
    lamps = box(_LAMP, 80, 47, 10, 10) + box(_LAMP, 94, 47, 10, 10)
    shapes += [box((0.52, 0.68, 0.78), 80, 47, 10, 10), box((0.52, 0.68, 0.78), 94, 47, 10, 10), path(hull, route)]
    shapes += [
        inside(
            route,
            path(shade(hull, 0.5), "M0 90 H150 V104 H0 Z", 0.7),
            stroke(light(hull, 0.7), "M2 62 Q20 75 60 75 L124 73 Q136 68 144 58", 3),
        ),
        ellipse((0.95, 0.55, 0.2), 44, 82, 4.4, 4.4),
        ellipse(hull, 44, 82, 2, 2),
        ellipse((0.95, 0.55, 0.2), 64, 83, 4.4, 4.4),
        ellipse(hull, 64, 83, 2, 2),
    ]
    return Drawing("".join(shapes), 144.0, lamps)


def ship(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A three-master in full sail, or a liner with funnels."""
    return (_galleon if dice.chance(0.6) else _liner)(colour, palette)


def _galleon(colour: Colour | None, palette: Palette) -> Drawing:
    hull, sail = colour or _WOOD, (0.95, 0.91, 0.80)
    shapes = [
        stroke(shade(_WOOD, 0.3), "M34 82 V8 M66 82 V1 M98 82 V10 M118 76 L146 54", 2.0),
        stroke(shade(_WOOD, 0.2), "M34 8 L8 74 M66 1 L34 40 M98 10 L144 56 M98 10 L66 44", 0.6),
    ]
    for x, tops in ((34, (12, 32, 54)), (66, (6, 28, 53)), (98, (14, 34, 55))):
        for n, top in enumerate(tops):
            half, tall = 10 + 3.2 * n, (17, 20, 20)[n]
            route = (
                f"M{x - half} {top} H{x + half} Q{x + half + 7} {top + tall * 0.6} {x + half + 2} "
                f"{top + tall} Q{x} {top + tall - 5} {x - half + 1} {top + tall} Q{x - half + 6} "
                f"{top + tall * 0.5} {x - half} {top} Z"
            )
            shapes += [
                path(sail, route),
                inside(
                    route,
                    path(
                        shade(sail, 0.4),
                        f"M{x - half - 2} {top} Q{x - half + 14} {top + 8} {x - half + 4} {top + 26} H{x - half - 4} Z",
                        0.5,
                    ),
                ),
                stroke(_WOOD, f"M{x - half - 1} {top} H{x + half + 1}", 1.2),
            ]
    shapes += [
        path(light(sail, 0.2), "M100 20 L138 58 Q118 64 102 58 Z"),
        *(polygon(palette.accent, x, y, x - 12, y + 2.4, x, y + 5) for x, y in ((34, 3), (66, -3), (98, 5))),
    ]
    route = "M2 64 L18 68 L22 78 H112 L134 68 Q130 92 116 100 H26 Q8 94 2 64 Z"
    ports = "".join(box(_LAMP, x, 85, 4, 3.6) for x in (36, 50, 64, 78, 92, 104))
    shapes += [
        path(hull, route),
        inside(
            route,
            stroke((0.86, 0.66, 0.30), "M4 72 L20 80 H112 L136 72", 1.8),
            path(shade(hull, 0.5), "M0 92 H140 V104 H0 Z", 0.7),
        ),
        ports.replace("#ffe08c", "#2a1c14"),
    ]
    return Drawing("".join(shapes), 146.0, ports)


def _liner(colour: Colour | None, palette: Palette) -> Drawing:
    hull, funnel = colour or (0.16, 0.20, 0.30), palette.accent if colour is None else light(colour, 0.3)
    route, white = "M2 70 H214 L236 62 Q228 92 212 100 H24 Q6 94 2 70 Z", (0.95, 0.95, 0.93)
    lit = "".join(
        box(_LAMP, x, y, 3.2, 3.2) for y, start, end in ((60, 30, 190), (50, 44, 172)) for x in range(start, end, 9)
    )
    shapes = [
        path((0.90, 0.90, 0.92), "M70 20 Q40 14 10 16 Q40 4 72 10 Z", 0.8),
        *(
            polygon(funnel, x, 18, x + 14, 18, x + 18, 46, x + 3, 46)
            + polygon(_IRON, x, 18, x + 14, 18, x + 15, 24, x + 0.6, 24)
            for x in (66, 100, 134)
        ),
    ]
    shapes += [
        box(white, 40, 46, 140, 10),
        box(white, 26, 56, 170, 15),
        path(shade(white, 0.25), "M26 56 H196 V58.4 H26 Z"),
        box(white, 160, 36, 16, 12),
        lit.replace("#ffe08c", "#3a4c60"),
        path(hull, route),
    ]
    shapes += [
        inside(route, path((0.70, 0.18, 0.16), "M0 93 H240 V104 H0 Z"), stroke(white, "M0 73 H214 L240 64", 2.0)),
        stroke(_IRON, "M204 70 V34 M24 70 V40", 1.6),
    ]
    return Drawing("".join(shapes), 238.0, lit)


def canoe(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Long, with upturned ends, and someone in it who paddles."""
    hull, coat = colour or (0.62, 0.36, 0.20), palette.accent if colour is None else light(colour, 0.6)
    route = "M2 66 Q12 84 40 84 H150 Q178 84 190 64 Q188 94 160 100 H36 Q8 96 2 66 Z"
    shapes = [
        stroke(_WOOD, line(64, 36, 96, 60, 128, 96), 2.6),
        path(_WOOD, "M122 88 L130 84 L138 104 L130 106 Z"),
        path(coat, "M78 86 Q74 54 88 50 Q104 50 106 86 Z"),
        stroke(coat, line(84, 56, 74, 62, 74, 46), 7),
        stroke(shade(coat, 0.25), line(98, 56, 108, 66, 102, 68), 7),
    ]
    shapes += [
        ellipse((0.82, 0.62, 0.48), 91, 38, 8, 9),
        path((0.90, 0.76, 0.46), "M78 34 Q84 24 91 22 Q98 24 106 34 Z"),
        path(hull, route),
        inside(
            route,
            path(shade(hull, 0.5), "M0 92 H192 V104 H0 Z", 0.6),
            stroke(light(hull, 0.5), "M2 70 Q14 88 40 88 H150 Q180 88 190 68", 2.2),
        ),
    ]
    return Drawing("".join(shapes), 192.0)


def submarine(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Round and riveted, with portholes, a periscope and a screw."""
    paint = colour or (0.95, 0.76, 0.20)
    body = "M22 66 Q22 38 70 36 H140 Q178 40 182 66 Q178 94 140 96 H70 Q22 94 22 66 Z"
    ports = "".join(ellipse((0.70, 0.90, 0.96), x, 62, 8.6, 8.6) for x in (76, 108, 140))
    shapes = [
        stroke(_IRON, "M112 16 V2 H124", 4),
        path(paint, "M84 38 L88 16 H128 L134 38 Z"),
        path(shade(paint, 0.35), "M112 16 H128 L134 38 H116 Z", 0.6),
        path(_IRON, "M6 48 Q14 56 10 66 Q14 76 6 86 Q0 76 4 66 Q0 56 6 48 Z"),
        box(_IRON, 8, 63, 18, 6),
        path(shade(paint, 0.3), "M26 58 L10 40 H34 L50 52 Z"),
        path(shade(paint, 0.4), "M26 76 L10 94 H34 L50 82 Z"),
    ]
    shapes += [
        path(paint, body),
        inside(
            body,
            path(shade(paint, 0.55), "M0 78 H200 V100 H0 Z", 0.55),
            path(light(paint, 0.6), "M30 46 Q100 36 176 48 V52 Q100 42 30 52 Z", 0.7),
            stroke(shade(paint, 0.35), "M58 34 V98 M160 34 V98", 1.4),
        ),
    ]
    shapes += [
        *(ellipse(_IRON, x, 62, 11.6, 11.6) for x in (76, 108, 140)),
        ports,
        *(ellipse((1, 1, 1), x - 3, 59, 2.4, 2, 0.8) for x in (76, 108, 140)),
        ellipse((1.0, 0.95, 0.7), 178, 66, 4, 6),
    ]
    return Drawing(
        "".join(shapes), 186.0, ports.replace("#b3e6f5", "#ffe9a8") + ellipse((1.0, 0.95, 0.7), 178, 66, 4, 6)
    )
