"""An application on a free port of this machine, as long as a block lasts."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.types import ASGIApp

from api.realtime.wire import SocketProtocol


@asynccontextmanager
async def served(app: ASGIApp, ping_seconds: float = 20.0) -> AsyncIterator[str]:
    """The application's address, ``127.0.0.1:port``."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        config = uvicorn.Config(
            app,
            interface="asgi3",
            ws=SocketProtocol,
            ws_ping_interval=ping_seconds,
            ws_ping_timeout=ping_seconds,
            log_level="warning",
            lifespan="off",
            timeout_graceful_shutdown=1,
        )
        server = uvicorn.Server(config)
        task = asyncio.create_task(server.serve([listener]))
        while not server.started:  # noqa: ASYNC110 - uvicorn has nothing to wait on
            await asyncio.sleep(0.01)
        try:
            yield "{}:{}".format(*listener.getsockname())
        finally:
            server.should_exit = True
            await task
