"""Every way through the schema from the element of a stream to something that is said, each as a document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, cast

from graphql import (
    GraphQLField,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    get_named_type,
    is_abstract_type,
    is_enum_type,
    is_leaf_type,
    is_required_argument,
)

TWICE = "Post"
"""A post may lead to another one; of other kinds one on a way is enough."""
GIVEN = {"Int": "2", "String": '"x"', "Boolean": "true"}


class Step(NamedTuple):
    """A field on the way, and the type that has it where that has to be said."""

    field: str
    on: str | None


def documents(schema: GraphQLSchema, root: str, call: str, depth: int) -> Iterator[str]:
    """Of a subscription's field, each with one way of so many fields at most below it.

    call  the field with its arguments
    """
    assert schema.subscription_type
    begun = schema.subscription_type.fields[root]
    for way in _ways(schema, begun.type, (get_named_type(begun.type).name,), depth):
        yield f"subscription {{ {call} {_written(way)} }}"


def _ways(
    schema: GraphQLSchema, type_: GraphQLOutputType, seen: tuple[str, ...], depth: int
) -> Iterator[tuple[Step, ...]]:
    named = get_named_type(type_)
    if is_leaf_type(named):
        yield ()
    elif depth:
        kinds = schema.get_possible_types(named) if is_abstract_type(named) else [cast(GraphQLObjectType, named)]
        for kind in kinds:
            for name, field in kind.fields.items():
                below = get_named_type(field.type).name
                if seen.count(below) <= (below == TWICE) or is_leaf_type(get_named_type(field.type)):
                    on = kind.name if len(kinds) > 1 else None
                    for rest in _ways(schema, field.type, (*seen, below), depth - 1):
                        yield (Step(name + _arguments(field), on), *rest)


def _arguments(field: GraphQLField) -> str:
    given = []
    for name, argument in field.args.items():
        if is_required_argument(argument):
            assert isinstance(argument.type, GraphQLNonNull)
            type_ = argument.type.of_type
            value = next(iter(type_.values)) if is_enum_type(type_) else GIVEN[get_named_type(type_).name]
            given.append(f"{name}: {value}")
    return f"({', '.join(given)})" if given else ""


def _written(way: tuple[Step, ...]) -> str:
    text = ""
    for step in reversed(way):
        text = f"{{ {step.field} {text} }}"
        text = f"{{ ... on {step.on} {text} }}" if step.on else text
    return text
