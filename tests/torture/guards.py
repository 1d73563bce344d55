"""What happens without a guard: each is taken away at once in a running system, and then the oracle has to complain.

A child process wraps the functions named here; while a control's name lies in the folder of orders, the broken
function runs in the place of the real one.
"""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.torture.points import replace

Real = Callable[..., Any]
Broken = Callable[..., Any]
"""The function that runs in the place of another: takes the real one, and then its arguments."""


async def commits_without_disk(real: Real, connection: Any, *arguments: Any) -> None:
    """The answer comes before the commit is on disk."""
    await connection.execute("SET LOCAL synchronous_commit = off")
    await real(connection, *arguments)


async def does_not_ask(real: Real, connection: Any, wishes: Any, *, ask: bool) -> Any:
    """After a loss nobody asks what became of the batch."""
    return await real(connection, wishes, ask=False)


def moves_first(real: Real, engine: Any, position: int, batch: Any, parked: Any) -> None:
    """The checkpoint is committed before the rows."""
    engine._connection.execute(
        "UPDATE views.checkpoint SET position = %s WHERE name = 'serving' AND position < %s", [position, position]
    )
    engine._mark = engine._mark._replace(position=position)
    real(engine, position, batch, parked)


async def sweeps_nothing(real: Real, sweeper: Any) -> bool:
    """What is lost stays lost."""
    return False


async def steals(real: Real, leases: Any, render_id: Any) -> Any:
    """Nobody minds another's lease."""
    async with leases._pool.connection() as connection:
        await connection.execute("DELETE FROM app.render_leases WHERE render_id = %s", [render_id])
    return await real(leases, render_id)


async def holds_on(real: Real, leases: Any, lease: Any, version: int) -> bool:
    """Nobody notices that the lease is gone, or that the render has gone on."""
    return True


def takes_any_version(real: Real, known: Any, wish: Any) -> Any:
    """Whatever a command expects of its streams, it is appended."""
    heads = {stream: known.streams[stream].version for stream, _ in wish.steps if stream in known.streams}
    steps = []
    for stream, _ in wish.steps:
        heads[stream] = heads.get(stream, 0) + 1
        steps.append((stream, heads[stream]))
    return real(known, wish._replace(steps=steps))


async def stores_later(real: Real, *arguments: Any) -> None:
    """A picture is told of before its files are there."""

    async def later() -> None:
        await asyncio.sleep(1.0)
        await real(*arguments)

    LATER.add(asyncio.create_task(later()))


LATER: set[asyncio.Task[None]] = set()


async def skips_ahead(real: Real, context: Any, after: int, topics: Any) -> Any:
    """A stream that is behind goes on from now."""
    tail = context.live.tail
    return ((), tail.position) if tail.since(after) is None else await real(context, after, topics)


async def waits_for_ever(real: Real, socket: Any, text: bytes, position: int | None = None) -> None:
    """Nobody is ever too slow."""
    if not socket._wire.offer(text):
        await socket._wire.send({"type": "websocket.send", "text": text.decode()})


async def waits_for_nobody(real: Real, protocol: Any, message: Any) -> None:
    """Whatever a client does not take is kept for it."""
    protocol.writable.set()
    await real(protocol, message)


def asks_nobody(real: Real, protocol: Any) -> None:
    """Nobody is asked whether they are still there."""


@dataclass(frozen=True, slots=True)
class Control:
    """A guard taken away: what runs instead (program, target, function), and what has to happen for it to be missed.

    torture  the one that has to fail without it
    """

    changes: tuple[tuple[str, str, Broken], ...]
    victims: tuple[str, ...] = ()
    torture: str = "kills"


PINGS = "uvicorn.protocols.websockets.websockets_sansio_impl:WebSocketsSansIOProtocol.send_keepalive_ping"

CONTROLS: dict[str, Control] = {
    "answers-before-the-disk": Control((("api", "infra.log.writer:finish", commits_without_disk),), ("postgres",)),
    "does-not-ask-after-a-loss": Control((("api", "infra.log.writer:begin", does_not_ask),), ("answer.lost",)),
    "checkpoint-apart-from-rows": Control(
        (("engine", "projections.engine:Engine._commit", moves_first),), ("fold.written",)
    ),
    "no-sweeper": Control(
        (("worker", "infra.worker.sweeper:Sweeper.sweep", sweeps_nothing),), ("flushall", "worker1", "worker2")
    ),
    "no-lease": Control((("worker", "infra.leases:PostgresLeases.take", steals),)),
    "no-lease-and-no-version": Control(
        (
            ("worker", "infra.leases:PostgresLeases.take", steals),
            ("worker", "infra.leases:PostgresLeases.keep", holds_on),
            ("worker", "infra.log.decide:_events", takes_any_version),
        )
    ),
    "told-before-stored": Control(
        (("worker", "infra.blobs:LocalBlobs.put", stores_later),), ("worker1", "worker2", "worker3")
    ),
    "no-catching-up": Control((("api", "api.realtime.exact:_page", skips_ahead),), torture="streams"),
    "never-too-slow": Control(
        (("api", "api.realtime.socket:Socket._send", waits_for_ever), ("api", PINGS, asks_nobody)), torture="streams"
    ),
    "no-back-pressure": Control(
        (("api", "api.realtime.wire:SocketProtocol.send", waits_for_nobody), ("api", PINGS, asks_nobody)),
        torture="streams",
    ),
}


def remove(folder: Path, control: str) -> None:
    """Run without a guard from now on."""
    order = folder / "broken" / control
    order.parent.mkdir(parents=True, exist_ok=True)
    order.touch()


def install(program: str, folder: Path) -> None:
    """Wrap the functions of a program's guards in this process."""
    for name, control in CONTROLS.items():
        for where, target, broken in control.changes:
            if where == program:
                replace(target, functools.partial(_breakable, folder / "broken" / name, broken))


def _breakable(order: Path, broken: Broken, real: Real) -> Real:
    """One or the other, called; where they are coroutine functions, the caller awaits what they return."""

    @functools.wraps(real)
    def chosen(*arguments: Any, **named: Any) -> Any:
        return broken(real, *arguments, **named) if order.exists() else real(*arguments, **named)

    return chosen
