"""Things by their ids, whatever they are."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Annotated
from uuid import UUID

import strawberry

from api.gate import Gate
from api.ids import NodeKind, parse_id
from api.schema.accounts import Account
from api.schema.cases import shown_case
from api.schema.comments import Comment
from api.schema.fields import Info, field
from api.schema.images import image_of
from api.schema.node import Node
from api.schema.paging import FIRST
from api.schema.posts import Post
from api.schema.renders import Render
from domain.errors import DomainError, invalid


@strawberry.type
class NodeQueries:
    """Reads by id."""

    @field("The thing of an id; null for what is not there or not shown to the viewer.")
    async def node(
        self,
        info: Info,
        id: Annotated[strawberry.ID, strawberry.argument(description="An id.")],
    ) -> Node | None:
        """Through the gate like everything."""
        return await _node(info.context.gate, id)

    @field("Several things by their ids, in that order; at most 100.")
    async def nodes(
        self, info: Info, ids: Annotated[list[strawberry.ID], strawberry.argument(description="Ids.")]
    ) -> list[Node | None]:
        """In one batch per kind."""
        if len(ids) > FIRST[-1]:
            raise invalid("ids", f"Ask for at most {FIRST[-1]} at a time.")
        return list(await asyncio.gather(*(_node(info.context.gate, one) for one in ids)))


async def _node(gate: Gate, text: str) -> Node | None:
    try:
        kind, number = parse_id(text)
    except DomainError:
        return None
    show = SHOWN.get(kind)
    return await show(gate, number) if show else None


async def _account(gate: Gate, number: UUID) -> Node | None:
    row = await gate.account(number)
    return Account(row=row, gate=gate) if row else None


async def _render(gate: Gate, number: UUID) -> Node | None:
    row = await gate.render(number)
    return Render(row=row, gate=gate) if row else None


async def _image(gate: Gate, number: UUID) -> Node | None:
    return image_of(gate, await gate.image(number))


async def _post(gate: Gate, number: UUID) -> Node | None:
    row = await gate.post(number)
    return Post(row=row, gate=gate) if row else None


async def _comment(gate: Gate, number: UUID) -> Node | None:
    row = await gate.comment(number)
    return Comment(row=row, gate=gate) if row else None


SHOWN: Mapping[NodeKind, Callable[[Gate, UUID], Awaitable[Node | None]]] = {
    NodeKind.ACCOUNT: _account,
    NodeKind.RENDER: _render,
    NodeKind.IMAGE: _image,
    NodeKind.POST: _post,
    NodeKind.COMMENT: _comment,
    NodeKind.CASE: shown_case,
}
"""How a thing of each kind is shown that is a node."""
