"""What an act made is asked for again, under the same key, while the views are late."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from infra.cli.client import PATIENCE, ApiError, Client
from infra.operations import SHARE


class Late(Client):
    """A client of an API whose views show what was made only at the last of so many looks."""

    def __init__(self, looks: int) -> None:
        super().__init__("http://127.0.0.1:9")
        self.looks = looks
        self.asked: list[Any] = []

    async def ask(self, document: str, **variables: object) -> Any:
        self.asked.append(variables["input"])
        made = {"id": "post_1"} if len(self.asked) == self.looks else None
        return {"sharePost": {"post": made, "userErrors": []}}


@pytest.fixture
async def late() -> AsyncIterator[Late]:
    async with Late(looks=3) as client:
        yield client


async def test_it_is_asked_for_until_it_is_there(late: Late) -> None:
    assert (await late.make(SHARE, renderId="render_1"))["post"] == {"id": "post_1"}
    assert len(late.asked) == 3
    assert len({wish["idempotencyKey"] for wish in late.asked}) == 1
    assert {wish["renderId"] for wish in late.asked} == {"render_1"}


async def test_a_key_of_ones_own_is_kept(late: Late) -> None:
    await late.make(SHARE, renderId="render_1", idempotencyKey="mine")
    assert {wish["idempotencyKey"] for wish in late.asked} == {"mine"}


async def test_views_that_stay_behind_are_said(late: Late) -> None:
    late.looks = PATIENCE + 1
    with pytest.raises(ApiError, match="the views are far behind"):
        await late.make(SHARE, renderId="render_1")
