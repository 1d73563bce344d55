"""Free text to a list of understood phrases. Any text at all is legal; nothing here can fail."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from painting.lexicon import BOOK, COLLECTIVES, FILLERS, NEGATIONS, Meaning
from painting.scene import Kind

_TOKEN = re.compile(r"[^\W_]+|[,.;:!?()\n]")
_LONGEST_PHRASE = 3
_WORDS_READ = 400


@dataclass(frozen=True)
class Phrase:
    """One to three words with a meaning, or one word without (`meaning` is None). A pause is an empty text."""

    text: str
    meaning: Meaning | None = None
    several: int = 1
    negation: bool = False


def tokens(text: str) -> list[str]:
    """Lower-case words and punctuation, compatibility forms unified; at most the first 400."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return [match.group() for match, _ in zip(_TOKEN.finditer(plain), range(_WORDS_READ), strict=False)]


def phrases(text: str) -> Iterator[Phrase]:
    """The text as phrases, the longest known phrase first at each word."""
    words = tokens(text)
    at = 0
    while at < len(words):
        phrase, used = _phrase_at(words, at)
        at += used
        if phrase.text not in FILLERS or phrase.meaning is not None:
            yield phrase


def _phrase_at(words: list[str], at: int) -> tuple[Phrase, int]:
    for length in range(min(_LONGEST_PHRASE, len(words) - at), 0, -1):
        heard = words[at : at + length]
        for last in _singulars(heard[-1]):
            meaning = BOOK.get((*heard[:-1], last))
            if meaning is not None:
                return Phrase(" ".join(heard), meaning, _number(meaning, heard[-1], last)), length
    word = words[at]
    return Phrase(word if word.isalnum() else "", negation=word in NEGATIONS), 1


def _singulars(word: str) -> Iterator[str]:
    yield word
    if len(word) > 3 and word.endswith("s"):
        yield word[:-1]
        if word.endswith("es"):
            yield word[:-2]
        if word.endswith("ies"):
            yield word[:-3] + "y"


def _number(meaning: Meaning, heard: str, known: str) -> int:
    if not isinstance(meaning, Kind):
        return 1
    return COLLECTIVES.get(known, 3 if heard != known else 1)
