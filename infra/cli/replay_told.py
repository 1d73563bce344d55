"""What `limn replay` shows: how both boards moved, and how they ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from rich.console import Console
from rich.table import Table
from rich.text import Text

from api.ids import NodeKind, node_id
from infra.replays.chart import chart
from infra.replays.drawn import drawing
from projections.rankers import Ranker
from projections.replays.outcome import Entry, Outcome
from projections.replays.why import Why, why

SHOWN = 10
"""Places of the last boards that are listed."""


def show(outcome: Outcome, titles: Mapping[UUID, str], rankers: Sequence[Ranker], pair: Sequence[UUID]) -> None:
    """On the terminal, for a person. Posts that not everyone may see are left out."""
    console = Console()
    drawn = drawing(outcome, titles)
    if drawn.lines:
        console.print(chart(drawn, console.width))
    last = outcome.frames[-1]
    console.print(Text(f"At {drawn.times[-1]} UTC, position {last.position}", style="bold"))
    for ranker, board in zip(rankers, (last.a, last.b), strict=True):
        console.print(_board(ranker, [one for one in board if one.post in titles and one.place <= SHOWN], titles))
    for ranker, board in zip(rankers, (last.a, last.b), strict=True) if pair else ():
        console.print(_why(ranker, why(ranker, board, *pair), titles))
    if outcome.unfolded:
        console.print(Text(f"{outcome.unfolded} events could not be read and are missing.", style="yellow"))
    console.print(Text(f"digest {outcome.digest}", style="dim"))


def _board(ranker: Ranker, board: Sequence[Entry], titles: Mapping[UUID, str]) -> Table:
    table = _table(_headed(ranker))
    table.add_column("", justify="right")
    table.add_column("post", no_wrap=True, max_width=40)
    table.add_column("score", justify="right")
    for term in board[0].terms if board else ():
        table.add_column(term.name, justify="right")
    table.add_column("id", style="dim", no_wrap=True)
    for one in board:
        terms = [f"{term.value:.5g}" for term in one.terms]
        table.add_row(
            str(one.place), Text(titles[one.post]), f"{one.score:.5g}", *terms, node_id(NodeKind.POST, one.post)
        )
    return table


def _why(ranker: Ranker, found: Why | None, titles: Mapping[UUID, str]) -> Table | Text:
    if found is None or not {found.upper.post, found.lower.post} <= titles.keys():
        return Text(f"{ranker.name}: not both of these are on the board.")
    upper, lower = found.upper, found.lower
    table = _table(f"Why, by {_headed(ranker)}")
    table.add_column("")
    table.add_column(Text(f"{upper.place}. {titles[upper.post]}"), justify="right")
    table.add_column(Text(f"{lower.place}. {titles[lower.post]}"), justify="right")
    table.add_column("the first with the second's value")
    for reason in found.reasons:
        table.add_row(
            reason.name,
            f"{reason.upper:g} ({reason.upper_events} events)",
            f"{reason.lower:g} ({reason.lower_events} events)",
            f"{reason.swapped:.6g}: {'it would stand below' if reason.decides else 'it would still stand above'}",
        )
    table.add_row("score", f"{upper.score:.6g}", f"{lower.score:.6g}", "")
    return table


def _table(title: str) -> Table:
    return Table(title=Text(f"\n{title}"), title_justify="left", box=None, pad_edge=False, padding=(0, 2, 0, 0))


def _headed(ranker: Ranker) -> str:
    return f"{ranker.name} (version {ranker.version}): {ranker.formula}" if ranker.version else ranker.formula
