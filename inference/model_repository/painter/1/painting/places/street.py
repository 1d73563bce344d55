"""A street that runs away from us, in one-point perspective."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from painting.colour import Colour, mix
from painting.dice import Dice
from painting.easel import Layer
from painting.layers.air import Bloom
from painting.layers.scenery import Scenery, View, together
from painting.layers.water import Wet
from painting.places.skyline import Row, skyline
from painting.places.survey import Land, Survey
from painting.scene import Season, Weather
from painting.subjects.drawing import blobs, ellipse, light, path, polygon, shade, stroke

_EYE = 1.7
_LENS = 62.0
_KERB = 3.6
_WALL = 6.4
_FRONTS = (
    (0.80, 0.56, 0.42), (0.88, 0.78, 0.62), (0.62, 0.46, 0.42),
    (0.70, 0.72, 0.70), (0.86, 0.66, 0.54), (0.56, 0.60, 0.66),
)  # fmt: skip
_GLOW = (1.0, 0.84, 0.50)
_LEAVES = {
    Season.SPRING: (0.94, 0.70, 0.78),
    Season.SUMMER: (0.34, 0.52, 0.26),
    Season.AUTUMN: (0.88, 0.50, 0.16),
}


@dataclass(frozen=True)
class Lens:
    """Metres to hundredths of a unit: right of the middle, above the road, away from us."""

    x: float
    y: float

    def at(self, right: float, up: float, away: float) -> tuple[float, float]:
        """A point of the street in the picture."""
        return self.x + right / away * _LENS, self.y - (up - _EYE) / away * _LENS

    def quad(self, right: float, low: float, high: float, near: float, far: float) -> str:
        """A route about an upright rectangle along the street."""
        corners = ((low, near), (high, near), (high, far), (low, far))
        points = (self.at(right, up, away) for up, away in corners)
        return "M" + " L".join(f"{x:.2f} {y:.2f}" for x, y in points) + "Z"


def street(survey: Survey) -> Land:
    """Fronts on both sides, lamps and trees before them, the town at the end; in rain it all shines in the road."""
    far: list[Layer] = [Bloom(survey.horizon, (1.0, 0.66, 0.40), 0.75 * survey.lights)] if survey.lights > 0.6 else []
    far.append(skyline(survey, Row("end of the street", 13, 0.62, 4.0)))
    fronts, lamps = partial(_street, survey), partial(_lamps_and_trees, survey)
    wet = {Weather.RAIN: 0.62, Weather.STORM: 0.7, Weather.FOG: 0.25}.get(survey.scene.weather, 0.0)
    if not wet:
        return Land(far, [], [Scenery("street", together(fronts, lamps))])
    return Land(far, [], [Scenery("street", fronts), Wet(survey.horizon, wet), Scenery("lamps and trees", lamps, 0.2)])


def _lens(survey: Survey, view: View) -> Lens:
    return Lens(view.wide * (0.5 + 0.05 * survey.layout.side), survey.level(view))


def _street(survey: Survey, view: View) -> str:
    lens, drawn = _lens(survey, view), [_road(survey, view)]
    for side in (-1, 1):
        dice = survey.dice.named(f"side {side}")
        for near, far in reversed(list(_plots(dice))):
            drawn.append(_house(survey, lens, side, near, far, dice.named(f"{near:.2f}")))
    return "".join(drawn)


def _plots(dice: Dice) -> Iterator[tuple[float, float]]:
    away = 1.6
    while away < 60:
        deep = dice.between(4.5, 8.5)
        yield away, away + deep
        away += deep


def _road(survey: Survey, view: View) -> str:
    """Asphalt with a dashed line, pavements and kerbs."""
    lens, deep = _lens(survey, view), 200.0
    snow = survey.palette.snowy
    stone = survey.paint((0.86, 0.89, 0.94) if snow else (0.60, 0.57, 0.54))
    tar = survey.paint((0.70, 0.73, 0.79) if snow else (0.32, 0.32, 0.36))

    def strip(left: float, right: float, near: float, far: float) -> tuple[float, ...]:
        corners = ((left, near), (left, far), (right, far), (right, near))
        return tuple(value for x, away in corners for value in lens.at(x, 0.0, away))

    drawn = polygon(stone, *strip(-_WALL - 3, _WALL + 3, 0.9, deep)) + polygon(tar, *strip(-_KERB, _KERB, 0.9, deep))
    for kerb in (-_KERB, _KERB):
        drawn += polygon(shade(stone, 0.35), *strip(kerb - 0.12, kerb + 0.12, 0.9, deep))
    if not snow:
        for n in range(9):
            away = 1.6 + 3.6 * n
            drawn += polygon(survey.paint((0.93, 0.90, 0.80)), *strip(-0.09, 0.09, away, away + 1.8))
    return drawn


def _house(survey: Survey, lens: Lens, side: int, near: float, far: float, dice: Dice) -> str:
    """One front with its floors of windows, a shop below and a cornice on top."""
    high, distance = dice.between(8.5, 16.0), min(0.72, near / 70)
    sunny = (survey.layout.sun.x < 0.5) == (side > 0)
    wall = survey.paint(dice.pick(_FRONTS), distance)
    wall = wall if sunny else shade(wall, 0.22)
    right = side * _WALL
    drawn = path(wall, lens.quad(right, 0, high, near, far))
    drawn += path(light(wall, 0.25), lens.quad(right, high - 0.5, high + 0.15, near, far)) + path(
        shade(wall, 0.3), lens.quad(right, high - 0.8, high - 0.5, near, far)
    )
    if survey.palette.snowy:
        drawn += path(survey.paint((0.95, 0.97, 1.0), distance), lens.quad(right, high, high + 0.5, near, far))
    return (
        drawn
        + _shop(survey, lens, right, near, far, wall, dice)
        + _panes(survey, lens, right, (near, far, high), wall, dice)
    )


def _shop(survey: Survey, lens: Lens, right: float, near: float, far: float, wall: Colour, dice: Dice) -> str:
    """A wide pane under an awning, and a door."""
    distance, long = min(0.72, near / 70), far - near
    lit = survey.lights > 0.3 and dice.chance(0.8)
    glass = (
        mix(wall, _GLOW, 0.9 * survey.lights + 0.05) if lit else mix(shade(wall, 0.5), survey.palette.sky_middle, 0.3)
    )
    cloth = survey.paint(
        dice.pick((survey.palette.accent, (0.24, 0.46, 0.42), (0.86, 0.70, 0.36), (0.30, 0.36, 0.52))), distance
    )
    drawn = path(glass, lens.quad(right, 0.5, 2.5, near + long * 0.10, near + long * 0.62))
    drawn += path(shade(cloth, 0.35), lens.quad(right, 0.0, 2.4, near + long * 0.72, near + long * 0.88))
    out = right * 0.86
    corners = ((right, 3.2, 0.06), (right, 3.2, 0.66), (out, 2.6, 0.66), (out, 2.6, 0.06))
    awning = [value for x, up, share in corners for value in lens.at(x, up, near + long * share)]
    return (
        drawn
        + polygon(cloth, *awning)
        + path(shade(cloth, 0.3), lens.quad(out, 2.35, 2.6, near + long * 0.06, near + long * 0.66))
    )


def _panes(
    survey: Survey, lens: Lens, right: float, front: tuple[float, float, float], wall: Colour, dice: Dice
) -> str:
    near, far, high = front
    dark, warm, frames = "", "", ""
    count = max(2, int((far - near) / 1.7))
    step = (far - near) / count
    for floor in range(int((high - 4.4) / 2.9) + 1):
        low = 4.0 + 2.9 * floor
        if low + 1.6 > high - 0.8:
            continue
        for column in range(count):
            away = near + step * (column + 0.28)
            pane = lens.quad(right, low, low + 1.6, away, away + step * 0.46)
            frames += lens.quad(right, low - 0.18, low + 1.75, away - step * 0.05, away + step * 0.51)
            if dice.chance(0.45 * survey.lights):
                warm += pane
            else:
                dark += pane
    glass = mix(shade(wall, 0.45), survey.palette.sky_middle, 0.25)
    return path(light(wall, 0.22), frames) + path(glass, dark) + (path(mix(wall, _GLOW, 0.85), warm) if warm else "")


def _lamps_and_trees(survey: Survey, view: View) -> str:
    lens, drawn = _lens(survey, view), []
    for away in (44.0, 31.0, 22.0, 15.5, 10.5, 6.6):
        for side in (-1, 1):
            drawn.append(_tree(survey, lens, side * (_KERB + 1.0), away * 1.16))
            drawn.append(_lamp(survey, lens, side * (_KERB + 0.45), away))
    return "".join(drawn)


def _lamp(survey: Survey, lens: Lens, right: float, away: float) -> str:
    foot, top = lens.at(right, 0, away), lens.at(right, 4.4, away)
    size, iron = _LENS / away, survey.paint((0.16, 0.18, 0.20), min(0.6, away / 70))
    drawn = stroke(iron, f"M{foot[0]:.2f} {foot[1]:.2f} L{top[0]:.2f} {top[1]:.2f}", 0.13 * size)
    if survey.lights > 0.3:
        halo = "".join(
            ellipse((1.0, 0.80, 0.46), *top, r * size, r * size, 0.12 * survey.lights) for r in (2.1, 1.3, 0.7)
        )
        drawn += halo
    bulb = (1.0, 0.95, 0.78) if survey.lights > 0.3 else survey.paint((0.86, 0.88, 0.86))
    return (
        drawn
        + ellipse(bulb, top[0], top[1], 0.30 * size, 0.36 * size)
        + stroke(iron, f"M{top[0] - 0.3 * size:.2f} {top[1] - 0.36 * size:.2f} h{0.6 * size:.2f}", 0.12 * size)
    )


def _tree(survey: Survey, lens: Lens, right: float, away: float) -> str:
    """A small crown in the season's colour, bare in winter."""
    size, distance = _LENS / away, min(0.6, away / 70)
    foot, fork = lens.at(right, 0, away), lens.at(right, 2.2, away)
    bark = survey.paint((0.30, 0.23, 0.19), distance)
    drawn = stroke(bark, f"M{foot[0]:.2f} {foot[1]:.2f} L{fork[0]:.2f} {fork[1] - size:.2f}", 0.2 * size)
    dice = survey.dice.named(f"tree {right:.1f} {away:.1f}")
    if survey.palette.snowy or survey.palette.season is Season.WINTER:
        twigs = "".join(
            f"M{fork[0]:.2f} {fork[1]:.2f} l{dice.between(-1.2, 1.2) * size:.2f} {-dice.between(0.9, 2.2) * size:.2f} "
            for _ in range(9)
        )
        return drawn + stroke(bark, twigs, 0.07 * size)
    leaf = survey.paint(
        mix(_LEAVES.get(survey.palette.season, survey.palette.foliage), survey.palette.foliage, 0.2), distance
    )
    for tone, drop in ((shade(leaf, 0.35), 0.35), (leaf, 0.0), (light(leaf, 0.2), -0.4)):
        spots = ((dice.between(-1, 1), dice.between(-1, 1), dice.between(0.28, 0.52)) for _ in range(16))
        drawn += blobs(
            tone,
            (
                (
                    fork[0] + x * (1 - 0.3 * y * y) * size,
                    fork[1] + (1.25 * y - 1.05 + drop) * size,
                    r * size,
                    r * 0.8 * size,
                )
                for x, y, r in spots
            ),
        )
    return drawn
