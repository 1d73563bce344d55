"""Words become the scene they ask for, and any text at all becomes some scene."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from painting.grammar import read
from painting.kinds import Kind, Place
from painting.scene import Camera, Effect, Light, Mood, Relation, Scene, Season, Style, Subject, Weather

PHRASES = [
    ("a red boat on a green lake under a pink sky", {"boat": (1, "red")}),
    ("a bowl of oranges", {"bowl": (1, None), "orange": (3, None)}),
    ("an orange, a lemon and an orange cat", {"orange": (1, None), "lemon": (1, None), "cat": (1, "orange")}),
    ("a couple of wolves and a dozen sheep", {"wolf": (2, None), "sheep": (12, None)}),
    ("12 geese over 3 red houses", {"bird": (12, None), "house": (3, "red")}),
    ("a thousand butterflies", {"butterfly": (20, None)}),
    ("a portrait of a woman", {"portrait": (1, None)}),
    ("a portrait of a fox", {"fox": (1, None)}),
    ("a wooden chair, the chair is blue", {"chair": (1, "blue")}),
    ("polar bears", {"bear": (3, "white")}),
    ("a bouquet of roses", {"vase": (1, None), "rose": (3, None)}),
]

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
    assert (seen.tones.sky, seen.tones.water, seen.tones.whole) == ("red", "green", ())


def test_a_colour_that_binds_to_nothing_colours_the_whole() -> None:
    assert scene("mountains, purple and gold").tones.whole == ("purple", "gold")


@pytest.mark.parametrize(
    ("words", "count"),
    [("a cat", 1), ("cats", 3), ("two cats", 2), ("five cats", 5), ("a cat and a cat", 2), ("a flock of birds", 7)],
)
def test_things_are_counted(words: str, count: int) -> None:
    assert [subject.count for subject in scene(words).subjects] == [count]


@pytest.mark.parametrize(("prompt", "things"), PHRASES, ids=[prompt for prompt, _ in PHRASES])
def test_numbers_and_colours_belong_to_the_thing_they_stand_before(
    prompt: str, things: dict[str, tuple[int, str | None]]
) -> None:
    assert {str(each.kind): (each.count, each.colour) for each in scene(prompt).subjects} == things


def test_every_kind_answers_to_its_name_and_every_plural_is_several() -> None:
    for kind in Kind:
        shown = Kind.BOUQUET if kind is Kind.VASE else kind
        assert [each.kind for each in scene(f"one {kind}").subjects] == [shown], kind
    for plural in ("wolves", "geese", "cacti", "cherries", "foxes", "buses", "octopuses", "butterflies", "people"):
        (several,) = scene(plural).subjects
        assert several.count > 1, plural


@pytest.mark.parametrize(
    ("prompt", "relation", "anchor"),
    [
        ("a cat on a chair", Relation.ON, Kind.CHAIR),
        ("a fox under a tree", Relation.UNDER, Kind.TREE),
        ("a house beside a windmill", Relation.BESIDE, Kind.WINDMILL),
        ("a bird above the castle", Relation.ABOVE, Kind.CASTLE),
        ("pears in a bowl", Relation.INSIDE, Kind.BOWL),
        ("a dog in front of a tent", Relation.BEFORE, Kind.TENT),
    ],
)
def test_where_a_thing_is_to_another(prompt: str, relation: Relation, anchor: Kind) -> None:
    first = scene(prompt).subjects[0]
    assert (first.relation, first.anchor) == (relation, anchor)


@pytest.mark.parametrize(
    ("prompt", "place"),
    [
        ("an octopus", Place.UNDERWATER),
        ("a teapot", Place.TABLE),
        ("tulips in a vase", Place.TABLE),
        ("a cat on an armchair", Place.ROOM),
        ("a rocket", Place.SPACE),
        ("an astronaut near a ringed planet", Place.LUNAR),
        ("three circles and a square", Place.ABSTRACT),
        ("a robot in a workshop", Place.ROOM),
        ("a palm on the beach", Place.BEACH),
        ("a car in the street at night", Place.STREET),
    ],
)
def test_what_is_not_said_of_the_place_is_plain_from_the_things(prompt: str, place: Place) -> None:
    assert {scene(prompt, seed=seed).place for seed in range(8)} == {place}


@pytest.mark.parametrize(
    ("prompt", "missing"),
    [
        ("a hill with not a single tree", {Kind.TREE, Kind.PINE}),
        ("a treeless meadow, no clouds or birds", {Kind.TREE, Kind.BIRD}),
        ("a beach without any people and boats", {Kind.PERSON, Kind.BOAT}),
        ("a street, nobody", {Kind.PERSON, Kind.WOMAN}),
    ],
)
def test_a_denial_reaches_as_far_as_one_means_it(prompt: str, missing: set[Kind]) -> None:
    seen = scene(prompt)
    assert missing <= seen.absent
    assert not seen.subjects


def test_a_denial_ends_where_something_is_counted() -> None:
    assert [each.kind for each in scene("no birds and a castle").subjects] == [Kind.CASTLE]


def test_words_choose_the_camera_and_the_effects() -> None:
    seen = scene("a close-up of a fox, backlit, minimal, in stained glass")
    assert (seen.camera, seen.style) == (Camera.CLOSE, Style.STAINED_GLASS)
    assert seen.effects == {Effect.BACKLIT, Effect.MINIMAL}


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
    assert seen.tones.whole == ()
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
    assert len({plain.twist, strange.twist, other.twist}) == 3
    assert plain.twist == 0.0
    assert {plain.chance, strange.chance} == {other.chance}, "they move nothing that was understood"
    assert scene("frumious").chance != scene("slithy").chance, "but where nothing was, they choose the picture"
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
    assert scene("a tree in autumn").season is Season.AUTUMN
    assert scene("a tree with golden leaves in autumn").tones.leaves == "gold"
    snowy = scene("snowy mountains on a clear day")
    assert (snowy.snowy, snowy.weather) == (True, Weather.CLEAR)
