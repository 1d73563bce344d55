"""The words the painter knows, each with what it means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from painting.colour import NAMED
from painting.kinds import Kind, Place
from painting.scene import Camera, Effect, Light, Mood, Pattern, Relation, Season, Shift, Spot, Style, Weather
from painting.spellings import KINDS, PLACES, QUALITIES


class Sign(Enum):
    """A word that means nothing by itself and says what to do with its neighbours."""

    PAUSE = auto()
    NO = auto()
    OR = auto()
    AND = auto()
    OF = auto()
    THE = auto()
    IT = auto()
    IS = auto()
    MAKE = auto()
    ADD = auto()
    MORE = auto()
    FEWER = auto()
    REPLACE = auto()
    INTO = auto()
    INSTEAD = auto()
    WEARING = auto()
    GLOWING = auto()


@dataclass(frozen=True)
class Hue:
    """A colour word."""

    name: str


@dataclass(frozen=True)
class Count:
    """A word for how many."""

    number: int


@dataclass(frozen=True)
class Size:
    """A word for how large, against what is usual."""

    scale: float


@dataclass(frozen=True)
class Region:
    """A part of the picture that a colour can be bound to and that is no subject: a field of `scene.Tones`."""

    name: str


Choice = Place | Light | Season | Weather | Mood | Style | Camera | Pattern
"""Of each sort a picture has one."""

Meaning = Kind | Choice | Effect | Relation | Spot | Shift | Hue | Count | Size | Region | Sign

_SIGNS: Mapping[Sign, str] = {
    Sign.NO: "no, without, not, never, minus, except, nor, remove, delete, erase, drop, take away, get rid of, "
    "hide, lose, "
    "take out, no more, lacking, free of, avoid, exclude, excluding",
    Sign.OR: "or",
    Sign.AND: "and",
    Sign.OF: "of, with, full of, filled with",
    Sign.THE: "the, that, this, those, these, his, her, their",
    Sign.IT: "it, them",
    Sign.IS: "is, are, was, should be, becomes, become",
    Sign.MAKE: "make, turn, paint, color, colour, recolor, recolour, change, let, set, give, dye",
    Sign.ADD: "add, plus, include, put, also, another, and also, insert, place, draw, show",
    Sign.MORE: "more, extra, additional, further",
    Sign.FEWER: "fewer, less",
    Sign.REPLACE: "replace, swap, exchange, substitute",
    Sign.INTO: "into",
    Sign.INSTEAD: "instead of, rather than, in place of",
    Sign.WEARING: "wearing, in a hat, with a hat on",
    Sign.GLOWING: "glowing, shining, luminous, lit, illuminated, radiant, burning, bioluminescent",
}

_COUNTS: Mapping[int, str] = {
    1: "a, an, one, single, lone, solitary, only, just one",
    2: "two, pair, couple, both, twin, pair of, couple of, two of",
    3: "three, some, few, several, trio, a few, trio of, handful",
    4: "four, quartet",
    5: "five, group, group of, row of, row, family of, line of",
    6: "six, half dozen, half a dozen",
    7: "seven, flock of, flock, many, lots of, lot of, herd of, herd, bunch of, pack of, school of, shoal of, "
    "fleet of, swarm of",
    8: "eight",
    9: "nine",
    10: "ten",
    11: "eleven",
    12: "twelve, dozen, dozen of, army of, crowd of",
    13: "thirteen",
    15: "fifteen",
    20: "twenty, lots, hundred, hundreds, thousand, thousands, countless, hundreds of, thousands of, dozens, "
    "dozens of, "
    "endless, infinite, sea of",
}

_SIZES: Mapping[float, str] = {
    0.45: "tiny, miniature, minuscule, microscopic",
    0.68: "small, little, smaller, baby, short",
    1.3: "big, large, bigger, larger, tall, taller, great",
    1.65: "huge, giant, enormous, gigantic, massive, colossal, towering, immense, monumental",
}

_SHIFTS: Mapping[Shift, str] = {
    Shift(light=-1): "darker, dimmer, shadowy",
    Shift(light=1): "brighter, lighter, sunnier",
    Shift(warmth=1): "warmer, warm, warm colors, warm colours",
    Shift(warmth=-1): "cooler, colder, cool colors, cool colours, chilly",
    Shift(
        strength=1
    ): "bolder, more colorful, more colourful, more vivid, more saturated, more vibrant, saturated, stronger",
    Shift(
        strength=-1
    ): "paler, muted, softer, faded, desaturated, pastel, pale, less colorful, less colourful, less saturated",
}

_REGIONS: Mapping[str, str] = {
    "sky": "sky, heaven, horizon, skies",
    "ground": "ground, land, earth, soil, grass, tablecloth, cloth, carpet, rug",
    "leaves": "leaf, foliage",
    "water": "water, reflection",
    "wall": "wall, background, backdrop, curtain, wallpaper",
}

_HUES = {
    "red": "scarlet, ruby, brick, vermilion, cherry red, blood red",
    "crimson": "maroon, burgundy, wine",
    "orange": "amber, rust, copper, rusty, tangerine, coral colored, terracotta, bronze, fiery",
    "yellow": "lemon yellow, canary, mustard, blonde",
    "gold": "golden, gilded, brass",
    "green": "emerald, olive green, lime, mint, jade, grassy, mossy",
    "turquoise": "cyan, aqua, glass blue, ice blue",
    "blue": "azure, cobalt, sapphire, light blue, sky blue, dark blue, deep blue",
    "indigo": "navy, midnight blue",
    "purple": "plum, amethyst, violet blue",
    "pink": "magenta, rose colored, salmon, fuchsia",
    "lavender": "mauve, lilac",
    "brown": "wooden, chestnut, chocolate, leather, bamboo made, oaken",
    "beige": "cream, tan, straw, wicker, sandy colored",
    "white": "ivory, marble, snow white, porcelain, pearl",
    "silver": "steel, chrome, metallic, metal, iron, tin",
    "grey": "gray, stone, slate, ashen, concrete",
    "black": "ebony, jet black, obsidian, dark black",
}

IRREGULAR: Mapping[str, str] = {
    "wolves": "wolf", "geese": "goose", "people": "person", "men": "man", "women": "woman", "children": "child",
    "leaves": "leaf", "cacti": "cactus", "octopi": "octopus", "kids": "kid", "sheep": "sheep", "deer": "deer",
    "fish": "fish", "fishermen": "fisherman", "mice": "mouse", "shelves": "shelf", "loaves": "loaf", "ladies": "lady",
    "buses": "bus", "galaxies": "galaxy", "calves": "calf", "daisies": "daisy", "poppies": "poppy", "lilies": "lily",
    "cherries": "cherry", "berries": "berry", "butterflies": "butterfly", "ponies": "pony", "puppies": "puppy",
    "glasses": "glass", "compasses": "compass", "bookshelves": "bookshelf", "snowmen": "snowman",
}  # fmt: skip
"""Plurals that no rule finds, or that a rule would find wrongly."""

FILLERS = frozenset({
    "to", "from", "across", "up", "down", "for", "as", "its", "very", "style", "with", "by", "at", "in", "any",
    "there", "through", "while", "who", "which", "where", "picture", "image", "scene", "view", "photo", "shot", "art",
    "artwork", "light", "please", "quite", "really", "so", "too", "then", "now", "be", "has", "have", "i", "we",
    "you", "my", "our", "your", "but", "keep", "same", "out", "off", "around", "standing", "sitting", "lying", "over",
    "old", "new", "ancient", "beautiful", "lovely", "pretty", "detailed", "highly", "s", "time", "hour", "color",
    "colors", "colour", "colours",
})  # fmt: skip
"""Words that carry no picture: they neither mean nor steer anything."""


def _spelled() -> Iterator[tuple[Meaning, str]]:
    yield from KINDS.items()
    yield from PLACES.items()
    yield from QUALITIES.items()
    yield from _SIGNS.items()
    yield from _SHIFTS.items()
    yield from ((Count(number), words) for number, words in _COUNTS.items())
    yield from ((Size(scale), words) for scale, words in _SIZES.items())
    yield from ((Region(name), words) for name, words in _REGIONS.items())
    yield from ((Hue(name), f"{name}, {_HUES.get(name, name)}") for name in NAMED)


_SEVERAL: Mapping[str, tuple[Meaning, ...]] = {
    "polar bear": (Hue("white"), Kind.BEAR),
    "panda": (Hue("white"), Kind.BEAR),
    "bedroom": (Place.ROOM, Kind.BED),
    "library": (Place.ROOM, Kind.SHELF),
    "moonlit": (Light.NIGHT, Kind.MOON),
    "moonlight": (Light.NIGHT, Kind.MOON),
    "starry": (Light.NIGHT, Kind.STARS),
    "starry night": (Light.NIGHT, Kind.STARS),
    "milky way": (Light.NIGHT, Kind.STARS),
    "cherry blossom": (Season.SPRING, Kind.TREE),
    "sakura": (Season.SPRING, Kind.TREE),
    "orchard": (Count(5), Kind.TREE),
    "village": (Count(4), Kind.HOUSE),
    "town square": (Place.STREET,),
    "snowy": (Season.WINTER,),
    "in a boat": (Relation.ON, Kind.BOAT),
    "in a canoe": (Relation.ON, Kind.CANOE),
    "in a rowboat": (Relation.ON, Kind.CANOE),
    "great wave": (Place.SEA, Weather.STORM),
    "kanagawa": (Style.WOODBLOCK,),
    "bouquet": (Kind.VASE, Sign.OF),
    "bunch of flowers": (Kind.VASE,),
    "nobody": (Sign.NO, Kind.PERSON),
    "empty": (Sign.NO, Kind.PERSON),
    "deserted": (Sign.NO, Kind.PERSON),
    "uninhabited": (Sign.NO, Kind.PERSON),
    "still life": (Place.TABLE,),
    "fruit": (Kind.APPLE, Kind.ORANGE, Kind.PEAR),
    "vegetable": (Kind.PUMPKIN,),
    "solar system": (Place.SPACE, Count(4), Kind.PLANET),
    "cyberpunk": (Effect.NEON_LIT, Light.NIGHT),
    "neon lights": (Effect.NEON_LIT,),
    "neon sign": (Effect.NEON_LIT,),
}
"""Words that mean several things at once, in the order in which they are heard."""


_CONTAINERS: Mapping[Kind, str] = {
    Kind.BOWL: "bowl, basket, plate",
    Kind.VASE: "vase, jug",
    Kind.CUP: "cup, mug, teacup",
    Kind.GLASS: "glass, wine glass, jar",
    Kind.BOTTLE: "bottle",
    Kind.LANTERN: "lantern",
}


def _contained() -> Iterator[tuple[str, tuple[Meaning, ...]]]:
    """In a bowl: the one preposition that says nothing but before such a thing."""
    for kind, names in _CONTAINERS.items():
        for name in names.split(", "):
            yield f"in a {name}", (Relation.INSIDE, kind)


def _book() -> dict[tuple[str, ...], tuple[Meaning, ...]]:
    book: dict[tuple[str, ...], tuple[Meaning, ...]] = {}
    for meaning, spellings in _spelled():
        for spelling in spellings.split(", "):
            book.setdefault(tuple(spelling.split()), (meaning,))
    several = {**_SEVERAL, **dict(_contained())}
    return book | {tuple(words.split()): meanings for words, meanings in several.items()}


BOOK: Mapping[tuple[str, ...], tuple[Meaning, ...]] = _book()
"""Phrases of one to three words in their singular, and what each means."""
