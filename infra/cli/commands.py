"""Which file each command is in: the one that is called is loaded, and what the others need is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_group

FILES = {
    "up": "up",
    "down": "up",
    "status": "status",
    "doctor": "doctor",
    "render": "render",
    "contact-sheet": "contact_sheet",
    "demo": "demo",
    "grant": "roles",
    "revoke": "roles",
    "key": "key",
    "rule": "rule",
    "ranker": "ranker",
    "past": "past",
    "show": "show",
    "rebuild": "rebuild",
    "retry": "retry",
    "replay": "replay",
    "export": "export",
    "sql": "sql",
    "notebook": "notebook",
    "backup": "backup",
    "restore": "backup",
    "dump": "dump",
    "import": "dump",
    "shred": "shred",
    "verify": "verify",
    "schema": "schema",
    "bench": "bench",
}
"""In the order in which help lists them."""


class Loading(Mapping[str, Any]):
    """Every command by its name, whose file is loaded when somebody looks at it. Their type is Typer's own affair."""

    def __getitem__(self, name: str) -> Any:
        group = typer.Typer()
        import_module(f"infra.cli.{FILES[name]}").add_to(group)
        return get_group(group).commands[name]

    def __iter__(self) -> Iterator[str]:
        return iter(FILES)

    def __len__(self) -> int:
        return len(FILES)


class Commands(TyperGroup):
    """The commands of ``limn``."""

    def __init__(self, **said: Any) -> None:
        super().__init__(**said)
        self.commands = Loading()  # type: ignore[assignment]  # Typer could add some, and adds none
