"""Phrases to a scene: who is bound to which colour and number, what is left out, and a sensible rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from painting.dice import Dice, digest
from painting.lexicon import Count, Hue, Meaning, Region, Tinge
from painting.scene import Kind, Light, Mood, Place, Scene, Style, Subject, Tones, Weather
from painting.words import Phrase, phrases

_MOST_SUBJECTS = 6
_MOST_OF_A_KIND = 6
_WATERS = (Place.SEA, Place.LAKE, Place.RIVER)

_GREY = (Weather.RAIN, Weather.FOG, Weather.SNOW, Weather.STORM)

_HOMES: dict[Kind, tuple[Place, ...]] = {
    Kind.LIGHTHOUSE: (Place.SEA,),
    Kind.BOAT: (Place.SEA, Place.LAKE),
    Kind.PINE: (Place.MOUNTAINS, Place.SNOWFIELD, Place.LAKE),
    Kind.HOUSE: (Place.MEADOW, Place.LAKE, Place.MOUNTAINS),
    Kind.CASTLE: (Place.MOUNTAINS, Place.LAKE, Place.MEADOW),
    Kind.WINDMILL: (Place.MEADOW, Place.RIVER),
    Kind.BALLOON: (Place.MOUNTAINS, Place.MEADOW, Place.DESERT),
    Kind.CAT: (Place.MEADOW, Place.CITY),
    Kind.FLOWER: (Place.MEADOW,),
    Kind.TREE: (Place.MEADOW, Place.RIVER, Place.LAKE),
}

T = TypeVar("T", bound=Meaning)


@dataclass
class _Reading:
    """What was heard so far."""

    meanings: list[Meaning] = field(default_factory=list)
    subjects: list[Subject] = field(default_factory=list)
    hues: list[str] = field(default_factory=list)
    regions: dict[str, str] = field(default_factory=dict)
    banned: set[Meaning] = field(default_factory=set)
    unknown: list[str] = field(default_factory=list)
    hue: str | None = None
    count: int | None = None

    def pause(self) -> None:
        """A colour that found nothing to bind to colours the whole picture."""
        if self.hue is not None:
            self.hues.append(self.hue)
        self.hue = self.count = None


def read(prompt: str, negative_prompt: str, seed: int) -> Scene:
    """The scene these words ask for. The same words and seed give the same scene everywhere."""
    heard = _listen(phrases(prompt))
    for phrase in phrases(negative_prompt):
        if phrase.meaning is not None and not isinstance(phrase.meaning, Count | Region):
            heard.banned.add(phrase.meaning)
    spirit = digest(*heard.unknown)
    return _settle(heard, seed, spirit if heard.unknown else 0)


def _listen(said: Iterable[Phrase]) -> _Reading:
    heard = _Reading()
    negated = False
    for phrase in said:
        if phrase.negation:
            negated = True
        elif not phrase.text:
            negated = False
            heard.pause()
        elif phrase.meaning is None:
            heard.unknown.append(phrase.text)
        elif negated:
            negated = isinstance(phrase.meaning, Count)
            heard.banned |= set() if negated else {phrase.meaning}
        else:
            _note(heard, phrase, phrase.meaning)
    heard.pause()
    return heard


def _note(heard: _Reading, phrase: Phrase, meaning: Meaning) -> None:
    match meaning:
        case Hue(name):
            if heard.hue is not None:
                heard.hues.append(heard.hue)
            heard.hue = name
        case Count(number):
            heard.count = number
        case Region(name):
            if heard.hue is not None:
                heard.regions[name] = heard.hue
            heard.hue = heard.count = None
        case Tinge(region, name):
            heard.regions.setdefault(region, name)
        case Kind():
            count = max(heard.count or 1, phrase.several) if heard.count != 2 else 2
            heard.subjects.append(Subject(meaning, min(count, _MOST_OF_A_KIND), heard.hue))
            heard.hue = heard.count = None
        case Place():
            if heard.hue is not None:
                heard.regions["ground"] = heard.hue
            heard.hue = heard.count = None
            heard.meanings.append(meaning)
        case _:
            heard.meanings.append(meaning)


def _settle(heard: _Reading, seed: int, spirit: int) -> Scene:
    dice = Dice(seed, spirit)
    subjects = _merged(subject for subject in heard.subjects if subject.kind not in heard.banned)
    kinds = [subject.kind for subject in subjects]
    places = _named(heard, Place)
    place = _place(places, kinds, heard.banned, dice.named("place"))
    backdrops = [other for other in places if other != place]
    return Scene(
        subjects=subjects,
        place=place,
        backdrop=backdrops[0] if backdrops else None,
        light=_light(heard, kinds, dice.named("light")),
        weather=_weather(heard, dice.named("weather")),
        mood=next(iter(_named(heard, Mood)), Mood.PLAIN),
        style=next(iter(_named(heard, Style)), Style.GOUACHE),
        tones=Tones(
            sky=heard.regions.get("sky"),
            ground=heard.regions.get("ground"),
            leaves=heard.regions.get("leaves"),
            whole=tuple(name for name in dict.fromkeys(heard.hues) if Hue(name) not in heard.banned)[:3],
        ),
        absent=frozenset(kind for kind in heard.banned if isinstance(kind, Kind)),
        cloudless=Weather.CLOUDY in heard.banned or Weather.CLEAR in heard.meanings,
        twist=(spirit % 45) - 22.0 if spirit else 0.0,
        chance=digest(seed, spirit),
    )


def _named(heard: _Reading, sort: type[T]) -> list[T]:
    said = dict.fromkeys(meaning for meaning in heard.meanings if isinstance(meaning, sort))
    return [meaning for meaning in said if meaning not in heard.banned]


def _merged(subjects: Iterable[Subject]) -> tuple[Subject, ...]:
    """One entry per kind and colour, their numbers added."""
    found: dict[tuple[Kind, str | None], Subject] = {}
    for subject in subjects:
        key = (subject.kind, subject.colour)
        before = found.get(key)
        count = subject.count + (before.count if before else 0)
        found[key] = replace(subject, count=min(count, _MOST_OF_A_KIND))
    return tuple(found.values())[:_MOST_SUBJECTS]


def _place(named: Sequence[Place], kinds: Sequence[Kind], banned: set[Meaning], dice: Dice) -> Place:
    waters = [place for place in named if place in _WATERS]
    if waters or named:
        return (waters or list(named))[0]
    homes = [_HOMES[kind] for kind in kinds if kind in _HOMES] or [
        (Place.SEA, Place.LAKE, Place.MEADOW, Place.MOUNTAINS)
    ]
    shared = tuple(place for place in homes[0] if all(place in home for home in homes))
    return _any_but(banned, dice, shared or homes[0], (Place.SEA, Place.MEADOW))


def _light(heard: _Reading, kinds: Sequence[Kind], dice: Dice) -> Light:
    named = _named(heard, Light)
    if named:
        return named[0]
    if any(weather in heard.meanings for weather in _GREY):
        return _any_but(heard.banned, dice, (Light.NOON, Light.NOON, Light.DAWN), tuple(Light))
    if Light.NIGHT not in heard.banned and (Kind.MOON in kinds or Kind.STARS in kinds):
        return Light.NIGHT
    if Kind.SUN in kinds:
        return _any_but(heard.banned, dice, (Light.NOON, Light.DAWN, Light.DUSK), tuple(Light))
    likely = (Light.NOON,) * 3 + (Light.DUSK,) * 3 + (Light.DAWN,) * 2 + (Light.NIGHT,)
    return _any_but(heard.banned, dice, likely, tuple(Light))


def _weather(heard: _Reading, dice: Dice) -> Weather:
    named = _named(heard, Weather)
    if named:
        return named[0]
    return _any_but(heard.banned, dice, (Weather.CLEAR, Weather.CLEAR, Weather.CLOUDY), (Weather.CLEAR,))


def _any_but(banned: set[Meaning], dice: Dice, likely: Sequence[T], rest: Sequence[T]) -> T:
    open_to = [choice for choice in likely if choice not in banned]
    open_to = open_to or [choice for choice in rest if choice not in banned] or list(rest)
    return dice.pick(open_to)
