"""Any one process may be killed: the system heals by itself, and nothing acknowledged is lost."""

from __future__ import annotations

import asyncio
import os
import secrets
import signal

import pytest

from tests.acceptance.people import Person, eventually, person
from tests.infra.supervisor.running import Running

HEALED_WITHIN = 45.0
"""Seconds; on a quiet machine it takes one to eleven."""
PROGRAMS = ("postgres", "redis", "triton", "api", "engine", "worker")


SAY = """
mutation Say($input: CommentInput!) { comment(input: $input) { position userErrors { code message } } }"""
SAID = """
query Said($id: ID!, $min: Position) {
  post(id: $id, minPosition: $min) { commentCount comments(first: 100) { edges { node { text } } } }
}"""
PACE = 0.2
"""Seconds between two comments: all that are said while one process heals fit on one page."""


@pytest.mark.parametrize("program", PROGRAMS)
async def test_a_killed_process_comes_back_and_nothing_acknowledged_is_lost(
    system: Running, address: str, program: str
) -> None:
    async with person(address, "ada") as ada, person(address, "bob") as bob:
        post = await ada.share(await ada.render("a house in the snow"), "Home")
        talking = asyncio.create_task(speak_until_told(bob, post, stop := asyncio.Event()))
        pid = system.pid_of(program)
        os.kill(pid, signal.SIGKILL)
        await asyncio.to_thread(system.until, lambda e: restarted(e, program, pid), HEALED_WITHIN)
        stop.set()
        acknowledged, last = await asyncio.wait_for(talking, 60)
        seen = (await eventually(lambda: bob.client.ask(SAID, id=post, min=last), HEALED_WITHIN))["post"]
        assert sorted(edge["node"]["text"] for edge in seen["comments"]["edges"]) == sorted(acknowledged)
        assert seen["commentCount"] == len(acknowledged)
        await asyncio.wait_for(ada.render("the sea after a storm"), 60)


def restarted(event: dict[str, object], program: str, killed: int) -> bool:
    """Whether this says that the program runs again, as another process."""
    return event.get("name") == program and event.get("phase") == "ready" and event.get("pid") != killed


async def speak_until_told(person: Person, post: str, stop: asyncio.Event) -> tuple[list[str], str]:
    """Comment through whatever happens, each under a key of its own; what was acknowledged, and the last position."""
    acknowledged: list[str] = []
    while True:
        words = secrets.token_hex(8)
        wish = {"postId": post, "text": words, "idempotencyKey": words}
        answer = await eventually(lambda wish=wish: person.client.ask(SAY, input=wish), 30)  # type: ignore[misc] # a default binds it
        acknowledged.append(words)
        if stop.is_set():
            return acknowledged, str(answer["comment"]["position"])
        await asyncio.sleep(PACE)
