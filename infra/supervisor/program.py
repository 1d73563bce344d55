"""What the supervisor can keep running, and our own processes as such programs."""

from __future__ import annotations

import http.client
import sys
from pathlib import Path
from typing import Protocol

from infra.servers.problem import NotReady
from infra.servers.process import Command, Process
from infra.settings import environment
from infra.supervisor import heartbeat


class Program(Protocol):
    """A program to keep: ``process`` is set by its keeper, the other verbs block and run in a thread."""

    name: str
    patience: float
    process: Process | None

    def prepare(self) -> Command:
        """Everything before the start, and how to run it. Raises Problem."""

    def probe(self) -> None:
        """Ready to be used. Raises NotReady."""

    def furnish(self) -> None:
        """What must be done once it is ready and before the next program starts. Idempotent."""

    def check(self) -> None:
        """Still working: as ``probe``, but not blaming it for what it depends on. Raises NotReady."""

    def heal(self) -> None:
        """Mend it without a restart. Raises NotReady where that cannot be done."""

    def stop(self, grace: float = 3.0) -> None:
        """End it, by force after ``grace`` seconds."""


class OwnProgram:
    """One of our own processes, judged by its heartbeat."""

    patience = 60.0

    def __init__(self, name: str, runtime: Path, logs: Path, variables: dict[str, str]) -> None:
        self.name = name
        self.heartbeat = runtime / f"{name}.heartbeat"
        self.log = logs / f"{name}.log"
        self.variables = variables | {"LIMN_HEARTBEAT": str(self.heartbeat)}
        self.process: Process | None = None

    def prepare(self) -> Command:
        """How to run it."""
        argv = [sys.executable, "-m", "infra.run", self.name]
        return Command(argv, environment(**self.variables), self.log)

    def probe(self) -> None:
        """Ready when it beats. Raises NotReady."""
        assert self.process is not None
        heartbeat.check(self.heartbeat, self.process.pid)

    def furnish(self) -> None:
        """Nothing more to do."""

    def check(self) -> None:
        """Still beating. Raises NotReady."""
        self.probe()

    def heal(self) -> None:
        """A process of ours that hangs is started anew."""
        raise NotReady("only a restart mends it")

    def stop(self, grace: float = 3.0) -> None:
        """Ask it to stop, and after ``grace`` seconds insist."""
        if self.process:
            self.process.stop(grace)


class HttpProgram(OwnProgram):
    """The API: ready when ``/readyz`` says so; unready for a while (its database restarts) is not its fault."""

    def __init__(self, name: str, port: int, runtime: Path, logs: Path, variables: dict[str, str]) -> None:
        super().__init__(name, runtime, logs, variables)
        self.port = port

    def probe(self) -> None:
        """Ready when ``/readyz`` answers 200. Raises NotReady."""
        if (status := self._readyz()) != http.client.OK:
            raise NotReady(f"/readyz answers {status}")

    def check(self) -> None:
        """Working while it answers at all. Raises NotReady."""
        self._readyz()

    def _readyz(self) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5.0)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status
        except (OSError, http.client.HTTPException) as error:
            raise NotReady(f"/readyz does not answer ({type(error).__name__})") from error
        finally:
            connection.close()
