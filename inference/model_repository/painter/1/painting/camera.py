"""From where a scene is seen: where the horizon lies, and where the first thing stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from painting.dice import Dice
from painting.kinds import Place
from painting.natures import BOUNDLESS, INDOORS, NATURES, Stand
from painting.scene import Camera, Effect, Scene


@dataclass(frozen=True)
class Frame:
    """`horizon` and `x`, where the first thing stands, in shares; `scale` of all things; `side` is +1 for right."""

    camera: Camera
    horizon: float
    side: int
    x: float
    scale: float


_LEVELS: Mapping[Place, float] = {
    Place.FOREST: 0.70,
    Place.CITY: 0.68,
    Place.STREET: 0.56,
    Place.MOUNTAINS: 0.64,
    Place.BEACH: 0.46,
    Place.CANYON: 0.62,
    Place.LUNAR: 0.66,
    Place.ROOM: 0.66,
    Place.TABLE: 0.60,
    Place.STUDIO: 0.80,
    Place.UNDERWATER: 0.84,
    Place.SKY: 0.78,
    Place.SPACE: 1.0,
    Place.ABSTRACT: 1.0,
}
"""Where the horizon, the foot of the wall, the back of the table or the bed of the sea lies by itself."""

_RISES: Mapping[Camera, float] = {
    Camera.LOW: 0.16,
    Camera.HIGH: -0.21,
    Camera.AERIAL: -0.30,
    Camera.WIDE: 0.05,
    Camera.CLOSE: 0.04,
    Camera.PATH: -0.10,
    Camera.CENTRED: -0.04,
}

_ACROSS: Mapping[Camera, float] = {  # from the middle, towards the side
    Camera.LEFT: 0.17,
    Camera.RIGHT: 0.17,
    Camera.CENTRED: 0.0,
    Camera.LOW: 0.12,
    Camera.HIGH: 0.14,
    Camera.CLOSE: 0.04,
    Camera.WIDE: 0.22,
    Camera.PATH: 0.13,
    Camera.FRAMED: 0.05,
    Camera.AERIAL: 0.10,
}

_SCALES: Mapping[Camera, float] = {
    Camera.CLOSE: 1.55,
    Camera.WIDE: 0.52,
    Camera.AERIAL: 0.70,
    Camera.CENTRED: 1.2,
    Camera.FRAMED: 1.15,
}

_THIRDS = (Camera.LEFT, Camera.RIGHT)
PATHS = frozenset({Place.MEADOW, Place.FIELD, Place.FOREST, Place.GARDEN, Place.MOUNTAINS, Place.SNOWFIELD})
"""Where a path may lead into the picture."""

_CLOSED_IN = frozenset({Place.CITY, Place.STREET, Place.CANYON, Place.WATERFALL, Place.BEACH, Place.ISLAND})


def frame_of(scene: Scene, dice: Dice) -> Frame:
    """By the words, else by the seed among what suits the place."""
    camera = scene.camera or _camera(scene, dice.named("camera"))
    sides = {Camera.LEFT: -1, Camera.RIGHT: 1}
    side = sides.get(camera, 1 if dice.named("side").chance(0.5) else -1)
    scale = _SCALES.get(camera, 1.0) * (0.6 if Effect.MINIMAL in scene.effects else 1.0)
    x = 0.5 + side * (_ACROSS[camera] + (0.0 if camera is Camera.CENTRED else dice.named("x").between(-0.03, 0.03)))
    return Frame(camera, _horizon(scene.place, camera, dice.named("horizon")), side, x, scale)


def _camera(scene: Scene, dice: Dice) -> Camera:
    place = scene.place
    if place in INDOORS | BOUNDLESS:
        return dice.pick((*_THIRDS, Camera.CENTRED))
    if place in _CLOSED_IN:
        return dice.pick((*_THIRDS, Camera.CENTRED, Camera.LOW))
    first = min(scene.subjects, key=lambda subject: subject.slot, default=None)
    small = first is not None and NATURES[first.kind].stand is Stand.CLOSE
    open_to = (*_THIRDS, Camera.CENTRED, Camera.LOW, Camera.HIGH, Camera.FRAMED)
    return dice.pick((*open_to, Camera.CLOSE if small else Camera.WIDE, Camera.PATH if place in PATHS else Camera.LOW))


def _horizon(place: Place, camera: Camera, dice: Dice) -> float:
    level = _LEVELS.get(place, 0.60)
    if place in INDOORS | BOUNDLESS:
        return level
    return min(0.84, max(0.24, level + _RISES.get(camera, 0.0))) + dice.between(-0.03, 0.03)
