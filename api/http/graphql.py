"""POST and GET /graphql, as GraphQL over HTTP says; streams where the client asks for them."""

from __future__ import annotations

from graphql import OperationType
from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.caller import Caller
from api.context import Context, Keep, Services
from api.execution.documents import Refused
from api.execution.errors import INTERNAL, OUR_FAULT
from api.execution.executor import Executor, Payload, refusal
from api.execution.requests import BODY_BYTES, BadRequest, Request, decode, from_parameters
from api.http.answers import HttpError, json, refused
from api.http.callers import caller
from api.http.cookie import write
from api.http.media import EVENTS, GRAPHQL, JSON, preferred
from api.http.packing import pack
from api.limits import Bill
from api.realtime import sse
from api.realtime.operations import LiveOperations
from domain.errors import DomainError, ErrorCode

METHODS = ("GET", "POST")
OFFERED = (JSON, GRAPHQL, EVENTS)


class GraphqlEndpoint:
    """The endpoint, an ASGI application. Bytes and shape are checked before any parser of GraphQL sees them.

    addresses  whether a query may stand in an address; a stream always may, browsers open them so
    """

    def __init__(
        self, services: Services, executor: Executor, operations: LiveOperations, *, addresses: bool = True
    ) -> None:
        self._services = services
        self._executor = executor
        self._operations = operations
        self._addresses = addresses

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        try:
            response = await self._respond(HttpRequest(scope, receive))
        except Exception:
            await refused(HttpError(500, INTERNAL, OUR_FAULT))(scope, receive, send)
            raise  # for the server to log
        await response(scope, receive, send)

    async def _respond(self, http: HttpRequest) -> Response:
        media = preferred(http.headers.get("accept"), OFFERED)
        try:
            if http.method not in METHODS:
                raise HttpError(405, ErrorCode.INVALID, "Ask by POST or GET.", {"allow": ", ".join(METHODS)})
            if media is None:
                raise HttpError(406, ErrorCode.INVALID, f"Accept one of: {', '.join(OFFERED)}.")
            if http.method != "POST" and media != EVENTS and not self._addresses:
                raise HttpError(405, ErrorCode.INVALID, "A query needs POST.", {"allow": "POST"})
            asking = await caller(http, self._services)
            request = await self._executor.named(await _request(http), self._services, asking)
            if media == EVENTS:
                last = http.headers.get("last-event-id")
                return sse.respond(self._operations, request, asking, method=http.method, last_event_id=last)
            return await self._answer(http, request, asking, media)
        except Refused as error:
            return _payload(refusal(error), GRAPHQL if media == EVENTS else str(media), error.bill)
        except BadRequest as error:
            return refused(HttpError(400, ErrorCode.INVALID, str(error)), media or JSON)
        except DomainError as error:
            return refused(HttpError(503, error.code, error.message, {"retry-after": "1"}), media or JSON)
        except HttpError as error:
            return refused(error, JSON if media in {None, EVENTS} else str(media))

    async def _answer(self, http: HttpRequest, request: Request, asking: Caller, media: str) -> Response:
        document, kind = self._executor.compile(request)
        if kind is OperationType.SUBSCRIPTION:
            raise HttpError(406, ErrorCode.INVALID, f"A subscription is answered as {EVENTS} or on a WebSocket.")
        if kind is OperationType.MUTATION and http.method != "POST":
            raise HttpError(405, ErrorCode.INVALID, "A mutation needs POST.", {"allow": "POST"})
        context = Context(self._services, asking)
        try:
            payload = await self._executor.run(document, request, context)
        finally:
            await context.close()
        keep = context.keep
        if keep is None and asking.ended:
            keep, payload["extensions"] = Keep(), {**payload.get("extensions", {}), "session": "ended"}
        response = _payload(payload, media, context.bill)
        await pack(response, http.headers.get("accept-encoding"))
        if keep is not None:
            write(response, keep, http)
        return response


def _payload(payload: Payload, media: str, bill: Bill | None = None) -> Response:
    """200, except that the newer media type says 400 where nothing was run, and 429 where it could not be paid."""
    unrun = 400 if bill is None or bill.paid else 429
    status = unrun if media == GRAPHQL and "data" not in payload else 200
    return json(payload, status, media, {"cache-control": "no-store", **(bill.headers() if bill else {})})


async def _request(http: HttpRequest) -> Request:
    if http.method != "POST":
        return from_parameters(http.query_params)
    if not _is_json(http.headers.get("content-type", "")):
        raise HttpError(415, ErrorCode.INVALID, f"Send the body as {JSON} in UTF-8.")
    return decode(await _body(http))


def _is_json(content_type: str) -> bool:
    """Whether it is JSON in UTF-8; other parameters mean nothing."""
    kind, *parameters = (part.strip() for part in content_type.lower().split(";"))
    charsets = (part.removeprefix("charset=").strip('"') for part in parameters if part.startswith("charset="))
    return kind == JSON and all(charset == "utf-8" for charset in charsets)


async def _body(http: HttpRequest) -> bytes:
    body = bytearray()
    try:
        async for chunk in http.stream():
            body += chunk
            if len(body) > BODY_BYTES:
                raise HttpError(
                    413, ErrorCode.INVALID, f"A request is at most {BODY_BYTES // 1024} KiB.", {"connection": "close"}
                )
    except ClientDisconnect:  # nobody reads the answer, and it is no fault of ours to be logged
        raise HttpError(400, ErrorCode.INVALID, "The request ended early.") from None
    return bytes(body)
