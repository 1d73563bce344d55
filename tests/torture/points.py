"""Named moments at which a process can be made to die: before or after each durable step.

The system knows nothing of them. A child process wraps the functions named here (`tests.torture.child`); whoever lays
a point's name into the folder of orders (`arm`) makes the next process that comes by kill itself there. It takes the
order first, so that each order kills once, and leaves a note that it did.
"""

from __future__ import annotations

import asyncio
import functools
import importlib
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Program = Literal["api", "engine", "worker", "migrate", "rebuild"]


@dataclass(frozen=True, slots=True)
class Point:
    """A moment: in which program, before or after which call. `nth`: so many calls must come before it is one."""

    program: Program
    target: str
    when: Literal["before", "after"]
    nth: int = 1


POINTS: dict[str, Point] = {
    "append.decided": Point("api", "infra.log.writer:finish", "before"),
    "append.committed": Point("api", "infra.log.writer:finish", "after"),
    "key.unknown": Point("api", "infra.log.postgres:PostgresLog.recall", "after"),
    "fold.written": Point("engine", "projections.engine:_unless_overtaken", "before"),
    "fold.committed": Point("engine", "projections.engine:Engine._commit", "after"),
    "policy.acted": Point("engine", "infra.dispatch:RedisDispatch.dispatch", "after"),
    "lease.taken": Point("worker", "infra.leases:PostgresLeases.take", "after"),
    "lease.kept": Point("worker", "infra.leases:PostgresLeases.keep", "after"),
    "render.previewed": Point("worker", "infra.previews:PreviewWriter.publish", "after"),
    "blob.staged": Point("worker", "infra.blobs:obstore.copy", "before"),
    "blob.linked": Point("worker", "infra.blobs:obstore.copy", "after", nth=2),
    "blob.stored": Point("worker", "infra.blobs:LocalBlobs.put", "after"),
    "render.decided": Point("worker", "infra.log.writer:finish", "before", nth=2),
    "render.appended": Point("worker", "infra.log.writer:finish", "after", nth=2),
    "message.looked_at": Point("worker", "infra.worker.queue:Queue._tracked", "after"),
    "migration.between": Point("migrate", "psycopg:Connection.transaction", "before", nth=3),
    "migration.last": Point("migrate", "infra.database.migrate:migrate", "after"),
    "rebuild.filled": Point("rebuild", "projections.rebuild:Rebuild.fill", "after"),
    "rebuild.swapped": Point("rebuild", "projections.rebuild:parking.replace", "before"),
    "rebuild.joined": Point("rebuild", "projections.rebuild:Rebuild.join", "after"),
}


def arm(folder: Path, name: str) -> None:
    """Order a death at a point."""
    order = folder / "armed" / name
    order.parent.mkdir(parents=True, exist_ok=True)
    order.touch()


def armed(folder: Path) -> set[str]:
    """Points whose order nobody has taken yet."""
    return {path.name for path in (folder / "armed").glob("*")}


def disarm(folder: Path) -> None:
    """Take every order back."""
    for name in armed(folder):
        (folder / "armed" / name).unlink(missing_ok=True)


def fired(folder: Path, name: str) -> int:
    """How many processes died at a point."""
    return len(list((folder / "fired").glob(f"{name}@*")))


def install(program: str, folder: Path) -> None:
    """Wrap the functions of a program's points in this process."""
    for name, point in POINTS.items():
        if point.program == program:
            replace(point.target, functools.partial(_deadly, name, point, folder))


def replace(target: str, wrap: Callable[[Any], Any]) -> None:
    """Put something of one's own in the place of ``module:name`` (of a module, a class or an imported module)."""
    owner, name = resolve(target)
    setattr(owner, name, wrap(getattr(owner, name)))


def resolve(target: str) -> tuple[Any, str]:
    """What holds a target, and its name there. Raises AttributeError and ImportError where there is no such thing."""
    module, _, path = target.partition(":")
    owner: Any = importlib.import_module(module)
    *above, name = path.split(".")
    for step in above:
        owner = getattr(owner, step)
    getattr(owner, name)
    return owner, name


def _deadly(name: str, point: Point, folder: Path, real: Callable[..., Any]) -> Callable[..., Any]:
    """The function, with a death before or after it."""
    calls = 0

    def here(when: str) -> None:
        nonlocal calls
        if when == point.when:
            calls += 1
            if calls >= point.nth:
                die_if_ordered(folder, name)

    @functools.wraps(real)
    def plain(*arguments: Any, **named: Any) -> Any:
        here("before")
        result = real(*arguments, **named)
        here("after")
        return result

    @functools.wraps(real)
    async def awaited(*arguments: Any, **named: Any) -> Any:
        here("before")
        result = await real(*arguments, **named)
        here("after")
        return result

    return awaited if asyncio.iscoroutinefunction(real) else plain


def die_if_ordered(folder: Path, name: str) -> None:
    """Die here and now, as by a power switch, if that was ordered."""
    with suppress(FileNotFoundError):
        (folder / "armed" / name).unlink()
        note = folder / "fired" / f"{name}@{os.getpid()}"
        note.parent.mkdir(exist_ok=True)
        note.touch()
        os.kill(os.getpid(), signal.SIGKILL)
