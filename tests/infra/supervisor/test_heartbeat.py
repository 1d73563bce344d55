"""Heartbeats are whole whenever they are looked at."""

from __future__ import annotations

import math
import os
import threading
from pathlib import Path

import pytest

from infra.supervisor import heartbeat
from infra.supervisor.heartbeat import beat, check


def test_a_beat_is_never_seen_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heartbeat, "STALE", math.inf)  # however long nobody lets us look
    heart, stop = tmp_path / "heart", threading.Event()
    beat(heart)

    def race() -> None:
        while not stop.is_set():
            beat(heart)

    beating = threading.Thread(target=race)
    beating.start()
    try:
        for _ in range(5_000):
            check(heart, os.getpid())
    finally:
        stop.set()
        beating.join()
