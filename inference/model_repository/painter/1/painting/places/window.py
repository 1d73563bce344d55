"""A window in a wall, what is seen through it, and the light that it lets in."""

from __future__ import annotations

from dataclasses import dataclass

from painting.colour import mix
from painting.kinds import Kind
from painting.layers.scenery import View
from painting.places.survey import Survey
from painting.scene import Light, Weather
from painting.subjects.drawing import box, dots, ellipse, inside, light, path, polygon, shade, stroke

_FRAME = (0.95, 0.93, 0.88)


@dataclass(frozen=True)
class Opening:
    """In hundredths of a unit; `tall` is 0 where there is no window of ours."""

    middle: float
    top: float
    wide: float
    tall: float

    @property
    def left(self) -> float:
        """Its left edge."""
        return self.middle - self.wide / 2


def opening(survey: Survey, view: View) -> Opening:
    """On the side away from the main thing; none where the words speak of windows themselves."""
    ours = not survey.scene.shows(Kind.WINDOW) and Kind.WINDOW not in survey.scene.absent
    middle = view.wide / 2 - survey.layout.side * min(25.0, view.wide * 0.25)
    top = survey.level(view) - 58
    return Opening(middle, max(5.0, top), 30.0, min(38.0, survey.level(view) - 22) if ours else 0.0)


def window(survey: Survey, view: View, hole: Opening) -> str:
    """Panes, sill and curtains."""
    if not hole.tall:
        return ""
    x, y, wide, tall = hole.left, hole.top, hole.wide, hole.tall
    frame = survey.paint(_FRAME)
    drawn = box(shade(frame, 0.45), x - 1.6, y - 1.6, wide + 3.2, tall + 3.2) + _outside(survey, hole)
    bars = f"M{x} {y} h{wide} v{tall} h-{wide} Z M{hole.middle} {y} v{tall} M{x} {y + tall * 0.42:.2f} h{wide}"
    drawn += stroke(shade(frame, 0.3), bars, 1.9) + stroke(frame, bars, 1.3)
    drawn += box(light(frame, 0.3), x - 3, y + tall + 0.6, wide + 6, 2.0) + box(
        shade(frame, 0.4), x - 3, y + tall + 2.6, wide + 6, 0.7
    )
    return drawn + _curtains(survey, hole)


def _outside(survey: Survey, hole: Opening) -> str:
    """Sky, hills or roofs, and whatever shines or falls."""
    palette, x, y, wide, tall = survey.palette, hole.left, hole.top, hole.wide, hole.tall
    route = f"M{x} {y} h{wide} v{tall} h-{wide} Z"
    bands = "".join(
        box(mix(palette.sky_top, palette.sky_low, n / 7), x, y + tall * n / 8, wide, tall / 8 + 0.2) for n in range(8)
    )
    hills = path(
        mix(survey.paint(palette.foliage), palette.haze, 0.5),
        f"M{x} {y + tall * 0.72:.2f} q{wide * 0.3:.2f} {-tall * 0.16:.2f} {wide * 0.6:.2f} "
        f"0 t{wide * 0.5:.2f} -1 V{y + tall} H{x} Z",
    )
    near = path(
        mix(survey.paint(palette.grass), palette.haze, 0.15),
        f"M{x} {y + tall * 0.84:.2f} q{wide * 0.5:.2f} -3 {wide} 1 V{y + tall} H{x} Z",
    )
    return inside(route, bands, _aloft(survey, hole), hills, near)


def _aloft(survey: Survey, hole: Opening) -> str:
    dice, x, y, wide, tall = survey.dice.named("outside"), hole.left, hole.top, hole.wide, hole.tall
    if survey.scene.light is Light.NIGHT:
        stars = dots(
            (1.0, 1.0, 0.95),
            0.25,
            *(value for _ in range(16) for value in (x + dice.between(0, wide), y + dice.between(0, tall * 0.7))),
        )
        return stars + ellipse((0.98, 0.96, 0.86), x + wide * 0.74, y + tall * 0.2, 2.8, 2.8)
    if survey.scene.weather in (Weather.RAIN, Weather.STORM):
        drops = "".join(f"M{x + dice.between(0, wide):.2f} {y + dice.between(0, tall):.2f} l-0.8 3 " for _ in range(46))
        return stroke(light(survey.palette.sky_low, 0.3), drops, 0.25)
    if survey.palette.snowy:
        return dots(
            (1.0, 1.0, 1.0),
            0.4,
            *(value for _ in range(40) for value in (x + dice.between(0, wide), y + dice.between(0, tall))),
        )
    cloud = survey.palette.cloud
    return "".join(
        ellipse(cloud, x + wide * a, y + tall * b, 5.4 * c, 1.7 * c, 0.9)
        for a, b, c in ((0.3, 0.22, 1.0), (0.42, 0.25, 0.8), (0.8, 0.42, 0.7))
    )


def _curtains(survey: Survey, hole: Opening) -> str:
    cloth = mix(survey.indoors(survey.palette.cloth), survey.paint((0.95, 0.92, 0.86)), 0.55)
    drawn = stroke(
        survey.paint((0.30, 0.20, 0.14)), f"M{hole.left - 7} {hole.top - 3.4} H{hole.left + hole.wide + 7}", 1.1
    )
    foot = hole.top + hole.tall + 7
    for way, edge in ((1, hole.left - 5), (-1, hole.left + hole.wide + 5)):
        middle = hole.top + hole.tall * 0.62
        drawn += path(
            cloth,
            f"M{edge} {hole.top - 3.4} h{way * 11} Q{edge + way * 10} {middle - 8:.2f} "
            f"{edge + way * 3.6} {middle:.2f} Q{edge + way * 7} {foot - 8:.2f} {edge + way * 6} "
            f"{foot:.2f} h{-way * 7} Z",
        )
        for n in range(3):
            drawn += stroke(
                shade(cloth, 0.24),
                f"M{edge + way * (2 + 3 * n)} {hole.top - 3} Q{edge + way * (2 + 2.4 * n)} "
                f"{middle - 8:.2f} {edge + way * (1.4 + 0.6 * n)} {middle:.2f}",
                0.45,
            )
    return drawn


def daylight(survey: Survey, view: View, hole: Opening) -> str:
    """The panes' bright image on the floor, slanting away from the window."""
    if not hole.tall:
        return ""
    strength = {Light.NIGHT: 0.16, Light.BLUE: 0.16, Light.DUSK: 0.30, Light.DAWN: 0.34}.get(survey.scene.light, 0.40)
    strength *= 0.35 + 0.65 * survey.layout.sun.strength
    level, way = survey.level(view), 1 if hole.middle < view.wide / 2 else -1
    glow, deep, drawn = mix(survey.palette.sun, (1.0, 0.96, 0.86), 0.35), view.tall - level, ""
    for row, (near, far) in enumerate(((0.20, 0.44), (0.48, 0.92))):
        for column in range(2):
            left, right = (
                hole.left + column * hole.wide * 0.54,
                hole.left + column * hole.wide * 0.54 + hole.wide * 0.46,
            )
            corners = ((left, near), (right, near), (right, far), (left, far))
            points = [
                value
                for x, share in corners
                for value in (x + way * (4 + 34 * share) + (x - hole.middle) * 0.5 * share, level + deep * share)
            ]
            drawn += polygon(glow, *points, opacity=strength * (1.0 - 0.25 * row))
    return drawn
