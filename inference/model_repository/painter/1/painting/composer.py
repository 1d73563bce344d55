"""A scene to layers, in the eight stages in which a picture is painted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from painting.colour import NAMED, contrasting, mix
from painting.dice import Dice
from painting.easel import Layer, Sunlight
from painting.kinds import Kind, Place
from painting.layers.air import Beam, Lightning, Mist, Rain, Shafts, Snowfall
from painting.layers.heavens import Aurora, Rainbow, Splashes, Wind
from painting.layers.sky import Clouds, Disc, Sky, Stars
from painting.layers.sprite import Glow, Shadow, Sprite
from painting.layers.water import Glitter
from painting.layout import Layout, layout_of
from painting.natures import BOUNDLESS, INDOORS, NATURES, WATERY, Stand
from painting.palette import Palette, palette_of
from painting.places import Survey, land_of
from painting.scene import Effect, Light, Scene, Weather
from painting.silhouette import darkened
from painting.standing import Site
from painting.subjects import DRAUGHTSMEN
from painting.subjects.drawing import Drawing

_REFLECTING = WATERY | {Place.CITY}
_SKYLESS = (INDOORS | BOUNDLESS) - {Place.SKY}
_UPRIGHT = frozenset({Stand.LAND, Stand.CLOSE, Stand.THING, Stand.FURNITURE})
_STILL = frozenset({Kind.LIGHTHOUSE, Kind.CLOCK, Kind.BOOK, Kind.WINDOW, Kind.SHELF})

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

_HAZE = {Weather.FOG: 0.62, Weather.RAIN: 0.40, Weather.SNOW: 0.35, Weather.STORM: 0.25}
_DARKENED = {Effect.SILHOUETTE: 0.92, Effect.BACKLIT: 0.45}
_WIDEST = 0.90  # of anything, in units
_LOW_LIGHT = frozenset({Light.DAWN, Light.GOLDEN, Light.DUSK, Light.BLUE})
_DARK = frozenset({Light.DUSK, Light.BLUE, Light.NIGHT})

_BRIGHTEST = {
    Light.DAWN: 0.94,
    Light.NOON: 0.97,
    Light.GOLDEN: 0.95,
    Light.DUSK: 0.84,
    Light.BLUE: 0.76,
    Light.NIGHT: 0.68,
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


@dataclass(frozen=True)
class Figure:
    """A thing that somebody can draw, at its site."""

    site: Site
    drawing: Drawing
    x: float
    base: float

    @property
    def name(self) -> str:
        """Its site's."""
        return self.site.name

    @property
    def stand(self) -> Stand:
        """What holds it up."""
        return NATURES[self.site.subject.kind].stand


def compose(scene: Scene, width: int, height: int) -> Composition:
    """Of the shape only the proportions matter, and only to what is held by something else."""
    layout, palette = layout_of(scene), palette_of(scene)
    survey = Survey(scene, layout, palette, Dice(scene.chance, "land"))
    land = land_of(survey)
    across, down = min(width, height) / width, min(width, height) / height
    sites = [site for site in layout.sites if site.subject.kind in DRAUGHTSMEN]
    drawings = {look: _drawing(site, survey) for look, site in {site.look: site for site in sites}.items()}
    figures = [_figure(site, drawings[site.look], survey, across, down) for site in sites]
    stages = (
        Stage("sky", tuple(_sky(scene, layout)) if scene.place not in _SKYLESS else ()),
        Stage("far", tuple(land.far)),
        Stage("middle", (*land.middle, *_haze(scene, layout))),
        Stage("near", tuple(land.near)),
        Stage("subject", tuple(_subjects(survey, figures))),
        Stage("light", tuple(_light(survey, figures))),
        Stage("texture", tuple(_weather(scene, layout)) if scene.place not in _SKYLESS else ()),
        Stage("finish", ()),
    )
    return Composition(palette, layout.sun, _brightest(scene), stages)


def _brightest(scene: Scene) -> float:
    return min(0.98, _BRIGHTEST[scene.light] + 0.07 * scene.shift.light)


def _figure(site: Site, drawing: Drawing, survey: Survey, across: float, down: float) -> Figure:
    """A thing by itself is wholly in the picture."""
    x, base = site.x + site.aside * across, site.base - site.lift * down
    fitted = replace(site, size=min(site.size, _WIDEST / drawing.aspect))
    if not any(subject.relation for subject in survey.scene.subjects) and site.subject.count == 1:
        half = 0.5 * fitted.size * drawing.aspect * across
        x = max(half, min(1.0 - half, x)) if half < 0.5 else 0.5
    return Figure(fitted, drawing, x, base)


def _drawing(site: Site, survey: Survey) -> Drawing:
    """In the colour that the words bound to it, which never is lost on the ground it stands on."""
    scene, palette, kind = survey.scene, survey.palette, site.subject.kind
    name = site.subject.colour or (scene.tones.leaves if kind in (Kind.TREE, Kind.BUSH) else None)
    colour = contrasting(NAMED[name], palette.ground_at(scene.place)) if name else None
    drawing = DRAUGHTSMEN[kind](colour, palette, Dice(scene.chance, site.look, kind))
    share = max((_DARKENED[effect] for effect in scene.effects if effect in _DARKENED), default=0.0)
    return darkened(drawing, mix(palette.shade, (0.02, 0.02, 0.05), 0.75), share) if share else drawing


def _sky(scene: Scene, layout: Layout) -> Iterator[Layer]:
    horizon = layout.horizon
    yield Sky(horizon)
    starry = scene.light is Light.NIGHT and scene.weather in (Weather.CLEAR, Weather.CLOUDY, Weather.AURORA)
    if (starry or scene.shows(Kind.STARS)) and Kind.STARS not in scene.absent:
        yield Stars(horizon, 0.5 if scene.weather is Weather.CLOUDY else 1.0)
    if layout.disc:
        yield _disc(scene, layout.disc)
    cover = _COVER[scene.weather] * (0.4 if Effect.MINIMAL in scene.effects else 1.0)
    if not scene.cloudless and cover:
        yield Clouds(horizon, cover)
    match scene.weather:
        case Weather.STORM:
            yield Lightning(horizon)
        case Weather.AURORA:
            yield Aurora(horizon)
        case Weather.RAINBOW:
            yield Rainbow(horizon)
        case _:
            return


def _disc(scene: Scene, kind: Kind) -> Layer:
    """The sun or the moon: larger where it was asked for, in the colour it was asked in."""
    asked = next((subject for subject in scene.subjects if subject.kind is kind), None)
    size = (0.060 if kind is Kind.MOON else 0.050) * (1.5 * asked.scale if asked else 1.0)
    tint = NAMED[asked.colour] if asked and asked.colour else None
    return Disc(size, kind is Kind.MOON, tint)


def _haze(scene: Scene, layout: Layout) -> Iterator[Layer]:
    if scene.place in _SKYLESS:
        return
    thick = _HAZE.get(scene.weather, 0.0)
    if scene.light in _LOW_LIGHT:
        thick = max(thick, 0.26)
    if thick:
        yield Mist("horizon mist", layout.horizon, 0.09, thick)


def _subjects(survey: Survey, figures: list[Figure]) -> Iterator[Layer]:
    """Every thing with its shadow, and its mirror image where there is water to hold it."""
    scene = survey.scene
    wet = scene.place in _REFLECTING
    for figure in figures:
        site, drawing = figure.site, figure.drawing
        afloat = figure.stand in (Stand.WATER, Stand.DEEP) and wet
        if figure.stand in _UPRIGHT and not site.lift and scene.place not in BOUNDLESS:
            yield Shadow(figure.x, figure.base, site.size * drawing.aspect * 0.55)
        yield Sprite(
            name=figure.name,
            drawing=drawing,
            x=figure.x,
            base=figure.base,
            size=site.size,
            distance=site.distance,
            mirrored=wet and (afloat or figure.stand in _UPRIGHT) and not site.lift,
            flipped=site.subject.kind not in _STILL and _flipped(figure, survey),
            lamps=1.0 if site.subject.glowing else survey.lights,
            capped=figure.stand is Stand.LAND and scene.place not in INDOORS,
        )


def _flipped(figure: Figure, survey: Survey) -> bool:
    """Flocks go one way; all others look where they like, into the picture for the most part."""
    dice = Dice(survey.scene.chance, "turned", figure.site.subject.slot)
    return (figure.x > 0.5) == dice.chance(0.75)


def _light(survey: Survey, figures: list[Figure]) -> Iterator[Layer]:
    scene, layout = survey.scene, survey.layout
    if (
        scene.place in WATERY | {Place.CITY}
        and layout.sun.strength > 0.25
        and (layout.disc or scene.light is Light.NOON)
    ):
        yield Glitter(layout.horizon)
    if layout.sun.strength > 0.4 and scene.light in (Light.DAWN, Light.GOLDEN, Light.DUSK) and layout.disc:
        yield Shafts(0.26)
    dark = scene.light in _DARK or scene.weather in (Weather.STORM, Weather.FOG)
    for figure in figures:
        yield from _lamps(figure, dark, survey.lights)


def _lamps(figure: Figure, dark: bool, lights: float) -> Iterator[Layer]:
    """What its lamps add to the air about it."""
    drawing, size = figure.drawing, figure.site.size
    if figure.site.subject.glowing:
        yield Glow(figure.x, figure.base, size * 0.5, size * 0.95, 0.55 if dark else 0.35)
    elif drawing.lamp is not None and dark:
        right, up = (drawing.lamp[0] - drawing.wide / 2) / 100, 1 - drawing.lamp[1] / 100
        yield Beam(figure.x, figure.base, size * right, size * up)
    elif drawing.lamps and lights > 0.3 and figure.site.subject.kind is not Kind.CAT:
        yield Glow(figure.x, figure.base, size * 0.4, size * 0.75, 0.26 * lights)


def _weather(scene: Scene, layout: Layout) -> Iterator[Layer]:
    match scene.weather:
        case Weather.FOG:
            yield Mist("fog", layout.horizon + 0.06, 0.34, 0.62)
        case Weather.RAIN:
            yield Splashes(layout.footing, 0.7)
            yield Rain(0.6)
        case Weather.STORM:
            yield Splashes(layout.footing, 1.0)
            yield Rain(1.0)
        case Weather.WIND:
            yield Wind(0.8)
        case Weather.SNOW:
            yield Snowfall(0.8)
        case _:
            return
