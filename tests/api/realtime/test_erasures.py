"""Words that were shredded are in nothing that is sent from then on, though it was made before."""

from __future__ import annotations

from contextlib import AsyncExitStack, aclosing
from uuid import uuid4

import pytest

from domain import accounts
from domain.identity import position_text
from tests.api.realtime.clients import over_websocket
from tests.api.realtime.conftest import Stage
from tests.api.realtime.test_seats import _next

BOARD = "subscription { trendingBoard(first: 100) { edges { node { author { displayName } } } } }"
FEED = "subscription($after: Position) { feedChanges(after: $after) { changes { post { author { displayName } } } } }"


@pytest.mark.parametrize("query", [BOARD, FEED], ids=["board", "feed"])
async def test_who_comes_later_is_not_sent_shredded_words(stage: Stage, query: str) -> None:
    keyring, ada, name = stage.services.keyring, uuid4(), f"Ada {uuid4()}"
    sealed = keyring.seal(ada, {"display_name": name})
    await stage.services.log.append(accounts.register(ada, f"p{ada.hex[:20]}", sealed))
    began = position_text(await stage.settled())
    async with AsyncExitStack() as stack:
        members = [over_websocket(stage.address, query) for _ in range(2)]
        for member in members:
            await stack.enter_async_context(aclosing(member))
            await _next(member)
        await stage.world.like(ada, await stage.world.post(ada), ada)
        for member in members:
            while name not in str(await _next(member)):
                pass
        keyring.shred(ada)  # type: ignore[attr-defined]  # the real one
        late = over_websocket(stage.address, query, {"after": began} if query == FEED else None)
        shown = await _next(await stack.enter_async_context(aclosing(late)))
        assert "displayName" in str(shown)
        assert name not in str(shown)
