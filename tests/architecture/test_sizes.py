"""Short files and short functions: a reader holds one in the head at a time."""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILE_LINES = 400
FUNCTION_LINES = 50
SOURCES = ("*.py", "*.ts", "*.tsx")
GENERATED = ("generated", "golden", "static")


def sources() -> list[Path]:
    """Every source file that git knows or would know, generated ones aside."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *SOURCES],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    paths = [ROOT / line for line in listed.stdout.splitlines()]
    return [path for path in paths if path.exists() and not set(path.parts) & set(GENERATED)]


def long_functions(source: str) -> list[str]:
    """Names of functions that span more than `FUNCTION_LINES` lines."""
    return [
        f"{node.name} ({(node.end_lineno or node.lineno) - node.lineno + 1} lines)"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno + 1 > FUNCTION_LINES
    ]


def test_no_file_is_long() -> None:
    lengths = {path.relative_to(ROOT): len(path.read_text().splitlines()) for path in sources()}
    assert {path: lines for path, lines in lengths.items() if lines > FILE_LINES} == {}


def test_no_function_is_long() -> None:
    found = {path.relative_to(ROOT): long_functions(path.read_text()) for path in sources() if path.suffix == ".py"}
    assert {path: names for path, names in found.items() if names} == {}


def test_the_measure_measures() -> None:
    body = "\n".join(["    x = 1"] * FUNCTION_LINES)
    assert long_functions(f"def long():\n{body}\n")
    assert not long_functions("def short():\n    return 1\n")
    if not sources():
        pytest.fail("no sources were found: the test would pass on nothing")
