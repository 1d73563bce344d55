"""A small system under test: its events as they come, and the processes that belong to it."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from infra.servers.process import entered
from infra.settings import environment

SYSTEM = Path(__file__).with_name("small_system.py")
Event = dict[str, object]
PATIENCE = 45.0
"""Seconds for whatever comes next, however slow the machine."""


@dataclass
class Running:
    """The process that was started (the guard), and what it said."""

    process: subprocess.Popen[str]
    mark: str
    events: queue.Queue[Event] = field(default_factory=queue.Queue)
    said: list[Event] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._listening = threading.Thread(target=self._listen, daemon=True)
        self._listening.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.events.put(json.loads(line))

    def last_words(self) -> list[Event]:
        """What it said that nobody has heard yet, once it has ended and says no more."""
        self._listening.join(PATIENCE)
        assert not self._listening.is_alive()
        return list(self.events.queue)

    def until(self, wanted: Callable[[Event], bool], seconds: float = PATIENCE) -> Event:
        """The next event that is wanted; fails at the deadline."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                event = self.events.get(timeout=max(0.01, deadline - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"not within {seconds} s; so far: {self.said[-8:]}") from None
            self.said.append(event)
            if wanted(event):
                return event

    def until_ready(self, seconds: float = PATIENCE) -> Event:
        return self.until(lambda event: event["event"] == "ready", seconds)

    def pid_of(self, name: str) -> int:
        """The process of a program, once it is ready: it may have been started again since anybody listened."""
        while not self.events.empty():
            self.said.append(self.events.get())
        last = next(event for event in reversed(self.said) if event.get("name") == name)
        if last["phase"] != "ready":
            last = self.until(lambda event: event.get("name") == name and event.get("phase") == "ready")
        return int(str(last["pid"]))

    def processes(self) -> set[int]:
        """Every living process that carries this system's mark in its environment."""
        return set(_marked(self.mark))

    def until_gone(self, seconds: float = PATIENCE) -> None:
        """Return once no process is left; fails at the deadline."""
        deadline = time.monotonic() + seconds
        while left := self.processes():
            assert time.monotonic() < deadline, f"still there: {[_command(pid) for pid in left]}"
            time.sleep(0.02)


@contextmanager
def running(data: Path, command: list[str] | None = None, **variables: str) -> Iterator[Running]:
    """Start a small system on ``data``, and end it whatever happens."""
    mark = f"LIMN_TEST_MARK={data}"
    process = subprocess.Popen(
        entered(command or [sys.executable, str(SYSTEM)], signal.SIGTERM, "same"),  # ends with an interrupted test run
        env=environment(LIMN_DATA=str(data), LIMN_TEST_MARK=str(data), **variables),
        stdout=subprocess.PIPE,
        text=True,
    )
    system = Running(process, mark)
    try:
        yield system
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE)
        for pid in system.processes():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.wait()


def _marked(mark: str) -> Iterator[int]:
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if mark.encode() in (folder / "environ").read_bytes().split(b"\0"):
                yield int(folder.name)


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return f"{pid} (gone)"
