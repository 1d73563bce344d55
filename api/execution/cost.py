"""What an operation costs, in points: one for each node and each thing in a list, more for what is known to be dear.

Lists within lists multiply, and what stands in two fragments is counted once. A cost is worked out once for a document;
what its variables say of lengths is put in for each request. It is the most that can be asked for: what a directive
leaves out is counted, and so is what turns out not to be there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import prod
from typing import Any, NamedTuple, cast

import strawberry
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLArgument,
    GraphQLCompositeType,
    GraphQLField,
    GraphQLNamedType,
    GraphQLObjectType,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    NullValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_list_type,
)

from api.execution.compiled.compiler import DEFINITION

MOST = 10_000
"""The most that one operation may cost: a point is about 0.1 ms of work."""
PRICES: Mapping[str, int] = {
    "Mutation": 10,
    "Mutation.register": 200,
    "Mutation.signIn": 200,
    "Mutation.startReplay": 500,
    "Query.account(asOf:)": 50,
    "Query.log": 10,
    "Query.people": 10,
    "Query.post(asOf:)": 50,
    "Query.proof": 200,
    "Query.search": 10,
    "Query.system": 50,
    "Query.tags": 20,
    "Query.trending": 20,
    "Query.trending(asOf:)": 200,
    "Query.trending(formula:)": 50,
    "Subscription": 10,
    "Subscription.trendingBoard": 20,
}
"""What costs more than that: each field of a type, a field, and a field that is given an argument."""

SIZES = ("first", "ids", "times")
"""The arguments that say how long a list is."""
WIDEST = 100
"""What any list gives at most, whatever is asked for."""
UNSAID = 10
"""Taken for the length of a list that nobody says, wherever something is looked up for each thing in it."""
DIGITS = 10
"""Of the largest number that GraphQL calls one."""

PART = 0.1
"""Of a point, for each part of the schema's own description: it is in memory, and has many parts."""
DESCRIBED = {"types": 100, "fields": 10, "inputFields": 10, "args": 3, "enumValues": 10, "possibleTypes": 10}
"""About how long its lists are."""


class Length(NamedTuple):
    """How long a list is, as a variable says it."""

    variable: str
    default: int

    def of(self, variables: Mapping[str, Any]) -> int:
        """A list is as long as it is; GraphQL takes 50.0 for 50, and one thing for a list."""
        said = variables.get(self.variable, self.default)
        length = len(said) if isinstance(said, list) else said
        return _within(length if isinstance(length, int | float) else 1)


class Given(NamedTuple):
    """Whether a variable has a value: once or not at all."""

    variable: str
    default: bool

    def of(self, variables: Mapping[str, Any]) -> int:
        """One or zero."""
        return int(variables[self.variable] is not None if self.variable in variables else self.default)


Factor = Length | Given


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one operation: points, each as often as the factors beside it say together."""

    terms: tuple[tuple[float, tuple[Factor, ...]], ...]

    def points(self, variables: Mapping[str, Any]) -> int:
        """With these variables, which are not coerced yet; at least one."""
        return max(1, round(sum(points * prod(one.of(variables) for one in times) for points, times in self.terms)))


def costs(schema: strawberry.Schema, document: DocumentNode) -> dict[str | None, Cost]:
    """The cost of each operation by its name. The document is valid, and its fragments are within the limits."""
    return {
        node.name.value if node.name else None: _Pricing(schema, document, node).cost()
        for node in document.definitions
        if isinstance(node, OperationDefinitionNode)
    }


class Times(NamedTuple):
    """How often something is looked up: a number, and what variables say."""

    number: int = 1
    factors: tuple[Factor, ...] = ()

    def each(self, of: int | Factor) -> Times:
        """As often for each of them."""
        return Times(self.number * of, self.factors) if isinstance(of, int) else Times(self.number, (*self.factors, of))


class _Pricing:
    """Works out the cost of one operation."""

    def __init__(self, schema: strawberry.Schema, document: DocumentNode, operation: OperationDefinitionNode) -> None:
        self._schema = schema._schema
        self._operation = operation
        self._fragments = {n.name.value: n for n in document.definitions if isinstance(n, FragmentDefinitionNode)}
        self._defaults = {n.variable.name.value: n.default_value for n in operation.variable_definitions or ()}
        self._terms: defaultdict[tuple[Factor, ...], float] = defaultdict(float)

    def cost(self) -> Cost:
        """Of the whole operation."""
        root = self._schema.get_root_type(self._operation.operation)
        assert root is not None, "the document is valid"
        self._below(root, [self._operation.selection_set], Times())
        return Cost(tuple((points, factors) for factors, points in self._terms.items()))

    def _add(self, points: float, times: Times) -> None:
        if points:
            self._terms[times.factors] += points * times.number

    def _below(self, type_: GraphQLCompositeType, selections: Iterable[SelectionSetNode | None], times: Times) -> None:
        """Fields that go by one name are one field, wherever they stand."""
        named: dict[tuple[str, str], tuple[GraphQLCompositeType, list[FieldNode]]] = {}
        for selection in selections:
            self._gather(type_, selection, named)
        for of, nodes in named.values():
            field = self._schema.get_field(of, nodes[0].name.value)
            assert field is not None, "the document is valid"
            self._field(of.name, field, nodes, times)

    def _gather(
        self,
        type_: GraphQLCompositeType,
        selection: SelectionSetNode | None,
        named: dict[tuple[str, str], tuple[GraphQLCompositeType, list[FieldNode]]],
    ) -> None:
        for node in selection.selections if selection else ():
            if isinstance(node, FieldNode):
                name = (node.alias or node.name).value
                named.setdefault((type_.name, name), (type_, []))[1].append(node)
                continue
            assert isinstance(node, InlineFragmentNode | FragmentSpreadNode)
            fragment = node if isinstance(node, InlineFragmentNode) else self._fragments[node.name.value]
            condition = fragment.type_condition
            of = cast(GraphQLCompositeType, self._schema.type_map[condition.name.value]) if condition else type_
            self._gather(of, fragment.selection_set, named)

    def _field(self, type_: str, field: GraphQLField, nodes: list[FieldNode], times: Times) -> None:
        name = nodes[0].name.value
        self._dear(type_, name, nodes[0], times)
        if type_.startswith("__"):
            within = times.each(DESCRIBED.get(name, 1))
            self._add(PART if name in DESCRIBED else 0, within)
        else:
            within = self._looked_up(field, nodes[0], times)
        if is_composite_type(below := get_named_type(field.type)):
            self._below(below, [node.selection_set for node in nodes], within)

    def _looked_up(self, field: GraphQLField, node: FieldNode, times: Times) -> Times:
        """How often what stands below is; what comes with its thing, however much that is, is paid for with it."""
        if sizes := [name for name in SIZES if name in field.args]:
            for name in sizes:
                times = times.each(self._length(field.args[name], _argument(node, name)))
            self._add(1, times)
            return times
        if DEFINITION not in field.extensions or not field.extensions[DEFINITION].is_async:
            return times
        self._add(_is_node(get_named_type(field.type)), times)
        return times.each(UNSAID) if is_list_type(get_nullable_type(field.type)) else times

    def _dear(self, type_: str, name: str, node: FieldNode, times: Times) -> None:
        self._add(PRICES.get(f"{type_}.{name}", PRICES.get(type_, 0)), times)
        for argument in node.arguments or ():
            price = PRICES.get(f"{type_}.{name}({argument.name.value}:)", 0)
            if isinstance(argument.value, VariableNode):
                variable = argument.value.name.value
                self._add(price, times.each(Given(variable, self._defaults.get(variable) is not None)))
            elif not isinstance(argument.value, NullValueNode):
                self._add(price, times)

    def _length(self, argument: GraphQLArgument, value: ValueNode | None) -> int | Length:
        unsaid = _within(argument.default_value) if isinstance(argument.default_value, int) else 1
        if isinstance(value, VariableNode):
            default = self._defaults.get(value.name.value)
            return Length(value.name.value, _said(default) if default else unsaid)
        return _said(value) if value else unsaid


def _is_node(type_: GraphQLNamedType) -> bool:
    interfaces = type_.interfaces if isinstance(type_, GraphQLObjectType) else (type_,)
    return any(interface.name == "Node" for interface in interfaces)


def _argument(node: FieldNode, name: str) -> ValueNode | None:
    return next((argument.value for argument in node.arguments or () if argument.name.value == name), None)


def _said(value: ValueNode) -> int:
    """What a document says of a length; a number too long for any list is as good as the widest."""
    if isinstance(value, ListValueNode):
        return _within(len(value.values))
    if isinstance(value, IntValueNode):
        return _within(int(value.value)) if len(value.value) <= DIGITS else WIDEST
    return 1


def _within(length: float) -> int:
    return int(min(max(length, 0), WIDEST))
