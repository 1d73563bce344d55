"""What people say under posts."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

import strawberry

from api.commands import found, perform
from api.context import Context
from api.gate import Gate
from api.ids import NodeKind, node_id, parse_id_of
from api.schema.accounts import Account
from api.schema.decisions import Decision, Label, labels_of, restrictions_of
from api.schema.fields import Info, field, loaded, mutation
from api.schema.inputs import KEY
from api.schema.node import Node
from api.schema.paging import After, First, Page, PageInfo, page
from api.schema.payloads import Payload
from domain import comments as facts
from domain import text
from domain.errors import DomainError, ErrorCode, not_found
from domain.log import Append
from projections.views import comments
from projections.views.comments import CommentRow


@strawberry.type(description="Something said under a post.")
class Comment(Node):
    """Seen by whoever sees the post."""

    row: strawberry.Private[CommentRow]
    gate: strawberry.Private[Gate]

    @field("The comment's id.")
    def id(self) -> strawberry.ID:
        """comment_…"""
        return strawberry.ID(node_id(NodeKind.COMMENT, self.row.id))

    @loaded("Who said it.")
    async def author(self) -> Account:
        """Batched."""
        row = await self.gate.account(self.row.author)
        assert row is not None, "whoever comments has joined before"
        return Account(row=row, gate=self.gate)

    @field("What was said; empty once it was removed, or its author erased.")
    def text(self) -> str:
        """Personal."""
        return self.gate.text(self.row.author, self.row.sealed).get("text") or ""

    @field("Whether it was taken away, and only holds the place of what answered it.")
    def removed(self) -> bool:
        """By who said it, by whose post it stands under, or by a moderator."""
        return self.row.removed or self.row.hidden > 0

    @loaded("What moderators say of it.")
    async def labels(self) -> list[Label]:
        """Seen by whoever sees it."""
        return await labels_of(self.gate, self.row.id) if self.row.labelled else []

    @field("Decisions that stand on it: shown to who wrote it and to moderators, empty for others.")
    async def restrictions(self) -> list[Decision]:
        """Without who decided, except for moderators."""
        return await restrictions_of(self.gate, self.row.id, self.row.labelled + self.row.hidden)

    @field("When it was said.")
    def created_at(self) -> datetime:
        """Log time."""
        return self.row.created_at

    @field("What was answered to it, the oldest first.")
    async def replies(self, first: First, after: After = None) -> CommentConnection:
        """One level; each has its own."""
        gate, comment = self.gate, self.row.id
        listed = await page(
            gate,
            f"replies:{comment.hex}",
            first,
            after,
            lambda connection, place, limit: comments.replies(connection, comment, place, limit),
            gate.unmuted_comments,
            oldest_first=True,
        )
        return _connection_of(gate, listed)


@strawberry.type(description="A comment in a list.")
class CommentEdge:
    """With its place."""

    cursor: str = strawberry.field(description="The place in the list.")
    node: Comment = strawberry.field(description="The comment.")


@strawberry.type(description="A page of comments.")
class CommentConnection:
    """In the order of the list."""

    edges: list[CommentEdge] = strawberry.field(description="The comments with their places.")
    page_info: PageInfo = strawberry.field(description="Where the page stands in its list.")


async def comments_under(gate: Gate, post: UUID, first: int, after: str | None) -> CommentConnection:
    """The comments that answer a post and no other comment."""
    listed = await page(
        gate,
        f"comments:{post.hex}",
        first,
        after,
        lambda connection, place, limit: comments.under(connection, post, place, limit),
        gate.unmuted_comments,
        oldest_first=True,
    )
    return _connection_of(gate, listed)


def _connection_of(gate: Gate, listed: Page[CommentRow]) -> CommentConnection:
    edges = [CommentEdge(cursor=cursor, node=Comment(row=row, gate=gate)) for cursor, row in listed.rows]
    return CommentConnection(edges=edges, page_info=listed.info)


@strawberry.input(description="Something to say under a post.")
class CommentInput:
    """At most 2,000 characters; line breaks are kept."""

    post_id: strawberry.ID = strawberry.field(description="The post's id.")
    text: str = strawberry.field(description="What to say.")
    reply_to: strawberry.ID | None = strawberry.field(description="The comment it answers.", default=None)
    idempotency_key: str | None = strawberry.field(description=KEY, default=None)


@strawberry.input(description="Names a comment.")
class CommentRef:
    """By its id."""

    comment_id: strawberry.ID = strawberry.field(description="The comment's id.")
    idempotency_key: str | None = strawberry.field(description=KEY, default=None)


@strawberry.type(description="What a command on a comment answers.")
class CommentPayload(Payload):
    """The comment as it is at the position."""

    @field("The comment; null if it is not to be read within a second.")
    async def comment(self) -> Comment | None:
        """At the position."""

        async def read(gate: Gate, number: UUID) -> Comment | None:
            row = await gate.comment(number)
            return Comment(row=row, gate=gate) if row else None

        return await self.outcome.show(read)


@strawberry.type
class CommentMutations:
    """Commands on comments."""

    @mutation("Say something under a post, or in answer to a comment there.")
    async def comment(self, info: Info, input: CommentInput) -> CommentPayload:
        """Anyone who sees the post may."""
        return CommentPayload(outcome=await perform(info, input, _comment))

    @mutation("Take a comment away, for good: one's own, or one under one's own post. What answered it stays.")
    async def remove_comment(self, info: Info, input: CommentRef) -> CommentPayload:
        """FORBIDDEN for those who only see it."""
        return CommentPayload(outcome=await perform(info, input, _remove))


async def _comment(context: Context, viewer: UUID, given: CommentInput) -> Append:
    said = text.required("text", given.text, text.COMMENT_LENGTH, lines=True)
    post_id = parse_id_of(NodeKind.POST, given.post_id)
    post = await found(context, lambda gate: gate.post(post_id))
    reply_to = await _answered(context, post_id, given.reply_to) if given.reply_to is not None else None
    sealed = context.services.keyring.seal(viewer, {"text": said})
    return facts.comment(viewer, post_id, post.author, uuid4(), reply_to, sealed)


async def _answered(context: Context, post: UUID, comment_id: str) -> UUID:
    number = parse_id_of(NodeKind.COMMENT, comment_id)
    row = await found(context, lambda gate: gate.comment(number))
    if row.post != post or row.removed:
        raise not_found()
    return number


async def _remove(context: Context, viewer: UUID, given: CommentRef) -> Append:
    number = parse_id_of(NodeKind.COMMENT, given.comment_id)
    row = await found(context, lambda gate: gate.comment(number))
    post = await found(context, lambda gate: gate.post(row.post))
    if viewer not in {row.author, post.author}:
        raise DomainError(ErrorCode.FORBIDDEN, "Only who wrote it, or shared the post, can take it away.", "commentId")
    return facts.remove(viewer, row.post, number)
