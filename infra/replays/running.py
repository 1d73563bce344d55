"""Replays that are asked for over the interface: one after the other, each in a process of its own.

A replay that ends without a word, by a kill or with this process, is FAILED as INTERRUPTED: it changes nothing, so
asking again costs only time.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncGenerator
from contextlib import suppress
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import UUID, uuid4, uuid5

import msgspec
import structlog

from api.replays import ReplayFailure, ReplayState, ReplayStatus
from domain.errors import DomainError, ErrorCode, conflict
from infra.replays.kept import Kept, KeptReplays
from infra.replays.order import Ordered, Said
from infra.replays.reading import asked
from projections.replays.outcome import Formula
from projections.replays.timeline import Question

AT_ONCE = 1
"""Processes: a machine has other things to do."""
WAITING, OF_ONE = 20, 3
"""Replays that have not ended, of everyone and of one person."""
SECONDS = 300.0
"""That one may take."""
LINE = 16 << 20
"""Bytes of an outcome, at most."""

PROGRAM = ("-m", "infra.replays.process")
"""What a Python of its own runs."""

logger = structlog.get_logger(__name__)


class _Job:
    """A replay that has not ended.

    news       set when there is a newer status; then another takes its place
    cancelled  its owner does not want it any more
    """

    def __init__(self, kept: Kept, ordered: Ordered) -> None:
        self.kept = kept
        self.ordered = ordered
        self.task: asyncio.Task[None] | None = None
        self.news = asyncio.Event()
        self.cancelled = False

    def become(self, status: ReplayStatus) -> None:
        """Tell everyone who watches."""
        self.kept = replace(self.kept, status=status)
        news, self.news = self.news, asyncio.Event()
        news.set()


class RunningReplays:
    """Implements `api.replays.Replays`. Use as an async context manager.

    conninfo  of a role that may read the log
    folder    where results are kept for a while
    """

    def __init__(self, conninfo: str, folder: Path) -> None:
        self._conninfo = conninfo
        self._kept = KeptReplays(folder)
        self._jobs: dict[UUID, _Job] = {}
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._starting = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        tasks = [job.task for job in self._jobs.values() if job.task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def start(self, owner: UUID, question: Question, key: str | None) -> UUID:
        """Begin one, or name the one that was begun under the key."""
        async with self._starting:
            replay, said = uuid5(owner, key) if key else uuid4(), _digest(question)
            if key and (before := await self._find(replay)):
                if before.asked != said:
                    raise conflict("This key was used with another input. Choose a new one.", "idempotencyKey")
                return replay
            self._check_room(owner)
            spec = await asyncio.to_thread(asked, self._conninfo, question)
            status = ReplayStatus(replay, ReplayState.QUEUED, *_formulas(question), question.window)
            kept = Kept(owner, said, time.time(), status)
            if not await self._keep(kept):
                raise DomainError(ErrorCode.QUEUE_FULL, "There is no room for a result just now. Try again later.")
            self._jobs[replay] = job = _Job(kept, Ordered.of(self._conninfo, spec))
            job.task = asyncio.create_task(self._run(job))
            return replay

    async def find(self, owner: UUID, replay: UUID) -> ReplayStatus | None:
        """One of the owner's, as it is now."""
        kept = await self._find(replay)
        return kept.status if kept and kept.owner == owner else None

    async def watch(self, owner: UUID, replay: UUID) -> AsyncGenerator[ReplayStatus, None]:
        """The same, now and whenever it has changed, until it has ended."""
        while job := self._jobs.get(replay):
            if job.kept.owner != owner:
                return
            news = job.news
            yield job.kept.status
            await news.wait()
        if status := await self.find(owner, replay):
            yield status

    async def cancel(self, owner: UUID, replay: UUID) -> ReplayStatus | None:
        """End one that has not ended, and how it is then."""
        job = self._jobs.get(replay)
        if job and job.kept.owner == owner and job.task:
            job.cancelled = True
            job.task.cancel()
            await asyncio.wait([job.task])
        return await self.find(owner, replay)

    async def _find(self, replay: UUID) -> Kept | None:
        """What had not ended when its watcher died is INTERRUPTED."""
        if job := self._jobs.get(replay):
            return job.kept
        kept = await asyncio.to_thread(self._kept.read, replay)
        if kept is None or kept.status.state.ended:
            return kept
        return replace(kept, status=_failed(kept.status, ReplayFailure.INTERRUPTED))

    def _check_room(self, owner: UUID) -> None:
        if sum(job.kept.owner == owner for job in self._jobs.values()) >= OF_ONE:
            raise DomainError(ErrorCode.QUEUE_FULL, f"You have {OF_ONE} replays under way. Wait for one, or cancel it.")
        if len(self._jobs) >= WAITING:
            raise DomainError(ErrorCode.QUEUE_FULL, "Too many replays wait just now. Try again in a minute.")

    async def _run(self, job: _Job) -> None:
        """Wait for a turn, run, keep how it ended."""
        status = job.kept.status
        try:
            async with self._turns, asyncio.timeout(SECONDS):
                job.become(replace(status, state=ReplayState.RUNNING))
                ended = await _made(job)
        except TimeoutError:
            ended = _failed(status, ReplayFailure.TOO_LONG)
        except asyncio.CancelledError:
            ended = _failed(status, ReplayFailure.INTERRUPTED)
            if job.cancelled:
                ended = replace(status, state=ReplayState.CANCELLED)
        if not await self._keep(replace(job.kept, status=ended)):
            await self._keep(replace(job.kept, status=_failed(status, ReplayFailure.NO_ROOM)))
        del self._jobs[status.id]
        job.become(ended)

    async def _keep(self, kept: Kept) -> bool:
        """Whether there was room for it."""
        try:
            await asyncio.to_thread(self._kept.write, kept)
        except OSError as error:
            logger.warning("replay.not_kept", error=type(error).__name__)
            return False
        return True


async def _made(job: _Job) -> ReplayStatus:
    """The replay once its process has ended."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *PROGRAM,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        limit=LINE,
    )
    try:
        return await _heard(job, process)
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def _heard(job: _Job, process: asyncio.subprocess.Process) -> ReplayStatus:
    """What comes of what it says; a process that is killed has said half a line, or nothing."""
    assert process.stdin, "asked for"
    assert process.stdout, "asked for"
    status, began = job.kept.status, time.monotonic()
    with suppress(ConnectionError, ValueError, msgspec.DecodeError):
        process.stdin.write(msgspec.json.encode(job.ordered) + b"\n")
        while line := await process.stdout.readline():
            said = msgspec.json.decode(line, type=Said)
            if said.outcome is not None:
                return replace(status, state=ReplayState.DONE, fraction=1.0, outcome=said.outcome)
            if said.failure is not None:
                return _failed(status, ReplayFailure(said.failure))
            job.become(_further(status, said.position, job.ordered.now, time.monotonic() - began))
    return _failed(status, ReplayFailure.INTERRUPTED)


def _failed(status: ReplayStatus, failure: ReplayFailure) -> ReplayStatus:
    return replace(status, state=ReplayState.FAILED, failure=failure, rate=None, seconds=None)


def _further(status: ReplayStatus, position: int, last: int, seconds: float) -> ReplayStatus:
    rate = position / max(seconds, 1e-3)
    return replace(status, fraction=position / last, rate=rate, seconds=(last - position) / max(rate, 1.0))


def _formulas(question: Question) -> tuple[Formula, Formula]:
    a, b = (Formula(one.name, one.version, one.formula) for one in (question.a, question.b))
    return a, b


def _digest(question: Question) -> str:
    said = asdict(question) | {"a": _formulas(question)[0], "b": _formulas(question)[1]}
    return sha256(msgspec.json.encode(said, order="deterministic")).hexdigest()
