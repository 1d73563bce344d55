"""Commands of `limn`, as whoever runs the system gives them, without the second in which a process begins."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from typer.testing import CliRunner

from infra.cli import app
from infra.cli.client import Client
from tests.infra.supervisor.running import Running
from tests.waiting import until

FOLDED = "{ log { head views { position } } }"


def limn(data: Path, *words: str) -> str:
    """What a command said on a data folder. It must succeed; where an event loop runs, it needs a thread of its own."""
    done = CliRunner().invoke(app, list(words), env={"LIMN_DATA": str(data)})
    assert done.exit_code == 0, (done.output, done.exception)
    return done.output


def grant(system: Running, handle: str, role: str, verb: str = "grant") -> None:
    """Give or ``revoke`` a role, and wait until that is seen, while a browser's loop has this thread."""
    ready = next(event for event in reversed(system.said) if event["event"] == "ready")
    with ThreadPoolExecutor(1) as beside:
        beside.submit(limn, Path(str(ready["data"])), verb, role, handle).result()
        beside.submit(asyncio.run, all_is_seen(str(ready["http"]))).result()


async def all_is_seen(address: str) -> None:
    """Until the views have seen whatever has happened so far."""
    async with Client(address) as client:
        head = (await client.ask(FOLDED))["log"]["head"]

        async def seen() -> bool:
            views = (await client.ask(FOLDED))["log"]["views"]
            return all(view["position"] >= head for view in views)

        await until(seen, 45)
