"""Documents are parsed, measured and validated once; the same text is then known."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import strawberry
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    get_operation_ast,
    parse,
    specified_rules,
    validate,
)

from api.execution.compiled.compiler import Plans
from api.execution.cost import MOST, Cost, costs
from api.limits import Bill

TOKENS = 1_000
"""The standard introspection query has 163; checking a document costs up to the square of this."""
DEPTH = 15
"""Levels of fields; the standard introspection query of GraphiQL has exactly as many."""
ALIASES = 100
FIELDS = 1_000
"""Fields after fragments are spread, so that fragments cannot multiply in secret."""
REPEATS = 20
"""Of one field in one selection: merging them costs up to the square of this, and says nothing new."""
FAULTS = 5
"""Of a document, told at most: looking for more costs more."""
CHARACTERS = 10
"""Of a text that is read for a point: to check a document takes up to 0.04 s."""
REMEMBERED = 200_000
"""Characters of documents that stay compiled, each at up to 200 bytes: the least recently used are forgotten first."""


class Refused(Exception):
    """A document that will not be run, and why; with the bill where that is the reason."""

    def __init__(self, *errors: GraphQLError, bill: Bill | None = None) -> None:
        super().__init__(errors[0].message)
        self.errors = errors
        self.bill = bill


@dataclass(frozen=True, slots=True)
class Document:
    """A valid document within the limits."""

    node: DocumentNode
    costs: Mapping[str | None, Cost]
    plans: Plans

    def cost(self, operation_name: str | None, variables: Mapping[str, Any]) -> int:
        """What the named operation (the only one where no name is given) costs with these variables, in points."""
        name = operation_name if operation_name in self.costs else next(iter(self.costs))
        return self.costs[name].points(variables)

    def check(self, operation_name: str | None, variables: Mapping[str, Any]) -> None:
        """Refused where the operation, with these variables, asks for too much."""
        cost = self.cost(operation_name, variables)
        if cost > MOST:
            message = f"This costs {cost:,} points, and one operation at most {MOST:,}: lists within lists multiply."
            raise Refused(GraphQLError(message, extensions={"cost": {"requested": cost, "limit": MOST}}))

    def title(self, operation_name: str | None) -> str:
        """Its kind and its first field, as the schema calls it: the client's own name for it may say anything."""
        operation = get_operation_ast(self.node, operation_name)
        first = operation.selection_set.selections[0] if operation else None
        named = f" {first.name.value}" if isinstance(first, FieldNode) else ""
        return f"{operation.operation.value}{named}" if operation else "operation"

    def kind(self, operation_name: str | None) -> OperationType | None:
        """What the named operation is (the only one where no name is given), None if there is no such."""
        operation = get_operation_ast(self.node, operation_name)
        return operation.operation if operation else None


class Documents:
    """The compiled documents of one schema, the least recently used forgotten first.

    introspection  whether a document may ask for the schema's description, and is told what it may have meant
    """

    def __init__(self, schema: strawberry.Schema, remembered: int = REMEMBERED, *, introspection: bool = True) -> None:
        self._schema = schema
        self._rules = specified_rules if introspection else (*specified_rules, NoSchemaIntrospectionCustomRule)
        self._introspection = introspection
        self._remembered = remembered
        self._known: OrderedDict[str, Document] = OrderedDict()
        self._characters = 0

    def reading(self, text: str) -> int:
        """What it costs to read a text, in points: none once it is known."""
        return 0 if text in self._known else len(text) // CHARACTERS + 1

    def compile(self, text: str) -> Document:
        """The document of a text, or Refused."""
        known = self._known.get(text)
        if known is not None:
            self._known.move_to_end(text)
            return known
        node = _parsed(text)
        if errors := validate(
            self._schema._schema, node, self._rules, max_errors=FAULTS, hide_suggestions=not self._introspection
        ):
            raise Refused(*errors)
        document = Document(node, costs(self._schema, node), Plans(self._schema, node))
        self._known[text] = document
        self._characters += len(text)
        while self._characters > self._remembered:
            forgotten, _ = self._known.popitem(last=False)
            self._characters -= len(forgotten)
        return document


def _parsed(text: str) -> DocumentNode:
    """The document within its limits, not yet valid."""
    try:
        node = parse(text, max_tokens=TOKENS)
    except GraphQLError as error:
        raise Refused(error) from None
    except RecursionError:
        raise Refused(GraphQLError("The document is nested too deeply.")) from None
    if message := _Measure(node).excess():
        raise Refused(GraphQLError(message))
    return node


@dataclass(frozen=True, slots=True)
class Size:
    """Of a selection, fragments spread: levels, fields, aliases; and how often its most repeated field stands."""

    depth: int = 0
    fields: int = 0
    aliases: int = 0
    repeats: int = 0


class _Measure:
    """Measures operations; each fragment once, however often it is spread."""

    def __init__(self, document: DocumentNode) -> None:
        self._operations = [n for n in document.definitions if isinstance(n, OperationDefinitionNode)]
        self._fragments = {n.name.value: n for n in document.definitions if isinstance(n, FragmentDefinitionNode)}
        self._sizes: dict[str, Size] = {}

    def excess(self) -> str | None:
        """What is too much, in a sentence; None if nothing is."""
        sizes = [self._selection(operation.selection_set, ()) for operation in self._operations]
        for limit, name in ((DEPTH, "depth"), (FIELDS, "fields"), (ALIASES, "aliases"), (REPEATS, "repeats")):
            if any(getattr(size, name) > limit for size in sizes):
                return f"The document is too large: at most {limit} in {name}."
        return None

    def _selection(self, selections: SelectionSetNode | None, inside: tuple[str, ...]) -> Size:
        parts = [self._part(node, inside) for node in selections.selections] if selections else []
        return Size(
            max((part.depth for part in parts), default=0),
            min(sum(part.fields for part in parts), FIELDS + 1),
            min(sum(part.aliases for part in parts), ALIASES + 1),
            max(_repeats(selections), *(part.repeats for part in parts)) if parts else 0,
        )

    def _part(self, node: object, inside: tuple[str, ...]) -> Size:
        if isinstance(node, FieldNode):
            below = self._selection(node.selection_set, inside)
            aliases = below.aliases + (node.alias is not None)
            return Size(below.depth + 1, below.fields + 1, aliases, below.repeats)
        if isinstance(node, InlineFragmentNode):
            return self._selection(node.selection_set, inside)
        assert isinstance(node, FragmentSpreadNode)
        return self._fragment(node.name.value, inside)

    def _fragment(self, name: str, inside: tuple[str, ...]) -> Size:
        if name in inside or name not in self._fragments:  # validation names the fault
            return Size()
        if name not in self._sizes:
            self._sizes[name] = self._selection(self._fragments[name].selection_set, (*inside, name))
        return self._sizes[name]


def _repeats(selections: SelectionSetNode | None) -> int:
    """How often the most repeated field stands in a selection itself, under one name."""
    nodes = [node for node in (selections.selections if selections else ()) if isinstance(node, FieldNode)]
    return max(Counter((node.alias or node.name).value for node in nodes).values(), default=0)
