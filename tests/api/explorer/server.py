"""A small GraphQL server for the page: HTTP, graphql-transport-ws and SSE at /graphql, and the page at /explorer."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import contextmanager, suppress
from inspect import isawaitable
from pathlib import Path
from typing import Any, TypeVar

import uvicorn
from fastapi import FastAPI, Request, Response, WebSocket, WebSocketDisconnect
from fastapi.responses import JSONResponse, StreamingResponse
from graphql import ExecutionResult, build_schema, graphql, parse, subscribe

from api.explorer.routes import explorer_routes
from api.pages.build import PageBuild
from tests.api.explorer.world import World

Answer = TypeVar("Answer")
SCHEMA = build_schema((Path(__file__).parent / "schema.graphql").read_text())


class Server:
    """The application and what the tests look at or break."""

    def __init__(self, build: PageBuild) -> None:
        self.world = World()
        self.sockets: set[WebSocket] = set()
        self.url = ""
        self.streamed: list[dict[str, Any]] = []
        """The operations that were asked for over SSE."""
        self.loop = asyncio.new_event_loop()
        self.app = FastAPI(openapi_url=None)
        self.app.routes.extend(explorer_routes(build))
        self.app.add_api_route("/graphql", self.post, methods=["POST"])
        self.app.add_api_websocket_route("/graphql", self.converse)

    async def post(self, request: Request) -> Response:
        asked = await request.json()
        if "text/event-stream" in request.headers["accept"]:
            return StreamingResponse(self._events(asked), media_type="text/event-stream")
        result = await graphql(SCHEMA, asked["query"], self.world)
        return JSONResponse(result.formatted)

    async def _results(self, asked: dict[str, Any]) -> AsyncIterator[dict[str, Any]]:
        answer = subscribe(SCHEMA, parse(asked["query"]), self.world, variable_values=asked["variables"])
        results = await answer if isawaitable(answer) else answer
        if isinstance(results, ExecutionResult):
            raise TypeError(f"refused: {results.errors}")
        async for result in results:
            yield dict(result.formatted)

    async def _events(self, asked: dict[str, Any]) -> AsyncIterator[str]:
        self.streamed.append(asked)
        async for result in self._results(asked):
            yield f"event: next\ndata: {json.dumps(result)}\n\n"
        yield "event: complete\ndata:\n\n"

    async def converse(self, socket: WebSocket) -> None:
        await socket.accept("graphql-transport-ws")
        assert (await socket.receive_json())["type"] == "connection_init"
        await socket.send_json({"type": "connection_ack"})
        self.sockets.add(socket)
        streams: dict[str, asyncio.Task[None]] = {}
        with suppress(WebSocketDisconnect):
            while True:
                message = await socket.receive_json()
                if message["type"] == "subscribe":
                    streams[message["id"]] = asyncio.create_task(self._stream(socket, message))
                elif message["type"] == "complete" and message["id"] in streams:
                    streams.pop(message["id"]).cancel()
        for stream in streams.values():
            stream.cancel()
        self.sockets.discard(socket)

    async def _stream(self, socket: WebSocket, message: dict[str, Any]) -> None:
        async for result in self._results(message["payload"]):
            await socket.send_json({"id": message["id"], "type": "next", "payload": result})
        await socket.send_json({"id": message["id"], "type": "complete"})

    def wait_for(self, work: Coroutine[Any, Any, Answer]) -> Answer:
        """Run something in the server's loop."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(20)

    async def cut(self) -> int:
        """Close every socket as a lost connection; how many there were."""
        cut = list(self.sockets)
        for each in cut:
            await each.close(1012)
        return len(cut)


@contextmanager
def serving(server: Server) -> Iterator[Server]:
    """Run it on a free port of this machine, in a thread with a loop of its own."""
    listening = socket.create_server(("127.0.0.1", 0))
    server.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    config = uvicorn.Config(server.app, log_level="warning", ws="websockets-sansio", lifespan="off")
    runner = uvicorn.Server(config)

    def run() -> None:
        server.loop.run_until_complete(runner.serve([listening]))
        server.loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()  # the socket listens already: a browser that comes early waits in its queue
    try:
        yield server
    finally:
        runner.should_exit = runner.force_exit = True
        thread.join(20)
