"""Clear text that people write: what is accepted, in one normal form. Lengths are in characters (code points)."""

from __future__ import annotations

import re
import unicodedata

from domain.errors import invalid

PROMPT_LENGTH = 2_000
CAPTION_LENGTH = 1_000
COMMENT_LENGTH = 2_000
DISPLAY_NAME_LENGTH = 64
BIO_LENGTH = 500
DETAILS_LENGTH = 2_000
SEARCH_LENGTH = 200
SEARCH_WORDS = 8
TAG_LENGTH = 40
TAGS = 10

HANDLE = re.compile(r"[a-z0-9_]{3,24}")
TAG = re.compile(r"[\w-]{1,40}")
BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Overrides and isolates can make a line read other than it is stored; plain right-to-left text needs none."""


def clean(field: str, text: str, limit: int, *, lines: bool = False) -> str:
    """Text in NFC without outer space; INVALID when too long or with characters that only deceive.

    lines  keep line breaks (comments, captions); else every run of white space becomes one space
    """
    if len(text) > limit * 4:  # before any work on it
        raise invalid(field, f"At most {limit} characters, please.")
    text = unicodedata.normalize("NFC", text).strip()
    text = re.sub(r"\r\n?", "\n", text) if lines else re.sub(r"\s+", " ", text)
    if len(text) > limit:
        raise invalid(field, f"At most {limit} characters, please; this is {len(text)}.")
    if any(_deceives(character) for character in text):
        raise invalid(field, "Control characters cannot be used here. Remove them and try again.")
    return text


def required(field: str, text: str, limit: int, *, lines: bool = False) -> str:
    """Like `clean`, and not empty."""
    text = clean(field, text, limit, lines=lines)
    if not text:
        raise invalid(field, "This cannot be empty.")
    return text


def optional(field: str, text: str | None, limit: int, *, lines: bool = False) -> str | None:
    """Like `clean`; nothing written is None."""
    return (clean(field, text, limit, lines=lines) or None) if text is not None else None


def handle(text: str) -> str:
    """A handle in its one form: lower case, 3 to 24 of a-z, 0-9 and _."""
    lowered = text.strip().lower()
    if len(text) > 100 or not HANDLE.fullmatch(lowered):
        raise invalid("handle", "A handle is 3 to 24 of the characters a to z, 0 to 9 and _.")
    return lowered


def tags(texts: list[str] | None) -> tuple[str, ...]:
    """Tags in their one form: lower case, letters, digits, - and _, without repeats, in the order given."""
    if texts is None:
        return ()
    if len(texts) > TAGS:
        raise invalid("tags", f"At most {TAGS} tags, please.")
    return tuple(dict.fromkeys(_tag("tags", text) for text in texts))


def label(text: str) -> str:
    """What a moderator says of a thing, in the form of a tag."""
    return _tag("label", text)


def _tag(field: str, text: str) -> str:
    cleaned = unicodedata.normalize("NFC", text.strip().lstrip("#")).lower()
    if len(cleaned) > TAG_LENGTH or not TAG.fullmatch(cleaned):
        raise invalid(field, f"A {field.removesuffix('s')} is 1 to {TAG_LENGTH} letters, digits, - or _.")
    return cleaned


def search_words(text: str) -> list[str]:
    """What to look for, in one form: lower case, without repeats; `#` and `@` before a word are left to it.

    INVALID where there is no word, or a sign without one.
    """
    words = list(dict.fromkeys(required("text", text, SEARCH_LENGTH).lower().split()))
    if len(words) > SEARCH_WORDS:
        raise invalid("text", f"At most {SEARCH_WORDS} words, please.")
    if not all(word.lstrip("#@") for word in words):
        raise invalid("text", "A sign alone finds nothing. Write what follows it.")
    return words


def _deceives(character: str) -> bool:
    kind = unicodedata.category(character)
    return (kind in {"Cc", "Cs", "Co", "Cn"} and character != "\n") or character in BIDI_CONTROLS
