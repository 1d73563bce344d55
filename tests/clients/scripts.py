"""Scripts that use Limn through a library, as processes: what they say, a line of JSON each, as they say it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from infra.settings import environment

PATIENCE = 60.0
"""Seconds for whatever a script is to say next."""
Said = dict[str, Any]


@dataclass
class Script:
    """One that runs."""

    name: str
    process: asyncio.subprocess.Process
    said: list[Said] = field(default_factory=list)
    news: asyncio.Condition = field(default_factory=asyncio.Condition)
    over: bool = False

    async def listen(self) -> None:
        """Note what it says until it ends."""
        assert self.process.stdout
        async for line in self.process.stdout:
            async with self.news:
                self.said.append(json.loads(line))
                self.news.notify_all()
        async with self.news:
            self.over = True
            self.news.notify_all()

    async def until(self, wanted: Callable[[Said], bool]) -> None:
        """Return once it has said something that is wanted."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE), self.news:
                await self.news.wait_for(lambda: self.over or any(map(wanted, self.said)))
        assert any(map(wanted, self.said)), f"{self.name} said nothing like it; the last was {self.said[-5:]}"

    def wake(self) -> None:
        """Tell it to go on."""
        assert self.process.stdin
        self.process.stdin.write(b"\n")

    async def finish(self) -> None:
        """Tell it that it is enough; return once it has ended well."""
        assert self.process.stdin
        self.process.stdin.close()
        async with asyncio.timeout(PATIENCE), self.news:
            await self.news.wait_for(lambda: self.over)
        assert await self.process.wait() == 0, f"{self.name}: {self.said[-5:]}"

    def told(self, name: str) -> list[Any]:
        """All that it has said under a name."""
        return [line[name] for line in self.said if name in line]


@asynccontextmanager
async def running(name: str, argv: Sequence[str], given: Mapping[str, str]) -> AsyncIterator[Script]:
    """A script, given one JSON object as its argument, until the block ends."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*argv, json.dumps(given), stdin=pipe, stdout=pipe, env=environment())
    script = Script(name, process)
    listening = asyncio.create_task(script.listen())
    try:
        yield script
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
        await listening
