"""Where nobody stands on grass: between the stars, on the moon, under the sea and above the clouds."""

from __future__ import annotations

from functools import partial

from painting.colour import NAMED, Colour, mix
from painting.dice import Dice
from painting.easel import Layer
from painting.kinds import Kind
from painting.layers.deep import Caustics, Depths
from painting.layers.ridges import Dunes, Hills
from painting.layers.scenery import Scenery, View, together
from painting.layers.sky import Stars
from painting.layers.sprite import Sprite
from painting.layers.void import Nebula, Void
from painting.places.survey import Land, Survey
from painting.scene import Light
from painting.subjects import DRAUGHTSMEN
from painting.subjects.drawing import blobs, box, ellipse, light, path, shade, stroke
from painting.subjects.outline import limb

_GASES: tuple[tuple[Colour, Colour], ...] = (
    ((0.56, 0.24, 0.92), (0.16, 0.62, 0.98)),
    ((0.96, 0.30, 0.44), (0.98, 0.66, 0.28)),
    ((0.16, 0.66, 0.74), (0.92, 0.44, 0.78)),
    ((0.24, 0.40, 0.96), (0.96, 0.52, 0.36)),
)
_DUST = (0.56, 0.56, 0.60)
_WORLDS = frozenset({Kind.PLANET, Kind.RINGED_PLANET, Kind.MOON, Kind.SUN, Kind.GALAXY})


def space(survey: Survey) -> Land:
    """A field of stars, a nebula, and a distant world where the words named none."""
    dice = survey.dice.named("space")
    first, second = dice.pick(_GASES)
    named = [NAMED[name] for name in (*survey.scene.tones.whole, survey.scene.tones.sky) if name]
    first, second = (named[0], named[-1]) if named else (first, second)
    far: list[Layer] = [Void(mix(first, second, 0.5)), Nebula(first, second, dice.between(0.55, 1.0)), Stars(1.6, 1.0)]
    if not _WORLDS & ({each.kind for each in survey.scene.subjects} | survey.scene.absent):
        far.append(_world(survey, dice, dice.pick((Kind.PLANET, Kind.RINGED_PLANET)), dice.between(0.16, 0.34)))
    return Land(far)


def _world(survey: Survey, dice: Dice, kind: Kind, size: float) -> Layer:
    """A planet on the side that the main thing leaves free."""
    x, y = 0.5 - survey.layout.side * dice.between(0.24, 0.36), dice.between(0.20, 0.32)
    return Sprite(f"distant {kind}", DRAUGHTSMEN[kind](None, survey.palette, dice), x, y + size / 2, size)


def lunar(survey: Survey) -> Land:
    """Grey dust, craters and hills under a black sky, the earth above them."""
    dice, horizon = survey.dice.named("lunar"), survey.horizon
    far: list[Layer] = [Void((0.30, 0.34, 0.50)), Stars(1.2, 1.0)]
    if Kind.PLANET not in survey.scene.absent and not survey.scene.shows(Kind.PLANET):
        far.append(_earth(survey, dice))
    hills = Dunes("lunar hills", horizon + 0.03, 0.12, 0.0, shade(_DUST, 0.30))
    near = Dunes("lunar ground", horizon + 0.10, 0.06, 0.0, _DUST)
    return Land(far, [hills, near], [Scenery("craters", partial(_craters, survey), horizon)])


def _earth(survey: Survey, dice: Dice) -> Layer:
    drawing = DRAUGHTSMEN[Kind.PLANET]((0.20, 0.44, 0.82), survey.palette, Dice(3))
    return Sprite("earth", drawing, 0.5 - survey.layout.side * dice.between(0.16, 0.28), 0.42, 0.26)


def _craters(survey: Survey, view: View) -> str:
    """Rims that catch the light, smaller and flatter towards the horizon, and scattered stones."""
    dice, level, drawn = survey.dice.named("craters"), survey.level(view), ""
    dust = survey.paint(_DUST)
    way = -1 if survey.layout.sun.x < 0.5 else 1
    for n in range(26):
        near = (n + 1) / 26
        y = level + (view.tall - level) * (0.14 + 0.82 * near * near)
        x, wide = dice.between(-5, view.wide + 5), (1.2 + 9.0 * near * near) * dice.between(0.5, 1.3)
        drawn += ellipse(light(dust, 0.30), x - way * wide * 0.10, y + wide * 0.05, wide * 1.14, wide * 0.38)
        drawn += ellipse(shade(dust, 0.55), x, y, wide, wide * 0.30)
        drawn += ellipse(shade(dust, 0.22), x - way * wide * 0.16, y + wide * 0.06, wide * 0.80, wide * 0.20)
    return drawn


def underwater(survey: Survey) -> Land:
    """Light from above, a reef to the sides, a bed of sand, weed, bubbles and a shoal."""
    palette, horizon, power = survey.palette, survey.horizon, 0.4 + 0.6 * (survey.scene.light is not Light.NIGHT)
    far: list[Layer] = [Depths(power)]
    hazy = mix(palette.lit(palette.water), (0.25, 0.65, 0.70), 0.35)
    backs = [partial(_reef, survey, mix(hazy, (0.0, 0.1, 0.2), 0.25), 34.0, "far")]
    backs += [partial(_shoal, survey, shade(hazy, 0.35))] if Kind.FISH not in survey.scene.absent else []
    far.append(Scenery("far reef", together(*backs), 0.1, soft=True))
    sand = mix((0.86, 0.80, 0.62), hazy, 0.35)
    middle: list[Layer] = [Dunes("bed", horizon + 0.10, 0.07, 0.0, sand), Caustics(horizon + 0.02, 0.55 * power)]
    rock = mix(shade(hazy, 0.62), palette.rock, 0.2)
    fronts = (partial(_reef, survey, rock, 24.0, "near"), partial(_weed, survey), partial(_bubbles, survey))
    middle += _corals(survey) if Kind.CORAL not in survey.scene.absent else []
    return Land(far, middle, [Scenery("reef", together(*fronts), 0.3)])


def _reef(survey: Survey, tone: Colour, reach: float, name: str, view: View) -> str:
    """Rock that comes in from both edges."""
    dice, drawn, low = survey.dice.named(f"reef {name}"), "", view.tall + 2
    for left in (True, False):
        top = low - reach * dice.between(0.9, 2.0)
        points = [(0.0, top)]
        for n in range(1, 7):
            points.append(
                (reach * n / 6 * dice.between(0.85, 1.1), top + (low - top) * (n / 6) ** 0.8 + dice.between(-3, 3))
            )
        edge = " L".join(f"{x if left else view.wide - x:.2f} {y:.2f}" for x, y in points)
        outer = -2.0 if left else view.wide + 2
        drawn += path(tone, f"M{outer} {top - 3:.2f} L{edge} V{low} H{outer} Z")
    return drawn


def _shoal(survey: Survey, tone: Colour, view: View) -> str:
    """Far small fish that all turn one way."""
    dice, drawn = survey.dice.named("shoal"), ""
    x, y, way = view.wide * dice.between(0.3, 0.7), view.tall * dice.between(0.22, 0.42), 1 if dice.chance(0.5) else -1
    for _ in range(24):
        dx, dy, size = dice.between(-20, 20), dice.between(-7, 7), dice.between(0.7, 1.4)
        at = f"M{x + dx:.2f} {y + dy + 0.12 * dx:.2f}"
        drawn += path(
            tone,
            f"{at} q{way * 1.6 * size:.2f} {-1.1 * size:.2f} {way * 3.2 * size:.2f} 0 "
            f"q{-way * 1.6 * size:.2f} {1.1 * size:.2f} {-way * 3.2 * size:.2f} 0 l{-way * 1.1 * size:.2f} "
            f"{-0.8 * size:.2f} v{1.6 * size:.2f} Z",
            0.75,
        )
    return drawn


def _corals(survey: Survey) -> list[Layer]:
    dice, layers = survey.dice.named("corals"), []
    for n, (x, size) in enumerate(((0.08, 0.24), (0.90, 0.28), (0.22, 0.13), (0.78, 0.15))):
        drawing = DRAUGHTSMEN[Kind.CORAL](None, survey.palette, dice.named(n))
        layers.append(
            Sprite(f"reef coral {n}", drawing, x + dice.between(-0.04, 0.04), 0.97 - 0.02 * (n > 1), size, 0.05)
        )
    return list(layers)


def _weed(survey: Survey, view: View) -> str:
    """Kelp that sways in from the lower edge."""
    dice, drawn = survey.dice.named("weed"), ""
    green = mix(survey.paint((0.16, 0.44, 0.26)), survey.palette.lit(survey.palette.water), 0.35)
    for n in range(16):
        side = view.wide * (dice.between(0.0, 0.26) if n % 2 else dice.between(0.74, 1.0))
        tall, sway = dice.between(14, 46), dice.between(-6, 6)
        low = view.tall + 1
        blade = limb(
            (side, low, side + sway, low - tall * 0.35, side - sway * 0.6, low - tall * 0.7, side + sway, low - tall),
            (2.4, 2.6, 2.0, 0.4),
        )
        drawn += path(mix(shade(green, 0.35), light(green, 0.15), dice.between(0, 1)), blade)
    return drawn


def _bubbles(survey: Survey, view: View) -> str:
    dice, drawn = survey.dice.named("bubbles"), ""
    for _ in range(3):
        x, y = view.wide * dice.between(0.1, 0.9), view.tall * dice.between(0.5, 0.9)
        for n in range(9):
            size = dice.between(0.35, 1.5)
            bx, by = x + dice.between(-2.5, 2.5), y - 5.0 * n
            drawn += ellipse((0.85, 1.0, 1.0), bx, by, size, size, 0.25) + stroke(
                (0.9, 1.0, 1.0),
                f"M{bx - size * 0.8:.2f} {by:.2f} a{size * 0.8:.2f} {size * 0.8:.2f} 0 0 "
                f"1 {size:.2f} {-size * 0.75:.2f}",
                0.22,
            )
    return drawn


def sky(survey: Survey) -> Land:
    """Above a sea of clouds, from which a few peaks rise."""
    palette, horizon = survey.palette, survey.horizon
    far: list[Layer] = [Hills("far cloud", horizon + 0.06, 0.12, 0.55, palette.cloud)]
    middle: list[Layer] = [Scenery("heaps", partial(_heaps, survey, 0.0, 0.35), horizon - 0.12, soft=True)]
    return Land(far, middle, [Scenery("near heaps", partial(_heaps, survey, 0.12, 0.0), horizon - 0.05)])


def _heaps(survey: Survey, drop: float, distance: float, view: View) -> str:
    """Rows of towering cloud, each heap a few round masses with its light on the sun's side."""
    dice, palette, drawn = survey.dice.named(f"heaps {drop}"), survey.palette, ""
    base, middle, top = (
        mix(tone, palette.haze, distance)
        for tone in (
            mix(palette.shade, palette.cloud, 0.2),
            mix(palette.shade, palette.cloud, 0.6),
            light(palette.cloud, 0.2),
        )
    )
    way = -1 if survey.layout.sun.x < 0.5 else 1
    for row in range(3):
        y, size = (survey.horizon + drop) * view.tall + row * view.tall * 0.07, 4.0 + 1.6 * row
        puffs = [(x + dice.between(-5, 5), size * dice.between(0.5, 1.5)) for x in range(-8, int(view.wide) + 10, 4)]
        drawn += blobs(base, ((x, y + 1, r, r * 0.8) for x, r in puffs)) + box(
            base, -2, y + 2, view.wide + 4, view.tall
        )
        drawn += blobs(middle, ((x + way * r * 0.15, y + 0.6 - r * 0.12, r * 0.84, r * 0.64) for x, r in puffs))
        drawn += blobs(top, ((x + way * r * 0.30, y - r * 0.26, r * 0.60, r * 0.46) for x, r in puffs))
    return drawn
