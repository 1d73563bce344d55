"""The check before anything is installed: quick, and one line with a mend for each thing missing."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from infra import preflight


def test_says_nothing_here() -> None:
    checked = subprocess.run(
        [sys.executable, preflight.__file__], capture_output=True, text=True, check=False, timeout=60
    )
    assert (checked.returncode, checked.stderr) == (0, "")


def test_an_old_python_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight, "THIS_PYTHON", (3, 9))
    sentences = [lack.sentence for lack in preflight.problems()]
    assert "This is Python 3.9; Triton runs with 3.11 or 3.12 only." in sentences
    assert "The library libpython3.9.so.1.0 is missing." in sentences


def test_an_old_or_other_c_library_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for version, found in (((2, 31), "2.31"), ((), "another C library")):
        monkeypatch.setattr(preflight, "glibc", lambda version=version: version)
        assert any(found in lack.sentence and "docker compose up" in lack.mend for lack in preflight.problems())


def test_another_machine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight, "THIS_MACHINE", ("linux", "aarch64"))
    assert next(preflight.problems()).sentence == "This is linux on aarch64, not Linux on x86-64."


def test_a_missing_venv_is_named_before_it_is_needed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(preflight, "find_spec", lambda _: None)
    assert "apt-get install python3-venv" in [lack.mend for lack in preflight.problems(tmp_path)]
    (tmp_path / ".venv").mkdir()
    assert not list(preflight.problems(tmp_path)), "what is installed needs no venv module"


def test_speaks_an_old_dialect() -> None:
    ast.parse(Path(preflight.__file__).read_text(), feature_version=(3, 8))
    with pytest.raises(SyntaxError):
        ast.parse("match 1:\n    case _: pass", feature_version=(3, 8))
