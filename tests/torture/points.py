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
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import psycopg

Program = Literal["api", "engine", "worker", "migrate", "rebuild"]


@dataclass(frozen=True, slots=True)
class Point:
    """A moment: in which program, before or after which call.

    nth     from this call of a process on
    loses   the process lives on, and its connection, the call's first argument, is gone
    """

    program: Program
    target: str
    when: Literal["before", "after"]
    nth: int = 1
    loses: bool = False


POINTS: dict[str, Point] = {
    "append.decided": Point("api", "infra.log.writer:finish", "before"),
    "append.committed": Point("api", "infra.log.writer:finish", "after"),
    "answer.lost": Point("api", "infra.log.writer:finish", "after", loses=True),
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
    "rebuild.begun": Point("rebuild", "projections.rebuild:Rebuild._checkpoint", "before"),
    "rebuild.stored": Point("rebuild", "projections.rebuild:Rebuild._store", "after"),
    "rebuild.filled": Point("rebuild", "projections.rebuild:Rebuild.fill", "after"),
    "rebuild.kept": Point("rebuild", "projections.rebuild:aside.join", "before"),
    "rebuild.swapped": Point("rebuild", "projections.aside:parking.replace", "before"),
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

    def due(when: str) -> bool:
        nonlocal calls
        calls += when == point.when
        return when == point.when and calls >= point.nth and _ordered(folder, name)

    @functools.wraps(real)
    def plain(*arguments: Any, **named: Any) -> Any:
        if due("before"):
            _die()
        result = real(*arguments, **named)
        if due("after"):
            _die()
        return result

    @functools.wraps(real)
    async def awaited(*arguments: Any, **named: Any) -> Any:
        if due("before"):
            _die()
        result = await real(*arguments, **named)
        if due("after"):
            if not point.loses:
                _die()
            await arguments[0].close()
            raise psycopg.OperationalError("the connection was lost")
        return result

    return awaited if asyncio.iscoroutinefunction(real) else plain


def _ordered(folder: Path, name: str) -> bool:
    """Whether it was ordered here and now; who takes an order notes it."""
    try:
        (folder / "armed" / name).unlink()
    except FileNotFoundError:
        return False
    note = folder / "fired" / f"{name}@{os.getpid()}.{time.monotonic_ns()}"
    note.parent.mkdir(exist_ok=True)
    note.touch()
    return True


def _die() -> None:
    """As by a power switch."""
    os.kill(os.getpid(), signal.SIGKILL)
