"""A reader that follows a log by position, as every fold and stream does."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from threading import Event, Thread

PAUSE = 0.002


class Tail(Thread):
    """Asks `read` for the positions after the last it saw, again and again, and keeps all it saw, in order."""

    def __init__(self, read: Callable[[int], Sequence[int]]) -> None:
        super().__init__(daemon=True)
        self._read = read
        self._stopping = Event()
        self.seen: list[int] = []
        self.start()

    def run(self) -> None:
        """Follow until stopped, and once more after that."""
        last_round = False
        while not last_round:
            last_round = self._stopping.wait(PAUSE)
            self.seen += self._read(self.seen[-1] if self.seen else 0)

    def stop(self) -> list[int]:
        """Read what is left; everything seen."""
        self._stopping.set()
        self.join(30)
        assert not self.is_alive()
        return self.seen


def wait_for(condition: Callable[[], bool], what: str, seconds: float = 60.0) -> None:
    """Return once it holds; fail at the deadline."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"timed out waiting until {what}"
        time.sleep(PAUSE)
