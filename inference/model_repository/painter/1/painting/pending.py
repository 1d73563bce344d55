"""What has been said of a thing before it is named, and how far a "no" reaches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from painting.kinds import Kind
from painting.scene import Relation, Spot

PLENTY: Mapping[Kind, int] = {
    Kind.BIRD: 6, Kind.FISH: 6, Kind.FLOWER: 9, Kind.TULIP: 7, Kind.SUNFLOWER: 6, Kind.TREE: 5, Kind.PINE: 6,
    Kind.HOUSE: 4, Kind.BEE: 5, Kind.BUTTERFLY: 4, Kind.CIRCLE: 9, Kind.SQUARE: 8, Kind.TRIANGLE: 7, Kind.LINE: 7,
    Kind.CORAL: 5, Kind.GRAPES: 1, Kind.STARS: 1, Kind.SUN: 1,
}  # fmt: skip
"""How many a plural without a number is; three, of what is not listed."""


class Denial(Enum):
    """How far a "no" reaches: to the next thing named (ON), and past an "or" (SPENT) or a bare "and" (DOUBT)."""

    OFF = auto()
    ON = auto()
    SPENT = auto()
    DOUBT = auto()


@dataclass
class Pending:
    """What was said of the thing that is about to be named."""

    hues: tuple[str, ...] = ()
    count: int | None = None
    scale: float | None = None
    spot: Spot | None = None
    relation: Relation | None = None
    glowing: bool = False
    definite: bool = False
    more: int = 0

    @property
    def hue(self) -> str | None:
        """The colour said last, which is the thing's."""
        return self.hues[-1] if self.hues else None
