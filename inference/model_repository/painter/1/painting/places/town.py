"""Cities and streets."""

from __future__ import annotations

from painting.easel import Layer
from painting.layers.ridges import Town
from painting.layers.water import Water
from painting.places.shores import forward
from painting.places.survey import Land, Survey


def city(survey: Survey) -> Land:
    palette, horizon = survey.palette, survey.horizon
    wall, lights = palette.rock, survey.lights
    far: list[Layer] = [
        Town("far town", horizon, 0.44, 0.78, wall, lights=lights * 0.5),
        Town("town", horizon, 0.33, 0.54, wall, lights=lights * 0.8),
    ]
    middle: list[Layer] = [Town("near town", horizon + 0.01, 0.22, 0.26, wall, lights=lights)]
    middle.append(Water(horizon, 0.15))
    return forward(survey, Land(far, middle, []), palette.rock)
