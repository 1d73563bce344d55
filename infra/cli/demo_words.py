"""What the people of the demo are called, ask for and say."""

from __future__ import annotations

PEOPLE = ("Ada", "Bruno", "Chiyo", "Dario", "Efua", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Kira", "Lin")

PROMPTS = (
    "a lighthouse at dusk, watercolor",
    "a red boat on a green lake, calm morning",
    "mountains under the stars, night",
    "a small house in the snow, warm light",
    "birds over the sea at dawn",
    "a forest in fog, ink",
    "a city at night in the rain",
    "a cat on a wall at sunset, flat poster",
    "a meadow of flowers, clear noon",
    "the moon above a desert, pixel art",
    "a storm on the sea, dark and wild",
    "an autumn tree by a river, watercolor",
    "a sailing boat at noon, bright",
    "snowy mountains at dawn, ink",
    "a lonely tree in a field, evening",
    "a city by the sea at dusk, flat poster",
    "a pine forest at night with many stars",
    "a blue boat in the fog",
    "a lighthouse in a storm, ink",
    "a quiet lake with mountains, sunrise, watercolor",
)

COMMENTS = (
    "The light in this one!",
    "I can almost hear the water.",
    "More of these, please.",
    "What was the seed?",
    "Lovely and calm.",
    "This would make a fine poster.",
    "The colours remind me of home.",
    "How does it know about fog?",
)
