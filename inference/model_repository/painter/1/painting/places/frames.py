"""What the camera adds: a path that leads in, leaves that hang before everything, blades at our feet."""

from __future__ import annotations

from functools import partial

from painting.colour import mix
from painting.easel import Layer
from painting.kinds import Place
from painting.layers.scenery import Scenery, View
from painting.places.survey import Survey
from painting.scene import Camera, Season
from painting.subjects.drawing import dots, ellipse, light, path, shade, stroke, turned
from painting.subjects.outline import limb, smooth

_PATHS = frozenset(
    {Place.MEADOW, Place.FIELD, Place.FOREST, Place.MOUNTAINS, Place.SNOWFIELD, Place.GARDEN, Place.DESERT}
)
_OPEN = _PATHS | {Place.LAKE, Place.RIVER, Place.SEA, Place.CANYON, Place.WATERFALL}


def trail(survey: Survey) -> list[Layer]:
    """A winding path from our feet to the horizon, where the camera asks for one or the place has one."""
    place = survey.scene.place
    wanted = survey.layout.camera is Camera.PATH and place in _PATHS
    return [Scenery("trail", partial(_trail, survey), survey.horizon)] if wanted else []


def _trail(survey: Survey, view: View) -> str:
    level, low, dice = survey.level(view), view.tall + 2, survey.dice.named("trail")
    side = survey.layout.side
    end = view.wide * (0.5 + 0.12 * side)
    points = [
        (end, level + 0.4, 0.5),
        (end - side * 7, level + (low - level) * 0.10, 1.6),
        (end + side * 9, level + (low - level) * 0.28, 4.5),
    ]
    points += [
        (end - side * 8, level + (low - level) * 0.58, 10.0),
        (view.wide * (0.46 + dice.between(-0.06, 0.06)), low, 24.0),
    ]
    route = limb([value for x, y, _ in points for value in (x, y)], [wide for _, _, wide in points])
    earth = (0.90, 0.93, 0.97) if survey.palette.snowy else (0.78, 0.66, 0.48)
    return path(mix(survey.paint(earth), survey.palette.haze, 0.10), route)


def foreground(survey: Survey) -> list[Layer]:
    """A branch across a corner where the picture is framed; here and there tall stalks."""
    layers: list[Layer] = []
    if survey.layout.camera is Camera.FRAMED and survey.scene.place in _OPEN and survey.wooded:
        layers.append(Scenery("branch", partial(_branch, survey), bottom=0.5))
    if survey.scene.place in (Place.MEADOW, Place.FIELD, Place.LAKE, Place.RIVER) and survey.dice.named(
        "stalks"
    ).chance(0.45):
        layers.append(Scenery("stalks", partial(_stalks, survey), 0.6, soft=True))
    return layers


def _branch(survey: Survey, view: View) -> str:
    """Leaves, blossom or snow on a bough that comes in from above."""
    dice, side = survey.dice.named("branch"), survey.layout.side
    x0 = view.wide + 4 if side < 0 else -4.0
    way = -1 if side < 0 else 1
    bough = (x0, -4, x0 + way * 18, 8, x0 + way * 38, 12, x0 + way * 60, 9)
    bark = shade(survey.paint((0.30, 0.22, 0.18)), 0.3)
    drawn = path(bark, limb(bough, (5.5, 3.6, 2.2, 0.7)))
    season = survey.palette.season
    leaf = {Season.SPRING: (0.97, 0.76, 0.83), Season.AUTUMN: (0.86, 0.42, 0.14)}.get(
        season, mix(survey.palette.foliage, survey.palette.grass, 0.4)
    )
    leaf = (0.93, 0.95, 0.99) if survey.palette.snowy or season is Season.WINTER else leaf
    tone = shade(survey.paint(leaf), 0.18)
    for n in range(90):
        share = dice.between(0.05, 1.0)
        x, y = x0 + way * 62 * share + dice.between(-7, 7), 11 * share**0.5 + dice.between(-9, 9) - 1
        size = dice.between(1.4, 3.0)
        leaf_tone = mix(shade(tone, 0.25), light(tone, 0.2), (n % 5) / 4)
        drawn += turned(dice.between(0, 180), x, y, ellipse(leaf_tone, x, y, size, size * 0.55))
    return drawn


def _stalks(survey: Survey, view: View) -> str:
    """Grasses and seed heads in one corner, out of focus for being so near."""
    dice, side, drawn = survey.dice.named("stalks"), survey.layout.side, ""
    tone = shade(survey.paint(mix(survey.palette.grass, survey.palette.foliage, 0.3)), 0.25)
    petal = survey.paint(survey.palette.accent)
    for n in range(26):
        share = dice.between(0, 1) ** 1.6 * 0.42
        x = view.wide * (share if side > 0 else 1 - share)
        tall, lean = dice.between(8, 30) * (1 - share), dice.between(-6, 6)
        low = view.tall + 1
        drawn += path(
            mix(tone, shade(tone, 0.3), dice.between(0, 1)),
            limb((x, low, x + lean * 0.3, low - tall * 0.5, x + lean, low - tall), (0.9, 0.6, 0.15)),
        )
        if n % 4 == 0:
            drawn += path(
                petal,
                smooth(
                    x + lean - 1.5,
                    low - tall,
                    x + lean,
                    low - tall - 2.2,
                    x + lean + 1.5,
                    low - tall,
                    x + lean,
                    low - tall + 1,
                ),
            )
        elif n % 4 == 1:
            drawn += dots(
                light(tone, 0.4),
                0.5,
                *(value for k in range(4) for value in (x + lean - 0.1 * lean * k, low - tall + 1.2 * k)),
            )
    return drawn + stroke(tone, f"M{-2} {view.tall + 2:.2f} H{view.wide + 2:.2f}", 0.5)
