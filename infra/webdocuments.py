"""The documents of a page, found in its source: what it asks for, for a server that runs known documents alone."""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Iterator, Mapping
from pathlib import Path

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    Node,
    OperationDefinitionNode,
    Visitor,
    parse,
    print_ast,
    visit,
)

from infra.servers.problem import Problem

WRITTEN = re.compile(r"\bgraphql\(\s*`([^`]*)`")
"""How a page writes a part of a document; the fragments that it uses stand in other parts."""
Fragments = Mapping[str, FragmentDefinitionNode]


def documents_of(source: Path) -> dict[str, str]:
    """Every operation with its fragments, by the operation's name. Raises Problem."""
    files = [_parts(path) for path in sorted(source.rglob("*.ts*"))]
    everywhere: dict[str, FragmentDefinitionNode] = {}
    for parts in files:
        everywhere.update(_fragments(parts))
    found: dict[str, str] = {}
    for parts in files:
        fragments = ChainMap(dict(_fragments(parts)), everywhere)  # a file's own go before another's of the same name
        for operation in parts.definitions:
            if isinstance(operation, OperationDefinitionNode) and operation.name:
                used = {name: fragments[name] for name in _reached(operation, fragments)}
                found[operation.name.value] = "\n\n".join(map(print_ast, [operation, *used.values()]))
    return found


def _parts(path: Path) -> DocumentNode:
    try:
        documents = [parse(written, no_location=True) for written in WRITTEN.findall(path.read_text())]
    except GraphQLError as error:
        raise Problem(f"A document in {path} cannot be read: {error.message}", "mend it") from None
    return DocumentNode(definitions=tuple(one for document in documents for one in document.definitions))


def _fragments(parts: DocumentNode) -> Iterator[tuple[str, FragmentDefinitionNode]]:
    return ((one.name.value, one) for one in parts.definitions if isinstance(one, FragmentDefinitionNode))


class _Spreads(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_: object) -> None:
        """Note it."""
        self.names.append(node.name.value)


def _reached(operation: OperationDefinitionNode, fragments: Fragments) -> list[str]:
    """The names of all fragments that an operation spreads, and those of which they do."""
    reached: list[str] = []
    looking: list[Node] = [operation]
    while looking:
        spreads = _Spreads()
        visit(looking.pop(), spreads)
        new = [name for name in dict.fromkeys(spreads.names) if name not in reached]
        reached += new
        looking += [fragments[name] for name in new]
    return reached
