"""What an API key may run: each operation needs scopes, and this is the one place where they are asked for.

Queries and streams need READ. A mutation needs what each of its fields declares; one that declares nothing, or None, is
open to no key.
"""

from __future__ import annotations

from collections.abc import Iterator

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    get_operation_ast,
)

from api.caller import Caller
from api.schema.fields import SCOPE
from domain.api_keys import ApiScope

DEFINITION = "strawberry-definition"
"""Under this name Strawberry keeps what a field was made from."""


def check(schema: GraphQLSchema, document: DocumentNode, operation_name: str | None, caller: Caller) -> None:
    """OutOfScope where the caller asks with a key that lacks what the operation needs; ask before any of it runs."""
    operation = get_operation_ast(document, operation_name)
    if caller.key is None or operation is None:
        return
    for scope in _needed(schema, document, operation):
        caller.require(scope)


def scope_of(schema: GraphQLSchema, mutation: str) -> ApiScope | None:
    """What a mutation declares; None where no key may do it."""
    assert schema.mutation_type is not None
    scope: ApiScope | None = schema.mutation_type.fields[mutation].extensions[DEFINITION].metadata.get(SCOPE)
    return scope


def _needed(
    schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode
) -> Iterator[ApiScope | None]:
    if operation.operation is not OperationType.MUTATION:
        yield ApiScope.READ
        return
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    for name in _fields(operation.selection_set, fragments):
        if not name.startswith("__"):
            yield scope_of(schema, name)


def _fields(selections: SelectionSetNode, fragments: dict[str, FragmentDefinitionNode]) -> Iterator[str]:
    """The names of the root's fields. The document is valid, so no fragment spreads itself."""
    for node in selections.selections:
        if isinstance(node, FieldNode):
            yield node.name.value
        elif isinstance(node, InlineFragmentNode):
            yield from _fields(node.selection_set, fragments)
        elif isinstance(node, FragmentSpreadNode):
            yield from _fields(fragments[node.name.value].selection_set, fragments)
