"""The schema as it is committed, and what clients rely on."""

from __future__ import annotations

from collections.abc import Iterator

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    build_schema,
    get_introspection_query,
    is_specified_scalar_type,
)

from api.execution.documents import DEPTH, Documents
from api.realtime.fields import Subscription
from api.schema.root import make_schema, sdl
from infra.cli.schema import SDL


def test_the_committed_schema_is_the_served_one() -> None:
    assert SDL.read_text() == sdl(Subscription), "run `limn schema --write` and commit what it changed"


def test_everything_is_described() -> None:
    bare = []
    for name, kind in build_schema(SDL.read_text()).type_map.items():
        if not name.startswith("__") and not is_specified_scalar_type(kind):
            bare += [] if kind.description else [name]
            bare += [f"{name}.{field}" for field in _undescribed(kind)]
    assert bare == []


def _undescribed(kind: GraphQLNamedType) -> Iterator[str]:
    if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
        for name, field in kind.fields.items():
            if not field.description:
                yield name
            yield from (
                f"{name}({arg})" for arg, value in field.args.items() if arg != "input" and not value.description
            )
    elif isinstance(kind, GraphQLInputObjectType):
        yield from (name for name, field in kind.fields.items() if not field.description)
    elif isinstance(kind, GraphQLEnumType):
        yield from (name for name, value in kind.values.items() if not value.description)


def test_clients_can_introspect_within_the_limits() -> None:
    documents = Documents(make_schema())
    assert documents.compile(get_introspection_query(specified_by_url=True, input_value_deprecation=True))
    assert DEPTH == 15
