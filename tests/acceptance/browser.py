"""Debian's chromium under playwright, for tests that look at pages as a person does.

Playwright's own browsers are never downloaded: where no chromium is installed the tests are skipped, and say so.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped] # the package ships no types
from playwright.sync_api import Browser, BrowserContext, Page, Request, ViewportSize, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
)
AT_ONCE = "--js-flags=--no-opt"
"""No page of a test stays for so long that it would gain by the work to make it faster."""
DESKTOP: ViewportSize = {"width": 1440, "height": 900}
MISSING = "no chromium on the PATH: the browser tests did not run (mend: apt-get install chromium)"


def chromium_path() -> str | None:
    """The installed browser, None where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless browser; skips the test where none is installed."""
    path = chromium_path()
    if path is None:
        pytest.skip(MISSING)
    # Chromium's own sandbox refuses to run as root.
    arguments = [*QUIET, AT_ONCE, *(("--no-sandbox",) if os.geteuid() == 0 else ())]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


class Visit:
    """One person's visit: a fresh profile and a page that notes what it asked for and what went wrong on it."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.requests: list[str] = []
        self.errors: list[str] = []
        context.on("request", self._note)
        self.page: Page = context.new_page()
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda line: self.errors.append(line.text) if line.type == "error" else None)
        self.page.on("websocket", lambda socket: self.requests.append(socket.url))

    def _note(self, request: Request) -> None:
        self.requests.append(request.url)

    def outside(self, origin: str) -> list[str]:
        """The requests that went anywhere but to the origin (pictures inside the page aside)."""
        ours = urlsplit(origin).netloc
        return [
            url
            for url in self.requests
            if urlsplit(url).scheme not in {"data", "blob"} and urlsplit(url).netloc != ours
        ]


@contextmanager
def visit(browser: Browser, *, dark: bool = False, viewport: ViewportSize = DESKTOP) -> Iterator[Visit]:
    """A fresh profile in the browser, in light or dark, closed afterwards. Nothing moves: to draw that takes long."""
    scheme: Literal["dark", "light"] = "dark" if dark else "light"
    context = browser.new_context(viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
    try:
        yield Visit(context)
    finally:
        context.close()


def violations(page: Page, *only: str) -> dict[str, list[str]]:
    """What axe finds wrong on the page, by all of its rules or only by some: by rule, the elements.

    It is asked for nothing else: to name all the elements that are as they should be takes longer than to judge them.
    """
    options = {"resultTypes": ["violations"]} | ({"runOnly": list(only)} if only else {})
    found = Axe().run(page, options=options).response["violations"]
    return {rule["id"]: [str(node["target"]) for node in rule["nodes"]] for rule in found}


class Standing:
    """The one browser of this process. While playwright runs, no other event loop can run in this thread: it stands
    from the first test that wants it until the next one does not.
    """

    def __init__(self) -> None:
        self._opened = ExitStack()
        self._browser: Browser | None = None
        self.wanted_next = False

    def get(self) -> Browser:
        """It, started when it does not stand."""
        if self._browser is None:
            self._browser = self._opened.enter_context(chromium())
        return self._browser

    def leave(self) -> None:
        """End it, unless the next test wants it too."""
        if not self.wanted_next:
            self._browser = None
            self._opened.close()


STANDING = Standing()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> None:
    """Note who comes next, before this test's fixtures go."""
    STANDING.wanted_next = "browser" in getattr(nextitem, "fixturenames", ())


@pytest.fixture
def browser() -> Iterator[Browser]:
    """A headless browser, which tests that follow one another share."""
    yield STANDING.get()
    STANDING.leave()


@pytest.fixture
def person(browser: Browser) -> Iterator[Visit]:
    """One person's visit with a fresh profile."""
    with visit(browser) as person:
        yield person
