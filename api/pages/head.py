"""The head of a page: what a tab is called, and what a link to it unfolds to elsewhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Final

from domain.text import BIDI_CONTROLS

LONGEST: Final = 200
"""Characters of a description; who unfolds links shows no more."""
TITLE: Final = re.compile(r"<title>.*?</title>", re.DOTALL)
GENERAL: Final = re.compile(r'\s*<meta (?:name="description"|property="og:[a-z:]+"|name="twitter:card")[^>]*>')


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a head: its absolute address, its size in pixels, and its words for who cannot see it."""

    address: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class Head:
    """What a head says; `address` is the page's one absolute address. Nothing in it is escaped yet."""

    title: str
    description: str | None = None
    address: str | None = None
    picture: Picture | None = None
    listed: bool = True

    def within(self, index: str) -> str:
        """The page with this head in the place of the general one."""
        lines = [f"<title>{plain(self.title)}</title>", *self._lines()]
        return TITLE.sub(lambda _: "\n    ".join(lines), GENERAL.sub("", index), count=1)

    def _lines(self) -> Iterable[str]:
        yield _meta("property", "og:site_name", "Limn")
        yield _meta("property", "og:title", self.title)
        if self.description:
            yield _meta("name", "description", self.description)
            yield _meta("property", "og:description", self.description)
        if self.address:
            yield f'<link rel="canonical" href="{plain(self.address)}" />'
            yield _meta("property", "og:url", self.address)
        if self.picture:
            yield from _picture(self.picture)
        if not self.listed:
            yield _meta("name", "robots", "noindex")


def _picture(picture: Picture) -> Iterable[str]:
    yield _meta("property", "og:type", "article")
    yield _meta("name", "twitter:card", "summary_large_image")
    yield _meta("property", "og:image", picture.address)
    yield _meta("property", "og:image:type", "image/jpeg")
    yield _meta("property", "og:image:width", str(picture.width))
    yield _meta("property", "og:image:height", str(picture.height))
    yield _meta("property", "og:image:alt", picture.alt)


def _meta(kind: str, name: str, content: str) -> str:
    return f'<meta {kind}="{name}" content="{plain(content)}" />'


def plain(text: str) -> str:
    """What someone wrote as one line that is safe in an element and in an attribute, with nothing that reorders it."""
    kept = (" " if unicodedata.category(each) == "Cc" else each for each in text if each not in BIDI_CONTROLS)
    line = " ".join("".join(kept).split())
    return escape(line if len(line) <= LONGEST else line[: LONGEST - 1] + "…")
