"""The gate's part on rankers. They are public by nature; only between people who are apart nothing is told of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from api.gate import Gate
from domain.errors import invalid
from domain.rankers import DEFAULT, Reference, reference
from projections.rankers import Ranker, trial
from projections.views import rankers
from projections.views.rankers import RankerRow


async def told(gate: Gate, rows: Sequence[RankerRow]) -> list[RankerRow]:
    """Those of the rows that may be told to the viewer."""
    makers = {row.maker for row in rows if row.maker}
    gate.touched.update(makers)
    apart = (await gate.ties()).apart if makers else frozenset[UUID]()
    return [row for row in rows if row.maker not in apart]


async def named(gate: Gate, wanted: Reference) -> RankerRow | None:
    """What the viewer means by a name; None where it means nothing to them."""
    row = await gate.read(lambda connection: rankers.find(connection, wanted))
    return row if row and await told(gate, [row]) else None


@dataclass(frozen=True, slots=True)
class Order:
    """What a board is to be ranked by: a ranker's name, or a formula that is not kept. INVALID for both."""

    name: str | None = None
    formula: str | None = None

    def __post_init__(self) -> None:
        if self.name is not None and self.formula is not None:
            raise invalid("formula", "Name a ranker or write a formula, not both.")

    @property
    def key(self) -> str:
        """Names it in cursors, which hold the version beside it."""
        if self.formula is not None:
            return sha256(self.formula.encode()).hexdigest()
        return self.name or DEFAULT

    async def ranker(self, gate: Gate, version: int | None = None) -> Ranker:
        """The ranker, in the version that a cursor pins. INVALID where there is none, and for what is no formula."""
        if self.formula is not None:
            return trial(self.formula)
        wanted = reference(self.name) if self.name is not None else Reference(DEFAULT)
        row = await named(gate, Reference(wanted.name, wanted.handle, version or wanted.version))
        if row is None:
            own = [one.name for one in await gate.read(lambda connection: rankers.rankers_of(connection, None))]
            raise invalid("ranker", f"There is no such ranker. This place's own are: {', '.join(own)}.")
        return rankers.ranker_of(row, wanted.handle)
