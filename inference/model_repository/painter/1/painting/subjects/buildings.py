"""Houses, towers and mills."""

from __future__ import annotations

from math import cos, radians, sin

from painting.colour import Colour, mix, scaled
from painting.dice import Dice
from painting.palette import Palette
from painting.subjects.drawing import Drawing, box, ellipse, path, polygon, stroke

_DARK = (0.16, 0.16, 0.20)
_PANE = (0.28, 0.32, 0.40)
_GLOW = (1.0, 0.83, 0.45)
_STONE = (0.70, 0.67, 0.64)
_WHITE = (0.96, 0.95, 0.92)


def lighthouse(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A tapering tower with bands, a gallery, a lamp room and a keeper's hut."""
    band = colour or palette.accent
    tower = [path(_WHITE, "M14.5 98 L17.6 26 L28.4 26 L31.5 98 Z")]
    for upper, lower in ((36, 50), (64, 78)):
        left, right = 14.5 + 3.1 * (98 - lower) / 72, 31.5 - 3.1 * (98 - lower) / 72
        lean = 3.1 * (lower - upper) / 72
        tower.append(polygon(band, left, lower, left + lean, upper, right - lean, upper, right, lower))
    tower.append(path((0.0, 0.0, 0.05), "M25 26 L28.4 26 L31.5 98 L26 98 Z", 0.16))
    tower += [box(_DARK, 21.8, y, 2.4, 4.2) for y in (42, 56, 70)]
    tower += [path(_DARK, "M20.4 98 L20.4 91 Q23 87.5 25.6 91 L25.6 98 Z")]
    hut = [box(_WHITE, 31, 86, 13, 12), polygon(scaled(band, 0.8), 29.5, 86.5, 37.5, 79, 45.5, 86.5)]
    hut += [box(_PANE, 35.5, 89, 3.6, 4.4)]
    top = [box(_DARK, 15.4, 24.2, 15.2, 2.2), box(_PANE, 18.6, 14.5, 8.8, 9.8)]
    top += [stroke(_DARK, f"M{x} 24 L{x} 19.6", 0.5) for x in (16, 30)]
    top += [stroke(_DARK, "M15.6 19.8 L30.4 19.8", 0.5), stroke(_DARK, "M23 14.5 L23 24.4", 0.6)]
    top += [path(band, "M17.2 14.6 Q18 7.4 23 6 Q28 7.4 28.8 14.6 Z"), stroke(_DARK, "M23 6 L23 1.5", 0.9)]
    lamps = box((1.0, 0.95, 0.72), 18.8, 14.8, 8.4, 9.2) + box(_GLOW, 35.5, 89, 3.6, 4.4)
    lamps += box(_GLOW, 21.8, 56, 2.4, 4.2)
    return Drawing("".join(hut + tower + top), 46.0, lamps, (23.0, 19.4), modelled=True)


def house(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A gabled house with a chimney, a door and two windows."""
    wall = colour or dice.pick((_WHITE, (0.90, 0.80, 0.62), (0.78, 0.34, 0.26), (0.62, 0.72, 0.78)))
    roof = scaled(palette.accent, 0.72) if colour is None and wall == _WHITE else (0.34, 0.26, 0.26)
    shapes = [box(scaled(roof, 0.8), 84, 6, 9, 30), box(wall, 14, 46, 92, 53)]
    shapes += [path((0.0, 0.0, 0.05), "M76 46 L106 46 L106 99 L76 99 Z", 0.13)]
    shapes += [
        polygon(roof, 4, 49, 26, 13, 94, 13, 116, 49),
        path((1.0, 1.0, 1.0), "M4 49 L26 13 L60 13 L40 49 Z", 0.09),
    ]
    shapes += [box(scaled(roof, 0.62), 4, 48, 112, 2.4), box(scaled(wall, 0.52), 53, 67, 14, 32)]
    windows = [(24.0, 60.0), (82.0, 60.0)]
    lamps = ""
    for x, y in windows:
        shapes += [box(_WHITE, x - 1.6, y - 1.6, 17.2, 19.2), box(_PANE, x, y, 14, 16)]
        lamps += box(_GLOW, x, y, 14, 16)
        cross = stroke(_WHITE, f"M{x + 7} {y} L{x + 7} {y + 16} M{x} {y + 8} L{x + 14} {y + 8}", 1.4)
        shapes.append(cross)
        lamps += stroke((0.55, 0.38, 0.20), f"M{x + 7} {y} L{x + 7} {y + 16} M{x} {y + 8} L{x + 14} {y + 8}", 1.4)
    return Drawing("".join(shapes), 120.0, lamps, None)


def castle(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Walls and four towers, the tall ones with pointed roofs and flags."""
    stone = colour or mix(_STONE, palette.sand, 0.25)
    roof = scaled(palette.accent, 0.85) if colour is None else scaled(colour, 0.55)
    shapes, lamps = [], ""
    for x, top, wide, pointed in ((10, 44, 16, 1), (84, 40, 16, 1), (32, 24, 14, 1), (62, 30, 15, 1)):
        shapes += [box(scaled(stone, 0.92), x, top, wide, 100 - top)]
        shapes += [path((0.0, 0.0, 0.06), f"M{x + wide * 0.62} {top} h{wide * 0.38} V100 h{-wide * 0.38} Z", 0.18)]
        if pointed:
            middle = x + wide / 2
            shapes += [polygon(roof, x - 2, top + 0.5, middle, top - 21, x + wide + 2, top + 0.5)]
            shapes += [stroke(_DARK, f"M{middle} {top - 20} V{top - 24}", 0.5)]
            shapes += [polygon(palette.accent, middle, top - 24, middle + 5, top - 22.6, middle, top - 21.2)]
        shapes += [box(_DARK, x + wide / 2 - 1.3, top + 8, 2.6, 6)]
        lamps += box(_GLOW, x + wide / 2 - 1.3, top + 8, 2.6, 6)
    wall = [box(stone, 22, 62, 66, 38)]
    wall += [box(stone, 22 + 6.0 * i, 58.5, 3.4, 4) for i in range(11)]
    wall += [path(_DARK, "M49 100 V83 Q55 74 61 83 V100 Z")]
    wall += [box(_PANE, x, 71, 2.4, 5.4) for x in (32, 42, 66, 76)]
    lamps += "".join(box(_GLOW, x, 71, 2.4, 5.4) for x in (32, 42, 66, 76))
    return Drawing("".join(shapes + wall), 110.0, lamps, modelled=True)


def windmill(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A tapered tower with a cap and four latticed sails."""
    body = colour or (0.92, 0.87, 0.78)
    hub_x, hub_y = 40.0, 38.0
    shapes = [path(body, "M27 99 L32 41 L48 41 L53 99 Z"), path((0, 0, 0.05), "M43 41 L48 41 L53 99 L45 99 Z", 0.18)]
    shapes += [path((0.36, 0.26, 0.24), "M30 42 Q31 29 40 28 Q49 29 50 42 Z"), box(_DARK, 36.5, 87, 7, 12)]
    shapes += [box(_PANE, 37.5, 55, 5, 6), box(_PANE, 37, 71, 5.4, 6)]
    turn = dice.between(10, 80)
    for quarter in range(4):
        angle = radians(turn + 90 * quarter)
        dx, dy = cos(angle), sin(angle)
        tip = (hub_x + 36 * dx, hub_y + 36 * dy)
        shapes.append(stroke((0.30, 0.24, 0.22), f"M{hub_x} {hub_y} L{tip[0]:.2f} {tip[1]:.2f}", 1.2))
        start = (hub_x + 8 * dx, hub_y + 8 * dy)
        side = (-dy * 7.5, dx * 7.5)
        corners = (*start, *tip, tip[0] + side[0], tip[1] + side[1], start[0] + side[0], start[1] + side[1])
        shapes.append(polygon((0.97, 0.94, 0.88), *corners, opacity=0.85))
        for rib in range(1, 6):
            at = 8 + 28 * rib / 6
            x, y = hub_x + at * dx, hub_y + at * dy
            shapes.append(stroke((0.45, 0.36, 0.30), f"M{x:.2f} {y:.2f} l{side[0]:.2f} {side[1]:.2f}", 0.5))
    shapes.append(ellipse(_DARK, hub_x, hub_y, 2.2, 2.2))
    lamps = box(_GLOW, 37.5, 55, 5, 6) + box(_GLOW, 37, 71, 5.4, 6)
    return Drawing("".join(shapes), 80.0, lamps, modelled=True)
