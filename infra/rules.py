"""Rules that prompts are judged by, as whoever runs the system reads and sets them."""

from __future__ import annotations

from contextlib import suppress

import psycopg

from domain.default_rules import DEFAULT_RULES
from domain.log import Append, Conflict
from domain.screening import Rule, set_rule
from infra.log import open_log
from infra.tide import CheckpointTide
from projections.views import screening
from projections.views.screening import RuleRow

PATIENCE_SECONDS = 10.0


async def set_defaults(conninfo: str) -> None:
    """Set those of the default rules that never were. `conninfo`: of a role that may append."""
    async with open_log(conninfo) as log:
        for rule in DEFAULT_RULES:
            with suppress(Conflict):  # it was set before, and perhaps changed or withdrawn: that holds
                await log.append(set_rule(None, rule))


async def append(conninfo: str, wish: Append) -> bool:
    """Append what was decided on a rule and wait until it is in force; False where the views stay behind.

    Raises Conflict where the rule was changed meanwhile.
    """
    async with open_log(conninfo) as log:
        position = (await log.append(wish)).position
    async with CheckpointTide(conninfo) as tide:
        return await tide.reached(position, PATIENCE_SECONDS) >= position


async def rows(conninfo: str) -> list[RuleRow]:
    """Every rule there ever was, by name; none before the views are made."""
    async with await psycopg.AsyncConnection.connect(conninfo) as connection:
        with suppress(psycopg.errors.UndefinedTable):
            return await screening.rules(connection)
    return []


def rule_of(row: RuleRow) -> Rule:
    """A row as the rule it is."""
    return Rule(row.name, tuple(row.forbids), row.message, row.version)
