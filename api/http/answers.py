"""Answers of the HTTP layer: JSON always, errors in the one form of GraphQL's."""

from __future__ import annotations

import msgspec
from starlette.responses import Response

from api.http.media import JSON


class HttpError(Exception):
    """A request that goes no further; the message quotes nothing of it.

    status  HTTP's
    code    of `ErrorCode`, or INTERNAL
    """

    def __init__(self, status: int, code: str, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.headers = headers


def json(value: object, status: int = 200, media_type: str = JSON, headers: dict[str, str] | None = None) -> Response:
    """A value as JSON."""
    content = f"{media_type}; charset=utf-8"
    return Response(msgspec.json.encode(value), status, {**(headers or {}), "content-type": content})


def refused(error: HttpError, media_type: str = JSON) -> Response:
    """The response to a request that goes no further."""
    body = {"errors": [{"message": error.message, "extensions": {"code": str(error.code)}}]}
    return json(body, error.status, media_type, error.headers)
