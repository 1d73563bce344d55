"""Where land and water meet in sight of us: beaches, islands and waterfalls."""

from __future__ import annotations

from functools import partial

from painting.colour import Colour, mix
from painting.dice import Dice
from painting.easel import Layer
from painting.kinds import Kind
from painting.layers.air import Mist
from painting.layers.ground import Bank, Grass
from painting.layers.ridges import Hills, Woods
from painting.layers.scenery import Scenery, View
from painting.layers.sprite import Sprite
from painting.layers.water import Foam, Water
from painting.places.survey import Land, Survey
from painting.subjects import DRAUGHTSMEN
from painting.subjects.drawing import blobs, dots, light, path, polygon, shade, stroke
from painting.subjects.outline import line, star


def beach(survey: Survey) -> Land:
    """The sea, three lines of surf, wet sand and dry, with palms at the side where none were asked for."""
    palette, horizon = survey.palette, survey.horizon
    land = Land(middle=[Water(horizon, survey.rough), Foam(horizon, 0.35 + 0.5 * survey.rough)])
    if survey.dice.named("far").chance(0.6):
        land.far = [Hills("islands", horizon + 0.03, 0.10, 0.62, palette.foliage)]
    land.near = [Scenery("sand", partial(_sand, survey), survey.layout.footing - 0.10)]
    asked = {each.kind for each in survey.scene.subjects}
    if survey.wooded and Kind.PALM not in asked | survey.scene.absent and not palette.snowy:
        land.near += _palms(survey)
    return land


def _shoreline(survey: Survey, view: View, offset: float) -> list[float]:
    """A slow curve across the picture, so many hundredths below the first dry sand."""
    dice, side = survey.dice.named("shore"), survey.layout.side
    level, points = survey.layout.footing * view.tall - 2, []
    for n in range(8):
        share = n / 7
        tilt = side * (share - 0.5) * 9
        points += [-3 + (view.wide + 6) * share, level + offset + tilt + dice.between(-1.6, 1.6)]
    return points


def _sand(survey: Survey, view: View) -> str:
    """Wet, then dry, with surf along the edge, and a few shells and stones."""
    sand = survey.paint(survey.palette.sand)
    low = f"L{view.wide + 3:.2f} {view.tall + 2:.2f} L-3 {view.tall + 2:.2f} Z"
    foam, drawn = survey.paint((0.97, 0.99, 1.0)), ""
    for offset, wide in ((-4.6, 0.7), (-2.2, 1.0)):
        drawn += stroke(foam, line(*_shoreline(survey, view, offset)), wide)
    wet = mix(shade(sand, 0.30), survey.palette.sky_low, 0.22)
    drawn += path(wet, line(*_shoreline(survey, view, 0.0)) + low) + stroke(
        foam, line(*_shoreline(survey, view, 0.0)), 1.7
    )
    for n in range(5):
        tone = mix(mix(wet, sand, 0.5), light(sand, 0.16), n / 4)
        drawn += path(tone, line(*_shoreline(survey, view, 6.0 + 6.5 * n)) + low)
    return drawn + _strewn(survey, view, sand)


def _strewn(survey: Survey, view: View, sand: Colour) -> str:
    dice, top = survey.dice.named("strewn"), survey.layout.footing * view.tall + 12
    spots = [(dice.between(0, view.wide), dice.between(top, view.tall)) for _ in range(70)]
    drawn = dots(shade(sand, 0.28), 0.28, *(value for spot in spots[:55] for value in spot))
    drawn += blobs(shade(sand, 0.18), ((x, y, 5.0, 0.7) for x, y in spots[50:62]), 0.6)
    for x, y in spots[62:65]:
        drawn += path(survey.paint((0.93, 0.56, 0.40)), star(5, x, y, 1.9, 0.8, dice.between(0, 70)))
    return drawn + blobs(survey.paint((0.97, 0.92, 0.88)), ((x, y, 0.8, 0.55) for x, y in spots[65:]))


def _palms(survey: Survey) -> list[Layer]:
    """Two at the edge that the main thing leaves free."""
    dice, layers = survey.dice.named("palms"), []
    edge = 0.5 - 0.46 * survey.layout.side
    for n, (away, size) in enumerate(((0.05, 0.52), (-0.02, 0.64))):
        drawing = DRAUGHTSMEN[Kind.PALM](None, survey.palette, dice.named(n))
        x = edge + survey.layout.side * away + dice.between(-0.02, 0.02)
        base = survey.layout.footing + (1 - survey.layout.footing) * (0.24 + 0.22 * n)
        layers.append(Sprite(f"palm {n}", drawing, x, base, size, 0.04, flipped=survey.layout.side < 0))
    return list(layers)


def island(survey: Survey) -> Land:
    """A hump of green with a rim of sand, out at sea."""
    palette, horizon = survey.palette, survey.horizon
    land = Land(middle=[Water(horizon, survey.rough), Foam(horizon, 0.2 + 0.5 * survey.rough)])
    if survey.dice.named("far").chance(0.5):
        land.far = [Hills("far islands", horizon + 0.03, 0.07, 0.74, palette.foliage)]
    land.near = [Scenery("island", partial(_island, survey), horizon - 0.25, horizon + 0.2)]
    if survey.wooded and not {Kind.PALM} & ({each.kind for each in survey.scene.subjects} | survey.scene.absent):
        land.near += _grove(survey)
    return land


def _island(survey: Survey, view: View) -> str:
    dice, level = survey.dice.named("island"), survey.level(view)
    middle, half = view.wide * survey.layout.shore_x, 25.0 + 6 * len(survey.layout.shore)
    base, green, sand = level + 6.5, survey.paint(survey.palette.grass, 0.06), survey.paint(survey.palette.sand, 0.05)
    drawn = path(sand, line(*_hump(middle, base, half * 1.2, 4.0, dice)) + "Z") + path(
        green, line(*_hump(middle, base - 1.4, half, 9.5, dice)) + "Z"
    )
    drawn += path(shade(green, 0.28), line(*_hump(middle + half * 0.3, base - 1.4, half * 0.66, 4.5, dice)) + "Z")
    rocks = (
        (middle + side * half * dice.between(1.0, 1.3), base + 0.4, dice.between(1, 2.6), dice.between(0.7, 1.4))
        for side in (-1, -1, 1, 1, 1)
    )
    return drawn + blobs(survey.paint(survey.palette.rock), rocks)


def _hump(middle: float, base: float, half: float, tall: float, dice: Dice) -> list[float]:
    points: list[float] = []
    for n in range(9):
        off = (n - 4) / 4
        points += [
            middle + off * half,
            base - tall * (1 - off * off) * (dice.between(0.85, 1.1) if abs(off) < 0.9 else 0),
        ]
    return points


def _grove(survey: Survey) -> list[Layer]:
    dice, layers = survey.dice.named("grove"), []
    for n, (away, size) in enumerate(((-0.10, 0.20), (0.09, 0.24), (0.0, 0.28))):
        drawing = DRAUGHTSMEN[Kind.PALM](None, survey.palette, dice.named(n))
        x = survey.layout.shore_x + away + dice.between(-0.02, 0.02)
        layers.append(Sprite(f"grove {n}", drawing, x, survey.horizon + 0.02, size, 0.08, flipped=n == 1))
    return list(layers)


def waterfall(survey: Survey) -> Land:
    """A cliff, white water falling over it in steps, spray at its foot and a pool before us."""
    palette, horizon = survey.palette, survey.horizon
    far: list[Layer] = [Hills("far hills", horizon - 0.20, 0.16, 0.78, palette.foliage)]
    if survey.wooded:
        far.append(Woods("woods above", horizon - 0.24, 0.05, 0.34, palette.foliage, size=0.13))
    far.append(Scenery("cliff", partial(_cliff, survey), 0.05, horizon + 0.04))
    pool = horizon + 0.02
    middle: list[Layer] = [Water(pool, 0.25), Foam(pool, 0.45), Mist("spray", horizon + 0.01, 0.06, 0.62)]
    bank = Bank("bank", 0.5 + 0.42 * survey.layout.side, survey.layout.footing + 0.02, 1.08, palette.grass, 0.03, 0.42)
    stones = Scenery("stones", partial(_stones, survey), horizon)
    return Land(far, middle, [stones, bank, *([Grass(0.06, palette.foliage)] if survey.dice.chance(0.5) else [])])


def _cliff(survey: Survey, view: View) -> str:
    """Columns of rock, light and dark, with moss on their heads, and the fall between them."""
    dice, level = survey.dice.named("cliff"), survey.level(view) + 4
    rock = survey.paint(mix(survey.palette.rock, (0.46, 0.40, 0.36), 0.5), 0.10)
    green = survey.paint(mix(survey.palette.foliage, survey.palette.grass, 0.5), 0.08)
    middle = view.wide * (0.5 - 0.10 * survey.layout.side)
    drawn, x, head = "", -4.0, survey.horizon * view.tall * 0.34
    while x < view.wide + 4:
        wide = dice.between(4, 9)
        near = abs(x + wide / 2 - middle) / view.wide
        top = head + dice.between(-3, 3) + (6 if near < 0.12 else 0) - 15 * near
        tone = mix(shade(rock, 0.34), light(rock, 0.12), dice.between(0, 1))
        drawn += polygon(
            tone, x, level, x - 0.5, top + 1, x + wide * 0.5, top - 1, x + wide + 0.6, top + 1.4, x + wide + 0.4, level
        )
        drawn += polygon(
            shade(tone, 0.3),
            x + wide * 0.66,
            level,
            x + wide * 0.7,
            top + 0.5,
            x + wide + 0.6,
            top + 1.4,
            x + wide + 0.4,
            level,
        )
        drawn += blobs(
            green,
            (
                (x + dice.between(0, wide), top + dice.between(-1, 2), dice.between(1.6, 3.4), dice.between(0.9, 1.7))
                for _ in range(5)
            ),
        )
        x += wide
    return drawn + _fall(survey, middle, head + 4, level, dice)


def _fall(survey: Survey, middle: float, top: float, low: float, dice: Dice) -> str:
    """Sheets of white, broader below, with streaks of blue."""
    white, blue = survey.paint((0.97, 0.99, 1.0)), survey.paint(mix((0.66, 0.82, 0.92), survey.palette.sky_middle, 0.3))
    drawn = ""
    for half, tone in ((8.5, blue), (7.0, white)):
        drawn += path(
            tone,
            f"M{middle - half * 0.7:.2f} {top:.2f} Q{middle - half * 0.8:.2f} {(top + low) / 2:.2f} "
            f"{middle - half * 1.3:.2f} {low:.2f} H{middle + half * 1.3:.2f} Q{middle + half * 0.8:.2f} "
            f"{(top + low) / 2:.2f} {middle + half * 0.7:.2f} {top:.2f} Z",
        )
    streaks = ""
    for _ in range(26):
        off, start = dice.between(-1, 1), dice.between(top, low - 8)
        share = (start - top) / (low - top)
        streaks += f"M{middle + off * (5 + 3 * share):.2f} {start:.2f} l{off * 1.2:.2f} {dice.between(5, 14):.2f} "
    return drawn + stroke(blue, streaks, 0.5)


def _stones(survey: Survey, view: View) -> str:
    dice, level, drawn = survey.dice.named("stones"), survey.level(view), ""
    rock = survey.paint(survey.palette.rock)
    for n in range(16):
        near = (n + 1) / 16
        x, y = dice.between(0, view.wide), level + 4 + (view.tall - level) * 0.62 * near
        wide = (1.4 + 4.6 * near) * dice.between(0.6, 1.3)
        drawn += blobs(shade(rock, 0.35), [(x, y, wide, wide * 0.5)]) + blobs(
            light(rock, 0.18), [(x - wide * 0.16, y - wide * 0.16, wide * 0.76, wide * 0.30)]
        )
    return drawn
