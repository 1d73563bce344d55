"""``limn show``: a post, a person or the board, now or as of a position or time, as anyone may see it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from domain.identity import position_text
from infra.cli.client import ApiError, Client, address
from infra.cli.refusals import moment
from infra.operations import SHOW_ACCOUNT, SHOW_POST, SHOW_TRENDING
from infra.replays.words import HELP
from infra.servers.problem import Exit, Problem
from infra.settings import Settings


class Shown(StrEnum):
    """What there is to see."""

    POST = "post"
    ACCOUNT = "account"
    TRENDING = "trending"


NOTHING = "-"
DOCUMENTS = {Shown.POST: SHOW_POST, Shown.ACCOUNT: SHOW_ACCOUNT, Shown.TRENDING: SHOW_TRENDING}

What = Annotated[Shown, typer.Argument(help="Of what.")]
Which = Annotated[str | None, typer.Argument(help="The id of a post, or the handle of a person.")]
At = Annotated[str | None, typer.Option(help=f"As of when. {HELP}")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object.")]


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(show)


def show(what: What, which: Which = None, at: At = None, as_json: AsJson = False) -> None:
    """Show what anyone could see then and may see now. Exit codes: 0 it is there, 1 it is not, 2 ask otherwise."""
    if (which is None) is not (what is Shown.TRENDING):
        raise Problem(
            "A post is named by its id, a person by a handle, and the board by nothing.",
            "see limn show --help",
            Exit.USAGE,
        )
    variables = {"asOf": _as_of(at)} | ({} if which is None else {"which": which.removeprefix("@")})
    try:
        (found,) = asyncio.run(_asked(DOCUMENTS[what], variables)).values()
    except ApiError as refused:
        raise Problem(str(refused), "see limn show --help", Exit.FAILED) from refused
    if as_json:
        typer.echo(json.dumps(found))
    elif found is None:
        typer.echo("There was nothing here then, or it is not shown to everyone.")
    else:
        console = Console()
        console.print(Text(f"As of {at}" if at else "Now", style="dim"))
        console.print(_board(found["edges"]) if what is Shown.TRENDING else _page(found))
    if found is None:
        raise typer.Exit(Exit.FAILED)


def _as_of(at: str | None) -> dict[str, str] | None:
    if at is None:
        return None
    found = moment("at", at)
    return {"position": position_text(found)} if isinstance(found, int) else {"time": found.isoformat()}


async def _asked(document: str, variables: dict[str, Any]) -> Any:
    async with Client(address(Settings())) as client:
        return await client.ask(document, **variables)


def _page(thing: dict[str, Any]) -> Table:
    """What is told of one thing, a line each; lists of things below each other."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for name, value in thing.items():
        table.add_row(Text(name, style="dim"), Text("\n".join(_lines(value))))
    return table


def _board(edges: list[dict[str, Any]]) -> Table:
    table = Table("", "score", "likes", "comments", "post", box=None)
    for place, edge in enumerate(edges, start=1):
        post = edge["node"]
        caption = Text(f"@{post['author']['handle']} {post['caption'] or ''}".rstrip())
        counts = (str(post["likeCount"]), str(post["commentCount"]))
        table.add_row(str(place), f"{edge['why']['score']:.2f}", *counts, caption)
    return table


def _lines(value: Any) -> Iterator[str]:
    match value:
        case None | "" | []:
            yield NOTHING
        case {"edges": edges}:
            yield from [_line(edge["node"]) for edge in edges] or [NOTHING]
        case dict():
            yield _line(value)
        case list():
            yield ", ".join(map(_line, value))
        case _:
            yield str(value)


def _line(value: Any) -> str:
    return "  ".join(_line(part) for part in value.values()) if isinstance(value, dict) else str(value)
