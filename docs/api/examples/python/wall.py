"""The newest posts on a terminal, each line as it is now: reads the feed, then follows it from where it was read.

python wall.py http://127.0.0.1:8000
"""

from __future__ import annotations

import asyncio
import sys

from limn_client import Limn
from msgspec import Struct

POST = "id caption likeCount changedAt author { handle }"
FEED = f"query Feed {{ feed(first: 20) {{ position edges {{ node {{ {POST} }} }} }} }}"
CHANGES = f"""subscription Changes($after: Position) {{
  feedChanges(after: $after) {{ position reset changes {{ postId post {{ {POST} }} }} }}
}}"""


class Author(Struct):
    handle: str


class Post(Struct, rename="camel"):
    id: str
    caption: str | None
    like_count: int
    changed_at: str
    author: Author


class Edge(Struct):
    node: Post


class Page(Struct):
    position: str
    edges: list[Edge]


class Feed(Struct):
    feed: Page


class Change(Struct, rename="camel"):
    post_id: str
    post: Post | None


class Delta(Struct):
    position: str
    reset: bool
    changes: list[Change]


def show(post: Post) -> None:
    """A line."""
    sys.stdout.write(f"{post.like_count} ♥  @{post.author.handle}  {post.caption or ''}\n")
    sys.stdout.flush()


async def main(address: str) -> None:
    """Until it is interrupted."""
    limn = Limn(address)
    while True:
        page = (await limn.ask(FEED, Feed)).feed
        for edge in reversed(page.edges):
            show(edge.node)
        async for delta in limn.watch(CHANGES, Delta, after=page.position):
            for change in delta.changes:
                if change.post:
                    show(change.post)
            if delta.reset:  # too much happened to tell it one by one: read the feed again
                break


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
