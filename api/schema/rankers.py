"""Rankers: the formulas that boards are ranked by, this place's own and everyone's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from api.gate import Gate
from api.rankers import named, told
from api.schema.accounts import Account
from api.schema.fields import Info, field
from api.schema.paging import After, First, PageInfo, page, wanted
from domain import formulas
from domain.errors import invalid
from domain.formulas import FormulaError
from domain.rankers import reference
from projections.formulas import evaluation
from projections.views import rankers
from projections.views.rankers import RankerRow

MOST_SCORES = 50


@strawberry.type(description="A formula that a ranker's name has, or had.")
class RankerVersion:
    """What it was defined as."""

    version: int = strawberry.field(description="Boards are ranked by it as in decay@1.")
    formula: str = strawberry.field(description="The formula.")
    defined_at: datetime = strawberry.field(description="When the name was given it.")


@strawberry.type(description="A formula that orders posts.")
class Ranker:
    """One version of it."""

    row: strawberry.Private[RankerRow]
    gate: strawberry.Private[Gate]

    @field("Its name, as boards are asked for by it: decay, or @ada/quick for one that ada has made.")
    async def name(self) -> str:
        """With its maker's handle."""
        maker = await self.gate.account(self.row.maker) if self.row.maker else None
        return f"@{maker.handle}/{self.row.name}" if maker else self.row.name

    @field("Its version; a changed formula has another. A board is ranked by an older one as decay@1.")
    def version(self) -> int:
        """The number of the event in its stream."""
        return self.row.version

    @field("What it favours; empty where nothing is said.")
    def description(self) -> str:
        """Personal, of a person's."""
        row = self.row
        said = self.gate.text(row.maker, row.sealed).get("description") if row.maker else row.description
        return said or ""

    @field("The formula itself: arithmetic over signals.")
    def formula(self) -> str:
        """Canonical."""
        return self.row.formula or ""

    @field("Whose it is; null for this place's own.")
    async def maker(self) -> Account | None:
        """Batched."""
        row = await self.gate.account(self.row.maker) if self.row.maker else None
        return Account(row=row, gate=self.gate) if row else None

    @field("When it was given this formula.")
    def defined_at(self) -> datetime:
        """Log time."""
        return self.row.said_at

    @field("The formulas that the name has had, the newest first.")
    async def versions(self, first: First) -> list[RankerVersion]:
        """Without withdrawals."""
        limit = wanted(first)
        rows = await self.gate.read(lambda connection: rankers.ranker_versions(connection, self.row.id, limit))
        return [
            RankerVersion(version=row.version, formula=row.formula, defined_at=row.said_at)
            for row in rows
            if row.formula is not None
        ]


def shown(gate: Gate, rows: Sequence[RankerRow]) -> list[Ranker]:
    """Rows as they are shown."""
    return [Ranker(row=row, gate=gate) for row in rows]


@strawberry.type(description="A ranker in a list.")
class RankerEdge:
    """With its place."""

    cursor: str = strawberry.field(description="The place in the list.")
    node: Ranker = strawberry.field(description="The ranker.")


@strawberry.type(description="A page of rankers.")
class RankerConnection:
    """In the order of the list."""

    edges: list[RankerEdge] = strawberry.field(description="The rankers with their places.")
    page_info: PageInfo = strawberry.field(description="Where the page stands in its list.")


@strawberry.type(description="A word of formulas that stands for what is known of a post.")
class Signal:
    """Named once, for all formulas."""

    name: str = strawberry.field(description="As formulas write it.")
    description: str = strawberry.field(description="What it stands for.")


@strawberry.type(description="Where a text ends to be a formula.")
class FormulaProblem:
    """As an editor marks it."""

    column: int = strawberry.field(description="The place of the character at fault, from 1.")
    message: str = strawberry.field(description="What was expected there.")


@strawberry.type(description="What a text says as a formula.")
class FormulaCheck:
    """Either a formula or a problem."""

    formula: str | None = strawberry.field(description="The formula as it is kept; null where it is none.")
    reads: list[str] = strawberry.field(description="What it looks at: the names of a score's terms, in their order.")
    problem: FormulaProblem | None = strawberry.field(description="Why it is none; null where it is one.")

    @field("What it gives for chosen values: what would be if a post had another's likes. None without a formula.")
    def scores(
        self,
        values: Annotated[
            list[list[float]],
            strawberry.argument(description="At most 50 times a value for each of `reads`, in that order."),
        ],
    ) -> list[float]:
        """INVALID for more, and for another number of values."""
        if len(values) > MOST_SCORES or any(len(row) != len(self.reads) for row in values):
            raise invalid("values", f"Give at most {MOST_SCORES} times {len(self.reads)} values.")
        if self.formula is None:
            return []
        node = formulas.parse(self.formula)
        score = evaluation(node, formulas.signals(node))
        return [score(row) for row in values]


@strawberry.type
class RankerQueries:
    """Reads of rankers."""

    @field("This place's own rankers, the default first, and then those that the viewer has made.")
    async def rankers(self, info: Info) -> list[Ranker]:
        """A few dozen at most."""
        gate = info.context.gate
        rows = await gate.read(lambda connection: rankers.rankers_of(connection, None))
        if (viewer := gate.viewer) is not None:
            rows += await gate.read(lambda connection: rankers.rankers_of(connection, viewer))
        return shown(gate, rows)

    @field("A ranker by its name; null where there is none. An older version is named as in decay@1.")
    async def ranker(
        self, info: Info, name: Annotated[str, strawberry.argument(description="decay, decay@1, @ada/quick …")]
    ) -> Ranker | None:
        """As boards find it."""
        gate = info.context.gate
        row = await named(gate, reference(name))
        return Ranker(row=row, gate=gate) if row else None

    @field("Rankers that people have made, the one defined last first.")
    async def made_rankers(self, info: Info, first: First, after: After = None) -> RankerConnection:
        """Without those of whom the viewer has muted."""
        gate = info.context.gate

        async def admit(ids: Sequence[UUID]) -> list[RankerRow | None]:
            found = await gate.read(lambda connection: rankers.hydrate_rankers(connection, ids))
            muted = (await gate.ties()).muted
            seen = {row.id: row for row in await told(gate, list(found.values())) if row.maker not in muted}
            return [seen.get(number) for number in ids]

        listed = await page(gate, "rankers", first, after, rankers.made, admit)
        edges = [RankerEdge(cursor=cursor, node=Ranker(row=row, gate=gate)) for cursor, row in listed.rows]
        return RankerConnection(edges=edges, page_info=listed.info)

    @field("What formulas can look at.")
    def signals(self) -> list[Signal]:
        """The same for ever; there may come more."""
        known = {**formulas.SIGNALS, **formulas.SUMMED}
        return [Signal(name=name, description=said) for name, said in known.items()]

    @field("Whether a text is a formula, and if not, where it ends to be one.")
    def check_formula(
        self, formula: Annotated[str, strawberry.argument(description="The text, as it is being written.")]
    ) -> FormulaCheck:
        """Nothing is kept of it."""
        try:
            node = formulas.parse(formula)
        except FormulaError as error:
            return FormulaCheck(
                formula=None, reads=[], problem=FormulaProblem(column=error.column, message=error.message)
            )
        reads = [str(signal) for signal in formulas.signals(node)]
        return FormulaCheck(formula=formulas.write(node), reads=reads, problem=None)
