"""A row of houses against the sky: flat roofs and stepped ones, gables, spires, domes, tanks and masts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from painting.colour import Colour, mix
from painting.dice import Dice
from painting.easel import Layer
from painting.layers.scenery import Scenery, View
from painting.places.survey import Survey
from painting.subjects.drawing import box, ellipse, light, path, polygon, shade, stroke

_WARM = ((1.0, 0.84, 0.48), (1.0, 0.93, 0.72), (0.98, 0.68, 0.36), (0.78, 0.90, 1.0))
_NEON = ((1.0, 0.24, 0.56), (0.20, 0.90, 0.95), (1.0, 0.76, 0.20), (0.62, 0.36, 1.0))
_WALLS = ((0.62, 0.50, 0.46), (0.52, 0.54, 0.60), (0.74, 0.66, 0.56), (0.46, 0.42, 0.48), (0.66, 0.58, 0.58))


@dataclass(frozen=True)
class Row:
    """`rise` is the height of its tallest houses in hundredths of a unit; `distance` 0 (here) to 1 (in the haze)."""

    name: str
    rise: float
    distance: float
    wide: float
    windows: bool = True


@dataclass(frozen=True)
class House:
    """A front: its left edge and width, its top and its foot, in hundredths of a unit."""

    x: float
    wide: float
    top: float
    foot: float
    wall: Colour

    @property
    def middle(self) -> float:
        """Of the front."""
        return self.x + self.wide / 2


def skyline(survey: Survey, row: Row) -> Layer:
    """One row as a layer."""
    tall = (row.rise * 1.35 + 8) / 100
    top, soft = max(0.0, survey.horizon - tall), row.distance > 0.6
    return Scenery(row.name, partial(_drawn, survey, row), top, survey.horizon + 0.02, soft=soft)


def _drawn(survey: Survey, row: Row, view: View) -> str:
    dice = survey.dice.named(row.name)
    houses = list(_houses(survey, row, view, dice))
    return "".join(_front(survey, row, house, dice) for house in houses)


def _houses(survey: Survey, row: Row, view: View, dice: Dice) -> Iterator[House]:
    x, foot = -dice.between(0, 6), survey.level(view) + 1.2
    while x < view.wide:
        wide = row.wide * dice.between(0.7, 1.7)
        height = row.rise * (0.30 + 0.70 * dice.between(0, 1) * dice.between(0.5, 1))
        wall = survey.paint(mix(dice.pick(_WALLS), survey.palette.rock, 0.45), row.distance)
        yield House(x, wide, foot - height, foot, wall)
        x += wide * dice.between(0.86, 1.04)


def _front(survey: Survey, row: Row, house: House, dice: Dice) -> str:
    """Walls with a shaded side, a roof, and windows."""
    lit_left = survey.layout.sun.x < house.x / 100
    edge = house.wide * 0.28
    dark = shade(house.wall, 0.26 * (1 - row.distance))
    side = box(dark, house.x + (house.wide - edge if lit_left else 0), house.top, edge, house.foot - house.top)
    drawn = _roof(house, dark, dice) + box(house.wall, house.x, house.top, house.wide, house.foot - house.top) + side
    if survey.palette.snowy:
        drawn += box(
            survey.paint((0.95, 0.97, 1.0), row.distance), house.x - 0.2, house.top - 0.5, house.wide + 0.4, 1.1
        )
    return drawn + (_windows(survey, row, house, dice) if row.windows else "")


def _roof(house: House, dark: Colour, dice: Dice) -> str:
    return dice.pick(_ROOFS)(house, dark)


def _gable(house: House, dark: Colour) -> str:
    x, wide, top = house.x, house.wide, house.top + 0.2
    return polygon(dark, x, top, house.middle, top - wide * 0.5, x + wide, top)


def _steps(house: House, dark: Colour) -> str:
    x, wide, top = house.x, house.wide, house.top
    first = box(house.wall, x + wide * 0.16, top - wide * 0.22, wide * 0.68, wide * 0.24)
    return first + box(dark, x + wide * 0.34, top - wide * 0.46, wide * 0.32, wide * 0.26)


def _spire(house: House, dark: Colour) -> str:
    x, wide, top = house.x, house.wide, house.top
    cone = polygon(house.wall, x + wide * 0.2, top, house.middle, top - wide * 1.1, x + wide * 0.8, top)
    return cone + stroke(dark, f"M{house.middle} {top - wide} V{top - wide * 1.6}", 0.4)


def _dome(house: House, dark: Colour) -> str:
    return ellipse(dark, house.middle, house.top + 0.3, house.wide * 0.42, house.wide * 0.36)


def _tank(house: House, dark: Colour) -> str:
    x, wide, top = house.x, house.wide, house.top
    legs = stroke(dark, f"M{x + wide * 0.3} {top} v-2.2 M{x + wide * 0.6} {top} v-2.2", 0.4)
    return legs + box(dark, x + wide * 0.22, top - 4.6, wide * 0.46, 2.8)


def _mast(house: House, dark: Colour) -> str:
    return stroke(dark, f"M{house.middle} {house.top} v-6 m{-house.wide * 0.1} 2.6 h{house.wide * 0.2}", 0.45)


def _lean(house: House, dark: Colour) -> str:
    x, wide, top = house.x, house.wide, house.top + 0.2
    return polygon(dark, x, top, x, top - wide * 0.36, x + wide, top)


def _box(house: House, dark: Colour) -> str:
    return box(dark, house.x + house.wide * 0.6, house.top - 1.8, house.wide * 0.22, 2.0)


_ROOFS: tuple[Callable[[House, Colour], str], ...] = (
    _gable, _steps, _spire, _dome, _tank, _mast, _lean, _box, _box,
)  # fmt: skip


def _windows(survey: Survey, row: Row, house: House, dice: Dice) -> str:
    """A grid of panes: some lit, each in one of a few warm tones; by day they hold a little sky."""
    pitch = 2.5 * (1.15 - 0.4 * row.distance)
    columns, floors = int((house.wide - 1) / pitch), int((house.foot - house.top - 1.5) / (pitch * 1.25))
    if columns < 1 or floors < 1:
        return ""
    margin = (house.wide - columns * pitch) / 2 + pitch * 0.24
    routes: dict[Colour, str] = {}
    glass = mix(shade(house.wall, 0.30), survey.palette.sky_middle, 0.18)
    glow = survey.lights * (1 - 0.45 * row.distance)
    lively, chances = dice.between(0.18, 0.62) * (0.3 + 0.7 * survey.lights), dice.plane(floors, columns, 2)
    for floor in range(floors):
        for column in range(columns):
            lit = survey.lights > 0.15 and chances[floor, column, 0] < lively
            tone = mix(house.wall, _WARM[int(chances[floor, column, 1] * 3.3)], 0.25 + 0.7 * glow) if lit else glass
            at = f"M{house.x + margin + column * pitch:.2f} {house.top + 1.4 + floor * pitch * 1.25:.2f}"
            routes[tone] = routes.get(tone, "") + f"{at}h{pitch * 0.5:.2f}v{pitch * 0.7:.2f}h-{pitch * 0.5:.2f}Z"
    return "".join(path(tone, route) for tone, route in routes.items())


def signs(survey: Survey, name: str, rise: float) -> Layer:
    """Neon on the nearest fronts after dark."""
    return Scenery(name, partial(_signs, survey, name, rise), max(0.0, survey.horizon - 0.3), survey.horizon)


def _signs(survey: Survey, name: str, rise: float, view: View) -> str:
    dice, foot, drawn = survey.dice.named(name), survey.level(view), ""
    for _ in range(int(view.wide / 14)):
        x, y, tone = dice.between(2, view.wide - 4), foot - dice.between(5, rise), dice.pick(_NEON)
        wide, tall = (1.5, dice.between(4, 8)) if dice.chance(0.6) else (dice.between(4, 8), 1.7)
        drawn += ellipse(tone, x + wide / 2, y + tall / 2, wide * 0.7 + 2.6, tall * 0.7 + 2.6, 0.16)
        drawn += box(tone, x, y, wide, tall, 0.95) + box(light(tone, 0.8), x + 0.4, y + 0.4, wide - 0.8, tall - 0.8)
    return drawn
