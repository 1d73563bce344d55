"""What whoever runs the system says of its rules and rankers: appended, and waited for until it holds."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from domain.default_rankers import DEFAULT_RANKERS
from domain.default_rules import DEFAULT_RULES
from domain.log import Append, Conflict
from domain.rankers import define
from domain.screening import set_rule
from infra.log import open_log
from infra.tide import CheckpointTide

PATIENCE_SECONDS = 10.0


async def set_defaults(conninfo: str) -> None:
    """Say of the default rules and rankers what never was said. `conninfo`: of a role that may append."""
    async with open_log(conninfo) as log:
        for wish in defaults():
            with suppress(Conflict):  # it was said before, and perhaps changed or withdrawn: that holds
                await log.append(wish)


async def append(conninfo: str, wish: Append) -> bool:
    """Append what was decided and wait until it holds; False where the views stay behind.

    Raises Conflict where others said something of it meanwhile.
    """
    async with open_log(conninfo) as log:
        position = (await log.append(wish)).position
    async with CheckpointTide(conninfo) as tide:
        return await tide.reached(position, PATIENCE_SECONDS) >= position


def defaults() -> Iterable[Append]:
    """What every place begins with."""
    yield from (set_rule(None, rule) for rule in DEFAULT_RULES)
    yield from (define(ranker) for ranker in DEFAULT_RANKERS)
