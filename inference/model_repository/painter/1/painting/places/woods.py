"""Inside a forest: trunks before trunks, a roof of leaves, light between them."""

from __future__ import annotations

from functools import partial

from painting.colour import Colour, mix
from painting.dice import Dice
from painting.easel import Layer
from painting.layers.air import Mist, Shafts
from painting.layers.ground import Plain
from painting.layers.scenery import Scenery, View
from painting.places.survey import Land, Survey
from painting.scene import Light, Season
from painting.subjects.drawing import ellipse, inside, light, path, shade, stroke

_BARK = (0.34, 0.25, 0.19)
_BIRCH = (0.88, 0.86, 0.82)


def forest(survey: Survey) -> Land:
    """Three rows of trunks, the nearest at the edges so that the middle stays open."""
    palette, horizon = survey.palette, survey.horizon
    bark = _BIRCH if survey.dice.named("sort").chance(0.25) else _BARK
    far: list[Layer] = [Scenery("depths", partial(_depths, survey), bottom=horizon + 0.05, grain=0.12)]
    far.append(Scenery("far trunks", partial(_trunks, survey, "far", 26, 2.2, 0.66, bark), bottom=horizon + 0.04))
    far.append(Scenery("far leaves", partial(_canopy, survey, "far", 0.55, 0.30), bottom=0.6))
    middle: list[Layer] = [Plain(horizon, mix(palette.grass, palette.foliage, 0.45))]
    middle.append(Scenery("trunks", partial(_trunks, survey, "middle", 9, 4.4, 0.34, bark), bottom=horizon + 0.12))
    middle.append(Mist("between the trees", horizon - 0.03, 0.10, 0.34))
    if survey.layout.sun.strength > 0.35 and survey.scene.light is not Light.NIGHT:
        middle.append(Shafts(0.42))
    near: list[Layer] = [Scenery("undergrowth", partial(_ferns, survey), horizon - 0.02)]
    near.append(Scenery("near trunks", partial(_trunks, survey, "near", 4, 9.0, 0.0, bark)))
    near.append(Scenery("near leaves", partial(_canopy, survey, "near", 0.0, 0.17), bottom=0.45))
    return Land(far, middle, near)


def _leaf(survey: Survey, distance: float) -> Colour:
    return survey.paint(mix(survey.palette.foliage, survey.palette.grass, 0.35), distance)


def _depths(survey: Survey, view: View) -> str:
    """What one sees between the farthest trunks: light, and green in it."""
    tone = mix(_leaf(survey, 0.80), survey.palette.sky_low, 0.35)
    return f'<rect width="{view.wide:.2f}" height="{survey.level(view) + 6:.2f}" fill="rgb({_rgb(tone)})" fill-opacity="0.86"/>'


def _rgb(colour: Colour) -> str:
    return ",".join(str(round(min(1.0, channel) * 255)) for channel in colour)


def _trunks(survey: Survey, name: str, count: int, thick: float, distance: float, bark: Colour, view: View) -> str:
    """Tapering, leaning a little, dark on the side away from the sun; birches with their marks."""
    dice, drawn = survey.dice.named(f"trunks {name}"), ""
    level, tone = survey.level(view), survey.paint(bark, distance)
    feet = {"far": 1.0, "middle": (view.tall - level) * 0.26, "near": (view.tall - level) * 0.75}[name]
    for n in range(round(count * view.wide / 100)):
        x = _where(name, n, dice, view)
        foot, wide, lean = level + feet * dice.between(0.6, 1.1), thick * dice.between(0.55, 1.25), dice.between(-5, 5)
        route = f"M{x - wide * 0.75:.2f} {foot:.2f} Q{x - wide * 0.4:.2f} {foot - 10:.2f} {x - wide * 0.4 + lean:.2f} -2 h{wide * 0.72:.2f} Q{x + wide * 0.45:.2f} {foot - 12:.2f} {x + wide * 0.8:.2f} {foot:.2f} Z"
        drawn += (
            path(tone, route) + inside(route, *_bark(survey, x, wide, lean, foot, tone, bark, dice))
            if thick > 3
            else path(tone, route)
        )
    return drawn


def _where(name: str, n: int, dice: Dice, view: View) -> float:
    if name != "near":
        return dice.between(-2, view.wide + 2)
    edge = dice.between(-0.02, 0.16) if n % 2 else dice.between(0.84, 1.02)
    return view.wide * edge


def _bark(
    survey: Survey, x: float, wide: float, lean: float, foot: float, tone: Colour, bark: Colour, dice: Dice
) -> list[str]:
    away = 1 if survey.layout.sun.x * 100 < x else -1
    dark = stroke(
        shade(tone, 0.45),
        f"M{x + away * wide * 0.46:.2f} {foot:.2f} L{x + lean + away * wide * 0.3:.2f} -2",
        wide * 0.42,
    )
    if bark is _BIRCH:
        marks = "".join(
            f"M{x + dice.between(-0.5, 0.2) * wide:.2f} {dice.between(0, foot):.2f} h{wide * dice.between(0.15, 0.5):.2f} "
            for _ in range(16)
        )
        return [f'<g opacity="0.5">{dark}</g>', stroke(shade(tone, 0.8), marks, wide * 0.07)]
    cracks = "".join(
        f"M{x + dice.between(-0.5, 0.5) * wide:.2f} {dice.between(0, foot):.2f} l{lean * -0.1:.2f} {dice.between(6, 15):.2f} "
        for _ in range(10)
    )
    moss = ellipse(mix(tone, survey.palette.lit(survey.palette.grass), 0.6), x, foot, wide, wide * 1.2, 0.6)
    return [dark, stroke(shade(tone, 0.5), cracks, wide * 0.07), moss]


def _canopy(survey: Survey, name: str, distance: float, reach: float, view: View) -> str:
    """Leaves that hang in from above; bare twigs in winter."""
    dice, drawn = survey.dice.named(f"canopy {name}"), ""
    leaf = _leaf(survey, distance)
    if survey.palette.season is Season.WINTER:
        twigs = "".join(
            f"M{x:.2f} -2 q{dice.between(-9, 9):.2f} {dice.between(5, 14):.2f} {dice.between(-14, 14):.2f} {dice.between(12, reach * 110):.2f} "
            for x in (dice.between(0, view.wide) for _ in range(22))
        )
        return stroke(survey.paint(_BARK, distance), twigs, 0.5)
    count = round((90 if name == "near" else 130) * view.wide / 100)
    for tone, drop in ((shade(leaf, 0.45), 3.0), (leaf, 0.0), (light(leaf, 0.16), -3.0)):
        for _ in range(count // 3):
            x = dice.between(-4, view.wide + 4)
            edge = abs(x / view.wide - 0.5) * 2
            deep = view.tall * reach * (0.25 + 0.9 * edge * edge) + 2
            drawn += ellipse(tone, x, dice.between(-3, deep) + drop, dice.between(2.5, 6.5), dice.between(1.8, 4.5))
    return drawn


def _ferns(survey: Survey, view: View) -> str:
    """Fronds and low bushes about the trunks, denser to the sides."""
    dice, drawn, level = survey.dice.named("ferns"), "", survey.level(view)
    leaf = _leaf(survey, 0.0)
    snow = survey.palette.snowy
    for n in range(54):
        near = (n + 1) / 54
        side = dice.between(0, 1) ** 2 * 0.5
        x = view.wide * (side if n % 2 else 1 - side)
        y, size = level + (view.tall - level) * (0.10 + 0.98 * near), 2.5 + 8.5 * near
        tone = (
            mix(shade(leaf, 0.30), light(leaf, 0.22), dice.between(0, 1))
            if not snow
            else survey.paint((0.86, 0.90, 0.95))
        )
        for k in range(6):
            lean = (k - 2.5) * 0.42 * size
            drawn += path(
                tone,
                f"M{x:.2f} {y:.2f} Q{x + lean * 0.4:.2f} {y - size:.2f} {x + lean:.2f} {y - size * (0.75 - 0.1 * abs(k - 2.5)):.2f} Q{x + lean * 0.5:.2f} {y - size * 0.5:.2f} {x:.2f} {y:.2f} Z",
            )
    return drawn
