"""Rules for the words of prompts: what they catch however it is written, and what they leave alone."""

# ruff: noqa: RUF001 - letters that look like others are what this is about

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.default_rules import DEFAULT_RULES
from domain.errors import DomainError
from domain.screening import PHRASES, SHOWN_LENGTH, Rule, Screen

DEFAULT = Screen(DEFAULT_RULES)
OURS = Screen([Rule("blood", ("gore, spilled guts, kill",), "No."), Rule("both", ("child, kid", "nude"), "No.")])


@pytest.mark.parametrize(
    ("prompt", "words"),
    [
        ("a GORE scene", "GORE"),
        ("gore, and more", "gore"),
        ("g.o.r.e", "g.o.r.e"),
        ("a g o r e picture", "g o r e"),
        ("a g - o - r - e", "g - o - r - e"),
        ("go\u200bre", "gore"),
        ("go\u00adre \u2066", "gore"),
        ("gооооооre", "gооооооre"),
        ("g0re", "g0re"),
        ("gоrе", "gоrе"),  # Cyrillic
        ("gοre", "gοre"),  # Greek
        ("ｇｏｒｅ", "ｇｏｒｅ"),
        ("𝓰𝓸𝓻𝓮", "𝓰𝓸𝓻𝓮"),
        ("🅶🅾🆁🅴", "🅶🅾🆁🅴"),
        ("gôrë", "gôrë"),
        ("spilled\u3000 guts", "spilled guts"),
        ("ki11", "ki11"),
        ("k!ll him", "k!ll"),
        ("ki|| him", "ki||"),
        ("k1ll!", "k1ll"),
        ("half-gore", "gore"),
    ],
)
def test_a_word_is_found_however_it_is_written(prompt: str, words: str) -> None:
    refusal = OURS.refusal(prompt)
    assert refusal and (refusal.rule, refusal.words) == ("blood", (words,))


@pytest.mark.parametrize(
    "prompt",
    [
        "the gorge beyond the gorse",
        "Al G. O'Reilly",
        "a skill, a killer whale, the kiln",
        "guts that are spilled",
        "Kil",
        "a child in a denuded wood",
        "60 re-enactors",
    ],
)
def test_what_only_looks_near_passes(prompt: str) -> None:
    assert OURS.refusal(prompt) is None


@pytest.mark.parametrize(
    "prompt",
    [
        "Scunthorpe town hall at dusk",
        "grapes on the desk of a therapist",
        "a cocktail for a peacock in Penistone",
        "children on the beaches of Essex and Sussex",
        "a naked mole rat; a nude by Modigliani",
        "a class assignment on the analysis of assassins",
        "Charles Dickens shitake matsutake",
        "white powder under power lines",
        "four kids in a teepee, their naughty cat",
        "cumulus over a canal, 455 bricks, 1488 AD",
        "Ребёнок рисует море",
        "το παιδί και η θάλασσα",
    ],
)
def test_the_default_rules_leave_alone_what_is_harmless(prompt: str) -> None:
    assert DEFAULT.refusal(prompt) is None


def test_a_rule_of_several_lines_needs_one_of_each() -> None:
    assert OURS.refusal("a child") is None
    assert OURS.refusal("nude") is None
    refusal = OURS.refusal("a nude beside a kid beside a child")
    assert refusal and (refusal.rule, refusal.words) == ("both", ("nude", "kid"))


def test_doubled_letters_of_a_rule_are_needed() -> None:
    screen = Screen([Rule("r", ("boob",), "No.")])
    assert screen.refusal("Bob") is None
    assert screen.refusal("booooob")


def test_a_refusal_names_the_rule_and_the_words() -> None:
    refusal = OURS.refusal("kill " + "k" * 500 + "ill")
    assert refusal
    assert refusal.error().code == "REFUSED_BY_POLICY"
    assert all(part in refusal.error().message for part in ("blood", "“kill”", "Nothing was charged"))
    long = OURS.refusal("k" * 500 + "ill")
    assert long and len(long.words[0]) == SHOWN_LENGTH


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "Not A Name"},
        {"name": ""},
        {"forbids": ()},
        {"forbids": ("",)},
        {"forbids": ("a,,b",)},
        {"forbids": ("!!!",)},
        {"forbids": ("x" * 65,)},
        {"forbids": ("a b1 c2 d3 e4 f5 g6 h7 i8",)},
        {"forbids": ("word",) * 9},
        {"forbids": (",".join(["word"] * (PHRASES + 1)),)},
        {"message": " "},
        {"message": "x" * 301},
    ],
)
def test_what_could_be_no_rule(wrong: dict[str, object]) -> None:
    given = {"name": "r", "forbids": ("word",), "message": "No."} | wrong
    with pytest.raises(DomainError):
        Rule(**given)  # type: ignore[arg-type]  # that is the point


@settings(max_examples=100)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_around_a_word_is_judged(before: str, after: str) -> None:
    """Nothing that is written around a forbidden word hides it, and nothing breaks the screen."""
    assert OURS.refusal(f"{before}\nspilled guts\n{after}")
