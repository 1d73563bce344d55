"""The life of one program: start it, wait until it is ready, notice when it is not, start it again."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from infra.servers.problem import Problem
from infra.servers.process import Process, wait_until_ready
from infra.supervisor.program import Program
from infra.supervisor.state import Phase, ProgramState

BACK_OFF = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds before each further restart; the first one is at once."""
STEADY = 60.0
"""Seconds of running after which a program counts as steady, and the back-off begins anew."""
GLANCE = 0.1
"""Seconds between looks at whether the process still exists."""
CHECK_EVERY, CHECK_AGAIN = 3.0, 0.5
"""Seconds between checks, and from a failed check to the next one."""
HANGING = 1.0
"""Seconds that a program which no longer works gets to end by itself."""
FAILED_CHECKS = 2
"""Checks in a row that must fail before a living process is healed or started again."""


class Keeper:
    """Keeps one program running, and reports every change of its state."""

    def __init__(self, program: Program, state: ProgramState, report: Callable[[ProgramState], None]) -> None:
        self.program = program
        self.state = state
        self._report = report
        self._failures = 0
        self._changed = time.monotonic()

    async def start(self) -> None:
        """Start it and return once it is ready and furnished. Raises Problem."""
        self._change(Phase.STARTING)
        command = await asyncio.to_thread(self.program.prepare)
        self.program.process = process = Process(command)
        self.state.pid = process.pid
        await asyncio.to_thread(
            wait_until_ready,
            process,
            self.program.probe,
            name=self.program.name,
            seconds=self.program.patience,
        )
        await asyncio.to_thread(self.program.furnish)
        self._change(Phase.READY, self.state.reason)

    async def keep(self) -> None:
        """For ever: watch it, and start it again with back-off when it ends or stops working."""
        while True:
            reason = await self._trouble()
            await self._start_again(reason)

    async def stop(self, seconds: float) -> None:
        """End it; after ``seconds`` by force."""
        self._change(Phase.STOPPING)
        await asyncio.to_thread(self.program.stop, seconds)
        self.state.pid = None
        self._change(Phase.STOPPED)

    async def _trouble(self) -> str:
        """Wait until it has ended or can no longer be mended in place; why."""
        process = self.program.process
        assert process is not None
        failed, pause = 0, CHECK_EVERY
        checked = time.monotonic()
        while True:
            await asyncio.sleep(GLANCE)
            if ended := process.ended():
                return ended
            if time.monotonic() < checked + pause:
                continue
            if complaint := await self._complaint():
                failed, pause = failed + 1, CHECK_AGAIN
                if failed >= FAILED_CHECKS and not await self._healed(complaint):
                    return f"not working: {complaint}"
            else:
                failed, pause = 0, CHECK_EVERY
            checked = time.monotonic()

    async def _complaint(self) -> str | None:
        """What its check says against it. A check that stumbles counts too: it must not end the supervisor."""
        try:
            await asyncio.to_thread(self.program.check)
        except Problem:
            raise
        except Exception as error:
            return str(error) or type(error).__name__
        return None

    async def _healed(self, reason: str) -> bool:
        self._change(Phase.RESTARTING, reason)
        try:
            await asyncio.to_thread(self.program.heal)
            await asyncio.to_thread(self.program.probe)
        except Exception:
            return False
        self.state.restarts += 1
        self._change(Phase.READY, f"healed: {reason}")
        return True

    async def _start_again(self, reason: str) -> None:
        """Start it until it is ready, waiting longer each time it fails soon."""
        if time.monotonic() - self._changed > STEADY:
            self._failures = 0
        while True:
            self.state.restarts += 1
            self._change(Phase.RESTARTING, reason)
            await asyncio.to_thread(self.program.stop, HANGING)
            await asyncio.sleep(BACK_OFF[min(self._failures, len(BACK_OFF) - 1)])
            self._failures += 1
            try:
                return await self.start()
            except Exception as error:
                reason = error.sentence if isinstance(error, Problem) else repr(error)

    def _change(self, phase: Phase, reason: str = "") -> None:
        self.state.phase = phase
        self.state.since = time.time()
        self._changed = time.monotonic()
        if reason or phase is not Phase.STARTING:
            self.state.reason = reason
        self._report(self.state)
