"""``GET /explorer`` and the files it loads."""

from __future__ import annotations

import re
from typing import Final

from fastapi import APIRouter, HTTPException
from fastapi.responses import FileResponse, HTMLResponse, Response

from api.explorer.build import ExplorerBuild, Phase
from api.explorer.waiting import waiting_page

# The editors write style elements; everything else comes from this origin, in files.
POLICY: Final = (
    "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
PAGE_HEADERS: Final = {**HEADERS, "Cache-Control": "no-cache"}
FILE_HEADERS: Final = {**HEADERS, "Cache-Control": "public, max-age=31536000, immutable"}
"""Names under ``assets/`` hold the hash of their bytes."""
FILE_NAME: Final = re.compile(r"[\w-][\w.-]{0,99}", re.ASCII)


def explorer_router(build: ExplorerBuild) -> APIRouter:
    """Routes that serve what ``build`` made, and until then a page that says how it stands.

    ``/explorer`` answers 200 with the page, 200 with the page that waits, or 503 with what went wrong and its mend.
    """
    router = APIRouter(include_in_schema=False)

    @router.get("/explorer")
    @router.get("/explorer/")
    def page() -> Response:
        state = build.state()
        if state.folder is not None and state.phase is not Phase.BUILDING:
            return FileResponse(state.folder / "index.html", headers=PAGE_HEADERS)
        status = 503 if state.phase is Phase.FAILED else 200
        return HTMLResponse(waiting_page(state), status_code=status, headers=PAGE_HEADERS)

    @router.get("/explorer/assets/{name}")
    def asset(name: str) -> Response:
        path = build.folder / "assets" / name
        if not FILE_NAME.fullmatch(name) or not path.is_file():
            raise HTTPException(404)
        return FileResponse(path, headers=FILE_HEADERS)

    return router
