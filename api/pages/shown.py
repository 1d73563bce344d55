"""What a link to a post unfolds to: read through the public interface, as someone who is not signed in."""

from __future__ import annotations

import asyncio
from typing import Any, Final

from api.context import Context, Services
from api.execution.executor import Executor
from api.execution.requests import Request
from api.pages.head import Head, Picture

SECONDS: Final = 1.0
"""The longest a page waits for its head; without it, it says what every page says."""
POST: Final = """
query Shown($id: ID!) {
  post(id: $id) {
    visibility caption altText prompt blurred
    author { handle displayName }
    image { url width height }
  }
}"""


class Unknown(Exception):
    """It could not be found out in time."""


class Nobody:
    """A reader who is not signed in."""

    def __init__(self, services: Services, executor: Executor) -> None:
        self._services = services
        self._executor = executor

    async def post(self, post: str, origin: str) -> Head | None:
        """The head of a post that anyone may see, None for every other, be it hidden or not there; Unknown."""
        shown = (await self._ask(POST, {"id": post}))["post"]
        return _head(shown, post, origin) if shown else None

    async def _ask(self, query: str, variables: dict[str, object]) -> dict[str, Any]:
        request = Request(query, variables, None)
        document, _ = self._executor.compile(request)
        context = Context(self._services)
        try:
            async with asyncio.timeout(SECONDS):
                answer = await self._executor.run(document, request, context)
        except TimeoutError:
            raise Unknown from None
        finally:
            await context.close()
        if "errors" in answer:
            raise Unknown
        data: dict[str, Any] = answer["data"]
        return data


def _head(post: dict[str, Any], number: str, origin: str) -> Head:
    author, image = post["author"], post["image"]
    shown = image and not post["blurred"]  # elsewhere nobody can be asked first
    picture = shown and Picture(
        origin + image["url"].removesuffix(".webp") + ".jpg", image["width"], image["height"], post["altText"] or ""
    )
    return Head(
        title=f"A picture by {author['displayName']} (@{author['handle']})",
        description=post["caption"] or post["prompt"] or post["altText"],
        address=f"{origin}/p/{number}",
        picture=picture or None,
        listed=post["visibility"] == "PUBLIC" and not post["blurred"],
    )
