"""Limits: how often what can be abused may be done, and budgets for all the rest, under digests: no address is kept."""

from __future__ import annotations

import hashlib
import hmac
import time
from dataclasses import dataclass

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from api.ports import Budget, Payer
from infra.buckets import Bucket, Level, LocalBuckets, RedisBuckets

PATIENCE = 1.0
"""Seconds that Redis may take for an answer: operations wait for it."""
AGREED = 1.0
"""Seconds for which a process spends from a budget by itself between two times that it tells the others."""
AWAY = 5.0
"""Seconds for which budgets are kept here alone after Redis did not answer."""

logger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Rate(Bucket):
    """So many times. `guarded`: refused while Redis is away; else as often here alone."""

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
    "createApiKey": Rate(30, 3_600),
}
"""Of one address: registering and trying passwords, which cost a slow hash each. Of an address and a handle: signing
in, so that nobody's password is guessed. Of one person: the rest."""
BUDGETS: dict[Payer, Bucket] = {
    "key": Bucket(100_000, 100),
    "account": Bucket(100_000, 100),
    "address": Bucket(50_000, 100),
}
"""Points for operations: of an API key, of an account that asks without one, of an address where nobody is signed in. A
page of the feed with all its pictures costs less than a hundred."""


class RedisLimits:
    """Buckets in Redis; while it is away, those of this process."""

    def __init__(self, redis: Redis, secret: bytes) -> None:
        self._shared = RedisBuckets(redis)
        self._local = LocalBuckets()
        self._secret = secret
        self._away_until = 0.0

    async def allow(self, act: str, whom: str) -> bool:
        """Count one act, if there is a rate for it; False where that is too many now."""
        rate = RATES.get(act)
        if rate is None:
            return True
        name = self._name("rate", act, whom)
        try:
            return (await self._shared.take(name, rate, 1)).granted
        except RedisError as error:
            logger.warning("limits.away", error=type(error).__name__)
            return not rate.guarded and self._local.take(name, rate, 1).granted

    async def spend(self, payer: Payer, whom: str, points: int) -> Budget:
        """Take points from a budget. What this process knows to be empty is not asked for anywhere else."""
        bucket, name = BUDGETS[payer], self._name("budget", payer, whom)
        level = self._local.take(name, bucket, points)
        if level.granted and time.monotonic() >= self._away_until and (taken := self._local.tell(name, AGREED)):
            level = await self._agreed(name, bucket, taken, level)
        return Budget(level.granted, bucket.points, level.points(bucket), bucket.seconds, level.missing / 1000)

    async def _agreed(self, name: str, bucket: Bucket, points: int, here: Level) -> Level:
        """What all processes together have left; what this one knows where Redis is away."""
        try:
            level = await self._shared.take(name, bucket, points)
        except RedisError as error:
            logger.warning("limits.away", error=type(error).__name__)
            self._away_until = time.monotonic() + AWAY
            return here
        self._local.set(name, level.missing)
        return level

    def _name(self, *what: str) -> str:
        *about, whom = what
        return ":".join(("limn", *about, hmac.digest(self._secret, whom.encode(), hashlib.sha256).hex()[:32]))


class NoLimits:
    """Everything is allowed: for tests and measurements on one machine."""

    async def allow(self, act: str, whom: str) -> bool:
        """Yes."""
        return True

    async def spend(self, payer: Payer, whom: str, points: int) -> Budget:
        """All of it is left."""
        bucket = BUDGETS[payer]
        return Budget(True, bucket.points, bucket.points, bucket.seconds, 0.0)
