"""A disk that fills up, once; the long run does it again and again (``python -m tests.torture disk``)."""

from __future__ import annotations

import pytest

from tests.torture import disk


async def test_a_full_disk_stops_writing_and_nothing_else() -> None:
    if not disk.possible():
        pytest.skip("a small disk needs a user namespace, and here they are forbidden")
    report = await disk.run(seed=1, size=1)
    assert report.passed, report.text()
    assert report.counts["acknowledged"] > 0
    assert report.counts["panics without the guard"] == 1
