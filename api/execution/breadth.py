"""How many things an operation can ask for: lists within lists multiply, and that is what costs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import prod
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
)

THINGS = 10_000
"""The most that one operation may ask for: each costs 0.1 ms and more to read and to tell."""
WIDEST = 100
"""What any list gives at most, whatever is asked for."""
DIGITS = 10
"""Of the largest number that GraphQL calls one."""
INTROSPECTION = frozenset({"__schema", "__type"})
DESCRIBED = {"types": 100, "fields": 10, "inputFields": 10, "args": 3, "enumValues": 10, "possibleTypes": 10}
"""About how long the lists of a schema's description are: the usual question for all of it stays within the limit."""

Factor = int | str
"""How long a list is: a number, or the variable that says it."""


@dataclass(frozen=True, slots=True)
class Breadth:
    """Of one operation: for each list in it the lengths of the lists it stands in and its own."""

    lists: tuple[tuple[Factor, ...], ...]
    defaults: Mapping[str, int]

    def things(self, variables: Mapping[str, Any]) -> int:
        """The most that the lists can hold together, with these variables."""
        return sum(prod(self._length(factor, variables) for factor in factors) for factors in self.lists)

    def _length(self, factor: Factor, variables: Mapping[str, Any]) -> int:
        said = factor if isinstance(factor, int) else variables.get(factor, self.defaults.get(factor, 0))
        length = len(said) if isinstance(said, list) else said
        known = length if isinstance(length, int | float) else 1  # GraphQL takes 50.0 for 50, and one thing for a list
        return int(min(max(known, 0), WIDEST))


def measure(document: DocumentNode) -> dict[str | None, Breadth]:
    """The breadth of each operation by its name. The document is valid and its fragments are within the limits."""
    fragments = {n.name.value: n for n in document.definitions if isinstance(n, FragmentDefinitionNode)}
    operations = [n for n in document.definitions if isinstance(n, OperationDefinitionNode)]
    return {
        operation.name.value if operation.name else None: Breadth(
            tuple(_lists(operation.selection_set, (), fragments)), dict(_defaults(operation))
        )
        for operation in operations
    }


def _lists(
    selections: SelectionSetNode | None,
    inside: tuple[Factor, ...],
    fragments: Mapping[str, FragmentDefinitionNode],
    described: bool = False,
) -> Iterator[tuple[Factor, ...]]:
    """`described`: within the schema's own description, whose lists say nowhere how long they are."""
    for node in selections.selections if selections else ():
        if isinstance(node, FragmentSpreadNode):
            yield from _lists(fragments[node.name.value].selection_set, inside, fragments, described)
        elif isinstance(node, InlineFragmentNode):
            yield from _lists(node.selection_set, inside, fragments, described)
        elif isinstance(node, FieldNode):
            own = inside + (_described(node) if described else _factors(node))
            if own != inside:
                yield own
            yield from _lists(node.selection_set, own, fragments, described or node.name.value in INTROSPECTION)


def _described(node: FieldNode) -> tuple[Factor, ...]:
    return (DESCRIBED[node.name.value],) if node.name.value in DESCRIBED else ()


def _factors(node: FieldNode) -> tuple[Factor, ...]:
    lists = [argument for argument in node.arguments or () if argument.name.value in {"first", "ids"}]
    lengths = (_said(argument.value) for argument in lists)
    return tuple(length for length in lengths if length is not None)


def _said(value: ValueNode | None) -> Factor | None:
    if isinstance(value, VariableNode):
        return value.name.value
    if isinstance(value, ListValueNode):
        return len(value.values)
    return _number(value.value) if isinstance(value, IntValueNode) else None


def _number(digits: str) -> int:
    """What a number in a document says; one too long for any list is as good as the widest."""
    return int(digits) if len(digits) <= DIGITS else WIDEST


def _defaults(operation: OperationDefinitionNode) -> Iterator[tuple[str, int]]:
    for variable in operation.variable_definitions or ():
        length = _said(variable.default_value)
        if isinstance(length, int):
            yield variable.variable.name.value, length
