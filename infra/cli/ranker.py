"""``limn ranker``: the formulas that order boards, said by whoever runs the system."""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict
from typing import Annotated

import typer

from api.ids import NodeKind, node_id
from domain import rankers as ranking
from domain.log import Append, Conflict
from domain.rankers import Definition, define
from infra import orders, rankers
from infra.addresses import Addresses
from infra.cli.refusals import refusals
from infra.servers.problem import Exit, Problem
from infra.settings import Settings
from projections.rankers import trial
from projections.views.trending import Window

SHOWN = 10

Name = Annotated[str, typer.Argument(help="1 to 40 of the characters a to z, 0 to 9 and -.")]
Formula = Annotated[str, typer.Argument(help='For example "likes / (hours + 2)"; docs/rankers.md tells the rest.')]
Description = Annotated[str, typer.Option(help="What it favours, a sentence.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Over = Annotated[Window, typer.Option(help="How far back the board looks.", case_sensitive=False)]


def add_to(app: typer.Typer) -> None:
    """Add the group to the command line."""
    group = typer.Typer(help="Formulas that order boards.", no_args_is_help=True)
    group.command("list")(list_)
    group.command("set")(set_)
    group.command()(withdraw)
    group.command()(test)
    app.add_typer(group, name="ranker")


def list_(as_json: AsJson = False) -> None:
    """Show this place's own rankers; the first is the default."""
    for row in asyncio.run(rankers.own(_conninfo())):
        if as_json:
            said = {name: value for name, value in asdict(row).items() if name not in {"maker", "sealed"}}
            typer.echo(json.dumps(said, default=str))
        else:
            typer.echo(f"{row.name} (version {row.version}): {row.description or ''}\n  {row.formula}")


def set_(name: Name, formula: Formula, description: Description = "") -> None:
    """Define a ranker, or give the one of this name another formula; boards of its older versions can still be told."""
    conninfo = _conninfo()
    with refusals("see docs/rankers.md"):
        version = asyncio.run(rankers.version(conninfo, name))
        ranker = Definition(name, formula, ranking.description(description), version=version)
        _append(conninfo, define(ranker))
    typer.echo(f"{name} is version {version + 1}: {ranker.formula}")


def withdraw(name: Name) -> None:
    """Take a ranker out of use. Exit codes: 0 it is gone, 1 there is none of this name, 3 nothing runs."""
    conninfo = _conninfo()
    standing = {row.name: row.version for row in asyncio.run(rankers.own(conninfo))}
    if name not in standing:
        raise Problem("There is no ranker of this name.", "see limn ranker list", Exit.FAILED)
    with refusals("see docs/rankers.md"):
        _append(conninfo, ranking.withdraw(name, None, standing[name]))
    typer.echo(f"{name} is withdrawn.")


def test(formula: Formula, window: Over = Window.DAY) -> None:
    """Rank the board of now by a formula that is not kept. Exit codes: 0 it is one, 2 it is none, 3 nothing runs."""
    conninfo = _conninfo()
    with refusals("see docs/rankers.md"):
        ranker = trial(formula)
    typer.echo(ranker.formula)
    for place, one in enumerate(asyncio.run(rankers.tried(conninfo, ranker, window, SHOWN)), start=1):
        terms = ", ".join(f"{term.name} = {term.value:g}" for term in one.terms)
        typer.echo(f"{place:>3}. {node_id(NodeKind.POST, one.id)}  {one.score:.6g}  ({terms})")


def _conninfo() -> str:
    return Addresses.of(Settings()).conninfo("limn_api")


def _append(conninfo: str, wish: Append) -> None:
    try:
        holds = asyncio.run(orders.append(conninfo, wish))
    except Conflict:
        raise Problem("This ranker was changed at the same time.", "look at it and try again", Exit.FAILED) from None
    if not holds:
        raise Problem("It was written, but the views are far behind the log.", "see limn status", Exit.SERVER)
