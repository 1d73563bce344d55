"""What is drawn: each kind can be seen, in the colour it was given, lit from where the sun is; each place is whole."""

from __future__ import annotations

import itertools
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray
from painting.canvas import Canvas
from painting.colour import NAMED
from painting.composer import compose
from painting.dice import Dice
from painting.easel import Brush, Easel, Sunlight
from painting.kinds import Kind, Place
from painting.layers.raster import rasterise
from painting.layers.sprite import Sprite
from painting.natures import CELESTIAL, NATURES, Stand
from painting.palette import palette_of
from painting.scene import Light, Scene, Season, Weather
from painting.subjects import DRAUGHTSMEN
from painting.subjects.drawing import Drawing

Pixels = NDArray[np.float32]
SIDE = 64
NOON = palette_of(Scene())
KINDS = sorted(DRAUGHTSMEN)


def drawn(kind: Kind, colour: str | None = None, roll: int = 1) -> Drawing:
    """By its draughtsman, at noon."""
    return DRAUGHTSMEN[kind](NAMED[colour] if colour else None, NOON, Dice(roll))


@cache
def raster(kind: Kind, colour: str | None = None, *, lamps: bool = False) -> Pixels:
    """Red, green, blue and alpha, (4, rows, columns)."""
    drawing = drawn(kind, colour)
    return rasterise(drawing.svg(max(8, round(SIDE * drawing.aspect)), SIDE, lamps=lamps))


def painted(scene: Scene, *, until: str = "subject") -> Pixels:
    """The stages before this one, (3, rows, columns)."""
    composition = compose(scene, SIDE, SIDE)
    canvas = Canvas(SIDE, SIDE)
    easel = Easel(canvas, composition.palette, Brush(), composition.sun, composition.brightest, Dice(scene.chance))
    for stage in itertools.takewhile(lambda stage: stage.name != until, composition.stages):
        for layer in stage.layers:
            layer.draw(easel)
    return canvas.rgb


def test_somebody_draws_every_kind() -> None:
    assert set(DRAUGHTSMEN) == set(Kind) - CELESTIAL


@pytest.mark.parametrize("kind", KINDS)
def test_it_fills_its_box_and_is_no_blob(kind: Kind) -> None:
    picture = raster(kind)
    cover = picture[3]
    assert cover.mean() > 0.03
    rows, columns = np.flatnonzero(cover.max(axis=1) > 0.5), np.flatnonzero(cover.max(axis=0) > 0.5)
    assert np.ptp(rows) > 0.6 * SIDE or np.ptp(columns) > 0.8 * cover.shape[1]
    if NATURES[kind].stand is not Stand.SHAPE:
        assert picture[:3, cover > 0.9].std() > 0.03


@pytest.mark.parametrize("kind", KINDS)
def test_a_bound_colour_carries(kind: Kind) -> None:
    red, blue = raster(kind, "red"), raster(kind, "blue")
    seen = (red[3] > 0.6) & (blue[3] > 0.6)
    redder = (red[0] - blue[0] > 0.12) & (blue[2] - red[2] > 0.08)
    assert redder[seen].mean() > 0.08


def test_chance_varies_most_kinds_and_the_same_chance_none() -> None:
    varied = [kind for kind in KINDS if len({drawn(kind, roll=roll).shapes for roll in range(6)}) > 1]
    assert len(varied) > 0.7 * len(KINDS)
    assert all(drawn(kind) == drawn(kind) for kind in KINDS)


def test_drawings_hold_no_words_and_fetch_nothing() -> None:
    for kind in KINDS:
        document = drawn(kind).svg(9, 9, lamps=False)
        assert "<text" not in document
        assert document.count("http") == 1
        assert "href" not in document


def test_lamps_shine_within_the_thing() -> None:
    lit = [kind for kind in KINDS if drawn(kind).lamps]
    assert {Kind.LIGHTHOUSE, Kind.HOUSE, Kind.CANDLE, Kind.LAMPPOST, Kind.BUS} <= set(lit)
    for kind in lit:
        assert raster(kind, lamps=True)[3].max() > 0.2


@pytest.mark.parametrize("kind", [Kind.APPLE, Kind.CHURCH, Kind.ELEPHANT, Kind.PLANET])
def test_it_is_lit_from_the_suns_side(kind: Kind) -> None:
    def halves(sun: float) -> float:
        canvas = Canvas(SIDE, SIDE)
        easel = Easel(canvas, NOON, Brush(), Sunlight(sun, 0.2, 1.0), 1.0, Dice(1))
        Sprite(kind, drawn(kind, "grey"), 0.5, 0.95, 0.8).draw(easel)
        return float(canvas.rgb[:, :, : SIDE // 2].sum() - canvas.rgb[:, :, SIDE // 2 :].sum())

    assert halves(0.0) > halves(1.0)


def test_trees_wear_their_season() -> None:
    def tree(season: Season) -> Pixels:
        palette = replace(NOON, season=season, snowy=season is Season.WINTER)
        return rasterise(DRAUGHTSMEN[Kind.TREE](None, palette, Dice(1)).svg(SIDE, SIDE, lamps=False))

    spring, summer, autumn, winter = (tree(season) for season in Season)
    crown = (slice(None), slice(8, SIDE // 2), slice(SIDE // 4, 3 * SIDE // 4))
    warmth = [float((each[0] - each[1])[each[3] > 0.5][:400].mean()) for each in (spring[crown], autumn[crown])]
    assert min(warmth) > 0.1 > float((summer[crown][0] - summer[crown][1]).mean())
    assert winter[3].mean() < 0.6 * summer[3].mean()


def test_snow_lies_on_roofs() -> None:
    winter = palette_of(Scene(season=Season.WINTER))
    white = []
    for capped in (False, True):
        canvas = Canvas(SIDE, SIDE)
        easel = Easel(canvas, winter, Brush(), Sunlight(0.5, 0.1, 0.3), 1.0, Dice(1))
        Sprite("house", drawn(Kind.HOUSE, "brown"), 0.5, 0.9, 0.7, capped=capped).draw(easel)
        white.append(int((canvas.rgb[:, : SIDE // 2].min(axis=0) > 0.6).sum()))
    assert white[1] > white[0] + 10


@pytest.mark.parametrize("place", list(Place))
def test_every_place_is_whole_and_its_own(place: Place) -> None:
    picture = painted(Scene(place=place, chance=7))
    assert picture.shape == (3, SIDE, SIDE)
    assert picture.std() > 0.03
    assert np.isfinite(picture).all()
    blank = np.all(picture == 0.0, axis=0)
    assert blank.mean() < 0.001
    others = [painted(Scene(place=other, chance=7)) for other in (Place.SEA, Place.STUDIO) if other is not place]
    assert all(np.abs(picture - other).mean() > 0.03 for other in others)


@pytest.mark.parametrize("place", list(Place))
def test_a_place_depends_on_chance(place: Place) -> None:
    first, second = (painted(Scene(place=place, chance=chance)) for chance in (1, 2))
    assert np.abs(first - second).mean() > 0.01


def test_a_wet_street_mirrors_its_lights() -> None:
    night = Scene(place=Place.STREET, light=Light.NIGHT, chance=3)
    dry, wet = (painted(scene)[:, 3 * SIDE // 4 :] for scene in (night, replace(night, weather=Weather.RAIN)))
    assert np.abs(np.diff(wet)).mean() > 2 * np.abs(np.diff(dry)).mean()


@pytest.mark.parametrize("weather", [Weather.RAINBOW, Weather.AURORA, Weather.WIND, Weather.RAIN])
def test_weather_is_seen(weather: Weather) -> None:
    clear = Scene(light=Light.NIGHT if weather is Weather.AURORA else Light.NOON, cloudless=True, chance=3)
    shown = painted(replace(clear, weather=weather), until="finish")
    assert np.abs(shown - painted(clear, until="finish")).max() > 0.15
