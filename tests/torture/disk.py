"""A disk that fills up: a small tmpfs of our own, in a mount namespace that any user may make where that is allowed.

With the guard everybody is told so, what is there is read, and all goes on once there is room. The control is the same
log without the guard, in whose hands PostgreSQL panics.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from uuid import UUID, uuid4

import psycopg

from domain.accounts import register
from domain.log import Log, NoRoom
from infra.database.migrate import migrate
from infra.log import open_log
from infra.log.guarded import GuardedLog
from infra.room import EVERY, MIB, Room
from infra.servers.postgres import PostgresServer
from infra.worker.slots import with_room
from tests.torture.report import Report
from tests.waiting import until

DISK_MIB, RESERVE_MIB, LEFT_MIB = 768, 64, 24
"""The disk, what is kept free of it, and what is left to fill."""
CALLERS = 16
WORDS = 6_000
"""Bytes of each account's text, so that a disk is soon full."""
PATIENCE = 60.0

LOGGED = "SELECT subject, count(*) FROM log.events GROUP BY 1"


def possible() -> bool:
    """Whether we may make a mount of our own here."""
    tried = ["unshare", "-Urm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return bool(shutil.which("unshare")) and subprocess.run(tried, capture_output=True, check=False).returncode == 0


async def run(seed: int, size: int) -> Report:
    """Fill the disk and free it `size` times, then once without the guard."""
    return await asyncio.to_thread(_outside, seed, size)


def _outside(seed: int, size: int) -> Report:
    with tempfile.TemporaryDirectory(prefix="limn-disk-", ignore_cleanup_errors=True) as name:
        disk, sockets = Path(name, "disk"), Path(name, "run")
        for folder in (disk, sockets):
            folder.mkdir(mode=0o700)
        mounted = f"mount -t tmpfs -o size={DISK_MIB}m,mode=700 tmpfs {disk}"
        inside = f"{mounted} && exec {sys.executable} -m tests.torture.disk {disk} {sockets} {seed} {size}"
        ended = subprocess.run(["unshare", "-Urm", "sh", "-c", inside], capture_output=True, text=True, check=False)
    if ended.returncode:
        return Report("disk", seed, complaints=[ended.stderr[-2000:]])
    return Report(**json.loads(ended.stdout.splitlines()[-1]))


class Disk:
    """The small disk, its database, and who was told what."""

    def __init__(self, folder: Path, sockets: Path, report: Report) -> None:
        self.folder = folder
        self.report = report
        self.ballast = folder / "ballast"
        self.server = PostgresServer(folder / "postgres", sockets, folder / "secrets", folder / "log", min_free=0)
        self.acknowledged: set[UUID] = set()

    def fill(self) -> None:
        """Leave room for a few MiB above the reserve."""
        found = os.statvfs(self.folder)
        size = found.f_bavail * found.f_frsize - (RESERVE_MIB + LEFT_MIB) * MIB
        descriptor = os.open(self.ballast, os.O_CREAT | os.O_WRONLY, 0o600)
        os.posix_fallocate(descriptor, 0, max(1, size))
        os.close(descriptor)

    def expect(self, holds: bool, otherwise: str) -> None:
        """Complain where something does not hold."""
        if not holds:
            self.report.complaints.append(otherwise)

    async def call(self, log: Log) -> None:
        """Append until there is no room."""
        while True:
            person = uuid4()
            await log.append(register(person, f"h{person.hex[:20]}", os.urandom(WORDS)))
            self.acknowledged.add(person)

    async def guarded_round(self) -> None:
        """Fill it under the guard, look on, free it, and go on."""
        self.fill()
        room = Room(self.folder, RESERVE_MIB)
        async with open_log(self.server.conninfo("limn_api")) as log:
            guarded = GuardedLog(log, room)
            told = await asyncio.gather(*(self.call(guarded) for _ in range(CALLERS)), return_exceptions=True)
            self.expect(all(isinstance(one, NoRoom) for one in told), f"other answers: {set(map(type, told))}")
            self.expect(not await with_room(room, _never)(uuid4()), "a render was begun")
            self.expect(await log.head() == len(await log.read(0, 10**6)) > 0, "the log is not read")
            self.ballast.unlink()
            await self._goes_on(guarded)
        self.check()

    async def _goes_on(self, log: Log) -> None:
        person = uuid4()
        deadline = time.monotonic() + PATIENCE
        while person not in self.acknowledged and time.monotonic() < deadline:
            try:
                await log.append(register(person, f"h{person.hex[:20]}", b"sealed"))
                self.acknowledged.add(person)
            except NoRoom:
                await asyncio.sleep(EVERY)
        self.expect(person in self.acknowledged, "it does not go on by itself")

    def check(self) -> None:
        """Everything that was acknowledged is there once."""
        with psycopg.connect(self.server.superuser, dbname="limn") as connection:
            there: dict[UUID, int] = dict(connection.execute(LOGGED).fetchall())
        self.expect(self.acknowledged <= set(there), "something acknowledged is lost")
        self.expect(set(there.values()) <= {2}, "something is there twice")

    async def control(self) -> None:
        """Without the guard PostgreSQL panics, and nobody reads."""
        self.fill()
        async with open_log(self.server.conninfo("limn_api")) as log:
            callers = [asyncio.create_task(self._heedless(log)) for _ in range(CALLERS)]
            with suppress(TimeoutError):
                await until(self.panicked, 4 * PATIENCE)  # after many rounds it has log to write over again
            for caller in callers:
                caller.cancel()
            await asyncio.gather(*callers, return_exceptions=True)
        self.report.counts["panics without the guard"] = panicked = await self.panicked()
        self.expect(panicked, "the control did not fail: PostgreSQL lives on a full disk")

    async def panicked(self) -> bool:
        """Whether it ever said so."""
        return "PANIC" in self.server.log.read_text()

    async def _heedless(self, log: Log) -> None:
        while True:
            try:
                await self.call(log)
            except NoRoom:  # a table cannot grow, which is no panic yet; its log still has room, and goes on
                with suppress(psycopg.Error):
                    async with await psycopg.AsyncConnection.connect(self.server.superuser) as connection:
                        await connection.execute("SELECT pg_switch_wal()")


async def _never(render: UUID) -> bool:
    return True


async def torture(disk: Disk, rounds: int) -> None:
    """Everything that happens on the disk."""
    for _ in range(rounds):
        await disk.guarded_round()
    disk.report.counts |= {"rounds": rounds, "acknowledged": len(disk.acknowledged)}
    disk.expect(not await disk.panicked(), "PostgreSQL panicked under the guard")
    await disk.control()


def _inside(folder: Path, sockets: Path, seed: int, rounds: int) -> None:
    began = time.monotonic()
    disk = Disk(folder, sockets, Report("disk", seed))
    disk.server.start()
    try:
        migrate(disk.server.conninfo("limn_owner"))
        asyncio.run(torture(disk, rounds))
    finally:
        disk.server.stop(grace=0)
    disk.report.seconds = time.monotonic() - began
    sys.stdout.write(json.dumps(asdict(disk.report)) + "\n")


if __name__ == "__main__":
    _inside(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
