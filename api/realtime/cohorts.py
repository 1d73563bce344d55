"""Streams that show the same share the work: one of them executes, and all send its bytes.

A cohort is who runs one document with the same variables. Its members who stand at one position wait for the first of
them and send what it sent, unless its gate had to ask who the viewer is: then each executes for itself. So does who
blocks, mutes or is blocked by anyone whose things it shows; who has such ties never executes for others.
"""

from __future__ import annotations

import asyncio
from collections.abc import Hashable, Set
from uuid import UUID
from weakref import WeakValueDictionary

import msgspec
from graphql import DocumentNode, FieldNode, VariableNode, Visitor, get_operation_ast, visit

from api.execution.requests import Request
from api.realtime.message import Message

RESUMES_BY = "after"
"""The root argument that says where a member stands, and not what it is shown."""


class Shared:
    """An element of a stream that a whole cohort may be sent. It is executed for one of them."""

    position: int
    turn: Turn | None = None
    message: Message | None = None
    touched: Set[UUID] = frozenset()
    """Whose things it shows: grows while it is executed."""

    def answered(self, message: Message | None, *, personal: bool) -> None:
        """It was executed (or is not worth it): the others of the cohort send the same, unless it is personal."""
        self.message = message
        if self.turn is not None:
            self.turn.end(self, personal=personal)

    def abandon(self) -> None:
        """Whoever should have executed it went away: nobody waits for it."""
        if self.turn is not None:
            self.turn.end(None)


class Turn:
    """One execution for a cohort, from a position on."""

    def __init__(self, cohort: Cohort, after: int) -> None:
        self.after = after
        self._cohort = cohort
        self._result: asyncio.Future[Shared | None] = asyncio.get_running_loop().create_future()

    def end(self, result: Shared | None, *, personal: bool = False) -> None:
        """Give the result to all who wait; nothing of it where it is the leader's alone, or came to nothing."""
        if not self._result.done():
            self._cohort.personal = personal
            self._result.set_result(None if personal else result)

    async def result(self, newest: int) -> Shared | None:
        """The leader's result, unless there is newer by now."""
        if self._result.done() and ((done := self._result.result()) is None or done.position < newest):
            return None
        return await asyncio.shield(self._result)


class Cohort:
    """The streams of one document and its variables.

    personal  the last execution had to ask who the viewer is: nobody waits for the next one
    """

    def __init__(self) -> None:
        self.personal = False
        self._turn: Turn | None = None

    async def shared(self, after: int, newest: int) -> Shared | None:
        """What another member executes, or just has, from this position on; None means: lead."""
        if self.personal or self._turn is None or self._turn.after != after:
            return None
        return await self._turn.result(newest)

    def lead(self, after: int) -> Turn:
        """Execute for all who stand at this position. End the turn, whatever happens."""
        self._turn = Turn(self, after)
        return self._turn


class Cohorts:
    """Every cohort that has members."""

    def __init__(self) -> None:
        self._cohorts: WeakValueDictionary[Hashable, Cohort] = WeakValueDictionary()

    def of(self, request: Request, document: DocumentNode) -> Cohort:
        """The cohort of a subscription: keep it as long as the stream lasts."""
        key = _key(request, document)
        if key is None:
            return Cohort()
        cohort = self._cohorts.get(key)
        if cohort is None:
            cohort = self._cohorts[key] = Cohort()
        return cohort


def _key(request: Request, document: DocumentNode) -> Hashable | None:
    """What members have in common; None for a document that is not simple enough to say."""
    operation = get_operation_ast(document, request.operation_name)
    root = operation.selection_set.selections[0] if operation else None
    if not isinstance(root, FieldNode):
        return None
    place = next((argument.value for argument in root.arguments or () if argument.name.value == RESUMES_BY), None)
    resumes_by = place.name.value if isinstance(place, VariableNode) else None
    if resumes_by and _mentions(document, resumes_by) != 2:  # its definition, and this use of it alone
        return None
    variables = {name: value for name, value in request.variables.items() if name != resumes_by}
    return request.query, request.operation_name, msgspec.json.encode(variables, order="sorted")


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
