"""When two texts are the same document: however they are laid out, and whatever clients add for their caches."""

from __future__ import annotations

from graphql import (
    REMOVE,
    DirectiveNode,
    FieldNode,
    GraphQLError,
    SelectionSetNode,
    Visitor,
    VisitorAction,
    parse,
    print_ast,
    visit,
)

from api.execution.documents import TOKENS


def plain(text: str) -> str | None:
    """The one text of all that are the same document; None for what is no document.

    Definitions are sorted. `__typename` goes where something else stands beside it, as clients add it everywhere; so do
    directives that begin with an underscore, which are the clients' own.
    """
    try:
        document = visit(parse(text, no_location=True, max_tokens=TOKENS), _Plain())
    except (GraphQLError, RecursionError):
        return None
    return "\n".join(sorted(print_ast(definition) for definition in document.definitions))


class _Plain(Visitor):
    def leave_selection_set(self, node: SelectionSetNode, *_: object) -> SelectionSetNode | None:
        """Without the type's name, unless nothing else is asked for."""
        asked = tuple(one for one in node.selections if not _is_typename(one)) or node.selections[:1]
        return SelectionSetNode(selections=asked) if len(asked) < len(node.selections) else None

    def enter_directive(self, node: DirectiveNode, *_: object) -> VisitorAction:
        """Without those of clients."""
        return REMOVE if node.name.value.startswith("_") else None


def _is_typename(selection: object) -> bool:
    return (
        isinstance(selection, FieldNode)
        and selection.name.value == "__typename"
        and not (selection.alias or selection.directives)
    )
