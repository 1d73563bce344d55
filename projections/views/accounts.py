"""People as pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from domain.accounts import AccountEdited, AccountRegistered
from domain.events import Event
from domain.follows import AccountFollowed, AccountUnfollowed
from domain.posts import PostEdited, PostRemoved, PostShared
from domain.restrictions import AccountLifted, AccountRestricted, PostLifted, PostRestricted, Restriction
from projections.buckets import bucket_of
from projections.changes import Changes
from projections.connection import Connection
from projections.reading import ids, prefix, rows
from projections.restricting import counted
from projections.tables import Kind, Table
from projections.view import View

accounts = Table(
    "accounts",
    key={"account": "uuid"},
    puts={"handle": "text", "sealed": "bytea null", "created_at": "timestamptz", "limited_since": "bigint null"},
    adds=("follower_count", "following_count", "post_count", "labelled", "limited"),
    indexes=("UNIQUE (handle)", "(handle text_pattern_ops)", "(account) WHERE limited > 0", "(limited_since)"),
)
tally = Table(
    "account_tally",
    key={"account": "uuid", "bucket": "bigint"},
    puts={},
    adds=("follower_count", "following_count", "post_count"),
    kind=Kind.TALLY,
)
"""When the counters moved, so that they can be told as of any time."""
view = View("accounts", version=1, tables=(accounts, tally))


@view.on(AccountRegistered)
def registered(event: AccountRegistered, position: int) -> Changes:
    """A new account."""
    yield accounts.create(
        event.subject, handle=event.handle, sealed=event.sealed, created_at=event.timestamp, limited_since=None
    )


@view.on(AccountEdited)
def account_edited(event: AccountEdited, position: int) -> Changes:
    """Another name or bio."""
    yield accounts.put(event.subject, sealed=event.sealed)


@view.on(AccountFollowed)
def followed(event: AccountFollowed, position: int) -> Changes:
    """Both ends of a follow count it."""
    yield from _counted(event, event.subject, follower_count=1)
    yield from _counted(event, event.actor, following_count=1)


@view.on(AccountUnfollowed)
def unfollowed(event: AccountUnfollowed, position: int) -> Changes:
    """Both ends count one less."""
    yield from _counted(event, event.subject, follower_count=-1)
    yield from _counted(event, event.actor, following_count=-1)


@view.on(PostShared)
def shared(event: PostShared, position: int) -> Changes:
    """Only public posts count: the number must not tell of hidden ones."""
    if event.first_public:
        yield from _counted(event, event.actor, post_count=1)


@view.on(PostEdited)
def edited(event: PostEdited, position: int) -> Changes:
    """It became public, or no longer is."""
    if event.publicly:
        yield from _counted(event, event.actor, post_count=event.publicly)


@view.on(PostRemoved)
def removed(event: PostRemoved, position: int) -> Changes:
    """A public post less."""
    if event.was_public:
        yield from _counted(event, event.actor, post_count=-1)


@view.on(PostRestricted)
def post_hidden(event: PostRestricted, position: int) -> Changes:
    """Perhaps a public post less."""
    if event.publicly:
        yield from _counted(event, event.author, post_count=event.publicly)


@view.on(PostLifted)
def post_shown(event: PostLifted, position: int) -> Changes:
    """Perhaps a public post more."""
    if event.publicly:
        yield from _counted(event, event.author, post_count=event.publicly)


def _counted(event: Event, account: UUID | None, **more: int) -> Changes:
    yield accounts.add(account, **more)
    yield tally.add((account, bucket_of(event)), **more)


@view.on(AccountRestricted)
def restricted(event: AccountRestricted, position: int) -> Changes:
    """A decision begins to stand."""
    yield from _borne(event, position)


@view.on(AccountLifted)
def lifted(event: AccountLifted, position: int) -> Changes:
    """A decision no longer stands."""
    yield from _borne(event, position)


def _borne(event: AccountRestricted | AccountLifted, position: int) -> Changes:
    yield accounts.add(event.subject, **counted(event))
    if event.restriction == Restriction.LIMIT:
        yield accounts.put(event.subject, limited_since=position)


class AccountRow(NamedTuple):
    """An account. `sealed`: its display name and bio under its own key; `labelled`, `limited`: decisions that stand.

    limited_since  position of the event since which a limit stands or no longer does; None if there was none
    """

    id: UUID
    handle: str
    sealed: bytes | None
    created_at: datetime
    limited_since: int | None
    follower_count: int
    following_count: int
    post_count: int
    labelled: int
    limited: int


COLUMNS = ", ".join(accounts.columns)


async def hydrate(connection: Connection, wanted: Sequence[UUID]) -> dict[UUID, AccountRow]:
    """The accounts of these ids; absent ones are left out."""
    query = f"SELECT {COLUMNS} FROM views.accounts WHERE account = ANY(%s)"  # noqa: S608 - constants only
    return {row.id: row for row in await rows(connection, AccountRow, query, list(wanted))}


async def by_handle(connection: Connection, handle: str) -> UUID | None:
    """The account under a normalised handle."""
    found = await ids(connection, "SELECT account FROM views.accounts WHERE handle = %s", handle)
    return found[0] if found else None


async def beginning_with(connection: Connection, words: Sequence[str], limit: int) -> list[UUID]:
    """The accounts whose handle begins with every one of the words (normalised), those whom most follow first."""
    return await ids(
        connection,
        "SELECT account FROM views.accounts WHERE handle LIKE ALL (%s) ORDER BY follower_count DESC, handle LIMIT %s",
        [prefix(word) for word in words],
        limit,
    )
