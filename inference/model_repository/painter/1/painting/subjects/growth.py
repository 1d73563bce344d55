"""Palms, cacti and bushes."""

from __future__ import annotations

from painting.colour import Colour, mix
from painting.dice import Dice
from painting.palette import Palette
from painting.subjects.drawing import Drawing, ellipse, inside, light, path, shade, stroke
from painting.subjects.outline import limb, line

_BARK = (0.52, 0.38, 0.26)


def palm(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A leaning trunk and a crown of arching fronds."""
    leaf, lean = colour or mix((0.22, 0.50, 0.24), palette.foliage, 0.35), dice.between(8, 24)
    x, y = 34 + lean, 30
    trunk = limb((36, 100, 36 + lean * 0.2, 74, x - 3, 48, x, y), (8, 5.4, 4.4, 4))
    rings = [stroke(shade(_BARK, 0.35), f"M20 {py} Q50 {py + 3} 80 {py}", 0.9) for py in range(34, 100, 5)]
    shapes = [path(_BARK, trunk), inside(trunk, *rings)]
    for n, (dx, dy) in enumerate(
        ((-32, 22), (32, 20), (-40, 4), (40, 4), (-30, -14), (28, -18), (-8, -24), (12, -20), (-20, 26), (20, 28))
    ):
        tone = mix(shade(leaf, 0.35), light(leaf, 0.22), (n % 5) / 4)
        tip = (x + dx * 0.94, y + dy + 10)
        mid = (x + dx * 0.55, y + dy * 0.75 - 9)
        frond = f"M{x} {y} Q{mid[0]:.1f} {mid[1] - 8:.1f} {tip[0]:.1f} {tip[1]:.1f} "
        teeth = "".join(
            f"L{tip[0] + (x - tip[0]) * t:.1f} {tip[1] + (y - tip[1]) * t - 9 * t * (1 - t) + k:.1f} "
            for t, k in ((0.16, -1), (0.24, 6), (0.36, -3), (0.44, 5), (0.58, -5), (0.66, 3), (0.82, -4))
        )
        shapes.append(path(tone, frond + teeth + "Z"))
    shapes += [ellipse((0.42, 0.28, 0.16), x + dx, y + 4, 3.2, 3.6) for dx in (-4, 1, 5)]
    return Drawing("".join(shapes), 100.0)


def cactus(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A saguaro with one to three arms, ribbed, sometimes in flower."""
    skin = colour or (0.28, 0.52, 0.32)
    routes = [limb((36, 100, 36, 60, 36, 6), (16, 18, 14))]
    routes += [limb((36, 66, 20, 64, 14, 54, 14, dice.between(28, 40)), (10, 10, 10, 9))]
    routes += [limb((36, 54, 52, 52, 58, 42, 58, dice.between(14, 26)), (10, 10, 10, 8))] if dice.chance(0.75) else []
    shapes = []
    for route in routes[1:] + routes[:1]:
        ribs = "".join(f"M{rx} 0 V100 " for rx in range(6, 70, 4))
        shapes += [
            path(skin, route),
            inside(
                route,
                stroke(shade(skin, 0.28), ribs, 0.8),
                path(shade(skin, 0.4), "M39 0 H50 V100 H39 Z M60 0 H70 V60 H60 Z M15.6 0 H24 V70 H15.6 Z", 0.45),
            ),
        ]
    caps = [(36, 5, 7), (14, 33, 4.6), (58, 20, 4.2)][: len(routes)]
    shapes += [ellipse(skin, cx, cy + 2, r, r * 0.7) for cx, cy, r in caps[:1]]
    if dice.chance(0.5):
        shapes += [ellipse((0.94, 0.46, 0.60), 36 + dx, 3.4, 3, 2.6) for dx in (-4, 0, 4)]
    return Drawing("".join(shapes), 72.0)


def bush(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A low mass of leaves, with blossoms where a colour was bound."""
    leaf = mix(palette.foliage, palette.grass, 0.5)
    shapes = []
    for tone, drop, count in ((shade(leaf, 0.4), 8, 26), (leaf, 0, 30), (light(leaf, 0.16), -8, 22)):
        for _ in range(count):
            x = 70 + 60 * (dice.between(-1, 1) + dice.between(-1, 1)) / 2
            top = 18 + 62 * ((x - 70) / 66) ** 2
            shapes.append(
                ellipse(tone, x, min(92, dice.between(top, 92) + drop), dice.between(6, 12), dice.between(5, 9))
            )
    bloom = colour or (
        dice.pick((palette.accent, (0.94, 0.88, 0.92), (0.86, 0.56, 0.74))) if dice.chance(0.6) else None
    )
    if bloom:
        shapes += [ellipse(bloom, 70 + 52 * dice.between(-1, 1), dice.between(34, 88), 3.6, 3.4) for _ in range(26)]
    return Drawing("".join(shapes) + stroke(shade(leaf, 0.5), line(14, 99, 70, 98, 126, 99), 2), 140.0)
