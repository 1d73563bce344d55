"""Where the place and the camera put a single thing, and where in the picture the words do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from painting.camera import Frame
from painting.dice import Dice
from painting.kinds import Kind, Place
from painting.natures import NATURES, WATERY, Stand
from painting.scene import Camera, Scene, Spot, Subject

GROWING = frozenset({
    Kind.TREE, Kind.PINE, Kind.PALM, Kind.BUSH, Kind.CACTUS, Kind.FLOWER, Kind.SUNFLOWER, Kind.ROSE, Kind.TULIP,
    Kind.MUSHROOM, Kind.CORAL, Kind.HOUSE,
})  # fmt: skip
"""What is planted all over the ground where there is more of it than a few."""
_FOOTINGS: Mapping[Place, float] = {Place.BEACH: 0.45, Place.RIVER: 0.45, Place.WATERFALL: 0.62, Place.CITY: 0.66}


@dataclass(frozen=True)
class Site:
    """A place for one thing: `x` and `base` in shares, `distance` 0 to 1.

    In units, so that what belongs together stays so in any shape: `size`, how far it is raised above its base (`lift`)
    and how far it is moved to the right (`aside`). `before` brings it forward in the order of drawing.
    Those of a crowd that are of the same `variant` look the same, and are drawn once.
    """

    subject: Subject
    number: int
    x: float
    base: float
    size: float
    distance: float
    lift: float = 0.0
    aside: float = 0.0
    before: float = 0.0
    variant: int = 0

    @property
    def name(self) -> str:
        """Its own, for its own chance."""
        return f"{self.subject.kind} {self.subject.slot} {self.number}"

    @property
    def look(self) -> str:
        """What its looks depend on."""
        return f"{self.subject.slot} {self.variant or self.number}"


def footing_of(place: Place, horizon: float) -> float:
    """Where dry land begins: things that stand, stand lower."""
    return horizon + (1.0 - horizon) * _FOOTINGS.get(place, 0.0)


class Ground:
    """What a thing finds itself put in: the scene, the frame, and its own dice."""

    def __init__(self, scene: Scene, frame: Frame, dice: Dice) -> None:
        self.scene, self.frame, self.dice = scene, frame, dice
        self.horizon = frame.horizon
        self.footing = footing_of(scene.place, frame.horizon)
        self._columns = [0.5 - frame.side * step * 0.02 for step in range(-22, 23)]

    def across(self, slot: int) -> float:
        """The first thing where the camera wants it, each further one in the widest gap that is left."""
        taken = [self.frame.x]
        while len(taken) <= slot:
            taken.append(max(self._columns, key=lambda x: min(2 * x, 2 - 2 * x, *(abs(x - other) for other in taken))))
        return taken[slot]

    def down(self, near: float) -> float:
        """A base on the ground, 0 far to 1 near."""
        return self.footing + (0.93 - self.footing) * (0.12 + 0.62 * near)


def single(ground: Ground, subject: Subject, slot: int, number: int) -> Site:
    """Where a thing by itself, or the first of several, goes."""
    dice = ground.dice.named(f"{subject.slot} {number}")
    nature, place = NATURES[subject.kind], ground.scene.place
    bulk = ground.dice.named("bulk").between(0.90, 1.22) if slot == 0 else 1.0
    size = nature.size * subject.scale * _room_for(subject) * ground.frame.scale * bulk
    x = ground.across(slot) + (0.0 if number == 0 else dice.between(-0.03, 0.03))
    site = Site(subject, number, x, 0.9, size, 0.0)
    match place:
        case Place.SPACE | Place.UNDERWATER | Place.SKY | Place.ABSTRACT:
            return _floating(ground, site, slot, dice)
        case Place.TABLE:
            return _on_table(ground, site, slot, dice)
        case Place.STUDIO:
            return _in_studio(site, slot)
        case Place.ROOM:
            return _in_room(ground, site, slot, dice)
    return _outdoors(ground, site, slot, dice)


def _room_for(subject: Subject) -> float:
    """Many are drawn smaller than few."""
    least = 0.75 if subject.kind in GROWING else 0.45
    return max(least, 1.10 - 0.05 * subject.count) if subject.count > 2 else 1.0


def _floating(ground: Ground, site: Site, slot: int, dice: Dice) -> Site:
    """Nothing has to stand; what would, stands on the bed or on the clouds, where there is one."""
    stand, place = NATURES[site.subject.kind].stand, ground.scene.place
    size = min(site.size * (1.25 if slot == 0 else 0.8), 0.8)
    site = replace(site, x=max(size * 0.55, min(1.0 - size * 0.55, site.x)))
    grounded = stand in (Stand.LAND, Stand.CLOSE, Stand.FURNITURE, Stand.THING) or site.subject.kind is Kind.CORAL
    if grounded and place in (Place.UNDERWATER, Place.SKY):
        return replace(site, size=size, base=0.93)
    middle = 0.50 if slot == 0 and site.number == 0 else dice.between(*((0.18, 0.38) if slot % 2 else (0.60, 0.80)))
    return replace(site, size=size, base=middle, lift=-size / 2)


def _on_table(ground: Ground, site: Site, slot: int, dice: Dice) -> Site:
    """Large things at the back and in the middle, small ones before and beside them."""
    small = NATURES[site.subject.kind].size < 0.24
    size = min(site.size * 1.12, 0.56) if NATURES[site.subject.kind].stand is Stand.THING else min(site.size, 0.46)
    depth = dice.between(0.46, 0.62) if small else dice.between(0.20, 0.34)
    across = 0.5 + (site.x - 0.5) * 0.78
    return replace(site, x=across, base=ground.horizon + (1.0 - ground.horizon) * depth, size=size)


def _in_studio(site: Site, slot: int) -> Site:
    """Large, for it is all there is."""
    if site.subject.kind is Kind.PORTRAIT:
        return replace(site, x=0.5 if slot == 0 else site.x, base=1.0, size=site.size)
    wanted = 0.70 * site.subject.scale * _room_for(site.subject)
    return replace(site, x=0.5 + (site.x - 0.5) * 0.5, base=0.88, size=min(0.78, wanted if slot == 0 else wanted * 0.6))


def _in_room(ground: Ground, site: Site, slot: int, dice: Dice) -> Site:
    """Furniture along the wall, people and animals on the floor before it, small things at our feet."""
    kind, stand = site.subject.kind, NATURES[site.subject.kind].stand
    if kind is Kind.WINDOW:
        return replace(site, base=ground.horizon - 0.16)
    floor = 1.0 - ground.horizon
    if stand is Stand.FURNITURE:
        return replace(site, base=ground.horizon + floor * (0.12 if kind is Kind.SHELF else dice.between(0.26, 0.45)))
    if stand is Stand.AIR:
        return replace(site, base=0.4)
    size = site.size * (1.15 if slot == 0 or NATURES[kind].size > 0.4 else 0.75)
    return replace(site, base=ground.horizon + floor * dice.between(0.55, 0.75), size=min(size, 0.6))


def _outdoors(ground: Ground, site: Site, slot: int, dice: Dice) -> Site:
    stand, kind = NATURES[site.subject.kind].stand, site.subject.kind
    near = 0.5 if slot == 0 and site.number == 0 else dice.between(0.0, 1.0)
    if kind is Kind.ROCKET:
        stand = Stand.LAND
    if stand in (Stand.DEEP, Stand.WATER) and ground.scene.place not in WATERY:
        stand = Stand.CLOSE
    if ground.scene.place is Place.ISLAND and stand in (Stand.LAND, Stand.CLOSE, Stand.THING, Stand.FURNITURE):
        return _on_island(ground, site, stand, near)
    match stand:
        case Stand.AIR | Stand.SPACE | Stand.SHAPE:
            return _aloft(ground, site, slot, dice)
        case Stand.WATER | Stand.DEEP:
            shore = ground.footing if _banked(ground) else 0.92
            base = ground.horizon + (shore - ground.horizon) * (0.14 + 0.48 * near)
            size = site.size * (0.6 + 0.7 * near) * (0.6 if stand is Stand.DEEP and slot else 1.0)
            return replace(site, base=base, size=size, distance=0.3 * (1 - near))
        case Stand.CLOSE | Stand.THING | Stand.FURNITURE:
            return _at_our_feet(ground, site, near if slot == 0 else near - 1.0)
    if ground.scene.place in (Place.SEA, Place.LAKE):
        base = ground.horizon + 0.05 + 0.03 * near
        return replace(site, base=base, size=site.size * (0.85 + 0.3 * near), distance=0.06)
    base = ground.down(near * 0.8)
    return replace(site, base=base, size=site.size * (0.7 + 0.6 * near), distance=0.2 * (1 - near))


def _on_island(ground: Ground, site: Site, stand: Stand, near: float) -> Site:
    """Out at sea, all on one small piece of land."""
    size = site.size * (0.85 + 0.2 * near) * (0.8 if stand is Stand.LAND else 0.5)
    return replace(
        site, x=0.5 + (site.x - 0.5) * 0.6, base=ground.horizon + 0.03 + 0.025 * near, size=size, distance=0.06
    )


def _banked(ground: Ground) -> bool:
    return ground.footing > ground.horizon


def _at_our_feet(ground: Ground, site: Site, near: float) -> Site:
    """Small things stand close, the first closest; in a wide view they are small. `near` is -1 to 1."""
    if ground.frame.camera in (Camera.WIDE, Camera.AERIAL):
        return replace(site, base=max(ground.down(0.35), 0.70), distance=0.08)
    highest = 0.91 if ground.scene.place in (Place.SEA, Place.LAKE) else ground.footing + 0.06
    base = max(0.93 - 0.07 * (1 - near), highest)
    size = min(site.size * (0.92 + 0.2 * near), 0.82)
    return replace(site, base=min(0.985, base + (0.03 if size > 0.5 else 0.0)), size=size)


def _aloft(ground: Ground, site: Site, slot: int, dice: Dice) -> Site:
    """In the sky, between its upper edge and the horizon."""
    tall = ground.horizon
    middle = tall * (0.50 if slot == 0 and site.number == 0 else dice.between(0.22, 0.66))
    shrink = 1.0 if site.number == 0 else dice.between(0.45, 0.85)
    size = min(site.size * shrink, tall * 0.85)
    return replace(site, base=max(middle, size / 2 + 0.03), size=size, lift=-size / 2, distance=0.3 * (1 - shrink))


def placed_by_words(ground: Ground, site: Site) -> Site:
    """To the left, far away: where a thing was asked for."""
    match site.subject.spot:
        case Spot.LEFT:
            return replace(site, x=0.5 - 0.24 - (ground.frame.x - 0.5) * 0.1)
        case Spot.RIGHT:
            return replace(site, x=0.5 + 0.24 + (ground.frame.x - 0.5) * 0.1)
        case Spot.CENTRE:
            return replace(site, x=0.5)
        case Spot.FAR:
            base = min(site.base, ground.footing + 0.03) if site.lift == 0 else site.base
            return replace(site, base=base, size=site.size * 0.45, lift=site.lift * 0.45, distance=0.4)
        case Spot.NEAR:
            base = site.base if site.lift else max(site.base, 0.95)
            return replace(site, base=base, size=min(0.8, site.size * 1.4), distance=0.0)
    return site
