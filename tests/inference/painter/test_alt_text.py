"""The description comes from the scene: it says what is seen and never repeats the prompt."""

from __future__ import annotations

import pytest
from painting.alt_text import alt_text
from painting.grammar import read
from painting.scene import Light, Mood, Place, Style, Weather


@pytest.mark.parametrize(
    ("prompt", "text"),
    [
        (
            "two red boats on a calm lake at dawn in fog, watercolor",
            "Two red sailing boats on a lake at dawn, in fog. Painted in watercolour, calm in mood.",
        ),
        (
            "a lighthouse and an orange cat at dusk, clear, pixel art",
            "A lighthouse and an orange cat by the sea at dusk, under a clear sky. Drawn as pixel art.",
        ),
        (
            "the desert at night, stars, clear",
            "Desert dunes at night, under a clear sky, stars above. Painted in gouache.",
        ),
        (
            "three balloons over the mountains at noon, clouds",
            "Three hot air balloons over the mountains in full daylight, under clouds. Painted in gouache.",
        ),
        ("people in a forest at dawn, snow", "Three people in a forest at dawn, in falling snow. Painted in gouache."),
    ],
)
def test_the_scene_in_plain_english(prompt: str, text: str) -> None:
    assert alt_text(read(prompt, "", 1)) == text


def test_no_word_of_the_prompt_that_was_not_understood_appears() -> None:
    text = alt_text(read("Grandmother Zyzzyva's secret lighthouse", "", 1))
    assert "lighthouse" in text
    assert not {"grandmother", "zyzzyva", "secret"} & set(text.casefold().replace(".", " ").split())


@pytest.mark.parametrize("words", [*Place, *Light, *Weather, *Mood, *Style])
def test_every_choice_has_words(words: str) -> None:
    text = alt_text(read(words, "", 3))
    assert text.endswith(".") and "  " not in text and len(text) < 250
