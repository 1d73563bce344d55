"""Painted cloths, as on a stage: one vector drawing as wide as the picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from painting.easel import Easel
from painting.layers.raster import rasterise
from painting.noise import fractal


@dataclass(frozen=True)
class View:
    """The picture's shape in hundredths of its shorter side, the coordinates in which scenery is drawn."""

    wide: float
    tall: float


Artist = Callable[[View], str]
"""Draws SVG elements in the coordinates of a view, in the colours they shall be seen in."""


@dataclass(frozen=True)
class Scenery:
    """What an artist draws between two heights (shares); `grain` is how uneven the paint lies."""

    name: str
    artist: Artist
    top: float = 0.0
    bottom: float = 1.0
    grain: float = 0.10

    def draw(self, easel: Easel) -> None:
        """Rasterised once, with a little of the paint's own unevenness."""
        canvas = easel.canvas
        first, last = max(0, int(self.top * canvas.height)), min(canvas.height, round(self.bottom * canvas.height))
        if last - first < 2:
            return
        scale = 100.0 / canvas.unit
        view = View(canvas.width * scale, canvas.height * scale)
        box = f"0 {first * scale:.3f} {view.wide:.3f} {(last - first) * scale:.3f}"
        size = f'width="{canvas.width}" height="{last - first}" viewBox="{box}" preserveAspectRatio="none"'
        pixels = rasterise(f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{self.artist(view)}</svg>')
        colour = pixels[:3]
        if self.grain and not easel.brush.flat:
            rows, cols = canvas.down(14.0)[first:last], canvas.across(9.0)
            uneven = fractal(easel.dice.named(self.name), rows, cols, 4, 0.6) - np.float32(0.5)
            colour *= np.float32(1.0) + uneven * np.float32(self.grain * 2)
        canvas.stamp(colour, pixels[3], 0, first)
