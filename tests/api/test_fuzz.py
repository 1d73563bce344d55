"""Every argument of every field, given what nobody expects: always a typed answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    build_schema,
    get_named_type,
    is_leaf_type,
)

from infra.cli.schema import SDL
from tests.api.site import Person, Site

SCHEMA = build_schema(SDL.read_text())
NOWHERE = [f"{kind}_{'0' * 32}" for kind in ("post", "account", "render", "comment", "image")]
TEXTS = ["", " ", "x" * 10_000, "\x00", "\u202e", "💥", "../../x", "9" * 16, "{}", "' OR 1=1 --", "%s%n", "\ufffe"]
PLAIN = {"first": "1", "ids": "[]"}
QUOTED = '"x"'
NUMBERS = [0, -1, 1, 101, 2**31 - 1]


def nasty(kind: GraphQLInputType) -> list[object]:
    """Values of a type, from plain to mad."""
    if isinstance(kind, GraphQLNonNull):
        return nasty(kind.of_type)
    if isinstance(kind, GraphQLList):
        return [[], nasty(kind.of_type)[:3], [nasty(kind.of_type)[0]] * 200]
    if isinstance(kind, GraphQLEnumType):
        return list(kind.values)[:2]
    if isinstance(kind, GraphQLInputObjectType):
        return list(_objects(kind))
    return [*NUMBERS] if kind.name == "Int" else [*TEXTS, *NOWHERE]


def _objects(kind: GraphQLInputObjectType) -> Iterator[object]:
    plain = {
        name: nasty(field.type)[-1] for name, field in kind.fields.items() if isinstance(field.type, GraphQLNonNull)
    }
    for name, field in kind.fields.items():
        for value in nasty(field.type):
            yield {**plain, name: value}


def _shape(field: GraphQLField) -> str:
    kind = get_named_type(field.type)
    return "" if is_leaf_type(kind) else " { __typename }"


def _calls(root: GraphQLObjectType, word: str) -> Iterator[tuple[str, str, object]]:
    for name, field in root.fields.items():
        for argument, said in field.args.items():
            others = ", ".join(
                f"{other}: {PLAIN.get(other, QUOTED)}"
                for other, one in field.args.items()
                if other != argument and isinstance(one.type, GraphQLNonNull)
            )
            given = f"{argument}: $v" + (f", {others}" if others else "")
            for value in nasty(said.type):
                yield f"{word}($v: {said.type}) {{ {name}({given}){_shape(field)} }}", f"{name}.{argument}", value


assert SCHEMA.query_type
assert SCHEMA.mutation_type
CALLS = [*_calls(SCHEMA.query_type, "query"), *_calls(SCHEMA.mutation_type, "mutation")]


@pytest.mark.parametrize("field", sorted({name for _, name, _ in CALLS}))
async def test_always_a_typed_answer(site: Site, field: str) -> None:
    ada: Person = await site.join()
    for query, name, value in CALLS:
        if name != field:
            continue
        for person in (ada, None):
            response = await site.send({"query": query, "variables": {"v": value}}, person)
            assert response.status_code == 200, (query, value)
            codes = {error["extensions"]["code"] for error in response.json().get("errors", [])}
            assert "INTERNAL" not in codes, (query, value, response.text)
            assert len(response.content) < 3_000


def test_every_field_with_arguments_is_called() -> None:
    assert len(CALLS) > 500
