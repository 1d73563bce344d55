"""Rows of an export: what nobody in particular sees of events, people and posts, through the one gate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from api.gate import Gate
from api.ids import NodeKind, node_id
from api.schema.events import FIELD_KINDS, public_fields, subject_id
from domain.events import Event
from domain.log import Recorded
from infra.export.files import Row
from projections.views.accounts import AccountRow
from projections.views.posts import PostRow


async def events(gate: Gate, recorded: Sequence[Recorded]) -> list[Row]:
    """Those of the events that the public log tells of, as far as it tells of them."""
    visible = await gate.events(recorded)
    await gate.accounts(sorted({one.event.actor for one in visible if one.event.actor}))  # asked for all at once
    await gate.posts(sorted({post for one in visible for post in _posts_named(one.event)}))
    return [await _event(gate, one) for one in visible]


def _posts_named(event: Event) -> Iterator[UUID]:
    for name in event.PUBLIC_FIELDS:
        if FIELD_KINDS.get(name) is NodeKind.POST and (post := getattr(event, name)):
            yield post


async def _event(gate: Gate, recorded: Recorded) -> Row:
    position, event = recorded
    place = {"position": position, "topic": event.TOPIC, "happened_at": event.timestamp}
    who = {"actor": await _actor(gate, recorded), "subject": subject_id(event)}
    return {**place, **who, **await public_fields(gate, event)}


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


async def posts(gate: Gate, rows: Sequence[PostRow]) -> list[Row]:
    """Public posts."""
    await gate.accounts(sorted({row.author for row in rows}))
    await gate.posts(sorted({row.remix_of for row in rows if row.remix_of}))
    return [await _post(gate, row) for row in rows]


async def _post(gate: Gate, row: PostRow) -> Row:
    author = await gate.account(row.author)
    source = await gate.post(row.remix_of) if row.remix_of else None
    return {
        "post": node_id(NodeKind.POST, row.id),
        "author": node_id(NodeKind.ACCOUNT, row.author),
        "shared_at": row.created_at,
        "first_public_at": row.first_public_at,
        "first_public_position": row.first_public_position,
        "prompt_visibility": row.prompt_visibility,
        "tags": row.tags,
        "remix_of": node_id(NodeKind.POST, source.id) if source else None,
        "on_boards": not row.limited and not (author and author.limited),
        "like_count": row.like_count,
        "comment_count": row.comment_count,
        "remix_count": row.remix_count,
    }
