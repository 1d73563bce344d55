"""Inside a forest: trunks before trunks, a roof of leaves, light between them."""

from __future__ import annotations

from functools import partial

from painting.colour import Colour, mix
from painting.dice import Dice
from painting.easel import Layer
from painting.layers.air import Mist, Shafts
from painting.layers.ground import Plain
from painting.layers.scenery import Scenery, View, together
from painting.places.survey import Land, Survey
from painting.scene import Light, Season
from painting.subjects.drawing import blobs, box, light, path, shade, stroke

_BARK = (0.34, 0.25, 0.19)
_BIRCH = (0.88, 0.86, 0.82)


def forest(survey: Survey) -> Land:
    """Three rows of trunks, the nearest at the edges so that the middle stays open."""
    palette, horizon = survey.palette, survey.horizon
    bark = _BIRCH if survey.dice.named("sort").chance(0.25) else _BARK
    trunks = partial(_trunks, survey)
    distance = together(
        partial(_depths, survey),
        partial(trunks, "far", 26, 2.2, 0.66, bark),
        partial(_canopy, survey, "far", 0.55, 0.30),
    )
    closeness = together(
        partial(trunks, "near", 4, 9.0, 0.0, bark), partial(_ferns, survey), partial(_canopy, survey, "near", 0.0, 0.17)
    )
    far: list[Layer] = [Scenery("far trunks", distance, bottom=horizon + 0.05, soft=True)]
    middle: list[Layer] = [Plain(horizon, mix(palette.grass, palette.foliage, 0.45))]
    middle.append(Scenery("trunks", partial(trunks, "middle", 9, 4.4, 0.34, bark), bottom=horizon + 0.12, soft=True))
    middle.append(Mist("between the trees", horizon - 0.03, 0.10, 0.34))
    if survey.layout.sun.strength > 0.35 and survey.scene.light is not Light.NIGHT:
        middle.append(Shafts(0.42))
    return Land(far, middle, [Scenery("near trunks", closeness)])


def _leaf(survey: Survey, distance: float) -> Colour:
    return survey.paint(mix(survey.palette.foliage, survey.palette.grass, 0.35), distance)


def _depths(survey: Survey, view: View) -> str:
    """What one sees between the farthest trunks: light low down, green above."""
    level, leaf = survey.level(view) + 6, _leaf(survey, 0.62)
    glow = light(mix(_leaf(survey, 0.86), survey.palette.sky_low, 0.55), 0.2 * survey.layout.sun.strength)
    tones = (mix(leaf, glow, n / 9) for n in range(10))
    return "".join(box(tone, 0, level * n / 10, view.wide, level / 10 + 0.3) for n, tone in enumerate(tones))


def _trunks(survey: Survey, name: str, count: int, thick: float, distance: float, bark: Colour, view: View) -> str:
    """Tapering, leaning a little, dark on the side away from the sun; birches with their marks."""
    dice, drawn, routes = survey.dice.named(f"trunks {name}"), "", ""
    level, tone = survey.level(view), survey.paint(bark, distance)
    feet = {"far": 1.0, "middle": (view.tall - level) * 0.26, "near": (view.tall - level) * 0.75}[name]
    for n in range(round(count * view.wide / 100)):
        x, foot = _where(name, n, dice, view), level + feet * dice.between(0.6, 1.1)
        wide, lean = thick * dice.between(0.55, 1.25), dice.between(-5, 5)
        routes += _trunk(x, foot, wide, lean, -0.5, 0.5)
        if thick > 3:
            drawn += _bark(survey, (x, foot, wide, lean), tone, bark, dice)
    return path(tone, routes) + drawn


def _trunk(x: float, foot: float, wide: float, lean: float, left: float, right: float) -> str:
    """A route about the part of a trunk from `left` to `right`, in shares of its width about its middle."""
    top, flare = x + lean, 1.5
    bend = (
        f"Q{x + wide * left * 0.9:.2f} {foot - 10:.2f} {top + wide * left * 0.8:.2f} -2 H{top + wide * right * 0.8:.2f}"
    )
    back = f"Q{x + wide * right * 0.9:.2f} {foot - 10:.2f} {x + wide * right * flare:.2f} {foot:.2f} Z"
    return f"M{x + wide * left * flare:.2f} {foot:.2f} {bend} {back}"


def _where(name: str, n: int, dice: Dice, view: View) -> float:
    if name != "near":
        return dice.between(-2, view.wide + 2)
    edge = dice.between(-0.02, 0.16) if n % 2 else dice.between(0.84, 1.02)
    return view.wide * edge


def _bark(survey: Survey, trunk: tuple[float, float, float, float], tone: Colour, bark: Colour, dice: Dice) -> str:
    """The shaded side, and cracks or a birch's marks."""
    x, foot, wide, lean = trunk
    dark = (0.12, 0.5) if survey.layout.sun.x * 100 < x else (-0.5, -0.12)
    drawn, marks = path(shade(tone, 0.24 if bark is _BIRCH else 0.42), _trunk(*trunk, *dark)), ""
    for _ in range(14):
        y = dice.between(0, foot - 3)
        middle = x + lean * (1 - y / foot)
        if bark is _BIRCH:
            marks += f"M{middle + dice.between(-0.38, 0.0) * wide:.2f} {y:.2f} h{wide * dice.between(0.10, 0.36):.2f} "
        else:
            marks += (
                f"M{middle + dice.between(-0.34, 0.34) * wide:.2f} {y:.2f} v{min(foot - y, dice.between(5, 12)):.2f} "
            )
    return drawn + stroke(shade(tone, 0.78 if bark is _BIRCH else 0.5), marks, wide * 0.06)


def _canopy(survey: Survey, name: str, distance: float, reach: float, view: View) -> str:
    """Leaves that hang in from above; bare twigs in winter."""
    dice, drawn = survey.dice.named(f"canopy {name}"), ""
    leaf = _leaf(survey, distance)
    if survey.palette.season is Season.WINTER:
        twigs = "".join(
            f"M{x:.2f} -2 q{dice.between(-9, 9):.2f} {dice.between(5, 14):.2f} {dice.between(-14, 14):.2f} "
            f"{dice.between(12, reach * 110):.2f} "
            for x in (dice.between(0, view.wide) for _ in range(22))
        )
        return stroke(survey.paint(_BARK, distance), twigs, 0.5)
    count = round((90 if name == "near" else 130) * view.wide / 100)
    for tone, drop in ((shade(leaf, 0.45), 3.0), (leaf, 0.0), (light(leaf, 0.16), -3.0)):
        drawn += blobs(tone, (_spray(dice, view, reach, drop) for _ in range(count // 3)))
    return drawn


def _spray(dice: Dice, view: View, reach: float, drop: float) -> tuple[float, float, float, float]:
    """One mass of leaves; they hang lower towards the edges."""
    x = dice.between(-4, view.wide + 4)
    edge = abs(x / view.wide - 0.5) * 2
    deep = view.tall * reach * (0.25 + 0.9 * edge * edge) + 2
    return x, dice.between(-3, deep) + drop, dice.between(2.5, 6.5), dice.between(1.8, 4.5)


def _ferns(survey: Survey, view: View) -> str:
    """Fronds and low bushes about the trunks, denser to the sides."""
    dice, drawn, level = survey.dice.named("ferns"), "", survey.level(view)
    leaf = _leaf(survey, 0.0)
    snow = survey.palette.snowy
    for n in range(40):
        near = (n + 1) / 40
        side = dice.between(0, 1) ** 2 * 0.5
        x = view.wide * (side if n % 2 else 1 - side)
        y, size = level + (view.tall - level) * (0.10 + 0.98 * near), 2.5 + 8.5 * near
        tone = (
            mix(shade(leaf, 0.30), light(leaf, 0.22), dice.between(0, 1))
            if not snow
            else survey.paint((0.86, 0.90, 0.95))
        )
        fronds = ""
        for k in range(6):
            lean = (k - 2.5) * 0.42 * size
            tip = f"{x + lean:.2f} {y - size * (0.75 - 0.1 * abs(k - 2.5)):.2f}"
            back = f"Q{x + lean * 0.5:.2f} {y - size * 0.5:.2f} {x:.2f} {y:.2f} Z"
            fronds += f"M{x:.2f} {y:.2f} Q{x + lean * 0.4:.2f} {y - size:.2f} {tip} {back}"
        drawn += path(tone, fronds)
    return drawn
