"""Clients that others wrote, each with its own way to connect, while the API is killed under them.

All of them watch at once, so that one kill serves for all. Likes go on being made while it is away.
"""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest

from api.ids import parse_id
from api.realtime.frames import CloseCode
from domain.comments import PostCommented
from domain.identity import position_text
from domain.reactions import PostLiked
from tests.api.realtime.tiny import tiny
from tests.api.site import Site
from tests.clients.packages import installed
from tests.clients.scripts import PATIENCE, Said, Script, running
from tests.clients.server import Server
from tests.projections.world import World

NODE, GQL = Path(__file__).with_name("node"), Path(__file__).with_name("gql_watch.py")
DOCS = Path(__file__).parents[2] / "docs" / "api"
LIBRARIES = ("graphql_ws", "graphql_sse", "urql", "apollo", "gql")
POSTS = 5
LIKES = 10
"""Of each phase: before the kill, at once before it, while there is no API, and afterwards."""
ALL = 4 * LIKES + len(LIBRARIES)
"""Each client likes it, too."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What every client said; the posts, the newest first; how many likes and comments there were, by clients too."""

    scripts: Mapping[str, Script]
    posts: list[str]
    likes: list[str]
    comments: int


@dataclass(frozen=True, slots=True)
class Crowd:
    """People who like a post, and who is told of it."""

    site: Site
    post: str
    author: str

    async def like(self) -> str:
        """So many likes; the last one's position."""
        world, (_, post), (_, author) = World(self.site.services.log), parse_id(self.post), parse_id(self.author)
        for _ in range(LIKES):
            position = await world.like(await world.person(f"p{uuid4().hex[:20]}"), post, author)
        return position_text(position)


@pytest.fixture(scope="module")
async def heard(site: Site, server: Server) -> AsyncIterator[Heard]:
    node = str(installed(NODE).node)
    author = await site.join()
    posts = [await site.post(author) for _ in range(POSTS)]
    crowd, begin = Crowd(site, posts[0], author.id), site.services.tide.position
    async with AsyncExitStack() as stack:
        scripts: dict[str, Script] = {}
        for name in LIBRARIES:
            argv = [node, str(NODE / f"{name}.mjs")] if name != "gql" else [sys.executable, str(GQL)]
            person = await site.join()
            given = {"address": server.address, "token": person.token, "post": posts[0], "after": position_text(begin)}
            scripts[name] = await stack.enter_async_context(running(name, argv, given))
        await _all_saw(scripts, await crowd.like())
        for name in ("alive", "liked"):
            await scripts["graphql_ws"].until(_says(name))
        await crowd.like()  # and nobody waits until they are seen
        server.kill()
        await crowd.like()
        server.start()
        await _all_saw(scripts, await crowd.like())
        await scripts["graphql_ws"].until(lambda said: said.get("count") == ALL)  # of another stream, a little later
        for script in scripts.values():
            await script.finish()
    log = await site.services.events.read(begin, await site.services.events.head(), 10_000)
    likes = [position_text(row.position) for row in log if isinstance(row.event, PostLiked)]
    comments = sum(isinstance(row.event, PostCommented) for row in log)
    yield Heard(scripts, posts[::-1], likes, comments)


def _says(name: str) -> Callable[[Said], bool]:
    return lambda said: name in said


async def _all_saw(scripts: Mapping[str, Script], position: str) -> None:
    await asyncio.gather(*(script.until(lambda said: said.get("saw") == position) for script in scripts.values()))


@pytest.mark.parametrize("name", LIBRARIES)
def test_every_like_arrives_once_and_in_order_though_the_api_was_killed(heard: Heard, name: str) -> None:
    assert len(heard.likes) == ALL
    assert heard.scripts[name].told("saw") == heard.likes


def test_graphql_ws_has_several_operations_on_one_socket_opened_when_it_is_needed(heard: Heard) -> None:
    script = heard.scripts["graphql_ws"]
    assert script.told("before") == [0]
    assert script.told("liked") == script.told("read") == [True]
    assert script.told("alive"), "a ping is answered"
    assert script.told("connections") == [2], "before the kill and after it"
    assert set(script.told("lost")[0]) == {1006}, "and not closed for any fault of the client's"
    assert script.told("left") == [1000]


def test_a_command_that_graphql_ws_sends_again_is_done_once(heard: Heard) -> None:
    assert heard.comments > 1
    assert heard.scripts["graphql_ws"].told("acknowledged") == [heard.comments]


def test_a_converging_stream_goes_on_from_where_it_broke(heard: Heard) -> None:
    script = heard.scripts["graphql_ws"]
    positions = script.told("position")
    assert positions == sorted(set(positions))
    assert script.told("count")[-1] == len(heard.likes)


def test_urql_and_apollo_show_a_like_on_what_they_had_read(heard: Heard) -> None:
    assert heard.scripts["urql"].told("shown") == [[False, True]]
    assert heard.scripts["apollo"].told("shown") == [[False, True]]


def test_apollo_joins_pages_and_keeps_one_copy_of_each_thing(heard: Heard) -> None:
    assert heard.scripts["apollo"].told("joined") == [heard.posts]
    assert heard.scripts["apollo"].told("kept") == [POSTS]


@pytest.mark.parametrize(("name", "read"), [("urql", True), ("apollo", 2)])
def test_a_document_that_was_sent_is_known_by_its_hash_even_to_the_next_process(
    heard: Heard, name: str, read: object
) -> None:
    (whole,) = heard.scripts[name].told("whole")
    assert whole[:2] == [False, True], "its hash says nothing yet"
    assert whole[-1] is False
    assert heard.scripts[name].told("again") == [read]


async def test_graphql_ws_is_told_why_it_is_refused(site: Site, server: Server) -> None:
    """4408 and 4401 no client of this library comes to; `tests/api/realtime/test_socket.py` provokes all of them."""
    node = str(installed(NODE).node)
    given = {"address": server.address, "token": (await site.join()).token}
    async with running("refusals", [node, str(NODE / "refusals.mjs")], given) as script:
        await script.finish()
    told = {name: refusal["code"] for said in script.said for name, refusal in said.items()}
    assert told == {"badToken": 4403, "noSubprotocol": 4406, "noMessage": 4400, "sameId": 4409, "tooMany": 4429}
    assert all(refusal["reason"] for said in script.said for refusal in said.values())


async def test_graphql_ws_comes_back_when_it_was_too_slow() -> None:
    argv = [str(installed(NODE).node), str(NODE / "slow.mjs")]
    async with tiny() as place, running("slow", argv, {"address": place.address, "token": "good"}) as script:
        await script.until(lambda said: "asleep" in said)
        await asyncio.wait_for(place.ended.wait(), PATIENCE)
        script.wake()
        await script.finish()
    assert script.told("again") == [False, True]
    assert script.told("code")[0] == 4499
    assert script.told("reason")[0].startswith("Too slow.")


def test_gql_makes_operations_from_the_schema_as_it_is_told(heard: Heard) -> None:
    script = heard.scripts["gql"]
    assert script.told("liked") == script.told("read") == [True]
    assert script.told("lost"), "its socket was lost with the API"


def test_every_code_that_closes_a_socket_is_told_to_developers() -> None:
    told = re.findall(r"^\| (\d{4}) \|", (DOCS / "README.md").read_text(), re.MULTILINE)
    assert [int(code) for code in told] == sorted(CloseCode)
