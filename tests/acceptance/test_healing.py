"""Any one process may be killed: the system heals by itself, and nothing acknowledged is lost."""

from __future__ import annotations

import asyncio
import os
import secrets
import signal
import time

import pytest

from tests.acceptance.people import Person, eventually, person
from tests.infra.supervisor.running import Running

HEALED_WITHIN = 15.0
PROGRAMS = ("postgres", "redis", "triton", "api", "engine", "worker")


@pytest.mark.parametrize("program", PROGRAMS)
async def test_a_killed_process_comes_back_and_no_like_is_lost(system: Running, address: str, program: str) -> None:
    async with person(address, "ada") as ada, person(address, "bob") as bob:
        post = await ada.share(await ada.render("a house in the snow"), "Home")
        acknowledged = asyncio.create_task(toggle_until_told(bob, post, stop := asyncio.Event()))
        pid = system.pid_of(program)
        os.kill(pid, signal.SIGKILL)
        began = time.monotonic()
        await asyncio.to_thread(system.until, lambda e: restarted(e, program, pid), HEALED_WITHIN)
        stop.set()
        final = await asyncio.wait_for(acknowledged, 30)
        seen = await bob.see(post, str(final["position"]))
        assert seen is not None
        assert (seen["likeCount"], seen["viewerHasLiked"]) == (1, True)
        await asyncio.wait_for(ada.render("the sea after a storm"), 30)
        assert time.monotonic() - began < 2 * HEALED_WITHIN


def restarted(event: dict[str, object], program: str, killed: int) -> bool:
    """Whether this says that the program runs again, as another process."""
    return event.get("name") == program and event.get("phase") == "ready" and event.get("pid") != killed


async def toggle_until_told(fan: Person, post: str, stop: asyncio.Event) -> dict[str, object]:
    """Like again and again under one key each, through whatever happens; the last answer, which must stand."""
    while True:
        key = secrets.token_hex(8)
        answer = await eventually(lambda key=key: fan.like(post, key), 30)  # type: ignore[misc] # a default binds it
        if stop.is_set():
            return answer
        await asyncio.sleep(0.05)
