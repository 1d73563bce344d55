"""The processes that the supervisor starts; hidden, because nobody needs to type them."""

from __future__ import annotations

import typer

from infra.settings import Settings


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    for command in (api, engine, worker):
        app.command(hidden=True)(command)


def api() -> None:
    """Serve the application."""
    from infra.wiring import run_api  # noqa: PLC0415 (each process loads only its own part)

    run_api(Settings())


def engine() -> None:
    """Fold the log into views, and run the policies."""
    from infra.wiring import run_engine  # noqa: PLC0415

    run_engine(Settings())


def worker() -> None:
    """Render pictures."""
    from infra.wiring import run_worker  # noqa: PLC0415

    run_worker(Settings())
