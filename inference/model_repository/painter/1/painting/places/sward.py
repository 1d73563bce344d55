"""What grows on open ground: tufts of grass, drifts of flowers, here and there a tree or a fence."""

from __future__ import annotations

from functools import partial

from painting.colour import NAMED, Colour
from painting.dice import Dice
from painting.easel import Layer
from painting.kinds import Kind
from painting.layers.scenery import Scenery, View
from painting.layers.sprite import Sprite
from painting.places.survey import Survey
from painting.subjects import DRAUGHTSMEN
from painting.subjects.drawing import blobs, light, path, shade

_FLOWERS = frozenset({Kind.FLOWER, Kind.TULIP, Kind.ROSE, Kind.SUNFLOWER})
_WILD: tuple[Colour, ...] = ((0.97, 0.84, 0.36), (0.96, 0.95, 0.93), (0.62, 0.50, 0.86), (0.95, 0.56, 0.66))


def sward(survey: Survey) -> list[Layer]:
    """Grass and flowers in one cloth, and a clump of trees far off."""
    layers: list[Layer] = list(_clump(survey)) if survey.wooded else []
    return [*layers, Scenery("sward", partial(_sward, survey), survey.horizon, lined=False)]


def _sward(survey: Survey, view: View) -> str:
    return _tufts(survey, view) + ("" if _bare(survey) else _drifts(survey, view))


def _bare(survey: Survey) -> bool:
    return Kind.FLOWER in survey.scene.absent or survey.palette.snowy


def _spots(survey: Survey, view: View, dice: Dice, count: int) -> list[tuple[float, float, float]]:
    """x, y and how near, 0 to 1: far ones close together."""
    level, spots = survey.level(view) + 1, []
    for a, b in dice.plane(round(count * view.wide / 100), 2).tolist():
        near = b**1.7
        spots.append((view.wide * a, level + (view.tall - level) * near, near))
    return sorted(spots, key=lambda spot: spot[2])


def _tufts(survey: Survey, view: View) -> str:
    """Bunches of three blades in two tones, in patches."""
    dice = survey.dice.named("tufts")
    ground = survey.paint(survey.palette.grass)
    routes = ["", ""]
    for n, (x, y, near) in enumerate(_spots(survey, view, dice, 210)):
        tall, lean = 0.5 + 4.2 * near, (0.5 - (n * 0.37) % 1.0) * 1.6
        for k in (-1, 0, 1):
            tip = f"{x + (k * 0.42 + lean * 0.3) * tall:.2f} {y - tall * (1.0 - 0.25 * abs(k)):.2f}"
            routes[n % 2] += (
                f"M{x + k * 0.12 * tall:.2f} {y:.2f} Q{x + k * 0.16 * tall:.2f} {y - tall * 0.6:.2f} "
                f"{tip} L{x + (k * 0.12 + 0.16) * tall:.2f} {y:.2f}Z"
            )
    return path(shade(ground, 0.24), routes[0]) + path(light(ground, 0.16), routes[1])


def _drifts(survey: Survey, view: View) -> str:
    """Flowers of a few colours, each crowded about its own places; a sea of them where many were asked for."""
    dice, scene = survey.dice.named("drifts"), survey.scene
    asked = [subject for subject in scene.subjects if subject.kind in _FLOWERS]
    many = any(subject.count > 2 for subject in asked)
    bound = [NAMED[subject.colour] for subject in asked if subject.colour]
    petals = bound or [survey.palette.accent, *_WILD][: 5 if many else 3]
    spots = _spots(survey, view, dice, 520 if many else dice.pick((40, 90, 170)))
    centres = dice.plane(len(petals), 3).tolist()
    drawn = ""
    for k, petal in enumerate(petals):
        middle, wide = view.wide * centres[k][0], view.wide * (0.9 if many else 0.10 + 0.20 * centres[k][1])
        drift = [spot for n, spot in enumerate(spots) if n % len(petals) == k and abs(spot[0] - middle) < wide]
        tone = survey.paint(petal)
        drawn += blobs(shade(tone, 0.18), ((x, y, 0.16 + 0.95 * near, 0.13 + 0.72 * near) for x, y, near in drift))
        drawn += blobs(
            light(tone, 0.22),
            ((x - 0.2 * near, y - 0.2 * near, 0.1 + 0.5 * near, 0.08 + 0.36 * near) for x, y, near in drift),
        )
    return drawn


def _clump(survey: Survey) -> list[Layer]:
    """One to three trees in the middle distance, away from the main thing."""
    dice = survey.dice.named("clump")
    if {Kind.TREE, Kind.PINE} & {each.kind for each in survey.scene.subjects} or dice.chance(0.25):
        return []
    layers: list[Layer] = []
    x = 0.5 - survey.layout.side * dice.between(0.18, 0.40)
    kind = Kind.PINE if dice.chance(0.3) else Kind.TREE
    for n in range(int(dice.between(1, 4))):
        drawing = DRAUGHTSMEN[kind](None, survey.palette, dice.named(n))
        size, depth = dice.between(0.13, 0.22), dice.between(0.03, 0.09)
        layers.append(
            Sprite(
                f"clump {n}",
                drawing,
                x + dice.between(-0.09, 0.09),
                survey.horizon + depth,
                size,
                0.34,
                flipped=n % 2 == 1,
            )
        )
    return layers
