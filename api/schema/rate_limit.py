"""What who asks has left to spend."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import strawberry

from api.schema.fields import Info, field


@strawberry.type(
    description="The budget that operations are taken from: the account's or the address's; of an API key its own or "
    "its account's, which pays as well, whichever has less left."
)
class RateLimit:
    """As it is once this operation is paid."""

    cost: int = strawberry.field(
        description="What this operation cost, in points: one for each node and each thing in a list that it asks for, "
        "more for what is dear."
    )
    remaining: int = strawberry.field(description="The points that are left.")
    limit: int = strawberry.field(description="The most that there can be.")
    reset_at: datetime = strawberry.field(description="When all of them are back, if nothing more is asked.")


@strawberry.type
class RateLimitQueries:
    """Reads of one's own budget."""

    @field("What this operation cost, and what is left. `extensions.cost` of each answer and its headers say it, too.")
    def rate_limit(self, info: Info) -> RateLimit:
        """Paid before it ran."""
        bill = info.context.bill
        assert bill is not None, "only the program itself pays nothing, and it does not ask this"
        return RateLimit(
            cost=bill.cost,
            remaining=bill.budget.remaining,
            limit=bill.budget.limit,
            reset_at=datetime.now(UTC) + timedelta(seconds=bill.budget.whole_in),
        )
