"""Types, style and import contracts hold; each check is also shown a fault that it must find."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a tool of this environment at the root of the project."""
    return subprocess.run([str(BIN / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)


def test_types_are_strict() -> None:
    checked = run("mypy", "--strict")
    assert checked.returncode == 0, checked.stdout[-4000:]


def test_style() -> None:
    for arguments in (("check",), ("format", "--check")):
        checked = run("ruff", *arguments)
        assert checked.returncode == 0, checked.stdout[-4000:]


def test_rooms_import_one_way() -> None:
    checked = run("lint-imports")
    assert checked.returncode == 0, checked.stdout[-4000:]


def test_the_type_checker_finds_faults(tmp_path: Path) -> None:
    (tmp_path / "fault.py").write_text("def f() -> int:\n    return 'no'\n")
    assert run("mypy", "--strict", "--config-file=", str(tmp_path / "fault.py")).returncode != 0


def test_the_import_contracts_find_faults(tmp_path: Path) -> None:
    for name in ("upper", "lower"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("import upper\n" if name == "lower" else "")
    (tmp_path / "contracts.toml").write_text(
        '[tool.importlinter]\nroot_packages = ["upper", "lower"]\n'
        '[[tool.importlinter.contracts]]\nname = "layers"\ntype = "layers"\nlayers = ["upper", "lower"]\n'
    )
    checked = subprocess.run(
        [str(BIN / "lint-imports"), "--config", "contracts.toml"],
        cwd=tmp_path, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(tmp_path)},
    )  # fmt: skip
    assert checked.returncode != 0, checked.stdout
