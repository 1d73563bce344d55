"""The reference as a document: every type, field and argument of the schema, each with an example."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLNamedType,
    GraphQLScalarType,
    GraphQLType,
    NullValueNode,
    build_schema,
    get_named_type,
    is_introspection_type,
    is_specified_scalar_type,
    print_ast,
)

from infra.reference.cookbook import Recipe, recipes
from infra.reference.examples import Composite, Example, Examples

INTRODUCTION = """# Reference

Every type, field and argument. The examples are what recipes of the [cookbook](cookbook.md) send and are answered.
Made from `api/schema.graphql` and the cookbook by `limn schema --write`: nothing here is written by hand."""
LONGEST = 60
"""Characters of an example."""
NAMED = 4
"""So many recipes are named for one operation."""
OPERATIONS = {"query": "Queries", "mutation": "Commands", "subscription": "Streams"}
KINDS: Mapping[str, type | tuple[type, ...]] = {
    "Types": Composite.__args__,
    "Inputs": GraphQLInputObjectType,
    "Enums": GraphQLEnumType,
    "Scalars": GraphQLScalarType,
}


def reference(sdl: str, cookbook: str) -> str:
    """The document. `sdl`: the schema in its own language."""
    schema = build_schema(sdl)
    examples = Examples.of(schema, recipes(cookbook))
    roots = {word: getattr(schema, f"{word}_type") for word in OPERATIONS}
    parts = [INTRODUCTION]
    for word, title in OPERATIONS.items():
        parts += [f"## {title}", _words(roots[word].description)]
        parts += [
            _operation(word, f"{roots[word]}.{name}", field, examples) for name, field in roots[word].fields.items()
        ]
    for title, kinds in KINDS.items():
        parts.append(f"## {title}")
        parts += [
            _type(kind, examples) for kind in schema.type_map.values() if isinstance(kind, kinds) and _ours(kind, roots)
        ]
    return "\n\n".join(parts) + "\n"


def _ours(kind: GraphQLNamedType, roots: Mapping[str, GraphQLNamedType]) -> bool:
    return not (is_introspection_type(kind) or is_specified_scalar_type(kind) or kind in roots.values())


def _operation(word: str, name: str, field: GraphQLField, examples: Examples) -> str:
    parts = [f"### {word} {name.partition('.')[2]}", f"{_words(field.description)} Answers {_linked(field.type)}."]
    if example := examples.found.get(name):
        parts.append(f"Recipes: {', '.join(_recipe(recipe) for recipe in example.recipes[:NAMED])}.")
    if field.args:
        parts.append(_table(_given(f"{name}({arg})", arg, given, examples) for arg, given in field.args.items()))
    return "\n\n".join(parts)


def _type(kind: GraphQLNamedType, examples: Examples) -> str:
    parts = [f"### {kind.name}", _words(kind.description)]
    if isinstance(kind, GraphQLEnumType):
        parts.append("\n".join(f"* `{name}`: {_words(value.description)}" for name, value in kind.values.items()))
    elif isinstance(kind, GraphQLInputObjectType):
        parts.append(_table(_given(f"{kind}.{name}", name, part, examples) for name, part in kind.fields.items()))
    elif isinstance(kind, Composite):
        parts.append(_table(_fields(kind, examples)))
    return "\n\n".join(parts)


def _fields(kind: Composite, examples: Examples) -> Iterator[tuple[str, ...]]:
    for name, field in kind.fields.items():
        key = f"{kind.name}.{name}"
        yield f"`{name}`", _linked(field.type), _words(field.description), _shown(examples.found.get(key))
        for arg, given in field.args.items():
            yield _given(f"{key}({arg})", f"{name}({arg})", given, examples)


def _given(key: str, name: str, given: GraphQLArgument | GraphQLInputField, examples: Examples) -> tuple[str, ...]:
    written = given.ast_node.default_value if given.ast_node else None
    default = f" = `{print_ast(written)}`" if written and not isinstance(written, NullValueNode) else ""
    example = examples.of_argument(key, given.type)
    return f"`{name}`", _linked(given.type) + default, _words(given.description), _shown(example)


def _table(rows: Iterable[tuple[str, ...]]) -> str:
    head = [("name", "type", "", "example"), ("---",) * 4]
    return "\n".join(f"| {' | '.join(row)} |" for row in (*head, *rows))


def _shown(example: Example | None) -> str:
    if example is None:
        return ""
    value = json.dumps(example.value, ensure_ascii=False)
    value = value if len(value) <= LONGEST else f"{value[:LONGEST]}…"
    return f"[`{value.replace('|', '¦')}`](cookbook.md#{example.recipes[0].anchor})"


def _recipe(recipe: Recipe) -> str:
    return f"[{recipe.title}](cookbook.md#{recipe.anchor})"


def _linked(kind: GraphQLType) -> str:
    name = get_named_type(kind).name
    before, _, after = str(kind).partition(name)
    return (
        f"{before}[{name}](#{name.lower()}){after}" if not is_specified_scalar_type(get_named_type(kind)) else str(kind)
    )


def _words(description: str | None) -> str:
    return (description or "").replace("\n", " ")
