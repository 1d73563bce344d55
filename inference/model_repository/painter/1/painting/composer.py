"""A scene to layers, in the eight stages in which a picture is painted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from painting.colour import NAMED
from painting.dice import Dice
from painting.easel import Layer, Sunlight
from painting.layers.air import Beam, Lightning, Mist, Rain, Shafts, Snowfall
from painting.layers.sky import Clouds, Disc, Sky, Stars
from painting.layers.sprite import Glow, Shadow, Sprite
from painting.layers.water import Glitter
from painting.layout import Layout, Site, layout_of
from painting.natures import AFLOAT, AIRBORNE
from painting.palette import Palette, palette_of
from painting.places import Survey, land_of
from painting.scene import Kind, Light, Place, Scene, Weather
from painting.subjects import DRAUGHTSMEN
from painting.subjects.drawing import Drawing

_WET_PLACES = frozenset({Place.SEA, Place.LAKE, Place.RIVER, Place.CITY})
_COVER = {
    Weather.CLEAR: 0.26,
    Weather.CLOUDY: 0.58,
    Weather.RAIN: 0.85,
    Weather.FOG: 0.35,
    Weather.SNOW: 0.6,
    Weather.STORM: 1.0,
    Weather.WIND: 0.4,
    Weather.RAINBOW: 0.5,
    Weather.AURORA: 0.0,
}


_BRIGHTEST = {
    Light.DAWN: 0.94,
    Light.NOON: 0.97,
    Light.GOLDEN: 0.95,
    Light.DUSK: 0.84,
    Light.BLUE: 0.74,
    Light.NIGHT: 0.66,
}


@dataclass(frozen=True)
class Stage:
    """One sitting: its layers are drawn in order."""

    name: str
    layers: tuple[Layer, ...]


@dataclass(frozen=True)
class Composition:
    """Everything to draw. The style adds its own finish to the last two stages."""

    palette: Palette
    sun: Sunlight
    brightest: float
    stages: tuple[Stage, ...]


def compose(scene: Scene) -> Composition:
    """The same for every size of picture."""
    layout, palette = layout_of(scene), palette_of(scene)
    survey = Survey(scene, layout, palette, Dice(scene.chance, "land"))
    land = land_of(survey)
    drawn = [(site, _drawing(site, palette, scene)) for site in layout.sites if site.subject.kind in DRAUGHTSMEN]
    stages = (
        Stage("sky", tuple(_sky(scene, layout))),
        Stage("far", tuple(land.far)),
        Stage("middle", (*land.middle, *_haze(scene, layout))),
        Stage("near", tuple(land.near)),
        Stage("subject", tuple(_subjects(survey, drawn))),
        Stage("light", tuple(_light(survey, drawn))),
        Stage("texture", tuple(_weather(scene, layout))),
        Stage("finish", ()),
    )
    return Composition(palette, layout.sun, _BRIGHTEST[scene.light], stages)


def _drawing(site: Site, palette: Palette, scene: Scene) -> Drawing:
    name = site.subject.colour or (scene.tones.leaves if site.subject.kind is Kind.TREE else None)
    colour = NAMED[name] if name else None
    return DRAUGHTSMEN[site.subject.kind](colour, palette, Dice(scene.chance, site.name))


def _sky(scene: Scene, layout: Layout) -> Iterator[Layer]:
    horizon = layout.horizon
    yield Sky(horizon)
    starry = scene.light is Light.NIGHT and scene.weather in (Weather.CLEAR, Weather.CLOUDY)
    if (starry or scene.shows(Kind.STARS)) and Kind.STARS not in scene.absent:
        yield Stars(horizon, 1.0 if scene.weather is Weather.CLEAR else 0.5)
    if layout.disc:
        night = scene.light is Light.NIGHT
        kind = Kind.MOON if night else Kind.SUN
        tints = [NAMED[each.colour] for each in scene.subjects if each.kind is kind and each.colour]
        size = (0.060 if night else 0.050) * (1.5 if scene.shows(kind) else 1.0)
        yield Disc(size, night, tints[0] if tints else None)
    if not scene.cloudless:
        yield Clouds(horizon, _COVER[scene.weather])
    if scene.weather is Weather.STORM:
        yield Lightning(horizon)


def _haze(scene: Scene, layout: Layout) -> Iterator[Layer]:
    thick = {Weather.FOG: 0.62, Weather.RAIN: 0.40, Weather.SNOW: 0.35, Weather.STORM: 0.25}.get(scene.weather, 0.0)
    if scene.light in (Light.DAWN, Light.DUSK):
        thick = max(thick, 0.26)
    if thick:
        yield Mist("horizon mist", layout.horizon, 0.09, thick)


def _subjects(survey: Survey, drawn: list[tuple[Site, Drawing]]) -> Iterator[Layer]:
    wet = survey.scene.place in _WET_PLACES
    for site, drawing in drawn:
        flying, afloat = site.subject.kind in AIRBORNE, site.subject.kind in AFLOAT
        if not flying and not (afloat and wet):
            yield Shadow(site.x, site.base, site.size * drawing.aspect * 0.55)
        flipped = Dice(survey.scene.chance, site.name).chance(0.5) and site.subject.kind is not Kind.LIGHTHOUSE
        yield Sprite(
            name=site.name,
            drawing=drawing,
            x=site.x,
            base=site.base,
            size=site.size,
            distance=site.distance,
            mirrored=wet and not flying,
            flipped=flipped,
            lamps=survey.lights,
        )


def _light(survey: Survey, drawn: list[tuple[Site, Drawing]]) -> Iterator[Layer]:
    scene, layout = survey.scene, survey.layout
    if scene.place in _WET_PLACES and layout.sun.strength > 0.25 and (layout.disc or scene.light is Light.NOON):
        yield Glitter(layout.horizon)
    if layout.sun.strength > 0.4 and scene.light in (Light.DAWN, Light.DUSK):
        yield Shafts(0.26)
    dark = scene.light in (Light.DUSK, Light.NIGHT) or scene.weather in (Weather.STORM, Weather.FOG)
    for site, drawing in drawn:
        yield from _lamps(site, drawing, dark, survey.lights)


def _lamps(site: Site, drawing: Drawing, dark: bool, lights: float) -> Iterator[Layer]:
    """What its lamps add to the air about it."""
    if drawing.lamp is not None and dark:
        right, up = (drawing.lamp[0] - drawing.wide / 2) / 100, 1 - drawing.lamp[1] / 100
        yield Beam(site.x, site.base, site.size * right, site.size * up)
    elif drawing.lamps and lights > 0.3 and site.subject.kind is not Kind.CAT:
        yield Glow(site.x, site.base, site.size * 0.4, site.size * 0.75, 0.26 * lights)


def _weather(scene: Scene, layout: Layout) -> Iterator[Layer]:
    match scene.weather:
        case Weather.FOG:
            yield Mist("fog", layout.horizon + 0.06, 0.34, 0.62)
        case Weather.RAIN:
            yield Rain(0.6)
        case Weather.STORM:
            yield Rain(1.0)
        case Weather.SNOW:
            yield Snowfall(0.8)
        case _:
            return
