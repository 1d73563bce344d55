"""Views whose code has changed are rebuilt in a process of their own: it may die, and takes no time from the engine."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Sequence
from multiprocessing.context import SpawnProcess

import psycopg
import structlog

from infra import logs
from infra.folds import LogSource
from projections import rebuilding
from projections.aside import Cancelled
from projections.catalogue import SERVING
from projections.rebuild import Rebuild
from projections.view import View

logger = structlog.get_logger(__name__)


def start(conninfo: str, stale: Sequence[View]) -> None:
    """Begin to rebuild views, one after the other; each joins the others when it is level with them.

    One that this very code had made, and that is kept, is put back. Ends with this process. What fails stays
    incomplete, and goes on at the next start.
    """
    names = [view.name for view in stale]
    process = multiprocessing.get_context("spawn").Process(target=_rebuild, args=(conninfo, names), daemon=True)
    process.start()
    threading.Thread(target=_watch, args=(process,), name="rebuild", daemon=True).start()


def _watch(process: SpawnProcess) -> None:
    process.join()
    if process.exitcode:
        logger.warning("rebuild.died", code=process.exitcode)


def _rebuild(conninfo: str, names: Sequence[str]) -> None:
    logs.configure()
    threading.Thread(target=_die_with_parent, daemon=True).start()
    for view in (view for view in SERVING if view.name in names):
        logger.info("rebuild.begins", view=view.name, version=view.version)
        try:
            with psycopg.connect(conninfo, autocommit=True) as connection:
                kept = rebuilding.kept_by(connection, view)
                done = Rebuild(connection, LogSource(conninfo), view).run(kept=kept)
        except (psycopg.Error, TimeoutError, Cancelled) as error:
            logger.warning("rebuild.failed", view=view.name, error=type(error).__name__)
        else:
            logger.info(
                "rebuild.joined",
                view=view.name,
                since=done.since,
                position=done.position,
                seconds=round(done.seconds, 1),
            )


def _die_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
