"""A whole system to measure: ``limn up`` on a folder that goes when it is left, empty or with an invented past."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class System:
    """Where a running system's API and Triton (gRPC ``host:port``) are, and its data folder."""

    http: str
    triton: str
    data: str


@contextmanager
def system(past: int = 0, **variables: str) -> Iterator[System]:
    """A running system without rate limits. Raises RuntimeError if it does not become ready.

    past  how many events of a past it has
    """
    with tempfile.TemporaryDirectory(prefix="limn-bench-", ignore_cleanup_errors=True) as data:
        told = os.environ | {"LIMN_DATA": data, "LIMN_HTTP_PORT": "0", "LIMN_RATE_LIMITS": "off"} | variables
        limn = [sys.executable, "-m", "infra.cli"]
        if past:
            subprocess.run([*limn, "past", "--events", str(past)], env=told, check=True)
        with subprocess.Popen([*limn, "up", "--json"], env=told, stdout=subprocess.PIPE, text=True) as process:
            try:
                yield _ready(process, data)
            finally:
                process.send_signal(signal.SIGTERM)
                process.communicate()


def _ready(process: subprocess.Popen[str], data: str) -> System:
    assert process.stdout is not None
    for line in process.stdout:
        event = json.loads(line)
        if event["event"] == "ready":
            return System(event["http"], event["triton"], data)
    raise RuntimeError("the system did not become ready")
