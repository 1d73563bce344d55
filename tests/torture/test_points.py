"""Every named point is a place that is there."""

from __future__ import annotations

import pytest

from tests.torture.points import POINTS, resolve


@pytest.mark.parametrize("name", POINTS)
def test_a_point_is_there(name: str) -> None:
    resolve(POINTS[name].target)


def test_a_place_that_is_not_there_is_told() -> None:
    with pytest.raises(AttributeError):
        resolve("infra.log.writer:finished")
