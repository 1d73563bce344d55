"""Words become the scene they ask for, and any text at all becomes some scene."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from painting.grammar import read
from painting.scene import Kind, Light, Mood, Place, Scene, Style, Subject, Weather

HOSTILE = [
    "",
    " \n\t ",
    "lighthouse " * 1_000,
    "x" * 10_000,
    "🌊🌙🐈‍⬛",
    "منارة على البحر עם ירח",
    "\x00\x01\x1b[31m\u202eevil\u202c",
    "';DROP TABLE renders;--",
    "<svg onload=alert(1)>",
    "\ud800",
]


def scene(prompt: str, negative: str = "", seed: int = 1) -> Scene:
    return read(prompt, negative, seed)


def test_a_full_sentence_is_understood() -> None:
    seen = scene("Two red boats on a calm lake at dawn, in fog, watercolor")
    assert seen.subjects == (Subject(Kind.BOAT, 2, "red"),)
    assert (seen.place, seen.light, seen.weather) == (Place.LAKE, Light.DAWN, Weather.FOG)
    assert (seen.mood, seen.style) == (Mood.CALM, Style.WATERCOLOR)


def test_each_colour_is_bound_to_the_thing_it_stands_before() -> None:
    seen = scene("a white lighthouse and a blue boat under a red sky, green sea")
    assert {subject.kind: subject.colour for subject in seen.subjects} == {Kind.LIGHTHOUSE: "white", Kind.BOAT: "blue"}
    assert (seen.sky_colour, seen.ground_colour, seen.colours) == ("red", "green", ())


def test_a_colour_that_binds_to_nothing_colours_the_whole() -> None:
    assert scene("mountains, purple and gold").colours == ("purple", "gold")


@pytest.mark.parametrize(
    ("words", "count"),
    [("a cat", 1), ("cats", 3), ("two cats", 2), ("five cats", 5), ("a cat and a cat", 2), ("a flock of birds", 6)],
)
def test_things_are_counted(words: str, count: int) -> None:
    assert [subject.count for subject in scene(words).subjects] == [count]


@pytest.mark.parametrize("prompt", ["a boat and no bird", "a boat without birds", "a boat, never a bird"])
def test_what_is_denied_in_the_prompt_is_left_out(prompt: str) -> None:
    seen = scene(prompt)
    assert [subject.kind for subject in seen.subjects] == [Kind.BOAT]
    assert Kind.BIRD in seen.absent


def test_a_negative_prompt_removes_subjects_weather_light_style_and_colours() -> None:
    seen = scene("a boat and a bird at night in rain, ink, red", "bird, night, rain, ink, red, moon")
    assert [subject.kind for subject in seen.subjects] == [Kind.BOAT]
    assert seen.light is not Light.NIGHT
    assert seen.weather is not Weather.RAIN
    assert seen.style is not Style.INK
    assert seen.colours == ()
    assert Kind.MOON in seen.absent


def test_no_clouds_is_a_sky_without_any() -> None:
    assert scene("a meadow, no clouds").cloudless
    assert scene("a meadow", "clouds").cloudless
    assert not scene("a meadow").cloudless


def test_a_subject_brings_its_place_unless_one_is_named() -> None:
    assert scene("a lighthouse").place is Place.SEA
    assert scene("a lighthouse in the desert").place is Place.DESERT
    assert scene("a lake in the mountains").place is Place.LAKE
    assert scene("a lake in the mountains").backdrop is Place.MOUNTAINS


def test_the_moon_brings_the_night() -> None:
    assert scene("a cat under the moon").light is Light.NIGHT
    assert scene("a cat under the moon at dawn").light is Light.DAWN


def test_unknown_words_steer_the_picture_and_its_colours() -> None:
    plain, strange, other = scene("a boat"), scene("a frumious boat"), scene("a slithy boat")
    assert len({plain.chance, strange.chance, other.chance}) == 3
    assert plain.twist == 0.0 != strange.twist
    assert strange == scene("a FRUMIOUS boat")


def test_the_seed_steers_only_what_the_words_leave_open() -> None:
    scenes = [scene("a red boat on a lake at night in fog, ink", seed=seed) for seed in range(20)]
    assert len({seen.chance for seen in scenes}) == 20
    assert {(seen.subjects, seen.place, seen.light, seen.weather, seen.style) for seen in scenes} == {
        ((Subject(Kind.BOAT, 1, "red"),), Place.LAKE, Light.NIGHT, Weather.FOG, Style.INK)
    }


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_some_scene(text: str) -> None:
    assert isinstance(read(text, text, 2**64 - 1), Scene)


@settings(deadline=None)
@given(st.text(max_size=200), st.text(max_size=60), st.integers(0, 2**64 - 1))
def test_any_text_is_some_scene_and_always_the_same(prompt: str, negative: str, seed: int) -> None:
    assert read(prompt, negative, seed) == read(prompt, negative, seed)


def test_things_that_come_together_share_a_place() -> None:
    assert {scene("a boat and a lighthouse", seed=seed).place for seed in range(20)} == {Place.SEA}


def test_a_season_colours_the_leaves_and_snowy_land_needs_no_snowfall() -> None:
    assert scene("a tree in autumn").leaf_colour == "orange"
    assert scene("a tree with golden leaves in autumn").leaf_colour == "gold"
    snowy = scene("snowy mountains on a clear day")
    assert (snowy.ground_colour, snowy.weather) == ("white", Weather.CLEAR)
