"""A past that never was: people, pictures and what came of them, the same for the same seed, written as events."""
