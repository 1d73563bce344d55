"""The whole system: what runs, in which order, and how it ends."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from infra.supervisor.guard import ASKS, adopt_orphans
from infra.supervisor.keeper import Keeper
from infra.supervisor.program import Program
from infra.supervisor.state import Phase, ProgramState

Report = Callable[[ProgramState], None]

STOP_SECONDS = 8.5
"""For everything to end, stage by stage; what has not ended by its stage's share of it is killed."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to start: a program to keep, or (None) an outside server.

    ``then`` blocks and runs once it is ready, at the first start only.
    """

    name: str
    program: Program | None = None
    then: Callable[[], None] | None = None


class System:
    """Runs stages in order, each once the one before is ready; keeps what they started; ends it in reverse order.

    The steps of one stage do not need each other: they start together, and end together.
    """

    def __init__(self, stages: Sequence[Sequence[Step]], report: Report) -> None:
        self.stages = stages
        self.states = [ProgramState(step.name) for stage in stages for step in stage]
        self._report = report
        self._kept: list[list[Keeper]] = []

    async def run(self, started: Callable[[float], None]) -> None:
        """Start everything, call ``started`` with the seconds it took, and keep it until asked to stop (``ASKS``).

        Whatever was started is stopped again before this returns or raises (Problem).
        """
        life = asyncio.ensure_future(self._live(started))
        loop = asyncio.get_running_loop()
        for number in ASKS:
            loop.add_signal_handler(number, life.cancel)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ASKS)
        try:
            await life
        except asyncio.CancelledError:
            if not life.cancelled():
                raise
        finally:
            await self._stop()

    async def _live(self, started: Callable[[float], None]) -> None:
        began = time.monotonic()
        states = iter(self.states)
        for stage in self.stages:
            self._kept.append([])
            try:
                async with asyncio.TaskGroup() as together:
                    for step in stage:
                        together.create_task(self._take(step, next(states)))
            except ExceptionGroup as failed:
                raise failed.exceptions[0] from None
        started(time.monotonic() - began)
        await asyncio.gather(*(keeper.keep() for stage in self._kept for keeper in stage))

    async def _take(self, step: Step, state: ProgramState) -> None:
        if step.program:
            keeper = Keeper(step.program, state, self._report)
            self._kept[-1].append(keeper)
            await keeper.start()
        if step.then:
            await asyncio.to_thread(step.then)
        if not step.program:
            state.phase, state.since = Phase.OUTSIDE, time.time()
            self._report(state)

    async def _stop(self) -> None:
        adopt_orphans()  # only now, because who adopts must reap; should the guard be gone, nothing gets away
        share = STOP_SECONDS / len(self.stages)
        for stage in reversed(self._kept):
            await asyncio.gather(*(keeper.stop(share) for keeper in reversed(stage)))
