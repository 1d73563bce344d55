"""Free text to clauses of understood phrases. Any text at all is legal; nothing here can fail."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from painting.kinds import Kind
from painting.lexicon import BOOK, FILLERS, IRREGULAR, Count, Hue, Meaning, Sign

_TOKEN = re.compile(r"[^\W_]+|[,.;:!?()\n\r|]")
_REACH = {phrase[0]: len(phrase) for phrase in sorted(BOOK, key=len)}
"""How many words the longest phrase has that begins with this one."""

_WORDS_READ = 400
_MOST_CLAUSES = 24
_CLAUSE_ENDS = frozenset({";", "\n"})


@dataclass(frozen=True)
class Phrase:
    """Some words and what they mean; `meanings` is empty where nobody knows. `plural` as in boats."""

    text: str
    meanings: tuple[Meaning, ...] = ()
    plural: bool = False


PAUSE = Phrase("", (Sign.PAUSE,))


def tokens(text: str) -> list[str]:
    """Lower-case words and punctuation, compatibility forms unified; at most the first 400."""
    plain = unicodedata.normalize("NFKC", text.strip()).casefold()
    return [match.group() for match, _ in zip(_TOKEN.finditer(plain), range(_WORDS_READ), strict=False)]


def clauses(text: str) -> list[list[Phrase]]:
    """The first clause is the picture, each later one (after a semicolon or on a new line) says what to change."""
    found: list[list[Phrase]] = [[]]
    for phrase in _phrases(tokens(text)):
        if phrase.text in _CLAUSE_ENDS:
            if found[-1] and len(found) < _MOST_CLAUSES:
                found.append([])
        else:
            found[-1].append(phrase)
    return found


def _phrases(words: list[str]) -> Iterator[Phrase]:
    """The longest known phrase first at each word; words that carry no picture are passed over."""
    at = 0
    while at < len(words):
        phrase, used = _phrase_at(words, at)
        at += used
        if phrase.meanings or phrase.text not in FILLERS:
            yield phrase


def _phrase_at(words: list[str], at: int) -> tuple[Phrase, int]:
    for length in range(min(_REACH.get(words[at], 1), len(words) - at), 0, -1):
        heard = words[at : at + length]
        for last in _singulars(heard[-1]):
            meanings = BOOK.get((*heard[:-1], last))
            if meanings is not None:
                return _known(" ".join(heard), meanings, heard[-1] != last or heard[-1] in IRREGULAR), length
    return _lone(words[at]), 1


def _known(text: str, meanings: tuple[Meaning, ...], plural: bool) -> Phrase:
    if plural and meanings == (Hue("orange"),):
        meanings = (Kind.ORANGE,)
    return Phrase(text, meanings, plural)


def _lone(word: str) -> Phrase:
    """A number, a thing that is lacking (treeless), a mark, or a word that nobody knows."""
    if word.isdecimal():
        return Phrase(word, (Count(int(word)),) if 0 < len(word) <= 3 and int(word) else ())
    if not word[0].isalnum():
        return Phrase(word, () if word in _CLAUSE_ENDS else (Sign.PAUSE,))
    stem = BOOK.get((word.removesuffix("less"),)) if word.endswith("less") else None
    return Phrase(word, (Sign.NO, *stem) if stem else ())


def _singulars(word: str) -> Iterator[str]:
    yield word
    if word in IRREGULAR:
        yield IRREGULAR[word]
    if len(word) > 3 and word.endswith("s"):
        yield word[:-1]
        if word.endswith("es"):
            yield word[:-2]
        if word.endswith("ies"):
            yield word[:-3] + "y"
        if word.endswith("ves"):
            yield word[:-3] + "f"
