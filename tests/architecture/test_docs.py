"""What the documents name is there: files, tests, and a like in eight short files."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
ROOMS = "domain|projections|api|inference|infra|web|tests|bench|docs|requirements"
NAMED = re.compile(rf"`((?:{ROOMS})/[\w./-]*[\w-])/?`")
LINKED = re.compile(r"\]\((?!https?:)([^)#]+)")
PROOF = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
MADE = ("api/static", "web/explorer/.build", "bench/results")
"""Named, and made only when something is built or measured."""
LIKE_FILES, SHORT = 8, 260


def missing(text: str, folder: Path) -> list[str]:
    """What a document names and links to that is not there."""
    named = [name for name in NAMED.findall(text) if not name.startswith(MADE) and not (ROOT / name).exists()]
    return named + [link for link in LINKED.findall(text) if not (folder / link).exists()]


def unproven(text: str) -> list[str]:
    """The tests a document names that are not there."""
    return [f"{path}::{test}" for path, test in PROOF.findall(text) if test not in _tests(ROOT / path)]


def _tests(path: Path) -> set[str]:
    nodes = ast.walk(ast.parse(path.read_text())) if path.exists() else ()
    return {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_and_test_that_is_named_is_there(document: Path) -> None:
    text = document.read_text()
    assert missing(text, document.parent) == []
    assert unproven(text) == []


def test_the_check_finds_what_is_not_there() -> None:
    assert missing("`domain/dreams.py` and [dreams](dreams.md)", ROOT) == ["domain/dreams.py", "dreams.md"]
    assert unproven("`tests/architecture/test_docs.py::test_dreams`") == [
        "tests/architecture/test_docs.py::test_dreams"
    ]


def test_a_like_is_read_in_eight_short_files() -> None:
    chapter = (ROOT / "docs" / "architecture.md").read_text().partition("## Reading a like")[2].partition("\n## ")[0]
    files = re.findall(r"^\d\. `([^`]+)`", chapter, re.MULTILINE)
    assert 0 < len(files) <= LIKE_FILES
    assert {name: lines for name in files if (lines := len((ROOT / name).read_text().splitlines())) > SHORT} == {}


def test_every_rule_has_a_proof() -> None:
    rules = (ROOT / "docs" / "invariants.md").read_text().split("\n## ")[1:]
    assert rules
    assert [rule.partition("\n")[0] for rule in rules if not PROOF.search(rule)] == []
