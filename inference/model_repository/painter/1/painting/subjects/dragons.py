"""Dragons."""

from __future__ import annotations

from painting.colour import Colour, mix
from painting.dice import Dice
from painting.palette import Palette
from painting.subjects.animals import leg
from painting.subjects.drawing import Drawing, ellipse, inside, path, polygon, shade, stroke
from painting.subjects.outline import limb, line, smooth

_DARK = (0.12, 0.10, 0.11)
_IVORY = (0.96, 0.93, 0.85)


def dragon(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Rearing, with spread wings, horns, a spiked back and a coiled tail."""
    scale = colour or dice.pick(((0.20, 0.46, 0.34), (0.56, 0.16, 0.18), (0.28, 0.26, 0.46)))
    far, belly, web = shade(scale, 0.42), mix(scale, (0.96, 0.84, 0.52), 0.62), mix(scale, palette.accent, 0.35)
    wings = []
    for skin, dx in ((shade(web, 0.4), 10.0), (web, 0.0)):
        sail = (
            f"M{54 + dx} 46 Q{46 + dx} 18 {18 + dx} 2 Q{20 + dx} 14 {4 + dx} 18 Q{14 + dx} "
            f"26 {2 + dx} 38 Q{16 + dx} 38 {10 + dx} 54 Q{32 + dx} 44 {58 + dx} 58 Z"
        )
        bones = (
            f"M{55 + dx} 48 Q{46 + dx} 18 {18 + dx} 2 M{50 + dx} 30 Q{30 + dx} 18 {4 + dx} "
            f"18 M{52 + dx} 36 Q{30 + dx} 32 {2 + dx} 38 M{54 + dx} 44 Q{34 + dx} 44 "
            f"{10 + dx} 54"
        )
        wings += [path(skin, sail), stroke(shade(skin, 0.4), bones, 1.6)]
    tail = limb((48, 82, 26, 92, 8, 84, 10, 70, 20, 70), (18, 11, 7, 4, 1))
    body = limb((54, 88, 50, 70, 62, 52, 80, 42, 88, 26, 96, 17), (26, 32, 28, 17, 12, 11))
    shapes = [
        *wings,
        path(scale, tail),
        polygon(far, 17, 73, 22, 62, 28, 73),
        leg(far, 66, 76, 74, 15, 7),
        path(scale, body),
    ]
    shapes += [
        inside(body, stroke(belly, line(66, 100, 66, 74, 78, 56, 92, 44, 96, 26), 9)),
        leg(scale, 54, 76, 52, 22, 9, -5),
    ]
    shapes += [
        polygon(far, x, y, x - 8, y - 5, x + 3, y - 7) for x, y in ((78, 27), (83, 17), (68, 39), (50, 54), (42, 66))
    ]
    shapes += [
        path(_IVORY, limb((92, 13, 84, 8, 80, 0), (4, 3, 0.8))),
        path(scale, limb((74, 56, 84, 62, 90, 58), (8, 5, 3))),
    ]
    shapes += [path(scale, smooth(90, 14, 98, 8, 108, 12, 120, 16, 122, 20, 112, 22, 106, 26, 96, 26))]
    shapes += [
        path(shade(scale, 0.25), smooth(100, 25, 110, 23, 117, 25, 110, 29, 100, 29)),
        ellipse((1.0, 0.82, 0.2), 104, 14, 2.2, 1.8),
    ]
    return Drawing("".join([*shapes, ellipse(_DARK, 104.4, 14, 0.8, 1.7), ellipse(far, 119, 17, 1, 0.8)]), 124.0)
