"""A replay from the question to its answer, in this process: over connections that can only read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import psycopg
from psycopg.conninfo import make_conninfo

from infra.folds import LogSource
from infra.replays.clock import LogClock
from projections.replays.outcome import Outcome
from projections.replays.replay import Spec, replay
from projections.replays.timeline import Question, spec


def read_only(conninfo: str) -> str:
    """The same role, which in these connections writes nothing."""
    return make_conninfo(conninfo, options="-c default_transaction_read_only=on")


def asked(conninfo: str, question: Question) -> Spec:
    """The steps of a question, as the log is now. INVALID where there is no answer."""
    with psycopg.connect(read_only(conninfo), autocommit=True) as connection:
        return spec(question, LogClock(connection), datetime.now(UTC))


def answered(conninfo: str, wanted: Spec, report: Callable[[int], None]) -> Outcome:
    """The boards; `report` is told each position that is reached."""
    return replay(wanted, LogSource(read_only(conninfo)), report)
