"""Policies: facts to commands. Each has a durable checkpoint and never runs in a replay.

A fact may be seen twice (a crash between the act and the checkpoint), so what a policy does must not mind: its
commands carry event ids that follow from policy and cause, and its messages say no more than "look".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import psycopg

from domain.events import Event
from projections.source import Source

PAGE = 1_000

Reaction: TypeAlias = Callable[[Event], None]


@dataclass(frozen=True, slots=True)
class Policy:
    """What is done when something has happened. Reactions by topic; one that raises is tried again."""

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
        """React to what is next, at most a page; False if there was nothing."""
        events = self._source.page(self._connection, self._position, PAGE)
        if not events:
            return False
        for recorded in events:
            react = self._policy.reactions.get(getattr(recorded.event, "TOPIC", ""))
            if react is not None:
                react(recorded.event)
        self._position = events[-1].position
        self._connection.execute(
            "UPDATE views.policy SET position = %s WHERE name = %s AND position < %s",
            [self._position, self._policy.name, self._position],
        )
        return True
