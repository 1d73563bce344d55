"""``python -m infra.replays.process``: one replay in a process of its own, which takes little and ends with who asked.

Its memory is bounded, and its time by who started it. It yields to everything else on the machine, and writes to nobody
but its standard output.
"""

from __future__ import annotations

import os
import resource
import sys
import threading
from time import monotonic

import msgspec
import psycopg

from infra.folds import LogSource
from infra.replays.order import Ordered, Said
from infra.replays.reading import read_only
from projections.replays.replay import replay

MEMORY = 2 << 30
"""Bytes of addresses that it may take."""
EVERY = 0.2
"""Seconds between two words on how far it is."""


def main() -> None:
    """Read an order, and say how it goes."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    os.nice(10)
    ordered = msgspec.json.decode(sys.stdin.buffer.readline(), type=Ordered)
    threading.Thread(target=_end_with_asker, daemon=True).start()
    try:
        _say(Said(ordered.now, replay(ordered.spec(), LogSource(read_only(ordered.conninfo)), _Progress())))
    except MemoryError:
        _say(Said(failure="TOO_LARGE"))
    except psycopg.Error:
        _say(Said(failure="INTERRUPTED"))


class _Progress:
    """Says a position now and then."""

    def __init__(self) -> None:
        self._said = monotonic()

    def __call__(self, position: int) -> None:
        if monotonic() - self._said >= EVERY:
            self._said = monotonic()
            _say(Said(position))


def _say(said: Said) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(said) + b"\n")
    sys.stdout.buffer.flush()


def _end_with_asker() -> None:
    """Its end of the pipe closes when it lets go, or dies."""
    while os.read(sys.stdin.fileno(), 1):  # not through the buffer, whose lock an end of the process would wait for
        pass
    os._exit(1)


if __name__ == "__main__":
    main()
