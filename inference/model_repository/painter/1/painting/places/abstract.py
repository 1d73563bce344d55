"""Pictures of nothing but shape and colour: six ways to make one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from math import sqrt

from painting.colour import NAMED, Colour, mix
from painting.dice import Dice
from painting.layers.scenery import Scenery, View
from painting.places.survey import Land, Survey
from painting.scene import Pattern
from painting.subjects.drawing import box, ellipse, light, path, polygon, shade, stroke
from painting.subjects.outline import around, line, smooth

_SETS: tuple[tuple[Colour, ...], ...] = (
    (
        (0.95, 0.92, 0.84),
        (0.84, 0.22, 0.16),
        (0.10, 0.24, 0.48),
        (0.95, 0.72, 0.20),
        (0.10, 0.10, 0.12),
        (0.26, 0.55, 0.58),
    ),
    (
        (0.93, 0.89, 0.80),
        (0.88, 0.48, 0.30),
        (0.22, 0.36, 0.34),
        (0.93, 0.76, 0.52),
        (0.30, 0.18, 0.18),
        (0.66, 0.70, 0.56),
    ),
    (
        (0.10, 0.12, 0.20),
        (0.94, 0.34, 0.38),
        (0.98, 0.72, 0.34),
        (0.20, 0.56, 0.66),
        (0.93, 0.90, 0.84),
        (0.46, 0.30, 0.62),
    ),
    (
        (0.96, 0.94, 0.92),
        (0.14, 0.20, 0.42),
        (0.94, 0.60, 0.62),
        (0.38, 0.62, 0.80),
        (0.12, 0.12, 0.16),
        (0.98, 0.82, 0.42),
    ),
    (
        (0.90, 0.93, 0.90),
        (0.10, 0.42, 0.44),
        (0.96, 0.52, 0.24),
        (0.60, 0.76, 0.66),
        (0.08, 0.16, 0.22),
        (0.98, 0.86, 0.60),
    ),
)


@dataclass(frozen=True)
class Inks:
    """The paper, a dark for lines, and the colours that fill."""

    paper: Colour
    dark: Colour
    fills: tuple[Colour, ...]


def abstract(survey: Survey) -> Land:
    """In the pattern the words asked for, or one by chance; quiet where the words named shapes of their own."""
    if survey.scene.subjects and not survey.scene.pattern:
        quiet = partial(_on_paper, _quiet, inks_of(survey), survey.dice.named("quiet"))
        return Land(far=[Scenery("abstract", quiet)])
    pattern = survey.scene.pattern or survey.dice.named("pattern").pick(tuple(Pattern))
    drawn = partial(_on_paper, _PATTERNS[pattern], inks_of(survey), survey.dice.named(pattern))
    return Land(far=[Scenery("abstract", drawn)])


def inks_of(survey: Survey) -> Inks:
    """One of a few sets; named colours push out the first fills."""
    paper, *rest = survey.dice.named("inks").pick(_SETS)
    named = [NAMED[name] for name in survey.scene.tones.whole]
    if survey.scene.tones.ground or survey.scene.tones.sky:
        paper = light(NAMED[survey.scene.tones.ground or survey.scene.tones.sky or "white"], 0.25)
    dark = rest.pop(3)
    if sum(paper) < 1.0:
        dark, rest = rest[-1], [*rest[:-1], dark]
    tints = [tint for each in named for tint in (each, light(each, 0.45), shade(each, 0.35))]
    return Inks(paper, dark, tuple(tints + rest[:1]) if named else tuple(rest))


def _on_paper(pattern: Callable[[Inks, Dice, View], str], inks: Inks, dice: Dice, view: View) -> str:
    return box(inks.paper, 0, 0, view.wide, view.tall) + pattern(inks, dice, view)


def _quiet(inks: Inks, dice: Dice, view: View) -> str:
    """Pale fields and a few fine lines, before which other shapes can be seen."""
    x, y = view.wide * dice.between(0.3, 0.7), view.tall * dice.between(0.3, 0.7)
    first, second = (mix(inks.paper, dice.pick(inks.fills), 0.20) for _ in range(2))
    across = dice.between(0.25, 0.75) * view.wide
    drawn = box(first, 0, 0, across, view.tall) + ellipse(second, x, y, 34, 34)
    for _ in range(5):
        lean, at = dice.between(-30, 30), dice.between(0, view.wide)
        drawn += stroke(mix(inks.paper, inks.dark, 0.6), f"M{at:.2f} -2 L{at + lean:.2f} {view.tall + 2:.2f}", 0.3)
    return drawn


def _circles(inks: Inks, dice: Dice, view: View) -> str:
    """Rings in rings, rays, arcs and a grid of lines, hung on a diagonal."""
    drawn = ""
    for n in range(11):
        share = n / 10
        x, y = (
            view.wide * (0.12 + 0.76 * share) + dice.between(-16, 16),
            view.tall * (0.80 - 0.62 * share) + dice.between(-22, 22),
        )
        r = dice.between(3, 9) if n % 3 else dice.between(12, 20)
        for ring in range(4 if r > 10 else 2):
            drawn += ellipse(dice.pick(inks.fills), x, y, r * (1 - 0.26 * ring), r * (1 - 0.26 * ring), 0.94)
        drawn += stroke(inks.dark, _ring(x, y, r + 1.2), 0.4) if dice.chance(0.5) else ""
    for _ in range(9):
        x, y = dice.between(0, view.wide), dice.between(0, view.tall)
        dx, dy = dice.between(-46, 46), dice.between(-46, 46)
        drawn += stroke(inks.dark, f"M{x:.2f} {y:.2f} l{dx:.2f} {dy:.2f}", dice.between(0.25, 1.3))
    for _ in range(3):
        x, y, r = dice.between(10, view.wide - 10), dice.between(10, view.tall - 10), dice.between(8, 17)
        drawn += polygon(
            dice.pick(inks.fills),
            *(value for point in around(3, x, y, r, r, dice.between(0, 120)) for value in point),
            opacity=0.85,
        )
        drawn += "".join(stroke(inks.dark, f"M{x + 3 * k:.2f} {y - r:.2f} l6 {2 * r:.2f}", 0.35) for k in range(4))
    return drawn


def _ring(x: float, y: float, r: float) -> str:
    return f"M{x - r:.2f} {y:.2f} a{r:.2f} {r:.2f} 0 1 1 {2 * r:.2f} 0 a{r:.2f} {r:.2f} 0 1 1 {-2 * r:.2f} 0"


def _grid(inks: Inks, dice: Dice, view: View) -> str:
    """Square tiles with quarter discs, halves, stripes and dots."""
    side, drawn = 100.0 / dice.pick((4, 5, 6)), ""
    for row in range(int(view.tall / side) + 1):
        for column in range(int(view.wide / side) + 1):
            drawn += _tile(inks, dice, column * side, row * side, side)
    return drawn


def _tile(inks: Inks, dice: Dice, x: float, y: float, s: float) -> str:
    ground, shape = dice.pick((inks.paper, *inks.fills)), dice.pick((*inks.fills, inks.dark))
    drawn, turn = box(ground, x, y, s + 0.1, s + 0.1), 90 * int(dice.between(0, 4))
    match int(dice.between(0, 7)):
        case 0 | 1:
            inner = path(shape, f"M{x} {y} h{s} A{s} {s} 0 0 1 {x} {y + s} Z")
        case 2:
            inner = path(shape, f"M{x} {y + s / 2} A{s / 2} {s / 2} 0 0 1 {x + s} {y + s / 2} Z") + path(
                dice.pick(inks.fills), f"M{x} {y + s} A{s / 2} {s / 2} 0 0 1 {x + s} {y + s} Z"
            )
        case 3:
            inner = "".join(box(shape, x, y + s * k / 7, s, s / 14 + 0.3) for k in range(0, 7))
        case 4:
            inner = ellipse(shape, x + s / 2, y + s / 2, s * 0.42, s * 0.42) + ellipse(
                ground, x + s / 2, y + s / 2, s * 0.2, s * 0.2
            )
        case 5:
            inner = polygon(shape, x, y, x + s, y, x, y + s)
        case _:
            inner = "".join(
                ellipse(shape, x + s * (k % 3 + 0.5) / 3, y + s * (k // 3 + 0.5) / 3, s * 0.09, s * 0.09)
                for k in range(9)
            )
    return drawn + f'<g transform="rotate({turn} {x + s / 2:.3f} {y + s / 2:.3f})">{inner}</g>'


def _flow(inks: Inks, dice: Dice, view: View) -> str:
    """Hundreds of strokes that follow one slow current."""
    whirls = [(dice.between(0, view.wide), dice.between(0, view.tall), dice.between(-1, 1)) for _ in range(5)]
    drawn = ""
    for n in range(240):
        x, y = dice.between(-8, view.wide + 8), dice.between(-8, view.tall + 8)
        route, tone = [x, y], mix(dice.pick(inks.fills), inks.paper, dice.between(0, 0.3))
        for _ in range(9):
            dx, dy = 1.0, 0.15
            for wx, wy, spin in whirls:
                ox, oy = x - wx, y - wy
                pull = spin * 26 / (ox * ox + oy * oy + 120)
                dx, dy = dx - oy * pull, dy + ox * pull
            long = sqrt(dx * dx + dy * dy) or 1.0
            x, y = x + 4.2 * dx / long, y + 4.2 * dy / long
            route += [x, y]
        drawn += stroke(inks.dark if n % 17 == 0 else tone, line(*route), dice.between(0.5, 2.6))
    return drawn


def _waves(inks: Inks, dice: Dice, view: View) -> str:
    """Bands of rolling colour under a disc."""
    drawn = ellipse(inks.fills[1], view.wide * dice.between(0.3, 0.7), view.tall * 0.26, 17, 17)
    count = 11
    for n in range(count):
        base, lift = view.tall * (0.30 + 0.72 * n / count), 4.0 + 7.0 * n / count
        start = dice.between(-30, 0)
        route = f"M{start - 30:.2f} {base:.2f} " + "".join(
            f"q{10 + n:.2f} {-lift if k % 2 else lift:.2f} {20 + 2 * n:.2f} 0 " for k in range(int(view.wide / 20) + 4)
        )
        tone = mix(inks.fills[n % len(inks.fills)], inks.paper if n % 2 else inks.dark, 0.12)
        drawn += path(tone, f"{route} V{view.tall + 2:.2f} H-60 Z") + stroke(light(tone, 0.5), route, 0.5)
    return drawn


def _blocks(inks: Inks, dice: Dice, view: View) -> str:
    """Heavy lines, a few filled fields, much paper."""
    fields = [(0.0, 0.0, view.wide, view.tall)]
    for _ in range(11):
        fields.sort(key=lambda field: -field[2] * field[3])
        x, y, wide, tall = fields.pop(0)
        at = dice.between(0.26, 0.74)
        if wide * dice.between(0.6, 1.4) > tall:
            fields += [(x, y, wide * at, tall), (x + wide * at, y, wide * (1 - at), tall)]
        else:
            fields += [(x, y, wide, tall * at), (x, y + tall * at, wide, tall * (1 - at))]
    drawn = ""
    for x, y, wide, tall in fields:
        fill = dice.pick(inks.fills[:3]) if dice.chance(0.42) else mix(inks.paper, (1.0, 1.0, 1.0), 0.3)
        drawn += box(fill, x, y, wide, tall) + stroke(
            inks.dark, f"M{x:.2f} {y:.2f} h{wide:.2f} v{tall:.2f} h{-wide:.2f} Z", 1.7
        )
    return drawn


def _terrazzo(inks: Inks, dice: Dice, view: View) -> str:
    """Chips of stone in plaster."""
    drawn = ""
    for size, count in ((7.5, 26), (4.6, 60), (2.4, 150), (1.1, 240)):
        for _ in range(int(count * view.wide * view.tall / 1e4)):
            x, y = dice.between(-3, view.wide + 3), dice.between(-3, view.tall + 3)
            chip = [
                value
                for px, py in around(6, x, y, size, size * 0.7, dice.between(0, 60))
                for value in (px + dice.between(-0.4, 0.4) * size, py + dice.between(-0.4, 0.4) * size)
            ]
            tone = dice.pick((*inks.fills, inks.dark))
            drawn += (polygon(tone, *chip) if size < 4 else path(tone, smooth(*chip))) + (
                polygon(light(tone, 0.25), *chip[:6], opacity=0.5) if size > 4 else ""
            )
    return drawn


_PATTERNS: Mapping[Pattern, Callable[[Inks, Dice, View], str]] = {
    Pattern.CIRCLES: _circles,
    Pattern.GRID: _grid,
    Pattern.FLOW: _flow,
    Pattern.WAVES: _waves,
    Pattern.BLOCKS: _blocks,
    Pattern.TERRAZZO: _terrazzo,
}
