"""What people who are made up are called, ask for and say: those of the demo, and of an invented past."""

from __future__ import annotations

from typing import NamedTuple

PEOPLE = ("Ada", "Bruno", "Chiyo", "Dario", "Efua", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Kira", "Lin")
MODERATOR = "Mods"


class Wish(NamedTuple):
    """A prompt, what its maker says about the picture, and the tags it is found by."""

    prompt: str
    caption: str
    tags: tuple[str, ...]


WISHES = (
    Wish("a red boat on a green lake at dusk", "Home before dark.", ("lake", "boat", "dusk")),
    Wish("a fox in a snowy forest, watercolor", "Waited an hour for this one.", ("fox", "snow", "watercolor")),
    Wish("a city street at night in the rain, neon", "Every umbrella is a small theatre.", ("city", "night", "rain")),
    Wish("three oranges in a blue bowl on a table, oil", "Study no. 1.", ("stilllife", "oil")),
    Wish("a lighthouse in a storm, woodblock", "After Hokusai, a long way after.", ("sea", "storm", "woodblock")),
    Wish("an astronaut under a ringed planet", "Lunch break.", ("space",)),
    Wish("a castle on a hill, flat poster", "Visit while it stands.", ("castle", "poster")),
    Wish("a whale under water, deep blue, watercolor", "She sang the whole time.", ("sea", "whale", "watercolor")),
    Wish("hot air balloons over mountains at dawn, low poly", "Up there it is quiet.", ("balloons", "lowpoly")),
    Wish("portrait of a woman in profile, golden evening light", "My sister, who hates photographs.", ("portrait",)),
    Wish("a robot with an umbrella in the rain, cel shaded", "Waterproof, allegedly.", ("robot", "rain", "cel")),
    Wish("a windmill in a field of sunflowers, summer noon", "The hottest day.", ("summer", "field")),
    Wish("a pagoda by a river with cherry blossom, woodblock", "Spring, at last.", ("spring", "woodblock")),
    Wish("a steam train crossing a bridge in autumn, gouache", "The 16:04, on time.", ("train", "autumn")),
    Wish("a black cat on a window sill at night, ink", "He pays no rent.", ("cat", "night", "ink")),
    Wish("circles and lines, abstract, red and blue", "I do not know either.", ("abstract",)),
    Wish("a rocket, blueprint", "It will not fly. It will look good.", ("rocket", "blueprint")),
    Wish("a lonely tree in a wide meadow, minimal, morning fog", "Nothing happened here, beautifully.", ("fog",)),
    Wish("a cozy room with an armchair, a lamp and books", "Rain outside, obviously.", ("interior",)),
    Wish("a dragon over mountains at sunset, pixel art", "Level nine.", ("dragon", "pixelart")),
    Wish("deer in a forest in autumn, light between the trees", "They knew I was there.", ("deer", "autumn")),
    Wish("a sailing ship on a moonlit sea, oil", "Sixty days out.", ("sea", "night", "oil")),
    Wish("a desert with three cacti under the stars", "Cold, in fact.", ("desert", "stars")),
    Wish("a cup of tea and a candle on a table, evening", "Four o'clock somewhere.", ("stilllife",)),
    Wish("northern lights over a snowy cabin, night", "No filter. Well, all filter.", ("snow", "aurora")),
    Wish("an owl on a branch under a full moon, ink", "Who?", ("owl", "night", "ink")),
    Wish("a waterfall in a green canyon, watercolor", "You can hear it from the road.", ("water", "watercolor")),
    Wish("a blue car on a road by the sea, flat poster", "Windows down.", ("car", "sea", "poster")),
    Wish("a garden with roses and butterflies, stained glass", "For the kitchen door.", ("garden", "glass")),
    Wish("a submarine among fish and corals, cut paper", "Bath time, imagined.", ("sea", "papercut")),
)

CHANGES = ("at night", "in watercolor", "as a woodblock print", "in autumn", "in the snow", "in ink", "at dawn, in fog")
"""What those who remix want otherwise."""

REMIXED = ("The same, only otherwise.", "With apologies.", "Could not resist.", "Yours was better.", "What if?")

COMMENTS = (
    "The light in this one!",
    "I can almost hear it.",
    "More of these, please.",
    "What was the seed?",
    "Lovely and calm.",
    "This would make a fine poster.",
    "The colours remind me of home.",
    "How does it know about fog?",
)
