"""A head and shoulders in profile, drawn as a cut paper silhouette that the light finds."""

from __future__ import annotations

from painting.colour import Colour, mix
from painting.dice import Dice
from painting.palette import Palette
from painting.subjects.drawing import Drawing, ellipse, inside, light, path, shade, stroke
from painting.subjects.outline import limb, line, smooth
from painting.subjects.people import HAIRS, SKINS

_FACE = (
    "M40 20 Q52 10 64 18 Q68 22 68.6 29 Q68.6 33 70 36 L74.6 44.6 Q75.6 46.6 "
    "72.6 47.6 Q71.2 48.4 71.8 50.4 Q73.6 51.4 73.2 53.2"
    " Q72.6 54.2 72 54.4 Q73.4 55.6 72.6 57.4 Q71 58.6 71.4 60.6 Q72 65 66.6 "
    "66.2 Q60 67 56.6 66.4 Q54 70 55 76 L34 78 Q38 66 36 56 Q30 36 40 20 Z"
)


def portrait(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Facing right: a bun, waves, a bob, a crop or a beard; a bound colour is that of the clothes."""
    cloth = colour or dice.pick((palette.accent, (0.20, 0.34, 0.46), (0.76, 0.58, 0.24), (0.46, 0.26, 0.42)))
    skin = dice.pick(SKINS)
    hair = dice.pick(HAIRS if skin[0] > 0.7 else HAIRS[:2])
    style = dice.pick((_bun, _waves, _bob, _crop))
    behind, front = style(hair)
    bust = smooth(2, 100, 6, 88, 22, 80, 34, 74, 45, 80, 56, 75, 66, 81, 82, 86, 90, 94, 92, 104, 40, 108, 0, 106)
    shapes = [
        behind,
        path(skin, _FACE),
        inside(
            _FACE,
            path(shade(skin, 0.45), "M32 52 Q46 66 58 66 Q54 70 56 80 H30 Z", 0.75),
            ellipse(mix(skin, (0.9, 0.4, 0.36), 0.5), 62, 49, 6, 5, 0.45),
        ),
    ]
    shapes += [
        path(cloth, bust),
        inside(
            bust,
            stroke(shade(cloth, 0.4), line(45, 80, 54, 90, 52, 106), 1.6),
            path(light(cloth, 0.25), smooth(32, 76, 45, 84, 57, 76, 58, 80, 45, 90, 30, 81)),
        ),
    ]
    shapes += [
        stroke(shade(hair, 0.2), "M62 36.4 Q66 34.4 69 36", 1.3),
        stroke((0.12, 0.09, 0.10), "M63.6 41 Q66.6 39.6 69 41.2", 1.4),
        ellipse((0.12, 0.09, 0.10), 66.8, 41.4, 1.1, 1.2),
    ]
    shapes += [
        stroke(mix(skin, (0.62, 0.14, 0.16), 0.6), "M72.4 54.2 Q69.4 54.8 67.4 53.6", 1.4),
        path(shade(skin, 0.12), smooth(47, 42, 51, 39.6, 53, 44, 50, 50, 47.4, 47)),
        front,
    ]
    if dice.chance(0.5):
        shapes.append(ellipse((0.96, 0.80, 0.36), 49.4, 53, 1.5, 1.9))
    return Drawing("".join(shapes), 92.0)


def _crown(hair: Colour) -> str:
    cap = smooth(
        67, 27, 64, 20, 56, 17, 52, 26, 53, 36, 47, 41, 45, 52, 38, 58, 31, 46, 30, 28, 38, 14, 52, 8, 64, 13, 69, 22
    )
    gloss = stroke(light(hair, 0.14), line(60, 15, 48, 16, 40, 26, 38, 40), 1.1) + stroke(
        shade(hair, 0.4), line(62, 19, 50, 21, 44, 32, 43, 46), 1.0
    )
    return path(hair, cap) + gloss


def _bun(hair: Colour) -> tuple[str, str]:
    knot = (
        ellipse(hair, 25, 20, 12, 11.6)
        + stroke(light(hair, 0.14), line(17, 18, 24, 12, 33, 18), 1.1)
        + stroke(shade(hair, 0.4), line(18, 24, 26, 20, 34, 24), 1.1)
    )
    return knot, _crown(hair) + path(hair, limb((50, 36, 53, 44, 51, 52), (3, 2, 0.6)))


def _waves(hair: Colour) -> tuple[str, str]:
    fall = smooth(46, 10, 30, 14, 22, 32, 22, 50, 14, 66, 18, 84, 12, 96, 30, 99, 44, 90, 46, 70, 50, 50)
    strands = "".join(
        stroke(
            light(hair, 0.14) if n % 2 else shade(hair, 0.35),
            line(38 - 2 * n, 18 + 4 * n, 30 - 2 * n, 44, 34 - 3 * n, 66, 26 - 2 * n, 92),
            1.2,
        )
        for n in range(5)
    )
    return path(hair, fall) + strands, _crown(hair) + path(
        hair, limb((46, 44, 42, 60, 46, 76, 38, 92), (10, 12, 10, 3))
    )


def _bob(hair: Colour) -> tuple[str, str]:
    return path(hair, smooth(48, 9, 32, 13, 25, 30, 24, 52, 28, 68, 42, 68, 46, 50)), _crown(hair) + path(
        hair, smooth(44, 26, 52, 30, 54, 46, 55, 60, 48, 67, 36, 68, 32, 50, 34, 34)
    )


def _crop(hair: Colour) -> tuple[str, str]:
    cap = smooth(67, 24, 62, 15, 50, 12, 38, 16, 32, 28, 33, 44, 37, 56, 43, 52, 47, 40, 50, 28, 58, 22)
    return "", path(hair, cap) + stroke(light(hair, 0.14), line(60, 16, 48, 17, 40, 26, 37, 38), 1.1)
