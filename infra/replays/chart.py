"""How boards moved, drawn with letters: a letter for each post, a line where it keeps its place."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group
from rich.text import Text

from infra.replays.drawn import Drawing, Line

COLOURS = ("cyan", "yellow", "green", "magenta", "bright_blue", "red", "bright_cyan", "bright_yellow", "bright_green")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
MARGIN = 4
CELL = 3
"""Columns for a step, where there is room."""


def chart(drawing: Drawing, width: int) -> Group:
    """Both boards, one above the other, and who is who. `width` in columns."""
    shown = drawing.narrowed(max(2, (width - MARGIN) // CELL))
    panels = [_panel(shown, side) for side in (0, 1)]
    return Group(*(line for panel in panels for line in (*panel, Text())), *_legend(shown))


def _panel(drawing: Drawing, side: int) -> list[Text]:
    lines = [Text(drawing.names[side], style="bold")]
    for place in range(1, drawing.depth + 1):
        line = Text(f"{place:>{MARGIN - 2}}  ", style="dim")
        at_place = [_holder(drawing.lines, side, step, place) for step in range(len(drawing.times))]
        for step, holder in enumerate(at_place):
            stays = step + 1 < len(at_place) and holder is not None and at_place[step + 1] == holder
            line.append(*_cell(holder, stays))
        lines.append(line)
    return [*lines, _axis(drawing)]


def _holder(lines: Sequence[Line], side: int, step: int, place: int) -> int | None:
    return next((number for number, line in enumerate(lines) if line.places[side][step] == place), None)


def _cell(holder: int | None, stays: bool) -> tuple[str, str]:
    if holder is None:
        return "·".ljust(CELL), "dim"
    return LETTERS[holder % len(LETTERS)].ljust(CELL, "─" if stays else " "), COLOURS[holder % len(COLOURS)]


def _axis(drawing: Drawing) -> Text:
    first, last = drawing.times[0], drawing.times[-1]
    room = len(drawing.times) * CELL - len(first) - len(last)
    return Text(" " * MARGIN + first + " " * max(1, room) + last, style="dim")


def _legend(drawing: Drawing) -> list[Text]:
    return [
        Text.assemble((f"  {LETTERS[number % len(LETTERS)]} ", COLOURS[number % len(COLOURS)]), line.title)
        for number, line in enumerate(drawing.lines)
    ]
