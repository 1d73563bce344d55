"""The library's recorders over the log: they append through the same queue and read the same table."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Thread
from typing import Any
from uuid import UUID

import psycopg
from eventsourcing.persistence import (
    AggregateRecorder,
    ApplicationRecorder,
    IntegrityError,
    ListenNotifySubscription,
    Notification,
    OperationalError,
    StoredEvent,
)
from psycopg.rows import TupleRow, args_row
from psycopg_pool import ConnectionPool

from domain.log import Conflict, LogFull
from infra.log.blocking import BlockingAppender
from infra.log.codec import COLUMNS, Row
from infra.log.decide import Wish
from infra.log.library_mapper import fact_of, notification_of, stored_of
from infra.log.transaction import CHANNEL

BEGINNING = -1
END = 2**62
WAKE = 0.25
"""Seconds after which a subscription looks for new events even without a signal."""

SELECT = f"SELECT {COLUMNS} FROM log.events "  # noqa: S608 - a constant
STREAM = SELECT + "WHERE originator_id = %s AND originator_version > %s AND originator_version <= %s "
FORWARD = STREAM + "ORDER BY originator_version LIMIT %s"
BACKWARD = STREAM + "ORDER BY originator_version DESC LIMIT %s"
SECTION = SELECT + "WHERE notification_id >= %s AND notification_id <= %s "
ALL = SECTION + "ORDER BY notification_id LIMIT %s"
SOME = SECTION + "AND topic = ANY (%s) ORDER BY notification_id LIMIT %s"
NEWEST = "SELECT nullif(position, 0) FROM log.head"


class LogStore:
    """The connections that the recorders of one factory share."""

    def __init__(self, conninfo: str) -> None:
        self.conninfo = conninfo
        self.appender = BlockingAppender(conninfo)
        self._pool: ConnectionPool[psycopg.Connection[TupleRow]] = ConnectionPool(
            conninfo, kwargs={"autocommit": True}, min_size=1, max_size=4, open=True
        )

    def rows(self, query: str, parameters: Sequence[object]) -> list[Row]:
        """The rows of a query of `COLUMNS`."""
        with self._pool.connection() as connection, connection.cursor(row_factory=args_row(Row)) as cursor:
            return cursor.execute(query, parameters, binary=True).fetchall()

    def newest(self) -> int | None:
        """The position of the newest event, None when there is none."""
        with self._pool.connection() as connection:
            row = connection.execute(NEWEST).fetchone()
        assert row
        position: int | None = row[0]
        return position

    def close(self) -> None:
        """Write what waits and close all connections."""
        self.appender.close()
        self._pool.close()


class LogAggregateRecorder(AggregateRecorder):
    """Streams of events."""

    def __init__(self, store: LogStore) -> None:
        self.store = store

    def insert_events(self, stored_events: Sequence[StoredEvent], **_: Any) -> Sequence[int] | None:
        """Append all or nothing. Raises IntegrityError where a stream has moved on."""
        self._append(stored_events)
        return None

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        """Events of a stream with versions in (gt, lte]."""
        lower, upper = BEGINNING if gt is None else gt, END if lte is None else lte
        rows = self.store.rows(BACKWARD if desc else FORWARD, [originator_id, lower, upper, limit])
        return [stored_of(row) for row in rows]

    def _append(self, stored: Sequence[StoredEvent]) -> list[int]:
        """Their positions."""
        if not stored:
            return []
        facts = [fact_of(event) for event in stored]
        steps = [(fact.originator_id, event.originator_version) for fact, event in zip(facts, stored, strict=True)]
        wish = Wish(steps[0][0], steps, None, [fact.event_id for fact in facts], given=False, once=None)
        try:
            last = self.store.appender.append(wish, facts).position
        except Conflict as error:
            raise IntegrityError("A stream is not at the version these events follow.") from error
        except LogFull as error:
            raise OperationalError("The append queue is full.") from error
        return list(range(last - len(facts) + 1, last + 1))


class LogApplicationRecorder(LogAggregateRecorder, ApplicationRecorder):
    """Streams of events, and all of them in the log's order."""

    def insert_events(self, stored_events: Sequence[StoredEvent], **_: Any) -> Sequence[int] | None:
        """Append all or nothing; their positions. Raises IntegrityError where a stream has moved on."""
        return self._append(stored_events)

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """At most `limit` events from `start` to `stop`, only of some topics if named."""
        first = (start or 0) + (not inclusive_of_start)
        last = END if stop is None else stop
        if topics:
            rows = self.store.rows(SOME, [first, last, list(topics), limit])
        else:
            rows = self.store.rows(ALL, [first, last, limit])
        return [notification_of(row) for row in rows]

    def max_notification_id(self) -> int | None:
        """The newest position, None when there is none."""
        return self.store.newest()

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> LogSubscription:
        """Every event after a position, as it comes."""
        return LogSubscription(self, gt, topics)


class LogSubscription(ListenNotifySubscription[LogApplicationRecorder]):
    """Wakes by the log's signal, and also by itself: a lost signal delays, and loses nothing."""

    def __init__(self, recorder: LogApplicationRecorder, gt: int | None, topics: Sequence[str]) -> None:
        super().__init__(recorder, gt, topics)
        self._listener = Thread(target=self._listen, name="log subscription", daemon=True)
        self._listener.start()

    def __exit__(self, *args: object, **kwargs: Any) -> None:
        try:
            super().__exit__(*args, **kwargs)
        finally:
            self._listener.join()

    def _listen(self) -> None:
        while not self._has_been_stopped:
            try:
                self._wait_for_signals()
            except psycopg.OperationalError:
                self._has_been_notified.wait(WAKE)

    def _wait_for_signals(self) -> None:
        with psycopg.connect(self._recorder.store.conninfo, autocommit=True) as connection:
            connection.execute(f"LISTEN {CHANNEL}")
            while not self._has_been_stopped:
                for _ in connection.notifies(timeout=WAKE, stop_after=1):
                    pass
                self._has_been_notified.set()
