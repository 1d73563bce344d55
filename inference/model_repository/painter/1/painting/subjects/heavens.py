"""Worlds, comets and galaxies. The light comes from the left."""

from __future__ import annotations

from painting.colour import Colour, hexed, mix
from painting.dice import Dice
from painting.palette import Palette
from painting.subjects.drawing import Drawing, ellipse, inside, light, path, shade, stroke
from painting.subjects.outline import around, smooth

_NIGHT = (0.02, 0.02, 0.07)


def planet(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A banded giant, a cratered rock or a living world, half in the dark."""
    ground = colour or dice.pick(((0.86, 0.50, 0.32), (0.30, 0.52, 0.78), (0.72, 0.60, 0.48), (0.52, 0.40, 0.66)))
    return Drawing(_globe(ground, 50, 50, 49, dice), 100.0, modelled=True)


def ringed_planet(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A banded giant within its rings, which cross it in front and vanish behind."""
    ground = colour or dice.pick(((0.90, 0.72, 0.48), (0.62, 0.56, 0.80), (0.86, 0.52, 0.44)))
    ring = mix(ground, (0.96, 0.90, 0.80), 0.55)
    tilt = dice.between(-24, -10)
    bands = [(1.0, 3.2, ring, 0.85), (0.90, 2.6, shade(ring, 0.25), 0.8), (0.80, 4.0, light(ring, 0.3), 0.9)]

    def half(front: bool) -> str:
        sweep = 0 if front else 1
        arcs = [
            f'<path d="M{100 - 98 * r:.1f} 50 A{98 * r:.1f} {24 * r:.1f} 0 0 {sweep} {100 + 98 * r:.1f} 50" fill="none" stroke="{hexed(tone)}" stroke-width="{w}" stroke-opacity="{o}"/>'
            for r, w, tone, o in bands
        ]
        return f'<g transform="rotate({tilt:.1f} 100 50)">{"".join(arcs)}</g>'

    return Drawing(half(False) + _globe(ground, 100, 50, 40, dice, banded=True) + half(True), 200.0, modelled=True)


def _globe(ground: Colour, x: float, y: float, r: float, dice: Dice, banded: bool = False) -> str:
    """A sphere with its terminator; bands, craters or continents on it."""
    route = f"M{x - r} {y} A{r} {r} 0 1 1 {x + r} {y} A{r} {r} 0 1 1 {x - r} {y} Z"
    marks: list[str] = []
    form = 0 if banded else int(dice.between(0, 3))
    if form == 0:
        for n in range(9):
            by = y - r + r * 0.23 * n
            tone = mix(ground, (0.98, 0.93, 0.84), 0.42) if n % 2 else shade(ground, dice.between(0.02, 0.24))
            marks.append(
                path(
                    tone,
                    f"M{x - r} {by:.1f} Q{x} {by + r * 0.12:.1f} {x + r} {by:.1f} V{by + r * dice.between(0.10, 0.24):.1f} Q{x} {by + r * 0.34:.1f} {x - r} {by + r * 0.16:.1f} Z",
                    0.75,
                )
            )
        marks.append(ellipse(mix(ground, (0.86, 0.36, 0.26), 0.6), x - r * 0.3, y + r * 0.34, r * 0.18, r * 0.10, 0.8))
    elif form == 1:
        for _ in range(15):
            cx, cy, size = (
                x + dice.between(-0.85, 0.8) * r,
                y + dice.between(-0.85, 0.85) * r,
                dice.between(0.04, 0.17) * r,
            )
            marks += [
                ellipse(light(ground, 0.3), cx - size * 0.16, cy - size * 0.14, size * 1.1, size),
                ellipse(shade(ground, 0.36), cx, cy, size, size * 0.9),
            ]
    else:
        land = mix((0.36, 0.56, 0.30), ground, 0.25)
        for _ in range(7):
            cx, cy, size = (
                x + dice.between(-0.8, 0.7) * r,
                y + dice.between(-0.7, 0.7) * r,
                dice.between(0.14, 0.34) * r,
            )
            marks.append(
                path(
                    land,
                    smooth(
                        *(
                            v
                            for px, py in around(9, cx, cy, size, size * 0.7)
                            for v in (px + dice.between(-0.3, 0.3) * size, py + dice.between(-0.3, 0.3) * size)
                        )
                    ),
                )
            )
        marks += [
            path(
                (0.97, 0.98, 1.0),
                f"M{x - r} {y + k * r:.1f} q{r * 0.5:.1f} {-0.10 * r:.1f} {r} 0 t{r * 0.7:.1f} 0",
                0.55,
            )
            for k in (-0.5, -0.1, 0.35)
        ]
    return path(ground, route) + inside(route, *marks, _terminator(x, y, r))


def _terminator(x: float, y: float, r: float) -> str:
    """Night creeping over a globe from the lower right, and a sheen on the side that is lit."""
    stops = "".join(
        f'<stop offset="{at}" stop-color="{hexed(_NIGHT)}" stop-opacity="{share}"/>'
        for at, share in ((0.0, 0.0), (0.42, 0.06), (0.66, 0.42), (0.86, 0.86), (1.0, 0.94))
    )
    placed = f'gradientUnits="userSpaceOnUse" cx="{x - r * 0.62:.2f}" cy="{y - r * 0.46:.2f}" r="{r * 1.72:.2f}"'
    night = f'<radialGradient id="night" {placed}>{stops}</radialGradient>'
    sheen = ellipse((1.0, 0.97, 0.9), x - r * 0.48, y - r * 0.40, r * 0.34, r * 0.30, 0.14)
    return sheen + f'<defs>{night}</defs><circle cx="{x}" cy="{y}" r="{r + 1}" fill="url(#night)"/>'


def comet(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A bright head and a long double tail."""
    glow = colour or (0.70, 0.88, 1.0)
    tails = [
        path(glow, f"M186 {78 - w} Q100 {52 - w * 0.4} 4 {6 + d} Q96 {66 + w * 0.6} 184 {84 + w} Z", o)
        for w, d, o in ((13, -2, 0.22), (9, 6, 0.30), (4, 14, 0.55))
    ]
    head = (
        ellipse(glow, 184, 82, 15, 15, 0.4)
        + ellipse(light(glow, 0.6), 185, 82, 9, 9)
        + ellipse((1, 1, 1), 186, 82, 5, 5)
    )
    return Drawing("".join(tails) + head, 204.0, "".join(tails) + head)


def galaxy(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """Two arms of stars wound about a bright heart."""
    glow = colour or dice.pick(((0.62, 0.56, 0.98), (0.50, 0.76, 0.98), (0.96, 0.62, 0.78)))
    shapes = [ellipse(glow, 110, 50, 70 - 9 * n, 30 - 4 * n, 0.07) for n in range(5)]
    for n in range(230):
        arm, along = n % 2, (n // 2) / 115
        x, y = around(92, 110, 50, 14 + 92 * along, 5 + 41 * along, 180 * arm)[int(along * 62) % 92]
        spread = 3 + 9 * along
        tone = dice.pick((glow, light(glow, 0.7), (1.0, 0.95, 0.85), mix(glow, (1.0, 0.5, 0.6), 0.5)))
        shapes.append(
            ellipse(
                tone,
                x + dice.between(-spread, spread),
                y + dice.between(-spread, spread) * 0.5,
                dice.between(0.4, 1.8),
                dice.between(0.4, 1.3),
                0.85,
            )
        )
    shapes += [ellipse((1.0, 0.94, 0.80), 110, 50, 26 - 6 * n, 12 - 2.6 * n, 0.35) for n in range(4)] + [
        stroke((1, 1, 1), "M108 50 H112", 2)
    ]
    return Drawing("".join(shapes), 220.0, "".join(shapes))
