"""The rules that this process judges prompts by: those of the request's own snapshot, made ready once."""

from __future__ import annotations

from api.gate import Gate
from domain.screening import Rule, Screen
from projections.views import screening


class Screening:
    """Keeps the screen of the newest rules. A rule is in force for every request that begins once it is folded."""

    def __init__(self) -> None:
        self._position = -1
        self._screen = Screen(())

    async def screen(self, gate: Gate) -> Screen:
        """The rules that stand in a snapshot. They are read anew only where one of them has changed."""
        position = await gate.read(screening.newest)
        if position != self._position:
            rows = await gate.read(screening.rules)
            standing = [Rule(row.name, tuple(row.forbids), row.message, row.version) for row in rows if row.standing]
            self._position, self._screen = position, Screen(standing)
        return self._screen
