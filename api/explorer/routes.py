"""``GET /explorer`` and the files it loads."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from api.pages.build import PageBuild
from api.pages.files import hashed_file
from api.pages.page import Page, stand_in
from api.pages.policy import page_headers

# The editors write style elements; everything else comes from this origin, in files.
POLICY: Final = (
    "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def explorer_routes(build: PageBuild) -> list[Route]:
    """Routes that serve what ``build`` made, and until then a page that says how it stands."""
    page = Page(build)

    async def explorer(_: Request) -> Response:
        index = await page.index()
        return HTMLResponse(index, headers=page_headers(POLICY)) if isinstance(index, str) else stand_in(index)

    def file(request: Request) -> Response:
        return hashed_file(page.folder / "assets", request.path_params["name"], request)

    return [Route("/explorer", explorer), Route("/explorer/", explorer), Route("/explorer/assets/{name}", file)]
