"""The land of each place, from the horizon forward: what is far, in the middle, and near."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from painting.colour import NAMED, Colour
from painting.dice import Dice
from painting.easel import Layer
from painting.layers.ground import Bank, Blossoms, Grass, Plain
from painting.layers.ridges import Dunes, Hills, Peaks, Town, Woods
from painting.layers.water import Foam, Water
from painting.layout import Layout
from painting.palette import Palette
from painting.scene import Kind, Light, Mood, Place, Scene, Weather


@dataclass
class Land:
    """Layers by distance."""

    far: list[Layer] = field(default_factory=list)
    middle: list[Layer] = field(default_factory=list)
    near: list[Layer] = field(default_factory=list)


@dataclass(frozen=True)
class Survey:
    """What a place is built from."""

    scene: Scene
    layout: Layout
    palette: Palette
    dice: Dice

    @property
    def horizon(self) -> float:
        """In shares of the height."""
        return self.layout.horizon

    @property
    def rough(self) -> float:
        """Of the water, 0 to 1."""
        weather = {Weather.STORM: 1.0, Weather.RAIN: 0.55}.get(self.scene.weather, 0.25)
        return weather * (0.3 if self.scene.mood is Mood.CALM else 1.0)

    @property
    def lights(self) -> float:
        """How many windows are lit, 0 to 1."""
        return {Light.NIGHT: 1.0, Light.DUSK: 0.65, Light.DAWN: 0.2}.get(self.scene.light, 0.0)


def land_of(survey: Survey) -> Land:
    """The layers of the scene's place, before its backdrop where one was named."""
    land = _BUILDERS.get(survey.scene.place, _meadow)(survey)
    if survey.scene.backdrop is not None:
        land.far = _backdrop(survey, survey.scene.backdrop)
    return land


def _backdrop(survey: Survey, place: Place) -> list[Layer]:
    palette, horizon = survey.palette, survey.horizon
    foot = horizon + 0.01
    hills: list[Layer] = [Hills("far hills", foot, 0.10, 0.72, palette.foliage)]
    match place:
        case Place.MOUNTAINS:
            return _range(survey)
        case Place.FOREST:
            return [*hills, Woods("far woods", foot, 0.05, 0.45, palette.foliage, size=0.10)]
        case Place.CITY:
            far = Town("far town", foot, 0.24, 0.62, palette.rock, lights=survey.lights * 0.7)
            return [far, Town("town", foot, 0.16, 0.34, palette.rock, lights=survey.lights)]
        case Place.DESERT:
            return [Dunes("far dunes", foot, 0.10, 0.5, palette.sand)]
        case _:
            return hills


def _range(survey: Survey) -> list[Layer]:
    palette, foot = survey.palette, survey.horizon + 0.01
    return [
        Peaks("far peaks", foot, 0.34, 0.66, palette.rock, snowline=0.44),
        Peaks("peaks", foot, 0.24, 0.40, palette.rock, snowline=0.52),
    ]


def _sea(survey: Survey) -> Land:
    palette, horizon, layout = survey.palette, survey.horizon, survey.layout
    land = Land()
    if survey.dice.chance(0.55):
        land.far = [Hills("islands", horizon + 0.035, 0.085, 0.70, palette.foliage)]
    land.middle = [Water(horizon, survey.rough), Foam(horizon, 0.25 + 0.6 * survey.rough)]
    if layout.shore:
        land.near = [_headland(survey, palette.rock, palette.grass)]
    elif survey.dice.chance(0.5):
        land.near = [Bank("rocks", 0.5 + 0.56 * layout.side, 0.86, 1.10, palette.rock, rough=0.06, spread=0.20)]
    return _forward(survey, land, palette.sand)


def _headland(survey: Survey, surface: Colour, cap: Colour | None) -> Layer:
    """What comes in from the side to carry those who stand by the water."""
    layout = survey.layout
    outward = 1 if layout.shore_x > 0.5 else -1
    crest = layout.shore[0].base - 0.02
    spread = 0.17 + 0.10 * (len(layout.shore) - 1)
    return Bank("headland", layout.shore_x, crest, 1.12, surface, 0.04, spread, outward, cap)


def _lake(survey: Survey) -> Land:
    palette, horizon, layout = survey.palette, survey.horizon, survey.layout
    land = Land(far=_range(survey))
    land.middle = [
        Woods("shore woods", horizon + 0.008, 0.03, 0.42, palette.foliage, size=0.075),
        Water(horizon, survey.rough * 0.5),
    ]
    if layout.shore:
        land.near = [_headland(survey, palette.grass, None)]
    land.near.append(Grass(0.10, palette.foliage))
    return _forward(survey, land, palette.grass)


def _forward(survey: Survey, land: Land, surface: Colour) -> Land:
    """Dry ground at our feet where someone has to stand there."""
    if any(site.base > 0.88 for site in survey.layout.sites if site.subject.kind is not Kind.BOAT):
        land.near.append(Bank("foreground", 0.5, 0.86, 0.90, surface, rough=0.02, spread=0.5))
    return land


def _river(survey: Survey) -> Land:
    land = _meadow(survey)
    land.middle.append(Water(survey.horizon + 0.012, survey.rough * 0.5, winds=True))
    return land


def _meadow(survey: Survey) -> Land:
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
    return Land(far, middle, [*_blossoms(survey), Grass(0.12, palette.grass)])


def _blossoms(survey: Survey) -> list[Layer]:
    """A few wherever it is green, a sea of them where flowers were asked for in number."""
    scene, palette = survey.scene, survey.palette
    if Kind.FLOWER in scene.absent or scene.weather is Weather.SNOW:
        return []
    asked = [subject for subject in scene.subjects if subject.kind is Kind.FLOWER]
    bound = [NAMED[subject.colour] for subject in asked if subject.colour]
    petals = bound or [palette.accent, (0.96, 0.86, 0.40), (0.97, 0.95, 0.92)]
    return [Blossoms(survey.horizon, tuple(petals), 1.0 if any(s.count > 2 for s in asked) else 0.16)]


def _desert(survey: Survey) -> Land:
    palette, horizon = survey.palette, survey.horizon
    sand = palette.sand
    return Land(
        [Dunes("far dunes", horizon + 0.03, 0.12, 0.62, sand)],
        [Dunes("dunes", horizon + 0.12, 0.15, 0.34, sand), Dunes("middle dunes", horizon + 0.24, 0.17, 0.14, sand)],
        [Dunes("near dune", 1.02, 0.22, 0.0, sand)],
    )


def _snowfield(survey: Survey) -> Land:
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


def _forest(survey: Survey) -> Land:
    palette, horizon = survey.palette, survey.horizon
    leaf = palette.foliage
    return Land(
        [
            Hills("far hills", horizon, 0.34, 0.88, leaf),
            Woods("far woods", horizon - 0.06, 0.16, 0.74, leaf, size=0.20),
            Woods("woods", horizon - 0.01, 0.10, 0.52, leaf, size=0.24),
        ],
        [Woods("near woods", horizon + 0.04, 0.06, 0.28, leaf, size=0.27), Plain(horizon + 0.03, palette.grass)],
        [
            Bank("undergrowth", 0.5 - 0.6 * survey.layout.side, 0.84, 1.02, leaf, rough=0.05, spread=0.4),
            Grass(0.11, leaf),
        ],
    )


def _mountains(survey: Survey) -> Land:
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


def _city(survey: Survey) -> Land:
    palette, horizon = survey.palette, survey.horizon
    wall, lights = palette.rock, survey.lights
    far: list[Layer] = [
        Town("far town", horizon, 0.44, 0.78, wall, lights=lights * 0.5),
        Town("town", horizon, 0.33, 0.54, wall, lights=lights * 0.8),
    ]
    middle: list[Layer] = [Town("near town", horizon + 0.01, 0.22, 0.26, wall, lights=lights)]
    middle.append(Water(horizon, 0.15))
    return _forward(survey, Land(far, middle, []), palette.rock)


_BUILDERS: Mapping[Place, Callable[[Survey], Land]] = {
    Place.SEA: _sea,
    Place.LAKE: _lake,
    Place.RIVER: _river,
    Place.MEADOW: _meadow,
    Place.DESERT: _desert,
    Place.SNOWFIELD: _snowfield,
    Place.FOREST: _forest,
    Place.MOUNTAINS: _mountains,
    Place.CITY: _city,
}
