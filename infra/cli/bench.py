"""``limn bench``: measure, each figure beside its peer in the same run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from infra.servers.problem import Exit, Problem

ROOT = Path(__file__).parents[2]
QUICK = (
    *("log_append", "log_import", "peers", "rebuild", "growth", "pages"),
    *("queries", "mutations", "rendering", "rendering_rate", "fanout", "screens", "app", "tracing", "memory", "gate"),
)
"""What is run when nothing is named: minutes. `first_run` downloads everything anew and is run by its name."""


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(bench)


def bench(
    names: Annotated[list[str] | None, typer.Argument(help=f"Which: {', '.join(QUICK)}, first_run.")] = None,
) -> None:
    """Measure on this machine and write JSON and plots to bench/results. Quiet the machine first."""
    folder = ROOT / "bench"
    if not folder.is_dir():
        raise Problem("The benchmarks are part of the source, not of the wheel.", "run it in a clone", Exit.MISSING)
    for name in names or QUICK:
        if not (folder / f"{name}.py").is_file():
            raise Problem(f"There is no benchmark {name}.", f"choose of {', '.join(QUICK)}, first_run", Exit.FAILED)
    for name in names or QUICK:
        typer.echo(f"== {name}")
        subprocess.run([sys.executable, "-m", f"bench.{name}"], cwd=ROOT, check=True)
