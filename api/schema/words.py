"""How the words of a picture came from those of its parent."""

from __future__ import annotations

from uuid import UUID

import strawberry

from api.gate import Gate
from api.schema.enums import show
from domain.words import WordChangeKind, word_changes

show(
    WordChangeKind,
    "What became of a stretch of words.",
    KEPT="In both.",
    ADDED="In the later words alone.",
    REMOVED="In the earlier words alone.",
)


@strawberry.type(description="A stretch of words with one fate. The KEPT and ADDED ones, put together, are the prompt.")
class WordChange:
    """In reading order, what was removed before what stands in its place."""

    kind: WordChangeKind = strawberry.field(description="What became of it.")
    text: str = strawberry.field(description="The words, with the space behind them.")


async def changed_words(gate: Gate, before: UUID, after: UUID) -> list[WordChange] | None:
    """From the prompt of one render to that of another; None unless the viewer may read both."""
    old, new = (await gate.words(before)).get("prompt"), (await gate.words(after)).get("prompt")
    if old is None or new is None:
        return None
    return [WordChange(kind=change.kind, text=change.text) for change in word_changes(old, new)]
