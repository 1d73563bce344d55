"""The whole story, on real parts: words become a picture, others see it, like it, speak of it, and it climbs."""

from __future__ import annotations

import asyncio
from io import BytesIO

import httpx
from PIL import Image

from infra.cli.client import Client
from infra.operations import PROGRESS, SUBMIT
from tests.acceptance.people import FEED_CHANGES, person

COMMENT = """
mutation Comment($input: CommentInput!) {
  comment(input: $input) { comment { text } position userErrors { message } }
}"""
BOARD = """
{ trending(first: 50) { edges { node { id likeCount } why { score terms { name value events } } } } }"""
EVENTS = """
query Events($subject: ID!) { events(first: 50, subject: $subject) { edges { node { position topic payload } } } }"""


async def test_a_picture_appears_step_by_step(address: str) -> None:
    async with person(address, "ada") as ada:
        asked = await ada.client.make(SUBMIT, prompt="a lighthouse at dusk, watercolor", steps=8)
        render = asked["render"]["id"]
        frames = [payload["renderProgress"] async for payload in ada.client.watch(PROGRESS, id=render)]
        assert frames[-1]["render"]["status"] == "DONE"
        steps = [frame["step"] for frame in frames]
        assert steps == sorted(steps)
        picture = Image.open(BytesIO(await ada.client.fetch(frames[-1]["render"]["image"]["url"])))
        assert picture.size == (512, 512)
        assert len(picture.convert("RGB").getcolors(512 * 512) or []) > 500


async def test_what_is_not_shared_is_seen_by_its_maker_only(address: str) -> None:
    async with person(address, "ada") as ada, person(address, "bob") as bob:
        render = await ada.render("a secret garden")
        query = "query R($id: ID!) { render(id: $id) { id image { url } } node(id: $id) { id } }"
        mine = await ada.client.ask(query, id=render)
        url = mine["render"]["image"]["url"]
        assert await bob.client.ask(query, id=render) == {"render": None, "node": None}
        async with httpx.AsyncClient(base_url=address) as stranger:
            absent = await stranger.get(url.replace(render[-6:], "000000"))
            forbidden = await stranger.get(url)
        assert forbidden.status_code == absent.status_code == 404
        assert forbidden.content == absent.content


async def test_a_like_reaches_another_screen(address: str) -> None:
    async with person(address, "ada") as ada, person(address, "bob") as bob:
        arrived: asyncio.Queue[dict[str, object]] = asyncio.Queue()
        watching = asyncio.create_task(watch_feed(bob.client, arrived))
        try:
            await asyncio.wait_for(arrived.get(), 30)  # the stream is open
            post = await ada.share(await ada.render("a red boat on a green lake"), "Boat", promptVisibility="VISIBLE")
            assert (await until(arrived, post))["kind"] == "ADDED"
            liked = await bob.like(post)
            assert liked["post"] == {"likeCount": 1, "viewerHasLiked": True}
            change = await until(arrived, post)
            assert change["kind"] == "UPDATED"
            assert change["post"]["likeCount"] == 1  # type: ignore[index] # JSON
        finally:
            watching.cancel()
        said = await bob.client.ask(COMMENT, input={"postId": post, "text": "The light!"})
        seen = await ada.see(post, said["comment"]["position"])
        assert seen is not None
        assert (seen["likeCount"], seen["commentCount"], seen["prompt"]) == (1, 1, "a red boat on a green lake")
        assert seen["comments"]["edges"][0]["node"]["text"] == "The light!"


async def test_what_is_liked_climbs_and_the_log_tells_why(address: str) -> None:
    async with person(address, "ada") as ada, person(address, "bob") as bob, person(address, "chi") as chi:
        quiet, loved = [await ada.share(await ada.render(words), words) for words in ("fog", "stars over mountains")]
        for fan in (ada, bob, chi):
            last = await fan.like(loved)
        await bob.like(quiet)
        await ada.see(loved, last["position"])
        edges = (await ada.client.ask(BOARD))["trending"]["edges"]
        ids = [edge["node"]["id"] for edge in edges]
        assert ids.index(loved) < ids.index(quiet)
        events = (await bob.client.ask(EVENTS, subject=loved))["events"]["edges"]
        topics = [edge["node"]["topic"] for edge in events]
        assert topics == ["post.shared"] + ["post.liked"] * 3


async def watch_feed(client: Client, arrived: asyncio.Queue[dict[str, object]]) -> None:
    """Put an opening mark, then every change of the latest feed, on the queue."""
    log = (await client.ask("{ log { head } }"))["log"]["head"]
    arrived.put_nowait({"opened": log})
    async for payload in client.watch(FEED_CHANGES, after=log):
        for change in payload["feedChanges"]["changes"]:
            arrived.put_nowait(change)


async def until(arrived: asyncio.Queue[dict[str, object]], post: str) -> dict[str, object]:
    """The next change of a post."""
    while True:
        change = await asyncio.wait_for(arrived.get(), 30)
        if change["postId"] == post:
            return change
