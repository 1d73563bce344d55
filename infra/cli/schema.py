"""`limn schema`: the GraphQL schema in its own language."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

SDL = Path(__file__).parents[2] / "api" / "schema.graphql"


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(schema)


def schema(
    write: Annotated[bool, typer.Option("--write", help="Into api/schema.graphql, which a test compares.")] = False,
) -> None:
    """Print the GraphQL schema."""
    from api.realtime.fields import Subscription  # noqa: PLC0415 - other commands need not load it
    from api.schema.root import sdl  # noqa: PLC0415

    text = sdl(Subscription)
    if write:
        SDL.write_text(text)
    else:
        typer.echo(text, nl=False)
