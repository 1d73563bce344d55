"""The words act on the pixels: measured, not looked at."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from painting.grammar import read
from painting.layout import layout_of
from painting.lexicon import BOOK
from painting.order import Order, OrderError
from painting.painter import Painting
from PIL import Image

SIDE = 256
Pixels = NDArray[np.float32]


def paint(prompt: str, negative: str = "", width: int = SIDE, height: int = SIDE, seed: int = 5) -> Pixels:
    """Red, green, blue from 0 to 1, (height, width, 3)."""
    painting = Painting(Order(prompt, negative, width, height, 1, seed))
    assert list(painting.steps()) == [1]
    return painting.pixels.astype(np.float32) / 255


def share(picture: Pixels, much: int, *less: int) -> float:
    """Of the pixels, how many have clearly more of one channel than of the others."""
    return float(np.mean(np.all([picture[..., much] > 1.5 * picture[..., other] + 0.1 for other in less], axis=0)))


def box(prompt: str, seed: int = 5) -> list[tuple[slice, slice]]:
    """Rows and columns about each thing, where the layout says that it is."""
    found = []
    for site in layout_of(read(prompt, "", seed)).sites:
        top, left = site.base - site.lift - site.size, site.x + site.aside - 0.55 * site.size
        rows = slice(max(0, int(top * SIDE) - 2), int((top + site.size) * SIDE) + 2)
        found.append((rows, slice(max(0, int(left * SIDE)), int((left + 1.1 * site.size) * SIDE))))
    return found


def test_where_the_boat_is_it_is_red_and_the_lake_is_green() -> None:
    words = "a {} boat on a green lake under a pink sky at noon"
    red, blue = paint(words.format("red")), paint(words.format("blue"))
    (inside,) = box(words.format("red"))
    changed = np.abs(red - blue).max(axis=2) > 0.25
    assert changed[inside].sum() > 0.95 * changed[: inside[0].stop].sum() > 100, "the boat and nothing else changed"
    assert (red - blue)[changed][:, 0].mean() > 0.25 < (blue - red)[changed][:, 2].mean()
    assert share(red[inside], 0, 1, 2) > 0.05
    assert share(blue[inside], 0, 1, 2) < 0.001
    water = red[int(SIDE * 0.85) :]
    assert (water[..., 1] > water[..., 0]).mean() > 0.9 < (water[..., 1] > water[..., 2]).mean()
    sky = red[: SIDE // 5]
    assert (sky[..., 0] > sky[..., 1] + 0.08).mean() > 0.9


def test_three_birds_are_three() -> None:
    prompt = "three black birds over the sea at noon"
    changed = np.abs(paint(prompt) - paint(prompt, "birds")).max(axis=2) > 0.3
    boxes = box(prompt)
    assert len(boxes) == 3
    assert all(changed[each].sum() > 20 for each in boxes)
    for each in boxes:
        changed[each] = False
    assert changed[: SIDE // 2].mean() < 0.002, "and there is no fourth"


def test_a_refinement_changes_only_what_it_names() -> None:
    before = paint("a red boat on a lake at noon, a castle")
    after = paint("a red boat on a lake at noon, a castle; make the boat blue")
    changed = np.abs(before - after).max(axis=2) > 0.08
    assert 0.002 < changed.mean() < 0.08


def test_the_same_colour_as_the_ground_is_still_seen() -> None:
    prompt = "a green house in a green meadow at noon"
    changed = np.abs(paint(prompt) - paint(prompt, "house")).max(axis=2) > 0.1
    assert changed.mean() > 0.01


def test_the_hours_differ_in_brightness() -> None:
    night, dusk, noon = (paint(f"a meadow at {hour}, clear").mean() for hour in ("night", "dusk", "noon"))
    assert night + 0.08 < dusk < noon - 0.08


def test_snow_whitens_the_ground() -> None:
    green, white = (paint(f"a meadow at noon{weather}")[SIDE * 3 // 4 :] for weather in ("", ", snow"))
    assert white.mean() > green.mean() + 0.15
    assert white.std(axis=2).mean() < green.std(axis=2).mean() / 2


def test_fog_hides_what_is_far() -> None:
    clear, fog = (paint(f"mountains at noon, {weather}")[SIDE // 3 : SIDE * 2 // 3] for weather in ("clear", "fog"))
    assert fog.std() < clear.std() * 0.8


@pytest.mark.parametrize("subject", ["lighthouse", "boat", "house", "castle", "cat", "tree", "balloon", "windmill"])
def test_a_negative_prompt_paints_a_subject_out(subject: str) -> None:
    prompt = f"a {subject} by the sea at noon"
    with_it, without = paint(prompt), paint(prompt, subject)
    assert np.any(np.abs(with_it - without) > 0.2, axis=2).mean() > 0.01
    assert np.array_equal(without, paint("by the sea at noon", subject))


def test_no_clouds_leaves_the_sky_even() -> None:
    cloudy, clear = paint("a meadow at noon, cloudy"), paint("a meadow at noon, cloudy", "clouds")
    whiter = (cloudy - clear)[: SIDE // 2, :, 0] > 0.15
    assert whiter.mean() > 0.05
    assert np.array_equal(clear, paint("a cloudless meadow at noon"))
    assert np.array_equal(clear, paint("a meadow at noon, no clouds"))


def test_no_moon_no_stars() -> None:
    night = paint("the sea at night, clear")[: SIDE // 2]
    dark = paint("the sea at night, clear", "moon, stars")[: SIDE // 2]
    assert (night.min(axis=2) > 0.6).mean() > 0.002 > (dark.min(axis=2) > 0.6).mean()


def test_a_named_colour_colours_the_sky() -> None:
    assert share(paint("a red sky over the sea at noon")[: SIDE // 2], 0, 1, 2) > 0.3
    assert share(paint("the sea at noon")[: SIDE // 2], 0, 1, 2) == 0.0


def test_water_mirrors_what_is_above_it() -> None:
    moon = paint("the moon over the sea at night, clear, calm")
    column = int(np.argmax(moon[: SIDE // 2].sum(axis=2).sum(axis=0)))
    below = moon[SIDE * 3 // 4 :].mean(axis=(0, 2))
    near = below[max(0, column - 12) : column + 12].mean()
    far = np.delete(below, range(max(0, column - 60), min(SIDE, column + 60))).mean()
    assert near > far + 0.1


@pytest.mark.parametrize(("width", "height"), [(256, 1024), (1024, 256)])
def test_any_shape_is_painted_whole(width: int, height: int) -> None:
    picture = paint("a castle by a lake, two boats, balloons, stars, storm", width=width, height=height)
    assert picture.shape == (height, width, 3)
    assert all(
        quarter.std() > 0.02 for half in np.array_split(picture, 2) for quarter in np.array_split(half, 2, axis=1)
    )


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from(sorted(" ".join(phrase) for phrase in BOOK)), max_size=9),
    st.lists(st.sampled_from(sorted(" ".join(phrase) for phrase in BOOK)), max_size=3),
    st.integers(0, 2**64 - 1),
)
def test_every_sentence_of_known_words_can_be_painted(words: list[str], negative: list[str], seed: int) -> None:
    picture = paint(" ".join(words), " ".join(negative), width=32, height=32, seed=seed)
    assert picture.shape == (32, 32, 3)


def test_the_picture_does_not_depend_on_its_steps() -> None:
    def painted(steps: int) -> bytes:
        painting = Painting(Order("two boats on a lake in rain", "", 64, 64, steps, 1))
        assert len([painting.preview() for _ in painting.steps()]) == steps
        return painting.pixels.tobytes()

    assert painted(1) == painted(8) == painted(64)


def test_a_preview_is_a_small_jpeg() -> None:
    painting = Painting(Order("a boat", "", 512, 1024, 1, 1))
    assert list(painting.steps()) == [1]
    with Image.open(io.BytesIO(painting.preview())) as image:
        assert image.format == "JPEG"
        assert image.size == (128, 256)


@pytest.mark.parametrize(
    "order",
    [
        Order("", "", 255, 512, 8, 0),
        Order("", "", 512, 1025, 8, 0),
        Order("", "", -1, 10**9, 8, 0),
        Order("", "", 32, 32, 2, 0),
        Order("", "", 32, 256, 1, 0),
        Order("", "", 512, 512, 0, 0),
        Order("", "", 512, 512, 65, 0),
    ],
)
def test_what_cannot_be_painted_is_refused_in_words(order: Order) -> None:
    with pytest.raises(OrderError, match="must be"):
        order.checked()


def test_the_canary_and_the_limits_are_accepted() -> None:
    for order in (Order("", "", 32, 32, 1, 0), Order("", "", 256, 1024, 64, 2**64 - 1)):
        assert order.checked() is order
