"""The application: routes, and the streams that live as long as it does."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp
from starlette.websockets import WebSocket

from api.context import Services
from api.execution.errors import INTERNAL, OUR_FAULT
from api.execution.executor import Executor
from api.http.answers import HttpError, refused
from api.http.graphql import GraphqlEndpoint
from api.http.guard import LOOPBACK, Guard
from api.http.health import Readiness, healthz
from api.http.images import Images
from api.http.metrics import Metrics, MetricsPage
from api.realtime.fields import Subscription
from api.realtime.live import Live
from api.realtime.operations import LiveOperations
from api.realtime.socket import Socket
from api.schema.root import make_schema
from domain.errors import ErrorCode


def create_app(services: Services, metrics: Metrics, *routers: APIRouter, hosts: frozenset[str] = LOOPBACK) -> ASGIApp:
    """The application over its services. `routers` add pages; `hosts` are the names it answers under."""
    executor, live = Executor(make_schema(Subscription)), Live(services)
    operations = LiveOperations(executor, live)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with live:
            yield

    async def socket(websocket: WebSocket) -> None:
        await Socket(websocket, operations).serve()

    app = FastAPI(
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        exception_handlers={HTTPException: _http, Exception: _broken},
        routes=[
            Route("/graphql", GraphqlEndpoint(services, executor, operations).answer, methods=["GET", "POST"]),
            WebSocketRoute("/graphql", socket),
            Route("/images/{image}/{file}", Images(services).answer),
            Route("/healthz", healthz),
            Route("/readyz", Readiness(services).answer),
            Route("/metrics", MetricsPage(metrics, services).answer),
        ],
    )
    for router in routers:
        app.include_router(router)
    return Guard(app, metrics, hosts)


async def _http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = ErrorCode.NOT_FOUND if error.status_code == 404 else ErrorCode.INVALID
    message = "There is nothing here." if error.status_code == 404 else "This cannot be asked here."
    return refused(HttpError(error.status_code, code, message, dict(error.headers or {})))


async def _broken(_: Request, __: Exception) -> Response:
    return refused(HttpError(500, INTERNAL, OUR_FAULT))
