"""Event ids: drawn so that newer ones sort later, which keeps their index small and its writes together."""

from __future__ import annotations

import random
import time
from uuid import UUID

VERSION_7 = 0x7 << 76
VARIANT = 0x2 << 62
RANDOM_BITS = 74


def draw() -> UUID:
    """A UUID of version 7 (RFC 9562): milliseconds since 1970, then 74 random bits. A name, not a secret."""
    return timed(time.time_ns() // 1_000_000, random.getrandbits(RANDOM_BITS))


def timed(milliseconds: int, bits: int) -> UUID:
    """The one of a time since 1970 and of 74 bits that were drawn elsewhere."""
    high, low = bits >> 62 << 64, bits & (1 << 62) - 1
    return UUID(int=milliseconds << 80 | VERSION_7 | high | VARIANT | low)
