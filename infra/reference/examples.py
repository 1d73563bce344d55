"""Examples of every field and argument: not made up, but taken from what the cookbook sends and is answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    SelectionSetNode,
    get_named_type,
    is_introspection_type,
    value_from_ast_untyped,
)

from infra.reference.cookbook import JSON, Recipe

Composite = GraphQLObjectType | GraphQLInterfaceType


@dataclass(slots=True)
class Example:
    """A value that was sent or answered, and the recipes it is found in, the best one first."""

    value: Any
    recipes: list[Recipe]


@dataclass
class Examples:
    """By the name of the thing: ``Post.likeCount``, ``Query.feed(first)``, ``PostRef.postId``."""

    schema: GraphQLSchema
    found: dict[str, Example] = field(default_factory=dict)

    @classmethod
    def of(cls, schema: GraphQLSchema, cookbook: list[Recipe]) -> Examples:
        """All that a cookbook shows."""
        examples = cls(schema)
        answers = {recipe.name: recipe.answer for recipe in cookbook if recipe.answer}
        for recipe in cookbook:
            root = schema.get_root_type(recipe.operation.operation)
            assert root
            reading = _Reading(examples, recipe, recipe.filled(answers))
            reading.fields(root, recipe.operation.selection_set, (recipe.answer or {}).get("data") or {})
        return examples

    def of_argument(self, name: str, kind: GraphQLInputType) -> Example | None:
        """What is sent for an argument or a field of an input; else for one elsewhere of that name and type."""
        return self.found.get(name) or self.found.get(_alike(name, kind))

    def note(self, name: str, value: Any, recipe: Recipe) -> None:
        """A value was seen; the first that says something stays."""
        known = self.found.setdefault(name, Example(value, []))
        if known.value in (None, [], "") and value not in (None, [], ""):
            known.value, known.recipes = value, [recipe, *known.recipes]
        if recipe not in known.recipes:
            known.recipes.append(recipe)


@dataclass(frozen=True, slots=True)
class _Reading:
    examples: Examples
    recipe: Recipe
    variables: JSON

    def fields(self, kind: Composite, selected: SelectionSetNode, data: JSON) -> None:
        """Note the fields of one object."""
        for node in selected.selections:
            if isinstance(node, InlineFragmentNode):
                self._part(node, data)
            elif isinstance(node, FieldNode) and not node.name.value.startswith("__"):
                key = node.alias.value if node.alias else node.name.value
                if key in data:
                    self._field(kind, node, data[key])

    def _part(self, node: InlineFragmentNode, data: JSON) -> None:
        assert node.type_condition
        kind = self.examples.schema.type_map[node.type_condition.name.value]
        assert isinstance(kind, Composite)
        self.fields(kind, node.selection_set, data)

    def _field(self, parent: Composite, node: FieldNode, value: Any) -> None:
        definition: GraphQLField = parent.fields[node.name.value]
        name = f"{parent.name}.{node.name.value}"
        self.examples.note(name, value, self.recipe)
        for argument in node.arguments or ():
            given = value_from_ast_untyped(argument.value, self.variables)
            self._given(f"{name}({argument.name.value})", definition.args[argument.name.value].type, given)
        kind = get_named_type(definition.type)
        if node.selection_set and isinstance(kind, Composite):
            for thing in _things(value):
                self.fields(kind, node.selection_set, thing)

    def _given(self, name: str, kind: GraphQLInputType, value: Any) -> None:
        self.examples.note(name, value, self.recipe)
        self.examples.note(_alike(name, kind), value, self.recipe)
        named = get_named_type(kind)
        if isinstance(named, GraphQLInputObjectType):
            for part, inner in (value or {}).items():
                self._given(f"{named.name}.{part}", named.fields[part].type, inner)


def _things(value: Any) -> Iterator[JSON]:
    if isinstance(value, list):
        for part in value:
            yield from _things(part)
    elif value is not None:
        yield value


def _alike(name: str, kind: GraphQLInputType) -> str:
    """What arguments of one name and type have in common, wherever they stand."""
    return f"{re.split('[.(]', name.rstrip(')'))[-1]}: {kind}"


def without_example(schema: GraphQLSchema, cookbook: list[Recipe]) -> list[str]:
    """The fields and arguments of a schema that no recipe shows."""
    examples, bare = Examples.of(schema, cookbook), []
    for kind in schema.type_map.values():
        if isinstance(kind, GraphQLInputObjectType):
            given = {f"{kind}.{name}": part.type for name, part in kind.fields.items()}
        elif isinstance(kind, Composite) and not is_introspection_type(kind):
            bare += [f"{kind}.{name}" for name in kind.fields if f"{kind}.{name}" not in examples.found]
            fields = kind.fields.items()
            given = {f"{kind}.{name}({arg})": of.type for name, field in fields for arg, of in field.args.items()}
        else:
            continue
        bare += [name for name, of in given.items() if not examples.of_argument(name, of)]
    return bare
