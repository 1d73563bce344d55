"""Renders: prompts on their way to pictures. Their maker's alone."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import strawberry

from api.gate import Gate
from api.ids import NodeKind, node_id, parse_id_of
from api.schema.enums import show
from api.schema.fields import Info, field
from api.schema.images import Image, RenderParams, image_of
from api.schema.node import Node
from api.schema.paging import After, First, Page, PageInfo, page
from api.schema.posts import Post
from api.schema.words import WordChange, changed_words
from domain.errors import DomainError
from domain.posts import post_id
from domain.renders import FAILURES, RenderStatus
from projections.views import renders
from projections.views.renders import RenderRow

show(
    RenderStatus,
    "Where a render stands.",
    REFUSED="A rule forbids its words; nothing was drawn.",
    QUEUED="It waits for a worker.",
    RUNNING="It is being drawn.",
    DONE="It has a picture.",
    FAILED="It has none, and says why.",
    CANCELLED="Its maker stopped it.",
)


@strawberry.type(description="Why a render was refused or failed.")
class RenderReason:
    """For its maker."""

    code: str = strawberry.field(description="The reason, for programs.")
    message: str = strawberry.field(description="The reason, for people; it says what to do.")
    rule: str | None = strawberry.field(description="The rule that refused it, if one did.", default=None)
    words: list[str] | None = strawberry.field(description="The words at fault, if there are.", default=None)


@strawberry.type(description="One prompt and what became of it. Only its maker sees it.")
class Render(Node):
    """A render of the viewer's own."""

    row: strawberry.Private[RenderRow]
    gate: strawberry.Private[Gate]

    @field("The render's id.")
    def id(self) -> strawberry.ID:
        """render_…"""
        return strawberry.ID(node_id(NodeKind.RENDER, self.row.id))

    @field("Where it stands.")
    def status(self) -> RenderStatus:
        """A fold."""
        return RenderStatus(self.row.status)

    @field("The words.")
    def prompt(self) -> str | None:
        """Null once erased."""
        return self.gate.text(self.row.owner, self.row.sealed).get("prompt")

    @field("What was asked for beside the words.")
    def params(self) -> RenderParams:
        """As used."""
        return RenderParams(row=self.row, gate=self.gate)

    @field("How many renders wait ahead of this one; null once it runs.")
    async def queue_place(self) -> int | None:
        """Counted when asked."""
        if self.row.status != RenderStatus.QUEUED:
            return None
        return await self.gate.read(lambda connection: renders.queue_place(connection, self.row.id))

    @field("The picture, once it is DONE.")
    def image(self) -> Image | None:
        """Its maker's."""
        return image_of(self.gate, self.row)

    @field("Why it was refused or failed.")
    def reason(self) -> RenderReason | None:
        """Null unless it was."""
        row = self.row
        if row.reason is None:
            return None
        message = row.rule_message or FAILURES.get(row.reason, "It could not be made. Try again.")
        refused = self.gate.text(row.owner, row.sealed).get("refused")
        words = refused.splitlines() if refused else None
        return RenderReason(code=row.reason, message=message, rule=row.rule, words=words)

    @field("The render of one's own that it changes.")
    async def refined_from(self) -> Render | None:
        """Batched."""
        row = await self.gate.render(self.row.refines) if self.row.refines else None
        return Render(row=row, gate=self.gate) if row else None

    @field("Renders that change this one, the newest first.")
    async def refinements(self, first: First, after: After = None) -> RenderConnection:
        """Its maker's."""
        gate, render = self.gate, self.row.id
        listed = await page(
            gate,
            f"refinements:{render.hex}",
            first,
            after,
            lambda connection, place, limit: renders.refinements(connection, render, place, limit),
            gate.renders,
        )
        return _connection_of(gate, listed)

    @field("The post it starts from, if the viewer may see that.")
    async def remixed_from(self) -> Post | None:
        """Batched. A refinement of a remix starts from the same post."""
        row = await self.gate.post(self.row.remix_of) if self.row.remix_of else None
        return Post(row=row, gate=self.gate) if row else None

    @field("The post that shows it; null until it is shared, and once it is taken back.")
    async def post(self) -> Post | None:
        """Batched: a post's id follows from its render's."""
        row = await self.gate.post(post_id(self.row.id))
        return Post(row=row, gate=self.gate) if row else None

    @field("How its words came from those of what it refines or remixes; null where either are not to be read.")
    async def word_changes(self) -> list[WordChange] | None:
        """Against the nearest one."""
        source = self.row.refines
        if source is None and self.row.remix_of and (post := await self.gate.post(self.row.remix_of)):
            source = post.render
        return await changed_words(self.gate, source, self.row.id) if source else None

    @field("When it was asked for.")
    def created_at(self) -> datetime:
        """Log time."""
        return self.row.created_at

    @field("When it ended.")
    def finished_at(self) -> datetime | None:
        """Log time; null while it has not."""
        return self.row.finished_at


@strawberry.type(description="A render in a list.")
class RenderEdge:
    """With its place."""

    cursor: str = strawberry.field(description="The place in the list.")
    node: Render = strawberry.field(description="The render.")


@strawberry.type(description="A page of renders.")
class RenderConnection:
    """In the order of the list."""

    edges: list[RenderEdge] = strawberry.field(description="The renders with their places.")
    page_info: PageInfo = strawberry.field(description="Where the page stands in its list.")


def _connection_of(gate: Gate, listed: Page[RenderRow]) -> RenderConnection:
    edges = [RenderEdge(cursor=cursor, node=Render(row=row, gate=gate)) for cursor, row in listed.rows]
    return RenderConnection(edges=edges, page_info=listed.info)


@strawberry.type
class RenderQueries:
    """Reads of renders."""

    @field("A render of the viewer's own.")
    async def render(
        self,
        info: Info,
        id: Annotated[strawberry.ID, strawberry.argument(description="Its id.")],
    ) -> Render | None:
        """Null for everything else."""
        gate = info.context.gate
        try:
            row = await gate.render(parse_id_of(NodeKind.RENDER, id))
        except DomainError:
            return None
        return Render(row=row, gate=gate) if row else None

    @field("The viewer's own renders, the newest first.")
    async def renders(self, info: Info, first: First, after: After = None) -> RenderConnection:
        """UNAUTHENTICATED when nobody is signed in."""
        viewer, gate = info.context.required_viewer(), info.context.gate
        listed = await page(
            gate,
            f"renders:{viewer.hex}",
            first,
            after,
            lambda connection, place, limit: renders.by_owner(connection, viewer, place, limit),
            gate.renders,
        )
        return _connection_of(gate, listed)
