"""How tests are shared out between processes: a file's together, and those of a whole system together."""

from __future__ import annotations

import pytest
from xdist.scheduler import LoadFileScheduling  # type: ignore[import-untyped]  # the package ships no types

SYSTEMS = ("tests/acceptance/test_app_", "tests/acceptance/")
"""Tests on a system that takes seconds to start. The app's are on both, so that neither takes longer than all else; on
the second programs are killed, too.
"""
FIRST = (
    *SYSTEMS,
    "tests/torture/",
    "tests/inference/",
    "tests/architecture/",
    "tests/web/",
    "tests/clients/",
    "tests/infra/supervisor/",
    "tests/infra/worker/",
)
"""What takes longest, and first what needs no page: meanwhile the pages are built. What is left at the end is short."""


class Sharing(LoadFileScheduling):  # type: ignore[misc]  # as above
    """Gives each process one file after the other, or one system with all its files."""

    def _split_scope(self, nodeid: str) -> str:
        return next((system for system in SYSTEMS if nodeid.startswith(system)), nodeid.partition("::")[0])


def first_of_all(item: pytest.Item) -> int:
    """Where a test's folder stands in the order of all."""
    return next((place for place, folder in enumerate(FIRST) if item.nodeid.startswith(folder)), len(FIRST))
