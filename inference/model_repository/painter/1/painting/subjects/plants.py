"""Trees and flowers."""

from __future__ import annotations

from painting.colour import Colour, mix, scaled
from painting.dice import Dice
from painting.palette import Palette
from painting.subjects.drawing import Drawing, ellipse, path, polygon, stroke

_BARK = (0.30, 0.21, 0.17)


def tree(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A broad crown of leaf masses, dark below and light above, on a forked trunk."""
    leaf = colour or mix(palette.foliage, palette.grass, 0.45)
    shapes = [path(_BARK, "M42 100 Q46 82 45 58 L52 58 Q52 82 58 100 Z")]
    shapes += [stroke(_BARK, "M48 72 Q40 60 30 52 M50 66 Q58 56 68 50 M48 60 L48 40", 2.6)]
    for tone, drop, count in ((0.60, 5.0, 24), (0.84, 1.5, 34), (1.08, -3.5, 30), (1.32, -7.0, 18)):
        for _ in range(count):
            x, y = dice.between(-1.0, 1.0), dice.between(-1.0, 1.0)
            if x * x + y * y > 1.0:
                x, y = x * 0.6, y * 0.6
            size = dice.between(3.6, 8.2) * (1.0 - 0.22 * abs(x))
            shapes.append(ellipse(scaled(leaf, tone), 48 + x * 33, 36 + y * 23 + drop, size, size * 0.82))
    return Drawing("".join(shapes), 96.0)


def pine(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A conifer in tiers."""
    leaf = colour or scaled(palette.foliage, 1.1)
    shapes = [polygon(_BARK, 22.6, 100, 23.6, 80, 26.4, 80, 27.4, 100)]
    tiers = 7
    for tier in range(tiers):
        share = tier / (tiers - 1)
        foot = 90 - 68 * share
        half = 23 * (1 - share) ** 0.85 + 4.5
        tip = foot - 30 + 12 * share
        droop = dice.between(-1.4, 1.4)
        right = f"L{25 + half:.1f} {foot + droop:.1f} Q{25 + half * 0.5:.1f} {foot - 2.6:.1f} 25 {foot + 1.5:.1f}"
        left = f"Q{25 - half * 0.5:.1f} {foot - 2.6:.1f} {25 - half:.1f} {foot - droop:.1f}"
        shapes.append(path(scaled(leaf, 0.78 + 0.42 * share), f"M25 {tip:.1f} {right} {left} Z"))
        shapes.append(path((0.0, 0.02, 0.08), f"M25 {tip:.1f} {right} Z", 0.20))
    return Drawing("".join(shapes), 50.0)


def flower(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A tall flower with two leaves; its head turns a little by chance."""
    petal = colour or dice.pick((palette.accent, (0.96, 0.78, 0.24), (0.86, 0.52, 0.74), (0.96, 0.94, 0.90)))
    stem = mix(palette.grass, palette.foliage, 0.5)
    lean = dice.between(-5, 5)
    head_x = 25 + lean
    shapes = [stroke(stem, f"M25 100 Q{24 - lean:.1f} 62 {head_x:.1f} 26", 2.2)]
    shapes += [
        path(stem, "M25 84 Q8 74 5 56 Q22 62 25 84 Z"),
        path(scaled(stem, 0.85), "M25 78 Q40 70 45 52 Q28 58 25 78 Z"),
    ]
    count = 9
    for ring, length, tone in ((0, 17.0, 0.84), (1, 14.0, 1.06)):
        for index in range(count):
            turn = 360.0 / count * (index + 0.5 * ring) + dice.between(-5, 5)
            shapes.append(
                f'<g transform="rotate({turn:.1f} {head_x:.1f} 22)">'
                + ellipse(scaled(petal, tone), head_x, 22 - length * 0.62, 4.4, length * 0.5)
                + "</g>"
            )
    shapes += [ellipse((0.42, 0.26, 0.10), head_x, 22, 6.2, 6.2), ellipse((0.80, 0.58, 0.16), head_x - 1, 21, 4.0, 4.0)]
    return Drawing("".join(shapes), 50.0)
