"""Runs what a client asked for, over either transport: a stream of messages, or the one of a query or mutation."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from typing import cast
from uuid import UUID

import msgspec
from graphql import ExecutionResult, GraphQLError, OperationType

from api.context import Context
from api.execution.documents import Document
from api.execution.documents import Refused as RefusedDocument
from api.execution.errors import formatted, report
from api.execution.executor import Executor, Payload, payload, refusal
from api.execution.requests import Request
from api.realtime.live import Live, StreamContext
from api.realtime.message import Message, Refused

Results = AsyncGenerator[ExecutionResult, None]


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, and by which session; both None for nobody."""

    account: UUID | None = None
    token: str | None = None
    address: str = ""


class LiveOperations:
    """The operations of one schema over what the streams of this process share."""

    def __init__(self, executor: Executor, live: Live) -> None:
        self._executor = executor
        self._live = live

    async def sign_in(self, authorization: str | None, address: str = "") -> Caller:
        """Who `Bearer <token>` names, nobody for None; Refused for anything else."""
        if authorization is None:
            return Caller(address=address)
        kind, _, token = authorization.partition(" ")
        account = await self._live.services.sessions.account(token) if kind.lower() == "bearer" and token else None
        if account is None:
            raise _refused(GraphQLError("These credentials are not valid: sign in again."))
        return Caller(account, token, address)

    async def signed_out(self, caller: Caller) -> None:
        """Return once the caller's session has ended; never for nobody."""
        if caller.token is None:
            await asyncio.Event().wait()
        else:
            await self._live.departures.of(caller.token)

    def kind(self, request: Request) -> OperationType:
        """What kind of operation it is; Refused where it cannot run."""
        return self._compile(request)[1]

    async def run(self, request: Request, caller: Caller, resume: int | None = None) -> AsyncGenerator[Message, None]:
        """The messages of an operation; Refused where it cannot run or breaks.

        resume  the position after which a resumable stream shall begin, whatever its document says
        """
        document, kind = self._compile(request)
        if kind is OperationType.SUBSCRIPTION:
            context = StreamContext(self._live.services, caller.account, caller.token, caller.address)
            context.live, context.resume = self._live, resume
            async with aclosing(self._stream(document, request, context)) as messages:
                async for message in messages:
                    yield message
        else:
            answering = Context(self._live.services, caller.account, caller.token, caller.address)
            try:
                yield Message(_json(await self._executor.run(document, request, answering)))
            finally:
                await answering.close()

    def _compile(self, request: Request) -> tuple[Document, OperationType]:
        try:
            return self._executor.compile(request)
        except RefusedDocument as refused:
            raise Refused(_json(refusal(refused)["errors"])) from None

    async def _stream(
        self, document: Document, request: Request, context: StreamContext
    ) -> AsyncGenerator[Message, None]:
        with self._live.tail.followed():
            try:
                results = await self._executor.subscribe(document, request, context)
                if isinstance(results, dict):
                    raise Refused(_json(results["errors"]))
                async with aclosing(cast(Results, results)) as elements:
                    async for element in elements:
                        await context.close()  # before it is sent: a slow client holds nothing of ours
                        yield Message(_json(payload(element)), context.position)
            except (Refused, GeneratorExit):
                raise
            except Exception as error:
                raise _refused(GraphQLError(str(error), original_error=error, path=[])) from None
            finally:
                await context.close()


def _refused(error: GraphQLError) -> Refused:
    report([error])
    return Refused(_json([formatted(error)]))


def _json(value: Payload | object) -> bytes:
    return msgspec.json.encode(value)
