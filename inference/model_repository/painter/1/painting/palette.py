"""The colours of a scene's air, light and ground, found from its hour, weather, mood and colour words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce

from painting.colour import NAMED, Colour, grey, mix, saturated, scaled, times, turned
from painting.natures import WATERY
from painting.scene import Light, Mood, Place, Scene, Weather


@dataclass(frozen=True)
class Palette:
    """`ambient` is what multiplies a surface's own colour; `haze` is what distance turns everything into."""

    sky_top: Colour
    sky_middle: Colour
    sky_low: Colour
    sun: Colour
    ambient: Colour
    haze: Colour
    grass: Colour
    foliage: Colour
    rock: Colour
    sand: Colour
    water: Colour
    accent: Colour
    cloud: Colour
    shade: Colour

    def ground_at(self, place: Place) -> Colour:
        """What a thing in this place is seen against, for the most part."""
        return {Place.DESERT: self.sand, Place.BEACH: self.sand, Place.FOREST: self.foliage}.get(
            place, self.water if place in WATERY else self.grass
        )

    def lit(self, surface: Colour) -> Colour:
        """A surface's own colour under this light."""
        return times(surface, self.ambient)


_AIRS: dict[Light, tuple[Colour, Colour, Colour, Colour, Colour, Colour, Colour]] = {
    # sky top, middle, low; sun; ambient; lit cloud; cloud's shade
    Light.DAWN: (
        (0.34, 0.52, 0.76), (0.72, 0.74, 0.84), (1.0, 0.82, 0.66), (1.0, 0.90, 0.70), (0.92, 0.84, 0.82),
        (1.0, 0.90, 0.83), (0.66, 0.62, 0.74),
    ),
    Light.NOON: (
        (0.14, 0.42, 0.76), (0.42, 0.68, 0.90), (0.82, 0.92, 0.96), (1.0, 0.97, 0.86), (1.02, 1.0, 0.96),
        (1.0, 1.0, 0.99), (0.70, 0.78, 0.87),
    ),
    Light.GOLDEN: (
        (0.28, 0.46, 0.72), (0.80, 0.72, 0.62), (1.0, 0.80, 0.50), (1.0, 0.86, 0.56), (0.98, 0.84, 0.66),
        (1.0, 0.88, 0.68), (0.70, 0.56, 0.58),
    ),
    Light.DUSK: (
        (0.16, 0.15, 0.38), (0.66, 0.30, 0.44), (1.0, 0.62, 0.32), (1.0, 0.80, 0.48), (0.66, 0.48, 0.50),
        (1.0, 0.62, 0.46), (0.40, 0.24, 0.42),
    ),
    Light.BLUE: (
        (0.07, 0.14, 0.40), (0.24, 0.32, 0.62), (0.72, 0.56, 0.62), (1.0, 0.86, 0.74), (0.52, 0.54, 0.74),
        (0.52, 0.50, 0.70), (0.20, 0.24, 0.46),
    ),
    Light.NIGHT: (
        (0.02, 0.04, 0.12), (0.05, 0.11, 0.25), (0.14, 0.23, 0.40), (0.90, 0.93, 1.0), (0.42, 0.48, 0.66),
        (0.26, 0.32, 0.46), (0.08, 0.12, 0.22),
    ),
}  # fmt: skip

_GREYING = {  # how much of the sky's colour the weather takes away, and how dark it leaves the day
    Weather.CLEAR: (0.0, 1.0),
    Weather.CLOUDY: (0.30, 0.96),
    Weather.RAIN: (0.62, 0.86),
    Weather.FOG: (0.55, 1.0),
    Weather.SNOW: (0.52, 0.96),
    Weather.STORM: (0.66, 0.62),
    Weather.WIND: (0.10, 1.0),
    Weather.RAINBOW: (0.18, 0.98),
    Weather.AURORA: (0.0, 1.0),
}

_FEELINGS = {  # saturation, brightness, and a tint with its share
    Mood.PLAIN: (1.0, 1.0, (1.0, 1.0, 1.0), 0.0),
    Mood.CALM: (0.88, 1.02, (0.80, 0.90, 0.95), 0.08),
    Mood.JOYFUL: (1.22, 1.06, (1.0, 0.92, 0.70), 0.06),
    Mood.GLOOMY: (0.55, 0.80, (0.40, 0.45, 0.55), 0.14),
    Mood.DREAMY: (1.08, 1.03, (0.86, 0.66, 0.92), 0.20),
    Mood.EERIE: (0.70, 0.78, (0.30, 0.52, 0.42), 0.20),
    Mood.EPIC: (1.12, 1.0, (1.0, 0.78, 0.50), 0.08),
    Mood.COSY: (1.05, 1.0, (1.0, 0.80, 0.55), 0.12),
}

_LAND = ("grass", "foliage", "sand", "rock")
_AIR_FIELDS = ("sky_top", "sky_middle", "sky_low", "haze", "cloud", "shade")


def palette_of(scene: Scene) -> Palette:
    """The scene's colours, in order: hour, weather, mood, the words' own colours, the twist of unknown words."""
    steps = (_under_weather, _in_mood, _with_words, _twisted)
    return reduce(lambda palette, step: step(palette, scene), steps, _at_hour(scene))


def _at_hour(scene: Scene) -> Palette:
    top, middle, low, sun, ambient, cloud, shade = _AIRS[scene.light]
    if scene.light is Light.NIGHT and Place.CITY in (scene.place, scene.backdrop):
        low = mix(low, (0.78, 0.50, 0.42), 0.34)  # its own lamps on the sky
    return Palette(
        sky_top=top,
        sky_middle=middle,
        sky_low=low,
        sun=sun,
        ambient=ambient,
        haze=mix(low, middle, 0.45),
        grass=(0.42, 0.58, 0.26),
        foliage=(0.15, 0.34, 0.23),
        rock=(0.40, 0.37, 0.38),
        sand=(0.90, 0.70, 0.44),
        water=mix((0.07, 0.30, 0.42), top, 0.35),
        accent=(0.84, 0.22, 0.18),
        cloud=cloud,
        shade=shade,
    )


def _each(palette: Palette, names: tuple[str, ...], change: dict[str, Colour] | None = None) -> dict[str, Colour]:
    return {name: getattr(palette, name) for name in names} | (change or {})


def _under_weather(palette: Palette, scene: Scene) -> Palette:
    greying, brightness = _GREYING[scene.weather]
    veil = scaled((0.66, 0.75, 0.84), max(0.24, grey(palette.sky_middle) * 1.30))

    def dimmed(colour: Colour) -> Colour:
        return scaled(mix(colour, veil, greying), brightness)

    level = grey(palette.ambient)
    ambient = scaled(mix(palette.ambient, (level * 0.95, level, level * 1.08), greying), brightness)
    air = {name: dimmed(colour) for name, colour in _each(palette, _AIR_FIELDS).items()}
    palette = replace(palette, **air, water=dimmed(palette.water), ambient=ambient)
    palette = replace(
        palette, **{name: saturated(colour, 1 - 0.6 * greying) for name, colour in _each(palette, _LAND).items()}
    )
    if Weather.SNOW is scene.weather or scene.place is Place.SNOWFIELD or scene.tones.ground == "white":
        white = (0.92, 0.95, 1.0)
        palette = replace(
            palette,
            grass=white,
            sand=white,
            rock=mix(palette.rock, white, 0.45),
            foliage=mix(palette.foliage, white, 0.28),
        )
    return palette


def _in_mood(palette: Palette, scene: Scene) -> Palette:
    saturation, brightness, tint, share = _FEELINGS[scene.mood]
    tint = scaled(tint, 0.35 + 0.65 * grey(palette.sky_low))

    def felt(colour: Colour) -> Colour:
        return scaled(saturated(mix(colour, tint, share), saturation), brightness)

    names = (*_AIR_FIELDS, "water", "grass", "foliage", "sand")
    return replace(palette, **{name: felt(colour) for name, colour in _each(palette, names).items()})


def _with_words(palette: Palette, scene: Scene) -> Palette:
    if scene.tones.sky:
        palette = _tinted(palette, ("sky_top", "sky_middle", "sky_low", "haze"), scene.tones.sky, 0.72)
    if scene.tones.leaves:
        palette = _tinted(palette, ("foliage",), scene.tones.leaves, 0.80)
        palette = _tinted(palette, ("grass",), scene.tones.leaves, 0.22)
    if scene.tones.ground and scene.tones.ground != "white":
        palette = _tinted(palette, ("grass", "sand", "rock", "water", "foliage"), scene.tones.ground, 0.62)
    shares = (0.42, 0.30, 0.24)
    for name, share, fields in zip(
        scene.tones.whole, shares, (_AIR_FIELDS, ("water", "grass", "sand"), ("foliage", "rock")), strict=False
    ):
        palette = _tinted(palette, fields, name, share)
    if scene.tones.whole:
        palette = replace(palette, accent=NAMED[scene.tones.whole[-1]])
    return palette


def _tinted(palette: Palette, fields: tuple[str, ...], name: str, share: float) -> Palette:
    """Towards the named colour, each field keeping its own lightness for the most part."""
    change = {}
    for field, colour in _each(palette, fields).items():
        named = NAMED[name]
        level = (0.35 + 0.65 * grey(colour)) / max(0.25, grey(named))
        change[field] = mix(colour, scaled(named, min(1.5, level)), share)
    return replace(palette, **change)


def _twisted(palette: Palette, scene: Scene) -> Palette:
    if not scene.twist:
        return palette
    names = (*_AIR_FIELDS, "water", "grass", "foliage", "sand")
    return replace(palette, **{name: turned(colour, scene.twist) for name, colour in _each(palette, names).items()})
