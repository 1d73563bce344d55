"""Resolved values become JSON: each type for a whole list of values at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

from graphql import GraphQLLeafType, GraphQLScalarType, Undefined

if TYPE_CHECKING:
    from api.execution.compiled.plan import Run, Selection

Coerce = Callable[[Any], Any]
LARGEST = 2**31 - 1
"""GraphQL's Int has 32 bits."""
FINITE = 1.7976931348623157e308
EXACT: Mapping[str, type] = {"String": str, "ID": str, "Boolean": bool}
RANGES: Mapping[str, tuple[type[int] | type[float], float, float]] = {
    "Int": (int, -LARGEST - 1, LARGEST),
    "Float": (float, -FINITE, FINITE),
}


class Unfit(Exception):
    """A value that the straight way does not know: the reference executor says what is wrong with it, if anything."""


class Value(Protocol):
    """What is made of the values of a field."""

    def complete(self, values: list[Any], run: Run) -> list[Any]:
        """One JSON value for each; Unfit, or whatever a scalar raises."""
        ...


@dataclass(frozen=True, slots=True)
class Exact:
    """Values of one Python class that are JSON already."""

    kind: type
    otherwise: Coerce

    def complete(self, values: list[Any], run: Run) -> list[Any]:
        """As they are."""
        kind, otherwise = self.kind, self.otherwise
        return [value if type(value) is kind else otherwise(value) for value in values]


@dataclass(frozen=True, slots=True)
class Number:
    """Numbers within bounds; not a number is in no bounds."""

    kind: type[int] | type[float]
    low: float
    high: float
    otherwise: Coerce

    def complete(self, values: list[Any], run: Run) -> list[Any]:
        """As they are."""
        kind, low, high, otherwise = self.kind, self.low, self.high, self.otherwise
        return [value if type(value) is kind and low <= value <= high else otherwise(value) for value in values]


@dataclass(frozen=True, slots=True)
class Named:
    """Members of an enum, by their names in the schema."""

    kind: type[Enum]
    names: Mapping[Enum, str]
    otherwise: Coerce

    def complete(self, values: list[Any], run: Run) -> list[Any]:
        """Their names."""
        kind, names, otherwise = self.kind, self.names, self.otherwise
        return [names[value] if type(value) is kind else otherwise(value) for value in values]


@dataclass(frozen=True, slots=True)
class Coerced:
    """Any other leaf: its type says what it becomes."""

    coerce: Coerce

    def complete(self, values: list[Any], run: Run) -> list[Any]:
        """One by one."""
        return [self.coerce(value) for value in values]


@dataclass(frozen=True, slots=True)
class ListOf:
    """Lists, whose items are completed together."""

    item: Value
    nullable: bool

    def complete(self, values: list[Any], run: Run) -> list[Any]:
        """Lists as long as they were."""
        for value in values:
            if type(value) is not list and not (value is None and self.nullable):
                raise Unfit
        done = iter(self.item.complete([item for value in values if value for item in value], run))
        return [None if value is None else list(islice(done, len(value))) for value in values]


@dataclass(frozen=True, slots=True)
class Objects:
    """Objects of one class, or of several where their type is abstract: each class has a selection of its own."""

    selections: Mapping[type, Selection]
    nullable: bool

    def complete(self, values: list[Any], run: Run) -> list[Any]:
        """A dict for each, which the run fills."""
        made: list[Any] = []
        begun: dict[type, tuple[list[Any], list[dict[str, Any]]]] = {}
        for value in values:
            kind = type(value)
            if kind not in begun:
                if value is None and self.nullable:
                    made.append(None)
                    continue
                if kind not in self.selections:
                    raise Unfit
                begun[kind] = [], []
            objects, outs = begun[kind]
            out = self.selections[kind].blank.copy()
            objects.append(value)
            outs.append(out)
            made.append(out)
        for kind, (objects, outs) in begun.items():
            self.selections[kind].begin(objects, outs, run)
        return made


def leaf(type_: GraphQLLeafType, nullable: bool) -> Value:
    """The value of a scalar or an enum."""
    otherwise = _otherwise(type_, nullable)
    if not isinstance(type_, GraphQLScalarType):
        names = {value.value: name for name, value in type_.values.items()}
        wrapped = getattr(type_, "wrapped_cls", None)
        if isinstance(wrapped, type) and issubclass(wrapped, Enum):
            return Named(wrapped, {member: names[member.value] for member in wrapped}, otherwise)
    elif type_.name in EXACT:
        return Exact(EXACT[type_.name], otherwise)
    elif type_.name in RANGES:
        return Number(*RANGES[type_.name], otherwise)
    return Coerced(otherwise)


def _otherwise(type_: GraphQLLeafType, nullable: bool) -> Coerce:
    def otherwise(value: Any) -> Any:
        if value is None:
            if nullable:
                return None
            raise Unfit
        coerced = type_.coerce_output_value(value)
        if coerced is None or coerced is Undefined:
            raise Unfit
        return coerced

    return otherwise
