"""A view: tables, and for each kind of event a pure function to changes of their rows."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from hashlib import sha256
from types import FunctionType
from typing import TypeAlias, TypeVar

from domain.events import TOPICS, Event
from projections.changes import Changes
from projections.tables import Table

E = TypeVar("E", bound=Event)
Handler: TypeAlias = Callable[[E, int], Changes]
"""(event, its position) to changes. Reads nothing else: no clock, no table, no chance."""

SCHEMA = "views"


class View:
    """A read model.

    name     as `log` shows it
    version  raised by hand when its meaning changes in a way that its code does not show
    tables   in the order in which they are written
    """

    def __init__(self, name: str, version: int, tables: Sequence[Table]) -> None:
        self.name = name
        self.version = version
        self.tables = tuple(tables)
        self.handlers: dict[type[Event], Handler[Event]] = {}

    def on(self, kind: type[E]) -> Callable[[Handler[E]], Handler[E]]:
        """Declare the function for one kind of event."""

        def declare(handler: Handler[E]) -> Handler[E]:
            if kind in self.handlers:
                raise ValueError(f"{self.name}: {kind.TOPIC} is handled twice")
            self.handlers[kind] = handler  # type: ignore[assignment]  # is called with this kind only
            return handler

        return declare

    @property
    def fingerprint(self) -> str:
        """Changes whenever the same log could give other rows: with the version, the tables or the functions."""
        parts = [str(self.version), *(sql for table in self.tables for sql in _definitions(table))]
        for topic in sorted(kind.TOPIC for kind in self.handlers):
            parts += [topic, *_sources(self.handlers[TOPICS[topic]])]
        return sha256("\n".join(parts).encode()).hexdigest()


def _definitions(table: Table) -> list[str]:
    made = [table.definition(SCHEMA), table.key_definition(SCHEMA), *table.index_definitions(SCHEMA)]
    return [*made, *table.wall_definitions(SCHEMA)]


def _sources(handler: Callable[..., object]) -> list[str]:
    """The text of a function, of its module's functions it names, and the constants it names."""
    seen: dict[str, str] = {}
    waiting = [handler]
    while waiting:
        function = waiting.pop()
        if not isinstance(function, FunctionType):
            continue
        seen[function.__name__] = inspect.getsource(function)
        for name in function.__code__.co_names:
            value = function.__globals__.get(name)
            if isinstance(value, FunctionType) and value.__module__ == function.__module__ and name not in seen:
                waiting.append(value)
            elif isinstance(value, int | float | str | tuple | frozenset):
                seen[name] = repr(sorted(value, key=repr) if isinstance(value, frozenset) else value)
    return [seen[name] for name in sorted(seen)]
