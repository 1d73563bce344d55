"""Open country: meadows, hills and deserts, and the ranges behind them."""

from __future__ import annotations

from painting.easel import Layer
from painting.layers.air import Mist
from painting.layers.ground import Bank, Grass, Plain
from painting.layers.ridges import Dunes, Hills, Peaks, Woods
from painting.places.survey import Land, Survey
from painting.places.sward import sward


def peaks(survey: Survey) -> list[Layer]:
    """Two ranges of bare rock behind everything."""
    palette, foot = survey.palette, survey.horizon + 0.01
    return [
        Peaks("far peaks", foot, 0.34, 0.66, palette.rock, snowline=0.44),
        Peaks("peaks", foot, 0.24, 0.40, palette.rock, snowline=0.52),
    ]


def meadow(survey: Survey) -> Land:
    """Hills, a hedge, and open ground with all that grows on it."""
    palette, horizon = survey.palette, survey.horizon
    far: list[Layer] = [
        Hills("far hills", horizon + 0.01, 0.17, 0.80, palette.foliage),
        Hills("hills", horizon + 0.01, 0.11, 0.56, palette.grass),
    ]
    middle: list[Layer] = [Plain(horizon, palette.grass)]
    if survey.wooded:
        middle.insert(0, Woods("hedge", horizon + 0.012, 0.02, 0.46, palette.foliage, size=0.035))
    fringe: list[Layer] = [Grass(0.10, palette.grass)] if survey.dice.named("fringe").chance(0.3) else []
    return Land(far, middle, [*sward(survey), *fringe])


def desert(survey: Survey) -> Land:
    """Dunes behind dunes."""
    palette, horizon = survey.palette, survey.horizon
    sand = palette.sand
    return Land(
        [Dunes("far dunes", horizon + 0.03, 0.12, 0.62, sand)],
        [Dunes("dunes", horizon + 0.12, 0.15, 0.34, sand), Dunes("middle dunes", horizon + 0.24, 0.17, 0.14, sand)],
        [Dunes("near dune", 1.02, 0.22, 0.0, sand)],
    )


def snowfield(survey: Survey) -> Land:
    """White hills, a wood, drifts."""
    palette, horizon = survey.palette, survey.horizon
    woods: list[Layer] = []
    if survey.wooded:
        woods = [Woods("pines", horizon + 0.02, 0.03, 0.40, palette.foliage, size=0.12)]
    far: list[Layer] = [Hills("white hills", horizon + 0.01, 0.18, 0.55, palette.grass)]
    drifts: list[Layer] = [
        Dunes("drift", horizon + 0.20, 0.09, 0.08, palette.grass),
        Dunes("near drift", 1.02, 0.13, 0.0, palette.grass),
    ]
    return Land(far, [*woods, Plain(horizon, palette.grass)], drifts)


def mountains(survey: Survey) -> Land:
    """Two ranges with mist between them and the valley, woods at their foot."""
    palette, horizon = survey.palette, survey.horizon
    far: list[Layer] = [
        Peaks("far peaks", horizon, 0.46, 0.70, palette.rock, snowline=0.42),
        Peaks("peaks", horizon + 0.02, 0.36, 0.42, palette.rock, snowline=0.54),
        Mist("valley", horizon - 0.03, 0.06, 0.5),
    ]
    middle: list[Layer] = [Hills("foothills", horizon + 0.03, 0.10, 0.42, palette.foliage)]
    if survey.wooded:
        middle.append(Woods("woods", horizon + 0.03, 0.03, 0.24, palette.foliage, size=0.09))
    middle.append(Plain(horizon + 0.03, palette.grass))
    slope = Bank("slope", 0.5 + 0.5 * survey.layout.side, 0.82, 1.0, palette.grass, spread=0.4)
    return Land(far, middle, [slope, *sward(survey)])
