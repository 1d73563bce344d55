"""On, under, beside, inside: things moved to where the words put them in regard to each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from painting.kinds import Kind
from painting.natures import NATURES, Stand
from painting.scene import Relation
from painting.standing import GROWING, Site

_SEATS: Mapping[Kind, float] = {
    Kind.CHAIR: 0.46, Kind.ARMCHAIR: 0.42, Kind.BED: 0.50, Kind.HORSE: 0.56, Kind.CAMEL: 0.66, Kind.ELEPHANT: 0.84,
    Kind.BOAT: 0.16, Kind.CANOE: 0.50, Kind.SHIP: 0.30, Kind.BICYCLE: 0.55, Kind.BRIDGE: 0.72, Kind.PERSON: 0.90,
    Kind.WOMAN: 0.90, Kind.CHILD: 0.88, Kind.KNIGHT: 0.92, Kind.ROBOT: 0.92, Kind.CAT: 0.92, Kind.DOG: 0.88,
    Kind.FOX: 0.88, Kind.TREE: 0.80, Kind.WHALE: 0.75, Kind.TURTLE: 0.80, Kind.DRAGON: 0.55, Kind.SWAN: 0.40,
    Kind.DUCK: 0.5, Kind.COW: 0.80, Kind.SHEEP: 0.84, Kind.BEAR: 0.80, Kind.LION: 0.55, Kind.GIRAFFE: 0.50,
    Kind.DEER: 0.52, Kind.WINDOW: 0.06,
}  # fmt: skip
"""How high above a thing's foot another one is on it, as a share of its height; at the top, of what is not listed."""

_MOUTHS: Mapping[Kind, float] = {Kind.BOWL: 0.62, Kind.VASE: 0.58, Kind.CUP: 0.70}
_CLEAR = frozenset({Kind.BOTTLE, Kind.GLASS, Kind.LANTERN, Kind.HOURGLASS})
_GROUNDED = frozenset({Stand.LAND, Stand.CLOSE, Stand.THING, Stand.FURNITURE})
_LOADS: Mapping[Kind, float] = {Kind.CANOE: 1.3, Kind.BOAT: 0.36, Kind.SHIP: 0.2}
_WORN = frozenset({Kind.HAT, Kind.CROWN})

Move = Callable[[Site, Site, int], Site]


def related(sites: Sequence[Site], anchor: Site, before: int) -> list[Site]:
    """The sites of one subject, moved to its anchor, where so many others are already."""
    relation = sites[0].subject.relation
    if relation is None:
        return list(sites)
    return [_MOVES[relation](site, anchor, number) for number, site in enumerate(sites, before)]


def _spot(site: Site, anchor: Site, **changes: float) -> Site:
    """Where the anchor is, but for these changes."""
    there = replace(site, x=anchor.x, base=anchor.base, aside=anchor.aside, lift=anchor.lift, distance=anchor.distance)
    return replace(there, **changes)  # type: ignore[arg-type]  # all of a site's numbers are floats


def _fan(number: int, width: float) -> float:
    """To the left and right of the middle in turn."""
    step = (number + 1) // 2
    return width * step * (1 if number % 2 else -1)


def _on(site: Site, anchor: Site, number: int) -> Site:
    kind = anchor.subject.kind
    share = 0.30 if site.subject.kind in _WORN else _LOADS.get(kind, 0.62)
    size = min(site.size, anchor.size * share)
    lift = anchor.lift + anchor.size * _SEATS.get(kind, 0.96)
    before = -0.002 if kind is Kind.CANOE else 0.002
    return _spot(site, anchor, size=size, lift=lift, aside=anchor.aside + _fan(number, size * 0.9), before=before)


def _under(site: Site, anchor: Site, number: int) -> Site:
    if anchor.subject.kind is Kind.UMBRELLA:
        return site
    if NATURES[anchor.subject.kind].stand not in _GROUNDED:
        return replace(site, x=anchor.x)
    size = min(site.size, anchor.size * 0.5)
    return _spot(site, anchor, size=size, aside=anchor.aside + _fan(number, size) + size * 0.35, before=0.002)


def _above(site: Site, anchor: Site, number: int) -> Site:
    if NATURES[site.subject.kind].stand in _GROUNDED:
        return _on(site, anchor, number)
    higher = max(0.08, min(site.base, anchor.base - anchor.size - 0.10))
    return replace(site, x=anchor.x + _fan(number, 0.08), base=higher)


def _beside(site: Site, anchor: Site, number: int) -> Site:
    side = -1 if anchor.x > 0.5 else 1
    aside = anchor.aside + side * (0.40 * anchor.size + (0.50 + 0.62 * number) * site.size)
    if {NATURES[each.subject.kind].stand for each in (site, anchor)} <= _GROUNDED:
        return _spot(site, anchor, aside=aside, before=0.001)
    return replace(site, x=anchor.x, aside=aside)


def _behind(site: Site, anchor: Site, number: int) -> Site:
    aside = anchor.aside + 0.3 * anchor.size * (1 if anchor.x < 0.5 else -1) + _fan(number, site.size * 0.6)
    if {NATURES[each.subject.kind].stand for each in (site, anchor)} <= _GROUNDED:
        return _spot(site, anchor, base=anchor.base - 0.025, aside=aside, before=-0.01)
    return replace(site, x=anchor.x, aside=aside)


def _in_front(site: Site, anchor: Site, number: int) -> Site:
    aside = anchor.aside + _fan(number, site.size * 0.8) + 0.25 * anchor.size * (1 if anchor.x < 0.5 else -1)
    if NATURES[anchor.subject.kind].stand in _GROUNDED and not site.lift:
        return replace(site, x=anchor.x, base=max(site.base, min(0.97, anchor.base + 0.05)), aside=aside)
    return replace(site, x=anchor.x, aside=aside)


def _inside(site: Site, anchor: Site, number: int) -> Site:
    """Heaped in a bowl, standing in a vase; drawn first, so that its front covers their feet."""
    kind = anchor.subject.kind
    if kind in _CLEAR and site.subject.kind not in GROWING:
        size = anchor.size * 0.28
        return _spot(site, anchor, size=size, lift=anchor.lift + 0.10 * anchor.size + number * size, before=0.002)
    if kind not in _MOUTHS and site.subject.kind not in GROWING:
        return _in_front(site, anchor, number)
    if kind is Kind.BOWL:
        size = min(site.size, anchor.size * 0.72)
        row, column = (0, number) if number < 3 else (1, number - 3)
        aside = _fan(column, size * 0.82) + (0.4 * size if row else 0.0)
        lift = anchor.size * _MOUTHS[kind] + row * size * 0.62
    else:
        size = anchor.size * 1.10
        aside = _fan(number, anchor.size * 0.19)
        lift = anchor.size * (_MOUTHS.get(kind, 0.5) - 0.07 * ((number + 1) // 2))
    return _spot(site, anchor, size=size, aside=anchor.aside + aside, lift=anchor.lift + lift, before=-0.002)


_MOVES: Mapping[Relation, Move] = {
    Relation.ON: _on,
    Relation.UNDER: _under,
    Relation.ABOVE: _above,
    Relation.BESIDE: _beside,
    Relation.BEHIND: _behind,
    Relation.BEFORE: _in_front,
    Relation.INSIDE: _inside,
}
