"""The colours of a scene's air, light and ground, found from its hour, season, weather, mood and colour words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from painting.airs import ACCENTS, AIRS, FEELINGS, GREYING, ROOMS, SEASONS, SNOW
from painting.colour import NAMED, Colour, grey, mix, saturated, scaled, times, turned
from painting.dice import Dice
from painting.natures import INDOORS, WATERY
from painting.scene import Effect, Light, Place, Scene, Season


@dataclass(frozen=True)
class Palette:
    """`ambient` is what multiplies a surface's own colour; `haze` is what distance turns everything into.

    `murk` is how much of its own colour water shows, 0 to 1. `season` and `snowy` are for what grows and for roofs.
    """

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
    wall: Colour
    floor: Colour
    cloth: Colour
    murk: float
    season: Season
    snowy: bool

    def ground_at(self, place: Place) -> Colour:
        """What a thing in this place is seen against, for the most part."""
        special = {Place.DESERT: self.sand, Place.BEACH: self.sand, Place.FOREST: self.foliage, Place.TABLE: self.cloth}
        usual = self.wall if place in INDOORS else self.water if place in WATERY else self.grass
        return special.get(place, usual)

    def lit(self, surface: Colour) -> Colour:
        """A surface's own colour under this light."""
        return times(surface, self.ambient)


_SKY = ("sky_top", "sky_middle", "sky_low", "haze")
_CLOUDS = ("cloud", "shade")
_LAND = ("grass", "foliage", "sand", "rock")
_HOUSE = ("wall", "floor", "cloth")
_GROUND = ("grass", "sand", "rock", "floor", "cloth")
_ALL = (*_SKY, *_CLOUDS, "water", "grass", "foliage", "sand", *_HOUSE)


def palette_of(scene: Scene) -> Palette:
    """In order: hour, chance, season, weather, mood, the words' own colours, darker or warmer, unknown words."""
    steps = (_by_chance, _in_season, _under_weather, _in_mood, _with_words, _shifted, _twisted)
    return reduce(lambda palette, step: step(palette, scene), steps, _at_hour(scene))


def _at_hour(scene: Scene) -> Palette:
    air = AIRS[scene.light]
    low = air.low
    if scene.light is Light.NIGHT and {scene.place, scene.backdrop} & {Place.CITY, Place.STREET}:
        glow = (0.86, 0.36, 0.72) if Effect.NEON_LIT in scene.effects else (0.86, 0.56, 0.44)
        low = mix(low, glow, 0.42)  # its own lamps on the sky
    ambient = mix(air.ambient, (0.94, 0.90, 0.84), 0.6) if scene.place in INDOORS else air.ambient
    return Palette(
        sky_top=air.top,
        sky_middle=air.middle,
        sky_low=low,
        sun=air.sun,
        ambient=ambient,
        haze=mix(low, air.middle, 0.45),
        grass=(0.42, 0.58, 0.26),
        foliage=(0.15, 0.34, 0.23),
        rock=(0.40, 0.37, 0.38),
        sand=(0.90, 0.70, 0.44),
        water=mix((0.07, 0.30, 0.42), air.top, 0.35),
        accent=ACCENTS[0],
        cloud=air.cloud,
        shade=air.shade,
        wall=ROOMS[0][0],
        floor=ROOMS[0][1],
        cloth=ROOMS[0][2],
        murk=0.26,
        season=scene.season or Season.SUMMER,
        snowy=scene.snowy,
    )


def _by_chance(palette: Palette, scene: Scene) -> Palette:
    """What the seed decides: the strong colour, the room's, and how far sky and land lean to one side of the wheel."""
    dice = Dice(scene.chance, "palette")
    wall, floor, cloth = dice.pick(ROOMS)
    lean = dice.between(-9.0, 9.0)
    palette = _each(palette, (*_SKY, *_CLOUDS), lambda colour: turned(colour, lean))
    palette = _each(palette, ("grass", "foliage"), lambda colour: turned(colour, -lean * 0.8))
    return replace(palette, accent=dice.pick(ACCENTS), wall=wall, floor=floor, cloth=cloth)


def _each(palette: Palette, names: Sequence[str], change: Callable[[Colour], Colour]) -> Palette:
    """The palette with each of these colours changed."""
    changed = {name: change(getattr(palette, name)) for name in names}
    return replace(palette, **changed)  # type: ignore[arg-type]  # the names are those of colours only


def _in_season(palette: Palette, scene: Scene) -> Palette:
    if scene.season is None:
        return palette
    grass, leaves = SEASONS[scene.season]
    return replace(palette, grass=mix(palette.grass, grass, 0.85), foliage=mix(palette.foliage, leaves, 0.94))


def _under_weather(palette: Palette, scene: Scene) -> Palette:
    greying, lightness = GREYING[scene.weather] if scene.place not in INDOORS else (0.0, 1.0)
    veil = scaled((0.68, 0.76, 0.84), max(0.34, grey(palette.sky_middle) * 1.30))

    def dimmed(colour: Colour) -> Colour:
        return scaled(mix(colour, veil, greying), lightness)

    level = grey(palette.ambient)
    ambient = scaled(mix(palette.ambient, (level * 0.95, level, level * 1.08), greying), lightness)
    palette = _each(palette, (*_SKY, *_CLOUDS, "water"), dimmed)
    palette = _each(palette, _LAND, lambda colour: saturated(colour, 1 - 0.5 * greying))
    palette = replace(palette, ambient=ambient)
    return _snowed_in(palette) if scene.snowy else palette


def _snowed_in(palette: Palette) -> Palette:
    rock, foliage = mix(palette.rock, SNOW, 0.45), mix(palette.foliage, SNOW, 0.24)
    return replace(palette, grass=SNOW, sand=SNOW, rock=rock, foliage=foliage)


def _in_mood(palette: Palette, scene: Scene) -> Palette:
    saturation, lightness, tint, share = FEELINGS[scene.mood]
    tint = scaled(tint, 0.35 + 0.65 * grey(palette.sky_low))

    def felt(colour: Colour) -> Colour:
        return scaled(saturated(mix(colour, tint, share), saturation), lightness)

    return _each(palette, _ALL, felt)


def _with_words(palette: Palette, scene: Scene) -> Palette:
    tones = scene.tones
    if tones.sky:
        palette = _tinted(palette, (*_SKY, *_CLOUDS), tones.sky, 0.74)
    if tones.leaves:
        palette = _tinted(_tinted(palette, ("foliage",), tones.leaves, 0.82), ("grass",), tones.leaves, 0.22)
    if tones.ground and tones.ground != "white":
        palette = _tinted(palette, (*_GROUND, "foliage"), tones.ground, 0.66)
    if tones.water:
        palette = replace(_tinted(palette, ("water",), tones.water, 0.86), murk=0.60)
    if tones.wall:
        palette = replace(palette, wall=mix(palette.wall, NAMED[tones.wall], 0.86))
    groups = ((0.42, (*_SKY, *_CLOUDS, "wall")), (0.36, ("water", *_GROUND)), (0.30, ("foliage", "rock")))
    for name, (share, fields) in zip(tones.whole, groups, strict=False):
        palette = _tinted(palette, fields, name, share)
    return replace(palette, accent=NAMED[tones.whole[-1]]) if tones.whole else palette


def _tinted(palette: Palette, fields: Sequence[str], name: str, share: float) -> Palette:
    """Towards the named colour, each field keeping its own lightness for the most part."""
    named = NAMED[name]

    def tinged(colour: Colour) -> Colour:
        level = (0.35 + 0.65 * grey(colour)) / max(0.25, grey(named))
        return mix(colour, scaled(named, min(1.5, level)), share)

    return _each(palette, fields, tinged)


def _shifted(palette: Palette, scene: Scene) -> Palette:
    shift = scene.shift
    lightness = (0.62, 0.80, 1.0, 1.12, 1.24)[shift.light + 2]
    warm = (1.0 + 0.07 * shift.warmth, 1.0, 1.0 - 0.09 * shift.warmth)
    strength = (0.45, 0.70, 1.0, 1.22, 1.40)[shift.strength + 2]

    def moved(colour: Colour) -> Colour:
        return scaled(saturated(times(colour, warm), strength), lightness)

    palette = _each(palette, (*_ALL, "rock", "accent"), moved)
    return replace(palette, ambient=scaled(times(palette.ambient, warm), min(1.06, lightness)))


def _twisted(palette: Palette, scene: Scene) -> Palette:
    if not scene.twist:
        return palette
    return _each(palette, _ALL, lambda colour: turned(colour, scene.twist))
