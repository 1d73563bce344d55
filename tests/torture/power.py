"""A machine whose power is cut: its disk is a file system of its own on a loop device, which is shut down at once.

What was not on the disk by then is gone, and every later write fails; what ran is killed, the file system recovers from
its journal and PostgreSQL from its own, and everything that was acknowledged to the outside must be there. The controls
are the same machine with one promise to the disk left out. Needs root.
"""

from __future__ import annotations

import asyncio
import fcntl
import hashlib
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from random import Random
from typing import Literal, cast
from uuid import UUID

import psycopg

from domain.renders import ImageRendered, PromptSubmitted
from infra.database.migrate import migrate
from infra.keyring import Keyring
from infra.log.codec import COLUMNS, Row, recorded
from infra.servers.postgres import PostgresServer, end_left_behind
from infra.servers.problem import Problem
from infra.servers.process import Command
from tests.torture.report import Report

DISK_MIB = 2048
SHUTDOWN, NOTHING_FLUSHED = 0x8004587D, 2
"""ext4's own ``EXT4_IOC_SHUTDOWN``, and the flag by which not even its journal is written."""
FIRST = 40
"""Acts that are acknowledged before a cut."""
TRIES = 5
"""Cuts within which a control must lose something."""
PATIENCE = 60.0
ROOT = Path(__file__).parents[2]

Careless = Literal["", "synchronous_commit", "fsync", "files"]
"""What a control leaves out: PostgreSQL's waiting for its log, its flushes, or those of pictures and keys."""

APART = ("unshare", "--mount")
EVENTS = f"SELECT {COLUMNS} FROM log.events ORDER BY notification_id"


def possible() -> bool:
    """Whether we may mount a loop device here."""
    with tempfile.TemporaryDirectory(prefix="limn-loop-") as name:
        image, disk = Path(name, "image"), Path(name, "disk")
        disk.mkdir()
        try:
            _format(image, 16)
            _run(*APART, "mount", "-o", "loop", str(image), str(disk))
        except (OSError, subprocess.CalledProcessError):
            return False
        return True


async def run(seed: int, size: int) -> Report:
    """Cut the power `size` times in one machine's life; and in each control's, until it loses something."""
    return await asyncio.to_thread(apart, seed, size, ("synchronous_commit", "fsync", "files"))


def apart(seed: int, cuts: int, controls: tuple[Careless, ...]) -> Report:
    """The same, among mounts of our own: one that another process copies would keep the dead file system alive."""
    argv = [*APART, sys.executable, "-m", "tests.torture.power", str(seed), str(cuts), *controls]
    ended = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, check=False)
    if ended.returncode:
        return Report("power", seed, complaints=[ended.stderr[-2000:]])
    return Report(**json.loads(ended.stdout.splitlines()[-1]))


def torture(seed: int, cuts: int, controls: tuple[Careless, ...]) -> Report:
    """The same, here."""
    random, report, began = Random(seed), Report("power", seed), time.monotonic()
    with _folder() as folder:
        image = _new_image(folder)
        for careless in controls:
            with machine(folder, image, careless) as control:
                lost = next((cut for cut in range(1, TRIES + 1) if control.cut_once(random)), 0)
            report.counts[f"cuts until a loss without {careless}"] = lost
            if not lost:
                report.complaints.append(f"the control without {careless} lost nothing in {TRIES} cuts")
        with machine(folder, image) as durable:
            for cut in range(1, cuts + 1):
                report.complaints += [f"cut {cut}: {complaint}" for complaint in durable.cut_once(random)]
        report.counts |= {"cuts": cuts, "acknowledged": len(durable.acknowledged)}
    report.seconds = time.monotonic() - began
    return report


class Machine:
    """One machine with its disk. `acknowledged` is kept outside: the position of each act, by its stream."""

    def __init__(self, folder: Path, careless: Careless) -> None:
        self.image, self.disk = folder / "image", folder / "disk"
        self.careless = careless
        self.server = CarelessPostgres(self.disk, folder, careless)
        self.acknowledged: dict[UUID, int] = {}

    def cut_once(self, random: Random) -> list[str]:
        """Work, cut the power, and give it again: what is missing then."""
        try:
            self._work_until_cut(random)
        finally:
            self.power_off()
        self.power_on()
        return self.missing()

    def power_on(self) -> None:
        """Mount the disk: the file system recovers."""
        _run("mount", "-o", "loop", str(self.image), str(self.disk))

    def power_off(self) -> None:
        """Nothing of it runs any more."""
        self.server.kill()
        deadline = time.monotonic() + PATIENCE
        while subprocess.run(["umount", str(self.disk)], capture_output=True, check=False).returncode:
            assert time.monotonic() < deadline, "the disk stays busy"
            time.sleep(0.02)

    def missing(self) -> list[str]:
        """What was acknowledged, or told by an event, and is not there once the database has recovered."""
        try:
            self.server.start()
            with psycopg.connect(self.server.superuser, dbname="limn") as connection:
                rows = [Row(*row) for row in connection.execute(EVENTS).fetchall()]
        except (Problem, psycopg.Error) as broken:
            return [f"the database does not recover: {type(broken).__name__}"]
        complaints = []
        if [row.position for row in rows] != list(range(1, len(rows) + 1)):
            complaints.append("positions have gaps")
        last = {row.originator_id: row.position for row in rows}
        gone = [stream for stream, position in self.acknowledged.items() if last.get(stream) != position]
        if gone:
            complaints.append(f"{len(gone)} of {len(self.acknowledged)} acknowledged acts are lost")
        return complaints + self._missing_files(rows)

    def _missing_files(self, rows: list[Row]) -> list[str]:
        """Pictures and keys that events name."""
        keyring, pictures, keys = Keyring(self.disk / "keyring"), 0, 0
        for _, event in map(recorded, rows):
            if isinstance(event, ImageRendered):
                pictures += not _whole(
                    self.disk / "blobs" / event.sha256[:2] / event.sha256 / "full.webp", event.sha256
                )
            elif isinstance(event, PromptSubmitted) and event.actor and event.sealed:
                keys += not _opens(keyring, event.actor, event.sealed)
        told = {"pictures": pictures, "keys": keys}
        return [f"{number} {what} of events are lost" for what, number in told.items() if number]

    def _work_until_cut(self, random: Random) -> None:
        heedless = ["heedless"] if self.careless == "files" else []
        module = [sys.executable, "-m", "tests.torture.powered", self.server.conninfo("limn_api"), str(self.disk)]
        with subprocess.Popen(
            [*module, *heedless], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as worker:
            assert worker.stdin
            worker.stdin.write(b"go\n")
            worker.stdin.flush()
            reading = threading.Thread(target=self._listen, args=(worker,))
            before = len(self.acknowledged)
            reading.start()
            deadline = time.monotonic() + PATIENCE
            while len(self.acknowledged) < before + FIRST and time.monotonic() < deadline:
                time.sleep(0.005)
            time.sleep(random.uniform(0.0, 0.4))
            self._cut()
            worker.kill()
            reading.join()

    def _listen(self, worker: subprocess.Popen[bytes]) -> None:
        for line in worker.stdout or ():
            if line.endswith(b"\n"):
                stream, position = line.split()
                self.acknowledged[UUID(stream.decode())] = int(position)

    def _cut(self) -> None:
        descriptor = os.open(self.disk, os.O_RDONLY)
        try:
            fcntl.ioctl(descriptor, SHUTDOWN, struct.pack("I", NOTHING_FLUSHED))
        finally:
            os.close(descriptor)


class CarelessPostgres(PostgresServer):
    """PostgreSQL as we run it, or without one of the settings that it refuses to run without."""

    def __init__(self, disk: Path, outside: Path, careless: Careless) -> None:
        super().__init__(disk / "postgres", outside, outside / "secrets", outside / "log", min_free=0)
        self._careless = careless

    def prepare(self) -> Command:
        """The same command, but for the setting."""
        command = super().prepare()
        without = {f"{self._careless}=on": f"{self._careless}=off"}
        return replace(command, argv=[without.get(word, word) for word in command.argv])

    def probe(self) -> None:
        """Ready; a control is not refused."""
        try:
            super().probe()
        except Problem:
            if not self._careless:
                raise

    def kill(self) -> None:
        """As a power cut does it."""
        if self.process:
            self.process.kill()
            self.process = None
            end_left_behind(self.folder)


@contextmanager
def machine(folder: Path, image: Path, careless: Careless = "") -> Iterator[Machine]:
    """A machine with a disk of its own, made from an image."""
    home = folder / (careless or "durable")
    shutil.copytree(folder / "secrets", home / "secrets")
    (home / "disk").mkdir(mode=0o700)
    _run("cp", "--sparse=always", str(image), str(home / "image"))
    made = Machine(home, careless)
    made.power_on()
    try:
        made.server.start()
        yield made
    finally:
        made.power_off()
        (home / "image").unlink()


def _new_image(folder: Path) -> Path:
    """A disk with an empty, migrated log."""
    image, disk = folder / "image", folder / "disk"
    _format(image, DISK_MIB)
    disk.mkdir(mode=0o700)
    _run("mount", "-o", "loop", str(image), str(disk))
    server = PostgresServer(disk / "postgres", folder, folder / "secrets", folder / "log", min_free=0)
    try:
        server.start()
        migrate(server.conninfo("limn_owner"))
    finally:
        server.stop()
        _run("umount", str(disk))
    return image


@contextmanager
def _folder() -> Iterator[Path]:
    """A short folder, in memory where there is room."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > 4 * DISK_MIB << 20
    with tempfile.TemporaryDirectory(prefix="limn-power-", dir=memory if roomy else None) as name:
        yield Path(name)


def _format(image: Path, mib: int) -> None:
    with image.open("wb") as file:
        file.truncate(mib << 20)
    _run("mkfs.ext4", "-q", "-F", str(image))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def _whole(path: Path, sha256: str) -> bool:
    return path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256


def _opens(keyring: Keyring, person: UUID, sealed: bytes) -> bool:
    try:
        return keyring.open(person, sealed) is not None
    except ValueError:
        return False


if __name__ == "__main__":
    seed, cuts, *without = sys.argv[1:]
    told = torture(int(seed), int(cuts), cast(tuple[Careless, ...], tuple(without)))
    sys.stdout.write(json.dumps(asdict(told)) + "\n")
