"""Keys of people who never were: they follow from the seed, as their words do, so the same past has the same bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from hashlib import blake2b
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from infra.keyring import KEY, NONCE, enclosed

KNOWN = 4096


class PastKeys:
    """Seals for one past, and tells the keys, so that a keyring can keep them."""

    def __init__(self, seed: int) -> None:
        self._seed = seed.to_bytes(8)
        self._sealed = 0
        self._ciphers: OrderedDict[UUID, AESGCM] = OrderedDict()

    def key(self, person: UUID) -> bytes:
        """A person's own."""
        return blake2b(person.bytes, key=self._seed, digest_size=KEY).digest()

    def seal(self, person: UUID, fields: Mapping[str, str | None]) -> bytes:
        """As the keyring seals; nonces are counted, so none comes twice."""
        self._sealed += 1
        return enclosed(self._cipher(person), self._sealed.to_bytes(NONCE), person, fields)

    def _cipher(self, person: UUID) -> AESGCM:
        cipher = self._ciphers.get(person)
        if cipher is None:
            cipher = self._ciphers[person] = AESGCM(self.key(person))
            if len(self._ciphers) > KNOWN:
                self._ciphers.popitem(last=False)
        return cipher
