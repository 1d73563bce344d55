"""The guard passes on that it is asked to stop, whenever that is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import os, signal, sys
from pathlib import Path
from infra.supervisor.guard import guarded

asked, dies = Path(sys.argv[1]), sys.argv[2:] == ["dies"]

def run():
    if not asked.exists():
        asked.touch()
        os.kill(os.getppid(), signal.SIGTERM)
        if dies:
            os.kill(os.getpid(), signal.SIGKILL)
    signal.sigwait({signal.SIGTERM})
    return 7

sys.exit(guarded(run))
"""


@pytest.mark.parametrize("words", [[], ["dies"]], ids=["before anyone listens", "while nobody is below"])
def test_a_stop_is_not_lost(tmp_path: Path, words: list[str]) -> None:
    argv = [sys.executable, "-c", PROGRAM, str(tmp_path / "asked"), *words]
    done = subprocess.run(argv, stderr=subprocess.PIPE, text=True, check=False, timeout=120)
    assert done.returncode == 7, done.stderr
