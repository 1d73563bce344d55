"""Screening: rules for the words of prompts, judged before anything is computed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from domain import text
from domain.errors import DomainError, ErrorCode, invalid
from domain.events import UNRECORDED, Audience, Event
from domain.identity import rule_id
from domain.log import Append
from domain.lookalikes import Word, readings, words

NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
MESSAGE_LENGTH = 300
LINES = 8
PHRASES = 200
"""Of one rule, on all its lines."""
PHRASE_LENGTH = 64
PHRASE_WORDS = 8
SHOWN_LENGTH = 64
"""So much of what was written is named in a refusal, for each line of a rule."""


class RuleSet(Event):
    """From here on prompts are judged by this. Setting a rule again replaces it; its version is the event's number."""

    TOPIC = "rule.set"
    AUDIENCE = Audience.MODERATOR

    name: str
    forbids: tuple[str, ...]
    """lines of words and phrases, parted by commas: a prompt that has one of every line is refused"""
    message: str


class RuleWithdrawn(Event):
    """From here on nothing is judged by it."""

    TOPIC = "rule.withdrawn"
    AUDIENCE = Audience.MODERATOR

    name: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that prompts are judged by. INVALID where it could not be.

    forbids  as in `RuleSet`
    version  how often it was set or withdrawn; 0 for one that never was
    """

    name: str
    forbids: tuple[str, ...]
    message: str
    version: int = 0

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name):
            raise invalid("name", "A rule's name is 1 to 40 of the characters a to z, 0 to 9 and -, a letter first.")
        if not 0 < len(self.forbids) <= LINES or sum(1 for _ in self.phrases()) > PHRASES:
            raise invalid("words", f"A rule has 1 to {LINES} lines, and at most {PHRASES} words and phrases on them.")
        text.required("message", self.message, MESSAGE_LENGTH)

    def phrases(self) -> Iterator[tuple[int, list[Word]]]:
        """Each phrase with the number of its line."""
        for number, line in enumerate(self.forbids):
            for phrase in line.split(","):
                yield number, _phrase(phrase)


def _phrase(written: str) -> list[Word]:
    phrase = words(written) if len(written) <= PHRASE_LENGTH else []
    if not 0 < len(phrase) <= PHRASE_WORDS:
        raise invalid("words", f"A phrase is 1 to {PHRASE_WORDS} words, {PHRASE_LENGTH} characters at most.")
    return phrase


def set_rule(actor: UUID | None, rule: Rule) -> Append:
    """Put a rule in force, or in the place of its `version`; Conflict in the log if there is a newer one."""
    return _next(RuleSet, actor, rule, name=rule.name, forbids=rule.forbids, message=rule.message)


def withdraw_rule(actor: UUID | None, rule: Rule) -> Append:
    """Take a rule out of force; Conflict in the log if there is a newer one."""
    return _next(RuleWithdrawn, actor, rule, name=rule.name)


def _next(fact: type[Event], actor: UUID | None, rule: Rule, **fields: object) -> Append:
    stream = rule_id(rule.name)
    event = fact(
        originator_id=stream,
        originator_version=rule.version + 1,
        timestamp=UNRECORDED,
        actor=actor,
        subject=stream,
        **fields,
    )
    return Append(result=stream, events=(event,))


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a prompt is refused: the rule, and what of the text it forbids, as it was written.

    words  none once their writer's key is shredded
    """

    rule: str
    version: int
    message: str
    words: tuple[str, ...] = ()

    def error(self) -> DomainError:
        """As a command answers it. It names what its writer just wrote, to them alone, and not much of it."""
        named = f" The words: “{'”, “'.join(self.words)}”." if self.words else ""
        message = (
            f"{self.message} The rule: {self.rule}.{named} Nothing was charged. Change the words and send it again."
        )
        return DomainError(ErrorCode.REFUSED_BY_POLICY, message, "prompt")


@dataclass(slots=True)
class _Node:
    """Phrases that begin alike: the ways on by the letters of the next word, and the phrases that end here."""

    ways: dict[str, _Node] = field(default_factory=dict)
    ends: list[tuple[Rule, int, list[Word]]] = field(default_factory=list)


class Screen:
    """Rules made ready. A text is judged in time linear in its length, however many rules there are."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = sorted(rules, key=lambda rule: rule.name)
        self._root = _Node()
        for rule in self._rules:
            for line, phrase in rule.phrases():
                self._add(rule, line, phrase)

    def refusal(self, prompt: str) -> Refusal | None:
        """The first rule, by name, that the text breaks."""
        hits: dict[tuple[str, int], tuple[int, int]] = {}
        for read in readings(prompt):
            for name, line, start, end in self._hits(read):
                hits.setdefault((name, line), (start, end))
        for rule in self._rules:
            places = [hits.get((rule.name, line)) for line in range(len(rule.forbids))]
            found = [place for place in places if place is not None]
            if len(found) == len(places):
                shown = tuple(dict.fromkeys(_shown(prompt[start:end]) for start, end in sorted(found)))
                return Refusal(rule.name, rule.version, rule.message, shown)
        return None

    def _add(self, rule: Rule, line: int, phrase: list[Word]) -> None:
        node = self._root
        for word in phrase:
            node = node.ways.setdefault(word.letters, _Node())
        node.ends.append((rule, line, phrase))

    def _hits(self, read: Sequence[Word]) -> Iterator[tuple[str, int, int, int]]:
        """(rule, line, start, end) of each phrase in the words."""
        for first in range(len(read)):
            node: _Node | None = self._root
            for last in range(first, min(first + PHRASE_WORDS, len(read))):
                node = node.ways.get(read[last].letters) if node else None
                if node is None:
                    break
                for rule, line, phrase in node.ends:
                    if all(w.passes_for(p) for w, p in zip(read[first : last + 1], phrase, strict=True)):
                        yield rule.name, line, read[first].start, read[last].end


def _shown(written: str) -> str:
    """What is named in a refusal: without what is invisible or would end the line, and cut."""
    return " ".join("".join(c for c in written if c.isprintable()).split())[:SHOWN_LENGTH]
