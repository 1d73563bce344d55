"""`limn demo`: a dozen people and forty pictures, all through the public API, so that there is something to see."""

from __future__ import annotations

import asyncio
import random
import secrets
import time
from dataclasses import dataclass, field
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from infra.cli.client import ApiError, Client, address
from infra.cli.demo_moderation import moderate
from infra.invented.words import CHANGES, COMMENTS, MODERATOR, PEOPLE, REMIXED, WISHES, Wish
from infra.operations import BOARD, COMMENT, FOLLOW, LIKE, PROGRESS, REGISTER, SHARE, SUBMIT
from infra.settings import Settings

REMIX_EVERY = 5
SHAPES = ((512, 512), (512, 512), (512, 640), (640, 480), (768, 512))
"""Sides of pictures, in pixels."""
AT_ONCE = 6
"""Renders asked for at a time: enough to keep the queue busy, few enough to watch it move."""


@dataclass
class Person:
    """Someone of the demo, signed in."""

    client: Client
    account: str
    handle: str
    posts: list[str] = field(default_factory=list)


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(demo)


def demo(
    pictures: Annotated[int, typer.Option(min=1, max=500, help="How many pictures to share.")] = 40,
    seed: Annotated[int, typer.Option(help="The same seed makes much the same choices.")] = 7,
) -> None:
    """Fill Limn with people, pictures, follows, likes and comments, through the public API only."""
    started = time.monotonic()
    try:
        board, moderated = asyncio.run(_demo(Settings(), pictures, random.Random(seed)))  # noqa: S311 - choices of a demo
    except ApiError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    console = Console()
    console.print(f"{len(PEOPLE)} people, {pictures} pictures in {time.monotonic() - started:.0f} s. Trending now:")
    for place, edge in enumerate(board, 1):
        post = edge["node"]
        console.print(f"  {place}. {post['caption']}  by {post['author']['handle']}, {post['likeCount']} likes")
    if moderated:
        console.print("One picture was reported and blurred; one waits at /desk for a moderator:")
        console.print("  limn grant moderator YOUR_HANDLE")


async def _demo(settings: Settings, pictures: int, choose: random.Random) -> tuple[list[dict[str, Any]], bool]:
    """The board, and whether there were pictures enough to moderate some."""
    *people, moderator = await asyncio.gather(*(_join(address(settings), name) for name in (*PEOPLE, MODERATOR)))
    try:
        with Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            transient=True,
        ) as bar:
            await _follow(people, choose)
            await _paint(people, pictures, choose, bar)
            await _react(people, choose, bar)
        first, second, *others = people
        if enough := bool(first.posts and second.posts):
            await moderate(settings, moderator, others[:2], (first.posts[0], second.posts[0]))
        return list((await people[0].client.ask(BOARD))["trending"]["edges"]), enough
    finally:
        await asyncio.gather(*(person.client.__aexit__(None, None, None) for person in (*people, moderator)))


async def _join(address: str, name: str) -> Person:
    client = Client(address)
    handle = f"{name.lower()}_{secrets.token_hex(2)}"
    wish = {"handle": handle, "displayName": name, "password": secrets.token_urlsafe(16)}
    registered = await client.make(REGISTER, **wish)
    client.token = registered["token"]
    return Person(client, registered["account"]["id"], handle)


async def _follow(people: list[Person], choose: random.Random) -> None:
    for person in people:
        others = choose.sample([other for other in people if other is not person], 4)
        await asyncio.gather(*(person.client.ask(FOLLOW, input={"accountId": other.account}) for other in others))


async def _paint(people: list[Person], pictures: int, choose: random.Random, bar: Progress) -> None:
    """Pictures of their own first; then every fifth is a remix of one that is there."""
    task, places = bar.add_task("painting", total=pictures), asyncio.Semaphore(AT_ONCE)
    first = pictures - pictures // REMIX_EVERY

    async def one(number: int, shown: Wish, parent: dict[str, object] | None = None) -> None:
        person, seed = people[number % len(people)], choose.randrange(2**32)
        async with places:
            width, height = choose.choice(SHAPES)
            wish = parent or {"prompt": shown.prompt, "seed": str(seed), "width": width, "height": height}
            person.posts.append(await _share(person, shown, wish))
        bar.advance(task)

    await asyncio.gather(*(one(number, WISHES[number % len(WISHES)]) for number in range(first)))
    posts = [post for person in people for post in person.posts]
    remixes = []
    for number in range(first, pictures):
        change = choose.choice(CHANGES)
        parent: dict[str, object] = {"remixOf": choose.choice(posts), "instruction": change}
        remixes.append(one(number, Wish(change, choose.choice(REMIXED), ("remix",)), parent))
    await asyncio.gather(*remixes)


async def _share(person: Person, shown: Wish, wish: dict[str, object]) -> str:
    """Render, wait for the end and share; the post's id."""
    render = (await person.client.make(SUBMIT, **wish))["render"]["id"]
    async for payload in person.client.watch(PROGRESS, id=render):
        status = payload["renderProgress"]["render"]["status"]
        if status in {"FAILED", "CANCELLED", "REFUSED"}:
            raise ApiError(f"A picture of the demo ended as {status}: see `limn status`.")
    post: dict[str, object] = {
        "renderId": render,
        "caption": shown.caption,
        "tags": list(shown.tags),
        "promptVisibility": "REMIXABLE",
    }
    return str((await person.client.make(SHARE, **post))["post"]["id"])


async def _react(people: list[Person], choose: random.Random, bar: Progress) -> None:
    """Likes and comments; some posts are much better liked than others, as in life."""
    posts = [post for person in people for post in person.posts]
    loved = sorted(posts, key=lambda _: choose.random())
    task = bar.add_task("liking", total=len(posts))
    for place, post in enumerate(loved):
        fans = choose.sample(people, max(1, round(len(people) / (1 + place / 4))))
        await asyncio.gather(*(fan.client.ask(LIKE, input={"postId": post}) for fan in fans))
        for speaker in fans[: choose.randrange(3)]:
            await speaker.client.ask(COMMENT, input={"postId": post, "text": choose.choice(COMMENTS)})
        bar.advance(task)
