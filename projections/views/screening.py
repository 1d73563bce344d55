"""The rules that prompts are judged by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.screening import RuleSet, RuleWithdrawn
from projections.changes import Changes
from projections.connection import Connection
from projections.reading import rows
from projections.tables import Table
from projections.view import View

screening_rules = Table(
    "screening_rules",
    key={"name": "text"},
    puts={
        "version": "bigint",
        "standing": "boolean",
        "forbids": "jsonb",
        "message": "text",
        "set_at": "timestamptz",
        "position": "bigint",
    },
)
view = View("screening", version=1, tables=(screening_rules,))


@view.on(RuleSet)
def set_(event: RuleSet, position: int) -> Changes:
    """A rule is in force from here on."""
    yield screening_rules.create(
        event.name,
        version=event.originator_version,
        standing=True,
        forbids=list(event.forbids),
        message=event.message,
        set_at=event.timestamp,
        position=position,
    )


@view.on(RuleWithdrawn)
def withdrawn(event: RuleWithdrawn, position: int) -> Changes:
    """It is no longer. The row stays, and with it the version that the next one follows."""
    yield screening_rules.put(event.name, version=event.originator_version, standing=False, position=position)


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule as it was last set; `standing` says whether it is in force, `position` since which event that is so."""

    name: str
    version: int
    standing: bool
    forbids: Sequence[str]
    message: str
    set_at: datetime
    position: int


COLUMNS = ", ".join(screening_rules.columns)


async def rules(connection: Connection) -> list[RuleRow]:
    """Every rule there ever was, by name."""
    query = f"SELECT {COLUMNS} FROM views.screening_rules ORDER BY name"  # noqa: S608 - constants only
    return await rows(connection, RuleRow, query)


async def newest(connection: Connection) -> int:
    """The position of the last change of any rule; 0 before there was one."""
    (position,) = await rows(connection, int, "SELECT coalesce(max(position), 0) FROM views.screening_rules")
    return position
