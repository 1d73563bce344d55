"""GET /images/<image id>/<size>.<webp or jpg>: the bytes of pictures, through the gate like everything."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from api.context import Services
from api.http.answers import HttpError, refused
from api.http.callers import caller
from api.http.freshness import unchanged
from api.http.media import preferred
from api.ids import NodeKind, parse_id_of
from api.schema.images import ImageSize
from domain.api_keys import ApiScope
from domain.errors import DomainError, ErrorCode, not_found

TYPES = {"webp": "image/webp", "jpg": "image/jpeg"}
SIZES = frozenset(size.value for size in ImageSize)
STATUS = {ErrorCode.NOT_FOUND: 404, ErrorCode.FORBIDDEN: 403}
CACHE = "private, no-cache"
"""Kept by the viewer's browser alone and asked for each time: the gate may have changed its mind."""


class Images:
    """Serves files to who may see them; to everyone else they are not there."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def answer(self, request: Request) -> Response:
        """Answer a request."""
        try:
            return await self._file(request)
        except DomainError as error:
            return refused(HttpError(STATUS.get(error.code, 503), error.code, error.message))
        except HttpError as error:
            return refused(error)

    async def _file(self, request: Request) -> Response:
        asking = await caller(request, self._services, cookie=True)
        asking.require(ApiScope.READ)
        render = parse_id_of(NodeKind.IMAGE, request.path_params["image"])
        size, _, suffix = request.path_params["file"].partition(".")
        if size not in SIZES or suffix not in TYPES:
            raise not_found()
        async with self._services.gate(asking) as gate:
            row = await gate.image(render)
        if row is None or row.sha256 is None:
            raise not_found()
        fmt = _format(request.headers.get("accept"), suffix)
        headers = {
            "etag": f'"{row.sha256}-{size}-{fmt}"',
            "cache-control": CACHE,
            "vary": "accept, authorization, cookie",
        }
        if unchanged(request, headers["etag"]):
            return Response(status_code=304, headers=headers)
        body = await self._services.blobs.get(row.sha256, size, fmt)
        if body is None:
            raise HttpError(404, ErrorCode.NOT_FOUND, not_found().message)
        headers["content-length"] = str(len(body))
        return Response(b"" if request.method == "HEAD" else body, 200, headers, TYPES[fmt])


def _format(accept: str | None, suffix: str) -> str:
    """The suffix's format, or JPEG for who does not take WebP."""
    return suffix if suffix == "jpg" or preferred(accept, [TYPES["webp"]]) else "jpg"
