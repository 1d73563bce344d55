"""What a policy appends names the event that it answers, and the one that the story began with."""

from __future__ import annotations

from uuid import uuid4

import psycopg

from domain import roles
from domain.events import Event
from domain.roles import Role
from infra.folds import LogSource
from infra.log.blocking import BlockingLog
from infra.telemetry.answers import answered
from infra.telemetry.spans import NO_SPANS
from projections.policy import Policy, PolicyRunner
from tests.databases import Database

COLUMNS = "SELECT event_id, causation_id, correlation_id, trace FROM log.events ORDER BY notification_id"


def test_an_answer_names_its_cause_and_the_beginning(database: Database) -> None:
    log = BlockingLog(database.api)
    person = uuid4()

    def more(event: Event) -> None:
        """Moderators become operators, and operators no moderators any more."""
        granted = getattr(event, "role", None)
        log.append(
            roles.grant(person, Role.OPERATOR) if granted == Role.MODERATOR else roles.revoke(person, Role.MODERATOR)
        )

    policy = Policy("more", {"role.granted": more})
    with psycopg.connect(database.superuser, autocommit=True) as connection:
        runner = PolicyRunner(connection, LogSource(database.superuser), answered(policy, connection, NO_SPANS))
        log.append(roles.grant(person, Role.MODERATOR))
        while runner.step():
            pass
        log.close()
        asked, answer, last = connection.execute(COLUMNS).fetchall()
    assert asked[1:] == (None, None, None)
    assert answer[1:] == (asked[0], None, None), "its cause began the story"
    assert last[1:] == (answer[0], asked[0], None)
