"""A later clause changes the picture that the earlier ones made, and leaves alone what it does not speak of."""

from __future__ import annotations

import pytest
from painting.grammar import read
from painting.kinds import Kind, Place
from painting.layout import layout_of
from painting.scene import Light, Scene, Shift, Spot, Style

BASE = "a red boat on a lake, a castle"


def refined(*instructions: str, base: str = BASE, between: str = "; ", seed: int = 1) -> Scene:
    return read(between.join((base, *instructions)), "", seed)


def things(scene: Scene) -> dict[str, tuple[int, str | None]]:
    return {str(subject.kind): (subject.count, subject.colour) for subject in scene.subjects}


RED, CASTLE = {"boat": (1, "red")}, {"castle": (1, None)}
CHANGES = [
    ("make the boat blue", {"boat": (1, "blue")} | CASTLE),
    ("the boat is blue", {"boat": (1, "blue")} | CASTLE),
    ("a blue boat", {"boat": (1, "blue")} | CASTLE),
    ("make the boat blue and the castle white", {"boat": (1, "blue"), "castle": (1, "white")}),
    ("add three birds", RED | CASTLE | {"bird": (3, None)}),
    ("another castle", RED | {"castle": (2, None)}),
    ("more boats", {"boat": (3, "red")} | CASTLE),
    ("without the castle", RED),
    ("remove the castle", RED),
    ("no castle and boat", {}),
    ("instead of the boat a whale", {"whale": (1, None)} | CASTLE),
    ("a whale instead of the boat", {"whale": (1, None)} | CASTLE),
    ("replace the boat with two white swans", {"swan": (2, "white")} | CASTLE),
    ("turn the boat into a blue canoe", {"canoe": (1, "blue")} | CASTLE),
    ("at night, in ink", RED | CASTLE),
]


@pytest.mark.parametrize(("instruction", "shown"), CHANGES, ids=[instruction for instruction, _ in CHANGES])
@pytest.mark.parametrize("between", ["; ", "\n"])
def test_an_instruction_changes_what_it_names(instruction: str, shown: object, between: str) -> None:
    assert things(refined(instruction, between=between)) == shown


def test_the_last_word_wins() -> None:
    seen = refined("at night, in ink", "at dawn", "in the desert", "make the boat blue", "make the boat green")
    assert (seen.light, seen.style, seen.place) == (Light.DAWN, Style.INK, Place.DESERT)
    assert things(seen)["boat"] == (1, "green")


@pytest.mark.parametrize(
    "instruction", ["turn the lake into a desert", "replace the lake with a desert", "a desert instead of the lake"]
)
def test_a_place_is_exchanged_like_a_thing(instruction: str) -> None:
    seen = refined("at noon", f"{instruction}; turn day into night")
    assert (seen.place, seen.backdrop, seen.light) == (Place.DESERT, None, Light.NIGHT)
    assert things(seen) == RED | CASTLE


def test_what_is_emptied_stays_empty() -> None:
    assert things(refined("without the boat and the castle")) == {}
    assert things(refined("no boat", base="a boat")) == {}


def test_what_was_removed_can_come_back() -> None:
    seen = refined("without the castle", "add a castle")
    assert things(seen) == RED | CASTLE
    assert Kind.CASTLE not in seen.absent


def test_clouds_go_and_light_and_warmth_shift() -> None:
    assert refined("remove clouds", base="a meadow with clouds").cloudless
    assert refined("darker", "warmer", "warmer").shift == Shift(light=-1, warmth=2)
    assert refined("make the sky pink").tones.sky == "pink"
    assert refined("make it bigger").subjects[0].scale > 1
    assert refined("put the castle on the left").subjects[1].spot is Spot.LEFT


def places(scene: Scene) -> dict[str, tuple[float, float, float]]:
    return {site.name: (site.x, site.base, site.size) for site in layout_of(scene).sites}


UNMOVING = [
    "make the boat blue",
    "at night",
    "in ink",
    "add three birds",
    "darker",
    "a pink sky",
    "frumious",
    "in autumn",
]


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("instruction", UNMOVING)
def test_a_remix_keeps_the_composition(instruction: str, seed: int) -> None:
    before, after = refined(seed=seed), refined(instruction, seed=seed)
    assert before.place is after.place
    assert places(before).items() <= places(after).items()
    assert layout_of(before).horizon == layout_of(after).horizon
    assert layout_of(before).sun.x == layout_of(after).sun.x


@pytest.mark.parametrize("seed", range(6))
def test_what_leaves_or_comes_moves_nobody_else(seed: int) -> None:
    many = refined("add a swan and two houses", "more houses", seed=seed)
    fewer = refined("add a swan and two houses", "more houses", "remove the castle", seed=seed)
    assert places(fewer).items() < places(many).items()
    swan = places(refined("replace the boat with a boat", seed=seed))
    assert swan == places(refined(seed=seed))
