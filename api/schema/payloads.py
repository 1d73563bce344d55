"""What every command answers."""

from __future__ import annotations

import strawberry

from api.commands import Outcome
from api.schema.errors import UserError, user_errors
from api.schema.fields import field
from api.schema.scalars import Position


@strawberry.type(description="What a command answers.")
class Payload:
    """Its subclasses show the thing it is about, which is read only where the client asks for it."""

    outcome: strawberry.Private[Outcome]

    @field("The position of what was done.")
    def position(self) -> Position | None:
        """Null where it was refused."""
        return self.outcome.position

    @field("Why it was refused; empty if it was not.")
    def user_errors(self) -> list[UserError]:
        """Refusals are answers, not errors of the request."""
        return user_errors(self.outcome.error)
