"""Rows come through the one gate."""

from __future__ import annotations

import ast
from pathlib import Path

API = Path(__file__).parents[2] / "api"
HYDRATING = {"hydrate", "for_render", "flags_of", "flags_by", "hydrate_decisions", "decisions_on", "decisions_about"}
"""Queries of views that give what is shown of a thing. `desk.py` and `api_keys.py` are parts of the gate."""


def _calls(path: Path) -> set[str]:
    calls = [node.func for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    return {call.attr for call in calls if isinstance(call, ast.Attribute)}


def test_rows_are_read_in_the_gate_alone() -> None:
    readers = {path.relative_to(API).as_posix() for path in API.rglob("*.py") if _calls(path) & HYDRATING}
    assert readers == {"gate.py", "desk.py", "api_keys.py"}


def test_snapshots_open_where_a_gate_is_made() -> None:
    """Whoever opens one elsewhere could read past the gate."""
    opened = {path.relative_to(API).as_posix() for path in API.rglob("*.py") if "snapshots.open()" in path.read_text()}
    assert opened <= {"snapshot.py", "realtime/live.py"}


def test_nothing_in_the_api_speaks_sql() -> None:
    speaking = [path.name for path in API.rglob("*.py") if "execute" in _calls(path) and path.name != "executor.py"]
    assert speaking == []
