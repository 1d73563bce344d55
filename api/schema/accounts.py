"""People."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from api.gate import Gate
from api.ids import NodeKind, node_id
from api.schema.fields import Info, field
from api.schema.node import Node
from api.schema.paging import After, First, page
from domain import text
from domain.errors import DomainError
from domain.roles import Role
from projections.views import accounts, posts

if TYPE_CHECKING:
    from api.schema.posts import PostConnection

strawberry.enum(Role, description="What someone may do beyond what everyone may.")


@strawberry.type(description="A person.")
class Account(Node):
    """Shown to anyone."""

    row: strawberry.Private[accounts.AccountRow]
    gate: strawberry.Private[Gate]

    @field("The account's id.")
    def id(self) -> strawberry.ID:
        """account_…"""
        return strawberry.ID(node_id(NodeKind.ACCOUNT, self.row.id))

    @field("The name in addresses, theirs alone: lower case, without @.")
    def handle(self) -> str:
        """Public by nature."""
        return self.row.handle

    @field("The name they show; the handle once it was erased.")
    def display_name(self) -> str:
        """Personal."""
        return self.gate.text(self.row.id, self.row.sealed).get("display_name") or self.row.handle

    @field("What they say of themselves; empty if nothing.")
    def bio(self) -> str:
        """Personal."""
        return self.gate.text(self.row.id, self.row.sealed).get("bio") or ""

    @field("How many follow them.")
    def follower_count(self) -> int:
        """A fold."""
        return self.row.follower_count

    @field("How many they follow.")
    def following_count(self) -> int:
        """A fold."""
        return self.row.following_count

    @field("How many public posts they have.")
    def post_count(self) -> int:
        """A fold."""
        return self.row.post_count

    @field("Whether the viewer follows them.")
    async def viewer_follows(self) -> bool:
        """Batched."""
        return await self.gate.follows(self.row.id)

    @field("What the viewer may do beyond what everyone may; empty for every other account.")
    async def roles(self) -> list[Role]:
        """One's own."""
        return sorted(await self.gate.roles()) if self.row.id == self.gate.viewer else []

    @field("Their posts that the viewer may see, the newest first.")
    async def posts(
        self, first: First, after: After = None
    ) -> Annotated[PostConnection, strawberry.lazy("api.schema.posts")]:
        """One's own list holds everything."""
        from api.schema.posts import connection_of  # noqa: PLC0415 - people and posts show each other

        visibilities = await self.gate.listed(self.row.id)
        found = await page(
            self.gate,
            f"posts:{self.row.id.hex}",
            first,
            after,
            lambda connection, place, limit: posts.by_author(connection, self.row.id, place, limit, visibilities),
            self.gate.posts,
        )
        return connection_of(self.gate, found)


async def find(gate: Gate, handle: str) -> accounts.AccountRow | None:
    """The account under a handle; None also for what cannot be one."""
    try:
        normal = text.handle(handle)
    except DomainError:
        return None
    account = await gate.read(lambda connection: accounts.by_handle(connection, normal))
    return await gate.account(account) if account else None


@strawberry.type
class AccountQueries:
    """Reads of people."""

    @field("Who is signed in; null when nobody is.")
    async def viewer(self, info: Info) -> Account | None:
        """The viewer's own account."""
        context = info.context
        row = await context.gate.account(context.viewer) if context.viewer else None
        return Account(row=row, gate=context.gate) if row else None

    @field("The person under a handle.")
    async def account(
        self, info: Info, handle: Annotated[str, strawberry.argument(description="In any case.")]
    ) -> Account | None:
        """Null when there is none."""
        gate = info.context.gate
        row = await find(gate, handle)
        return Account(row=row, gate=gate) if row else None
