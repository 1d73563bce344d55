"""How words look: one form for all the ways of writing a word that a reader takes for the same.

Letters of other scripts, digits and signs that stand for letters, case, accents, what is invisible, letters drawn out
and letters spaced out. Everything is linear in the text.
"""

# ruff: noqa: RUF001 - letters that look like others are what this is about

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

LOOK_ALIKES = {
    "a": "аαɑᴀ",
    "b": "ьвβʙ",
    "c": "сϲᴄ",
    "d": "ԁɗᴅ",
    "e": "еєεэᴇ",
    "f": "ϝғꜰ",
    "g": "ɡԍɢ",
    "h": "һнʜ",
    "i": "іιıɪ",
    "j": "јϳᴊ",
    "k": "кκᴋ",
    "l": "ӏłʟ",
    "m": "мᴍ",
    "n": "пηɴ",
    "o": "оοσøᴏ",
    "p": "рρᴘ",
    "q": "ԛ",
    "r": "гʀ",
    "s": "ѕꜱ",
    "t": "тτᴛ",
    "u": "υцսᴜ",
    "v": "νѵᴠ",
    "w": "ԝωшᴡ",
    "x": "хχ",
    "y": "уүγʏ",
    "z": "зᴢ",
}
"""Letters of other alphabets, in lower case, that pass for a Latin one."""
LETTER = {other: letter for letter, others in LOOK_ALIKES.items() for other in others}
FOR_LETTERS = {"0": "o", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g", "@": "a", "$": "s", "€": "e"}
"""Digits and signs that people write for letters."""
STROKES = frozenset("1!|")
"""What may stand for an i or for an l."""
SIGNS = frozenset("@$€!|")
ENCLOSED = (0x1F150, 0x1F170, 0x1F1E6)
"""Where alphabets in circles, squares and flags begin: Unicode does not say which letters they are."""
INVISIBLE = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Blanks that Unicode does not call so."""
LETTERS = 4
"""Of one character, at most: some stand for whole phrases."""
SPACED_OUT = 3
"""So many letters that stand alone are a word."""


class Word(NamedTuple):
    """A word as it looks.

    letters     each once where it is repeated
    repeats     how often each stands there
    start, end  where it is in the text, in characters
    """

    letters: str
    repeats: tuple[int, ...]
    start: int
    end: int

    def passes_for(self, word: Word) -> bool:
        """Whether it is that word, perhaps drawn out: `nuuude` passes for `nude`, and `as` not for `ass`."""
        return self.letters == word.letters and all(
            mine >= theirs for mine, theirs in zip(self.repeats, word.repeats, strict=True)
        )


class Reading(NamedTuple):
    """One way to read what has several.

    stroke  what `1`, `!` and `|` stand for
    joined  whether signs within a word belong to it, as letters or as nothing; else they part words
    ending  whether signs at the end of a word do
    """

    stroke: str = "i"
    joined: bool = False
    ending: bool = False


Pieces = Sequence[tuple[str, int]]
"""Plain characters, each with the place in the text that it came from."""


def words(text: str) -> list[Word]:
    """The words of a text, read in the one way in which rules are read: signs part them."""
    return _words(_pieces(text), Reading())


def readings(text: str) -> Iterator[list[Word]]:
    """The words of a text in every way in which it may be read; six at most."""
    pieces = _pieces(text)
    found = {piece for piece, _ in pieces}
    strokes = ("i", "l") if found & STROKES else ("i",)
    signs = any(not piece.isalnum() and not piece.isspace() for piece in found)
    for stroke in strokes:
        yield _words(pieces, Reading(stroke))
        if signs:
            yield _words(pieces, Reading(stroke, joined=True))
        if found & SIGNS:
            yield _words(pieces, Reading(stroke, joined=True, ending=True))


def _pieces(text: str) -> list[tuple[str, int]]:
    return [(piece, place) for place, character in enumerate(text) for piece in _plain(character)]


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """What is left of a character: without accents, lower case, Latin where it passes for that; perhaps nothing."""
    for first in ENCLOSED:
        if first <= ord(character) < first + 26:
            return chr(ord("a") + ord(character) - first)
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(LETTER.get(piece, piece) for piece in folded if not _invisible(piece))[:LETTERS]


def _invisible(piece: str) -> bool:
    return piece in INVISIBLE or unicodedata.category(piece) in {"Mn", "Me", "Cf"}


def _words(pieces: Pieces, reading: Reading) -> list[Word]:
    alone: list[tuple[str, int]] = []
    found: list[Word] = []
    for raw in _split(pieces, reading):
        if len(raw) == 1:
            alone += raw
            continue
        found += _spaced_out(alone, reading)
        alone = []
        found.append(_word(raw, reading))
    return found + _spaced_out(alone, reading)


def _split(pieces: Pieces, reading: Reading) -> Iterator[list[tuple[str, int]]]:
    """Stretches of pieces that are a word each, without what stands for nothing."""
    raw: list[tuple[str, int]] = []
    for piece, place in (*pieces, (" ", -1)):
        if piece.isalnum() or (reading.joined and piece in SIGNS):
            raw.append((piece, place))
        elif piece.isspace() or not reading.joined:
            while raw and not reading.ending and raw[-1][0] in SIGNS:
                raw.pop()
            if raw:
                yield raw
            raw = []


def _spaced_out(alone: Pieces, reading: Reading) -> list[Word]:
    """Letters that stand alone: a word that was spaced out, with and without an article before it."""
    if len(alone) < SPACED_OUT:
        return [_word([piece], reading) for piece in alone]
    behind = [_word(alone[1:], reading)] if alone[0][0] in "ai" else []
    return [*behind, _word(alone, reading)]


def _word(raw: Pieces, reading: Reading) -> Word:
    """A word's form. A number stays a number: nobody reads letters in it."""
    spelled = "".join(piece for piece, _ in raw)
    if not spelled.isdigit():
        spelled = "".join(reading.stroke if c in STROKES else FOR_LETTERS.get(c, c) for c in spelled)
    runs = [(letter, sum(1 for _ in run)) for letter, run in groupby(spelled)]
    letters, repeats = "".join(letter for letter, _ in runs), tuple(count for _, count in runs)
    return Word(letters, repeats, raw[0][1], raw[-1][1] + 1)
