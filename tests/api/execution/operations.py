"""Operations made up at random: fragments, aliases, directives and variables over any schema."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from graphql import (
    GraphQLArgument,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
    is_required_argument,
)

Literal = Callable[[Random, str, GraphQLArgument], str | None]
"""What to say for an argument of a name; None to leave it out."""
Composite = GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType


class Operations:
    """Makes up one operation and what is needed with it.

    avoided  fields, as `Type.field`, that are not asked for
    """

    def __init__(
        self, schema: GraphQLSchema, random: Random, literal: Literal, avoided: frozenset[str] = frozenset()
    ) -> None:
        self._schema = schema
        self._random = random
        self._literal = literal
        self._avoided = avoided
        self._fragments: list[str] = []
        self._aliases = 0
        self.variables = {"yes": True, "no": False, "maybe": random.random() < 0.5}

    def query(self, depth: int) -> str:
        """A query of so many levels at most."""
        assert self._schema.query_type is not None
        selection = self._selection(self._schema.query_type, depth)
        known = "query Q($yes: Boolean!, $no: Boolean = true, $maybe: Boolean!)"
        mention = "__typename @include(if: $yes) @skip(if: $no) m: __typename @skip(if: $maybe)"
        return f"{known} {{ {mention} {selection} }}\n" + "\n".join(self._fragments)

    def _selection(self, type_: Composite, depth: int) -> str:
        parts = [self._part(type_, depth) for _ in range(self._random.randint(1, 3))]
        return " ".join(part for part in parts if part) or "__typename"

    def _part(self, type_: Composite, depth: int) -> str | None:
        roll = self._random.random()
        if isinstance(type_, GraphQLUnionType) or (isinstance(type_, GraphQLInterfaceType) and roll < 0.5):
            return self._narrowed(self._random.choice(list(self._schema.get_possible_types(type_))), depth)
        if roll < 0.1:
            return f"... {self._directive()} {{ {self._selection(type_, depth)} }}"
        if roll < 0.2:
            return self._spread(type_, depth)
        if roll < 0.25:
            return "__typename"
        return self._field(type_, depth)

    def _narrowed(self, type_: GraphQLNamedType, depth: int) -> str:
        assert isinstance(type_, GraphQLObjectType)
        return f"... on {type_.name} {self._directive()} {{ {self._selection(type_, depth)} }}"

    def _spread(self, type_: Composite, depth: int) -> str:
        selection = self._selection(type_, depth)
        name = f"F{len(self._fragments)}"
        self._fragments.append(f"fragment {name} on {type_.name} {{ {selection} }}")
        return f"...{name} {self._directive()}"

    def _field(self, type_: GraphQLObjectType | GraphQLInterfaceType, depth: int) -> str | None:
        names = [name for name in type_.fields if f"{type_.name}.{name}" not in self._avoided]
        leaves = [name for name in names if is_leaf_type(get_named_type(type_.fields[name].type))]
        choice = names if depth > 0 else leaves
        if not choice:
            return None
        name = self._random.choice(choice)
        given = self._arguments(type_.fields[name])
        if given is None:
            return None
        below = get_named_type(type_.fields[name].type)
        selection = "" if is_leaf_type(below) else f"{{ {self._below(below, depth - 1)} }}"
        self._aliases += 1
        return f"{name[0]}{self._aliases}: {name}{given} {self._directive()} {selection}"

    def _below(self, type_: GraphQLNamedType, depth: int) -> str:
        assert isinstance(type_, Composite)
        return self._selection(type_, depth)

    def _arguments(self, field: GraphQLField) -> str | None:
        said = []
        for name, argument in field.args.items():
            literal = self._literal(self._random, name, argument)
            if literal is not None:
                said.append(f"{name}: {literal}")
            elif is_required_argument(argument):
                return None
        return f"({', '.join(said)})" if said else ""

    def _directive(self) -> str:
        roll = self._random.random()
        if roll > 0.2:
            return ""
        name = self._random.choice(["skip", "include"])
        return f"@{name}(if: {self._random.choice(['true', 'false', '$yes', '$no', '$maybe'])})"
