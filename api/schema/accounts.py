"""People."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import strawberry

from api.gate import Gate
from api.ids import NodeKind, node_id
from api.schema.asof import AsOfArgument, gate_at
from api.schema.enums import show
from api.schema.fields import Info, field, loaded
from api.schema.node import Node
from api.schema.paging import After, First, PageInfo, page
from domain import text
from domain.errors import DomainError
from domain.roles import Role
from projections.connection import Connection
from projections.reading import Placed
from projections.views import accounts, blocks, lists, mutes

if TYPE_CHECKING:
    from api.schema.api_keys import ApiKeyConnection
    from api.schema.decisions import Decision, Label
    from api.schema.posts import PostConnection
    from api.schema.statements import OwnFlagConnection, StatementConnection

Tied = Callable[[Connection, UUID, int | None, int], Awaitable[Sequence[Placed]]]

show(
    Role,
    "What someone may do beyond what everyone may.",
    MODERATOR="Decides cases.",
    OPERATOR="Sees how the system runs.",
)


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

    @loaded("Whether the viewer follows them.")
    async def viewer_follows(self) -> bool:
        """Batched."""
        return await self.gate.follows(self.row.id)

    @field("What the viewer may do beyond what everyone may; empty for every other account.")
    async def roles(self) -> list[Role]:
        """One's own."""
        return sorted(await self.gate.roles()) if self.row.id == self.gate.viewer else []

    @loaded("Whether the viewer blocks them. Then only their handle is shown, and nothing of the viewer's to them.")
    async def viewer_blocks(self) -> bool:
        """One's own. Who is blocked sees no account at all."""
        return self.row.id in (await self.gate.ties()).blocked

    @loaded("Whether the viewer mutes them: their posts and comments are left out of the viewer's lists.")
    async def viewer_mutes(self) -> bool:
        """One's own."""
        return self.row.id in (await self.gate.ties()).muted

    @field("Whom the viewer blocks, the newest first; empty for every other account.")
    async def blocked(self, first: First, after: After = None) -> AccountConnection:
        """One's own."""
        return await self._tied("blocked", first, after, blocks.by_blocker)

    @field("Whom the viewer mutes, the newest first; empty for every other account.")
    async def muted(self, first: First, after: After = None) -> AccountConnection:
        """One's own."""
        return await self._tied("muted", first, after, mutes.by_muter)

    async def _tied(self, listing: str, first: int, after: str | None, listed: Tied) -> AccountConnection:
        self.gate.only_now(listing)
        gate, account = self.gate, self.row.id

        async def skeleton(connection: Connection, place: int | None, limit: int) -> Sequence[Placed]:
            return await listed(connection, account, place, limit) if account == gate.viewer else []

        found = await page(gate, f"{listing}:{account.hex}", first, after, skeleton, gate.accounts)
        edges = [AccountEdge(cursor=cursor, node=Account(row=row, gate=gate)) for cursor, row in found.rows]
        return AccountConnection(edges=edges, page_info=found.info)

    @loaded("What moderators say of them.")
    async def labels(self) -> list[Annotated[Label, strawberry.lazy("api.schema.decisions")]]:
        """Public."""
        from api.schema.decisions import labels_of  # noqa: PLC0415 - decisions are about people too

        return await labels_of(self.gate, self.row.id) if self.row.labelled else []

    @field("Decisions that stand on the account itself: shown to its owner and to moderators, empty for others.")
    async def restrictions(self) -> list[Annotated[Decision, strawberry.lazy("api.schema.decisions")]]:
        """Without who decided, except for moderators."""
        from api.schema.decisions import restrictions_of  # noqa: PLC0415 - as above

        return await restrictions_of(self.gate, self.row.id, self.row.labelled + self.row.limited)

    @field("What the viewer was told of decisions on their things, the newest first; empty for every other account.")
    async def statements(
        self, first: First, after: After = None
    ) -> Annotated[StatementConnection, strawberry.lazy("api.schema.statements")]:
        """One's own."""
        from api.schema.statements import statements_to  # noqa: PLC0415 - as above

        self.gate.only_now("statements")
        return await statements_to(self.gate, self.row.id, first, after)

    @field("What the viewer reported and what became of it, the newest first; empty for every other account.")
    async def flags(
        self, first: First, after: After = None
    ) -> Annotated[OwnFlagConnection, strawberry.lazy("api.schema.statements")]:
        """One's own."""
        from api.schema.statements import flags_by  # noqa: PLC0415 - as above

        self.gate.only_now("flags")
        return await flags_by(self.gate, self.row.id, first, after)

    @field("The API keys that the viewer has made, the newest first; empty for every other account. Not for a key.")
    async def api_keys(
        self, info: Info, first: First, after: After = None
    ) -> Annotated[ApiKeyConnection, strawberry.lazy("api.schema.api_keys")]:
        """One's own."""
        from api.schema.api_keys import keys_of  # noqa: PLC0415 - as above

        self.gate.only_now("apiKeys")
        return await keys_of(info.context, self.gate, self.row.id, first, after)

    @field("Their posts that the viewer may see, the newest first.")
    async def posts(
        self, first: First, after: After = None
    ) -> Annotated[PostConnection, strawberry.lazy("api.schema.posts")]:
        """One's own list holds everything."""
        from api.schema.posts import connection_of  # noqa: PLC0415 - people and posts show each other

        visibilities, own = await self.gate.listed(self.row.id), self.row.id == self.gate.viewer
        found = await page(
            self.gate,
            f"posts:{self.row.id.hex}",
            first,
            after,
            lambda connection, place, limit: lists.by_author(
                connection, self.row.id, place, limit, visibilities, own=own
            ),
            self.gate.authored_posts,
        )
        return connection_of(self.gate, found)


@strawberry.type(description="A person in a list.")
class AccountEdge:
    """With their place."""

    cursor: str = strawberry.field(description="The place in the list.")
    node: Account = strawberry.field(description="The person.")


@strawberry.type(description="A page of people.")
class AccountConnection:
    """In the order of the list."""

    edges: list[AccountEdge] = strawberry.field(description="The people with their places.")
    page_info: PageInfo = strawberry.field(description="Where the page stands in its list.")


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
        self,
        info: Info,
        handle: Annotated[str, strawberry.argument(description="In any case.")],
        as_of: AsOfArgument = None,
    ) -> Account | None:
        """Null when there is none."""
        gate = await gate_at(info.context, as_of)
        row = await find(gate, handle)
        return Account(row=row, gate=gate) if row else None
