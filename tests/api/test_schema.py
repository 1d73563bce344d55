"""The schema as it is committed, and what clients rely on."""

from __future__ import annotations

from graphql import (
    build_schema,
    get_introspection_query,
    is_enum_type,
    is_input_object_type,
    is_interface_type,
    is_object_type,
)

from api.execution.documents import DEPTH, Documents
from api.realtime.fields import Subscription
from api.schema.root import make_schema, sdl
from infra.cli.schema import SDL


def test_the_committed_schema_is_the_served_one() -> None:
    assert SDL.read_text() == sdl(Subscription), "run `limn schema --write` and commit what it changed"


def test_everything_is_described() -> None:
    schema, bare = build_schema(SDL.read_text()), []
    for name, kind in schema.type_map.items():
        if name.startswith("__") or not (
            is_object_type(kind) or is_interface_type(kind) or is_input_object_type(kind) or is_enum_type(kind)
        ):
            continue
        bare += [] if kind.description else [name]
        if is_enum_type(kind):
            continue
        for field_name, field in kind.fields.items():
            bare += [] if field.description else [f"{name}.{field_name}"]
            for argument, value in getattr(field, "args", {}).items():
                described = value.description or argument == "input"
                bare += [] if described else [f"{name}.{field_name}({argument})"]
    assert bare == []


def test_clients_can_introspect_within_the_limits() -> None:
    documents = Documents(make_schema()._schema)
    assert documents.compile(get_introspection_query(specified_by_url=True, input_value_deprecation=True))
    assert DEPTH == 15
