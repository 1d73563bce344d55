"""JSON as people read it: on one line where it fits, and what is long is cut."""

from __future__ import annotations

import json
from typing import Any

WIDTH = 120
LONGEST = 240
PICTURE = 60
"""Characters of a picture inside an answer, which nobody reads."""
THINGS = 3
"""Of a list."""


def laid_out(value: Any, indent: int = 0) -> str:
    """The value as JSON; an object or a list that does not fit on the line has a line for each part."""
    flat = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or indent + len(flat) <= WIDTH:
        return flat
    if isinstance(value, dict):
        parts = [f"{json.dumps(name)}: {laid_out(part, indent + 2)}" for name, part in value.items()]
    else:
        parts = [laid_out(part, indent + 2) for part in value]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    inner = "\n" + " " * (indent + 2)
    return f"{opening}{inner}{f',{inner}'.join(parts)}\n{' ' * indent}{closing}"


def shortened(value: Any) -> Any:
    """The same value with its long strings and lists cut."""
    if isinstance(value, dict):
        return {name: shortened(part) for name, part in value.items()}
    if isinstance(value, list):
        return [shortened(part) for part in value[:THINGS]]
    longest = PICTURE if isinstance(value, str) and value.startswith("data:") else LONGEST
    return f"{value[:longest]}…" if isinstance(value, str) and len(value) > longest else value
