"""Worlds, comets and galaxies. The light comes from the left."""

from __future__ import annotations

from painting.colour import Colour, hexed, mix
from painting.dice import Dice
from painting.palette import Palette
from painting.subjects.drawing import Drawing, ellipse, inside, light, path, shade, stroke, turned
from painting.subjects.outline import around, smooth

_NIGHT = (0.02, 0.02, 0.07)


def planet(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A banded giant, a cratered rock or a living world, half in the dark."""
    ground = colour or dice.pick(((0.86, 0.50, 0.32), (0.30, 0.52, 0.78), (0.72, 0.60, 0.48), (0.52, 0.40, 0.66)))
    surface = dice.pick((_bands, _craters, _lands))
    return Drawing(_globe(ground, 50, 50, 49, surface(ground, 50, 50, 49, dice)), 100.0, modelled=True)


def ringed_planet(colour: Colour | None, palette: Palette, dice: Dice) -> Drawing:
    """A banded giant within its rings, which cross it in front and vanish behind."""
    ground = colour or dice.pick(((0.90, 0.72, 0.48), (0.62, 0.56, 0.80), (0.86, 0.52, 0.44)))
    ring = mix(ground, (0.96, 0.90, 0.80), 0.55)
    tilt = dice.between(-24, -10)
    bands = [(1.0, 3.0, ring), (0.90, 2.4, shade(ring, 0.25)), (0.80, 3.8, light(ring, 0.3))]

    def half(sweep: int) -> str:
        """The rings behind the globe (1) or before it (0)."""
        arcs = [
            stroke(tone, f"M{100 - 98 * r:.1f} 50 A{98 * r:.1f} {24 * r:.1f} 0 0 {sweep} {100 + 98 * r:.1f} 50", wide)
            for r, wide, tone in bands
        ]
        return turned(tilt, 100, 50, *arcs)

    return Drawing(
        half(1) + _globe(ground, 100, 50, 40, _bands(ground, 100, 50, 40, dice)) + half(0), 200.0, modelled=True
    )


def _globe(ground: Colour, x: float, y: float, r: float, marks: str) -> str:
    """A sphere with what is on it, and its night side."""
    route = f"M{x - r} {y} A{r} {r} 0 1 1 {x + r} {y} A{r} {r} 0 1 1 {x - r} {y} Z"
    return path(ground, route) + inside(route, marks, _terminator(x, y, r))


def _bands(ground: Colour, x: float, y: float, r: float, dice: Dice) -> str:
    """Belts of cloud, and a storm."""
    drawn = ""
    for n in range(9):
        top = y - r + r * 0.23 * n
        low = top + r * dice.between(0.10, 0.24)
        tone = mix(ground, (0.98, 0.93, 0.84), 0.42) if n % 2 else shade(ground, dice.between(0.02, 0.24))
        upper = f"M{x - r} {top:.1f} Q{x} {top + r * 0.12:.1f} {x + r} {top:.1f}"
        lower = f"V{low:.1f} Q{x} {top + r * 0.34:.1f} {x - r} {top + r * 0.16:.1f} Z"
        drawn += path(tone, f"{upper} {lower}", 0.75)
    storm = mix(ground, (0.86, 0.36, 0.26), 0.6)
    return drawn + ellipse(storm, x - r * 0.3, y + r * 0.34, r * 0.18, r * 0.10, 0.8)


def _craters(ground: Colour, x: float, y: float, r: float, dice: Dice) -> str:
    """Each with a lit rim."""
    drawn = ""
    for _ in range(15):
        cx, cy = x + dice.between(-0.85, 0.8) * r, y + dice.between(-0.85, 0.85) * r
        size = dice.between(0.04, 0.17) * r
        drawn += ellipse(light(ground, 0.3), cx - size * 0.16, cy - size * 0.14, size * 1.1, size)
        drawn += ellipse(shade(ground, 0.36), cx, cy, size, size * 0.9)
    return drawn


def _lands(ground: Colour, x: float, y: float, r: float, dice: Dice) -> str:
    """Continents, and streaks of cloud over them."""
    land, drawn = mix((0.36, 0.56, 0.30), ground, 0.25), ""
    for _ in range(7):
        cx, cy = x + dice.between(-0.8, 0.7) * r, y + dice.between(-0.7, 0.7) * r
        size = dice.between(0.14, 0.34) * r
        coast = around(9, cx, cy, size, size * 0.7)
        drawn += path(land, smooth(*(value + dice.between(-0.3, 0.3) * size for point in coast for value in point)))
    for share in (-0.5, -0.1, 0.35):
        streak = f"M{x - r} {y + share * r:.1f} q{r * 0.5:.1f} {-0.10 * r:.1f} {r} 0 t{r * 0.7:.1f} 0"
        drawn += path((0.97, 0.98, 1.0), streak, 0.55)
    return drawn


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
