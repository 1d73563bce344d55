"""A replay from the question to its answer, in this process: over a connection that can only read."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import psycopg
from psycopg.conninfo import make_conninfo

from api.gate import Gate
from api.snapshot import Snapshot
from infra.database.pool import open_pool
from infra.folds import LogSource
from infra.keyring import Keyring
from infra.replays.clock import LogClock
from infra.snapshots import PoolSnapshots
from infra.tide import CheckpointTide
from projections.replays.outcome import Outcome
from projections.replays.replay import Spec, replay
from projections.replays.timeline import Question, spec

Report = Callable[[int, int], None]
"""Is told a position that is reached, and the last one."""


def read_only(conninfo: str) -> str:
    """The same role, which in these connections writes nothing."""
    return make_conninfo(conninfo, options="-c default_transaction_read_only=on")


def asked(conninfo: str, question: Question) -> Spec:
    """The steps of a question, as the log is now. INVALID where there is no answer."""
    with psycopg.connect(read_only(conninfo), autocommit=True) as connection:
        return spec(question, LogClock(connection), datetime.now(UTC))


def answered(conninfo: str, wanted: Spec, report: Report) -> Outcome:
    """The boards."""
    return replay(wanted, LogSource(read_only(conninfo)), lambda position: report(position, wanted.now))


async def titles(conninfo: str, data: Path, posts: Collection[UUID]) -> dict[UUID, str]:
    """Handle and caption of those of the posts that everyone may see now."""
    async with _public_gate(conninfo, data) as gate:
        rows = [row for row in await gate.posts(sorted(posts)) if row]
        authors = {row.id: row for row in await gate.accounts([row.author for row in rows]) if row}
        captions = {row.id: gate.text(row.author, row.sealed).get("caption") for row in rows}
        return {row.id: _title(authors[row.author].handle, captions[row.id]) for row in rows if row.author in authors}


@asynccontextmanager
async def _public_gate(conninfo: str, data: Path) -> AsyncIterator[Gate]:
    """What nobody in particular sees."""
    async with open_pool(conninfo, size=1, name="replay") as pool:
        snapshots, tide = PoolSnapshots(pool), CheckpointTide(conninfo)
        async with Snapshot(snapshots, tide, None) as snapshot:
            yield Gate(snapshot, None, Keyring(data / "keyring"))


def _title(handle: str, caption: str | None) -> str:
    words = " ".join((caption or "").split())
    return f"@{handle} {words}".strip()
