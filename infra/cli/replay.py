"""`limn replay`: how the board moved under one ranker and under another, folded again from the log."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from api.ids import NodeKind, parse_id_of
from infra.analysis import need
from infra.cli.progress import as_it_goes
from infra.cli.refusals import moment, refusals
from infra.cli.replay_told import show
from infra.replays import words
from infra.replays.drawn import drawing
from infra.replays.files import write_table, write_text
from infra.replays.places import Place, Running
from infra.replays.plain import plain
from infra.replays.svg import svg
from infra.servers.problem import Exit, Problem
from infra.settings import Settings
from projections.replays.timeline import Question
from projections.replays.tracks import told
from projections.views.trending import Window

A_RANKER = 'A name like decay, decay@2 or @ada/quick, or a formula like "likes / (hours + 2)".'

First = Annotated[str, typer.Option("--ranker", help=A_RANKER)]
Second = Annotated[str, typer.Option("--against", help="The ranker beside it, written the same way.")]
Back = Annotated[Window, typer.Option(help="How far back each board looks.", case_sensitive=False)]
Begin = Annotated[str | None, typer.Option("--from", help=f"{words.HELP} Else a window's span before the end.")]
End = Annotated[str | None, typer.Option("--to", help="The same; a day means its end. Else the newest event.")]
Every = Annotated[str | None, typer.Option(help="How far the steps are apart: 90s, 30m, 1h, 1d.")]
Steps = Annotated[int | None, typer.Option(help="Or how many there are, both ends among them; else 25.")]
Top = Annotated[int, typer.Option(help="Places told of each board.")]
Pair = Annotated[tuple[str, str] | None, typer.Option("--why", help="Two posts: why one stands above the other.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object.")]
Picture = Annotated[Path | None, typer.Option("--svg", help="Also draw it into this file.")]
Table = Annotated[Path | None, typer.Option("--parquet", help="Also keep it in this file or folder.")]
Over = Annotated[Path | None, typer.Option(help="An export to read instead of the running system.")]
OnRay = Annotated[bool, typer.Option("--ray", help="Fold on Ray: one of our own, or the one at ADDRESS.")]
At = Annotated[str, typer.Argument(help="Of a Ray, with --ray.", metavar="[ADDRESS]", show_default=False)]


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(replay)


def replay(  # noqa: PLR0913, PLR0917 - an argument for each option
    ranker: First = "decay",
    against: Second = "hacker-news",
    window: Back = Window.DAY,
    begin: Begin = None,
    end: End = None,
    every: Every = None,
    steps: Steps = None,
    top: Top = 20,
    why: Pair = None,
    as_json: AsJson = False,
    picture: Picture = None,
    table: Table = None,
    over: Over = None,
    ray: OnRay = False,
    address: At = "",
) -> None:
    """Show how the board moved, under one ranker and under another. Reads the log, and writes nothing to it.

    Exit codes: 0 it is told, 2 there is no such moment, ranker or post, 3 nothing runs.
    """
    with refusals("see limn replay --help"):
        where = _place(Settings(), over, ray, address)
        spec = where.asked(
            Question(
                where.ranker(ranker),
                where.ranker(against),
                window,
                None if begin is None else moment("from", begin),
                None if end is None else moment("to", end, ends=True),
                steps,
                None if every is None else words.stretch("every", every),
                top,
                tuple(parse_id_of(NodeKind.POST, post) for post in why or ()),
            ),
        )
    with as_it_goes(as_json=False) as say:
        outcome = where.answered(spec, lambda position: say("replay", position, spec.now))
    named = where.titles(told(outcome))
    if picture:
        write_text(picture, svg(drawing(outcome, named)))
    if table:
        write_table(table, outcome)
    if as_json:
        typer.echo(json.dumps(plain(outcome, named)))
    else:
        show(outcome, named, (spec.a, spec.b), spec.watched)


def _place(settings: Settings, over: Path | None, ray: bool, address: str) -> Place:
    """Where the log is. Raises Problem where it is not there."""
    if address and not ray:
        raise Problem(f"What is {address[:80]!r} for?", "say --ray before the address of a Ray", Exit.USAGE)
    if over is None and not ray:
        return Running(settings)
    need("pyarrow")
    from infra.export.replaying import Exported, RunningOnRay  # noqa: PLC0415 - a user who only runs Limn lacks Arrow

    return RunningOnRay(settings, address) if over is None else Exported(over, address if ray else None)
