"""Trees, in the dress of their season."""

from __future__ import annotations

from painting.colour import Colour, mix
from painting.dice import Dice
from painting.palette import Palette
from painting.scene import Season
from painting.subjects.drawing import Drawing, blobs, ellipse, light, path, shade, stroke
from painting.subjects.outline import limb

_BARK = (0.34, 0.24, 0.18)
_SNOW = (0.94, 0.96, 1.0)
_BLOSSOM = (0.97, 0.74, 0.82)
_AUTUMN = ((0.90, 0.52, 0.14), (0.80, 0.28, 0.12), (0.92, 0.72, 0.22))

_BOUGHS = (
    ((48, 66, 36, 52, 24, 40), (6, 4, 1.2)), ((50, 62, 62, 50, 74, 40), (6, 4, 1.2)),
    ((48, 60, 48, 42, 46, 18), (6, 4, 1.0)), ((38, 53, 26, 52, 14, 56), (3, 2, 0.8)),
    ((60, 52, 72, 54, 84, 54), (3, 2, 0.8)), ((47, 44, 36, 32, 32, 20), (3, 2, 0.7)),
    ((48, 46, 60, 32, 64, 18), (3, 2, 0.7)),
)  # fmt: skip
_WOOD = path(_BARK, limb((50, 100, 48, 82, 48, 60), (15, 9, 8))) + path(
    _BARK, "".join(limb(points, widths) for points, widths in _BOUGHS)
)
"""A trunk and its boughs: every tree has the same, so they are worked out once."""


def tree(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A broad crown on a forked trunk: in leaf, in blossom, turning, or bare with snow on its boughs."""
    if colour is None and (palette.snowy or palette.season is Season.WINTER):
        return Drawing(_WOOD + _bare(palette, dice), 98.0)
    return Drawing(_WOOD + _crown(colour or _dress(palette, dice), dice), 98.0)


def _dress(palette: Palette, dice: Dice) -> Colour:
    if palette.season is Season.SPRING:
        return _BLOSSOM
    if palette.season is Season.AUTUMN:
        return mix(dice.pick(_AUTUMN), palette.foliage, 0.15)
    return mix(palette.foliage, palette.grass, 0.45)


def _crown(leaf: Colour, dice: Dice) -> str:
    """Masses of leaves in five tones, the light ones above and small."""
    form = dice.pick(((36.0, 27.0), (31.0, 31.0), (40.0, 23.0)))
    drawn = ""
    for tone, drop, count, size in (
        (shade(leaf, 0.46), 7.0, 30, 8.6), (shade(leaf, 0.24), 3.5, 36, 8.0), (leaf, -1.0, 36, 7.0),
        (light(leaf, 0.20), -6.0, 26, 5.4), (light(leaf, 0.42), -9.5, 16, 3.6),
    ):  # fmt: skip
        spots = [_within(dice) for _ in range(count)]
        drawn += blobs(
            tone,
            ((48 + x * form[0], 36 + y * form[1] + drop, size * dice.between(0.6, 1.2), size * 0.8) for x, y in spots),
        )
    return drawn


def _within(dice: Dice) -> tuple[float, float]:
    """A point of the unit disc, a little crowded towards the middle."""
    x, y = dice.between(-1.0, 1.0), dice.between(-1.0, 1.0)
    return (x * 0.62, y * 0.62) if x * x + y * y > 1.0 else (x, y)


def _bare(palette: Palette, dice: Dice) -> str:
    """Twigs, and snow along the upper side of every bough."""
    twigs = ""
    for points, _ in _BOUGHS:
        for _ in range(5):
            x, y = points[-2] + dice.between(-5, 5), points[-1] + dice.between(-2, 9)
            twigs += f"M{x:.2f} {y:.2f} l{dice.between(-9, 9):.2f} {-dice.between(4, 13):.2f} "
    drawn = stroke(_BARK, twigs, 0.9)
    if not palette.snowy:
        return drawn
    caps = "".join(limb((a, b - 1.6, c, d - 1.4, e, f - 1.0), (1.2, 2.4, 0.8)) for (a, b, c, d, e, f), _ in _BOUGHS)
    return drawn + path(_SNOW, caps) + ellipse(_SNOW, 50, 99, 14, 2.2)


def pine(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A conifer in ragged tiers, dark to the right, with snow on them in its time."""
    leaf = colour or mix(palette.foliage, (0.10, 0.34, 0.22), 0.5)
    drawn, tiers = path(_BARK, "M22.4 100 L23.6 78 H26.4 L27.6 100 Z"), 8
    for tier in range(tiers):
        share = tier / (tiers - 1)
        foot, half = 92 - 71 * share, 23.5 * (1 - share) ** 0.9 + 3.6
        edge = _skirt(25, foot, half, foot - 24 + 7 * share, dice)
        drawn += path(mix(shade(leaf, 0.26), light(leaf, 0.10), share), edge)
        drawn += path(
            shade(leaf, 0.55),
            f"M25 {foot - 20:.2f} L{25 + half:.2f} {foot:.2f} L{25 + half * 0.3:.2f} {foot + 1:.2f} Z",
            0.45,
        )
        if palette.snowy:
            drawn += path(_SNOW, _skirt(25, foot - 6.5, half * 0.66, foot - 22 + 7 * share, dice), 0.92)
    return Drawing(drawn, 50.0, modelled=True)


def _skirt(x: float, foot: float, half: float, top: float, dice: Dice) -> str:
    """One tier with a fringe along its foot."""
    fringe = ""
    for n in range(7):
        at = x + half - 2 * half * (n + 1) / 7
        fringe += (
            f"L{at + half / 7:.2f} {foot + dice.between(1.0, 4.0):.2f} L{at:.2f} {foot - dice.between(0.0, 1.6):.2f} "
        )
    return (
        f"M{x} {top:.2f} Q{x + half * 0.35:.2f} {foot - 8:.2f} {x + half:.2f} {foot:.2f} "
        f"{fringe}Q{x - half * 0.35:.2f} {foot - 8:.2f} {x} {top:.2f} Z"
    )
