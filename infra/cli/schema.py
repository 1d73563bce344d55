"""`limn schema`: the GraphQL schema in its own language, and the reference made from it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

ROOT = Path(__file__).parents[2]
SDL = ROOT / "api" / "schema.graphql"
COOKBOOK = ROOT / "docs" / "api" / "cookbook.md"
REFERENCE = ROOT / "docs" / "api" / "reference.md"


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(schema)


def schema(
    write: Annotated[
        bool, typer.Option("--write", help="Into api/schema.graphql and docs/api/reference.md, which tests compare.")
    ] = False,
) -> None:
    """Print the GraphQL schema."""
    from api.realtime.fields import Subscription  # noqa: PLC0415 - other commands need not load it
    from api.schema.root import sdl  # noqa: PLC0415
    from infra.reference.pages import reference  # noqa: PLC0415

    text = sdl(Subscription)
    if write:
        SDL.write_text(text)
        REFERENCE.write_text(reference(text, COOKBOOK.read_text()))
    else:
        typer.echo(text, nl=False)
