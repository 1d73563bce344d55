"""The rules that prompts are judged by, as anyone may read them: what they are for, not how they are passed."""

from __future__ import annotations

from datetime import datetime

import strawberry

from api.schema.fields import Info, field
from projections.views import screening


@strawberry.type(description="A rule that prompts are judged by before anything is computed.")
class ScreeningRule:
    """One in force."""

    name: str = strawberry.field(description="As a refusal names it.")
    version: int = strawberry.field(description="How often it was set anew.")
    message: str = strawberry.field(description="What is said to whoever is refused.")
    since: datetime = strawberry.field(description="When it was last set.")


@strawberry.type
class ScreeningQueries:
    """Reads of the rules."""

    @field("The rules that prompts are judged by, in the order of their names.")
    async def screening_rules(self, info: Info) -> list[ScreeningRule]:
        """Those in force."""
        return [
            ScreeningRule(name=row.name, version=row.version, message=row.message, since=row.set_at)
            for row in await info.context.gate.read(screening.rules)
            if row.standing
        ]
