"""What is borrowed for a response is given back with it."""

from __future__ import annotations

import asyncio
from uuid import uuid4

import pytest

from api.context import Context
from tests.api.site import Site

MANY = 40
"""More than any pool holds."""


async def test_a_load_that_nobody_waits_for_borrows_nothing(site: Site) -> None:
    loads = []
    for _ in range(MANY):
        context = Context(site.services)
        loads.append(asyncio.ensure_future(context.gate.post(uuid4())))
        await asyncio.sleep(0)
        await context.close()  # as when a client goes away in that moment
    await asyncio.gather(*loads, return_exceptions=True)
    assert await site.ask("{ log { head } feed(first: 1) { position } }")


async def test_a_snapshot_is_not_read_after_its_response(site: Site) -> None:
    context = Context(site.services)
    await context.gate.position()
    await context.close()
    with pytest.raises(RuntimeError):
        await context.gate.snapshot.connection()
