"""What people write, and what is accepted of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import text
from domain.errors import DomainError, ErrorCode


@pytest.mark.parametrize(
    "prompt",
    ["a lighthouse at dusk", "منارة عند الغسق", "🗼🌅 lighthouse", "à la mer", "灯台", "👩‍🚀 on a beach"],
)
def test_words_of_any_script_are_kept(prompt: str) -> None:
    assert text.required("prompt", prompt, text.PROMPT_LENGTH)


@pytest.mark.parametrize("prompt", ["", "   ", "\n\t", "a" * 10_000, "a\x00b", "a\x1bb", "a\u202eb", "\ud800"])
def test_empty_long_and_deceiving_text_is_invalid_and_never_echoed(prompt: str) -> None:
    with pytest.raises(DomainError) as refusal:
        text.required("prompt", prompt, text.PROMPT_LENGTH)
    assert refusal.value.code is ErrorCode.INVALID
    assert refusal.value.field == "prompt"
    assert len(refusal.value.message) < 200


@given(st.text(max_size=300))
def test_cleaning_twice_changes_nothing(written: str) -> None:
    try:
        once = text.clean("prompt", written, text.PROMPT_LENGTH)
    except DomainError:
        return
    assert text.clean("prompt", once, text.PROMPT_LENGTH) == once


@pytest.mark.parametrize("handle", ["ada", "Ada_99", " ada "])
def test_handles_have_one_form(handle: str) -> None:
    assert text.handle(handle) == handle.strip().lower()


@pytest.mark.parametrize("handle", ["", "ab", "a" * 25, "ada lovelace", "adá", "ada!", "а" * 5, "x" * 10_000])  # noqa: RUF001
def test_a_handle_outside_its_alphabet_is_invalid(handle: str) -> None:
    with pytest.raises(DomainError):
        text.handle(handle)


def test_tags_lose_their_hash_and_their_repeats() -> None:
    assert text.tags(["#Sea", "sea", "Über-see"]) == ("sea", "über-see")
    with pytest.raises(DomainError):
        text.tags(["two words"])
    with pytest.raises(DomainError):
        text.tags(["t"] * 11)
