"""Merging changes equals applying them one by one, however the log is cut."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections.changes import Change, Effect, Key, Replace, merge
from projections.fold import Batch
from projections.tables import Kind, Table

table = Table("things", key={"thing": "uuid"}, puts={"colour": "text", "size": "integer"}, adds=("seen", "kept"))
tally = Table("counts", key={"thing": "uuid"}, puts={}, adds=("seen", "kept"), kind=Kind.TALLY)

keys = st.sampled_from("abc")
numbers = st.dictionaries(st.sampled_from(["seen", "kept"]), st.integers(-3, 3), min_size=1)
puts = st.dictionaries(st.sampled_from(["colour", "size"]), st.integers(0, 9), min_size=1)
changes = st.one_of(
    st.builds(lambda key, value: table.create(key, colour=value, size=value), keys, st.integers(0, 9)),
    st.builds(lambda key, columns: table.put(key, **columns), keys, puts),
    st.builds(lambda key, columns: table.add(key, **columns), keys, numbers),
    st.builds(table.remove, keys),
    st.builds(lambda key, columns: tally.add(key, **columns), keys, numbers),
)
histories = st.lists(changes, max_size=40)

State = dict[tuple[str, Key], dict[str, object]]


def apply(state: State, change: Change) -> None:
    """One change to a state, as the table in the design says it."""
    of, key, effect = change
    place = (of.name, key)
    if isinstance(effect, Replace):
        state.pop(place, None)
        if effect.row is not None:
            state[place] = dict(effect.row)
        return
    if place not in state and of.kind is Kind.ROWS:
        return
    row = state.setdefault(place, {"seen": 0, "kept": 0})
    row.update(effect.puts)
    for name, more in effect.adds.items():
        row[name] = int(str(row[name])) + more


def one_by_one(history: Sequence[Change], state: State | None = None) -> State:
    """The state after a history, change after change."""
    after: State = {place: dict(row) for place, row in (state or {}).items()}
    for change in history:
        apply(after, change)
    return after


def batched(history: Sequence[Change]) -> Batch:
    batch = Batch()
    batch.apply(_copied(history))
    return batch


def brought_in(state: State, batch: Batch) -> State:
    """The state after a batch of merged effects."""
    return one_by_one([(of, key, effect) for of, effects in batch for key, effect in effects.items()], state)


@given(st.lists(histories, max_size=5))
def test_batches_over_any_cut_equal_the_sequence(pieces: list[list[Change]]) -> None:
    state: State = {}
    for piece in pieces:
        state = brought_in(state, batched(piece))
    assert state == one_by_one([change for piece in pieces for change in piece])


@given(st.lists(changes.filter(lambda change: change[0] is table), min_size=3, max_size=3))
def test_merging_is_associative(three: list[Change]) -> None:
    first, second, third = (effect for _, _, effect in _copied(three))
    left = merge(merge(first, second), third)
    first, second, third = (effect for _, _, effect in _copied(three))
    right = merge(first, merge(second, third))
    for present in (True, False):
        before: State = {("things", "a"): {"colour": 1, "size": 1, "seen": 5, "kept": 5}} if present else {}
        assert _after(before, left) == _after(before, right)


def _copied(some: Sequence[Change]) -> list[Change]:
    """Merging uses effects up."""
    return [(of, key, deepcopy(effect)) for of, key, effect in some]


def _after(before: State, effect: Effect) -> State:
    return one_by_one([(table, "a", effect)], before)


def test_merging_is_not_commutative() -> None:
    made, gone = table.create("a", colour=1, size=1)[2], table.remove("a")[2]
    assert merge(made, gone) != merge(gone, made)


def test_an_update_of_what_was_removed_is_nothing() -> None:
    assert merge(table.remove("a")[2], table.add("a", seen=1)[2]) == Replace(None)


@pytest.mark.parametrize(
    ("puts_", "adds", "kind"), [({"seen": "text"}, ("seen",), Kind.ROWS), ({"colour": "text"}, (), Kind.TALLY)]
)
def test_a_column_is_either_put_or_added(puts_: dict[str, str], adds: tuple[str, ...], kind: Kind) -> None:
    with pytest.raises(ValueError, match=r"put|added"):
        Table("wrong", key={"k": "uuid"}, puts=puts_, adds=adds, kind=kind)


def test_changes_name_columns_of_their_own_kind_only() -> None:
    with pytest.raises(ValueError, match="create takes"):
        table.create("a", colour=1)
    with pytest.raises(ValueError, match="put takes"):
        table.put("a", seen=1)
    with pytest.raises(ValueError, match="add takes"):
        table.add("a", colour=1)
