"""What a place is built from, and what is built."""

from __future__ import annotations

from dataclasses import dataclass, field

from painting.colour import Colour, mix
from painting.dice import Dice
from painting.easel import Layer
from painting.kinds import Kind
from painting.layers.scenery import View
from painting.layout import Layout
from painting.palette import Palette
from painting.scene import Light, Mood, Scene, Weather


@dataclass
class Land:
    """Layers by distance."""

    far: list[Layer] = field(default_factory=list)
    middle: list[Layer] = field(default_factory=list)
    near: list[Layer] = field(default_factory=list)


@dataclass(frozen=True)
class Survey:
    """The scene, where things go in it, and its colours."""

    scene: Scene
    layout: Layout
    palette: Palette
    dice: Dice

    @property
    def horizon(self) -> float:
        """In shares of the height."""
        return self.layout.horizon

    @property
    def rough(self) -> float:
        """Of the water, 0 to 1."""
        weather = {Weather.STORM: 1.0, Weather.RAIN: 0.55, Weather.WIND: 0.6}.get(self.scene.weather, 0.25)
        return weather * (0.3 if self.scene.mood is Mood.CALM else 1.0)

    @property
    def lights(self) -> float:
        """How many windows are lit, 0 to 1."""
        hours = {Light.NIGHT: 1.0, Light.BLUE: 0.9, Light.DUSK: 0.7, Light.GOLDEN: 0.25, Light.DAWN: 0.2}
        gloom = 0.35 if self.scene.weather in (Weather.RAIN, Weather.STORM, Weather.FOG) else 0.0
        return max(hours.get(self.scene.light, 0.0), gloom)

    @property
    def wooded(self) -> bool:
        """Whether trees may grow where nobody asked for them."""
        return not {Kind.TREE, Kind.PINE} & self.scene.absent

    def indoors(self, surface: Colour) -> Colour:
        """A surface's colour within walls: after dark it keeps only what lamps give it."""
        gloom = {Light.NIGHT: 0.50, Light.BLUE: 0.34, Light.DUSK: 0.20}.get(self.scene.light, 0.0)
        return mix(self.palette.lit(surface), (0.10, 0.07, 0.13), gloom)

    def level(self, view: View) -> float:
        """The horizon in the coordinates of scenery."""
        return self.horizon * view.tall

    def paint(self, surface: Colour, distance: float = 0.0) -> Colour:
        """A surface's own colour under this light and behind so much haze, 0 to 1."""
        return mix(self.palette.lit(surface), self.palette.haze, distance)
