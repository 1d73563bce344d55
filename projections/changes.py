"""The change algebra: what one event does to rows, and how changes of one row merge.

A change names a row and its *effect*, either an update (named columns put, counters added; nothing on an absent row)
or a replacement (a whole row, or its absence). Merging effects of contiguous ranges of the log, left to right, is
associative: ranges can be folded anywhere and merged afterwards. It is not commutative.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from projections.tables import Table

Key: TypeAlias = object
"""A row's key: the value of its only key column, or a tuple of several."""

Row: TypeAlias = dict[str, object]


class Update(NamedTuple):
    """Put and add to a row, if it is there. A tally's row is always there: absent equals zero."""

    puts: Row
    adds: dict[str, int]


class Replace(NamedTuple):
    """The row from now on; None ends it."""

    row: Row | None


Effect: TypeAlias = Update | Replace


Change: TypeAlias = "tuple[Table, Key, Effect]"
"""One row's part in one event. Made by `Table.create`, `put`, `add` and `remove`."""

Changes: TypeAlias = Iterable[Change]


def merge(first: Effect, then: Effect) -> Effect:
    """The one effect that equals both in this order. Uses up `first`: a long fold must not copy rows."""
    if isinstance(then, Replace):
        return then
    if isinstance(first, Update):
        first.puts.update(then.puts)
        for name, more in then.adds.items():
            first.adds[name] = first.adds.get(name, 0) + more
    elif first.row is not None:
        first.row.update(then.puts)
        for name, more in then.adds.items():
            first.row[name] += more  # type: ignore[operator]  # counters are whole numbers from the start
    return first
