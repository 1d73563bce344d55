"""An outcome as JSON and as rows of a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from api.ids import NodeKind, node_id
from domain.identity import position_text
from projections.replays.outcome import Entry, Formula, Outcome

Plain = dict[str, Any]
"""What JSON can say."""


def plain(outcome: Outcome, titles: Mapping[UUID, str]) -> Plain:
    """The whole outcome for programs; ids and positions as the API writes them."""
    return {
        "a": _formula(outcome.a),
        "b": _formula(outcome.b),
        "window": outcome.window.value,
        "top": outcome.top,
        "now": position_text(outcome.now),
        "unfolded": outcome.unfolded,
        "digest": outcome.digest,
        "posts": {node_id(NodeKind.POST, post): title for post, title in titles.items()},
        "frames": [
            {
                "position": position_text(frame.position),
                "rankedAt": frame.ranked_at.isoformat(),
                "a": [_entry(entry) for entry in frame.a],
                "b": [_entry(entry) for entry in frame.b],
            }
            for frame in outcome.frames
        ],
    }


def rows(outcome: Outcome) -> Iterator[Plain]:
    """A row for each place on each board."""
    for step, frame in enumerate(outcome.frames):
        for side, ranker, board in (("a", outcome.a, frame.a), ("b", outcome.b, frame.b)):
            for entry in board:
                yield {
                    "step": step,
                    "position": frame.position,
                    "ranked_at": frame.ranked_at,
                    "side": side,
                    "ranker": ranker.name,
                    "version": ranker.version,
                } | _entry(entry)


def _formula(ranker: Formula) -> Plain:
    return {"name": ranker.name, "version": ranker.version, "formula": ranker.formula}


def _entry(entry: Entry) -> Plain:
    return {
        "place": entry.place,
        "post": node_id(NodeKind.POST, entry.post),
        "score": entry.score,
        "terms": [{"name": term.name, "value": term.value, "events": term.events} for term in entry.terms],
    }
