"""What the hour, the weather, the season and the mood do to colours: tables of numbers, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from painting.colour import Colour
from painting.scene import Light, Mood, Season, Weather


@dataclass(frozen=True)
class Air:
    """The sky from top to horizon, the light, what it does to surfaces, and clouds in light and in shade."""

    top: Colour
    middle: Colour
    low: Colour
    sun: Colour
    ambient: Colour
    cloud: Colour
    shade: Colour


AIRS: Mapping[Light, Air] = {
    Light.DAWN: Air(
        top=(0.34, 0.54, 0.80),
        middle=(0.74, 0.74, 0.86),
        low=(1.0, 0.82, 0.68),
        sun=(1.0, 0.90, 0.70),
        ambient=(0.94, 0.86, 0.84),
        cloud=(1.0, 0.90, 0.84),
        shade=(0.68, 0.62, 0.76),
    ),
    Light.NOON: Air(
        top=(0.13, 0.43, 0.78),
        middle=(0.40, 0.68, 0.92),
        low=(0.82, 0.92, 0.96),
        sun=(1.0, 0.97, 0.86),
        ambient=(1.02, 1.0, 0.96),
        cloud=(1.0, 1.0, 0.99),
        shade=(0.70, 0.78, 0.88),
    ),
    Light.GOLDEN: Air(
        top=(0.26, 0.48, 0.74),
        middle=(0.80, 0.74, 0.62),
        low=(1.0, 0.80, 0.48),
        sun=(1.0, 0.86, 0.56),
        ambient=(1.0, 0.86, 0.66),
        cloud=(1.0, 0.89, 0.68),
        shade=(0.70, 0.56, 0.58),
    ),
    Light.DUSK: Air(
        top=(0.17, 0.16, 0.42),
        middle=(0.68, 0.32, 0.48),
        low=(1.0, 0.64, 0.34),
        sun=(1.0, 0.80, 0.48),
        ambient=(0.78, 0.64, 0.76),
        cloud=(1.0, 0.62, 0.46),
        shade=(0.42, 0.26, 0.46),
    ),
    Light.BLUE: Air(
        top=(0.08, 0.18, 0.46),
        middle=(0.30, 0.40, 0.72),
        low=(0.92, 0.68, 0.66),
        sun=(1.0, 0.90, 0.80),
        ambient=(0.64, 0.66, 0.86),
        cloud=(0.66, 0.58, 0.78),
        shade=(0.20, 0.26, 0.50),
    ),
    Light.NIGHT: Air(
        top=(0.03, 0.06, 0.20),
        middle=(0.08, 0.17, 0.38),
        low=(0.20, 0.34, 0.56),
        sun=(0.90, 0.94, 1.0),
        ambient=(0.48, 0.56, 0.78),
        cloud=(0.32, 0.40, 0.58),
        shade=(0.10, 0.16, 0.30),
    ),
}

GREYING: Mapping[Weather, tuple[float, float]] = {
    Weather.CLEAR: (0.0, 1.0),
    Weather.CLOUDY: (0.24, 0.98),
    Weather.RAIN: (0.55, 0.90),
    Weather.FOG: (0.50, 1.0),
    Weather.SNOW: (0.48, 0.98),
    Weather.STORM: (0.62, 0.68),
    Weather.WIND: (0.08, 1.0),
    Weather.RAINBOW: (0.16, 0.98),
    Weather.AURORA: (0.0, 1.0),
}
"""How much of the sky's colour the weather takes away, and how light it leaves the day."""

FEELINGS: Mapping[Mood, tuple[float, float, Colour, float]] = {
    Mood.PLAIN: (1.0, 1.0, (1.0, 1.0, 1.0), 0.0),
    Mood.CALM: (0.90, 1.02, (0.80, 0.90, 0.95), 0.08),
    Mood.JOYFUL: (1.22, 1.06, (1.0, 0.92, 0.70), 0.06),
    Mood.GLOOMY: (0.55, 0.84, (0.40, 0.45, 0.55), 0.14),
    Mood.DREAMY: (1.08, 1.03, (0.86, 0.66, 0.92), 0.20),
    Mood.EERIE: (0.74, 0.82, (0.30, 0.52, 0.42), 0.20),
    Mood.EPIC: (1.16, 0.98, (1.0, 0.76, 0.48), 0.10),
    Mood.COSY: (1.05, 1.0, (1.0, 0.78, 0.52), 0.14),
}
"""Saturation, lightness, and a tint with its share."""

SEASONS: Mapping[Season, tuple[Colour, Colour]] = {
    Season.SPRING: ((0.50, 0.68, 0.30), (0.97, 0.56, 0.68)),
    Season.SUMMER: ((0.42, 0.58, 0.26), (0.15, 0.36, 0.22)),
    Season.AUTUMN: ((0.62, 0.52, 0.26), (0.74, 0.36, 0.12)),
    Season.WINTER: ((0.92, 0.95, 1.0), (0.34, 0.40, 0.42)),
}
"""Grass and leaves."""

SNOW: Colour = (0.92, 0.95, 1.0)

ROOMS: tuple[tuple[Colour, Colour, Colour], ...] = (
    ((0.56, 0.66, 0.60), (0.62, 0.44, 0.28), (0.86, 0.80, 0.68)),
    ((0.80, 0.52, 0.40), (0.52, 0.34, 0.24), (0.30, 0.46, 0.50)),
    ((0.38, 0.50, 0.62), (0.60, 0.43, 0.28), (0.90, 0.84, 0.74)),
    ((0.88, 0.78, 0.58), (0.46, 0.32, 0.24), (0.62, 0.24, 0.22)),
    ((0.82, 0.66, 0.66), (0.66, 0.50, 0.36), (0.36, 0.44, 0.38)),
    ((0.24, 0.34, 0.38), (0.50, 0.36, 0.26), (0.86, 0.62, 0.30)),
    ((0.90, 0.87, 0.80), (0.70, 0.54, 0.38), (0.30, 0.42, 0.60)),
)
"""Wall, floor and cloth that go together."""

ACCENTS: tuple[Colour, ...] = (
    (0.84, 0.24, 0.18), (0.90, 0.52, 0.16), (0.92, 0.72, 0.22), (0.20, 0.52, 0.62),
    (0.72, 0.26, 0.42), (0.26, 0.40, 0.70),
)  # fmt: skip
"""What a picture's one strong colour may be."""
