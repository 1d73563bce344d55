"""The things that can stand in a picture, each a function from colours and chance to a vector drawing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from painting.colour import Colour
from painting.dice import Dice
from painting.palette import Palette
from painting.scene import Kind
from painting.subjects import buildings, craft, creatures, plants
from painting.subjects.drawing import Drawing

Draughtsman = Callable[[Colour | None, Palette, Dice], Drawing]

DRAUGHTSMEN: Mapping[Kind, Draughtsman] = {
    Kind.LIGHTHOUSE: buildings.lighthouse,
    Kind.HOUSE: buildings.house,
    Kind.CASTLE: buildings.castle,
    Kind.WINDMILL: buildings.windmill,
    Kind.TREE: plants.tree,
    Kind.PINE: plants.pine,
    Kind.FLOWER: plants.flower,
    Kind.BOAT: craft.boat,
    Kind.BALLOON: craft.balloon,
    Kind.BIRD: creatures.bird,
    Kind.CAT: creatures.cat,
    Kind.PERSON: creatures.person,
}
"""Who draws what. The colour is the one the words bound, or None."""
