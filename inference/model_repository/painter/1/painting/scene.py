"""What a picture shows, as pure data: the grammar writes it, the composer and the alt text read it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from painting.kinds import Kind, Place

__all__ = ["Kind", "Place"]  # named from here too, for a scene is made of them


class Light(StrEnum):
    """When it is."""

    DAWN = "dawn"
    NOON = "noon"
    GOLDEN = "golden hour"
    DUSK = "dusk"
    BLUE = "blue hour"
    NIGHT = "night"


class Season(StrEnum):
    """When in the year. Where none is named it is a green summer."""

    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"
    WINTER = "winter"


class Weather(StrEnum):
    """What the air does."""

    CLEAR = "clear"
    CLOUDY = "cloudy"
    RAIN = "rain"
    FOG = "fog"
    SNOW = "snow"
    STORM = "storm"
    WIND = "wind"
    RAINBOW = "rainbow"
    AURORA = "aurora"


class Mood(StrEnum):
    """How it feels."""

    PLAIN = "plain"
    CALM = "calm"
    JOYFUL = "joyful"
    GLOOMY = "gloomy"
    DREAMY = "dreamy"
    EERIE = "eerie"
    EPIC = "epic"
    COSY = "cosy"


class Style(StrEnum):
    """How it is painted."""

    GOUACHE = "gouache"
    POSTER = "poster"
    CEL = "cel"
    INK = "ink"
    WATERCOLOR = "watercolor"
    PIXEL = "pixel"
    WOODBLOCK = "woodblock"
    LOWPOLY = "lowpoly"
    BLUEPRINT = "blueprint"
    OIL = "oil"
    PENCIL = "pencil"
    STAINED_GLASS = "stained glass"
    PAPERCUT = "papercut"
    NEON = "neon"


class Camera(StrEnum):
    """From where it is seen. PATH leads the eye in along a path, FRAMED looks out past something near."""

    LEFT = "left third"
    RIGHT = "right third"
    CENTRED = "centred"
    LOW = "low"
    HIGH = "high"
    CLOSE = "close"
    WIDE = "wide"
    PATH = "path"
    FRAMED = "framed"
    AERIAL = "aerial"


class Effect(StrEnum):
    """What is done to the whole: things dark against the light, light from behind, little in the picture."""

    SILHOUETTE = "silhouette"
    BACKLIT = "backlit"
    MINIMAL = "minimal"
    NEON_LIT = "neon lit"


class Pattern(StrEnum):
    """What an abstract is made of."""

    CIRCLES = "circles"
    GRID = "grid"
    FLOW = "flow"
    WAVES = "waves"
    BLOCKS = "blocks"
    TERRAZZO = "terrazzo"


class Relation(StrEnum):
    """Where a thing is to another."""

    ON = "on"
    UNDER = "under"
    ABOVE = "above"
    BESIDE = "beside"
    BEHIND = "behind"
    BEFORE = "before"
    INSIDE = "inside"


class Spot(StrEnum):
    """Where in the picture a thing was asked for."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"
    FAR = "far"
    NEAR = "near"


@dataclass(frozen=True)
class Subject:
    """A thing in the picture, how many of it, and what the words bound to it.

    `colour` is a name in `colour.NAMED`; `scale` makes it larger or smaller than it is by nature; `anchor` is
    the thing that `relation` is to. `slot` numbers the things in the order in which they were first named,
    and stays; what shines in the sky takes none of them and has one below zero.
    """

    kind: Kind
    count: int = 1
    colour: str | None = None
    scale: float = 1.0
    spot: Spot | None = None
    relation: Relation | None = None
    anchor: Kind | None = None
    glowing: bool = False
    slot: int = 0


@dataclass(frozen=True)
class Tones:
    """Names in `colour.NAMED` for the parts of the picture that words coloured; `whole` colours everything."""

    sky: str | None = None
    ground: str | None = None
    water: str | None = None
    leaves: str | None = None
    wall: str | None = None
    whole: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shift:
    """How far from the scene's own light: -2 to 2 steps of darker or lighter, cooler or warmer, duller or bolder."""

    light: int = 0
    warmth: int = 0
    strength: int = 0


@dataclass(frozen=True)
class Scene:
    """Everything that decides the picture but its size.

    `chance` is the seed's; `spirit` is that of the words nobody knows, which turn every hue by `twist` degrees.
    `absent` and `bare` are the kinds and places that must not be seen, in the background neither.
    """

    subjects: tuple[Subject, ...] = ()
    place: Place = Place.MEADOW
    backdrop: Place | None = None
    light: Light = Light.NOON
    season: Season | None = None
    weather: Weather = Weather.CLEAR
    mood: Mood = Mood.PLAIN
    style: Style = Style.GOUACHE
    camera: Camera | None = None
    pattern: Pattern | None = None
    effects: frozenset[Effect] = frozenset()
    tones: Tones = field(default_factory=Tones)
    shift: Shift = field(default_factory=Shift)
    absent: frozenset[Kind] = frozenset()
    bare: frozenset[Place] = frozenset()
    cloudless: bool = False
    twist: float = 0.0
    chance: int = 0
    spirit: int = 0

    def shows(self, kind: Kind) -> bool:
        """Whether the words asked for it."""
        return any(subject.kind == kind for subject in self.subjects)

    @property
    def snowy(self) -> bool:
        """Whether snow lies on the ground and on the roofs."""
        fallen = self.weather is Weather.SNOW or self.season is Season.WINTER or self.tones.ground == "white"
        return fallen or self.place is Place.SNOWFIELD
