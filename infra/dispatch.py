"""The queue of renders: dramatiq on Redis. It only carries "look at render N"; losing it loses time, no render."""

from __future__ import annotations

import time
from typing import Any
from uuid import UUID

import structlog
from dramatiq import Message
from dramatiq.brokers.redis import RedisBroker
from dramatiq.errors import BrokerConnectionError
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

QUEUE = "renders"
ACTOR = "look_at_render"
PEEK = 1
"""Seconds that a waiting worker blocks in Redis before it looks around."""

logger = structlog.get_logger(__name__)


class PromptBroker(RedisBroker):
    """dramatiq's broker, except that an idle worker is woken by the message instead of polling for it."""

    def __init__(self, redis_url: str) -> None:
        client = Redis.from_url(redis_url, socket_timeout=PEEK + 2.0, retry=Retry(NoBackoff(), 1))
        super().__init__(  # type: ignore[no-untyped-call] # dramatiq leaves it without types
            client=client, middleware=[], namespace="limn"
        )

    def do_fetch(self, queue: str, count: int) -> list[bytes]:
        """Up to `count` messages. Blocks up to `PEEK` seconds while there are none; nothing here is ever delayed."""
        if queue in self.delay_queues:
            time.sleep(PEEK)  # a thread of its own that would else ask for what never comes
            return []
        name = f"{self.namespace}:{queue}"
        self.client.blmove(name, name, PEEK, "RIGHT", "RIGHT")  # waits for an element and puts it back
        fetched: list[bytes] = self._dispatch("fetch")(queue, count)  # type: ignore[no-untyped-call] # as above
        return fetched


class RedisDispatch:
    """The sending side of the queue."""

    def __init__(self, redis_url: str) -> None:
        self._broker = PromptBroker(redis_url)
        self._broker.declare_queue(QUEUE)

    def dispatch(self, render_id: UUID) -> None:
        """Ask the workers to look at a render soon. Without Redis the workers' sweepers find it a little later."""
        message: Message[Any] = Message(
            queue_name=QUEUE, actor_name=ACTOR, args=(str(render_id),), kwargs={}, options={}
        )
        try:
            self._broker.enqueue(message)
        except (RedisError, BrokerConnectionError) as error:
            logger.warning("dispatch.lost", error=type(error).__name__)

    def close(self) -> None:
        """Give the connections back."""
        self._broker.close()
        self._broker.client.close()
