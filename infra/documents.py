"""Documents of GraphQL that clients have sent with their hash, for all API processes."""

from __future__ import annotations

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

SECONDS = 86_400
"""How long a document is kept after it was last asked for here."""
PLACES = 2_048
"""How many are kept at most, so that together they stay within 32 MB: one whose place is taken goes."""

logger = structlog.get_logger(__name__)


class RedisDocuments:
    """Each under a key that its hash gives, one of a fixed number. Without Redis nothing is kept, and nothing fails."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def read(self, document_id: str) -> str | None:
        """What lies in the place of the document: it, another one, or nothing."""
        try:
            kept = await self._redis.getex(_key(document_id), ex=SECONDS)
        except RedisError as error:
            logger.warning("documents.away", error=type(error).__name__)
            return None
        return kept.decode(errors="replace") if isinstance(kept, bytes) else None

    async def keep(self, document_id: str, document: str) -> None:
        """Put it there."""
        try:
            await self._redis.set(_key(document_id), document, ex=SECONDS)
        except RedisError as error:
            logger.warning("documents.away", error=type(error).__name__)


def _key(document_id: str) -> str:
    return f"limn:document:{int(document_id[-8:], 16) % PLACES}"
