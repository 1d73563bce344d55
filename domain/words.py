"""What changed from one text to another, word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

WORD = re.compile(r"(\w+|[^\w\s])\s*")
"""A word or a sign, and the space behind it."""


class WordChangeKind(StrEnum):
    """What became of a stretch of words."""

    KEPT = "KEPT"
    ADDED = "ADDED"
    REMOVED = "REMOVED"


class WordChange(NamedTuple):
    """A stretch of words with one fate. KEPT and ADDED ones, put together, are the later text."""

    kind: WordChangeKind
    text: str


def word_changes(before: str, after: str) -> list[WordChange]:
    """How `after` came from `before`, in reading order, what was removed before what stands in its place.

    The space between words counts for nothing. Words that make up much of a long text anchor nothing, so that the
    work stays small whatever is written.
    """
    old, new = list(WORD.finditer(before)), list(WORD.finditer(after))
    matcher = SequenceMatcher(None, [word[1] for word in old], [word[1] for word in new])
    changes = []
    for fate, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if fate == "equal":
            changes.append(WordChange(WordChangeKind.KEPT, _joined(new[new_from:new_to])))
            continue
        removed, added = _joined(old[old_from:old_to]), _joined(new[new_from:new_to])
        changes += [WordChange(WordChangeKind.REMOVED, removed)] if removed else []
        changes += [WordChange(WordChangeKind.ADDED, added)] if added else []
    return changes


def _joined(words: list[re.Match[str]]) -> str:
    return "".join(word[0] for word in words)
