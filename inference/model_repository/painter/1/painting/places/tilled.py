"""Land that people have laid out: fields in rows and gardens in beds; and a canyon, which nobody has."""

from __future__ import annotations

from functools import partial

from painting.colour import NAMED, Colour, mix
from painting.easel import Layer
from painting.kinds import Kind
from painting.layers.ground import Plain
from painting.layers.ridges import Hills, Woods
from painting.layers.scenery import Scenery, View
from painting.layers.water import Water
from painting.places.survey import Land, Survey
from painting.scene import Season
from painting.subjects.drawing import blobs, box, light, path, polygon, shade, stroke

_CROPS: tuple[tuple[Colour, Colour], ...] = (
    ((0.92, 0.76, 0.34), (0.74, 0.56, 0.22)),
    ((0.58, 0.44, 0.76), (0.36, 0.46, 0.28)),
    ((0.50, 0.64, 0.28), (0.42, 0.32, 0.22)),
)


def field(survey: Survey) -> Land:
    """Rows of wheat, lavender or young green that run to the horizon."""
    palette, horizon = survey.palette, survey.horizon
    far: list[Layer] = [
        Hills("far hills", horizon + 0.01, 0.14, 0.80, palette.foliage),
        Hills("hills", horizon + 0.01, 0.08, 0.52, palette.grass),
    ]
    middle: list[Layer] = [Plain(horizon, palette.grass), Scenery("rows", partial(_rows, survey), horizon)]
    if survey.wooded:
        middle.insert(0, Woods("hedge", horizon + 0.012, 0.02, 0.42, palette.foliage, size=0.045))
    return Land(far, middle, [])


def crop_of(survey: Survey) -> tuple[Colour, Colour]:
    """What grows, and the ground between: by the words' colour, by a flower that was named, or by chance."""
    asked = [each.colour for each in survey.scene.subjects if each.kind in _FLOWERS and each.colour]
    named = survey.scene.tones.ground or next(iter(asked), None)
    if survey.palette.snowy:
        return (0.93, 0.95, 0.99), (0.66, 0.66, 0.70)
    if named:
        return NAMED[named], mix(survey.palette.grass, (0.36, 0.28, 0.20), 0.3)
    return survey.dice.named("crop").pick((*_CROPS, _CROPS[0], _CROPS[0]))


_FLOWERS = frozenset({Kind.FLOWER, Kind.TULIP, Kind.SUNFLOWER, Kind.ROSE})


def _rows(survey: Survey, view: View) -> str:
    """Furrows meet in one point; each row has a lit and a shaded flank and a tufted edge."""
    crop, soil = crop_of(survey)
    level, low, dice = survey.level(view) + 0.6, view.tall + 2, survey.dice.named("rows")
    centre, drawn = view.wide * (0.5 + 0.22 * survey.layout.side), ""
    sunny = -1 if survey.layout.sun.x < centre / view.wide else 1
    bands = 7
    for band in range(bands):
        near, far = 1 - band / bands, 1 - (band + 1) / bands
        top, foot = level + (low - level) * far**1.8, level + (low - level) * near**1.8
        hazy = 0.5 * (1 - near) ** 1.5
        drawn += box(survey.paint(soil, hazy), 0, top, view.wide, foot - top + 0.3)
        lit, dark = survey.paint(crop, hazy), shade(survey.paint(crop, hazy), 0.34)
        for tone, left, right in (
            (dark, -0.32, 0.32),
            (lit, -0.32 if sunny < 0 else -0.02, 0.02 if sunny < 0 else 0.32),
        ):
            drawn += path(
                tone, "".join(_strip(centre, n, left, right, (top, foot, level, low)) for n in range(-16, 17))
            )
    drawn += blobs(
        survey.paint(light(crop, 0.2)), _tufts(survey, view, centre, dice.named("tufts").plane(150, 3).tolist())
    )
    return drawn


def _strip(centre: float, n: int, left: float, right: float, rows: tuple[float, float, float, float]) -> str:
    top, foot, level, low = rows
    spread = 13.0

    def at(share: float, y: float) -> str:
        return f"{centre + (n + share) * spread * (0.03 + (y - level) / (low - level)):.2f} {y:.2f}"

    return f"M{at(left, top)} L{at(right, top)} L{at(right, foot)} L{at(left, foot)}Z"


def _tufts(
    survey: Survey, view: View, centre: float, chances: list[list[float]]
) -> list[tuple[float, float, float, float]]:
    level, low, spots = survey.level(view), view.tall + 2, []
    for a, b, c in chances:
        deep = b * b
        n = round((a - 0.5) * 24)
        x = centre + (n + (c - 0.5) * 0.6) * 13.0 * (0.03 + deep)
        spots.append((x, level + (low - level) * deep, 0.25 + 1.1 * deep, 0.2 + 0.9 * deep))
    return spots


def garden(survey: Survey) -> Land:
    """A clipped hedge, beds in bloom on both sides of a path, a lawn."""
    palette, horizon = survey.palette, survey.horizon
    far: list[Layer] = [Hills("trees beyond", horizon - 0.02, 0.20, 0.60, palette.foliage)]
    far.append(Scenery("hedge", partial(_hedge, survey), horizon - 0.16, horizon + 0.03, soft=True))
    return Land(far, [Plain(horizon, palette.grass)], [Scenery("beds", partial(_beds, survey), horizon - 0.02)])


def _hedge(survey: Survey, view: View) -> str:
    """With an opening where the path goes through, and rounded posts beside it."""
    leaf, level = survey.paint(mix(survey.palette.foliage, survey.palette.grass, 0.35), 0.16), survey.level(view) + 1
    gate = view.wide * (0.5 + 0.10 * survey.layout.side)
    dice, drawn = survey.dice.named("hedge"), ""
    for left, right in ((-2.0, gate - 6), (gate + 6, view.wide + 2)):
        drawn += box(leaf, left, level - 9, right - left, 9.5) + box(
            light(leaf, 0.20), left, level - 9.6, right - left, 1.5
        )
        tufts = (
            (dice.between(left, right), dice.between(level - 9, level), dice.between(0.5, 1.3), 0.7) for _ in range(60)
        )
        drawn += blobs(shade(leaf, 0.25), tufts)
    return (
        drawn
        + blobs(leaf, [(gate - 7, level - 10, 3.4, 4.4), (gate + 7, level - 10, 3.4, 4.4)])
        + blobs(light(leaf, 0.2), [(gate - 7.6, level - 11.4, 2, 2.2), (gate + 6.4, level - 11.4, 2, 2.2)])
    )


def _beds(survey: Survey, view: View) -> str:
    level, low = survey.level(view), view.tall + 2
    gate, foot = view.wide * (0.5 + 0.10 * survey.layout.side), view.wide * 0.5
    gravel = survey.paint((0.90, 0.93, 0.97) if survey.palette.snowy else (0.86, 0.78, 0.64))
    drawn = path(
        shade(gravel, 0.3),
        f"M{gate - 3.4:.2f} {level:.2f} L{gate + 3.4:.2f} {level:.2f} L{foot + 25:.2f} "
        f"{low:.2f} L{foot - 25:.2f} {low:.2f} Z",
    )
    drawn += path(
        gravel,
        f"M{gate - 3:.2f} {level:.2f} L{gate + 3:.2f} {level:.2f} L{foot + 23:.2f} "
        f"{low:.2f} L{foot - 23:.2f} {low:.2f} Z",
    )
    return drawn + _flowers(survey, view, gate, foot)


def _flowers(survey: Survey, view: View, gate: float, foot: float) -> str:
    """Leaves first, then heads in drifts of colour, larger towards us."""
    dice, level, low = survey.dice.named("beds"), survey.level(view), view.tall + 2
    leaf = survey.paint(mix(survey.palette.foliage, survey.palette.grass, 0.4))
    asked = [NAMED[each.colour] for each in survey.scene.subjects if each.kind in _FLOWERS and each.colour]
    petals = asked or [
        survey.palette.accent,
        (0.97, 0.84, 0.36),
        (0.95, 0.95, 0.93),
        (0.74, 0.52, 0.84),
        (0.94, 0.56, 0.66),
    ]
    bare = survey.palette.snowy or survey.palette.season is Season.WINTER or Kind.FLOWER in survey.scene.absent
    spots: list[tuple[float, float, float]] = []
    for n in range(240):
        deep = ((n + 1) / 240) ** 1.7
        edge = gate + (foot - gate) * deep
        way = 1 if n % 2 else -1
        off = (3.6 + 22 * deep) + dice.between(0, 1) * (8 + 26 * deep)
        spots.append((edge + way * off, level + (low - level) * deep + dice.between(-1, 1), 0.5 + 1.9 * deep))
    drawn = blobs(shade(leaf, 0.25), ((x, y + r, r * 1.6, r * 1.2) for x, y, r in spots)) + blobs(
        light(leaf, 0.1), ((x - r * 0.4, y + r * 0.4, r, r * 0.8) for x, y, r in spots)
    )
    if bare:
        return drawn
    for k, petal in enumerate(petals):
        drift = [spot for n, spot in enumerate(spots) if (n // 14) % len(petals) == k]
        tone = survey.paint(petal)
        drawn += blobs(shade(tone, 0.2), ((x, y - r * 0.2, r * 0.95, r * 0.8) for x, y, r in drift)) + blobs(
            light(tone, 0.2), ((x - r * 0.2, y - r * 0.5, r * 0.55, r * 0.45) for x, y, r in drift)
        )
    return drawn


def canyon(survey: Survey) -> Land:
    """Walls of banded rock on both sides of a river, each pair paler than the one before it."""
    palette, horizon = survey.palette, survey.horizon
    far: list[Layer] = [Scenery("mesas", partial(_mesas, survey), horizon - 0.30, horizon + 0.02, soft=True)]
    middle: list[Layer] = [
        Plain(horizon, mix(palette.sand, (0.70, 0.40, 0.26), 0.5)),
        Water(horizon + 0.012, 0.15, winds=True),
    ]
    return Land(far, middle, [Scenery("walls", partial(_walls, survey))])


_STRATA: tuple[Colour, ...] = (
    (0.80, 0.46, 0.28),
    (0.70, 0.34, 0.22),
    (0.90, 0.62, 0.40),
    (0.62, 0.30, 0.22),
    (0.86, 0.54, 0.34),
)


def _mesas(survey: Survey, view: View) -> str:
    dice, level, drawn = survey.dice.named("mesas"), survey.level(view) + 1, ""
    for distance, tall in ((0.74, 20), (0.52, 14)):
        x = -dice.between(0, 12)
        while x < view.wide:
            wide, high = dice.between(10, 26), tall * dice.between(0.5, 1.1)
            for k, tone in enumerate(_STRATA):
                top = level - high * (1 - k / 5)
                lean = 0.7 * k
                drawn += polygon(
                    survey.paint(tone, distance),
                    x - lean,
                    top,
                    x + wide + lean,
                    top,
                    x + wide + lean + 1,
                    level,
                    x - lean - 1,
                    level,
                )
            x += wide + dice.between(2, 16)
    return drawn


def _walls(survey: Survey, view: View) -> str:
    """Stepped cliffs that come in from the sides."""
    drawn, low, level = "", view.tall + 2, survey.level(view)
    for depth, (reach, head, distance) in enumerate(((0.40, 0.20, 0.42), (0.30, 0.10, 0.22), (0.20, -0.02, 0.0))):
        for left in (True, False):
            dice = survey.dice.named(f"wall {depth} {left}")
            foot = level + (low - level) * (0.10 + 0.30 * depth)
            drawn += _wall(survey, view, (left, reach, head, distance, foot), dice.plane(24).tolist())
    return drawn


def _wall(survey: Survey, view: View, wall: tuple[bool, float, float, float, float], chances: list[float]) -> str:
    """Cliffs and ledges by turns, every band of its own height, slumping into scree at the foot."""
    left, reach, head, distance, foot = wall
    sunny = (survey.layout.sun.x < 0.5) != left
    y, wide = view.tall * (head + 0.06 * chances[0]), view.wide * reach * (0.8 + 0.4 * chances[1])
    shares = [0.4 + chance for chance in chances[2:12]]
    drawn, edge = "", wide * 0.36
    for n, share in enumerate(shares):
        low = y + (foot - y) * share / sum(shares[n:])
        ledge = wide * (0.13 if n % 3 == 2 else 0.02) * (0.5 + chances[12 + n])
        tone = survey.paint(mix(_STRATA[n % 5], _STRATA[0], 0.45), distance)
        tone = light(tone, 0.14) if sunny else shade(tone, 0.34)
        drawn += _band(view, left, (y, low, edge, edge + ledge), tone, chances[n : n + 12])
        y, edge = low, edge + ledge
    xs = [x if left else view.wide - x for x in (-2.0, edge - 2, edge + wide * 0.22, -2.0)]
    scree = shade(survey.paint(_STRATA[4], distance), 0.0 if sunny else 0.28)
    return drawn + polygon(scree, xs[0], y - 4, xs[1], y - 3, xs[2], y + 2.5, xs[3], y + 4)


def _band(view: View, left: bool, band: tuple[float, float, float, float], tone: Colour, chances: list[float]) -> str:
    """One stratum: top, foot, and how far it reaches in at each, with joints and a shadow under the one above."""
    top, low, upper, lower = band
    joints = "".join(
        f"M{-2 + (upper + 2) * chance:.2f} {top:.2f} l{chance - 0.5:.2f} {low - top:.2f} " for chance in chances[::2]
    )
    drawn = polygon(tone, -2, top, upper, top, upper + 0.5, (top + low) / 2, lower, low + 0.2, -2, low + 0.2)
    drawn += polygon(shade(tone, 0.26), -2, top, upper, top, upper + 0.3, top + 0.9, -2, top + 0.9)
    drawn += stroke(shade(tone, 0.2), joints, 0.35)
    return drawn if left else f'<g transform="translate({view.wide:.2f} 0) scale(-1 1)">{drawn}</g>'
