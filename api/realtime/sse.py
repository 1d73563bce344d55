"""Server-sent events: one operation per request, as graphql-sse's "distinct connections" describe them.

Every element of a resumable stream carries its position as `id:`, so that a browser's EventSource resumes by itself.
"""

from __future__ import annotations

import asyncio
from contextlib import aclosing

import msgspec
from graphql import GraphQLError, OperationType
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.caller import Caller
from api.execution.errors import formatted
from api.execution.requests import Request
from api.realtime.attendance import CROWDED, Crowded
from api.realtime.message import Broken, Message, Refused
from api.realtime.operations import LiveOperations
from domain.errors import DomainError, ErrorCode
from domain.identity import parse_position, position_text

MEDIA_TYPE = "text/event-stream"
KEEP_ALIVE_SECONDS = 15.0
SEND_SECONDS = 10.0
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),  # proxies that buffer would hold the stream back
]
COMMENT = b":\n\n"
COMPLETE = b"event: complete\ndata:\n\n"
SIGNED_OUT = b'[{"message":"The session or key has ended: sign in again.","extensions":{"code":"UNAUTHENTICATED"}}]'


def respond(
    operations: LiveOperations, request: Request, caller: Caller, *, method: str, last_event_id: str | None
) -> Response:
    """The response to a GraphQL request that accepts an event stream. `last_event_id` goes before `after`."""
    try:
        kind = operations.kind(request)
        resume = parse_position(last_event_id, "Last-Event-ID") if last_event_id else None
    except Refused as refused:
        return _refusal(refused.errors)
    except DomainError as error:
        return _refusal(_error(error))
    if kind is OperationType.MUTATION and method != "POST":
        needs_post = DomainError(ErrorCode.INVALID, "A mutation needs POST.")
        return _refusal(_error(needs_post), 405, {"allow": "POST"})
    if kind is OperationType.MUTATION and caller.page:  # its cookie is a header, which goes out before any result
        return _refusal(_error(DomainError(ErrorCode.INVALID, "A page's mutation is answered as JSON.")), 406)
    return EventStream(operations, request, caller, resume)


class _Over(Exception):
    """The client is gone, or takes nothing: stop at once."""


class EventStream(Response):
    """A response that lasts as long as its operation, or until the client goes."""

    def __init__(self, operations: LiveOperations, request: Request, caller: Caller, resume: int | None = None) -> None:
        super().__init__(media_type=MEDIA_TYPE)
        self._operations = operations
        self._request = request
        self._caller = caller
        self._resume = resume

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the stream, unless there are too many of theirs."""
        attendance = self._operations.attendance
        try:
            with attendance.at(self._caller.address), attendance.by(self._caller.account):
                await self._stream(receive, send)
        except Crowded:
            error = DomainError(ErrorCode.RATE_LIMITED, CROWDED)
            await _refusal(_error(error), 429)(scope, receive, send)

    async def _stream(self, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        try:
            async with asyncio.TaskGroup() as tasks:
                beside = [
                    tasks.create_task(self._until_gone(receive)),
                    tasks.create_task(self._keep_alive(send)),
                    tasks.create_task(self._until_signed_out(send)),
                ]
                await self._pour(send)
                for task in beside:
                    task.cancel()
        except* _Over:
            pass

    async def _pour(self, send: Send) -> None:
        try:
            async with aclosing(self._operations.run(self._request, self._caller, self._resume)) as messages:
                async for message in messages:
                    await _send(send, _event(message))
        except Refused as refused:
            await _send(send, _event(Message(_errors(refused.errors))))
        except Broken:  # without a `complete`: an EventSource connects again and resumes
            raise _Over from None
        await _send(send, COMPLETE, more=False)

    async def _keep_alive(self, send: Send) -> None:
        while True:  # the first one at once, so that the client sees the headers
            await _send(send, COMMENT)
            await asyncio.sleep(KEEP_ALIVE_SECONDS)

    async def _until_signed_out(self, send: Send) -> None:
        ended = asyncio.Event()
        with self._operations.signed_out(self._caller, ended.set):
            await ended.wait()
        await _send(send, _event(Message(_errors(SIGNED_OUT))) + COMPLETE, more=False)
        raise _Over

    async def _until_gone(self, receive: Receive) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        raise _Over


def _event(message: Message) -> bytes:
    place = b"" if message.position is None else b"id: " + position_text(message.position).encode() + b"\n"
    return b"event: next\n" + place + b"data: " + message.payload + b"\n\n"


def _errors(errors: bytes) -> bytes:
    return msgspec.json.encode({"errors": msgspec.Raw(errors)})


def _error(error: DomainError) -> bytes:
    return msgspec.json.encode([formatted(GraphQLError(error.message, original_error=error))])


def _refusal(errors: bytes, status: int = 400, headers: dict[str, str] | None = None) -> Response:
    return Response(_errors(errors), status, headers, "application/graphql-response+json")


async def _send(send: Send, body: bytes, *, more: bool = True) -> None:
    try:
        async with asyncio.timeout(SEND_SECONDS):
            await send({"type": "http.response.body", "body": body, "more_body": more})
    except (TimeoutError, OSError, RuntimeError):  # the last where the session's end was said in this very moment
        raise _Over from None
