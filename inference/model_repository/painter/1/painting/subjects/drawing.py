"""A vector drawing of one thing: flat shapes in a box 100 high, standing on its lower edge."""

from __future__ import annotations

from dataclasses import dataclass

from painting.colour import Colour, hexed


@dataclass(frozen=True)
class Drawing:
    """`shapes` are SVG elements; `lamps` those that shine after dark, drawn again at full brightness.

    `wide` is the width of the box whose height is 100. `lamp` is where its one strong light is, if it has one.
    """

    shapes: str
    wide: float
    lamps: str = ""
    lamp: tuple[float, float] | None = None

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


def _seen(opacity: float) -> str:
    return "" if opacity >= 1.0 else f' fill-opacity="{opacity:.2f}"'
