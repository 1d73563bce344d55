"""Limits: how often what can be abused may be done, and budgets for all the rest, under digests: no address is kept."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from api.ports import Budget, Payer
from infra.buckets import Bucket, LocalBuckets, RedisBuckets, Taking

PATIENCE = 1.0
"""Seconds that Redis may take for an answer: operations wait for it."""
TOLD = 0.25
"""Seconds for which a process spends by itself before it tells the others: asking costs more than spending."""

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
    "key": Bucket(50_000, 100),
    "account": Bucket(100_000, 100),
    "address": Bucket(50_000, 100),
}
"""Points for operations: of an API key, of an account with all its keys, of an address where nobody is signed in. A
page of the feed with all its pictures costs less than a hundred. A key that runs away leaves its person half."""


@asynccontextmanager
async def open_limits(redis: Redis, secret: bytes) -> AsyncIterator[RedisLimits]:
    """Limits that all processes share, until the block ends."""
    limits = RedisLimits(redis, secret)
    telling = asyncio.create_task(limits.keep_telling())
    try:
        yield limits
    finally:
        telling.cancel()
        await asyncio.gather(telling, return_exceptions=True)


class RedisLimits:
    """Rates are asked for in Redis. Budgets are spent here, and agreed on there with the other processes."""

    def __init__(self, redis: Redis, secret: bytes) -> None:
        self._shared = RedisBuckets(redis)
        self._local = LocalBuckets()
        self._secret = secret
        self._untold: dict[str, Taking] = {}
        self._spent = asyncio.Event()

    async def allow(self, act: str, whom: str) -> bool:
        """Count one act, if there is a rate for it; False where that is too many now."""
        rate = RATES.get(act)
        if rate is None:
            return True
        name = self._name("rate", act, whom)
        try:
            return (await self._shared.take({name: Taking(rate, 1)}))[name].granted
        except RedisError as error:
            logger.warning("limits.away", error=type(error).__name__)
            return not rate.guarded and self._local.take(name, rate, 1).granted

    async def spend(self, payer: Payer, whom: str, points: int) -> Budget:
        """Take points from a budget, as far as this process knows of it. Nothing is waited for."""
        bucket, name = BUDGETS[payer], self._name("budget", payer, whom)
        level = self._local.take(name, bucket, points)
        if level.granted and points:
            self._untold[name] = Taking(bucket, points + self._untold.get(name, Taking(bucket, 0)).points, spent=True)
            self._spent.set()
        return Budget(level.granted, bucket.points, level.points(bucket), bucket.seconds, level.missing / 1000)

    async def keep_telling(self) -> None:
        """Agree with the other processes for as long as this goes on."""
        while True:
            await self._spent.wait()
            await asyncio.sleep(TOLD)
            await self.tell()

    async def tell(self) -> None:
        """Tell what was spent here, and learn what others have spent. Without Redis what is known here has to do."""
        self._spent.clear()
        untold, self._untold = self._untold, {}
        try:
            for name, level in (await self._shared.take(untold)).items():
                self._local.lack(name, level.missing)
        except RedisError as error:
            logger.warning("limits.away", error=type(error).__name__)

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
