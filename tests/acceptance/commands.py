"""Commands of `limn`, as whoever runs the system gives them, without the second in which a process begins."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from typer.testing import CliRunner

from infra.cli import app
from tests.infra.supervisor.running import Running


def limn(data: Path, *words: str) -> str:
    """What a command said on a data folder. It must succeed; where an event loop runs, it needs a thread of its own."""
    done = CliRunner().invoke(app, list(words), env={"LIMN_DATA": str(data)})
    assert done.exit_code == 0, (done.output, done.exception)
    return done.output


def grant(system: Running, handle: str, role: str, verb: str = "grant") -> None:
    """Give or ``revoke`` a role, while a browser's loop has this thread."""
    data = next(event["data"] for event in reversed(system.said) if event["event"] == "ready")
    with ThreadPoolExecutor(1) as beside:
        beside.submit(limn, Path(str(data)), verb, role, handle).result()
