"""The change from one text to another: nothing is lost, and nothing takes long."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from domain.words import WordChange, WordChangeKind, word_changes

KEPT, ADDED, REMOVED = WordChangeKind
WORDS = ["a", "red", "Boot", "灯台", ",", ";", "d'or", "👩‍🚀", "à"]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)


def test_what_changed_stands_in_reading_order() -> None:
    assert word_changes("a red boat, dusk", "a green boat, dusk; snow") == [
        WordChange(KEPT, "a "),
        WordChange(REMOVED, "red "),
        WordChange(ADDED, "green "),
        WordChange(KEPT, "boat, dusk"),
        WordChange(ADDED, "; snow"),
    ]
    assert word_changes("", "") == []


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_it(before: str, after: str) -> None:
    changes = word_changes(before, after)
    assert "".join(change.text for change in changes if change.kind is not REMOVED) == after
    old = "".join(change.text for change in changes if change.kind is not ADDED)
    assert old.replace(" ", "") == before.replace(" ", "")
    assert all(one.kind is not two.kind for one, two in pairwise(changes))
