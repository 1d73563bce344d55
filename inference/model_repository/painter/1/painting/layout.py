"""Where things go: the horizon, the light, and a site for every subject."""

from __future__ import annotations

from dataclasses import dataclass

from painting.dice import Dice
from painting.easel import Sunlight
from painting.natures import AFLOAT, AIRBORNE, CELESTIAL, NATURES
from painting.scene import Camera, Kind, Light, Place, Scene, Subject, Weather

_STRENGTH = {
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

SIZES = {kind: nature.size for kind, nature in NATURES.items()}

_CLOSE = frozenset({Kind.CAT, Kind.FLOWER, Kind.PERSON})
_WATERS = frozenset({Place.SEA, Place.LAKE})
_SLOTS = (0.66, 0.32, 0.49, 0.82, 0.18, 0.58, 0.25, 0.75)


@dataclass(frozen=True)
class Site:
    """A place for one thing: `x` and `base` in shares, `size` in units, `distance` 0 to 1."""

    subject: Subject
    number: int
    x: float
    base: float
    size: float
    distance: float

    @property
    def name(self) -> str:
        """Its own, for its own chance."""
        return f"{self.subject.kind} {self.subject.colour} {self.number}"


@dataclass(frozen=True)
class Layout:
    """`side` is +1 where the main thing stands on the right. `shore_x` is where land meets water, if it does."""

    camera: Camera
    horizon: float
    sun: Sunlight
    disc: bool
    side: int
    sites: tuple[Site, ...]
    shore: tuple[Site, ...]

    @property
    def shore_x(self) -> float:
        """The middle of what stands on the shore."""
        return sum(site.x for site in self.shore) / len(self.shore) if self.shore else 0.5 + 0.2 * self.side


def layout_of(scene: Scene) -> Layout:
    """The same for every size of picture."""
    dice = Dice(scene.chance, "layout")
    side = 1 if dice.chance(0.5) else -1
    horizon = _horizon(scene, dice)
    sun, disc = _sun(scene, horizon, side, dice.named("sun"))
    sites = _sites(scene, horizon, side, dice.named("sites"))
    ashore = tuple(site for site in sites if site.subject.kind not in AFLOAT | AIRBORNE)
    shore = tuple(site for site in ashore if site.subject.kind not in _CLOSE)
    camera = scene.camera or (Camera.RIGHT if side > 0 else Camera.LEFT)
    return Layout(camera, horizon, sun, disc, side, sites, shore if scene.place in _WATERS else ())


def _horizon(scene: Scene, dice: Dice) -> float:
    level = {Place.FOREST: 0.72, Place.CITY: 0.70, Place.DESERT: 0.58, Place.MOUNTAINS: 0.64}.get(scene.place, 0.60)
    return level + dice.between(-0.045, 0.045)


def _sun(scene: Scene, horizon: float, side: int, dice: Dice) -> tuple[Sunlight, bool]:
    strength = _STRENGTH[scene.weather]
    x = 0.5 - side * dice.between(0.10, 0.26)
    night = scene.light is Light.NIGHT
    kind = Kind.MOON if night else Kind.SUN
    lift = 0.16 if scene.place in (Place.MOUNTAINS, Place.FOREST, Place.CITY) else 0.0
    low = dice.between(0.07, 0.15) + lift
    y = {Light.NOON: dice.between(0.12, 0.20), Light.NIGHT: dice.between(0.14, 0.26)}.get(scene.light, horizon - low)
    shown = kind not in scene.absent and (strength > 0.4 or scene.shows(kind))
    if scene.light is Light.NOON and not scene.shows(kind):
        shown = shown and dice.chance(0.6)
    if shown and scene.shows(kind):
        strength = max(strength, 0.7)
    return Sunlight(x, y, strength if shown or not night else 0.2), shown


def _sites(scene: Scene, horizon: float, side: int, dice: Dice) -> tuple[Site, ...]:
    found: list[Site] = []
    standing = [subject for subject in scene.subjects if subject.kind not in CELESTIAL]
    for subject in sorted(standing, key=lambda each: -SIZES[each.kind]):
        for number in range(subject.count):
            slot = _SLOTS[len(found) % len(_SLOTS)]
            x = (slot if side > 0 else 1.0 - slot) + dice.between(-0.035, 0.035)
            found.append(_site(scene, subject, number, x, horizon, dice))
    return tuple(sorted(found, key=lambda site: site.base))


def _site(scene: Scene, subject: Subject, number: int, x: float, horizon: float, dice: Dice) -> Site:
    kind, size = subject.kind, SIZES[subject.kind]
    near = dice.between(0.0, 1.0) if subject.count > 1 else 0.55
    crowd = 1.0 - 0.06 * (subject.count - 1)
    if kind in AIRBORNE:
        low = 0.50 if kind is Kind.BALLOON else 0.40
        base = horizon * (low + 0.34 * dice.between(0.0, 1.0) - 0.12 * number / max(1, subject.count))
        shrink = 1.0 if number == 0 else 0.40 + 0.45 * near
        base = max(base, 0.36 if kind is Kind.BALLOON else 0.1)
        return Site(subject, number, x, base, size * shrink, 0.30 * (1 - shrink))
    if kind in _CLOSE:
        return Site(subject, number, x, 0.955 - 0.05 * (1 - near), size * crowd * (0.8 + 0.3 * near), 0.0)
    depth = 0.10 + 0.16 * near
    if kind in AFLOAT:
        depth = 0.05 + 0.20 * near
        return Site(subject, number, x, horizon + depth, size * crowd * (0.45 + 1.0 * near), 0.35 * (1 - near))
    if scene.place in _WATERS:
        return Site(subject, number, x, horizon + 0.055 + 0.03 * near, size * crowd * (0.8 + 0.3 * near), 0.06)
    return Site(subject, number, x, horizon + depth, size * crowd * (0.62 + 0.62 * near), 0.22 * (1 - near))
