"""Several of a kind: a few stand together, many are spread over the ground, birds fly in a V or scattered."""

from __future__ import annotations

from dataclasses import replace

from painting.dice import Dice
from painting.natures import NATURES, Stand
from painting.scene import Subject
from painting.standing import GROWING, Ground, Site, placed_by_words, single

_FEW = 6
_SIZES = (1.0, 0.62, 0.84, 0.72)
_ROWS = 5
_ACROSS, _DEEP = 0.6180, 0.7071  # multiples of these never crowd, however many they are
_EDGE = 0.07


def group(ground: Ground, subject: Subject, slot: int) -> list[Site]:
    """A site for each of them. More of them move none of those that were there."""
    lead = placed_by_words(ground, single(ground, subject, slot, 0))
    if subject.count == 1:
        return [lead]
    dice = ground.dice.named(f"group {subject.slot}")
    if lead.lift < 0:
        return _flock(lead, subject, dice)
    if subject.count > _FEW or (subject.kind in GROWING and subject.count > 3):
        return _spread(ground, lead, subject, slot)
    return _cluster(ground, lead, subject, dice)


def _flock(lead: Site, subject: Subject, dice: Dice) -> list[Site]:
    """In a V behind the first, or scattered about it."""
    geese = NATURES[subject.kind].stand is Stand.AIR and subject.count > 4 and dice.chance(0.5)
    spacing, edge = _spacing(lead, subject.count, 0.95)
    found = [lead]
    for number, step in enumerate(_steps(lead.x, spacing, edge, subject.count), 1):
        own = dice.named(number)
        if geese:
            up, aside, size = -abs(step) * spacing * 0.45, step * spacing * 0.82, lead.size * 0.92
        else:
            up, aside = own.between(-1.3, 1.3) * lead.size, step * spacing
            size = lead.size * _SIZES[number % len(_SIZES)]
        base = min(max(lead.base, size), 0.92)
        variant = 1 + number % len(_SIZES) if subject.count > _FEW else 0
        found.append(
            replace(lead, number=number, base=base, size=size, aside=aside, lift=up - size / 2, variant=variant)
        )
    return found


def _cluster(ground: Ground, lead: Site, subject: Subject, dice: Dice) -> list[Site]:
    """Side by side, the one nearer than the other, larger where nearer."""
    spacing, edge = _spacing(lead, subject.count, 0.78)
    found = [lead]
    for number, step in enumerate(_steps(lead.x, spacing, edge, subject.count), 1):
        own = dice.named(number)
        base, nearer = lead.base, 1.0
        if lead.base > ground.horizon:
            base = max(ground.footing + 0.02, min(0.97, lead.base + own.between(-0.055, 0.045)))
            nearer = (base - ground.horizon + 0.12) / (lead.base - ground.horizon + 0.12)
        size = lead.size * nearer * own.between(0.86, 1.04)
        aside = spacing * (step + own.between(-0.12, 0.12))
        found.append(replace(lead, number=number, base=base, size=size, aside=aside))
    return found


def _spacing(lead: Site, count: int, apart: float) -> tuple[float, float]:
    """How far apart they are, for all to be in the picture, and how near to its edge the last may be."""
    edge = max(_EDGE, min(0.2, lead.size * 0.4))
    return min(lead.size * apart, (1.0 - 2 * edge) / count), edge


def _steps(x: float, spacing: float, edge: float, count: int) -> list[int]:
    """Steps to the left and right of the first, nearest first, that stay in the picture while there is room."""
    steps = sorted((step for step in range(-count, count + 1) if step), key=lambda step: (abs(step), step * (x - 0.5)))
    inside = [step for step in steps if edge <= x + step * spacing <= 1.0 - edge]
    return [*inside, *(step for step in steps if step not in inside)][: count - 1]


def _spread(ground: Ground, lead: Site, subject: Subject, slot: int) -> list[Site]:
    """All over the ground, small where far, evenly without any order."""
    found = [lead]
    for number in range(1, subject.count):
        site = single(ground, subject, slot, number)
        near = (0.5 + number * _DEEP) % 1.0
        x = _EDGE + (1.0 - 2 * _EDGE) * ((lead.x + number * _ACROSS) % 1.0)
        top = (
            ground.footing + 0.03 if subject.kind in GROWING else max(ground.footing, min(lead.base, site.base) - 0.10)
        )
        base = top + (0.97 - top) * near * 0.9 + 0.01
        row = 1 + int(near * _ROWS)
        size = lead.size * (0.42 + 0.66 * (row - 0.5) / _ROWS)
        found.append(replace(site, x=x, base=base, size=size, distance=0.25 * (1.0 - near), variant=row))
    return found
