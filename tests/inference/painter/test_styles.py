"""Each style looks like itself, keeps what the words bound, and builds its picture up before one's eyes."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray
from painting.canvas import Canvas
from painting.easel import Brush
from painting.grammar import read
from painting.kinds import Place
from painting.order import Order
from painting.painter import Painting
from painting.scene import Light, Season, Style, Weather
from painting.styles import HANDS
from PIL import Image

from infra.cli.contact_sheet import PROMPTS, read_wishes
from tests.inference.painter.conftest import VERSION_FOLDER
from tests.inference.painter.test_determinism import PLAIN, PROGRAM

SIDE = 256
PROMPT = "a red boat on a calm lake at noon, {}"
Pixels = NDArray[np.float32]


@pytest.fixture(scope="module")
def pictures() -> dict[Style, Pixels]:
    """One scene by every hand: red, green, blue from 0 to 1, (height, width, 3)."""
    found = {}
    for style in Style:
        painting = Painting(Order(PROMPT.format(style), "", SIDE, SIDE, 1, 5))
        assert painting.scene.style is style
        list(painting.steps())
        found[style] = painting.pixels.astype(np.float32) / 255
    return found


def test_every_style_has_a_hand_of_its_own(pictures: dict[Style, Pixels]) -> None:
    assert set(HANDS) == set(Style)
    for (one, first), (other, second) in combinations(pictures.items(), 2):
        assert np.abs(first - second).mean() > 0.03, f"{one} looks like {other}"


def luminous(picture: Pixels) -> Pixels:
    """Lightness of each pixel."""
    return picture @ np.array([0.299, 0.587, 0.114], np.float32)


def greys(picture: Pixels) -> float:
    """The share of pixels without colour."""
    return float(np.mean(picture.max(axis=2) - picture.min(axis=2) < 0.10))


LOOKS: dict[Style, Callable[[Pixels], bool]] = {
    Style.INK: lambda p: bool(greys(p) > 0.9 and np.mean(luminous(p) < 0.15) > 0.02),
    Style.PENCIL: lambda p: bool(greys(p) > 0.9 and np.mean(luminous(p) < 0.15) < 0.01),
    Style.BLUEPRINT: lambda p: bool(
        np.mean(p[..., 2] > p[..., 0] + 0.25) > 0.75 and np.mean(luminous(p) > 0.8) > 0.005
    ),
    Style.WATERCOLOR: lambda p: bool(p[:3].min() > 0.85 and np.median(luminous(p)) > 0.55),
    Style.POSTER: lambda p: bool(np.abs(p[2:6] - (0.965, 0.925, 0.835)).max() < 0.05),
    Style.PIXEL: lambda p: all(np.array_equal(p[::2, ::2], p[row::2, col::2]) for row in range(2) for col in range(2)),
    Style.NEON: lambda p: bool(np.mean(np.minimum(p[..., 0], p[..., 2]) > p[..., 1] + 0.1) > 0.3),
    Style.STAINED_GLASS: lambda p: bool(p[:3].max() < 0.2 and 0.08 < np.mean(luminous(p) < 0.15) < 0.5),
}


@pytest.mark.parametrize("style", LOOKS)
def test_it_looks_like_itself_and_no_other_does(style: Style, pictures: dict[Style, Pixels]) -> None:
    assert [other for other, picture in pictures.items() if LOOKS[style](picture)] == [style]


@pytest.mark.parametrize("style", sorted(set(Style) - {Style.PENCIL, Style.BLUEPRINT, Style.NEON}))
def test_a_small_red_thing_stays_red_in_few_colours(style: Style, pictures: dict[Style, Pixels]) -> None:
    red, green, blue = np.moveaxis(pictures[style], 2, 0)
    assert np.mean((red > 1.4 * green) & (red > 1.4 * blue) & (red > 0.3)) > 0.002


def test_a_shape_has_a_contour_even_before_its_own_colour() -> None:
    canvas = Brush(contours=True).canvas(64, 64)
    assert canvas.contour is not None
    disc = (np.hypot(*np.mgrid[-10:10, -10:10]) < 8).astype(np.float32)
    canvas.stamp(np.zeros((3, 20, 20), np.float32), disc, 20, 20)
    assert canvas.contour.max() == 1.0
    assert canvas.contour[:18].max() == canvas.contour[28:32, 28:32].max() == 0.0
    canvas.lay((0.0, 0.0, 0.0), np.ones((64, 64), np.float32))
    assert canvas.contour.max() == 0.0
    assert Canvas(64, 64).contour is None


def test_a_reduced_canvas_has_the_mean_of_the_paint_and_the_strongest_of_the_lines() -> None:
    canvas = Brush(contours=True).canvas(7, 6)
    assert canvas.contour is not None
    canvas.rgb[0, :2, :3], canvas.water[4:, 3:6], canvas.contour[5, 5], canvas.contour[:, 6] = 0.6, 1.0, 0.9, 1.0
    small = canvas.reduced(3)
    assert small.contour is not None
    np.testing.assert_allclose(small.rgb[0], [[0.4, 0.0], [0.0, 0.0]], atol=1e-6)
    np.testing.assert_allclose(small.water, [[0.0, 0.0], [0.0, 2 / 3]], atol=1e-6)
    np.testing.assert_allclose(small.contour, [[0.0, 0.0], [0.0, 0.9]], atol=1e-6)


def test_sheets_cast_shadows_and_mist_does_not() -> None:
    def beside(alpha: Pixels) -> float:
        canvas = Brush(relief=0.5).canvas(64, 64)
        canvas.rgb[:] = 1.0
        canvas.lay((1.0, 1.0, 1.0), alpha)
        return float(canvas.rgb[0, 33:36, 20:40].min())

    sheet = np.zeros((64, 64), np.float32)
    sheet[10:33, 10:50] = 1.0
    mist = np.repeat(np.linspace(0, 1, 64, dtype=np.float32)[:, None], 64, axis=1)
    assert beside(sheet) < 0.8
    assert beside(mist) == 1.0


@pytest.mark.parametrize("style", [Style.GOUACHE, Style.INK, Style.PIXEL, Style.BLUEPRINT])
def test_the_whole_is_there_from_the_first_frame_and_comes_nearer(style: Style) -> None:
    painting = Painting(Order(PROMPT.format(style), "", 320, 256, 8, 5))
    frames = []
    for _ in painting.steps():
        with Image.open(io.BytesIO(painting.preview())) as image:
            assert image.size == (160, 128)
            frames.append(np.asarray(image, np.float32) / 255)
    masses = [frame.reshape(8, 16, 8, 20, 3).mean(axis=(1, 3)) for frame in frames]
    assert np.abs(masses[0] - masses[-1]).mean() < 0.15
    sharp = [float(np.abs(np.diff(luminous(frame), axis=1)).mean()) for frame in frames]
    assert sharp[0] < 0.6 * sharp[3] < 0.6 * sharp[6]
    assert len({frame.tobytes() for frame in frames}) == 8


def test_the_contact_sheet_shows_all_there_is() -> None:
    scenes = [read(wish.prompt, wish.negative_prompt, wish.seed) for wish in read_wishes(PROMPTS)]
    for name, kinds in {"style": Style, "place": Place, "light": Light, "weather": Weather, "season": Season}.items():
        assert set(kinds) <= {getattr(scene, name) for scene in scenes}, name


def test_looking_changes_nothing() -> None:
    def painted(steps: int, *, looking: bool) -> bytes:
        painting = Painting(Order(PROMPT.format(Style.OIL), "", SIDE, SIDE, steps, 5))
        for _ in painting.steps():
            if looking:
                painting.preview()
        return painting.pixels.tobytes()

    assert painted(5, looking=True) == painted(1, looking=False)


def test_every_hand_paints_the_same_on_a_plainer_processor(pictures: dict[Style, Pixels]) -> None:
    orders = [(PROMPT.format(style), "", SIDE, SIDE, 5) for style in pictures]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PROGRAM, str(VERSION_FOLDER)],
        input=json.dumps(orders),
        env=os.environ | {"NPY_DISABLE_CPU_FEATURES": PLAIN, "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )
    here = [hashlib.sha256((p * 255).round().astype(np.uint8).tobytes()).hexdigest() for p in pictures.values()]
    assert done.stdout.split() == here
