"""Open country: meadows, hills and deserts, and the ranges behind them."""

from __future__ import annotations

from painting.colour import NAMED
from painting.easel import Layer
from painting.kinds import Kind
from painting.layers.ground import Bank, Blossoms, Grass, Plain
from painting.layers.ridges import Dunes, Hills, Peaks, Woods
from painting.places.survey import Land, Survey
from painting.scene import Weather


def peaks(survey: Survey) -> list[Layer]:
    palette, foot = survey.palette, survey.horizon + 0.01
    return [
        Peaks("far peaks", foot, 0.34, 0.66, palette.rock, snowline=0.44),
        Peaks("peaks", foot, 0.24, 0.40, palette.rock, snowline=0.52),
    ]


def meadow(survey: Survey) -> Land:
    palette, horizon = survey.palette, survey.horizon
    far: list[Layer] = [
        Hills("far hills", horizon + 0.01, 0.17, 0.80, palette.foliage),
        Hills("hills", horizon + 0.01, 0.11, 0.56, palette.grass),
    ]
    middle: list[Layer] = [
        Woods("hedge", horizon + 0.012, 0.02, 0.46, palette.foliage, size=0.035),
        Plain(horizon, palette.grass),
    ]
    if Kind.TREE in survey.scene.absent or Kind.PINE in survey.scene.absent:
        middle = middle[1:]
    return Land(far, middle, [*blossoms(survey), Grass(0.12, palette.grass)])


def blossoms(survey: Survey) -> list[Layer]:
    """A few wherever it is green, a sea of them where flowers were asked for in number."""
    scene, palette = survey.scene, survey.palette
    if Kind.FLOWER in scene.absent or scene.weather is Weather.SNOW:
        return []
    asked = [subject for subject in scene.subjects if subject.kind is Kind.FLOWER]
    bound = [NAMED[subject.colour] for subject in asked if subject.colour]
    petals = bound or [palette.accent, (0.96, 0.86, 0.40), (0.97, 0.95, 0.92)]
    return [Blossoms(survey.horizon, tuple(petals), 1.0 if any(s.count > 2 for s in asked) else 0.16)]


def desert(survey: Survey) -> Land:
    palette, horizon = survey.palette, survey.horizon
    sand = palette.sand
    return Land(
        [Dunes("far dunes", horizon + 0.03, 0.12, 0.62, sand)],
        [Dunes("dunes", horizon + 0.12, 0.15, 0.34, sand), Dunes("middle dunes", horizon + 0.24, 0.17, 0.14, sand)],
        [Dunes("near dune", 1.02, 0.22, 0.0, sand)],
    )


def snowfield(survey: Survey) -> Land:
    palette, horizon = survey.palette, survey.horizon
    woods: list[Layer] = [Woods("pines", horizon + 0.02, 0.03, 0.40, palette.foliage, size=0.12)]
    if Kind.TREE in survey.scene.absent or Kind.PINE in survey.scene.absent:
        woods = []
    far: list[Layer] = [Hills("white hills", horizon + 0.01, 0.18, 0.55, palette.grass)]
    drifts: list[Layer] = [
        Dunes("drift", horizon + 0.20, 0.09, 0.08, palette.grass),
        Dunes("near drift", 1.02, 0.13, 0.0, palette.grass),
    ]
    return Land(far, [*woods, Plain(horizon, palette.grass)], drifts)


def mountains(survey: Survey) -> Land:
    palette, horizon = survey.palette, survey.horizon
    far: list[Layer] = [
        Peaks("far peaks", horizon, 0.46, 0.70, palette.rock, snowline=0.42),
        Peaks("peaks", horizon + 0.02, 0.36, 0.42, palette.rock, snowline=0.54),
    ]
    middle: list[Layer] = [
        Hills("foothills", horizon + 0.03, 0.10, 0.42, palette.foliage),
        Woods("woods", horizon + 0.03, 0.03, 0.24, palette.foliage, size=0.09),
        Plain(horizon + 0.03, palette.grass),
    ]
    if Kind.TREE in survey.scene.absent or Kind.PINE in survey.scene.absent:
        del middle[1]
    return Land(
        far,
        middle,
        [
            Bank("slope", 0.5 + 0.5 * survey.layout.side, 0.82, 1.0, palette.grass, spread=0.4),
            Grass(0.07, palette.foliage),
        ],
    )
