"""A scene described in plain English, for those who cannot see it. The prompt's own words never appear."""

from __future__ import annotations

from painting.natures import AFLOAT, AIRBORNE, CELESTIAL
from painting.scene import Kind, Light, Mood, Place, Scene, Style, Subject, Weather

_NUMBERS = ("", "a", "two", "three", "four", "five", "six")

_PLACES = {  # how one stands there, and what it is
    Place.SEA: ("by", "the sea"),
    Place.LAKE: ("by", "a lake"),
    Place.RIVER: ("along", "a winding river"),
    Place.MEADOW: ("in", "a green meadow"),
    Place.DESERT: ("among", "desert dunes"),
    Place.SNOWFIELD: ("in", "a field of snow"),
    Place.FOREST: ("in", "a forest"),
    Place.MOUNTAINS: ("in", "the mountains"),
    Place.CITY: ("before", "a city skyline on the water"),
}

_BACKDROPS = {
    Place.MOUNTAINS: "mountains behind",
    Place.FOREST: "a wood behind",
    Place.CITY: "a city behind",
    Place.DESERT: "dunes behind",
    Place.MEADOW: "hills behind",
    Place.SNOWFIELD: "white hills behind",
}

_LIGHTS = {Light.DAWN: "at dawn", Light.NOON: "in full daylight", Light.DUSK: "at dusk", Light.NIGHT: "at night"}

_WEATHERS = {
    Weather.CLEAR: "under a clear sky",
    Weather.CLOUDY: "under clouds",
    Weather.RAIN: "in the rain",
    Weather.FOG: "in fog",
    Weather.SNOW: "in falling snow",
    Weather.STORM: "in a thunderstorm",
}

_MOODS = {
    Mood.CALM: "calm",
    Mood.JOYFUL: "bright and joyful",
    Mood.GLOOMY: "gloomy",
    Mood.DREAMY: "dreamlike",
    Mood.EERIE: "eerie",
}

_STYLES = {
    Style.GOUACHE: "Painted in gouache",
    Style.POSTER: "Drawn as a flat travel poster",
    Style.WATERCOLOR: "Painted in watercolour",
    Style.INK: "Drawn with brush and ink",
    Style.PIXEL: "Drawn as pixel art",
}

_HEAVENS = {Kind.SUN: "the sun in the sky", Kind.MOON: "the moon in the sky", Kind.STARS: "stars above"}

_NOUNS = {Kind.BALLOON: "hot air balloon", Kind.BOAT: "sailing boat", Kind.PINE: "pine tree"}

_PLURALS = {Kind.PERSON: "people", Kind.STARS: "stars"}


def alt_text(scene: Scene) -> str:
    """One or two sentences: who, where, when, the weather, the hand and the mood."""
    present = [subject for subject in scene.subjects if subject.kind not in CELESTIAL]
    stands, ground = _PLACES.get(scene.place, ("in", str(scene.place)))
    if all(subject.kind in AIRBORNE for subject in present):
        stands = "over"
    elif all(subject.kind in AFLOAT for subject in present) and stands == "by":
        stands = "on"
    opening = f"{_listed([_noun(subject) for subject in present])} {stands} {ground}" if present else ground
    parts = [
        f"{opening[0].upper()}{opening[1:]} {_LIGHTS.get(scene.light, str(scene.light))}, {_WEATHERS.get(scene.weather, str(scene.weather))}"
    ]
    if scene.backdrop in _BACKDROPS:
        parts.append(_BACKDROPS[scene.backdrop])
    parts += [text for kind, text in _HEAVENS.items() if scene.shows(kind)]
    mood = f", {_MOODS[scene.mood]} in mood" if scene.mood in _MOODS else ""
    return f"{', '.join(parts)}. {_STYLES.get(scene.style, f'Drawn as {scene.style}')}{mood}."


def _noun(subject: Subject) -> str:
    noun = _NOUNS.get(subject.kind, str(subject.kind))
    if subject.count > 1:
        noun = _PLURALS.get(subject.kind, noun + "s")
    words = [_NUMBERS[subject.count], subject.colour or "", noun]
    text = " ".join(word for word in words if word)
    return text.replace("a orange", "an orange").replace("a indigo", "an indigo")


def _listed(nouns: list[str]) -> str:
    if len(nouns) == 1:
        return nouns[0]
    return f"{', '.join(nouns[:-1])} and {nouns[-1]}"
