"""The words the painter knows, each with the one thing it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from painting.colour import NAMED
from painting.scene import Kind, Light, Mood, Place, Style, Weather


@dataclass(frozen=True)
class Hue:
    """A colour word."""

    name: str


@dataclass(frozen=True)
class Count:
    """A word for how many."""

    number: int


@dataclass(frozen=True)
class Region:
    """A part of the picture that a colour can be bound to and that is no subject: the sky, the ground."""

    name: str


@dataclass(frozen=True)
class Tinge:
    """A word that colours a part of the picture by itself, as autumn does the leaves."""

    region: str
    hue: str


Meaning = Kind | Place | Light | Weather | Mood | Style | Hue | Count | Region | Tinge

_SPELLINGS: Mapping[Meaning, str] = {
    Kind.LIGHTHOUSE: "lighthouse, light house, beacon",
    Kind.BOAT: "boat, sailboat, sailing boat, ship, sailing ship, yacht, sail, dinghy, schooner, fishing boat",
    Kind.TREE: "tree, oak, oak tree, apple tree, willow, willow tree, birch, birch tree, maple, maple tree, "
    "olive tree, cherry tree, orchard",
    Kind.PINE: "pine, fir, spruce, pine tree, fir tree, christmas tree, cedar, cypress",
    Kind.HOUSE: "house, cottage, cabin, hut, home, barn, farmhouse, farm, village, church, chapel, shed",
    Kind.CASTLE: "castle, fortress, palace, citadel, keep, ruin",
    Kind.WINDMILL: "windmill, mill",
    Kind.BALLOON: "balloon, hot air balloon, airship",
    Kind.BIRD: "bird, seagull, gull, swallow, crow, raven, goose, geese, swan, crane, eagle, heron, flock",
    Kind.CAT: "cat, kitten, kitty, tomcat, black cat",
    Kind.PERSON: "person, people, man, woman, girl, boy, child, traveler, traveller, wanderer, figure, hiker, "
    "fisherman, crowd",
    Kind.FLOWER: "flower, poppy, tulip, rose, daisy, wildflower, sunflower, bloom, blossom, lily, lotus",
    Kind.SUN: "sun, sunlight, sunshine, sunbeam",
    Kind.MOON: "moon, full moon, moonlight, crescent, crescent moon, moonlit",
    Kind.STARS: "star, starry, starlight, milky way, constellation, galaxy",
    Place.SEA: "sea, ocean, coast, shore, seaside, beach, bay, harbour, harbor, cliff, wave, island, sea shore",
    Place.LAKE: "lake, pond, loch, lagoon, fjord, water",
    Place.RIVER: "river, stream, brook, creek, riverbank, valley",
    Place.MEADOW: "meadow, field, grassland, prairie, pasture, garden, countryside, hill, lawn, park, steppe, grass",
    Place.DESERT: "desert, dune, sand dune, sahara, oasis, canyon, wasteland, sand",
    Place.SNOWFIELD: "snowfield, tundra, arctic, glacier, snowy field, snow field, ice field, winter",
    Place.FOREST: "forest, wood, woodland, jungle, grove, taiga, rainforest",
    Place.MOUNTAINS: "mountain, mountain range, peak, alps, alpine, summit, himalaya, volcano, highland",
    Place.CITY: "city, town, skyline, street, metropolis, downtown, skyscraper, cityscape, rooftop, tokyo, paris",
    Light.DAWN: "dawn, sunrise, daybreak, morning, first light, early morning",
    Light.NOON: "noon, midday, day, daylight, daytime, sunny, afternoon, summer",
    Light.DUSK: "dusk, sunset, twilight, evening, golden hour, sundown, nightfall, blue hour",
    Light.NIGHT: "night, midnight, nocturne, nocturnal, nighttime, dark, darkness",
    Weather.CLEAR: "clear, clear sky, cloudless",
    Weather.CLOUDY: "cloud, cloudy, overcast",
    Weather.RAIN: "rain, rainy, drizzle, raining, downpour, wet",
    Weather.FOG: "fog, foggy, mist, misty, haze, hazy",
    Weather.SNOW: "snow, snowing, snowfall, snowflake, blizzard",
    Weather.STORM: "storm, stormy, thunder, thunderstorm, lightning, tempest, gale",
    Mood.CALM: "calm, quiet, peaceful, serene, tranquil, still, gentle, silent",
    Mood.JOYFUL: "joyful, happy, cheerful, bright, vivid, vibrant, playful, colorful, colourful, festive",
    Mood.GLOOMY: "gloomy, sad, lonely, melancholy, melancholic, bleak, somber, sombre, moody",
    Mood.DREAMY: "dreamy, dream, magical, magic, fairytale, enchanted, ethereal, fantasy, surreal, whimsical",
    Mood.EERIE: "eerie, haunted, spooky, ominous, mysterious, creepy, ghostly, sinister",
    Style.GOUACHE: "gouache, painting, oil painting, oil, painterly, impressionist, impressionism, acrylic",
    Style.POSTER: "poster, flat, flat poster, travel poster, vector, minimalist, screen print, art deco, flat design",
    Style.WATERCOLOR: "watercolor, watercolour, aquarelle, water colour, water color, wash",
    Style.INK: "ink, ink drawing, sumi, sumi e, brush drawing, woodcut, etching, sketch, pencil, engraving, linocut",
    Style.PIXEL: "pixel, pixel art, pixelart, 8 bit, 16 bit, 8bit, 16bit, retro game",
    Region("sky"): "sky, heaven, horizon",
    Region("ground"): "ground, land, earth, soil, floor",
    Region("leaves"): "leaf, leave, foliage",
    Tinge("leaves", "orange"): "autumn, autumnal, fall, october",
    Tinge("leaves", "pink"): "spring, springtime, cherry blossom, sakura",
    Tinge("ground", "white"): "snowy, snow capped, snow covered, frozen, icy",
    Count(1): "a, an, one, single, lone, solitary",
    Count(2): "two, pair, couple, both, twin",
    Count(3): "three, some, few, several, trio",
    Count(4): "four",
    Count(5): "five, many, group, row",
    Count(6): "six, flock of, dozen, lots, hundreds, thousands, countless",
}

_HUES = {
    "scarlet": "red", "ruby": "red", "amber": "orange", "golden": "gold", "gray": "grey", "emerald": "green",
    "cyan": "turquoise", "azure": "blue", "navy": "indigo", "magenta": "pink", "mauve": "lavender", "lilac": "lavender",
    "rust": "orange", "cream": "beige", "ivory": "white", "cobalt": "blue", "maroon": "crimson", "aqua": "turquoise",
}  # fmt: skip

COLLECTIVES: Mapping[str, int] = {"village": 4, "flock": 6, "orchard": 4, "geese": 5, "people": 3, "crowd": 6}
"""Words for a thing that is several by nature."""

NEGATIONS = frozenset({"no", "without", "not", "never", "minus", "except"})
"""Words that turn the next thing named into a thing left out."""

FILLERS = frozenset({
    "the", "of", "in", "on", "at", "by", "with", "and", "or", "to", "from", "over", "under", "near",
    "above", "below", "behind", "beside", "into", "through", "across", "up", "down", "for", "is",
    "are", "as", "it", "its", "this", "that", "very", "style",
})  # fmt: skip
"""Words that carry no picture: they neither mean nor steer anything."""


def _book() -> dict[tuple[str, ...], Meaning]:
    book: dict[tuple[str, ...], Meaning] = {}
    for meaning, spellings in _SPELLINGS.items():
        for spelling in spellings.split(", "):
            book[tuple(spelling.split())] = meaning
    for name in NAMED:
        book[(name,)] = Hue(name)
    for name, plain in _HUES.items():
        book[(name,)] = Hue(plain)
    return book


BOOK: Mapping[tuple[str, ...], Meaning] = _book()
"""Phrases of one to three words in their singular, and what each means."""
