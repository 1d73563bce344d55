"""Posts: pictures their makers show."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import strawberry

from api.gate import Gate
from api.ids import NodeKind, node_id, parse_id_of
from api.schema.accounts import Account
from api.schema.asof import AsOfArgument, gate_at
from api.schema.comments import CommentConnection, comments_under
from api.schema.decisions import Decision, Label, labels_of, restrictions_of
from api.schema.enums import show
from api.schema.fields import Info, field, loaded
from api.schema.images import Image, image_of
from api.schema.node import Node
from api.schema.paging import After, First, Page, PageInfo, page
from api.schema.scalars import MinPosition, Position
from api.schema.words import WordChange, changed_words
from domain.errors import DomainError
from domain.posts import PromptVisibility, Visibility
from projections.rankers import Term
from projections.views import lists
from projections.views.posts import PostRow

show(
    Visibility,
    "To whom a post is shown.",
    PUBLIC="To everyone, in lists.",
    UNLISTED="To who has its address; in no list.",
    FOLLOWERS="To who follows its author.",
    PRIVATE="To its author alone.",
)
show(
    PromptVisibility,
    "What others may do with a post's words.",
    HIDDEN="Nothing: nobody sees them.",
    VISIBLE="Read them.",
    REMIXABLE="Read them, and start from them.",
)


@strawberry.type(description="A picture its maker shows.")
class Post(Node):
    """A post that the gate let through."""

    row: strawberry.Private[PostRow]
    gate: strawberry.Private[Gate]

    @field("The post's id.")
    def id(self) -> strawberry.ID:
        """post_…"""
        return strawberry.ID(node_id(NodeKind.POST, self.row.id))

    @loaded("Who made and shared it.")
    async def author(self) -> Account:
        """Batched."""
        row = await self.gate.account(self.row.author)
        assert row is not None, "whoever shared has joined before"
        return Account(row=row, gate=self.gate)

    @loaded("The picture.")
    async def image(self) -> Image | None:
        """Batched."""
        return image_of(self.gate, await self.gate.image(self.row.render))

    @field("What its author says about it.")
    def caption(self) -> str | None:
        """Personal."""
        return self._text("caption")

    @loaded("What is to be seen, for who cannot see it: in the author's words, or else said from the scene.")
    async def alt_text(self) -> str | None:
        """The image's own is never made from a hidden prompt."""
        image = await self.gate.image(self.row.render)
        proposed = self.gate.text(image.owner, image.image_sealed).get("alt_text") if image else None
        return self._text("alt_text") or proposed

    @field("Its tags.")
    def tags(self) -> list[str]:
        """In the order given."""
        return list(self.row.tags)

    @field("The words it was made from; null where its author hides them.")
    def prompt(self) -> str | None:
        """Never sealed into a post that hides it."""
        return self._text("prompt") if self.row.prompt_visibility != PromptVisibility.HIDDEN else None

    @field("To whom it is shown.")
    def visibility(self) -> Visibility:
        """The author's choice."""
        return Visibility(self.row.visibility)

    @field("What others may do with its words.")
    def prompt_visibility(self) -> PromptVisibility:
        """The author's choice."""
        return PromptVisibility(self.row.prompt_visibility)

    @field("How many like it.")
    def like_count(self) -> int:
        """A fold."""
        return self.row.like_count

    @field("How many comments it has, replies among them.")
    def comment_count(self) -> int:
        """A fold."""
        return self.row.comment_count

    @field("How many public posts were remixed from it.")
    def remix_count(self) -> int:
        """A fold."""
        return self.row.remix_count

    @loaded("Whether the viewer likes it.")
    async def viewer_has_liked(self) -> bool:
        """Batched."""
        return await self.gate.likes(self.row.id)

    @loaded("The post it was remixed from, if the viewer may see that.")
    async def remixed_from(self) -> Post | None:
        """Batched."""
        row = await self.gate.post(self.row.remix_of) if self.row.remix_of else None
        return Post(row=row, gate=self.gate) if row else None

    @loaded("How its words came from those of the post it was remixed from; null where either are not to be read.")
    async def word_changes(self) -> list[WordChange] | None:
        """Batched."""
        source = await self.gate.post(self.row.remix_of) if self.row.remix_of else None
        return await changed_words(self.gate, source.render, self.row.render) if source else None

    @field("Public posts that were remixed from it, the newest first.")
    async def remixes(self, first: First, after: After = None) -> PostConnection:
        """Ordered by when they were shared."""
        gate, post = self.gate, self.row.id
        listed = await page(
            gate,
            f"remixes:{post.hex}",
            first,
            after,
            lambda connection, place, limit: lists.remixes(connection, post, place, limit),
            gate.unmuted_posts,
        )
        return connection_of(gate, listed)

    @field("What was said under it, the oldest first; replies stand under what they answer.")
    async def comments(self, first: First, after: After = None) -> CommentConnection:
        """Of the post itself."""
        return await comments_under(self.gate, self.row.id, first, after)

    @loaded("What moderators say of it.")
    async def labels(self) -> list[Label]:
        """Seen by whoever sees it."""
        return await labels_of(self.gate, self.row.id) if self.row.labelled or self.row.blurred else []

    @field("Whether it is to be shown blurred until one asks for it; its labels say why.")
    def blurred(self) -> bool:
        """A decision."""
        return self.row.blurred > 0

    @field("Decisions that stand on it: shown to its author and to moderators, empty for others.")
    async def restrictions(self) -> list[Decision]:
        """Without who decided, except for moderators."""
        row = self.row
        return await restrictions_of(self.gate, row.id, row.labelled + row.blurred + row.limited + row.hidden)

    @field("When it was shared.")
    def created_at(self) -> datetime:
        """Log time."""
        return self.row.created_at

    @field("When it was first shown to everyone, which is what the latest feed is ordered by; null if it never was.")
    def published_at(self) -> datetime | None:
        """Log time; a post may be shared for few at first."""
        return self.row.first_public_at

    @field("The last event that changed what is shown here. A client keeps the greater one.")
    def changed_at(self) -> Position:
        """Of the row."""
        return Position(self.row.changed_at)

    def _text(self, name: str) -> str | None:
        return self.gate.text(self.row.author, self.row.sealed).get(name)


@strawberry.type(description="A part of a score.")
class ScoreTerm:
    """Recomputes the score with the others, in their order."""

    name: str = strawberry.field(description="What it measures.")
    value: float = strawberry.field(description="Its value.")
    events: int = strawberry.field(description="How many events are behind it.")


@strawberry.type(description="Why a post is here: its score, and the terms that give it by the ranker's formula.")
class Why:
    """Of an edge."""

    reason: str = strawberry.field(description="In a sentence.")
    score: float | None = strawberry.field(description="What it is ordered by; null where time alone orders.")
    terms: list[ScoreTerm] = strawberry.field(description="What the score is made of.")


@strawberry.type(description="A post in a list.")
class PostEdge:
    """With its place."""

    cursor: str = strawberry.field(description="The place in the list.")
    node: Post = strawberry.field(description="The post.")
    why: Why | None = strawberry.field(description="Why it is here, where a list is ranked.", default=None)


@strawberry.type(description="A page of posts.")
class PostConnection:
    """In the order of the list."""

    gate: strawberry.Private[Gate]
    edges: list[PostEdge] = strawberry.field(description="The posts with their places.")
    page_info: PageInfo = strawberry.field(description="Where the page stands in its list.")

    @field("Where in the log it was read. A stream of the same list goes on after it.")
    async def position(self) -> Position:
        """That of the whole answer."""
        return Position(await self.gate.position())


def connection_of(gate: Gate, listed: Page[PostRow]) -> PostConnection:
    """A page of rows as clients see it."""
    edges = [PostEdge(cursor=cursor, node=Post(row=row, gate=gate)) for cursor, row in listed.rows]
    return PostConnection(gate=gate, edges=edges, page_info=listed.info)


def why(reason: str, score: float, terms: tuple[Term, ...]) -> Why:
    """A ranked place, explained."""
    shown = [ScoreTerm(name=term.name, value=term.value, events=term.events) for term in terms]
    return Why(reason=reason, score=score, terms=shown)


@strawberry.type
class PostQueries:
    """Reads of posts."""

    @field("A post that the viewer may see.")
    async def post(
        self,
        info: Info,
        id: Annotated[strawberry.ID, strawberry.argument(description="Its id.")],
        min_position: MinPosition = None,
        as_of: AsOfArgument = None,
    ) -> Post | None:
        """Null for everything else."""
        info.context.gate.snapshot.need(min_position or 0)
        gate = await gate_at(info.context, as_of)
        try:
            row = await gate.post(parse_id_of(NodeKind.POST, id))
        except DomainError as error:
            if error.code == "NOT_FOUND":
                return None
            raise
        return Post(row=row, gate=gate) if row else None
