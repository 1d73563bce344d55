"""A city across the water."""

from __future__ import annotations

from painting.easel import Layer
from painting.layers.air import Bloom
from painting.layers.water import Water
from painting.places.shores import forward
from painting.places.skyline import Row, signs, skyline
from painting.places.survey import Land, Survey
from painting.scene import Effect, Light


def city(survey: Survey) -> Land:
    """Three rows of houses, each larger and darker than the one behind it, and their image in the water."""
    far: list[Layer] = [*_glow(survey), skyline(survey, Row("far town", 46, 0.74, 6.0, windows=survey.lights > 0.5))]
    far.append(skyline(survey, Row("town", 36, 0.48, 7.5)))
    middle: list[Layer] = [skyline(survey, Row("near town", 19, 0.16, 9.0))]
    if survey.lights > 0.8:
        middle.append(signs(survey, "signs", 12))
    middle.append(Water(survey.horizon, 0.10 + 0.2 * survey.rough))
    return forward(survey, Land(far, middle, []), survey.palette.rock)


def _glow(survey: Survey) -> list[Layer]:
    """What thousands of lamps throw on the sky."""
    if survey.lights < 0.6:
        return []
    neon = Effect.NEON_LIT in survey.scene.effects or survey.scene.light is Light.BLUE
    return [Bloom(survey.horizon, (0.86, 0.36, 0.70) if neon else (1.0, 0.62, 0.36), 0.85 * survey.lights)]
