"""The land of each place, from the horizon forward: what is far, in the middle, and near."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from painting.easel import Layer
from painting.kinds import Place
from painting.layers.ridges import Dunes, Hills, Woods
from painting.natures import ENCLOSED
from painting.places.abstract import abstract
from painting.places.beyond import lunar, sky, space, underwater
from painting.places.coast import beach, island, waterfall
from painting.places.country import desert, meadow, mountains, peaks, snowfield
from painting.places.frames import foreground, trail
from painting.places.indoors import room, studio, table
from painting.places.shores import lake, river, sea
from painting.places.skyline import Row, skyline
from painting.places.street import street
from painting.places.survey import Land, Survey
from painting.places.tilled import canyon, field, garden
from painting.places.town import city
from painting.places.woods import forest

__all__ = ["Land", "Survey", "land_of"]


def land_of(survey: Survey) -> Land:
    """The layers of the scene's place, before its backdrop where one was named."""
    land = _BUILDERS.get(survey.scene.place, meadow)(survey)
    if survey.scene.backdrop is not None and survey.scene.place not in ENCLOSED:
        land.far = backdrop(survey, survey.scene.backdrop)
    land.middle += trail(survey)
    land.near += foreground(survey)
    return land


def backdrop(survey: Survey, place: Place) -> list[Layer]:
    palette, horizon = survey.palette, survey.horizon
    foot = horizon + 0.01
    hills: list[Layer] = [Hills("far hills", foot, 0.10, 0.72, palette.foliage)]
    match place:
        case Place.MOUNTAINS:
            return peaks(survey)
        case Place.FOREST:
            return [*hills, Woods("far woods", foot, 0.05, 0.45, palette.foliage, size=0.10)]
        case Place.CITY:
            return [skyline(survey, Row("far town", 22, 0.66, 5.0)), skyline(survey, Row("town", 15, 0.42, 6.0))]
        case Place.DESERT:
            return [Dunes("far dunes", foot, 0.10, 0.5, palette.sand)]
        case _:
            return hills


_BUILDERS: Mapping[Place, Callable[[Survey], Land]] = {
    Place.SEA: sea,
    Place.LAKE: lake,
    Place.RIVER: river,
    Place.BEACH: beach,
    Place.ISLAND: island,
    Place.WATERFALL: waterfall,
    Place.MEADOW: meadow,
    Place.FIELD: field,
    Place.GARDEN: garden,
    Place.CANYON: canyon,
    Place.DESERT: desert,
    Place.SNOWFIELD: snowfield,
    Place.FOREST: forest,
    Place.MOUNTAINS: mountains,
    Place.CITY: city,
    Place.STREET: street,
    Place.SPACE: space,
    Place.LUNAR: lunar,
    Place.UNDERWATER: underwater,
    Place.SKY: sky,
    Place.ABSTRACT: abstract,
    Place.ROOM: room,
    Place.TABLE: table,
    Place.STUDIO: studio,
}
