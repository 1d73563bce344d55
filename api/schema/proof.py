"""Numbers, proved by the events behind them."""

from __future__ import annotations

from typing import Annotated

import strawberry

from api.gate import Gate
from api.ids import NodeKind, parse_id_of
from api.schema.events import EventConnection, EventEdge, LogEvent
from api.schema.fields import Info, field
from api.schema.paging import First, PageInfo, wanted
from api.schema.scalars import Position
from domain.errors import invalid, not_found
from domain.identity import position_text
from projections.proof import COUNTERS, Counter, Proof, prove


@strawberry.type(description="Events that add the same to a number.")
class ProofTerm:
    """Of a proof."""

    topic: str = strawberry.field(description="What kind of events, by its stable name.")
    adds: int = strawberry.field(description="What each of them adds.")
    events: int = strawberry.field(description="How many they are.")


@strawberry.type(description="A counter, proved: its value and the events whose fold gives it.")
class CounterProof:
    """At one position, which is that of the whole answer."""

    proof: strawberry.Private[Proof]
    gate: strawberry.Private[Gate]
    at: Position = strawberry.field(description="The position of the log at which it is proved.")

    @field("What the events add up to: the sum over all terms of what each event adds.")
    def value(self) -> int:
        """The fold."""
        return sum(term.adds * term.events for term in self.proof.terms)

    @field("What kinds of events it is made of.")
    def terms(self) -> list[ProofTerm]:
        """Those that add anything."""
        return [ProofTerm(topic=term.topic, adds=term.adds, events=term.events) for term in self.proof.terms]

    @field(
        "Every event of the fold, in order. Of one that the viewer may not see, only position, time and topic are told."
    )
    async def events(
        self,
        first: First,
        after: Annotated[Position | None, strawberry.argument(description="The position to go on after.")] = None,
    ) -> EventConnection:
        """A page of them."""
        limit, begin = wanted(first), after or 0
        if begin > self.at:
            raise invalid("after", "This position is after that of the proof.")
        found = await self.proof.page(begin, limit + 1)
        told = {one.position for one in await self.gate.events(found)}
        edges = [
            EventEdge(
                cursor=position_text(one.position),
                node=LogEvent(recorded=one, gate=self.gate, veiled=one.position not in told),
            )
            for one in found[:limit]
        ]
        return EventConnection(
            edges=edges,
            page_info=PageInfo(
                has_next_page=len(found) > limit,
                has_previous_page=bool(after),
                start_cursor=edges[0].cursor if edges else None,
                end_cursor=edges[-1].cursor if edges else None,
            ),
        )


@strawberry.type
class ProofQueries:
    """Proofs."""

    @field("A counter of a post, proved: its value and the events whose fold gives it.")
    async def proof(
        self,
        info: Info,
        post_id: Annotated[strawberry.ID, strawberry.argument(description="A post that the viewer may see.")],
        counter: Annotated[str, strawberry.argument(description="likeCount, commentCount or remixCount.")],
    ) -> CounterProof:
        """At the position of the answer."""
        known = _known(counter)
        gate = info.context.gate
        row = await gate.post(parse_id_of(NodeKind.POST, post_id))
        if row is None:
            raise not_found()
        at = await gate.snapshot.position()
        services = info.context.services
        proof = await gate.read(
            lambda connection: prove(connection, services.events, services.history, known, row.id, at)
        )
        return CounterProof(proof=proof, gate=gate, at=Position(at))


def _known(name: str) -> Counter:
    if name not in COUNTERS:
        raise invalid("counter", f"What can be proved: {', '.join(COUNTERS)}.")
    return COUNTERS[name]
