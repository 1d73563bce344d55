"""Flowers and other small growth."""

from __future__ import annotations

from painting.colour import Colour, mix, scaled
from painting.dice import Dice
from painting.palette import Palette
from painting.subjects.drawing import Drawing, dots, ellipse, inside, light, path, shade, stroke, turned
from painting.subjects.outline import limb, line, smooth

_STEM = (0.30, 0.50, 0.20)
_CREAM = (0.97, 0.94, 0.86)


def stalk(top_x: float, top: float, *, leaves: bool = True, stem: Colour = _STEM) -> str:
    """A bent stem from the ground at x 30 up to the head, with two leaves."""
    drawn = stroke(shade(stem, 0.15), line(30, 100, 29, 76, (30 + top_x) / 2 + 1, (100 + top) / 2 - 8, top_x, top), 2.4)
    if leaves:
        drawn += path(stem, smooth(29, 88, 14, 82, 5, 62, 16, 66, 26, 78)) + path(
            shade(stem, 0.22), smooth(30, 80, 42, 74, 52, 54, 46, 72, 36, 82)
        )
        drawn += stroke(light(stem, 0.3), "M28 87 Q16 78 9 67 M31 79 Q42 70 49 59", 0.8)
    return drawn


def flower(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A poppy, a daisy or a bell, chosen by chance."""
    petal = colour or dice.pick((palette.accent, (0.96, 0.78, 0.24), (0.72, 0.50, 0.86), (0.94, 0.52, 0.66), _CREAM))
    head = 30 + dice.between(-6, 6)
    form = dice.pick((_poppy, _daisy, _bells))
    return Drawing(stalk(head, 24) + form(petal, head, dice), 60.0)


def _poppy(petal: Colour, x: float, dice: Dice) -> str:
    back = path(shade(petal, 0.25), smooth(x - 20, 20, x - 12, 4, x, 6, x + 12, 3, x + 20, 18, x + 8, 28, x - 8, 28))
    front = path(petal, smooth(x - 22, 18, x - 10, 14, x, 19, x + 10, 13, x + 22, 17, x + 14, 34, x, 38, x - 14, 34))
    folds = stroke(
        shade(petal, 0.3),
        f"M{x} 36 L{x} 22 M{x - 8} 34 Q{x - 12} 26 {x - 14} 20 M{x + 8} 34 Q{x + 12} 26 {x + 14} 20",
        0.9,
    )
    return (
        back
        + ellipse((0.16, 0.13, 0.16), x, 17, 6, 4.4)
        + dots((0.85, 0.76, 0.4), 0.8, x - 3, 14, x, 13, x + 3, 14)
        + front
        + folds
    )


def _daisy(petal: Colour, x: float, dice: Dice) -> str:
    turn = dice.between(0, 25)
    far = [turned(turn + 25.7 * n, x, 20, ellipse(shade(petal, 0.18 * (n % 2)), x, 9, 3.6, 9.6)) for n in range(14)]
    return (
        "".join(far) + ellipse((0.86, 0.58, 0.12), x, 20, 6.4, 6.2) + ellipse((0.98, 0.80, 0.26), x - 1, 18.8, 4.4, 4.0)
    )


def _bells(petal: Colour, x: float, dice: Dice) -> str:
    drawn = stroke(_STEM, line(x, 30, x - 1, 16, x + 5, 3), 1.8)
    for n in range(6):
        bx, by = x + (10 - n) * (1 if n % 2 else -1), 10 + 7 * n * 0.9
        bell = (
            f"M{bx - 2} {by - 4} Q{bx + 2} {by - 6} {bx + 3} {by - 3} Q{bx + 4} {by + 3} "
            f"{bx + 7} {by + 6} Q{bx} {by + 4} {bx - 6} {by + 6} Q{bx - 3} {by + 2} {bx - 2} "
            f"{by - 4} Z"
        )
        drawn += path(mix(petal, _CREAM, 0.06 * n), bell)
    return drawn


def sunflower(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A great head of two rows of rays about a dark disc."""
    petal, x = colour or (0.98, 0.76, 0.14), 30 + dice.between(-4, 4)
    rays = [
        turned(
            20 * n + 10 * ring + dice.between(-3, 3),
            x,
            26,
            path(scaled(petal, tone), f"M{x - 4} 14 Q{x - 5} 5 {x} {top} Q{x + 5} 5 {x + 4} 14 Z"),
        )
        for ring, tone, top in ((0, 0.80, -1.0), (1, 1.04, 2.0))
        for n in range(18)
    ]
    seeds = [
        ellipse((0.50, 0.32, 0.14), x + (n * 0.618 % 1 - 0.5) * 17, 26 + ((n * 0.382 * 1.7) % 1 - 0.5) * 17, 0.9, 0.9)
        for n in range(34)
    ]
    disc = (
        ellipse((0.26, 0.16, 0.09), x, 26, 12.4, 12.2) + "".join(seeds) + ellipse((0.16, 0.10, 0.06), x, 26, 5, 5, 0.7)
    )
    return Drawing(stalk(x, 34) + "".join(rays) + disc, 60.0)


def rose(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Petals folded about each other."""
    petal, x = (
        colour or dice.pick(((0.80, 0.10, 0.18), (0.94, 0.58, 0.64), (0.96, 0.86, 0.68))),
        30 + dice.between(-4, 4),
    )
    drawn = stalk(x, 34, stem=(0.20, 0.40, 0.22)) + path(
        (0.22, 0.42, 0.22), f"M{x - 14} 36 Q{x} 46 {x + 14} 36 L{x} 34 Z"
    )
    outer = ((0, 20, 19, 18), (-10, 24, 12, 13), (10, 24, 12, 13), (0, 29, 14, 11))
    drawn += "".join(
        ellipse(mix(shade(petal, 0.34), petal, 0.3 * n), x + dx, y, rx, ry) for n, (dx, y, rx, ry) in enumerate(outer)
    )
    drawn += path(light(petal, 0.16), smooth(x - 13, 16, x, 8, x + 13, 16, x + 9, 28, x, 31, x - 9, 28)) + path(
        shade(petal, 0.42), smooth(x - 9, 15, x, 10, x + 9, 15, x, 19)
    )
    folds = (
        f"M{x - 13} 17 Q{x - 4} 27 {x + 11} 22 M{x - 5} 14 Q{x + 1} 10 {x + 5} 14 "
        f"Q{x + 4} 18 {x - 1} 17 M{x - 16} 26 Q{x - 4} 38 {x + 4} 34 M{x + 16} 24 "
        f"Q{x + 12} 34 {x + 2} 36"
    )
    return Drawing(drawn + stroke(shade(petal, 0.46), folds, 1.1), 60.0)


def tulip(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A closed cup on a straight stem, with long leaves."""
    petal, x = (
        colour or dice.pick((palette.accent, (0.97, 0.80, 0.22), (0.70, 0.32, 0.62), (0.96, 0.60, 0.62))),
        30 + dice.between(-3, 3),
    )
    drawn = (
        stalk(x, 34, leaves=False)
        + path(_STEM, smooth(28, 100, 12, 78, 8, 46, 20, 68, 31, 96))
        + path(shade(_STEM, 0.24), smooth(31, 100, 44, 82, 52, 52, 40, 70, 31, 92))
    )
    drawn += path(shade(petal, 0.32), f"M{x - 8} 8 Q{x} -2 {x + 8} 8 L{x + 10} 30 H{x - 10} Z")
    for way, tone in ((-1, petal), (1, shade(petal, 0.12))):
        drawn += path(
            tone,
            f"M{x + way * 14} 4 Q{x + way * 19} 26 {x + way * 4} 38 Q{x - way * 6} 36 "
            f"{x - way * 3} 26 Q{x + way * 2} 14 {x + way * 14} 4 Z",
        )
    return Drawing(drawn + path(light(petal, 0.18), f"M{x} 8 Q{x + 10} 24 {x} 38 Q{x - 10} 24 {x} 8 Z"), 60.0)


def lily(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A water lily among its floating leaves."""
    petal, pad = colour or (0.97, 0.78, 0.84), mix((0.20, 0.46, 0.30), palette.foliage, 0.25)
    drawn = "".join(
        path(
            tone,
            f"M{x} {y} L{x + rx * 0.9:.1f} {y - ry * 0.5:.1f} A{rx} {ry} 0 1 0 {x + rx * 0.7:.1f} {y + ry * 0.7:.1f} Z",
        )
        for x, y, rx, ry, tone in (
            (44, 82, 40, 13, pad),
            (150, 86, 36, 11, shade(pad, 0.2)),
            (104, 92, 30, 8, light(pad, 0.15)),
        )
    )
    for row, (count, long, tone) in enumerate(
        ((7, 52, shade(petal, 0.18)), (6, 46, petal), (5, 36, light(petal, 0.45)))
    ):
        for n in range(count):
            lean = (n / (count - 1) - 0.5) * (164 - 34 * row)
            drawn += turned(
                lean,
                100,
                84,
                path(
                    tone,
                    f"M100 84 Q{100 - 11} {84 - long * 0.55:.1f} 100 {84 - long} Q{100 + 11} "
                    f"{84 - long * 0.55:.1f} 100 84 Z",
                ),
            )
    return Drawing(drawn + ellipse((0.98, 0.80, 0.24), 100, 77, 9, 5), 200.0)


def mushroom(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A toadstool with white flecks and a small one beside it."""
    cap = colour or dice.pick(((0.82, 0.18, 0.14), (0.82, 0.18, 0.14), (0.66, 0.42, 0.24)))
    small = f'<g transform="translate(62 56) scale({dice.between(0.36, 0.48):.2f})">{_toadstool(cap)}</g>'
    return Drawing(small.replace("translate(62 56)", "translate(66 57)") + _toadstool(cap), 106.0)


def _toadstool(cap: Colour) -> str:
    top = smooth(2, 46, 8, 24, 26, 8, 44, 4, 62, 8, 80, 24, 86, 46, 64, 53, 44, 55, 24, 53)
    drawn = path(_CREAM, limb((44, 44, 43, 70, 44, 99), (16, 18, 25))) + path(
        shade(_CREAM, 0.3), "M47 50 Q50 76 46 100 L56 99 Q53 72 52 50 Z", 0.6
    )
    drawn += path(light(_CREAM, 0.4), smooth(30, 60, 44, 57, 58, 60, 60, 70, 44, 66, 28, 70)) + path(cap, top)
    flecks = [
        ellipse(_CREAM, x, y, r, r * 0.82)
        for x, y, r in (
            (44, 16, 6),
            (22, 28, 5.4),
            (64, 24, 5),
            (40, 36, 6.6),
            (14, 42, 4),
            (74, 40, 4.4),
            (58, 44, 3.6),
            (28, 14, 3),
        )
    ]
    return drawn + inside(top, *flecks, ellipse(shade(cap, 0.45), 44, 58, 46, 9, 0.55))


def potted(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Large leaves in a clay pot; a bound colour is the pot's."""
    pot, leaf = colour or (0.78, 0.44, 0.30), (0.20, 0.46, 0.28)
    drawn = ""
    for n in range(9):
        lean = (n % 2 * 2 - 1) * (66 - 7.5 * n) + dice.between(-6, 6)
        long = 44 + 2.6 * n
        blade = path(
            mix(shade(leaf, 0.25), light(leaf, 0.25), n / 8),
            f"M40 70 Q{40 - 15} {70 - long * 0.6:.1f} 40 {70 - long:.1f} Q{40 + 15} {70 - long * 0.6:.1f} 40 70 Z",
        )
        drawn += turned(lean, 40, 70, blade, stroke(light(leaf, 0.45), f"M40 70 V{70 - long * 0.86:.1f}", 0.8))
    body = "M22 70 L58 70 L53 100 L27 100 Z"
    drawn += (
        path(pot, body)
        + inside(body, path(shade(pot, 0.4), "M46 66 H62 V104 H44 Z", 0.55))
        + path(light(pot, 0.12), "M19 66 H61 V74 H19 Z")
        + path(shade(pot, 0.4), "M22 74 H58 L57.6 77 H22.4 Z", 0.5)
    )
    return Drawing(drawn, 80.0, modelled=True)
