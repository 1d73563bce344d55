"""Pages of lists. A cursor holds the place of the last thing listed, so a page costs the same wherever it is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Generic, TypeVar
from uuid import UUID

import strawberry

from api.cursors import decode, encode
from api.gate import Gate
from domain.errors import invalid
from projections.connection import Connection
from projections.reading import Placed

FIRST = range(1, 101)
STRETCHES = 10
"""The most stretches of a list that are read for one page, which is full as far as there is something to show."""
R = TypeVar("R")
Skeleton = Callable[[Connection, int | None, int], Awaitable[Sequence[Placed]]]

First = Annotated[int, strawberry.argument(description="How many, 1 to 100.")]
After = Annotated[str | None, strawberry.argument(description="The cursor to go on after.")]


@strawberry.type(description="Where a page stands in its list.")
class PageInfo:
    """Of a connection."""

    has_next_page: bool = strawberry.field(description="Whether there is more after this page.")
    has_previous_page: bool = strawberry.field(description="Whether this page began after something.")
    start_cursor: str | None = strawberry.field(description="The cursor of the first thing on the page.")
    end_cursor: str | None = strawberry.field(description="The cursor to go on after.")


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """What a viewer sees of a stretch of a list: rows with their cursors."""

    rows: list[tuple[str, R]]
    info: PageInfo


def wanted(first: int) -> int:
    """`first`, or INVALID."""
    if first not in FIRST:
        raise invalid("first", f"Ask for {FIRST[0]} to {FIRST[-1]} at a time.")
    return first


async def page(
    gate: Gate,
    listing: str,
    first: int,
    after: str | None,
    skeleton: Skeleton,
    admit: Callable[[Sequence[UUID]], Awaitable[Sequence[R | None]]],
    *,
    oldest_first: bool = False,
) -> Page[R]:
    """A page of a list that is ordered by position.

    listing   the list's name, which its cursors carry
    skeleton  ids and positions on from a position, at most so many
    admit     the gate's rows for ids, None for what the viewer may not see
    """
    limit = wanted(first)
    place = decode(listing, after, int)[0] if after is not None else None
    assert place is None or isinstance(place, int)
    if gate.until is not None and not oldest_first:
        place = min(gate.until + 1, gate.until + 1 if place is None else place)
    edges: list[tuple[str, R]] = []
    end, more = None, True
    for _ in range(STRETCHES):
        placed = _until(gate.until, await gate.read(partial(_on, skeleton, place, limit + 1)))
        shown, more = placed[: limit - len(edges)], len(placed) > limit - len(edges)
        rows = await admit([one.id for one in shown])
        edges += [(encode(listing, one.position), row) for one, row in zip(shown, rows, strict=True) if row is not None]
        place = shown[-1].position if shown else place
        end = encode(listing, shown[-1].position) if shown else end
        if len(edges) == limit or not more:
            break
    return Page(edges, info(edges, end, more=more, after=after))


def _until(position: int | None, placed: Sequence[Placed]) -> Sequence[Placed]:
    return placed if position is None else [one for one in placed if one.position <= position]


def _on(skeleton: Skeleton, place: int | None, limit: int, connection: Connection) -> Awaitable[Sequence[Placed]]:
    return skeleton(connection, place, limit)


def info(edges: Sequence[tuple[str, R]], end: str | None, *, more: bool, after: str | None) -> PageInfo:
    """Of a page whose last place, shown or not, has the cursor `end`."""
    return PageInfo(
        has_next_page=more,
        has_previous_page=after is not None,
        start_cursor=edges[0][0] if edges else None,
        end_cursor=end,
    )
