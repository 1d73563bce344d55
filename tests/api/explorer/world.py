"""A list of facts behind the page's streams, and the roots that graphql-core calls by field name."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from graphql import GraphQLResolveInfo

Fact = dict[str, Any]


class World:
    """Facts at positions 1, 2, 3 …; a stream hands them out from any position on."""

    def __init__(self) -> None:
        self.facts: list[Fact] = []
        self.changed = asyncio.Condition()
        self.resumed: list[str | None] = []
        """What each stream was asked to go on after, in order."""

    async def happen(self, times: int) -> None:
        """Add so many facts."""
        async with self.changed:
            for position in range(len(self.facts) + 1, len(self.facts) + times + 1):
                fact = {"position": f"{position:016d}", "topic": "something", "at": "now", "payload": "{}"}
                self.facts.append(fact)
            self.changed.notify_all()

    def log(self, _info: GraphQLResolveInfo[None]) -> Fact:
        """The query's field."""
        return {"head": f"{len(self.facts):016d}", "views": []}

    async def events(
        self, _info: GraphQLResolveInfo[None], after: str | None = None, topics: list[str] | None = None
    ) -> AsyncIterator[Fact]:
        """The subscription's field: every fact after the position, then each new one."""
        self.resumed.append(after)
        position = int(after or len(self.facts))
        while True:
            async with self.changed:
                while len(self.facts) == position:
                    await self.changed.wait()
            yield {"events": self.facts[position]}
            position += 1
