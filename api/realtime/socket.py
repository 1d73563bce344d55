"""graphql-transport-ws on one WebSocket: many operations, each a task that never runs ahead of its client.

Nothing is queued here. A task computes its next message only once the last one is handed to the transport, so a slow
client gets fewer and newer deltas and costs a bounded buffer; one that takes nothing for `SEND_SECONDS` is closed.
"""

from __future__ import annotations

import asyncio
from contextlib import aclosing, suppress

from starlette.websockets import WebSocket, WebSocketDisconnect
from uvicorn._types import ASGIReceiveEvent
from uvicorn.protocols.utils import ClientDisconnected

from api.caller import Caller
from api.execution.requests import Request
from api.http.cookie import COOKIE
from api.http.origin import is_own
from api.realtime.attendance import CROWDED, Crowded
from api.realtime.frames import (
    ACK,
    ACK_ENDED,
    PONG,
    SUBPROTOCOL,
    CloseCode,
    Complete,
    ConnectionInit,
    Frame,
    Frames,
    Ping,
    Pong,
    SocketClosed,
    Subscribe,
    parse,
)
from api.realtime.message import Broken, Message, Refused
from api.realtime.operations import NOT_VALID, LiveOperations
from api.realtime.wire import wire_of
from domain.errors import DomainError
from domain.identity import position_text

INIT_SECONDS = 10.0
SEND_SECONDS = 10.0
CLOSE_SECONDS = 1.0
OPERATIONS = 100
"""At once on one socket."""


class Socket:
    """One connection, from its handshake to its end."""

    def __init__(self, websocket: WebSocket, operations: LiveOperations, *, send_seconds: float = SEND_SECONDS) -> None:
        self._websocket = websocket
        self._operations = operations
        self._wire = wire_of(websocket)
        self._send_seconds = send_seconds
        self._running: dict[str, asyncio.Task[None]] = {}
        self._leaving: asyncio.Task[None] | None = None

    async def serve(self) -> None:
        """Serve until either side closes; then every operation has ended too."""
        if SUBPROTOCOL not in self._websocket.scope["subprotocols"]:
            await self._websocket.accept()
            await self._close(SocketClosed(CloseCode.SUBPROTOCOL, f"Subprotocol {SUBPROTOCOL} only."))
            return
        await self._websocket.accept(SUBPROTOCOL)
        try:
            with self._operations.attendance.at(self._address):
                await self._converse()
        except* WebSocketDisconnect:
            pass
        except* Crowded:
            await self._close(SocketClosed(CloseCode.TOO_MANY, CROWDED))
        except* SocketClosed as group:
            await self._close(_first(group))

    async def _converse(self) -> None:
        caller = await self._greet()
        with self._operations.attendance.by(caller.account), self._operations.signed_out(caller, self._leave):
            await self._send(ACK_ENDED if caller.ended else ACK)
            async with asyncio.TaskGroup() as tasks:
                while True:
                    await self._take(_frame(await self._wire.receive()), tasks, caller)

    async def _take(self, frame: Frame, tasks: asyncio.TaskGroup, caller: Caller) -> None:
        match frame:
            case Subscribe():
                self._begin(tasks, frame, caller)
            case Complete(id=identifier):
                if task := self._running.pop(identifier, None):
                    task.cancel()
            case ConnectionInit():
                raise SocketClosed(CloseCode.TOO_MANY, "Too many initialisation requests.")
            case Ping():
                await self._send(PONG)
            case Pong():
                pass

    async def _greet(self) -> Caller:
        try:
            async with asyncio.timeout(INIT_SECONDS):
                init = await self._initialisation()
        except TimeoutError:
            raise SocketClosed(CloseCode.INIT_TIMEOUT, "Connection initialisation timeout.") from None
        authorization = init.payload.authorization if init.payload else None
        cookie = self._cookie() if authorization is None else None
        try:
            caller = await self._operations.sign_in(authorization, self._address, cookie)
        except Refused:
            raise SocketClosed(CloseCode.FORBIDDEN, NOT_VALID) from None
        except DomainError as busy:
            raise SocketClosed(CloseCode.TRY_AGAIN, busy.message) from None
        self._websocket.scope.clear()  # nobody looks at it again
        return caller

    @property
    def _address(self) -> str:
        return self._websocket.client.host if self._websocket.client else ""

    def _cookie(self) -> str | None:
        """The session's cookie, which counts for this server's own pages; a program, without an origin, has none."""
        cookie = self._websocket.cookies.get(COOKIE)
        if cookie and "origin" in self._websocket.headers and not is_own(self._websocket):
            raise SocketClosed(CloseCode.FORBIDDEN, "Another site's page may not use a session of this one.")
        return cookie if is_own(self._websocket) else None

    async def _initialisation(self) -> ConnectionInit:
        while True:
            match _frame(await self._wire.receive()):
                case ConnectionInit() as frame:
                    return frame
                case Subscribe():
                    raise SocketClosed(CloseCode.UNAUTHORIZED, "connection_init comes first.")
                case Ping():
                    await self._send(PONG)
                case Pong() | Complete():
                    pass

    def _leave(self) -> None:
        """The session has ended: with the close all else ends, too."""
        ended = SocketClosed(CloseCode.FORBIDDEN, "The session or key has ended: sign in again.")
        self._leaving = asyncio.create_task(self._close(ended))

    def _begin(self, tasks: asyncio.TaskGroup, frame: Subscribe, caller: Caller) -> None:
        if frame.id in self._running:
            raise SocketClosed(CloseCode.DUPLICATE_ID, "There is a subscriber of this id already.")
        if len(self._running) >= OPERATIONS:
            raise SocketClosed(CloseCode.TOO_MANY, f"At most {OPERATIONS} operations at once on one socket.")
        self._running[frame.id] = tasks.create_task(self._run(frame.id, frame.request(), caller))

    async def _run(self, identifier: str, request: Request, caller: Caller) -> None:
        frames = Frames(identifier)

        def offer(message: Message) -> bool:
            return self._wire.offer(frames.next(message.payload))

        try:
            async with aclosing(self._operations.run(request, caller, send=offer)) as messages:
                async for message in messages:
                    await self._send(frames.next(message.payload), message.position)
                    del message  # while the next is waited for
            await self._end(identifier, frames.complete())
        except Refused as refused:
            await self._end(identifier, frames.error(refused.errors))
        except Broken:
            raise SocketClosed(CloseCode.TRY_AGAIN, "Something broke here. Connect again and resume.") from None

    async def _end(self, identifier: str, last: bytes) -> None:
        self._running.pop(identifier, None)
        await self._send(last)

    async def _send(self, text: bytes, position: int | None = None) -> None:
        if self._wire.offer(text):
            return
        try:
            async with asyncio.timeout(self._send_seconds):
                await self._wire.send({"type": "websocket.send", "text": text.decode()})
        except ClientDisconnected:
            raise WebSocketDisconnect from None
        except TimeoutError:
            last = f" before {position_text(position)}" if position is not None else ""
            reason = f"Too slow. Resume after the last position you have{last}."
            raise SocketClosed(CloseCode.TOO_SLOW, reason) from None

    async def _close(self, closed: SocketClosed) -> None:
        with suppress(WebSocketDisconnect, RuntimeError, TimeoutError):  # the client may be gone by now
            async with asyncio.timeout(CLOSE_SECONDS):
                await self._websocket.close(closed.code, closed.reason)


def _frame(event: ASGIReceiveEvent) -> Frame:
    if event["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(event.get("code", 1005))
    text = event.get("text")
    return parse(text if isinstance(text, str) else None)


def _first(group: BaseExceptionGroup[SocketClosed]) -> SocketClosed:
    first = group.exceptions[0]
    return first if isinstance(first, SocketClosed) else _first(first)
