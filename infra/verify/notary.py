"""Who signs: a key in a file outside the database, and beside it the newest attestation, which a database that was set
back, or rewritten with everything in it, cannot take with it.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from infra.durable import Writing
from infra.servers.passwords import password
from projections.attestation import Attestation, NotAttested, Statement

SECRET = "attestations"  # noqa: S105 - a file's name
NEWEST = "attested.json"


class Notary:
    """Of one data folder. The key is made at the first asking; whoever has the file can sign as we do."""

    def __init__(self, data: Path, secrets: Path) -> None:
        self._newest = data / NEWEST
        seed = urlsafe_b64decode(password(secrets, SECRET) + "=")
        self._private = Ed25519PrivateKey.from_private_bytes(seed)

    @property
    def key(self) -> bytes:
        """The public key: 32 bytes."""
        return self._private.public_key().public_bytes_raw()

    def sign(self, said: Statement) -> Attestation:
        """A statement as ours."""
        return Attestation(said, self.key, self._private.sign(said.text.encode()))

    def signed(self, attestation: Attestation) -> bool:
        """Whether it is ours and unchanged."""
        return attestation.key == self.key and is_signed(attestation)

    def keep(self, newest: Attestation) -> None:
        """Keep the newest one outside the database; durable on return."""
        with Writing(self._newest) as file:
            file.write(newest.json.encode())

    def kept(self) -> Attestation | None:
        """The newest one that was kept, None if there is none. Raises NotAttested where it does not read as one."""
        try:
            kept = Attestation.read(self._newest.read_text())
        except FileNotFoundError:
            return None
        if not self.signed(kept):
            raise NotAttested
        return kept


def is_signed(attestation: Attestation) -> bool:
    """Whether the signature is that of the key it names, on what it says."""
    try:
        public = Ed25519PublicKey.from_public_bytes(attestation.key)
        public.verify(attestation.signature, attestation.said.text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True
