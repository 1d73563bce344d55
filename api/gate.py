"""The one gate: what a viewer may see of what there is. Every read of every kind passes here, and nowhere else.

The pipeline is skeleton (ids from a view), hydrate (rows, in one batch), gate (the rules below), present (api.schema).

    post      PUBLIC and UNLISTED anyone (the latter is never listed); FOLLOWERS the author and their followers;
              PRIVATE the author; removed nobody; hidden by a decision the author; a moderator what a case is about
    comment   who may see its post; what a decision hides keeps its place, and its words for author and moderators
    render    its owner
    image     the owner of its render, and who may see a post of it
    words     the owner of their render, and who may see a post of it that does not hide them
    event     who may see what it tells of, and only of topics declared public; of a post, what was public then, too
    account   anyone

Who is apart from the viewer, by a block of either's, is to them as if neither had ever been here: nothing of theirs is
shown, and nothing done to it. Who blocked still sees whom, by name alone. Whom the viewer mutes is left out of lists.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import TypeVar
from uuid import UUID

from api.batched import batched
from api.desk import Desk
from api.ports import Keyring
from api.public import ABOUT_POSTS, is_public, tells_of_public, was_public
from api.snapshot import Snapshot
from api.ties import NO_TIES, Ties
from domain.errors import DomainError, ErrorCode, not_found
from domain.events import Audience, Event
from domain.log import Recorded
from domain.posts import PromptVisibility, Visibility
from domain.roles import Role
from projections.connection import Connection
from projections.views import accounts, blocks, cases, comments, follows, posts, reactions, renders, roles
from projections.views.accounts import AccountRow
from projections.views.comments import CommentRow
from projections.views.posts import PostRow
from projections.views.renders import RenderRow

R = TypeVar("R")
Authored = TypeVar("Authored", PostRow, CommentRow)
Text = Mapping[str, str | None]
FOR_ANYONE = frozenset({Visibility.PUBLIC, Visibility.UNLISTED})
"""To see such a post nobody needs to say who they are."""


def sees_post(viewer: UUID | None, post: PostRow, *, follows_author: bool) -> bool:
    """The rule for one post."""
    if post.removed:
        return False
    if post.author == viewer:
        return True
    if post.hidden:
        return False
    match Visibility(post.visibility):
        case Visibility.PUBLIC | Visibility.UNLISTED:
            return True
        case Visibility.FOLLOWERS:
            return follows_author
        case Visibility.PRIVATE:
            return False


class Gate:
    """What one viewer sees in one snapshot. Rows come in batches and are remembered for the response.

    in_office  whether their roles count: not for who asks with a key that is not made for it
    """

    def __init__(self, snapshot: Snapshot, viewer: UUID | None, keyring: Keyring, *, in_office: bool = True) -> None:
        self.snapshot = snapshot
        self.in_office = in_office
        self.personal = False
        """Whether anything read here depended on who asks. While it is False, everyone is shown the same whom no tie
        of theirs parts from `touched`."""
        self.touched: set[UUID] = set()
        """Whose things were read."""
        self._viewer = viewer
        self._blocking = True
        self.keyring = keyring
        self._open = keyring.opener()
        self._texts: dict[bytes, Text] = {}
        self._shown: set[UUID] = set()
        """Renders of the posts that were let through here: their pictures are to be seen."""
        self._roles: frozenset[Role] | None = None

    def seen_by(self, viewer: UUID) -> Gate:
        """The same snapshot for someone who has just signed in."""
        self.snapshot.seen_by(viewer)
        return Gate(self.snapshot, viewer, self.keyring)

    @cached_property
    def desk(self) -> Desk:
        """What they see of moderation."""
        return Desk(self)

    @property
    def viewer(self) -> UUID | None:
        """Who asks, None for nobody. Whatever looks at this makes the response personal."""
        self.personal = True
        return self._viewer

    async def roles(self) -> frozenset[Role]:
        """What the viewer is here for, as of the snapshot: a lost role is lost with the event."""
        if self._roles is None:
            viewer = self.viewer
            held = viewer if self.in_office else None
            self._roles = await roles.of(await self.snapshot.connection(), held) if held else frozenset()
        return self._roles

    async def is_moderator(self) -> bool:
        """Whether the viewer decides on what others flag."""
        return Role.MODERATOR in await self.roles()

    async def require(self, role: Role) -> UUID:
        """The viewer, who must have a role: UNAUTHENTICATED for nobody, NOT_FOUND for everyone else."""
        if (viewer := self.viewer) is None:
            raise DomainError(ErrorCode.UNAUTHENTICATED, "Sign in first.")
        if role not in await self.roles():
            raise not_found()
        return viewer

    async def read(self, query: Callable[[Connection], Awaitable[R]]) -> R:
        """A skeleton: ids, places in an order, numbers. What they stand for comes through the methods below."""
        return await query(await self.snapshot.connection())

    def text(self, person: UUID, sealed: bytes | None) -> Text:
        """What a person wrote; empty once their key is shredded."""
        if sealed is None:
            return {}
        if sealed not in self._texts:
            self._texts[sealed] = self._open(person, sealed) or {}
        return self._texts[sealed]

    async def post(self, post: UUID) -> PostRow | None:
        """A post, or None: absent, removed and hidden look the same."""
        return await self._posts.load(post)

    async def posts(self, ids: Sequence[UUID]) -> list[PostRow | None]:
        """Several posts, in the order of the ids."""
        return await self._posts.load_many(ids)

    @property
    def until(self) -> int | None:
        """The position up to which lists go; None where that is the snapshot's."""
        return None

    async def position(self) -> int:
        """The position of all that is read here."""
        return await self.snapshot.position()

    async def moment(self) -> datetime:
        """When that is."""
        return await self.snapshot.moment()

    def only_now(self, what: str) -> None:
        """Called by what is told of the present alone."""

    async def listed(self, author: UUID) -> list[Visibility]:
        """Which posts a list of an author's may hold for this viewer: unlisted ones stand in nobody else's lists."""
        if author == self.viewer:
            return list(Visibility)
        if await self.apart(author):
            return []
        return [Visibility.PUBLIC, Visibility.FOLLOWERS] if await self.follows(author) else [Visibility.PUBLIC]

    async def unmuted_posts(self, ids: Sequence[UUID]) -> list[PostRow | None]:
        """Posts for a list that mixes people: None also for those of whom the viewer mutes."""
        rows, muted = await self.posts(ids), (await self.ties()).muted
        return [row if row and row.author not in muted else None for row in rows]

    async def authored_posts(self, ids: Sequence[UUID]) -> list[PostRow | None]:
        """Posts for a list of their author's."""
        return await self.posts(ids)

    async def discovered_posts(self, ids: Sequence[UUID]) -> list[PostRow | None]:
        """Posts for a board, where everyone looks."""
        return await self.unmuted_posts(ids)

    async def unmuted_comments(self, ids: Sequence[UUID]) -> list[CommentRow | None]:
        """Comments for a list that mixes people: None also for those of whom the viewer mutes."""
        rows, muted = await self.comments(ids), (await self.ties()).muted
        return [row if row and row.author not in muted else None for row in rows]

    async def render(self, render: UUID) -> RenderRow | None:
        """A render of the viewer's own."""
        return await self._renders.load(render)

    async def renders(self, ids: Sequence[UUID]) -> list[RenderRow | None]:
        """Several renders of the viewer's own, in the order of the ids."""
        return await self._renders.load_many(ids)

    async def image(self, render: UUID) -> RenderRow | None:
        """The finished render whose picture the viewer may look at; its words are not theirs to read."""
        return await self._images.load(render)

    async def words(self, render: UUID) -> Text:
        """The prompt and negative prompt of a render; empty where they are not the viewer's to read, or gone."""
        return await self._words.load(render)

    async def account(self, account: UUID) -> AccountRow | None:
        """An account."""
        return await self._accounts.load(account)

    async def accounts(self, ids: Sequence[UUID]) -> list[AccountRow | None]:
        """Several accounts, in the order of the ids."""
        return await self._accounts.load_many(ids)

    async def ties(self) -> Ties:
        """Whom the viewer's blocks, others' blocks of them, and their mutes are about."""
        return await self._ties.load(self._viewer) if self._viewer else NO_TIES

    async def turned_since(self, position: int) -> bool:
        """Whether the viewer's ties, or their roles, have changed after a position."""
        viewer = self._viewer
        if viewer is None or await blocks.turned_at(await self.snapshot.connection(), viewer) <= position:
            return False
        self.personal = True
        return True

    async def apart(self, account: UUID) -> bool:
        """Whether a block stands between the viewer and someone."""
        return account in (await self.ties()).apart

    async def contact(self, account: UUID) -> AccountRow | None:
        """An account that the viewer may do something to: no block stands between them."""
        return None if await self.apart(account) else await self.account(account)

    def past_own_blocks(self) -> Gate:
        """The same snapshot as if the viewer blocked nobody: whom one has blocked one may still report."""
        gate = Gate(self.snapshot, self._viewer, self.keyring, in_office=self.in_office)
        gate._blocking = False
        return gate

    async def comment(self, comment: UUID) -> CommentRow | None:
        """A comment under a post that the viewer may see."""
        return await self._comments.load(comment)

    async def comments(self, ids: Sequence[UUID]) -> list[CommentRow | None]:
        """Several comments, in the order of the ids."""
        return await self._comments.load_many(ids)

    async def follows(self, account: UUID) -> bool:
        """Whether the viewer follows the account."""
        return await self._following.load(account)

    async def likes(self, post: UUID) -> bool:
        """Whether the viewer likes the post."""
        return await self._liked.load(post)

    async def events(self, rows: Sequence[Recorded]) -> list[Recorded]:
        """Those of the events that belong to the public log as it may be seen now."""
        apart = (await self.ties()).apart
        public = [
            row
            for row in rows
            if row.event.AUDIENCE is Audience.PUBLIC and apart.isdisjoint((row.event.actor, row.event.subject))
        ]
        about = {row.event.subject for row in public if row.event.TOPIC.startswith(ABOUT_POSTS)}
        listed = {post.id for post in await self.posts(sorted(about)) if post and is_public(post)}
        return [row for row in public if tells_of_public(row, listed)]

    async def opens(self, event: Event) -> bool:
        """Whether a public event says more than that it happened: where everyone saw what it is about, and sees it."""
        if not event.TOPIC.startswith(ABOUT_POSTS):
            return True
        post = await self.post(event.subject)
        return post is not None and is_public(post) and was_public(event)

    @batched
    async def _posts(self, ids: list[UUID]) -> list[PostRow | None]:
        found = await posts.hydrate(await self.snapshot.connection(), ids)
        rows = await self._together([found.get(post) for post in ids])
        restricted = {row.author for row in rows if row and row.visibility == Visibility.FOLLOWERS}
        followed = await self._followed(restricted)
        seen = [row if row and self._sees(row, row.author in followed) else None for row in rows]
        rows = await self._with_flagged(ids, seen, found)
        self._shown.update(row.render for row in rows if row)
        return rows

    async def _with_flagged(
        self, ids: list[UUID], seen: list[PostRow | None], found: Mapping[UUID, PostRow]
    ) -> list[PostRow | None]:
        """Moderators also see what there is a case about, until its author takes it back."""
        missing = [post for post, row in zip(ids, seen, strict=True) if row is None]
        if not missing or self._viewer is None or not await self.is_moderator():
            return seen
        flagged = await cases.flagged_things(await self.snapshot.connection(), missing)
        more = {post: row for post in flagged if (row := found.get(post)) and not row.removed}
        return [row or more.get(post) for post, row in zip(ids, seen, strict=True)]

    async def _together(self, rows: list[Authored | None]) -> list[Authored | None]:
        """Rows without those of people who are apart from the viewer. What is missing may be there for others."""
        apart = (await self.ties()).apart
        self.touched.update(row.author for row in rows if row)
        if None in rows:
            self.personal = True
        return [row if row and row.author not in apart else None for row in rows]

    def _sees(self, row: PostRow, follows_author: bool) -> bool:
        if row.removed or (row.visibility in FOR_ANYONE and not row.hidden):
            return sees_post(None, row, follows_author=False)
        return sees_post(self.viewer, row, follows_author=follows_author)

    @batched
    async def _renders(self, ids: list[UUID]) -> list[RenderRow | None]:
        found = await renders.hydrate(await self.snapshot.connection(), ids)
        return [row if (row := found.get(render)) and row.owner == self.viewer else None for render in ids]

    @batched
    async def _images(self, ids: list[UUID]) -> list[RenderRow | None]:
        connection = await self.snapshot.connection()
        found = await renders.hydrate(connection, ids)
        if unknown := [render for render in found if render not in self._shown]:
            await self.posts(await posts.for_render(connection, unknown))
        shown = self._shown
        return [
            row
            if (row := found.get(render)) and row.sha256 is not None and (render in shown or row.owner == self.viewer)
            else None
            for render in ids
        ]

    @batched
    async def _words(self, ids: list[UUID]) -> list[Text]:
        connection = await self.snapshot.connection()
        found = await renders.hydrate(connection, ids)
        shown = await self.posts(await posts.for_render(connection, list(found)))
        told = {post.render for post in shown if post and post.prompt_visibility != PromptVisibility.HIDDEN}
        return [
            self.text(row.owner, row.sealed)
            if (row := found.get(render)) and (render in told or row.owner == self.viewer)
            else {}
            for render in ids
        ]

    @batched
    async def _accounts(self, ids: list[UUID]) -> list[AccountRow | None]:
        found = await accounts.hydrate(await self.snapshot.connection(), ids)
        ties = await self.ties()
        self.touched.update(found)
        return [None if account in ties.unseen else self._named(found.get(account), ties) for account in ids]

    def _named(self, row: AccountRow | None, ties: Ties) -> AccountRow | None:
        """Of whom the viewer blocks only the handle, so that they can be told and unblocked."""
        if row is None or row.id not in ties.blocked:
            return row
        return row._replace(sealed=None, follower_count=0, following_count=0, post_count=0)

    @batched
    async def _comments(self, ids: list[UUID]) -> list[CommentRow | None]:
        found = await comments.hydrate(await self.snapshot.connection(), ids)
        visible = {post.id for post in await self.posts(sorted({row.post for row in found.values()})) if post}
        rows = await self._together([found.get(comment) for comment in ids])
        return [await self._said(row) if row and row.post in visible else None for row in rows]

    async def _said(self, row: CommentRow) -> CommentRow:
        """What a decision hides keeps its place, and its words for who wrote them and for moderators."""
        if not row.hidden or row.author == self.viewer or await self.is_moderator():
            return row
        return row._replace(sealed=None)

    @batched
    async def _ties(self, viewers: list[UUID]) -> list[Ties]:
        connection = await self.snapshot.connection()
        return [await self._ties_of(connection, viewer) for viewer in viewers]

    async def _ties_of(self, connection: Connection, viewer: UUID) -> Ties:
        found = await blocks.ties(connection, viewer)
        blocked = found["blocked"] if self._blocking else frozenset()
        blocking = found["blocking"]
        if blocking and await self.is_moderator():  # nobody hides from those who decide
            blocking = frozenset()
        ties = Ties(blocked, blocking, found["muted"])
        if ties.all:
            self.personal = True
        return ties

    @batched
    async def _following(self, ids: list[UUID]) -> list[bool]:
        followed = await self._followed(set(ids))
        return [account in followed for account in ids]

    @batched
    async def _liked(self, ids: list[UUID]) -> list[bool]:
        if self.viewer is None:
            return [False] * len(ids)
        liked = await reactions.liked(await self.snapshot.connection(), self.viewer, ids)
        return [post in liked for post in ids]

    async def _followed(self, accounts_: set[UUID]) -> set[UUID]:
        if not accounts_ or (viewer := self.viewer) is None:
            return set()
        return set(await follows.following(await self.snapshot.connection(), viewer, sorted(accounts_)))
