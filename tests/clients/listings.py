"""Every list of the schema, and how a client walks through it page by page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from api.ids import NodeKind, node_id
from tests.api.site import Person, Site
from tests.clients.storm import TAG, Cast

MOST_PAGES = 1_000
SIZES = range(1, 8)
TOPICS = '["post.shared", "post.liked", "post.commented"]'


@dataclass(frozen=True, slots=True)
class Listing:
    """A list.

    field   of the schema
    holds   the name of what it must hold, as `spans` tells it
    path    the selections that lead to it
    given   its further arguments
    viewer  who looks
    named   the field that tells its things apart
    """

    field: str
    holds: str
    path: tuple[str, ...] = ()
    given: str = ""
    viewer: Person | None = None
    named: str = "id"
    cursor: str = "String"

    @property
    def query(self) -> str:
        """A page of it."""
        name = self.field.partition(".")[2]
        item = f"node {{ {self.named} }}" + (" why { score }" if name == "trending" else "")
        asked = f"{name}(first: $first, after: $after {self.given})"
        asked = f"page: {asked} {{ edges {{ {item} }} pageInfo {{ hasNextPage endCursor }} }}"
        for step in reversed(self.path):
            asked = f"{step} {{ {asked} }}"
        return f"query ($first: Int!, $after: {self.cursor}) {{ {asked} }}"


def listings(cast: Cast) -> tuple[Listing, ...]:
    """All lists there are, as anybody sees them or whose they are."""
    ada, account = cast.ada, f'account(handle: "{cast.ada.handle}")'
    post_id = f'"{node_id(NodeKind.POST, cast.post)}"'
    post, render = f"post(id: {post_id})", f'render(id: "{node_id(NodeKind.RENDER, cast.render)}")'
    comment = f'node(id: "{node_id(NodeKind.COMMENT, cast.comment)}")'
    log, proof = f"topics: {TOPICS}", f'proof(postId: {post_id}, counter: "likeCount")'
    return (
        Listing("Query.feed", "latest"),
        Listing("Query.feed", "tagged", given=f'tag: "{TAG}"'),
        Listing("Query.feed", f"by {cast.bob.account}", given="feed: HOME", viewer=ada),
        Listing("Query.trending", "board", given="window: ALL"),
        Listing("Query.search", "tagged", given=f'text: "#{TAG}"'),
        Listing("Query.events", "log", given=log, named="position", cursor="Position"),
        Listing(
            "Query.events", "log of the post", given=f"{log}, subject: {post_id}", named="position", cursor="Position"
        ),
        Listing("Query.madeRankers", "rankers", named="name"),
        Listing("Query.cases", "undecided", viewer=cast.moderator),
        Listing("Query.cases", "decided", given="status: DECIDED", viewer=cast.moderator),
        Listing("Query.renders", f"renders of {ada.account}", viewer=ada),
        Listing("Render.refinements", "refinements", (render,), viewer=ada),
        Listing("Account.posts", f"by {ada.account}", (account,)),
        Listing("Account.blocked", "blocked", ("viewer",), viewer=ada),
        Listing("Account.muted", "muted", ("viewer",), viewer=ada),
        Listing("Account.apiKeys", "keys", ("viewer",), viewer=ada),
        Listing("Account.flags", "flags", ("viewer",), viewer=ada, named="subjectId"),
        Listing("Account.statements", "statements", ("viewer",), viewer=ada, named="decisionId"),
        Listing("Post.comments", "comments", (post,)),
        Listing("Post.remixes", "remixes", (post,)),
        Listing("Comment.replies", "replies", (comment, "... on Comment")),
        Listing("CounterProof.events", "proof", (proof,), named="position", cursor="Position"),
    )


@dataclass(frozen=True, slots=True)
class Walk:
    """What a walk through a list gave, page by page, and between which positions of the log it took place.

    scores  of a board's posts; empty for other lists
    """

    listing: Listing
    got: list[str]
    scores: list[float]
    began: int
    ended: int


async def walk(site: Site, listing: Listing, chance: Random, turned: Callable[[], None]) -> Walk:
    """From the first page to the last, of random sizes. `turned` is called for each page."""
    began, got, scores = site.services.tide.position, list[str](), list[float]()
    after: str | None = None
    for _ in range(MOST_PAGES):
        page = _page(await site.ask(listing.query, listing.viewer, first=chance.choice(SIZES), after=after))
        turned()
        got += [str(edge["node"][listing.named]) for edge in page["edges"]]
        scores += [edge["why"]["score"] for edge in page["edges"] if "why" in edge]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            return Walk(listing, got, scores, began, await site.services.events.head())
    raise AssertionError(f"{listing.field} has no end")


def _page(data: Any) -> Any:
    while "page" not in data:
        (data,) = data.values()
    return data["page"]
