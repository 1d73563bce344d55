"""What streams must have in common to be sent the same: the document, its operation and its variables."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

import msgspec
from graphql import DocumentNode, FieldNode, VariableNode, Visitor, get_operation_ast, visit

from api.execution.requests import Request

RESUMES_BY = "after"
"""The root argument that says where a member stands, and not what it is shown."""


def from_now_on(request: Request, document: DocumentNode) -> Request | None:
    """The request without the place from which it resumes; None for a document that is not simple enough to say."""
    operation = get_operation_ast(document, request.operation_name)
    root = operation.selection_set.selections[0] if operation else None
    if not isinstance(root, FieldNode):
        return None
    place = next((argument.value for argument in root.arguments or () if argument.name.value == RESUMES_BY), None)
    resumes_by = place.name.value if isinstance(place, VariableNode) else None
    if resumes_by and _mentions(document, resumes_by) != 2:  # its definition, and this use of it alone
        return None
    return replace(request, variables={name: value for name, value in request.variables.items() if name != resumes_by})


def sameness(request: Request) -> Hashable:
    """Equal for requests that ask for the same."""
    return request.query, request.operation_name, msgspec.json.encode(request.variables, order="sorted")


class _Mentions(Visitor):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.count = 0

    def enter_variable(self, node: VariableNode, *_: object) -> None:
        """Count."""
        self.count += node.name.value == self.name


def _mentions(document: DocumentNode, name: str) -> int:
    mentions = _Mentions(name)
    visit(document, mentions)
    return mentions.count
