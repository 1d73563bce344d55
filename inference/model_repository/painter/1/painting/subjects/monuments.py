"""What people have built besides houses. Light falls from the left."""

from __future__ import annotations

from painting.colour import Colour, mix
from painting.dice import Dice
from painting.palette import Palette
from painting.subjects.drawing import Drawing, box, ellipse, inside, light, path, polygon, shade, stroke
from painting.subjects.outline import line

_STONE = (0.74, 0.71, 0.66)
_DARK = (0.16, 0.15, 0.19)
_WHITE = (0.94, 0.92, 0.87)
_WOOD = (0.46, 0.31, 0.20)
_GLOW = (1.0, 0.83, 0.45)
_IRON = (0.22, 0.23, 0.27)


def wall(colour: Colour, x: float, y: float, wide: float, tall: float, share: float = 0.36) -> str:
    """A box whose right part lies in shadow."""
    return box(colour, x, y, wide, tall) + box(shade(colour, 0.34), x + wide * (1 - share), y, wide * share, tall)


def church(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A nave with lancet windows and a steeple."""
    plaster, roof = (
        (_WHITE, colour) if colour else (dice.pick((_WHITE, _STONE)), dice.pick((palette.accent, (0.34, 0.36, 0.42))))
    )
    lancets = "".join(f"M{x} 86 V74 Q{x + 3.5} 67 {x + 7} 74 V86 Z" for x in (48, 62, 76))
    tower = f"M{20} 60 V54 Q23 49 26 54 V60 Z"
    shapes = [
        wall(plaster, 36, 62, 56, 38, 0.2),
        polygon(roof, 32, 64, 42, 40, 92, 40, 98, 64),
        polygon(shade(roof, 0.3), 32, 64, 98, 64, 97, 60, 33.6, 60),
        wall(plaster, 10, 36, 28, 64),
        polygon(roof, 6, 37, 24, 6, 42, 37),
        polygon(shade(roof, 0.35), 24, 6, 42, 37, 29, 37),
    ]
    shapes += [
        stroke((0.90, 0.72, 0.30), "M24 7 V-1 M21 2 H27", 1.3),
        ellipse(_WHITE, 24, 45, 4.6, 4.6),
        stroke(_DARK, "M24 42 V45 L26 46.4", 0.8),
        path((0.34, 0.42, 0.56), lancets),
        path(_DARK, tower),
        path(_WOOD, "M17 100 V86 Q24 77 31 86 V100 Z"),
        stroke(shade(_WOOD, 0.4), "M24 82 V100", 0.8),
    ]
    return Drawing("".join(shapes), 100.0, path(_GLOW, lancets + tower), modelled=True)


def tower(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A round keep of stone with ivy and a pointed roof."""
    stone, roof = colour or _STONE, shade(palette.accent, 0.12) if colour is None else shade(colour, 0.45)
    body = "M12 100 L15 34 H37 L40 100 Z"
    courses = [
        stroke(shade(stone, 0.2), f"M{14 + (n * 7) % 12} {y} h{4 + n % 3}", 1.1) for n, y in enumerate(range(40, 98, 4))
    ]
    windows = [
        f"M{x} {y + 8} V{y + 2} Q{x + 2} {y - 2} {x + 4} {y + 2} V{y + 8} Z" for x, y in ((24, 44), (20, 62), (27, 74))
    ]
    shapes = [
        path(stone, body),
        inside(body, path(shade(stone, 0.4), "M30 30 H44 V102 H32 Z", 0.8), *courses),
        path(stone, "M10 34 V27 H42 V34 L38 39 H14 Z"),
        path(shade(stone, 0.4), "M31 27 H42 V34 L38 39 H32 Z"),
        polygon(roof, 7, 28, 26, -2, 45, 28),
        polygon(shade(roof, 0.35), 26, -2, 45, 28, 31, 28),
    ]
    shapes += [
        path(_DARK, "".join(windows)),
        path(_WOOD, "M21 100 V89 Q26 82 31 89 V100 Z"),
        *(
            ellipse(
                mix(palette.foliage, palette.grass, dice.between(0, 0.7)),
                13 + dice.between(0, 7),
                100 - 4.4 * n,
                4,
                3.4,
            )
            for n in range(10)
        ),
    ]
    return Drawing("".join(shapes), 52.0, path(_GLOW, "".join(windows)), modelled=True)


def bridge(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Arches of stone, or a red span hung from two towers."""
    if dice.chance(0.6):
        stone = colour or _STONE
        route = (
            "M0 62 Q120 22 240 62 V100 H214 Q206 66 180 66 Q158 66 152 100 H140 Q136 "
            "56 120 54 Q104 56 100 100 H88 Q82 66 60 66 Q34 66 26 100 H0 Z"
        )
        blocks = [
            stroke(shade(stone, 0.24), f"M{8 + 17 * n} {57 - 0.5 * min(n, 13 - n) * 4 + 12 * (n % 3)} h7", 1.4)
            for n in range(14)
        ]
        return Drawing(
            path(stone, route)
            + inside(route, path(shade(stone, 0.4), "M0 92 H240 V104 H0 Z", 0.6), *blocks)
            + stroke(light(stone, 0.4), "M0 60 Q120 20 240 60", 4.4)
            + stroke(shade(stone, 0.3), "M0 66 Q120 27 240 66", 1.6),
            240.0,
        )
    steel = colour or (0.76, 0.24, 0.18)
    hangers = "".join(f"M{x} 78 V{24 + abs(x - 130) ** 2 / 75:.1f} " for x in range(74, 190, 9)) + "".join(
        f"M{x} 78 V{16 + (62 - x) * 0.9:.1f} M{260 - x} 78 V{16 + (62 - x) * 0.9:.1f} " for x in range(8, 60, 9)
    )
    shapes = [
        stroke(steel, hangers, 0.9),
        stroke(steel, "M0 72 L66 14 Q130 76 194 14 L260 72", 2.4),
        box(shade(steel, 0.3), 0, 77, 260, 6),
        box(light(steel, 0.15), 0, 77, 260, 2),
    ]
    shapes += [wall(steel, x, 6, 9, 94) + box(steel, x, 30, 9, 3) for x in (62, 189)]
    return Drawing("".join(shapes), 260.0)


def temple(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A Greek front of six columns."""
    marble = colour or (0.90, 0.86, 0.78)
    shapes = [box(shade(marble, 0.55), 16, 38, 108, 52)]
    shapes += [
        wall(marble, x, 40, 9, 48, 0.45)
        + box(light(marble, 0.3), x - 1.6, 37, 12.2, 4)
        + box(shade(marble, 0.15), x - 1.6, 86, 12.2, 4)
        for x in (14, 34.6, 55, 76, 96.4, 117)
    ]
    shapes += [
        polygon(marble, 4, 30, 70, 4, 136, 30),
        polygon(shade(marble, 0.30), 22, 28, 70, 9, 118, 28),
        box(light(marble, 0.2), 6, 29, 128, 8),
        box(shade(marble, 0.2), 6, 34, 128, 2),
        wall(marble, 8, 89, 124, 4, 0.1),
        wall(shade(marble, 0.1), 3, 93, 134, 4, 0.1),
        wall(shade(marble, 0.2), -2, 97, 144, 4, 0.1),
    ]
    return Drawing(
        "".join(shapes), 140.0, box(_GLOW, 46, 46, 8, 40, 0.5) + box(_GLOW, 86, 46, 9, 40, 0.5), modelled=True
    )


def pagoda(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Five roofs with upturned eaves, each smaller than the one below."""
    paint, tiles = colour or (0.76, 0.22, 0.16), (0.22, 0.26, 0.30)
    shapes, lit = [stroke((0.88, 0.70, 0.30), "M40 16 V1 M37 8 H43 M38 5 H42", 1.4)], ""
    for n in range(5):
        half, foot = 12.5 + 3.2 * n, 28 + 16.6 * n
        shapes += [wall(paint, 40 - half, foot - 8, 2 * half, 14), box(_WHITE, 40 - half, foot - 4, 2 * half, 3.4)]
        panes = "".join(box(_GLOW, 40 + dx, foot - 1, 3.6, 6) for dx in (-8, -1.8, 4.4))
        lit += panes
        shapes += [panes.replace("#ffd473", "#3a1e1c")]
        eave = (
            f"M{40 - half - 11} {foot - 7} Q{40 - half} {foot - 8} {40 - half * 0.7} "
            f"{foot - 15} H{40 + half * 0.7} Q{40 + half} {foot - 8} {40 + half + 11} "
            f"{foot - 7} L{40 + half + 9} {foot - 4.6} Q40 {foot - 7} {40 - half - 9} "
            f"{foot - 4.6} Z"
        )
        shapes += [
            path(tiles, eave),
            stroke(light(tiles, 0.4), f"M{40 - half - 10} {foot - 6} Q40 {foot - 9} {40 + half + 10} {foot - 6}", 0.9),
        ]
    return Drawing("".join([*shapes[1:], shapes[0], box(_STONE, 8, 98, 64, 3)]), 80.0, lit, modelled=True)


def pyramid(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Two of them, of great blocks."""
    stone = colour or mix((0.90, 0.74, 0.48), palette.sand, 0.3)
    shapes = [
        polygon(shade(stone, 0.12), 100, 100, 150, 40, 208, 100),
        polygon(shade(stone, 0.42), 150, 40, 208, 100, 164, 100),
        polygon(stone, 0, 100, 84, 2, 172, 100),
        polygon(shade(stone, 0.38), 84, 2, 172, 100, 106, 100),
    ]
    for n in range(1, 12):
        y = 2 + n * 8.4
        left, ridge, right = 84 - 0.857 * (y - 2), 84 + 0.224 * (y - 2), 84 + 0.898 * (y - 2)
        shapes += [
            stroke(shade(stone, 0.16), f"M{left:.1f} {y:.1f} H{ridge:.1f}", 0.9),
            stroke(shade(stone, 0.5), f"M{ridge:.1f} {y:.1f} H{right:.1f}", 0.9),
        ]
    return Drawing("".join(shapes), 208.0, modelled=True)


def tent(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A ridge tent with its flaps open, warm within."""
    cloth = colour or dice.pick((palette.accent, (0.88, 0.66, 0.28), (0.40, 0.54, 0.40)))
    mouth = "M36 99 L58 26 L62 26 L78 99 Z"
    shapes = [
        stroke(_WOOD, "M60 18 L0 92 M60 18 L148 96", 1.2),
        polygon(cloth, 60, 20, 128, 30, 150, 97, 92, 99),
        polygon(shade(cloth, 0.3), 60, 20, 128, 30, 131, 39, 66, 34),
        polygon(light(cloth, 0.12), 60, 20, 96, 99, 20, 99),
        path((0.20, 0.14, 0.12), mouth),
        path(shade(cloth, 0.35), "M58 26 L46 99 H34 Z"),
        path(shade(cloth, 0.45), "M62 26 L72 99 H80 Z"),
        stroke(_WOOD, "M60 14 V30", 2),
    ]
    return Drawing(
        "".join(shapes),
        150.0,
        path((1.0, 0.76, 0.36), mouth) + polygon(light(cloth, 0.2), 60, 20, 128, 30, 150, 97, 92, 99, opacity=0.35),
    )


def fence(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Pickets."""
    paint = colour or (0.93, 0.92, 0.88)
    rails = box(shade(paint, 0.2), 0, 36, 300, 9) + box(shade(paint, 0.2), 0, 70, 300, 9)
    pickets = "".join(turned_picket(paint, 4 + 20 * n, dice.between(-2, 2)) for n in range(15))
    return Drawing(rails + pickets, 300.0)


def turned_picket(paint: Colour, x: float, lean: float) -> str:
    """One board with a pointed top."""
    return polygon(paint, x, 100, x + lean, 14, x + 6 + lean, 4, x + 12 + lean, 14, x + 12, 100) + polygon(
        shade(paint, 0.28), x + 8, 100, x + 8 + lean, 8, x + 12 + lean, 14, x + 12, 100
    )


def lamppost(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Cast iron with one lantern, or two arms."""
    iron = colour or _IRON
    twin = dice.chance(0.4)
    spots = (8, 32) if twin else (20,)
    glass = "".join(path((1.0, 0.90, 0.62), f"M{x - 4.6} 7 H{x + 4.6} L{x + 3} 18 H{x - 3} Z") for x in spots)
    shapes = [
        stroke(iron, "M20 96 V20", 2.4),
        path(iron, "M14 100 Q15 93 17.6 90 L18.4 70 H21.6 L22.4 90 Q25 93 26 100 Z"),
        box(iron, 17, 36, 6, 2),
        box(iron, 17, 60, 6, 2),
    ]
    shapes += [stroke(iron, line(8, 19, 9, 26, 20, 30, 31, 26, 32, 19), 1.8)] if twin else []
    shapes += [
        glass,
        *(
            path(iron, f"M{x - 5.6} 7 Q{x} -2 {x + 5.6} 7 Z")
            + stroke(iron, f"M{x - 3} 18.6 H{x + 3} M{x} 2 V-1 M{x - 4.6} 7 L{x - 3} 18 M{x + 4.6} 7 L{x + 3} 18", 1.3)
            for x in spots
        ),
    ]
    return Drawing("".join(shapes), 40.0, glass)
