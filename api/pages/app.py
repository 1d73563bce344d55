"""The addresses of the app. Each answers the one page, which reads the address and asks the API for the rest."""

from __future__ import annotations

import hashlib
from typing import Final

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from api.http.cookie import COOKIE
from api.http.freshness import unchanged
from api.http.origin import own_origin
from api.pages.files import hashed_file, named_file
from api.pages.head import Head
from api.pages.page import Page, stand_in
from api.pages.policy import CAREFUL, NO_CACHE, app_headers
from api.pages.shown import Nobody, Unknown
from api.pages.waiting import STYLE, STYLE_ADDRESS
from domain import text
from domain.errors import DomainError

PLAIN: Final = (
    "/",
    "/home",
    "/search",
    "/trending/compare",
    "/replay",
    "/renders",
    "/r/{render}",
    "/settings",
    "/notices",
    "/sign-in",
    "/join",
    "/about",
)
AT_WORK: Final = ("/desk", "/operator")
ROBOTS: Final = "User-agent: *\nDisallow: /graphql\nDisallow: /explorer\nDisallow: /metrics\n"


class AppPages:
    """The app's page under every address of its own."""

    def __init__(self, page: Page, nobody: Nobody) -> None:
        self._page = page
        self._nobody = nobody

    def routes(self) -> list[Route]:
        """Every address, and the files that the page loads."""
        return [
            *(Route(path, self.plain) for path in PLAIN + AT_WORK),
            Route("/trending", self.trending),
            Route("/tag/{tag}", self.tag),
            Route("/@{handle}", self.person),
            Route("/p/{post}", self.post),
            Route(STYLE_ADDRESS, _waiting_style),
            Route("/app/assets/{name}", self._asset),
            Route("/app/{name}", self._file),
            Route("/favicon.ico", self._icon),
            Route("/robots.txt", _robots),
        ]

    async def plain(self, request: Request) -> Response:
        """A page with the general head."""
        return await self._answer(request)

    async def trending(self, request: Request) -> Response:
        """The board."""
        return await self._answer(request, Head("Trending on Limn", address=f"{own_origin(request)}/trending"))

    async def tag(self, request: Request) -> Response:
        """The posts under a tag; what cannot be one is not there."""
        try:
            (tag,) = text.tags([request.path_params["tag"]])
        except DomainError:
            return await self.absent(request)
        return await self._answer(request, Head(f"#{tag} on Limn"))

    async def person(self, request: Request) -> Response:
        """Someone's posts; what cannot be a handle is not there. Whether anyone has it is for the page to find."""
        try:
            handle = text.handle(request.path_params["handle"])
        except DomainError:
            return await self.absent(request)
        return await self._answer(request, Head(f"@{handle} on Limn", address=f"{own_origin(request)}/@{handle}"))

    async def post(self, request: Request) -> Response:
        """A post, whose head anyone may read. Who has a cookie may see more than the head: the page will know."""
        try:
            head = await self._nobody.post(request.path_params["post"], own_origin(request))
        except Unknown:
            return await self._answer(request)
        return await self._answer(request, head, 200 if head or COOKIE in request.cookies else 404)

    async def absent(self, request: Request) -> Response:
        """404, on the page that everything else is on."""
        return await self._answer(request, status=404)

    async def _answer(self, request: Request, head: Head | None = None, status: int = 200) -> Response:
        index = await self._page.index()
        if not isinstance(index, str):
            return stand_in(index)
        body = (head.within(index) if head else index).encode()
        headers = {**app_headers(request), "etag": f'"{hashlib.sha256(body).hexdigest()[:32]}"', "vary": "cookie"}
        if status == 200 and unchanged(request, headers["etag"]):
            return Response(status_code=304, headers=headers)
        return HTMLResponse(body, status, headers)

    def _asset(self, request: Request) -> Response:
        return hashed_file(self._page.folder / "assets", request.path_params["name"], request)

    def _file(self, request: Request) -> Response:
        return named_file(self._page.folder, request.path_params["name"], request)

    def _icon(self, request: Request) -> Response:
        """For what asks without having read the page: a picture that is opened by itself, for one."""
        assets = self._page.folder / "assets"
        found = next(assets.glob("icon-*.svg"), None)
        return named_file(assets, found.name if found else "", request)


def _waiting_style(_: Request) -> Response:
    return FileResponse(STYLE, headers={**CAREFUL, "cache-control": NO_CACHE}, media_type="text/css")


def _robots(_: Request) -> Response:
    return PlainTextResponse(ROBOTS, headers={"cache-control": NO_CACHE})
