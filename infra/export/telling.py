"""Rows of an export: what nobody in particular sees of events, people and posts, through the one gate."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TypeVar

from api.gate import Gate
from api.ids import NodeKind, node_id
from api.schema.events import public_fields, subject_id
from domain.log import Recorded
from infra.export.files import Row
from projections.views.accounts import AccountRow
from projections.views.posts import PostRow

R = TypeVar("R")


async def events(gate: Gate, recorded: Sequence[Recorded]) -> list[Row]:
    """Those of the events that the public log tells of, as far as it tells of them."""
    return await asyncio.gather(*(_event(gate, one) for one in await gate.events(recorded)))


async def _event(gate: Gate, recorded: Recorded) -> Row:
    position, event = recorded
    actor, fields = await asyncio.gather(_actor(gate, recorded), public_fields(gate, event))
    place = {"position": position, "topic": event.TOPIC, "happened_at": event.timestamp}
    return {**place, "actor": actor, "subject": subject_id(event), **fields}


async def _actor(gate: Gate, recorded: Recorded) -> str | None:
    actor = recorded.event.actor
    seen = await gate.account(actor) if actor else None
    return node_id(NodeKind.ACCOUNT, seen.id) if seen else None


def account(row: AccountRow) -> Row:
    """A person."""
    return {
        "account": node_id(NodeKind.ACCOUNT, row.id),
        "handle": row.handle,
        "joined_at": row.created_at,
        "follower_count": row.follower_count,
        "following_count": row.following_count,
        "post_count": row.post_count,
    }


async def post(gate: Gate, row: PostRow) -> Row:
    """A public post."""
    author, source = await asyncio.gather(gate.account(row.author), _source(gate, row))
    return {
        "post": node_id(NodeKind.POST, row.id),
        "author": node_id(NodeKind.ACCOUNT, row.author),
        "shared_at": row.created_at,
        "first_public_at": row.first_public_at,
        "first_public_position": row.first_public_position,
        "prompt_visibility": row.prompt_visibility,
        "tags": row.tags,
        "remix_of": source,
        "on_boards": not row.limited and not (author and author.limited),
        "like_count": row.like_count,
        "comment_count": row.comment_count,
        "remix_count": row.remix_count,
    }


async def _source(gate: Gate, row: PostRow) -> str | None:
    seen = await gate.post(row.remix_of) if row.remix_of else None
    return node_id(NodeKind.POST, seen.id) if seen else None
