"""A vector drawing of one thing: flat shapes in a box 100 high, standing on its lower edge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from painting.colour import Colour, hexed, mix
from painting.dice import digest
from painting.subjects.outline import pairs

_SHADE = (0.09, 0.08, 0.20)
_LIGHT = (1.0, 0.97, 0.88)


@dataclass(frozen=True)
class Drawing:
    """`shapes` are SVG elements; `lamps` those that shine after dark, drawn again at full brightness.

    `wide` is the width of the box whose height is 100. `lamp` is where its one strong light is, if it has one.
    `modelled` says that its light side is drawn on the left, so it is turned to the sun and never by chance;
    everything else is shaded by its outline alone, but for what is `printed`, which is flat colour.
    """

    shapes: str
    wide: float
    lamps: str = ""
    lamp: tuple[float, float] | None = None
    modelled: bool = False
    printed: bool = False

    @property
    def aspect(self) -> float:
        """Width over height."""
        return self.wide / 100.0

    def svg(self, width: int, height: int, *, lamps: bool) -> str:
        """A document of this many pixels, of the shapes or of the lamps alone."""
        body = self.lamps if lamps else self.shapes
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {self.wide:g} 100" preserveAspectRatio="none">{body}</svg>'
        )


def polygon(colour: Colour, *points: float, opacity: float = 1.0) -> str:
    """Corners as x, y, x, y, …"""
    corners = " ".join(f"{value:.2f}" for value in points)
    return f'<polygon points="{corners}" fill="{hexed(colour)}"{_seen(opacity)}/>'


def path(colour: Colour, route: str, opacity: float = 1.0) -> str:
    """A filled SVG path."""
    return f'<path d="{route}" fill="{hexed(colour)}"{_seen(opacity)}/>'


def stroke(colour: Colour, route: str, width: float) -> str:
    """A line with round ends."""
    return (
        f'<path d="{route}" fill="none" stroke="{hexed(colour)}" stroke-width="{width:.2f}" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def ellipse(colour: Colour, x: float, y: float, rx: float, ry: float, opacity: float = 1.0) -> str:
    """Centre and radii."""
    return f'<ellipse cx="{x:.2f}" cy="{y:.2f}" rx="{rx:.2f}" ry="{ry:.2f}" fill="{hexed(colour)}"{_seen(opacity)}/>'


def box(colour: Colour, x: float, y: float, width: float, height: float, opacity: float = 1.0) -> str:
    """A rectangle by its upper left corner."""
    return polygon(colour, x, y, x + width, y, x + width, y + height, x, y + height, opacity=opacity)


def shade(colour: Colour, share: float) -> Colour:
    """In shadow, which is cool."""
    return mix(colour, _SHADE, share)


def light(colour: Colour, share: float) -> Colour:
    """In light, which is warm."""
    return mix(colour, _LIGHT, share)


def inside(route: str, *shapes: str) -> str:
    """Shapes cut off at an outline: spots on a body, a shadow within a form."""
    name = f"c{digest(route):x}"
    return f'<clipPath id="{name}"><path d="{route}"/></clipPath><g clip-path="url(#{name})">{"".join(shapes)}</g>'


def turned(degrees: float, x: float, y: float, *shapes: str) -> str:
    """Shapes turned clockwise about a point."""
    return f'<g transform="rotate({degrees:.2f} {x:.2f} {y:.2f})">{"".join(shapes)}</g>'


def moved(x: float, y: float, size: float, *shapes: str) -> str:
    """Shapes made larger by `size`, then moved."""
    return f'<g transform="translate({x:.2f} {y:.2f}) scale({size:.3f})">{"".join(shapes)}</g>'


def dots(colour: Colour, radius: float, *numbers: float, opacity: float = 1.0) -> str:
    """Discs at x, y, x, y, …"""
    return blobs(colour, ((x, y, radius, radius) for x, y in pairs(numbers)), opacity)


def blobs(colour: Colour, spots: Iterable[tuple[float, float, float, float]], opacity: float = 1.0) -> str:
    """Many ellipses (x, y, rx, ry) of one colour as one path, which is quicker to fill than each by itself."""
    routes = (
        f"M{x - rx:.2f} {y:.2f}a{rx:.2f} {ry:.2f} 0 1 1 {2 * rx:.2f} 0a{rx:.2f} {ry:.2f} 0 1 1 {-2 * rx:.2f} 0Z"
        for x, y, rx, ry in spots
    )
    return path(colour, "".join(routes), opacity)


def _seen(opacity: float) -> str:
    return "" if opacity >= 1.0 else f' fill-opacity="{opacity:.2f}"'
