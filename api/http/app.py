"""The application: its routes, and what a request meets first."""

from __future__ import annotations

from collections.abc import Awaitable, Collection

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

from api.execution.errors import INTERNAL, OUR_FAULT
from api.execution.executor import Executor
from api.explorer.routes import explorer_routes
from api.http.answers import HttpError, refused
from api.http.cors import open_to
from api.http.graphql import GraphqlEndpoint
from api.http.guard import Guard
from api.http.health import Readiness, healthz
from api.http.images import Images
from api.http.media import HTML, JSON, preferred
from api.http.metrics import MetricsPage
from api.metrics import Metrics
from api.pages.app import AppPages
from api.pages.build import Builds
from api.pages.page import Page
from api.pages.shown import Nobody
from api.realtime.fields import Subscription
from api.realtime.live import Live
from api.realtime.operations import LiveOperations
from api.realtime.socket import Socket
from api.schema.root import make_schema
from domain.errors import ErrorCode


def create_app(
    live: Live,
    metrics: Metrics,
    builds: Builds | None = None,
    origin: str | None = None,
    metrics_token: str | None = None,
    *,
    explorable: bool = True,
    origins: Collection[str] = (),
    proxies: int = 0,
) -> ASGIApp:
    """The application over its services.

    builds         its pages
    origin         its public one, where it has one
    metrics_token  what lets another machine read its numbers
    explorable     whether who develops against it may look around: the explorer, introspection, queries in addresses
    origins        whose pages may read answers, beside its own
    proxies        how many stand in front
    """
    services, executor = live.services, Executor(make_schema(Subscription), metrics, introspection=explorable)
    operations = LiveOperations(executor, live, metrics)
    app = FastAPI(
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        exception_handlers={HTTPException: _http, Exception: _broken},
        routes=[
            Route("/images/{image}/{file}", Images(services).answer),
            Route("/healthz", healthz),
            Route("/readyz", Readiness(services).answer),
            Route("/metrics", MetricsPage(metrics, services, metrics_token).answer),
        ],
    )
    if builds:
        _add_pages(app, builds, Nobody(services, executor), explorable=explorable)
    routed = _past_routes(GraphqlEndpoint(services, executor, operations, addresses=explorable), operations, app)
    return Guard(open_to(origins, routed) if origins else routed, metrics, origin, proxies)


def _past_routes(graphql: GraphqlEndpoint, operations: LiveOperations, app: ASGIApp) -> ASGIApp:
    """What nearly everyone asks for goes past all routes, which also spares every open socket their memory."""

    def routed(scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        match scope["type"], scope.get("path"):
            case "http", "/graphql":
                return graphql(scope, receive, send)
            case "websocket", "/graphql":
                return Socket(WebSocket(scope, receive, send), operations).serve()
            case _:
                return app(scope, receive, send)

    return routed


def _add_pages(app: FastAPI, builds: Builds, nobody: Nobody, *, explorable: bool) -> None:
    """A person who asks for what is not there gets a page, too."""
    pages = AppPages(Page(builds.app), nobody)
    app.routes.extend([*pages.routes(), *(explorer_routes(builds.explorer) if explorable else ())])

    async def absent(request: Request, error: Exception) -> Response:
        return await (pages.absent(request) if _by_person(request) else _http(request, error))

    app.add_exception_handler(404, absent)


def _by_person(request: Request) -> bool:
    return request.method in {"GET", "HEAD"} and preferred(request.headers.get("accept"), (JSON, HTML)) == HTML


async def _http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = ErrorCode.NOT_FOUND if error.status_code == 404 else ErrorCode.INVALID
    message = "There is nothing here." if error.status_code == 404 else "This cannot be asked here."
    return refused(HttpError(error.status_code, code, message, dict(error.headers or {})))


async def _broken(_: Request, __: Exception) -> Response:
    return refused(HttpError(500, INTERNAL, OUR_FAULT))
