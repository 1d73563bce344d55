"""Rules that prompts are judged by, as whoever runs the system reads them."""

from __future__ import annotations

from contextlib import suppress

import psycopg

from domain.screening import Rule
from projections.views import screening
from projections.views.screening import RuleRow


async def rows(conninfo: str) -> list[RuleRow]:
    """Every rule there ever was, by name; none before the views are made."""
    async with await psycopg.AsyncConnection.connect(conninfo) as connection:
        with suppress(psycopg.errors.UndefinedTable):
            return await screening.rules(connection)
    return []


def rule_of(row: RuleRow) -> Rule:
    """A row as the rule it is."""
    return Rule(row.name, tuple(row.forbids), row.message, row.version)
