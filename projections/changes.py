"""The change algebra: what one event does to rows, and how changes of one row merge.

A change names a row and its *effect*, either an update (named columns put, counters added; nothing on an absent row)
or a replacement (a whole row, or its absence). Merging effects of contiguous ranges of the log, left to right, is
associative: ranges can be folded anywhere and merged afterwards. It is not commutative.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from projections.tables import Table

Key: TypeAlias = object
"""A row's key: the value of its only key column, or a tuple of several."""

Row: TypeAlias = Mapping[str, object]


class Update(NamedTuple):
    """Put and add to a row, if it is there. A tally's row is always there: absent equals zero."""

    puts: Row
    adds: Mapping[str, int]


class Replace(NamedTuple):
    """The row from now on; None ends it."""

    row: Row | None


Effect: TypeAlias = Update | Replace


class Change(NamedTuple):
    """One row's part in one event. Made by `Table.create`, `put`, `add` and `remove`."""

    table: Table
    key: Key
    effect: Effect


Changes: TypeAlias = Iterable[Change]


def merge(first: Effect, then: Effect) -> Effect:
    """The one effect that equals both in this order."""
    if isinstance(then, Replace):
        return then
    if isinstance(first, Update):
        return Update({**first.puts, **then.puts}, added(first.adds, then.adds))
    if first.row is None:
        return first
    sums = {name: _number(first.row[name]) + more for name, more in then.adds.items()}
    return Replace({**first.row, **then.puts, **sums})


def added(first: Mapping[str, int], then: Mapping[str, int]) -> Mapping[str, int]:
    """Two sets of increments as one."""
    if not then:
        return first
    sums = dict(first)
    for name, more in then.items():
        sums[name] = sums.get(name, 0) + more
    return sums


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError("only whole numbers can be added to")
    return value
