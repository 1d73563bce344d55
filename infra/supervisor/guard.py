"""The process above the supervisor: whatever happens below it, it leaves nothing behind.

It adopts every orphan (child subreaper). When the supervisor is killed, the kernel signals the supervisor's
children, the guard ends whatever is left, and starts the supervisor anew. When the guard itself is killed, the
kernel tells the supervisor to stop in order. Keep it small: it must not be able to fail.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import time
from collections.abc import Callable

from infra.servers.process import children

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
GRACE_AFTER_KILL, GRACE_AFTER_STOP = 3.0, 0.5
"""Seconds that orphans get to end by themselves: after a kill the database still closes its files."""
RESTARTS, WINDOW = 5, 120.0
"""A supervisor that is killed more often than this in so many seconds is not started again."""
ASKS = frozenset({signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
"""What asks the whole system to stop."""
NEWS = ASKS | {signal.SIGCHLD}
"""What the guard waits for. All of it stays blocked, so that nothing comes between looking and waiting."""


def guarded(run: Callable[[], int]) -> int:
    """Run ``run`` in a process below this one; its exit status. Call before any thread is started.

    ``run`` begins with ``ASKS`` blocked: what asks before somebody listens waits for who does, and kills nobody.
    """
    adopt_orphans()
    starts: list[float] = []
    asked: list[int] = []
    while True:
        starts = [at for at in starts if time.monotonic() - at < WINDOW] + [time.monotonic()]
        status = _run_once(run, asked)
        end_orphans(GRACE_AFTER_KILL if os.WIFSIGNALED(status) else GRACE_AFTER_STOP)
        if not os.WIFSIGNALED(status):
            return os.waitstatus_to_exitcode(status)
        if len(starts) > RESTARTS:
            return 128 + os.WTERMSIG(status)


def _run_once(run: Callable[[], int], asked: list[int]) -> int:
    """Fork, run, and reap until the one below has ended; its wait status. ``asked`` holds what asked to stop so far."""
    guard = os.getpid()
    signal.pthread_sigmask(signal.SIG_BLOCK, NEWS)
    below = os.fork()
    if below == 0:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
        _prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        os._exit(_exit_status(run) if os.getppid() == guard else 0)
    if asked:  # while nobody was below who could have heard it
        os.kill(below, signal.SIGTERM)
    while True:
        if (number := signal.sigwait(NEWS)) in ASKS:
            asked.append(number)
            os.kill(below, signal.SIGTERM)
        pid = -1
        while pid:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == below:
                return status


def _exit_status(run: Callable[[], int]) -> int:
    """An exit status in every case: an exception must not unwind into the guard's own code after a fork."""
    try:
        return run()
    except BaseException:
        import traceback  # noqa: PLC0415 (only a broken supervisor needs it)

        traceback.print_exc()
        return 1


def adopt_orphans() -> None:
    """From now on this process is the parent of what its descendants leave behind."""
    _prctl(PR_SET_CHILD_SUBREAPER, 1)


def end_orphans(grace: float) -> None:
    """Wait for adopted processes to end, then kill them, until none is left."""
    deadline = time.monotonic() + grace
    while left := [pid for pid, _ in children(os.getpid())]:
        for pid in left if time.monotonic() > deadline else ():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        time.sleep(0.02)


def _prctl(option: int, value: int) -> None:
    ctypes.CDLL(None).prctl(option, value, 0, 0, 0)
