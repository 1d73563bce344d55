"""The files that pages load."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from api.http.packing import takes
from api.pages.policy import CAREFUL, IMMUTABLE, NO_CACHE

FILE_NAME: Final = re.compile(r"[\w-][\w.-]{0,99}", re.ASCII)
TYPES: Final = {
    ".css": "text/css",
    ".ico": "image/x-icon",
    ".js": "text/javascript",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
"""Ours, not the machine's: what a browser is told does not depend on where we run."""
PACKED: Final = ".gz"
"""What the build has laid beside a file, where that is worth it."""


def hashed_file(folder: Path, name: str, request: Request) -> Response:
    """A file whose name holds the hash of its bytes."""
    return _file(folder, name, request, IMMUTABLE)


def named_file(folder: Path, name: str, request: Request) -> Response:
    """A file under a name that stays, while its bytes may change."""
    return _file(folder, name, request, NO_CACHE)


def _file(folder: Path, name: str, request: Request, cache: str) -> Response:
    """As small as the client can take it; 404 for what is no file of a page."""
    path = folder / name
    kind = TYPES.get(path.suffix)
    if kind is None or not FILE_NAME.fullmatch(name) or not path.is_file():
        raise HTTPException(404)
    headers = {**CAREFUL, "cache-control": cache, "vary": "accept-encoding"}
    packed = path.with_name(name + PACKED)
    if takes(request.headers.get("accept-encoding", ""), "gzip") and packed.is_file():
        return FileResponse(packed, headers={**headers, "content-encoding": "gzip"}, media_type=kind)
    return FileResponse(path, headers=headers, media_type=kind)
