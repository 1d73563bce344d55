"""What a picture shows, as pure data: the grammar writes it, the composer and the alt text read it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """Where it is."""

    SEA = "sea"
    LAKE = "lake"
    RIVER = "river"
    MEADOW = "meadow"
    DESERT = "desert"
    SNOWFIELD = "snowfield"
    FOREST = "forest"
    MOUNTAINS = "mountains"
    CITY = "city"


class Light(StrEnum):
    """When it is."""

    DAWN = "dawn"
    NOON = "noon"
    DUSK = "dusk"
    NIGHT = "night"


class Weather(StrEnum):
    """What the air does."""

    CLEAR = "clear"
    CLOUDY = "cloudy"
    RAIN = "rain"
    FOG = "fog"
    SNOW = "snow"
    STORM = "storm"


class Mood(StrEnum):
    """How it feels."""

    PLAIN = "plain"
    CALM = "calm"
    JOYFUL = "joyful"
    GLOOMY = "gloomy"
    DREAMY = "dreamy"
    EERIE = "eerie"


class Style(StrEnum):
    """How it is painted."""

    GOUACHE = "gouache"
    POSTER = "poster"
    WATERCOLOR = "watercolor"
    INK = "ink"
    PIXEL = "pixel"


class Kind(StrEnum):
    """What can stand, float, fly or shine in it."""

    LIGHTHOUSE = "lighthouse"
    BOAT = "boat"
    TREE = "tree"
    PINE = "pine"
    HOUSE = "house"
    CASTLE = "castle"
    WINDMILL = "windmill"
    BALLOON = "balloon"
    BIRD = "bird"
    CAT = "cat"
    PERSON = "person"
    FLOWER = "flower"
    SUN = "sun"
    MOON = "moon"
    STARS = "stars"


CELESTIAL = frozenset({Kind.SUN, Kind.MOON, Kind.STARS})
AIRBORNE = frozenset({Kind.BIRD, Kind.BALLOON})
AFLOAT = frozenset({Kind.BOAT})


@dataclass(frozen=True)
class Subject:
    """A thing in the picture, how many of it, and its colour's name where the words bound one to it."""

    kind: Kind
    count: int = 1
    colour: str | None = None


@dataclass(frozen=True)
class Scene:
    """Everything that decides the picture but its size.

    `chance` mixes the seed with the words nobody knows; `twist`, from those words alone, turns
    every hue by so many degrees.
    """

    subjects: tuple[Subject, ...]
    place: Place
    backdrop: Place | None
    light: Light
    weather: Weather
    mood: Mood
    style: Style
    colours: tuple[str, ...]
    sky_colour: str | None
    ground_colour: str | None
    leaf_colour: str | None
    absent: frozenset[Kind]
    cloudless: bool
    twist: float
    chance: int

    def shows(self, kind: Kind) -> bool:
        """Whether the words asked for it."""
        return any(subject.kind == kind for subject in self.subjects)
