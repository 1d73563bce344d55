"""What each kind is by nature: where it can be, how large it looks, and where one would expect it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from painting.kinds import Kind, Place


class Stand(Enum):
    """What holds a thing up. CLOSE things stand on land at our feet, for they are small."""

    HEAVEN = auto()
    LAND = auto()
    CLOSE = auto()
    WATER = auto()
    DEEP = auto()
    AIR = auto()
    SPACE = auto()
    FURNITURE = auto()
    THING = auto()
    SHAPE = auto()


@dataclass(frozen=True)
class Nature:
    """`size` is its height in units where it is what the picture is about; `homes` the places that suit it."""

    stand: Stand
    size: float
    homes: tuple[Place, ...]


def _natures() -> dict[Kind, Nature]:
    found: dict[Kind, Nature] = {}
    for (stand, homes), sizes in _TABLE.items():
        places = tuple(Place(name) for name in homes.split(", "))
        found |= {kind: Nature(stand, size, places) for kind, size in sizes.items()}
    return found


_TABLE: Mapping[tuple[Stand, str], Mapping[Kind, float]] = {
    (Stand.HEAVEN, "sea, lake, meadow, mountains"): {Kind.SUN: 0.1, Kind.MOON: 0.1, Kind.STARS: 0.1},
    (Stand.LAND, "sea"): {Kind.LIGHTHOUSE: 0.54},
    (Stand.LAND, "meadow, field, lake, river"): {Kind.HOUSE: 0.30, Kind.WINDMILL: 0.42, Kind.CHURCH: 0.38},
    (Stand.LAND, "mountains, lake, meadow"): {Kind.CASTLE: 0.40, Kind.TOWER: 0.50},
    (Stand.LAND, "river"): {Kind.BRIDGE: 0.22},
    (Stand.LAND, "mountains, forest, garden"): {Kind.TEMPLE: 0.32, Kind.PAGODA: 0.46},
    (Stand.LAND, "desert"): {Kind.PYRAMID: 0.34, Kind.CAMEL: 0.36, Kind.CACTUS: 0.38},
    (Stand.LAND, "forest, mountains, lake"): {Kind.TENT: 0.22},
    (Stand.LAND, "street"): {Kind.LAMPPOST: 0.46, Kind.BUS: 0.30, Kind.CAR: 0.22, Kind.BICYCLE: 0.26},
    (Stand.LAND, "meadow, river, lake"): {Kind.TREE: 0.44, Kind.BUSH: 0.14, Kind.FENCE: 0.10},
    (Stand.LAND, "mountains, snowfield, lake"): {Kind.PINE: 0.44},
    (Stand.LAND, "beach, island"): {Kind.PALM: 0.50},
    (Stand.LAND, "field, mountains"): {Kind.TRAIN: 0.20},
    (Stand.LAND, "meadow"): {
        Kind.HORSE: 0.32, Kind.COW: 0.26, Kind.SHEEP: 0.19, Kind.ELEPHANT: 0.40, Kind.GIRAFFE: 0.52, Kind.LION: 0.30,
    },
    (Stand.LAND, "forest, meadow, mountains"): {Kind.DEER: 0.36, Kind.BEAR: 0.32, Kind.WOLF: 0.28},
    (Stand.CLOSE, "forest, meadow"): {
        Kind.FOX: 0.32, Kind.RABBIT: 0.28, Kind.MUSHROOM: 0.34, Kind.OWL: 0.36, Kind.CROW: 0.26,
    },
    (Stand.CLOSE, "meadow, garden"): {
        Kind.DOG: 0.34, Kind.FLOWER: 0.34, Kind.SUNFLOWER: 0.48, Kind.ROSE: 0.38, Kind.TULIP: 0.34, Kind.ROOSTER: 0.34,
    },
    (Stand.CLOSE, "meadow, city, street"): {Kind.CAT: 0.36},
    (Stand.CLOSE, "lake, river"): {Kind.FROG: 0.22, Kind.HERON: 0.42, Kind.FLAMINGO: 0.44},
    (Stand.CLOSE, "snowfield"): {Kind.PENGUIN: 0.34, Kind.SNOWMAN: 0.38},
    (Stand.CLOSE, "beach"): {Kind.CRAB: 0.16},
    (Stand.CLOSE, "meadow, sea, mountains"): {Kind.PERSON: 0.30, Kind.WOMAN: 0.32, Kind.CHILD: 0.24},
    (Stand.CLOSE, "studio"): {Kind.PORTRAIT: 0.84, Kind.DANCER: 0.60},
    (Stand.CLOSE, "meadow, mountains"): {Kind.KNIGHT: 0.40, Kind.WIZARD: 0.40},
    (Stand.CLOSE, "forest"): {Kind.GHOST: 0.36},
    (Stand.CLOSE, "lunar"): {Kind.ASTRONAUT: 0.46},
    (Stand.CLOSE, "room"): {Kind.ROBOT: 0.52},
    (Stand.WATER, "sea, lake"): {Kind.BOAT: 0.30},
    (Stand.WATER, "sea"): {Kind.SHIP: 0.38},
    (Stand.WATER, "lake, river"): {Kind.CANOE: 0.11, Kind.SWAN: 0.24, Kind.DUCK: 0.14, Kind.LILY: 0.08},
    (Stand.DEEP, "underwater"): {
        Kind.FISH: 0.16, Kind.WHALE: 0.34, Kind.DOLPHIN: 0.26, Kind.SHARK: 0.26, Kind.OCTOPUS: 0.52,
        Kind.JELLYFISH: 0.44, Kind.SEAHORSE: 0.46, Kind.TURTLE: 0.28, Kind.CORAL: 0.30, Kind.SUBMARINE: 0.26,
    },
    (Stand.AIR, "mountains, meadow, desert"): {Kind.BALLOON: 0.34},
    (Stand.AIR, "sky, mountains"): {Kind.AIRSHIP: 0.20, Kind.AIRPLANE: 0.16, Kind.DRAGON: 0.42},
    (Stand.AIR, "mountains, sea, lake"): {Kind.BIRD: 0.13, Kind.EAGLE: 0.22},
    (Stand.AIR, "forest"): {Kind.PARROT: 0.30},
    (Stand.AIR, "garden, meadow"): {Kind.BUTTERFLY: 0.16, Kind.BEE: 0.11, Kind.KITE: 0.20},
    (Stand.AIR, "field, desert"): {Kind.UFO: 0.16},
    (Stand.SPACE, "space"): {
        Kind.ROCKET: 0.46, Kind.SATELLITE: 0.24, Kind.PLANET: 0.42, Kind.RINGED_PLANET: 0.42, Kind.COMET: 0.26,
        Kind.GALAXY: 0.50,
    },
    (Stand.THING, "table"): {
        Kind.TEAPOT: 0.34, Kind.CUP: 0.20, Kind.BOTTLE: 0.46, Kind.GLASS: 0.26, Kind.VASE: 0.32,
        Kind.BOUQUET: 0.46, Kind.BOWL: 0.22,
        Kind.CANDLE: 0.34, Kind.BOOK: 0.16, Kind.SKULL: 0.32, Kind.HOURGLASS: 0.36, Kind.CROWN: 0.24, Kind.HAT: 0.22,
        Kind.APPLE: 0.18, Kind.ORANGE: 0.17, Kind.LEMON: 0.15, Kind.PEAR: 0.22, Kind.CHERRY: 0.14, Kind.GRAPES: 0.20,
        Kind.PUMPKIN: 0.26, Kind.BREAD: 0.16, Kind.CAKE: 0.26, Kind.VIOLIN: 0.50, Kind.PLANT: 0.40, Kind.LANTERN: 0.34,
        Kind.CLOCK: 0.32,
    },
    (Stand.THING, "studio"): {Kind.UMBRELLA: 0.46, Kind.GUITAR: 0.62},
    (Stand.FURNITURE, "room"): {
        Kind.LAMP: 0.44, Kind.CHAIR: 0.36, Kind.ARMCHAIR: 0.36, Kind.DESK: 0.28, Kind.BED: 0.28, Kind.SHELF: 0.46,
        Kind.WINDOW: 0.36, Kind.PIANO: 0.40, Kind.TELESCOPE: 0.40,
    },
    (Stand.SHAPE, "abstract"): {
        Kind.CIRCLE: 0.30, Kind.SQUARE: 0.28, Kind.TRIANGLE: 0.30, Kind.LINE: 0.10, Kind.SPIRAL: 0.32, Kind.STAR: 0.28,
    },
}  # fmt: skip

NATURES: Mapping[Kind, Nature] = _natures()
"""Of every kind."""

INDOORS = frozenset({Place.ROOM, Place.TABLE, Place.STUDIO})
"""Where there is a wall and no sky."""

BOUNDLESS = frozenset({Place.SPACE, Place.UNDERWATER, Place.SKY, Place.ABSTRACT})
"""Where nothing needs to stand."""

ENCLOSED = BOUNDLESS | INDOORS | {Place.WATERFALL, Place.CANYON, Place.STREET}
"""Where nothing far can be seen past what is there."""

WATERY = frozenset({Place.SEA, Place.LAKE, Place.RIVER, Place.BEACH, Place.ISLAND, Place.WATERFALL})
"""Where there is open water to float on."""

CELESTIAL = frozenset(kind for kind, nature in NATURES.items() if nature.stand is Stand.HEAVEN)
