"""The public log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import Annotated
from uuid import UUID

import strawberry
from strawberry.scalars import JSON

from api.context import Context
from api.gate import Gate
from api.ids import NodeKind, node_id, parse_id
from api.schema.accounts import Account
from api.schema.fields import Info, field, loaded
from api.schema.paging import First, PageInfo, wanted
from api.schema.scalars import Position
from domain.errors import DomainError, invalid
from domain.events import TOPICS, Audience, Event
from domain.identity import position_text
from domain.log import Recorded

PAGES = 10
"""The most pages of the log read for one page of answers; what is not public is passed over."""

KINDS = {"account": NodeKind.ACCOUNT, "post": NodeKind.POST, "comment": NodeKind.POST}
"""By the first word of a topic: what its subject is."""
FIELD_KINDS: Mapping[str, NodeKind] = {
    "comment": NodeKind.COMMENT,
    "reply_to": NodeKind.COMMENT,
    "remix_of": NodeKind.POST,
}
"""Public fields that name a thing, and what. A comment is seen by who sees the event's own post; a post need not be."""


@strawberry.type(description="An event of the public log.")
class LogEvent:
    """With its public fields only."""

    recorded: strawberry.Private[Recorded]
    gate: strawberry.Private[Gate]
    veiled: strawberry.Private[bool] = False
    """that it happened is all that is told"""

    @field("Its place in the log.")
    def position(self) -> Position:
        """Rises from event to event."""
        return Position(self.recorded.position)

    @field("What kind of event it is, by its stable name.")
    def topic(self) -> str:
        """As in domain."""
        return self.recorded.event.TOPIC

    @field("When it happened; never earlier than the event before.")
    def at(self) -> datetime:
        """Log time."""
        return self.recorded.event.timestamp

    @loaded("Who did it.")
    async def actor(self) -> Account | None:
        """Null where the system did."""
        actor = None if self.veiled else self.recorded.event.actor
        row = await self.gate.account(actor) if actor else None
        return Account(row=row, gate=self.gate) if row else None

    @field("What it is about.")
    def subject(self) -> strawberry.ID | None:
        """An account or a post."""
        subject = None if self.veiled else subject_id(self.recorded.event)
        return strawberry.ID(subject) if subject else None

    @field("Its public fields.")
    async def payload(self) -> JSON:
        """Named as in GraphQL. A thing that the viewer may not see is not named, and nothing is said of it."""
        shown = {} if self.veiled else await public_fields(self.gate, self.recorded.event)
        return JSON({_camel(name): value for name, value in shown.items()})


@strawberry.type(description="An event in a list.")
class EventEdge:
    """Its cursor is its position."""

    cursor: str = strawberry.field(description="The event's position.")
    node: LogEvent = strawberry.field(description="The event.")


@strawberry.type(description="A page of the log.")
class EventConnection:
    """In order."""

    edges: list[EventEdge] = strawberry.field(description="The events with their positions.")
    page_info: PageInfo = strawberry.field(
        description="Where the page stands. Its end cursor is the position read up to, past what nobody may see."
    )


@strawberry.type
class EventQueries:
    """Reads of the log."""

    @field("The public log: of each public topic its public fields, in order, as far as it may be seen now.")
    async def events(
        self,
        info: Info,
        first: First,
        after: Annotated[Position | None, strawberry.argument(description="The position to go on after.")] = None,
        topics: Annotated[list[str] | None, strawberry.argument(description="Only these topics.")] = None,
        subject: Annotated[strawberry.ID | None, strawberry.argument(description="Only about this thing.")] = None,
    ) -> EventConnection:
        """Up to the position of the snapshot."""
        limit, about = wanted(first), _subject(subject)
        found, end, more = await _read(info.context, after or 0, limit, wanted_topics(topics), about)
        gate = info.context.gate
        edges = [EventEdge(cursor=position_text(one.position), node=LogEvent(recorded=one, gate=gate)) for one in found]
        return EventConnection(
            edges=edges,
            page_info=PageInfo(
                has_next_page=more,
                has_previous_page=bool(after),
                start_cursor=edges[0].cursor if edges else None,
                end_cursor=position_text(end) if found or more else None,
            ),
        )


def subject_id(event: Event) -> str | None:
    """The id of what an event is about, if that is a thing with an id."""
    kind = KINDS.get(event.TOPIC.partition(".")[0])
    return node_id(kind, event.subject) if kind else None


async def public_fields(gate: Gate, event: Event) -> dict[str, object]:
    """What the viewer may read of a public event, by its fields' own names; ids of things as clients see them."""
    if not await gate.opens(event):
        return {}
    return {name: await _public(gate, name, getattr(event, name)) for name in event.PUBLIC_FIELDS}


async def _public(gate: Gate, name: str, value: object) -> object:
    if isinstance(value, UUID):
        hidden = FIELD_KINDS[name] is NodeKind.POST and await gate.post(value) is None
        return None if hidden else node_id(FIELD_KINDS[name], value)
    return value.value if isinstance(value, Enum) else value


def public_topics() -> list[str]:
    """Every topic whose events the public log tells of."""
    return sorted(topic for topic, event in TOPICS.items() if event.AUDIENCE is Audience.PUBLIC)


def wanted_topics(topics: list[str] | None) -> list[str]:
    """The public topics asked for, all of them where none are named; INVALID for one that is not public."""
    known = public_topics()
    if topics is None:
        return known
    if not set(known).issuperset(topics):
        raise invalid("topics", f"Public topics are: {', '.join(known)}.")
    return topics


async def _read(
    context: Context, after: int, limit: int, topics: list[str], subject: UUID | None
) -> tuple[list[Recorded], int, bool]:
    """At most `limit` visible events; the position read up to; whether there is more."""
    upto = await context.gate.snapshot.position()
    if after > upto:
        raise invalid("after", "This position is not reached yet.")
    seen: list[Recorded] = []
    for _ in range(PAGES):
        rows = await context.services.events.read(after, upto, limit + 1, topics, subject)
        seen += await context.gate.events(rows)
        if len(seen) > limit:
            return seen[:limit], seen[limit - 1].position, True
        if len(rows) <= limit:
            return seen, upto, False
        after = rows[-1].position
    return seen, after, True


def _subject(text: str | None) -> UUID | None:
    if text is None:
        return None
    try:
        return parse_id(text)[1]
    except DomainError:
        raise invalid("subject", "This is not the id of anything.") from None


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)
