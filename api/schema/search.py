"""Finding posts, people and tags."""

from __future__ import annotations

from hashlib import sha256
from typing import Annotated

import strawberry

from api.schema.accounts import Account
from api.schema.fields import Info, field
from api.schema.paging import After, First, page, wanted
from api.schema.posts import PostConnection, connection_of
from domain.text import search_words
from projections.views import accounts
from projections.views import tags as tagging

Searched = Annotated[str, strawberry.argument(description="At most 8 words; each finds what begins with it.")]


@strawberry.type(description="A tag.")
class Tag:
    """Among the newest."""

    name: str = strawberry.field(description="The tag, without #.")
    post_count: int = strawberry.field(description="How many of the newest 1,000 public posts have it.")


@strawberry.type
class SearchQueries:
    """Reads by words."""

    @field(
        "Public posts that every word finds, the newest first: `#sea` by a tag, `@ada` by the author, `sea` by either."
        " Captions and prompts are sealed under their author's key, and are not searched."
    )
    async def search(self, info: Info, text: Searched, first: First, after: After = None) -> PostConnection:
        """INVALID without words."""
        gate, words = info.context.gate, search_words(text)
        listed = await page(
            gate,
            f"search:{sha256(' '.join(words).encode()).hexdigest()[:16]}",
            first,
            after,
            lambda connection, place, limit: tagging.search(connection, words, place, limit),
            gate.unmuted_posts,
        )
        return connection_of(gate, listed)

    @field("People whose handle every word finds, those whom most follow first. Names to show are not searched.")
    async def people(self, info: Info, text: Searched, first: First) -> list[Account]:
        """INVALID without words."""
        gate, limit = info.context.gate, wanted(first)
        words = [word.lstrip("@") for word in search_words(text)]
        unseen = len((await gate.ties()).unseen)
        found = await gate.read(lambda connection: accounts.beginning_with(connection, words, limit + unseen))
        return [Account(row=row, gate=gate) for row in await gate.accounts(found) if row][:limit]

    @field("The tags that most of the newest public posts have.")
    async def tags(self, info: Info, first: First) -> list[Tag]:
        """Of what everyone sees."""
        gate, limit = info.context.gate, wanted(first)
        found = await gate.read(lambda connection: tagging.popular(connection, limit))
        return [Tag(name=one.tag, post_count=one.posts) for one in found]
