"""The language that rankers are written in: arithmetic over what a post has gained, and its age.

    if(likes > 0, likes ^ 0.8, likes) / (hours + 2) ^ 1.8

There are numbers, signals, sums over time (`decayed(likes, 6)`), functions and operators, and nothing that could
repeat, remember or call anything. So a formula of a stranger is safe, and costs no more than its size. A comparison is
1 or 0, and `if` takes 0 for no.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, NoReturn, TypeAlias

from domain.errors import DomainError, ErrorCode

LENGTH = 500
NODES = 100
"""The most numbers, signals, functions and operators."""
NESTING = 20
SUMS = 4
"""The most sums over time: each looks at everything that a post has gained."""
MOST_HOURS = 10_000.0

SIGNALS: Mapping[str, str] = {
    "likes": "Likes that were given in the window, less those taken back.",
    "likes_gained": "Likes given in the window.",
    "likes_lost": "Likes taken back in the window.",
    "comments": "Comments made in the window, less those removed.",
    "comments_gained": "Comments made in the window.",
    "comments_lost": "Comments removed in the window.",
    "hours": "Hours since the post was shared.",
    "shared_at": "When the post was shared, in seconds since 1970.",
}
TIMELESS = frozenset({"hours", "shared_at"})
"""Signals that are no sum of what happened, so that nothing of them lies in a stretch of time."""
SUMMED: Mapping[str, str] = {
    "decayed": "decayed(likes, 6): each counts half after six hours, a quarter after twelve, and so on.",
    "recent": "recent(likes, 6): those of the last six hours alone.",
}
FUNCTIONS: Mapping[str, tuple[int, int]] = {
    "abs": (1, 1),
    "sign": (1, 1),
    "sqrt": (1, 1),
    "exp": (1, 1),
    "ln": (1, 1),
    "log10": (1, 1),
    "min": (2, 8),
    "max": (2, 8),
    "if": (3, 3),
}
"""Each with the fewest and the most values it takes."""

COMPARISON, ADDITION, MULTIPLICATION, NEGATION, POWER, ALONE = range(1, 7)
"""How strongly parts hold together."""
OPERATORS: Mapping[str, int] = {
    **dict.fromkeys(("<", "<=", ">", ">=", "=", "!="), COMPARISON),
    **dict.fromkeys("+-", ADDITION),
    **dict.fromkeys("*/", MULTIPLICATION),
    "^": POWER,
}
TOKEN = re.compile(
    r"(?P<number>(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)|(?P<name>[a-z][a-z0-9_]*)|(?P<sign><=|>=|!=|[-+*/^(),<>=])",
    re.ASCII,
)


class FormulaError(DomainError):
    """A text that is no formula. `column` is where it ends to be one, from 1."""

    def __init__(self, column: int, message: str) -> None:
        super().__init__(ErrorCode.INVALID, f"Column {column}: {message}", "formula")
        self.column = column


@dataclass(frozen=True, slots=True)
class Number:
    """A number, never negative and never without an end."""

    value: float


@dataclass(frozen=True, slots=True)
class Signal:
    """What is known of a post, as one of `SIGNALS`; or what of it lies in a stretch of time.

    summed  one of `SUMMED`, over `hours`; None for all of it
    """

    name: str
    summed: str | None = None
    hours: float = 0.0

    def __str__(self) -> str:
        return f"{self.summed}({self.name}, {_digits(self.hours)})" if self.summed else self.name


@dataclass(frozen=True, slots=True)
class Apply:
    """A function or an operator with what it is applied to; `-` of one part is its negative."""

    name: str
    parts: tuple[Node, ...]


Node: TypeAlias = Number | Signal | Apply


def parse(text: str) -> Node:
    """What a text says; FormulaError where it says nothing, or more than `LENGTH`, `NODES`, `NESTING` and `SUMS`."""
    if len(text) > LENGTH * 4:  # before any work on it
        raise FormulaError(LENGTH + 1, f"A formula has at most {LENGTH} characters.")
    node = _Parser(list(_tokens(text))).whole()
    if len(write(node)) > LENGTH:
        raise FormulaError(LENGTH + 1, f"A formula has at most {LENGTH} characters.")
    return node


def canonical(text: str) -> str:
    """The one way in which this formula is written. FormulaError as in `parse`."""
    return write(parse(text))


def signals(node: Node) -> list[Signal]:
    """What it looks at, each once, in the order in which it is named."""
    return list(dict.fromkeys(_named(node)))


def write(node: Node, least: int = 0) -> str:
    """The text of it, in parentheses where it holds together less than `least`."""
    match node:
        case Number(value):
            return _digits(value)
        case Signal():
            return str(node)
        case Apply("-", (part,)):
            power, text = NEGATION, f"-{write(part, NEGATION)}"
        case Apply(name, (left, right)) if name in OPERATORS:
            power = OPERATORS[name]
            sides = (ALONE, NEGATION) if power == POWER else (power, power + 1)
            text = f"{write(left, sides[0])} {name} {write(right, sides[1])}"
        case Apply(name, parts):
            return f"{name}({', '.join(write(part) for part in parts)})"
    return f"({text})" if power < least else text


def _named(node: Node) -> Iterator[Signal]:
    if isinstance(node, Signal):
        yield node
    elif isinstance(node, Apply):
        for part in node.parts:
            yield from _named(part)


def _digits(value: float) -> str:
    return repr(value).removesuffix(".0")


class _Token(NamedTuple):
    kind: str
    text: str
    column: int


def _tokens(text: str) -> Iterator[_Token]:
    """The text in pieces, and then its end."""
    place = 0
    while place < len(text):
        found = TOKEN.match(text, place)
        if found is not None:
            yield _Token(str(found.lastgroup), found.group(), place + 1)
            place = found.end()
        elif text[place].isspace():
            place += 1
        else:
            raise FormulaError(place + 1, "This character has no meaning here.")
    yield _Token("end", "", len(text) + 1)


@dataclass(slots=True)
class _Parser:
    """Reads tokens from the left; operators by how strongly they hold (precedence climbing)."""

    tokens: list[_Token]
    place: int = 0
    nodes: int = 0
    nesting: int = 0
    summed: set[Signal] = field(default_factory=set)

    @property
    def token(self) -> _Token:
        return self.tokens[self.place]

    def whole(self) -> Node:
        node = self.expression()
        if self.token.kind != "end":
            self.refuse("an operator, or the end of the formula")
        return node

    def expression(self, least: int = COMPARISON) -> Node:
        node = self.operand()
        while (power := OPERATORS.get(self.token.text, 0)) >= least:
            name = self.take().text
            node = self.made(Apply(name, (node, self.expression(NEGATION if name == "^" else power + 1))))
        return node

    def operand(self) -> Node:
        self.nesting += 1
        if self.nesting > NESTING:
            raise FormulaError(self.token.column, f"Parts lie at most {NESTING} deep within each other.")
        node = self.part()
        self.nesting -= 1
        return node

    def part(self) -> Node:
        token = self.token
        if token.kind == "number":
            return self.made(self.number(self.take()))
        if token.kind == "name":
            return self.made(self.named(self.take()))
        if token.text == "-":
            self.take()
            return self.made(Apply("-", (self.expression(NEGATION),)))
        if token.text != "(":
            self.refuse("a number, a signal, a function or (")
        self.take()
        node = self.expression()
        self.expect(")")
        return node

    def number(self, token: _Token) -> Number:
        value = float(token.text)
        if value == float("inf"):
            raise FormulaError(token.column, "This number is too large.")
        return Number(value)

    def named(self, token: _Token) -> Node:
        if token.text in SIGNALS:
            return Signal(token.text)
        if token.text in SUMMED:
            return self.sum(token)
        if token.text not in FUNCTIONS:
            known = ", ".join([*SIGNALS, *SUMMED, *FUNCTIONS])
            raise FormulaError(token.column, f"There is nothing of this name. There are: {known}.")
        fewest, most = FUNCTIONS[token.text]
        self.expect("(")
        parts = [self.expression()]
        while self.token.text == ",":
            self.take()
            parts.append(self.expression())
        self.expect(")")
        if not fewest <= len(parts) <= most:
            counted = str(most) if fewest == most else f"{fewest} to {most}"
            raise FormulaError(token.column, f"{token.text} takes {counted} values.")
        return Apply(token.text, tuple(parts))

    def sum(self, token: _Token) -> Signal:
        self.expect("(")
        if self.token.text not in SIGNALS.keys() - TIMELESS:
            self.refuse(" or ".join(name for name in SIGNALS if name not in TIMELESS))
        name = self.take().text
        self.expect(",")
        if self.token.kind != "number" or not 0 < float(self.token.text) <= MOST_HOURS:
            self.refuse(f"a number of hours, up to {MOST_HOURS:.0f},")
        signal = Signal(name, token.text, float(self.take().text))
        self.expect(")")
        self.summed.add(signal)
        if len(self.summed) > SUMS:
            raise FormulaError(token.column, f"A formula has at most {SUMS} different sums over time.")
        return signal

    def made(self, node: Node) -> Node:
        self.nodes += 1
        if self.nodes > NODES:
            raise FormulaError(self.token.column, f"A formula has at most {NODES} parts.")
        return node

    def expect(self, sign: str) -> None:
        if self.token.text != sign:
            self.refuse(sign)
        self.take()

    def take(self) -> _Token:
        token = self.token
        self.place += token.kind != "end"
        return token

    def refuse(self, wanted: str) -> NoReturn:
        raise FormulaError(self.token.column, f"Here {wanted} was expected.")
