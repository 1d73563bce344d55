"""Pictures are composed in many ways, all things stand inside them, and no two in the same place."""

from __future__ import annotations

from itertools import combinations

import pytest
from painting.grammar import read
from painting.kinds import Kind, Place
from painting.layout import Layout, layout_of
from painting.scene import Camera


def laid_out(prompt: str, seed: int = 1) -> Layout:
    return layout_of(read(prompt, "", seed))


def test_seeds_compose_in_at_least_six_ways() -> None:
    layouts = [laid_out("a house in a meadow at noon", seed) for seed in range(60)]
    assert len({layout.camera for layout in layouts}) >= 6
    assert max(layout.horizon for layout in layouts) - min(layout.horizon for layout in layouts) > 0.2
    sizes = [layout.sites[0].size for layout in layouts]
    assert max(sizes) > 1.8 * min(sizes)


@pytest.mark.parametrize(
    ("words", "camera"),
    [("close-up", Camera.CLOSE), ("symmetrical", Camera.CENTRED), ("panorama", Camera.WIDE), ("aerial", Camera.AERIAL)],
)
def test_words_choose_the_composition(words: str, camera: Camera) -> None:
    assert {laid_out(f"a fox in a meadow, {words}", seed).camera for seed in range(8)} == {camera}


def test_the_camera_is_seen() -> None:
    close, wide = (laid_out(f"a fox in a meadow, {words}").sites[0].size for words in ("close-up", "panorama"))
    assert close > 2 * wide
    assert laid_out("a castle, symmetrical").sites[0].x == 0.5
    assert laid_out("a castle, aerial").horizon < 0.4


@pytest.mark.parametrize("place", Place)
def test_everything_stands_in_the_picture(place: Place) -> None:
    for number, kind in enumerate(Kind):
        for site in laid_out(f"three {kind} and a boat, {place}", number).sites:
            assert -0.02 <= site.x + site.aside <= 1.02, (kind, site)
            assert 0.0 < site.base <= 1.0, (kind, site)
            assert 0.02 < site.size < 1.0, (kind, site)


@pytest.mark.parametrize("prompt", ["three birds over the sea", "five balloons", "a boat, a swan and a duck on a lake"])
def test_things_keep_apart(prompt: str) -> None:
    for seed in range(12):
        for one, other in combinations(laid_out(prompt, seed).sites, 2):
            across = one.x + one.aside - other.x - other.aside
            down = one.base - one.lift - other.base + other.lift
            assert abs(across) + abs(down) > 0.3 * min(one.size, other.size), (seed, one, other)


def test_on_under_left_and_behind_are_where_they_say() -> None:
    cat, chair = (laid_out("a cat on a chair").sites[at] for at in (1, 0))
    assert (cat.subject.kind, cat.x) == (Kind.CAT, chair.x)
    assert 0 < cat.lift < chair.size
    left = {site.subject.kind: site.x for site in laid_out("a tree on the left, a house on the right").sites}
    assert left[Kind.TREE] + 0.2 < left[Kind.HOUSE]
    tower = {site.subject.kind: site for site in laid_out("a tree behind a house in a meadow").sites}
    assert list(tower) == [Kind.TREE, Kind.HOUSE]


def test_a_rider_goes_with_the_horse() -> None:
    for prompt in ("a knight on a horse before a castle", "a castle behind a horse under a knight"):
        rider, horse = (
            next(site for site in laid_out(prompt).sites if site.subject.kind is kind)
            for kind in (Kind.KNIGHT, Kind.HORSE)
        )
        assert abs(rider.x + rider.aside - horse.x - horse.aside) < horse.size


def test_a_crowd_is_drawn_smaller_and_in_depth() -> None:
    alone, crowd = laid_out("a sheep in a meadow").sites, laid_out("20 sheep in a meadow").sites
    assert len(crowd) == 20
    assert max(site.size for site in crowd) < alone[0].size
    assert max(site.size for site in crowd) > 1.5 * min(site.size for site in crowd)
