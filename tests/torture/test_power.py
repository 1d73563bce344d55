"""A few power cuts; the long run has a hundred (``python -m tests.torture power``)."""

from __future__ import annotations

import pytest

from tests.torture import power


def test_what_was_acknowledged_survives_a_power_cut_and_the_controls_lose_some() -> None:
    if not power.possible():
        pytest.skip("a disk on a loop device is mounted by root only")
    report = power.apart(1, 2, ("synchronous_commit", "files"))
    assert report.passed, report.text()
    assert report.counts["acknowledged"] > 2 * power.FIRST
    assert report.counts["cuts until a loss without synchronous_commit"] > 0
