"""The engine's process: folds and policies follow the log, each on connections of its own."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from pathlib import Path
from time import monotonic

import psycopg
import structlog
from prometheus_client import CollectorRegistry

from infra import memory, rebuilding
from infra.folds import LogSource
from infra.log.blocking import BlockingLog
from infra.supervisor.heartbeat import EVERY, beat
from infra.telemetry.answers import answered
from infra.telemetry.exposition import Exposed
from infra.telemetry.folding import FoldWatch
from infra.telemetry.spans import NO_SPANS, Spans
from infra.verify.attesting import Attesting
from infra.verify.notary import Notary
from projections.catalogue import SERVING
from projections.engine import Engine
from projections.install import install
from projections.policies.cases import collecting
from projections.policies.dispatch import Dispatch, dispatching
from projections.policies.statements import telling
from projections.policy import Policy, PolicyRunner
from projections.source import LOG_CHANNEL

POLL_SECONDS = 0.5
"""A lost notification costs at most this."""
RECONNECT_SECONDS = 0.25
SOLE_ENGINE = 0x6C696D6E_656E6769
"""Advisory lock: a second engine waits instead of folding in vain. Correctness does not rest on it."""

logger = structlog.get_logger(__name__)

Step = Callable[[], bool]


class Follower:
    """Calls a step whenever the log has grown, until stopped; survives the loss of its database."""

    def __init__(self, conninfo: str, name: str, begin: Callable[[psycopg.Connection], Step]) -> None:
        self._conninfo = conninfo
        self._name = name
        self._begin = begin

    def run(self, stop: threading.Event, alive: Callable[[], None]) -> None:
        """Follow; `alive` is called at least every `POLL_SECONDS` while all is well."""
        while not stop.is_set():
            try:
                self._follow(stop, alive)
            except psycopg.OperationalError as error:
                logger.warning("follower.lost", follower=self._name, error=type(error).__name__)
                alive()
                stop.wait(RECONNECT_SECONDS)

    def _follow(self, stop: threading.Event, alive: Callable[[], None]) -> None:
        with _connect(self._conninfo) as work, _connect(self._conninfo) as ear:
            ear.execute(f"LISTEN {LOG_CHANNEL}")
            step = self._begin(work)
            while not stop.is_set():
                alive()
                if not step():
                    for _ in ear.notifies(timeout=POLL_SECONDS, stop_after=1):
                        pass


class Folds:
    """The step of the folds: the engine, once it is the only one."""

    def __init__(self, connection: psycopg.Connection, conninfo: str, watch: FoldWatch | None = None) -> None:
        self._connection = connection
        self._conninfo = conninfo
        self._watch = watch or FoldWatch()
        self._step: Step | None = None

    def step(self) -> bool:
        """Fold a page; False if there was nothing, or another engine is at work."""
        if self._step is None and self._is_sole():
            stale = install(self._connection, SERVING)
            engine = Engine(self._connection, LogSource(self._conninfo), SERVING)
            self._step = self._watch.over(engine, self._connection)
            if stale:
                rebuilding.start(self._conninfo, stale)
        return self._step is not None and self._step()

    def _is_sole(self) -> bool:
        row = self._connection.execute("SELECT pg_try_advisory_lock(%s)", [SOLE_ENGINE]).fetchone()
        return row is not None and bool(row[0])


def run_engine(
    conninfo: str,
    appending: str,
    dispatch: Dispatch,
    notary: Notary,
    heartbeat: Path | None = None,
    spans: Spans = NO_SPANS,
) -> None:
    """Run folds, policies and the attesting of the log until SIGTERM or SIGINT. Blocks; the main thread of a process.

    conninfo   of the role `limn_engine`
    appending  of the role `limn_policy`, for policies that append
    notary     who signs what the log is
    heartbeat  file that is touched while the folds follow the log
    """
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    log = BlockingLog(appending, spans)
    registry = CollectorRegistry()
    watch, exposed = FoldWatch(spans, registry), Exposed(registry, heartbeat)
    folds = Follower(conninfo, "folds", lambda connection: Folds(connection, conninfo, watch).step)
    memory.keep()
    followers = [folds, following(conninfo, dispatching(dispatch), spans), attesting(conninfo, notary)]
    followers += [following(appending, policy, spans) for policy in (collecting(log), telling(log))]
    with ThreadPoolExecutor(len(followers)) as threads:
        running = [
            threads.submit(follower.run, stop, _beating(heartbeat if follower is folds else None, exposed))
            for follower in followers
        ]
        wait(running, return_when=FIRST_EXCEPTION)
        stop.set()
    log.close()
    for future in running:
        future.result()


def following(conninfo: str, policy: Policy, spans: Spans = NO_SPANS) -> Follower:
    """What runs a policy, on a role that may do what it does."""

    def begin(connection: psycopg.Connection) -> Step:
        return PolicyRunner(connection, LogSource(conninfo), answered(policy, connection, spans)).step

    return Follower(conninfo, policy.name, begin)


def attesting(conninfo: str, notary: Notary) -> Follower:
    """What signs the log as it grows."""
    return Follower(conninfo, "attesting", lambda connection: Attesting(connection, notary).step)


def _beating(heartbeat: Path | None, exposed: Exposed) -> Callable[[], None]:
    """Beat, and say the numbers, at most once in `EVERY` seconds, however often it is called."""
    last = -EVERY

    def alive() -> None:
        nonlocal last
        if heartbeat is not None and monotonic() - last >= EVERY:
            last = monotonic()
            beat(heartbeat)
            exposed.write()

    return alive


def _connect(conninfo: str) -> psycopg.Connection:
    return psycopg.connect(conninfo, autocommit=True, connect_timeout=5)
