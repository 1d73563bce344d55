"""The gate as of a position of the log: what the viewer saw then, of what they see now.

A thing is shown where the rule for it held then and holds now; its row is that of then. What was taken back or hidden
since stays so, words are read while their key lives, and of past blocks nothing is told: whom a block or a mute parts
from the viewer is as it is now, and so is what moderators see beyond others.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from uuid import UUID

from api.batched import batched
from api.desk import Desk
from api.gate import FOR_ANYONE, Gate, Text, sees_post
from api.public import is_public
from api.ties import Ties
from domain.errors import invalid
from domain.posts import PromptVisibility, Visibility, post_id
from projections.past import Past
from projections.views.accounts import AccountRow
from projections.views.cases import DecisionRow
from projections.views.comments import CommentRow
from projections.views.posts import PostRow
from projections.views.renders import RenderRow


class PastGate(Gate):
    """What one viewer sees in one snapshot of how things were at a position."""

    def __init__(self, now: Gate, past: Past) -> None:
        super().__init__(now.snapshot, now.viewer, now.keyring, in_office=now.in_office)
        self._now = now
        self._past = past

    @cached_property
    def desk(self) -> PastDesk:
        """What had been decided by then."""
        return PastDesk(self, self._past)

    @property
    def until(self) -> int | None:
        """Lists go up to the position."""
        return self._past.position

    async def position(self) -> int:
        """That of the past."""
        return self._past.position

    async def moment(self) -> datetime:
        """The time that was named, or that of the position."""
        return await self._past.moment()

    def only_now(self, what: str) -> None:
        """INVALID: there is no past of it."""
        raise invalid("asOf", f"{what} is told as it is now only. Ask for it without asOf.")

    async def ties(self) -> Ties:
        """Those of the present."""
        return await self._now.ties()

    async def listed(self, author: UUID) -> list[Visibility]:
        """Lists are asked for as they are now; what was not in them then is left out afterwards."""
        return await self._now.listed(author)

    async def unmuted_posts(self, ids: Sequence[UUID]) -> list[PostRow | None]:
        """Lists that mix people hold what everyone could see."""
        return [row if row and is_public(row) else None for row in await super().unmuted_posts(ids)]

    async def authored_posts(self, ids: Sequence[UUID]) -> list[PostRow | None]:
        """Unlisted ones stood in nobody else's lists."""
        return [row if row and self._stood(row) else None for row in await self.posts(ids)]

    async def discovered_posts(self, ids: Sequence[UUID]) -> list[PostRow | None]:
        """Without those that were limited, themselves or with all of their author's."""
        rows = [row if row and not row.limited else None for row in await self.unmuted_posts(ids)]
        authors = await self.accounts([row.author for row in rows if row])
        limited = {author.id for author in authors if author and author.limited}
        return [row if row and row.author not in limited else None for row in rows]

    def _stood(self, row: PostRow) -> bool:
        return row.author == self.viewer or row.visibility != Visibility.UNLISTED

    @batched
    async def _posts(self, ids: list[UUID]) -> list[PostRow | None]:
        now = await self._now.posts(ids)
        seen = {row.id: row for row in now if row}
        then = await self._past.posts_then(await self.snapshot.connection(), list(seen))
        restricted = {row.author for row in then.values() if row.visibility == Visibility.FOLLOWERS}
        followed = await self._followed(restricted)
        return [
            _words_hidden(row, seen[post])
            if (row := then.get(post)) and self._saw(row, row.author in followed)
            else None
            for post in ids
        ]

    def _saw(self, row: PostRow, follows_author: bool) -> bool:
        viewer = None if row.visibility in FOR_ANYONE and not row.hidden else self.viewer
        return sees_post(viewer, row, follows_author=follows_author)

    @batched
    async def _images(self, ids: list[UUID]) -> list[RenderRow | None]:
        """A finished picture does not change; whatever shows it has been looked at."""
        return list(await asyncio.gather(*(self._now.image(render) for render in ids)))

    @batched
    async def _words(self, ids: list[UUID]) -> list[Text]:
        posts = await self.posts([post_id(render) for render in ids])
        own = await self._now.renders(ids)
        texts = await asyncio.gather(*(self._now.words(render) for render in ids))
        return [
            text if render or (post and post.prompt_visibility != PromptVisibility.HIDDEN) else {}
            for text, render, post in zip(texts, own, posts, strict=True)
        ]

    @batched
    async def _accounts(self, ids: list[UUID]) -> list[AccountRow | None]:
        now = await self._now.accounts(ids)
        then = await self._past.accounts_then(await self.snapshot.connection(), [row.id for row in now if row])
        blocked = (await self.ties()).blocked
        return [
            (row if row.id in blocked else then[row.id]._replace(handle=row.handle)) if row and row.id in then else None
            for row in now
        ]

    @batched
    async def _comments(self, ids: list[UUID]) -> list[CommentRow | None]:
        now = {row.id: row for row in await self._now.comments(ids) if row}
        then = await self._past.comments_then(await self.snapshot.connection(), list(now))
        shown = {post.id for post in await self.posts(sorted({row.post for row in now.values()})) if post}
        rows = [
            _said(row, now[row.id]) if (row := then.get(comment)) and row.post in shown else None for comment in ids
        ]
        return [await self._said(row) if row else None for row in rows]

    @batched
    async def _liked(self, ids: list[UUID]) -> list[bool]:
        liked = await self._past.liked_then(self.viewer, ids) if self.viewer else set()
        return [post in liked for post in ids]

    async def _followed(self, accounts: set[UUID]) -> set[UUID]:
        return await self._past.followed_then(self.viewer, accounts) if self.viewer else set()


class PastDesk(Desk):
    """What had been decided by then."""

    def __init__(self, gate: Gate, past: Past) -> None:
        super().__init__(gate)
        self._past = past

    @batched
    async def _decided(self, ids: list[UUID]) -> list[list[DecisionRow]]:
        found = await self._gate.read(lambda connection: self._past.decisions_then(connection, ids))
        return [found[subject] for subject in ids]


def _words_hidden(then: PostRow, now: PostRow) -> PostRow:
    """Words that are hidden now were never to be read."""
    if now.prompt_visibility != PromptVisibility.HIDDEN:
        return then
    return then._replace(prompt_visibility=PromptVisibility.HIDDEN.value)


def _said(then: CommentRow, now: CommentRow) -> CommentRow | None:
    """A comment without what was taken away since; None where only its place is left, and nothing stood under it."""
    if now.removed and not then.reply_count:
        return None
    sealed = then.sealed if now.sealed is not None else None
    return then._replace(sealed=sealed, removed=now.removed, hidden=max(then.hidden, now.hidden))
