"""A program of the small system: beats; with ``fork`` it also starts a child that ignores every request to stop."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

from infra.supervisor.heartbeat import beat

STUBBORN = "import signal,time; signal.signal(15, signal.SIG_IGN); signal.signal(2, signal.SIG_IGN); time.sleep(600)"

if __name__ == "__main__":
    heartbeat, *words = sys.argv[1:]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    if "fork" in words:
        subprocess.Popen([sys.executable, "-c", STUBBORN, "limn-stubborn"], start_new_session=True)
    while True:
        beat(Path(heartbeat))
        time.sleep(0.1)
