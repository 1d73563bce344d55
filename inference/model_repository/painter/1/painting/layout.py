"""Where things go: the horizon, the light, and a site for every subject."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from painting.camera import Frame, frame_of
from painting.dice import Dice
from painting.easel import Sunlight
from painting.kinds import Kind, Place
from painting.natures import BOUNDLESS, INDOORS, NATURES, Stand
from painting.scene import Camera, Effect, Light, Scene, Weather
from painting.sites import sites_of
from painting.standing import Site, footing_of

_STRENGTH: Mapping[Weather, float] = {
    Weather.CLEAR: 1.0,
    Weather.CLOUDY: 0.75,
    Weather.FOG: 0.45,
    Weather.SNOW: 0.30,
    Weather.RAIN: 0.15,
    Weather.STORM: 0.05,
    Weather.WIND: 0.9,
    Weather.RAINBOW: 0.8,
    Weather.AURORA: 1.0,
}

_HIGH_LAND = frozenset({Place.MOUNTAINS, Place.FOREST, Place.CITY, Place.CANYON, Place.STREET})
_SHORES = frozenset({Place.SEA, Place.LAKE, Place.ISLAND})
_DARK = frozenset({Light.NIGHT, Light.BLUE})
_NO_DISC = (INDOORS | BOUNDLESS | {Place.LUNAR}) - {Place.SKY}


@dataclass(frozen=True)
class Layout:
    """`horizon` also is where a wall meets its floor or a table ends; `footing` is where dry land begins.

    Both are in shares.
    `disc` is what shines in the sky, if it is seen. `side` is +1 where the main thing stands on the right. `shore`
    holds what stands on land beside open water.
    """

    camera: Camera
    horizon: float
    footing: float
    sun: Sunlight
    disc: Kind | None
    side: int
    sites: tuple[Site, ...]
    shore: tuple[Site, ...]

    @property
    def shore_x(self) -> float:
        """The middle of what stands on the shore."""
        return (
            sum(site.x + site.aside for site in self.shore) / len(self.shore) if self.shore else 0.5 + 0.2 * self.side
        )


def layout_of(scene: Scene) -> Layout:
    """The same for every size of picture, and for the same seed wherever the same things stand."""
    dice = Dice(scene.chance, "layout")
    frame = frame_of(scene, dice)
    sun, disc = _sun(scene, frame, dice.named("sun"))
    if scene.effects & {Effect.BACKLIT, Effect.SILHOUETTE}:
        sun = replace(sun, x=frame.x + 0.04 * frame.side, strength=max(0.9, sun.strength))
    sites = sites_of(scene, frame, dice)
    ashore = [site for site in sites if NATURES[site.subject.kind].stand is Stand.LAND and not site.lift]
    shore = tuple(ashore) if scene.place in _SHORES else ()
    footing = footing_of(scene.place, frame.horizon)
    return Layout(frame.camera, frame.horizon, footing, sun, disc, frame.side, sites, shore)


def _sun(scene: Scene, frame: Frame, dice: Dice) -> tuple[Sunlight, Kind | None]:
    """Where the light is, and the sun or moon itself where it can be seen."""
    strength = _STRENGTH[scene.weather]
    x = 0.5 - frame.side * dice.between(0.10, 0.26)
    y = _height(scene.light, frame.horizon, scene.place in _HIGH_LAND, dice)
    kind = Kind.MOON if scene.light in _DARK or scene.shows(Kind.MOON) else Kind.SUN
    by_chance = scene.light not in (Light.NOON, Light.BLUE) or dice.chance(0.5)
    shown = kind not in scene.absent and scene.place not in _NO_DISC and (strength > 0.4 and by_chance)
    shown = shown or scene.shows(kind)
    if shown and scene.shows(kind):
        strength = max(strength, 0.7)
    dark = scene.light in _DARK and not shown
    return Sunlight(x, y, 0.2 if dark else strength), kind if shown else None


def _height(light: Light, horizon: float, high_land: bool, dice: Dice) -> float:
    """Low suns hang just above the horizon, or above what stands before it."""
    low = horizon - dice.between(0.07, 0.14) - (0.16 if high_land else 0.0)
    high = dice.between(0.11, 0.19)
    heights = {Light.NOON: high, Light.NIGHT: high + 0.05, Light.BLUE: high + 0.06, Light.GOLDEN: low - 0.08}
    return max(0.07, min(heights.get(light, low), horizon - 0.05))
