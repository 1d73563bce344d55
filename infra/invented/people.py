"""Who is there, by number in the order of joining: their ids and handles, and who follows or blocks whom.

The number is also the rank of fame. Everyone follows at most one account out of each octave of ranks (the first, the
next two, the next four, …), all octaves alike: so an account's followers are as one to its rank (Zipf), nobody is
followed twice by one person, and eight bytes remember all that a person follows.
"""

from __future__ import annotations

from array import array
from functools import lru_cache
from hashlib import blake2b
from random import Random
from uuid import UUID

from infra.invented.hours import ZONES

OCTAVES = 31
ADJECTIVES = (
    *("amber", "bold", "calm", "dusty", "early", "faint", "gentle", "hollow"),
    *("inky", "jade", "keen", "lunar", "mellow", "north", "odd", "pale"),
)
NOUNS = (
    *("anchor", "birch", "comet", "delta", "ember", "fjord", "grove", "heron"),
    *("inlet", "juniper", "kite", "lantern", "moss", "nimbus", "otter", "pine"),
)


class People:
    """Those who have joined. `most`: as many as ever will."""

    def __init__(self, seed: int, most: int, chance: Random) -> None:
        self.joined = 0
        self.most = most
        self.id = lru_cache(1 << 14)(self._id)
        self._seed = seed.to_bytes(8)
        self._chance = chance
        self._follows = array("L", bytes(8 * most))
        self._left = array("L", bytes(8 * most))
        self._blocked: set[tuple[int, int]] = set()

    def handle(self, person: int) -> str:
        """Each has their own."""
        rest, adjective = divmod(person, len(ADJECTIVES))
        rest, noun = divmod(rest, len(NOUNS))
        return f"{ADJECTIVES[(adjective + noun) % len(ADJECTIVES)]}_{NOUNS[noun]}" + (f"_{rest}" if rest else "")

    def somebody(self, part: int) -> int:
        """Someone who lives in a part of the world; those who joined first are the most active."""
        person = int(self.joined * self._chance.random() ** 2)
        near = person - person % len(ZONES) + part
        return near if near < self.joined else person

    def follow(self, person: int) -> int | None:
        """Whom a person follows next; None where that is nobody new."""
        octave = self._chance.randrange(self.joined.bit_length())
        target = self._of(person, octave)
        bit = 1 << octave
        if target >= self.joined or target == person or (self._follows[person] | self._left[person]) & bit:
            return None
        if self.strangers(person, target):
            return None
        self._follows[person] |= bit
        return target

    def follows(self, person: int, target: int) -> bool:
        """Whether one follows the other now."""
        octave = _octave(target)
        return bool(self._follows[person] >> octave & 1) and self._of(person, octave) == target

    def unfollow(self, person: int, target: int) -> None:
        """One follows the other no longer, and never again."""
        bit = 1 << _octave(target)
        self._follows[person] &= ~bit
        self._left[person] |= bit

    def followed(self, person: int) -> int | None:
        """Someone a person follows."""
        octaves = [octave for octave in range(OCTAVES) if self._follows[person] >> octave & 1]
        return self._of(person, self._chance.choice(octaves)) if octaves else None

    def strangers(self, one: int, other: int) -> bool:
        """Whether either has blocked the other."""
        return (one, other) in self._blocked or (other, one) in self._blocked

    def block(self, person: int, target: int) -> None:
        """They see nothing of each other from now on."""
        self._blocked.add((person, target))

    def _id(self, person: int) -> UUID:
        digest = blake2b(person.to_bytes(8), key=self._seed, digest_size=16).digest()
        return UUID(bytes=digest, version=4)

    def _of(self, person: int, octave: int) -> int:
        """The account of an octave that a person follows, if any of it."""
        said = blake2b(person.to_bytes(8) + octave.to_bytes(1), key=self._seed, digest_size=8).digest()
        return (1 << octave) - 1 + int.from_bytes(said) % (1 << octave)


def _octave(person: int) -> int:
    return (person + 1).bit_length() - 1
