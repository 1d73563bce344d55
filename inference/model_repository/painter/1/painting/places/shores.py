"""Open water: the sea, a lake, a river, and what lies at its edge."""

from __future__ import annotations

from painting.colour import Colour
from painting.easel import Layer
from painting.kinds import Kind
from painting.layers.ground import Bank, Grass
from painting.layers.ridges import Hills, Woods
from painting.layers.water import Foam, Water
from painting.places.country import meadow, peaks
from painting.places.survey import Land, Survey


def sea(survey: Survey) -> Land:
    """Open water, islands far off, rocks or a headland near."""
    palette, horizon, layout = survey.palette, survey.horizon, survey.layout
    land = Land()
    if survey.dice.chance(0.55):
        land.far = [Hills("islands", horizon + 0.035, 0.085, 0.70, palette.foliage)]
    land.middle = [Water(horizon, survey.rough), Foam(horizon, 0.25 + 0.6 * survey.rough)]
    if layout.shore:
        land.near = [_headland(survey, palette.rock, palette.grass)]
    elif survey.dice.chance(0.5):
        land.near = [Bank("rocks", 0.5 + 0.56 * layout.side, 0.86, 1.10, palette.rock, rough=0.06, spread=0.20)]
    return forward(survey, land, palette.sand)


def _headland(survey: Survey, surface: Colour, cap: Colour | None) -> Layer:
    """What comes in from the side to carry those who stand by the water."""
    layout = survey.layout
    outward = 1 if layout.shore_x > 0.5 else -1
    crest = layout.shore[0].base - 0.02
    spread = 0.17 + 0.10 * (len(layout.shore) - 1)
    return Bank("headland", layout.shore_x, crest, 1.12, surface, 0.04, spread, outward, cap)


def lake(survey: Survey) -> Land:
    """Mountains and woods, upside down in still water."""
    palette, horizon, layout = survey.palette, survey.horizon, survey.layout
    land = Land(far=peaks(survey))
    land.middle = [
        Woods("shore woods", horizon + 0.008, 0.03, 0.42, palette.foliage, size=0.075),
        Water(horizon, survey.rough * 0.5),
    ]
    if layout.shore:
        land.near = [_headland(survey, palette.grass, None)]
    if survey.dice.named("fringe").chance(0.4):
        land.near.append(Grass(0.10, palette.foliage))
    return forward(survey, land, palette.grass)


def forward(survey: Survey, land: Land, surface: Colour) -> Land:
    """Dry ground at our feet where someone has to stand there."""
    if any(site.base > 0.88 for site in survey.layout.sites if site.subject.kind is not Kind.BOAT):
        land.near.append(Bank("foreground", 0.5, 0.86, 0.90, surface, rough=0.02, spread=0.5))
    return land


def river(survey: Survey) -> Land:
    """A river that winds through a meadow."""
    land = meadow(survey)
    land.near.append(Water(survey.horizon + 0.012, survey.rough * 0.5, winds=True))
    return land
