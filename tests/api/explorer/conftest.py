"""A built page, a server behind it, and chromium in front of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from api.explorer.build import Phase
from infra.webbuild import WebBuild
from tests.acceptance.browser import Visit, chromium, visit
from tests.api.explorer.server import Server, serving


@pytest.fixture(scope="session")
def page_build() -> WebBuild:
    build = WebBuild()
    state = build.build()
    assert state.phase is Phase.READY, f"{state.words} {state.mend}"
    return build


@pytest.fixture
def server(page_build: WebBuild) -> Iterator[Server]:
    with serving(Server(page_build)) as server:
        yield server


@pytest.fixture
def explorer_url(server: Server) -> str:
    """Where the explorer is; nothing else of the server is known to the tests that take only this."""
    return f"{server.url}/explorer"


# Not longer than a module: while playwright runs, no other event loop can run in this thread.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def person(browser: Browser) -> Iterator[Visit]:
    with visit(browser) as person:
        yield person
