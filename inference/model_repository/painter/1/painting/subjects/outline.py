"""Routes for pencil and brush: smooth closed outlines, tapering limbs, and figures turned about a middle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import cos, radians, sin, sqrt

Point = tuple[float, float]


def pairs(numbers: Sequence[float]) -> list[Point]:
    """x, y, x, y, … as points."""
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def smooth(*numbers: float) -> str:
    """A closed curve through these points (Catmull-Rom), as an SVG route."""
    points = pairs(numbers)
    count = len(points)
    route = f"M{points[0][0]:.2f} {points[0][1]:.2f}"
    for index in range(count):
        route += _curve(*(points[(index + step) % count] for step in (-1, 0, 1, 2)))
    return route + " Z"


def traced(numbers: str) -> str:
    """The same through points written as "x y x y …": for outlines too long to be a list of arguments."""
    return smooth(*(float(number) for number in numbers.split()))


def line(*numbers: float) -> str:
    """An open curve through these points."""
    points = pairs(numbers)
    padded = [points[0], *points, points[-1]]
    route = f"M{points[0][0]:.2f} {points[0][1]:.2f}"
    for index in range(1, len(points)):
        route += _curve(*padded[index - 1 : index + 3])
    return route


def limb(points: Sequence[float], widths: Sequence[float]) -> str:
    """A closed outline about a curve through the points, as wide at each as told: arms, tails, trunks, branches."""
    centre = list(_sampled(pairs(points), widths))
    left, right = [], []
    for index, (x, y, wide) in enumerate(centre):
        before, after = centre[max(0, index - 1)], centre[min(len(centre) - 1, index + 1)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        long = sqrt(dx * dx + dy * dy) or 1.0
        nx, ny = -dy / long * wide / 2, dx / long * wide / 2
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    outline = left + right[::-1]
    return "M" + " L".join(f"{x:.2f} {y:.2f}" for x, y in outline) + " Z"


def around(count: int, x: float, y: float, rx: float, ry: float, start: float = 0.0) -> list[Point]:
    """Points on an ellipse, evenly by angle, from `start` degrees (0 is right, 90 down)."""
    turns = [radians(start + 360.0 * index / count) for index in range(count)]
    return [(x + rx * cos(turn), y + ry * sin(turn)) for turn in turns]


def star(count: int, x: float, y: float, outer: float, inner: float, start: float = -90.0) -> str:
    """A star with so many points, or a sun's rays, or a gear."""
    far = around(count, x, y, outer, outer, start)
    near = around(count, x, y, inner, inner, start + 180.0 / count)
    corners = [point for both in zip(far, near, strict=True) for point in both]
    return "M" + " L".join(f"{px:.2f} {py:.2f}" for px, py in corners) + " Z"


def _curve(before: Point, start: Point, end: Point, after: Point) -> str:
    first = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
    second = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
    return f" C{first[0]:.2f} {first[1]:.2f} {second[0]:.2f} {second[1]:.2f} {end[0]:.2f} {end[1]:.2f}"


def _sampled(points: list[Point], widths: Sequence[float], fine: int = 6) -> Iterator[tuple[float, float, float]]:
    """x, y and width along the curve, `fine` steps between two points."""
    padded = [points[0], *points, points[-1]]
    for index in range(len(points) - 1):
        a, b, c, d = padded[index : index + 4]
        for step in range(fine):
            t = step / fine
            wide = widths[index] + (widths[index + 1] - widths[index]) * t
            yield _between(a[0], b[0], c[0], d[0], t), _between(a[1], b[1], c[1], d[1], t), wide
    yield (*points[-1], widths[-1])


def _between(a: float, b: float, c: float, d: float, t: float) -> float:
    """Catmull-Rom from b to c."""
    return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
