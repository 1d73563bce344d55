"""One whole system, started as a person starts it: ``limn up`` on an empty folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance.browser import browser, person, pytest_runtest_teardown
from tests.infra.supervisor.running import Running, running

__all__ = ["address", "browser", "person", "pytest_runtest_teardown", "system"]

UP = [sys.executable, "-m", "infra.cli", "up", "--json"]


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The running system; its ready event says where."""
    data: Path = tmp_path_factory.mktemp("limn") / "data"
    with running(data, UP, LIMN_HTTP_PORT="0", LIMN_RATE_LIMITS="off") as started:
        started.until_ready(300)  # longer than any test may take, where others keep the machine busy
        yield started


@pytest.fixture(scope="session")
def address(system: Running) -> str:
    """Where its API listens."""
    return str(next(event["http"] for event in reversed(system.said) if event["event"] == "ready"))
