"""What the words left open, chosen so that it suits what they said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import TypeVar

from painting.camera import PATHS
from painting.dice import Dice
from painting.draft import Draft
from painting.kinds import Kind, Place
from painting.lexicon import Meaning
from painting.natures import INDOORS, NATURES, WATERY, Stand
from painting.scene import Camera, Effect, Light, Pattern, Relation, Subject, Weather

T = TypeVar("T")

_GREY = (Weather.RAIN, Weather.FOG, Weather.SNOW, Weather.STORM)
_SCENIC = (Place.SEA, Place.LAKE, Place.MEADOW, Place.MOUNTAINS, Place.FOREST, Place.RIVER)
_FOCUS: Mapping[Place, tuple[Kind, ...]] = {
    Place.SEA: (Kind.LIGHTHOUSE, Kind.BOAT, Kind.WHALE),
    Place.LAKE: (Kind.BOAT, Kind.HOUSE, Kind.SWAN),
    Place.MEADOW: (Kind.TREE, Kind.HORSE, Kind.WINDMILL),
    Place.MOUNTAINS: (Kind.CASTLE, Kind.BALLOON, Kind.HOUSE),
    Place.FOREST: (Kind.DEER, Kind.FOX, Kind.TENT),
    Place.RIVER: (Kind.TREE, Kind.HOUSE, Kind.BRIDGE),
}
"""What a picture is about of which nothing was understood."""

_LEADING = frozenset({Place.ABSTRACT, Place.SPACE, Place.LUNAR, Place.UNDERWATER, Place.WATERFALL, Place.CANYON})
"""Places that make the whole picture, whatever else is named."""

_SITTERS = frozenset({Kind.PERSON, Kind.WOMAN, Kind.CHILD})


def place_of(draft: Draft, first: Sequence[Subject], dice: Dice) -> Place:
    """The place that was named: first what leads, then water; else a home of the first thing and best of all."""
    named, banned, path = draft.named(Place), draft.banned, Camera.PATH in draft.named(Camera)
    kinds = [subject.kind for subject in first]
    if named:
        leading = (*(place for place in named if place in _LEADING), *(place for place in named if place in WATERY))
        return next(iter(leading), named[0])
    if draft.named(Pattern) and all(NATURES[kind].stand is Stand.SHAPE for kind in kinds):
        return Place.ABSTRACT
    if any(NATURES[kind].stand is Stand.FURNITURE for kind in kinds) and not _under_the_sky(kinds):
        return Place.ROOM
    if Kind.STARS in kinds and any(NATURES[kind].stand is Stand.DEEP for kind in kinds):
        return Place.SPACE
    if any(subject.relation is Relation.INSIDE and NATURES[subject.kind].stand is not Stand.LAND for subject in first):
        return Place.TABLE
    earthly = [kind for kind in kinds if NATURES[kind].stand is not Stand.HEAVEN] or kinds
    homes = [_homes(kind, kinds) for kind in earthly] or [_SCENIC]
    if path:
        homes = [tuple(place for place in home if place in PATHS) or (Place.MEADOW, Place.MOUNTAINS) for home in homes]
    shared = tuple(place for place in homes[0] if all(place in home for home in homes))
    return _any_but(banned, dice, shared or homes[0], _SCENIC)


def _under_the_sky(kinds: Sequence[Kind]) -> bool:
    return any(NATURES[kind].stand in (Stand.LAND, Stand.WATER, Stand.HEAVEN) for kind in kinds)


def _homes(kind: Kind, kinds: Sequence[Kind]) -> tuple[Place, ...]:
    """Small things are on the table where one of them is, shapes make an abstract only among themselves."""
    nature = NATURES[kind]
    if nature.stand is Stand.THING and any(NATURES[other].stand is Stand.THING for other in kinds if other != kind):
        return (Place.TABLE,)
    return nature.homes


def subjects_of(draft: Draft, place: Place, dice: Dice) -> tuple[Subject, ...]:
    """The things that were named, or one where nothing at all was understood; a portrait is of somebody."""
    subjects = list(draft.subjects)
    if any(subject.kind is Kind.PORTRAIT for subject in subjects):
        subjects = _portrait(subjects)
    subjects = _arranged(subjects)
    if place is Place.SPACE:
        subjects = [_globe(subject, draft.slots) for subject in subjects]
    if not draft.slots and not subjects and not draft.choices:
        allowed = [kind for kind in _FOCUS.get(place, ()) if kind not in draft.banned]
        subjects = [Subject(dice.pick(allowed))] if allowed else []
    return tuple(subjects)


def _globe(subject: Subject, slots: int) -> Subject:
    """Among planets a moon is one more of them."""
    if subject.kind is not Kind.MOON:
        return subject
    colour, scale = subject.colour or "silver", 0.45 * subject.scale
    return replace(subject, kind=Kind.PLANET, colour=colour, scale=scale, slot=slots - 1 - subject.slot)


def _arranged(subjects: list[Subject]) -> list[Subject]:
    """A vase by itself, or with flowers of no colour that was said, has a mixed bunch in it."""
    held = [each for each in subjects if each.anchor is Kind.VASE and each.relation is Relation.INSIDE]
    mixed = [each for each in held if each.kind is Kind.FLOWER and each.colour is None]
    if held and held != mixed:
        return subjects
    rest = [each for each in subjects if each not in mixed]
    return [replace(each, kind=Kind.BOUQUET) if each.kind is Kind.VASE else each for each in rest]


def _portrait(subjects: list[Subject]) -> list[Subject]:
    """A portrait of a woman is one thing; a portrait of a fox is a fox seen close."""
    portrait = next(subject for subject in subjects if subject.kind is Kind.PORTRAIT)
    others = [subject for subject in subjects if subject.kind is not Kind.PORTRAIT]
    sitters = [subject for subject in others if subject.kind in _SITTERS]
    if sitters:
        colour, count = portrait.colour or sitters[0].colour, sum(sitter.count for sitter in sitters)
        return [replace(portrait, colour=colour, count=count), *(other for other in others if other not in sitters)]
    creatures = [other for other in others if NATURES[other.kind].stand in (Stand.LAND, Stand.CLOSE, Stand.AIR)]
    return (
        [replace(creatures[0], slot=portrait.slot), *(o for o in others if o is not creatures[0])]
        if creatures
        else subjects
    )


def light_of(draft: Draft, place: Place, first: Sequence[Subject], dice: Dice) -> Light:
    """The hour that was named, or one in which what was named is seen."""
    named = draft.named(Light)
    kinds = {subject.kind for subject in first}
    if named:
        return named[0]
    if Effect.SILHOUETTE in draft.others or Effect.BACKLIT in draft.others:
        return _any_but(draft.banned, dice, (Light.DUSK, Light.GOLDEN), tuple(Light))
    if Effect.NEON_LIT in draft.others or Weather.AURORA in draft.named(Weather) or kinds & {Kind.MOON, Kind.STARS}:
        return _any_but(draft.banned, dice, (Light.NIGHT,), tuple(Light))
    return _any_but(draft.banned, dice, _likely(draft, place, kinds), tuple(Light))


def _likely(draft: Draft, place: Place, kinds: AbstractSet[Kind]) -> Sequence[Light]:
    if any(weather in _GREY for weather in draft.named(Weather)):
        return (Light.NOON, Light.NOON, Light.DAWN)
    if Weather.RAINBOW in draft.named(Weather):
        return (Light.NOON, Light.GOLDEN)
    if place in INDOORS or place is Place.UNDERWATER:
        return (Light.NOON, Light.NOON, Light.GOLDEN, Light.DAWN)
    if Kind.SUN in kinds:
        return (Light.NOON, Light.DAWN, Light.DUSK, Light.GOLDEN)
    return (*(Light.NOON,) * 3, Light.GOLDEN, Light.GOLDEN, Light.DUSK, Light.DUSK, Light.DAWN, Light.BLUE)


def weather_of(draft: Draft, dice: Dice) -> Weather:
    """What the air was said to do, or little."""
    named = draft.named(Weather)
    if named:
        return named[0]
    if any(subject.kind is Kind.STARS for subject in draft.subjects):
        return Weather.CLEAR
    return _any_but(draft.banned, dice, (Weather.CLEAR, Weather.CLEAR, Weather.CLOUDY), (Weather.CLEAR,))


def _any_but(banned: AbstractSet[Meaning], dice: Dice, likely: Sequence[T], rest: Sequence[T]) -> T:
    open_to = [choice for choice in likely if choice not in banned]
    open_to = open_to or [choice for choice in rest if choice not in banned] or list(rest)
    return dice.pick(open_to)
