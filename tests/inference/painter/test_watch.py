"""A stub that hangs ends itself: nobody else can tell it from one that works."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.inference.painter.conftest import VERSION_FOLDER

PROGRAM = """
import sys, time, types
sys.modules["triton_python_backend_utils"] = types.ModuleType("triton_python_backend_utils")
sys.path.insert(0, sys.argv[1])
import model
from painting.order import Order

class Hanging:
    def __init__(self, order): pass
    def steps(self):
        time.sleep(float(sys.argv[2]))
        return iter(())

model.Painting, model.STEP_SECONDS = Hanging, float(sys.argv[3])
model._paint(Order("a secret", "", 256, 256, 1, 0), "", None)
print("went on")
"""


@pytest.mark.parametrize(("seconds", "longest", "said"), [(3600.0, 0.5, ""), (0.0, 60.0, "went on")])
def test_a_step_without_end_ends_the_process_and_quotes_nothing(seconds: float, longest: float, said: str) -> None:
    argv = [sys.executable, "-c", PROGRAM, str(VERSION_FOLDER), str(seconds), str(longest)]
    ended = subprocess.run(argv, capture_output=True, text=True, check=False, timeout=60)
    assert (ended.returncode == 0, ended.stdout.strip()) == (bool(said), said), ended.stderr
    assert ("Timeout" in ended.stderr) == (not said)
    assert "secret" not in ended.stderr
