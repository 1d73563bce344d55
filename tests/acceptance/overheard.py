"""Everything that reaches a browser over the network: bodies of answers and frames of sockets."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Page, Response, WebSocket
from playwright.sync_api import Error as PlaywrightError

STATIC = {"script", "stylesheet", "font"}  # the same for everyone: they come with the build


@dataclass
class Overheard:
    """Collects from the moment it is made; read it while the context is open."""

    context: BrowserContext
    frames: list[str] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.on("response", self._note)
        self.context.on("page", self._listen)
        for page in self.context.pages:
            self._listen(page)

    def _note(self, response: Response) -> None:
        self.responses.append(response)

    def _listen(self, page: Page) -> None:
        page.on("websocket", self._follow)

    def _follow(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: self.frames.append(str(frame)))

    def everything(self) -> str:
        """All that was received so far, headers included, as one text. Addresses are not: the browser knew them."""
        heard = [*self.frames]
        for response in self.responses:
            if response.request.resource_type in STATIC:
                continue
            heard += [*response.headers.values(), self._body(response)]
        return "\n".join(heard)

    @staticmethod
    def _body(response: Response) -> str:
        try:
            return response.body().decode(errors="replace")
        except PlaywrightError:  # a redirect, a picture out of the browser's own store, an answer that was broken off
            return ""
