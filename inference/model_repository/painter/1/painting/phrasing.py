"""The English of the description: one phrase for everything that a scene can hold."""

from __future__ import annotations

from collections.abc import Mapping

from painting.kinds import Kind, Place
from painting.scene import Camera, Effect, Light, Mood, Pattern, Relation, Season, Style, Weather

NUMBERS = ("", "a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

PLACES: Mapping[Place, tuple[str, str]] = {
    Place.SEA: ("by", "the sea"),
    Place.LAKE: ("by", "a lake"),
    Place.RIVER: ("along", "a winding river"),
    Place.BEACH: ("on", "a beach"),
    Place.ISLAND: ("on", "an island"),
    Place.WATERFALL: ("by", "a waterfall"),
    Place.UNDERWATER: ("in", "the deep sea"),
    Place.MEADOW: ("in", "a meadow"),
    Place.FIELD: ("in", "a field"),
    Place.GARDEN: ("in", "a garden"),
    Place.FOREST: ("in", "a forest"),
    Place.MOUNTAINS: ("in", "the mountains"),
    Place.CANYON: ("in", "a canyon"),
    Place.DESERT: ("among", "desert dunes"),
    Place.SNOWFIELD: ("in", "a field of snow"),
    Place.CITY: ("before", "a city skyline on the water"),
    Place.STREET: ("in", "a city street"),
    Place.ROOM: ("in", "a room"),
    Place.TABLE: ("on", "a table"),
    Place.STUDIO: ("against", "a plain backdrop"),
    Place.SKY: ("above", "the clouds"),
    Place.SPACE: ("in", "outer space"),
    Place.LUNAR: ("on", "the surface of a moon"),
    Place.ABSTRACT: ("in", "an abstract composition"),
}
"""How one stands there, and what it is."""

BACKDROPS: Mapping[Place | None, str] = {
    Place.MOUNTAINS: "mountains behind",
    Place.FOREST: "a wood behind",
    Place.CITY: "a city behind",
    Place.DESERT: "dunes behind",
    Place.MEADOW: "hills behind",
    Place.SNOWFIELD: "white hills behind",
}

LIGHTS: Mapping[Light, str] = {
    Light.DAWN: "at dawn",
    Light.NOON: "in full daylight",
    Light.GOLDEN: "in the low golden light of evening",
    Light.DUSK: "at dusk",
    Light.BLUE: "in the blue hour",
    Light.NIGHT: "at night",
}

SEASONS: Mapping[Season, str] = {season: f"in {season}" for season in Season}

WEATHERS: Mapping[Weather, str] = {
    Weather.CLEAR: "under a clear sky",
    Weather.CLOUDY: "under clouds",
    Weather.RAIN: "in the rain",
    Weather.FOG: "in fog",
    Weather.SNOW: "in falling snow",
    Weather.STORM: "in a thunderstorm",
    Weather.WIND: "in the wind",
    Weather.RAINBOW: "under a rainbow",
    Weather.AURORA: "under northern lights",
}

MOODS: Mapping[Mood, str] = {
    Mood.CALM: "calm",
    Mood.JOYFUL: "bright and joyful",
    Mood.GLOOMY: "gloomy",
    Mood.DREAMY: "dreamlike",
    Mood.EERIE: "eerie",
    Mood.EPIC: "grand",
    Mood.COSY: "cosy",
}

STYLES: Mapping[Style, str] = {
    Style.GOUACHE: "Painted in gouache",
    Style.POSTER: "Drawn as a flat travel poster",
    Style.CEL: "Drawn with clean outlines like an animated film",
    Style.INK: "Drawn with brush and ink",
    Style.WATERCOLOR: "Painted in watercolour",
    Style.PIXEL: "Drawn as pixel art",
    Style.WOODBLOCK: "Printed like a Japanese woodblock",
    Style.LOWPOLY: "Built of low-poly facets",
    Style.BLUEPRINT: "Drawn as a blueprint",
    Style.OIL: "Painted in thick oil",
    Style.PENCIL: "Drawn in pencil",
    Style.STAINED_GLASS: "Set as stained glass",
    Style.PAPERCUT: "Cut from layers of paper",
    Style.NEON: "Drawn in neon light",
}

CAMERAS: Mapping[Camera | None, str] = {
    Camera.CENTRED: "symmetrical",
    Camera.LOW: "under a tall sky",
    Camera.HIGH: "seen from above",
    Camera.CLOSE: "seen close",
    Camera.WIDE: "in a wide view",
    Camera.PATH: "a path leading in",
    Camera.FRAMED: "framed by what is near",
    Camera.AERIAL: "seen from the air",
}

EFFECTS: Mapping[Effect, str] = {
    Effect.SILHOUETTE: "in silhouette",
    Effect.BACKLIT: "lit from behind",
    Effect.MINIMAL: "with much empty space",
    Effect.NEON_LIT: "lit by neon signs",
}

PATTERNS: Mapping[Pattern, str] = {
    Pattern.CIRCLES: "of circles",
    Pattern.GRID: "in a grid",
    Pattern.FLOW: "of flowing lines",
    Pattern.WAVES: "of waves",
    Pattern.BLOCKS: "of blocks of colour",
    Pattern.TERRAZZO: "of scattered chips",
}

RELATIONS: Mapping[Relation, str] = {
    Relation.ON: "on",
    Relation.UNDER: "under",
    Relation.ABOVE: "above",
    Relation.BESIDE: "beside",
    Relation.BEHIND: "behind",
    Relation.BEFORE: "in front of",
    Relation.INSIDE: "in",
}

HEAVENS: Mapping[Kind, str] = {
    Kind.SUN: "the sun in the sky",
    Kind.MOON: "the moon in the sky",
    Kind.STARS: "stars above",
}

NOUNS: Mapping[Kind, str] = {
    Kind.BOUQUET: "bouquet in a vase",
    Kind.BALLOON: "hot air balloon",
    Kind.BOAT: "sailing boat",
    Kind.PINE: "pine tree",
    Kind.PALM: "palm tree",
    Kind.PORTRAIT: "portrait in profile",
    Kind.GRAPES: "bunch of grapes",
    Kind.UFO: "flying saucer",
    Kind.STAR: "star",
    Kind.GLASS: "wine glass",
    Kind.BREAD: "loaf of bread",
    Kind.CORAL: "coral branch",
}

PLURALS: Mapping[Kind, str] = {
    Kind.BOUQUET: "bouquets in vases",
    Kind.PERSON: "people",
    Kind.WOMAN: "women",
    Kind.CHILD: "children",
    Kind.STARS: "stars",
    Kind.WOLF: "wolves",
    Kind.SHEEP: "sheep",
    Kind.DEER: "deer",
    Kind.FISH: "fish",
    Kind.SHELF: "shelves",
    Kind.PORTRAIT: "portraits in profile",
    Kind.GRAPES: "bunches of grapes",
    Kind.BREAD: "loaves of bread",
    Kind.JELLYFISH: "jellyfish",
    Kind.SNOWMAN: "snowmen",
    Kind.CACTUS: "cacti",
}
