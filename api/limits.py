"""What an operation costs, and whose budget it is taken from: the API key's and the account's, or the address's."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Any

from graphql import GraphQLError

from api.caller import Caller
from api.ports import Budget, Limits
from domain.errors import ErrorCode


@dataclass(frozen=True, slots=True)
class Bill:
    """Of one operation.

    cost    in points
    budget  what it left; where that is less than the cost, nothing was taken and nothing is run
    """

    cost: int
    budget: Budget

    @property
    def paid(self) -> bool:
        """Whether there was enough."""
        return self.budget.granted

    @property
    def seconds(self) -> int:
        """How long until as much as it costs is there."""
        return ceil(max(0, self.cost - self.budget.remaining) * self.budget.seconds / self.budget.limit)

    def told(self) -> dict[str, Any]:
        """What every answer says of it, as `extensions.cost`."""
        return {"requested": self.cost, "remaining": self.budget.remaining, "limit": self.budget.limit}

    def refused(self) -> GraphQLError:
        """The error where it could not be paid."""
        extensions = {"code": ErrorCode.RATE_LIMITED, "retryAfter": self.seconds, "cost": self.told()}
        return GraphQLError(f"That is too much at once. Try again in {self.seconds} s.", extensions=extensions)

    def headers(self) -> dict[str, str]:
        """The same for who reads no bodies, as the IETF's draft on RateLimit headers has it."""
        budget = self.budget
        told = {
            "ratelimit-policy": f'"points";q={budget.limit};w={budget.seconds}',
            "ratelimit": f'"points";r={budget.remaining};t={ceil(budget.whole_in)}',
        }
        return told if self.paid else {**told, "retry-after": str(self.seconds)}


async def charge(limits: Limits, caller: Caller, cost: int) -> Bill | None:
    """Take an operation's cost from the budget of who asks; None for the program itself, for pages of its own.

    With an API key it is taken from the key's and from its person's: many keys are not many people. The bill is of the
    one that has less left.
    """
    if caller.account is None:
        return Bill(cost, await limits.spend("address", caller.address, cost)) if caller.address else None
    if caller.key is not None:
        key = Bill(cost, await limits.spend("key", str(caller.key), cost))
        if not key.paid:
            return key
    person = Bill(cost, await limits.spend("account", str(caller.account), cost))
    if caller.key is None or not person.paid:
        return person
    return min(key, person, key=lambda bill: bill.budget.remaining)
