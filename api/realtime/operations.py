"""Runs what a client asked for, over either transport: a stream of messages, or the one of a query or mutation."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractContextManager, aclosing, suppress
from functools import partial

import msgspec
from graphql import GraphQLError, OperationType

from api.caller import Caller
from api.context import NOBODY, Context
from api.execution.documents import Document
from api.execution.documents import Refused as RefusedDocument
from api.execution.errors import INTERNAL, formatted
from api.execution.executor import Executor, Payload, refusal
from api.execution.requests import Request
from api.metrics import Metrics
from api.realtime.attendance import Attendance
from api.realtime.cohorts import Cohort, Shared
from api.realtime.live import Live, StreamContext
from api.realtime.message import Broken, Message, Refused
from api.realtime.sameness import from_now_on, sameness
from api.realtime.seat import Send
from domain.errors import DomainError, ErrorCode

PASSING = frozenset({ErrorCode.QUEUE_FULL})
"""Refusals that say: not now. They break a stream, and resuming mends it."""

logger = logging.getLogger(__name__)


NOT_VALID = "This session has ended or never was. Sign in again, and send `Bearer` and the token."
"""At most 123 bytes, as it closes sockets."""


class LiveOperations:
    """The operations of one schema over what the streams of this process share."""

    def __init__(self, executor: Executor, live: Live, metrics: Metrics | None = None) -> None:
        self._executor = executor
        self._live = live
        self._metrics = metrics or Metrics()

    @property
    def attendance(self) -> Attendance:
        """Who holds how much open."""
        return self._live.attendance

    async def sign_in(self, authorization: str | None, address: str = "", cookie: str | None = None) -> Caller:
        """Who `Bearer <token>` names, or without that the cookie; Refused for any other authorization."""
        services, asking = self._live.services, Caller(address=address)
        if authorization is None:
            return await asking.remembered(services.sessions, cookie)
        kind, _, token = authorization.partition(" ")
        bearing = await asking.bearing(token, services.bearers) if kind.lower() == "bearer" and token else None
        if bearing is None:
            raise _refused(DomainError(ErrorCode.UNAUTHENTICATED, NOT_VALID))
        return bearing

    def signed_out(self, caller: Caller, tell: Callable[[], None]) -> AbstractContextManager[None]:
        """As long as the block lasts, `tell` is called once the caller's session has ended; never for nobody."""
        return self._live.departures.of(caller.token, tell)

    def kind(self, request: Request) -> OperationType:
        """What kind of operation it is; Refused where it cannot run."""
        return self._compile(request)[1]

    async def run(
        self, request: Request, caller: Caller, resume: int | None = None, send: Send | None = None
    ) -> AsyncGenerator[Message, None]:
        """The messages of an operation; Refused where it cannot run, Broken where it cannot go on.

        resume  the position after which a resumable stream shall begin, whatever its document says
        send    sends what others are sent, too, without waiting; what it cannot send comes from here
        """
        request = await self._named(request, caller)
        document, kind = self._compile(request)
        if kind is OperationType.SUBSCRIPTION:
            cohort = self._cohort(document, request)
            context = StreamContext(self._live, caller, cohort, resume, send)
            with self._metrics.stream(document.title(request.operation_name)) as told, cohort:
                async with aclosing(self._stream(document, request, context)) as messages:
                    async for _, message in messages:
                        yield message
                        del _, message  # while the next is waited for
                        told.inc()
        else:
            yield await self._answer(document, request, caller)

    async def _answer(self, document: Document, request: Request, caller: Caller) -> Message:
        context = Context(self._live.services, caller)
        try:
            answer = await self._executor.run(document, request, context)
        finally:
            await context.close()  # before it is sent: a slow client holds nothing of ours
        if "data" not in answer:
            raise Refused(_json(answer["errors"]))
        return Message(_json(answer))

    def _cohort(self, document: Document, request: Request) -> Cohort:
        same = from_now_on(request, document.node)
        if same is None:
            return self._live.cohorts.alone()
        return self._live.cohorts.of(sameness(same), partial(self._lead, document, same))

    async def _lead(self, document: Document, request: Request, cohort: Cohort) -> None:
        """Run a stream ahead of a cohort, as if nobody were signed in."""
        context = StreamContext(self._live, NOBODY, self._live.cohorts.alone(), cohort.since)
        context.leads, told = cohort, self._metrics.told(document.title(request.operation_name))
        async with aclosing(self._stream(document, request, context)) as messages:
            async for element, _ in messages:
                if isinstance(element, Shared):
                    told.inc(await cohort.tell(element))

    async def _named(self, request: Request, caller: Caller) -> Request:
        try:
            return await self._executor.named(request, self._live.services, caller)
        except RefusedDocument as refused:
            raise Refused(_json(refusal(refused)["errors"])) from None

    def _compile(self, request: Request) -> tuple[Document, OperationType]:
        try:
            return self._executor.compile(request)
        except RefusedDocument as refused:
            raise Refused(_json(refusal(refused)["errors"])) from None

    async def _stream(
        self, document: Document, request: Request, context: StreamContext
    ) -> AsyncGenerator[tuple[object, Message], None]:
        with self._live.tail.followers:
            try:
                elements = await self._executor.subscribe(document, request, context)
                if isinstance(elements, dict):
                    raise Refused(_json(elements["errors"]))
                async with aclosing(elements):
                    async for element in elements:
                        yield element, await self._message(document, request, context, element)
                        del element  # while the next is waited for
            except (Refused, Broken):
                raise
            except DomainError as error:
                raise _refused(error) from None
            except Exception as error:
                logger.error("a stream broke", exc_info=error)
                raise Broken from None
            finally:
                with suppress(Exception):  # a broken connection is the pool's to replace
                    await context.close()

    async def _message(self, document: Document, request: Request, context: StreamContext, element: object) -> Message:
        """The element as it is sent: executed, or as another of the cohort has executed it."""
        if isinstance(element, Shared) and element.message is not None:
            return element.message
        answer = _whole(await self._executor.answer(document, request, context, element))
        message = Message(_json(answer), context.position)
        if isinstance(element, Shared):
            element.message, element.personal, element.touched = message, context.gate.personal, context.gate.touched
        await context.close()  # before it is sent: a slow client holds nothing of ours
        return message


def _refused(error: DomainError) -> Refused | Broken:
    if error.code in PASSING:
        return Broken()
    return Refused(_json([formatted(GraphQLError(error.message, original_error=error))]))


def _whole(element: Payload) -> Payload:
    """The element, unless part of it could not be read: then nothing of it is sent, so that resuming brings it."""
    if any(error["extensions"]["code"] in {INTERNAL, *PASSING} for error in element.get("errors", ())):
        raise Broken
    return element


def _json(value: Payload | object) -> bytes:
    return msgspec.json.encode(value)
