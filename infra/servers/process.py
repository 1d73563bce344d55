"""One started program: its own session, its output in a log file, and a death that follows its parent's."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from infra.servers.problem import Exit, NotReady, Problem

User = Literal["same", "namespace", "dropped"]
"""How a program is entered: see ``enter.py``."""

ENTER = Path(__file__).with_name("enter.py")
LOG_LIMIT = 16 * 2**20
"""Bytes after which a log file is put aside at the next start (one older file is kept)."""


@dataclass(frozen=True, slots=True)
class Command:
    """How to run a program: absolute path and arguments, whole environment, log file, signals, user."""

    argv: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    stop_signal: signal.Signals = signal.SIGTERM
    orphan_signal: signal.Signals = signal.SIGKILL
    user: User = "same"

    def run(self, seconds: float) -> subprocess.CompletedProcess[str]:
        """Run it to its end, at most ``seconds``; its status and output."""
        return subprocess.run(
            entered(self.argv, self.orphan_signal, self.user),
            env=dict(self.environment),
            capture_output=True,
            text=True,
            check=False,
            timeout=seconds,
            cwd="/",
        )


class Process:
    """A running program. Start it from a thread that lives as long as it should (the kernel watches threads)."""

    def __init__(self, command: Command) -> None:
        self.command = command
        self._popen = subprocess.Popen(
            entered(command.argv, command.orphan_signal, command.user),
            env=dict(command.environment),
            stdin=subprocess.DEVNULL,
            stdout=(log := _open_log(command.log)),
            stderr=subprocess.STDOUT,
            start_new_session=True,
            cwd="/",
        )
        os.close(log)

    @property
    def pid(self) -> int:
        """The program's process id, also the id of its process group."""
        return self._popen.pid

    def ended(self) -> str | None:
        """None while it runs; afterwards how it ended, in words."""
        code = self._popen.poll()
        if code is None:
            return None
        return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exited with status {code}"

    def wait(self) -> str:
        """Block until it ends; how it ended, in words."""
        self._popen.wait()
        return self.ended() or ""

    def stop(self, grace: float) -> None:
        """Ask it to stop, and after ``grace`` seconds insist; then clear what is left of its group."""
        if self._popen.poll() is None:
            self._popen.send_signal(self.command.stop_signal)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._popen.wait(grace)
        self.kill()

    def kill(self) -> None:
        """End it, and whatever it left in its process group, at once."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        self._popen.wait()

    def last_words(self) -> str:
        """The last line of its log, for a message."""
        with self.command.log.open("rb") as log:
            log.seek(max(0, log.seek(0, os.SEEK_END) - 4096))
            lines = log.read().decode(errors="replace").split("\n")
        return next((line for line in reversed(lines) if line.strip()), "it wrote nothing")[-300:]


def entered(argv: Sequence[str], orphan_signal: signal.Signals, user: User) -> list[str]:
    """The command line that becomes ``argv`` with a death signal and a user."""
    before = [sys.executable, "-I", "-S", str(ENTER), str(os.getpid()), str(int(orphan_signal)), user, "--"]
    return [*before, *argv]


def wait_until_ready(
    process: Process, probe: Callable[[], None], *, name: str, seconds: float, pause: float = 0.05
) -> None:
    """Ask ``probe`` until it holds; a dead program or the deadline is a Problem with its last words."""
    deadline = time.monotonic() + seconds
    while True:
        ended = process.ended()
        try:
            if ended is None:
                return probe()
            reason = ended
        except NotReady as error:
            reason = str(error)
        if ended is not None or time.monotonic() > deadline:
            process.kill()
            raise Problem(
                f"{name} did not become ready: {reason} ({process.last_words()}).",
                f"read {process.command.log}",
                Exit.SERVER,
            )
        time.sleep(pause)


def children(parent: int) -> Iterator[tuple[int, str]]:
    """The direct children of a process with their states (``Z``: ended, and nobody asked how)."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, of, *_ = stat.read_text().rpartition(") ")[2].split()
            if int(of) == parent:
                yield int(stat.parent.name), state


def dead_children(parent: int) -> set[int]:
    """Children that ended without their parent noticing."""
    return {pid for pid, state in children(parent) if state == "Z"}


def _open_log(path: Path) -> int:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with contextlib.suppress(FileNotFoundError):
        if path.stat().st_size > LOG_LIMIT:
            path.replace(path.with_suffix(".1.log"))
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
