"""A page as it was built, or the one that stands in for it."""

from __future__ import annotations

import asyncio
from pathlib import Path

from starlette.responses import HTMLResponse

from api.pages.build import BuildState, PageBuild, Phase
from api.pages.policy import WAITING, page_headers
from api.pages.waiting import waiting_page


class Page:
    """One built page. Found ready it stays so: what changes in its source meanwhile is for the next start."""

    def __init__(self, build: PageBuild) -> None:
        self._build = build
        self._ready: BuildState | None = None
        self._read: tuple[int, str] = (0, "")

    @property
    def folder(self) -> Path:
        """Where its files are."""
        return self._build.folder

    async def index(self) -> str | BuildState:
        """The text of ``index.html``, or how the build stands where there is none to show."""
        state = await asyncio.to_thread(self._build.state) if self._ready is None else self._ready
        if state.folder is None:
            return state
        try:
            text = self._text(state.folder)
        except FileNotFoundError:  # another process builds it anew
            self._ready = None
            return BuildState(Phase.BUILDING, "A newer page takes its place …")
        self._ready = state if state.phase is Phase.READY else None
        return text

    def _text(self, folder: Path) -> str:
        path = folder / "index.html"
        changed = path.stat().st_mtime_ns
        if self._read[0] != changed:
            self._read = (changed, path.read_text())
        return self._read[1]


def stand_in(state: BuildState) -> HTMLResponse:
    """200 with the page that waits, or 503 with what went wrong and its mend."""
    status = 503 if state.phase is Phase.FAILED else 200
    return HTMLResponse(waiting_page(state), status, page_headers(WAITING))
