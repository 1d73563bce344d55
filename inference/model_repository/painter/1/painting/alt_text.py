"""A scene described in plain English, for those who cannot see it. The prompt's own words never appear."""

from __future__ import annotations

from collections.abc import Mapping

from painting.kinds import Kind, Place
from painting.natures import CELESTIAL, NATURES, WATERY, Stand
from painting.phrasing import (
    BACKDROPS,
    CAMERAS,
    EFFECTS,
    HEAVENS,
    LIGHTS,
    MOODS,
    NOUNS,
    NUMBERS,
    PATTERNS,
    PLACES,
    PLURALS,
    RELATIONS,
    SEASONS,
    STYLES,
    WEATHERS,
)
from painting.scene import Relation, Scene, Spot, Subject

_WITHOUT_AIR = frozenset(
    {Place.ROOM, Place.TABLE, Place.STUDIO, Place.SPACE, Place.LUNAR, Place.UNDERWATER, Place.ABSTRACT}
)
_HOURLESS = _WITHOUT_AIR - {Place.ROOM}
_SPOTS: Mapping[Spot, str] = {
    Spot.LEFT: " on the left",
    Spot.RIGHT: " on the right",
    Spot.CENTRE: " in the middle",
    Spot.FAR: " far away",
    Spot.NEAR: " close to us",
}


def alt_text(scene: Scene) -> str:
    """Two sentences: who, where, when and in what weather; by what hand, how seen and in what mood."""
    parts = [_opening(scene)]
    if scene.backdrop in BACKDROPS and scene.place not in _WITHOUT_AIR:
        parts.append(BACKDROPS[scene.backdrop])
    parts += [text for kind, text in HEAVENS.items() if scene.shows(kind)]
    return f"{', '.join(parts)}. {_manner(scene)}."


def _opening(scene: Scene) -> str:
    present = [subject for subject in scene.subjects if subject.kind not in CELESTIAL]
    where = f"{_stands(scene, present)} {PLACES[scene.place][1]}" if present else PLACES[scene.place][1]
    opening = f"{_company(present)} {where}" if present else where
    when = [SEASONS[scene.season]] if scene.season else []
    when += [LIGHTS[scene.light]] if scene.place not in _HOURLESS else []
    when = [" ".join([opening, *when])]
    if scene.place not in _WITHOUT_AIR:
        when.append(WEATHERS[scene.weather])
    text = ", ".join(when)
    return f"{text[0].upper()}{text[1:]}"


def _stands(scene: Scene, present: list[Subject]) -> str:
    """On the water, over the land, in the forest."""
    stands = {NATURES[subject.kind].stand for subject in present}
    if scene.place in _WITHOUT_AIR | {Place.SKY}:
        return PLACES[scene.place][0]
    if stands <= {Stand.AIR}:
        return "over"
    if stands <= {Stand.WATER, Stand.DEEP} and scene.place in WATERY:
        return "on"
    return PLACES[scene.place][0]


def _company(present: list[Subject]) -> str:
    """Everybody, each with what it is on or beside."""
    slots = {subject.kind: subject for subject in present}
    bound = [subject for subject in present if subject.relation and subject.anchor in slots]
    anchors = {subject.anchor for subject in bound}
    told = []
    for subject in present:
        if subject in bound and subject.relation and subject.anchor:
            anchor = slots[subject.anchor]
            held = subject.anchor in {other.anchor for other in bound[: bound.index(subject)]}
            other = f"the {anchor.kind}" if held else _noun(anchor)
            worn = subject.kind in (Kind.HAT, Kind.CROWN) and subject.relation is Relation.ON
            told.append(
                f"{other} wearing {_noun(subject)}"
                if worn
                else f"{_noun(subject)} {RELATIONS[subject.relation]} {other}"
            )
        elif subject.kind not in anchors:
            told.append(_noun(subject))
    return _listed(told or [_noun(subject) for subject in present])


def _noun(subject: Subject) -> str:
    noun = NOUNS.get(subject.kind, str(subject.kind))
    if subject.count > 1:
        noun = PLURALS.get(subject.kind, _plural(noun))
    number = NUMBERS[subject.count] if subject.count < len(NUMBERS) else "many"
    size = "small" if subject.scale < 0.7 else "huge" if subject.scale > 1.5 else ""
    words = [number, size, "glowing" if subject.glowing else "", subject.colour or "", noun]
    text = " ".join(word for word in words if word)
    if text.startswith("a ") and text[2] in "aeiou":
        text = f"an {text[2:]}"
    return text + (_SPOTS[subject.spot] if subject.spot else "")


def _plural(noun: str) -> str:
    if noun.endswith(("s", "sh", "ch", "x")):
        return f"{noun}es"
    return f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2] not in "aeou" else f"{noun}s"


def _listed(nouns: list[str]) -> str:
    if len(nouns) == 1:
        return nouns[0]
    return f"{', '.join(nouns[:-1])} and {nouns[-1]}"


def _manner(scene: Scene) -> str:
    parts = [STYLES[scene.style]]
    if scene.camera in CAMERAS:
        parts.append(CAMERAS[scene.camera])
    parts += [EFFECTS[effect] for effect in EFFECTS if effect in scene.effects]
    if scene.place is Place.ABSTRACT and scene.pattern:
        parts.append(PATTERNS[scene.pattern])
    if scene.mood in MOODS:
        parts.append(f"{MOODS[scene.mood]} in mood")
    return ", ".join(parts)
