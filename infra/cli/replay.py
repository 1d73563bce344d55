"""`limn replay`: how the board moved under one ranker and under another, folded again from the log."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from api.ids import NodeKind, parse_id_of
from domain.errors import DomainError
from domain.rankers import REFERENCE
from infra import rankers
from infra.addresses import Addresses
from infra.cli.replay_told import bar, show
from infra.replays import words
from infra.replays.asking import answered, asked, titles
from infra.replays.drawn import drawing
from infra.replays.files import write_table, write_text
from infra.replays.plain import plain
from infra.replays.svg import svg
from infra.servers.problem import Exit, Problem
from infra.settings import Settings
from projections.rankers import Ranker, trial
from projections.replays.timeline import Question
from projections.replays.tracks import told
from projections.views.trending import Window

A_RANKER = 'A name like decay, decay@2 or @ada/quick, or a formula like "likes / (hours + 2)".'

First = Annotated[str, typer.Option("--ranker", help=A_RANKER)]
Second = Annotated[str, typer.Option("--against", help="The ranker beside it, written the same way.")]
Over = Annotated[Window, typer.Option(help="How far back each board looks.", case_sensitive=False)]
Begin = Annotated[str | None, typer.Option("--from", help=f"{words.HELP} Else a window's span before the end.")]
End = Annotated[str | None, typer.Option("--to", help="The same; a day means its end. Else the newest event.")]
Every = Annotated[str | None, typer.Option(help="How far the steps are apart: 90s, 30m, 1h, 1d.")]
Steps = Annotated[int | None, typer.Option(help="Or how many there are, both ends among them; else 25.")]
Top = Annotated[int, typer.Option(help="Places told of each board.")]
Pair = Annotated[tuple[str, str] | None, typer.Option("--why", help="Two posts: why one stands above the other.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object.")]
Picture = Annotated[Path | None, typer.Option("--svg", help="Also draw it into this file.")]
Table = Annotated[Path | None, typer.Option("--parquet", help="Also keep it in this file or folder.")]


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(replay)


def replay(  # noqa: PLR0913, PLR0917 - an argument for each option
    ranker: First = "decay",
    against: Second = "hacker-news",
    window: Over = Window.DAY,
    begin: Begin = None,
    end: End = None,
    every: Every = None,
    steps: Steps = None,
    top: Top = 20,
    why: Pair = None,
    as_json: AsJson = False,
    picture: Picture = None,
    table: Table = None,
) -> None:
    """Show how the board moved, under one ranker and under another. Reads the log, and writes nothing to it.

    Exit codes: 0 it is told, 2 there is no such moment, ranker or post, 3 nothing runs.
    """
    settings = Settings()
    addresses = Addresses.of(settings)
    reading, public = addresses.conninfo("limn_engine"), addresses.conninfo("limn_api")
    now = datetime.now(UTC)
    with _refusals():
        spec = asked(
            reading,
            Question(
                _ranker(public, ranker),
                _ranker(public, against),
                window,
                None if begin is None else words.moment("from", begin, now),
                None if end is None else words.moment("to", end, now, ends=True),
                steps,
                None if every is None else words.stretch("every", every),
                top,
                tuple(parse_id_of(NodeKind.POST, post) for post in why or ()),
            ),
        )
    with bar() as report:
        outcome = answered(reading, spec, report)
    named = asyncio.run(titles(public, settings.data, told(outcome)))
    if picture:
        write_text(picture, svg(drawing(outcome, named)))
    if table:
        write_table(table, outcome)
    if as_json:
        typer.echo(json.dumps(plain(outcome, named)))
    else:
        show(outcome, named, (spec.a, spec.b), spec.watched)


def _ranker(conninfo: str, written: str) -> Ranker:
    return asyncio.run(rankers.named(conninfo, written)) if REFERENCE.fullmatch(written) else trial(written)


@contextmanager
def _refusals() -> Iterator[None]:
    """What cannot be asked, as a command line says it."""
    try:
        yield
    except DomainError as refused:
        raise Problem(refused.message, "see limn replay --help", Exit.USAGE) from refused
