"""Pages of a board stay pages of one board, whatever happens between them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from api.cursors import encode
from tests.api.site import Site

PAGE = """query($n: Int!, $r: String, $c: String) { trending(first: $n, window: HOUR, ranker: $r, after: $c) {
  edges { cursor node { id } why { terms { name value events } } } pageInfo { endCursor hasNextPage } } }"""
PEOPLE = 6
Edges = list[dict[str, object]]
Turn = Callable[[], Awaitable[object]]


async def later_pages(site: Site, ranker: str, cursor: str, turn: Turn) -> Edges:
    """All pages after a cursor, one post each; before each of them something happens."""
    edges: Edges = []
    more, after = True, cursor
    while more:
        await turn()
        await site.settled()
        page = (await site.ask(PAGE, n=1, r=ranker, c=after))["trending"]
        edges += page["edges"]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    return edges


@pytest.mark.parametrize("ranker", ["top", "decay"])
async def test_pages_under_likes_have_no_gap_and_no_repeat(site: Site, ranker: str) -> None:
    crowd = [await site.join() for _ in range(PEOPLE)]
    posts = [await site.post(crowd[0]) for _ in crowd]
    for likes, post in enumerate(posts, start=1):
        for person in crowd[:likes]:
            await site.do("likePost", "PostRef", person, postId=post)
    await site.settled()
    board = (await site.ask(PAGE, n=100, r=ranker))["trending"]["edges"]
    order = [edge["node"]["id"] for edge in board]
    assert [post for post in order if post in posts] == posts[::-1]

    people = iter(crowd * 100)

    async def turn_over() -> None:
        """The last gains, the first loses, and there is talk everywhere."""
        person = next(people)
        await site.do("likePost", "PostRef", person, postId=posts[0])
        await site.do("unlikePost", "PostRef", person, postId=posts[-1])
        for post in posts:
            await site.do("comment", "CommentInput", person, postId=post, text="and again")

    assert await later_pages(site, ranker, board[0]["cursor"], turn_over) == board[1:]
    now = (await site.ask(PAGE, n=100, r=ranker))["trending"]["edges"]
    assert [edge["node"]["id"] for edge in now] != order, "the board was to be turned over meanwhile"


async def test_what_is_removed_leaves_an_old_board_too(site: Site) -> None:
    ada = await site.join()
    posts = [await site.post(ada) for _ in range(3)]
    for post in posts:
        await site.do("likePost", "PostRef", ada, postId=post)
    await site.settled()
    cursor = (await site.ask(PAGE, n=1, r="top"))["trending"]["pageInfo"]["endCursor"]
    rest = await later_pages(site, "top", cursor, lambda: site.do("removePost", "PostRef", ada, postId=posts[0]))
    listed = [edge["node"] for edge in rest]
    assert {"id": posts[0]} not in listed
    assert {"id": posts[1]} in listed


@pytest.mark.parametrize("position", [0, -1, -(10**18)])
async def test_a_place_before_everything_is_no_cursor(site: Site, position: int) -> None:
    cursor = encode("trending:HOUR:top", 1, 1.8e9, position, 1.0, 1)
    assert await site.code(PAGE, n=1, r="top", c=cursor) == "INVALID"
