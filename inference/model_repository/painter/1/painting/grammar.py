"""Words to a scene: what was asked for, and a sensible rest."""

from __future__ import annotations

from painting.defaults import light_of, place_of, subjects_of, weather_of
from painting.dice import Dice, digest
from painting.draft import Draft
from painting.kinds import Kind, Place
from painting.lexicon import Count, Hue, Meaning, Region, Sign, Size
from painting.listener import Listener
from painting.scene import (
    Camera,
    Effect,
    Mood,
    Pattern,
    Relation,
    Scene,
    Season,
    Shift,
    Spot,
    Style,
    Subject,
    Tones,
    Weather,
)
from painting.words import clauses

_NOT_BANNED = (Count, Region, Sign, Size, Relation, Spot, Shift)


def read(prompt: str, negative_prompt: str, seed: int) -> Scene:
    """The scene these words ask for. The same words and seed give the same scene everywhere.

    Where things stand is the seed's own choice; only a prompt of which nothing was understood moves them by its words.
    """
    draft = Draft()
    listener = Listener(draft)
    said = clauses(prompt)
    listener.hear(said[0])
    understood = bool(draft.subjects or draft.choices)
    spirit = digest(*draft.unknown) if draft.unknown else 0
    chance = digest(seed, 0 if understood else spirit)
    first = tuple(draft.subjects)
    for clause in said[1:]:
        listener.hear(clause)
    for meaning in _denied(negative_prompt):
        draft.remove(meaning)
    return _settled(draft, first, chance, spirit)


def _denied(text: str) -> list[Meaning]:
    """Everything that a negative prompt names; "no" in it changes nothing."""
    phrases = [phrase for clause in clauses(text) for phrase in clause]
    named = [meaning for phrase in phrases for meaning in phrase.meanings]
    return [meaning for meaning in named if not isinstance(meaning, _NOT_BANNED)]


def _settled(draft: Draft, first: tuple[Subject, ...], chance: int, spirit: int) -> Scene:
    dice = Dice(chance, "scene")
    places = draft.named(Place)
    place = place_of(draft, first, dice.named("place"))
    subjects = subjects_of(draft, place, dice.named("subject"))
    cameras = draft.named(Camera)
    return Scene(
        subjects=subjects,
        place=place,
        backdrop=next((other for other in places if other is not place), None),
        light=light_of(draft, place, first, dice.named("light")),
        season=next(iter(draft.named(Season)), None),
        weather=weather_of(draft, dice.named("weather")),
        mood=next(iter(draft.named(Mood)), Mood.PLAIN),
        style=next(iter(draft.named(Style)), Style.GOUACHE),
        camera=cameras[0] if cameras else None,
        pattern=next(iter(draft.named(Pattern)), None),
        effects=frozenset(other for other in draft.others if isinstance(other, Effect)),
        tones=_tones(draft),
        shift=draft.shift,
        absent=frozenset(kind for kind in draft.banned if isinstance(kind, Kind)),
        bare=frozenset(banned for banned in draft.banned if isinstance(banned, Place)),
        cloudless=Weather.CLOUDY in draft.banned or Weather.CLEAR in draft.named(Weather),
        twist=(spirit % 45) - 22.0 if spirit else 0.0,
        chance=chance,
        spirit=spirit,
    )


def _tones(draft: Draft) -> Tones:
    whole = tuple(name for name in dict.fromkeys(draft.whole) if Hue(name) not in draft.banned)
    return Tones(**draft.tones, whole=whole[:3])
