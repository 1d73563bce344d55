"""How boards moved, as a picture: two bump charts side by side, for light and for dark pages."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from infra.replays.drawn import Drawing, Line
from projections.replays.tracks import Places

ROW, TITLE = 26, 44
PLOT = 420
"""Width of the lines' part of a panel, in pixels."""
LABELS = 210
"""Beside it, for titles at the end of their lines."""
LEFT = 34
LONGEST = 30
"""Characters of a title that fit."""
HUES = ("#2563a8", "#b4540a", "#1f7a4d", "#8a3ea8", "#a8324a", "#0f7a86", "#7a6a10", "#5a5f9e", "#9a4a7a", "#4d6b2f")
DARK = ("#7db2ee", "#f0a35e", "#6fcf9f", "#cf92ea", "#f08aa0", "#62c9d6", "#d3c25a", "#a9afee", "#e597c6", "#a4c77c")
DASHES = ("none", "7 3", "2 3")
"""Together with the hue: every line can be told from the others without seeing colours."""


def svg(drawing: Drawing) -> str:
    """A whole document; colours follow the reader's choice of light or dark."""
    width, height = 2 * (LEFT + PLOT + LABELS) + 16, TITLE + drawing.depth * ROW + 40
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
            ' role="img" aria-labelledby="title description">',
            f'<title id="title">{_said(_headline(drawing))}</title>',
            f'<desc id="description">{_said(_description(drawing))}</desc>',
            f"<style>{_style()}</style>",
            f'<rect class="page" width="{width}" height="{height}"/>',
            *_panel(drawing, 0, 0),
            *_panel(drawing, 1, LEFT + PLOT + LABELS + 16),
            "</svg>",
            "",
        )
    )


def _panel(drawing: Drawing, side: int, left: int) -> Iterator[str]:
    yield f'<g transform="translate({left + LEFT} {TITLE})">'
    yield f'<text class="name" x="0" y="-20">{_said(drawing.names[side][:70])}</text>'
    for place in range(1, drawing.depth + 1):
        yield f'<line class="rule" x1="0" x2="{PLOT}" y1="{_y(place)}" y2="{_y(place)}"/>'
        yield f'<text class="place" x="-10" y="{_y(place) + 4}">{place}</text>'
    for number, line in enumerate(drawing.lines):
        yield from _line(line, side, number)
    bottom = drawing.depth * ROW + 14
    yield f'<text class="time" x="0" y="{bottom}">{drawing.times[0]}</text>'
    yield f'<text class="time end" x="{PLOT}" y="{bottom}">{drawing.times[-1]}</text>'
    yield "</g>"


def _line(line: Line, side: int, number: int) -> Iterator[str]:
    places = line.places[side]
    if not any(places):
        return
    hue = f"h{number % len(HUES)} d{number // len(HUES) % len(DASHES)}"
    yield f'<g class="{hue}"><title>{_said(line.title)}</title>'
    for points in _runs(places):
        if len(points) > 1:
            yield f'<polyline points="{" ".join(f"{x:.1f},{y}" for x, y in points)}"/>'
        for x, y in (points[0], points[-1]):
            yield f'<circle cx="{x:.1f}" cy="{y}" r="3.5"/>'
    if last := places[-1]:
        yield f'<text class="label" x="{PLOT + 10}" y="{_y(last) + 4}">{_said(_short(line.title))}</text>'
    yield "</g>"


def _runs(places: Places) -> Iterator[list[tuple[float, int]]]:
    """The stretches in which a post is on the board."""
    apart = PLOT / max(1, len(places) - 1)
    points = [(step * apart if len(places) > 1 else PLOT, place) for step, place in enumerate(places)]
    for there, run in groupby(points, key=lambda point: point[1] is not None):
        if there:
            yield [(x, _y(place or 0)) for x, place in run]


def _y(place: int) -> int:
    return (place - 1) * ROW + ROW // 2


def _short(title: str) -> str:
    return title if len(title) <= LONGEST else f"{title[: LONGEST - 1]}…"


def _headline(drawing: Drawing) -> str:
    return f"The board by {drawing.names[0]} and by {drawing.names[1]}, {drawing.times[0]} to {drawing.times[-1]}"


def _description(drawing: Drawing) -> str:
    """The ends of both boards in words."""
    sentences = []
    for side in (0, 1):
        last = {line.places[side][-1]: line.title for line in drawing.lines if line.places[side][-1]}
        told = "; ".join(f"{place}. {last[place]}" for place in sorted(filter(None, last)))
        sentences.append(f"At the end by {drawing.names[side]}: {told or 'nothing'}.")
    return " ".join(sentences)


def _style() -> str:
    def hues(colours: tuple[str, ...]) -> str:
        return "".join(f".h{n}{{stroke:{hue};fill:{hue}}}" for n, hue in enumerate(colours))

    dashes = "".join(f".d{n} polyline{{stroke-dasharray:{dash}}}" for n, dash in enumerate(DASHES))
    return (
        "svg{font:12px system-ui,sans-serif}.page{fill:#fff}text{stroke:none}.name{font-weight:600;fill:#1a1a1a}"
        ".place,.time{fill:#5c5c5c}.place,.end{text-anchor:end}.rule{stroke:#e6e6e6}"
        f"polyline{{fill:none;stroke-width:2.5;stroke-linejoin:round}}circle{{stroke:none}}{hues(HUES)}{dashes}"
        f"@media(prefers-color-scheme:dark){{.page{{fill:#161616}}.name{{fill:#f2f2f2}}.place,.time{{fill:#a8a8a8}}"
        f".rule{{stroke:#333}}{hues(DARK)}}}"
    )


def _said(text: str) -> str:
    """Words as XML, without the control characters that it cannot hold."""
    return escape("".join(character if character.isprintable() else " " for character in text))
