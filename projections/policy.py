"""Policies: facts to commands. Each has a durable checkpoint and never runs in a replay.

A fact may be seen twice (a crash between the act and the checkpoint), so what a policy does must not mind: its
commands carry event ids that follow from policy and cause, and its messages say no more than "look".
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias, TypeVar
from uuid import UUID

import psycopg

from domain.events import Aggregate, Event
from domain.log import Append, LogFull, Receipt, Recorded, Unreadable
from projections.fold import UNREADABLE
from projections.source import Source

PAGE = 1_000
TRIES = 3
"""A reaction that fails this often in a row is not tried again: its fact is parked, and the policy goes on."""

A = TypeVar("A", bound=Aggregate)
Reaction: TypeAlias = Callable[[Event], None]

logger = logging.getLogger(__name__)


class Log(Protocol):
    """The log as policies that append see it: they run on threads."""

    def append(self, wish: Append) -> Receipt:
        """Write durably; Conflict where a stream has moved."""
        ...

    def load(self, kind: type[A], aggregate_id: UUID) -> A | None:
        """An aggregate folded from its stream, or None if the stream is empty."""
        ...


@dataclass(frozen=True, slots=True)
class Policy:
    """What is done when something has happened. Reactions by topic; one that raises is tried again, and then parked."""

    name: str
    reactions: Mapping[str, Reaction]


class PolicyRunner:
    """Runs one policy over one connection (autocommit, not shared)."""

    def __init__(self, connection: psycopg.Connection, source: Source, policy: Policy) -> None:
        self._connection = connection
        self._source = source
        self._policy = policy
        self._position = self._install()

    def _install(self) -> int:
        """The policy's checkpoint; the head of the log at the first time, as what is past is past."""
        self._connection.execute(
            "INSERT INTO views.policy (name, position) SELECT %s, position FROM log.head ON CONFLICT DO NOTHING",
            [self._policy.name],
        )
        row = self._connection.execute(
            "SELECT position FROM views.policy WHERE name = %s", [self._policy.name]
        ).fetchone()
        assert row
        return int(row[0])

    def step(self) -> bool:
        """React to what is next, at most a page; False if there was nothing, or the log takes nothing just now."""
        events = self._source.page(self._connection, self._position, PAGE)
        if not events:
            return False
        for recorded in events:
            try:
                self._react(recorded)
            except LogFull:
                self._advance(recorded.position - 1)
                return False
        self._advance(events[-1].position)
        return True

    def _react(self, recorded: Recorded) -> None:
        reason = attempted(self._policy, recorded.event)
        if reason is not None:
            self._park(recorded.position, reason)

    def _park(self, position: int, reason: str) -> None:
        logger.error("the policy %s went past %d: %s", self._policy.name, position, reason)
        self._connection.execute(
            "INSERT INTO views.policy_parked (policy, position, reason) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
            [self._policy.name, position, reason],
        )

    def _advance(self, position: int) -> None:
        self._position = position
        self._connection.execute(
            "UPDATE views.policy SET position = %s WHERE name = %s AND position < %s",
            [position, self._policy.name, position],
        )


def attempted(policy: Policy, event: Event) -> str | None:
    """Why a policy could not react to an event; None where it did, or had not to.

    A database that is away is not the event's fault: psycopg.OperationalError, LogFull.
    """
    if isinstance(event, Unreadable):
        return UNREADABLE if event.topic in policy.reactions else None
    react = policy.reactions.get(event.TOPIC)
    return _tried(react, event) if react else None


def _tried(react: Reaction, event: Event) -> str | None:
    reason = None
    for _ in range(TRIES):
        try:
            react(event)
        except (psycopg.OperationalError, LogFull):
            raise
        except Exception as error:  # whatever it is, it stops this policy at this event only
            reason = type(error).__name__
        else:
            return None
    return reason
