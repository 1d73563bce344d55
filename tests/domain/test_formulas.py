"""The language of rankers: what it says is what it writes, and whatever is given it answers, at once."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import DomainError, ErrorCode
from domain.formulas import (
    FUNCTIONS,
    LENGTH,
    NODES,
    OPERATORS,
    SIGNALS,
    SUMMED,
    TIMELESS,
    Apply,
    FormulaError,
    Node,
    Number,
    Signal,
    canonical,
    parse,
    signals,
    write,
)
from domain.rankers import Definition, Reference, reference

NUMBERS = st.floats(0, 1e300, allow_nan=False).map(Number) | st.integers(0, 50).map(lambda n: Number(float(n)))
SUMS = st.builds(
    Signal,
    st.sampled_from(sorted(SIGNALS.keys() - TIMELESS)),
    st.sampled_from(sorted(SUMMED)),
    st.sampled_from([0.5, 6.0]),
)
SEEN = st.sampled_from(sorted(SIGNALS)).map(Signal)


def applied(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    """Operators and functions with as many parts as they take."""
    calls = [
        st.builds(Apply, st.just(name), st.lists(parts, min_size=fewest, max_size=min(most, 3)).map(tuple))
        for name, (fewest, most) in FUNCTIONS.items()
    ]
    two = st.builds(Apply, st.sampled_from(sorted(OPERATORS)), st.tuples(parts, parts))
    return st.one_of(two, two, two, st.builds(Apply, st.just("-"), st.tuples(parts)), *calls)


NODES_OF_ALL_KINDS = st.recursive(NUMBERS | SEEN | SUMS, applied, max_leaves=12)
WORDS = [*SIGNALS, *SUMMED, *FUNCTIONS, *OPERATORS, "(", ")", ",", "6", "0.5", "1e3", " "]
ALMOST = st.lists(st.sampled_from(WORDS), max_size=40).map("".join)


def refused(text: str) -> FormulaError:
    with pytest.raises(FormulaError) as error:
        parse(text)
    return error.value


@given(NODES_OF_ALL_KINDS)
def test_what_is_written_is_read_as_the_same(node: Node) -> None:
    try:
        read = parse(write(node))
    except FormulaError as too_much:
        assert "at most" in too_much.message
    else:
        assert read == node
        assert canonical(write(node)) == write(node)


@given(ALMOST | st.text(max_size=60))
def test_any_text_is_a_formula_or_refused(text: str) -> None:
    try:
        node = parse(text)
    except FormulaError as error:
        assert 1 <= error.column <= len(text) + 1
        assert error.code is ErrorCode.INVALID and error.field == "formula"
    else:
        assert parse(write(node)) == node


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1-2-3", "1 - 2 - 3"),
        ("1 - (2 - 3)", "1 - (2 - 3)"),
        ("-likes^2", "-likes ^ 2"),
        ("(-likes)^2", "(-likes) ^ 2"),
        ("2^-1^2", "2 ^ -1 ^ 2"),
        ("(2^3)^4", "(2 ^ 3) ^ 4"),
        ("((2*(likes)))", "2 * likes"),
        ("if(likes>=2,1,.5e1)", "if(likes >= 2, 1, 5)"),
        ("decayed( likes ,6 )+recent(comments,1.50)", "decayed(likes, 6) + recent(comments, 1.5)"),
    ],
)
def test_one_way_of_writing(text: str, meant: str) -> None:
    assert canonical(text) == meant


@pytest.mark.parametrize(
    ("text", "column", "says"),
    [
        ("", 1, "a number, a signal, a function or \\("),
        ("likes +", 8, "a number"),
        ("2likes", 2, "an operator, or the end"),
        ("likes likes", 7, "an operator, or the end"),
        ("(likes", 7, "\\) was expected"),
        ("__import__('os')", 1, "no meaning"),
        ("likes.real", 6, "no meaning"),
        ("views", 1, "nothing of this name"),
        ("Likes", 1, "no meaning"),
        ("min(1)", 1, "min takes 2 to 8"),
        ("if(1, 2)", 1, "if takes 3"),
        ("decayed(hours, 6)", 9, "likes or likes_gained"),
        ("decayed(likes, hours)", 16, "a number of hours"),
        ("decayed(likes, 0)", 16, "a number of hours"),
        ("9" * 400, 1, "too large"),
        ("1e999", 1, "too large"),
        ("-" * 400, 21, "20 deep"),
        ("(" * 400, 21, "20 deep"),
        ("1+" * NODES + "1", 102, "100 parts"),
        ("2^" * NODES + "1", 202, "100 parts"),
        ("+".join(f"recent(likes, {hours})" for hours in range(1, 6)), 69, "4 different sums"),
        ("likes_gained + " * 40 + "1", LENGTH + 1, "500 characters"),
        (" " * 10_000_000, LENGTH + 1, "500 characters"),
    ],
)
def test_what_is_no_formula_is_told_where(text: str, column: int, says: str) -> None:
    error = refused(text)
    assert error.column == column
    assert error.message.startswith(f"Column {column}: ")
    assert re.search(says, error.message)
    assert len(error.message) < 300, "what was written is not said again"


def test_what_it_looks_at_is_named_once_and_in_order() -> None:
    seen = signals(parse("hours + decayed(likes, 6) * decayed(likes, 12) - hours / decayed(likes, 6.0)"))
    assert [str(signal) for signal in seen] == ["hours", "decayed(likes, 6)", "decayed(likes, 12)"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("decay", Reference("decay")),
        ("decay@12", Reference("decay", None, 12)),
        ("@ada/quick", Reference("quick", "ada")),
        ("@ada/quick@3", Reference("quick", "ada", 3)),
    ],
)
def test_a_ranker_is_named_in_one_way(text: str, named: Reference) -> None:
    assert reference(text) == named


@pytest.mark.parametrize(
    "text", ["", "decay@", "decay@0", "decay@-1", "ada/quick", "@ada", "@a/quick", "DECAY", "x" * 999]
)
def test_what_names_no_ranker_is_refused(text: str) -> None:
    with pytest.raises(DomainError, match="named like"):
        reference(text)


def test_a_definition_holds_its_formula_in_the_one_way() -> None:
    assert Definition("quick", "likes*2").formula == "likes * 2"
    with pytest.raises(DomainError, match="A ranker's name"):
        Definition("Quick one", "likes")
