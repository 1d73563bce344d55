"""A built page, a server behind it, and chromium in front of it (the fixtures `browser` and `person`)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from api.pages.build import Phase
from infra.webbuild import WebBuild, pages_of
from tests.acceptance.browser import browser, person, pytest_runtest_teardown
from tests.api.explorer.server import Server, serving

__all__ = ["browser", "explorer_url", "page_build", "person", "pytest_runtest_teardown", "server"]


@pytest.fixture(scope="session")
def page_build() -> WebBuild:
    build = pages_of()["explorer"]
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
