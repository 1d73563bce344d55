"""Painted cloths, as on a stage: one vector drawing as wide as the picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from painting.easel import Easel
from painting.layers.raster import rasterise


@dataclass(frozen=True)
class View:
    """The picture's shape in hundredths of its shorter side, the coordinates in which scenery is drawn."""

    wide: float
    tall: float


Artist = Callable[[View], str]
"""Draws SVG elements in the coordinates of a view, in the colours they shall be seen in."""


def together(*artists: Artist) -> Artist:
    """One artist who draws what each of these does, in order: a cloth costs by its area, not by what is on it."""
    return lambda view: "".join(artist(view) for artist in artists)


@dataclass(frozen=True)
class Scenery:
    """What an artist draws between two heights (shares); `lined` where drawn styles outline each thing in it.

    What is not, as a meadow's grass, is small and many, and does without smooth edges.
    A `soft` one is far off and out of focus, which takes a quarter of the work.
    """

    name: str
    artist: Artist
    top: float = 0.0
    bottom: float = 1.0
    lined: bool = True
    soft: bool = False

    def draw(self, easel: Easel) -> None:
        """Rasterised once."""
        canvas = easel.canvas
        first, last = max(0, int(self.top * canvas.height)), min(canvas.height, round(self.bottom * canvas.height))
        if last - first < 4:
            return
        scale = 100.0 / canvas.unit
        view = View(canvas.width * scale, canvas.height * scale)
        box = f"0 {first * scale:.3f} {view.wide:.3f} {(last - first) * scale:.3f}"
        fine = 2 if self.soft else 1
        size = f'width="{canvas.width // fine}" height="{(last - first) // fine}"'
        smooth = self.soft or (self.lined and not easel.brush.broken)
        drawn = self.artist(view)
        if not drawn:
            return
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="{box}" preserveAspectRatio="none">'
        whole = (canvas.width, last - first) if self.soft else ()
        pixels = rasterise(f"{svg}{drawn}</svg>", *whole, smooth=smooth)
        canvas.stamp(pixels[:3], pixels[3], 0, first, lined=self.lined)
