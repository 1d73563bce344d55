"""Limits on rates, counted in Redis under digests, so that no address is kept."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

logger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `times` in each stretch of `seconds`. `guarded`: refused while Redis is away, else allowed."""

    times: int
    seconds: int
    guarded: bool = False


RATES = {
    "register": Rate(100, 3_600, guarded=True),
    "signIn": Rate(20, 300, guarded=True),
    "tryPassword": Rate(200, 300, guarded=True),
    "submitPrompt": Rate(60, 60),
    "comment": Rate(60, 60),
    "flag": Rate(60, 3_600),
    "startReplay": Rate(60, 600),
    "defineRanker": Rate(30, 3_600),
}
"""Of one address: registering and trying passwords, which cost a slow hash each. Of an address and a handle: signing
in, so that nobody's password is guessed. Of one person: the rest."""


class RedisLimits:
    """Fixed windows, each beginning with the first act in it."""

    def __init__(self, redis: Redis, secret: bytes) -> None:
        self._redis = redis
        self._secret = secret

    async def allow(self, act: str, whom: str) -> bool:
        """Count one act, if there is a rate for it; False where that is too many now."""
        rate = RATES.get(act)
        if rate is None:
            return True
        key = f"limn:rate:{act}:{hmac.digest(self._secret, whom.encode(), hashlib.sha256).hex()[:32]}"
        try:
            async with self._redis.pipeline() as pipeline:
                pipeline.set(key, 0, ex=rate.seconds, nx=True)
                pipeline.incr(key)
                pipeline.ttl(key)
                _, count, left = await pipeline.execute()
            if left > rate.seconds:  # Redis' clock was set back: the stretch would last until the old time comes again
                await self._redis.expire(key, rate.seconds)
        except RedisError as error:
            logger.warning("limits.away", error=type(error).__name__)
            return not rate.guarded
        return int(count) <= rate.times


class NoLimits:
    """Everything is allowed: for tests and measurements on one machine."""

    async def allow(self, act: str, whom: str) -> bool:
        """Yes."""
        return True
