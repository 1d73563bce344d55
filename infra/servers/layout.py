"""Where things lie in the data folder, who holds it, and the short folder for sockets."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from infra.servers.problem import Exit, Problem
from infra.settings import runtime_parent

VERSION = "1"
LOOKS = 25
LONGEST = 60
"""Characters of a folder's path below which sockets still fit."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of one data folder."""

    data: Path

    @property
    def postgres(self) -> Path:
        """The database cluster."""
        return self.data / "postgres"

    @property
    def secrets(self) -> Path:
        """Passwords, one 0600 file each."""
        return self.data / "secrets"

    @property
    def keyring(self) -> Path:
        """Everyone's key, one 0600 file each."""
        return self.data / "keyring"

    @property
    def blobs(self) -> Path:
        """The pictures."""
        return self.data / "blobs"

    @property
    def logs(self) -> Path:
        """What each program wrote."""
        return self.data / "log"

    @property
    def state(self) -> Path:
        """What runs and where: see ``infra.supervisor.state``."""
        return self.data / "run" / "state.json"

    @property
    def lock(self) -> Path:
        """Held while a system runs on this folder; contains its process id."""
        return self.data / "run" / "lock"

    def make(self) -> None:
        """Make the folder and its private parts; refuse another version's or another user's. Raises Problem."""
        mark = self.data / "VERSION"
        try:
            for folder in (self.data, self.secrets, self.logs, self.state.parent):
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not mark.exists():
                mark.write_text(VERSION)
            found = mark.read_text().strip()
        except OSError as error:
            raise Problem(
                f"The data folder {self.data} cannot be used: {error.strerror} ({error.filename}).",
                "set LIMN_DATA to a folder of your own",
                Exit.DATA,
            ) from error
        if found != VERSION:
            raise Problem(
                f"The data folder {self.data} has layout {found}, and this program knows layout {VERSION}.",
                "set LIMN_DATA to another folder, or run the version of limn that made it",
                Exit.DATA,
            )

    def hold(self) -> int:
        """Take the folder for this process; the descriptor that keeps it. Raises Problem when it is held."""
        descriptor = os.open(self.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        if not _locked(descriptor):
            os.close(descriptor)
            raise Problem(
                f"A system already runs on {self.data} (process {self.lock.read_text()}).",
                "run limn down first, or set LIMN_DATA to another folder",
                Exit.RUNNING,
            )
        os.ftruncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode())
        return descriptor

    def holder(self) -> int | None:
        """The process id of the system that runs on this folder, or None. Raises Problem where nobody may look."""
        try:
            with self.lock.open() as lock:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except PermissionError as error:
            raise Problem(
                f"The data folder {self.data} is another user's.",
                "set LIMN_DATA to a folder of your own",
                Exit.DATA,
            ) from error
        except BlockingIOError:
            return int(self.lock.read_text() or 0) or None
        return None


def _locked(descriptor: int) -> bool:
    """Take the lock, which somebody may be looking at for a moment (``holder`` does)."""
    for _ in range(LOOKS):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.02)
        else:
            return True
    return False


def make_runtime() -> Path:
    """A new 0700 folder with a short path without spaces: a socket's address has room for about 100 bytes."""
    parent = runtime_parent() or Path(tempfile.gettempdir())
    fits = len(str(parent)) < LONGEST and " " not in str(parent)
    return Path(tempfile.mkdtemp(prefix="limn-", dir=parent if fits else "/tmp"))  # noqa: S108 (made 0700)


def remove_runtime(folder: Path) -> None:
    """Remove a folder that ``make_runtime`` made."""
    if folder.name.startswith("limn-"):
        shutil.rmtree(folder, ignore_errors=True)
