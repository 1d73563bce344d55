"""A whole system with real servers and small programs of its own: ``python small_system.py`` is its ``limn up``."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

from infra.servers.layout import Layout
from infra.servers.postgres import PostgresServer
from infra.servers.process import Command
from infra.servers.redis import RedisServer
from infra.servers.triton import Canary, TritonServer
from infra.settings import Settings
from infra.supervisor.program import OwnProgram, Program
from infra.supervisor.say import Json
from infra.supervisor.state import SystemState
from infra.supervisor.system import Step
from infra.supervisor.up import Assembly, up

HERE = Path(__file__).parent
MODELS = HERE.parent / "servers" / "model_repository"


class SmallProgram(OwnProgram):
    """One of our processes, with a smaller program in it."""

    def __init__(self, name: str, runtime: Path, logs: Path, *words: str) -> None:
        super().__init__(name, runtime, logs, {})
        self.words = words

    def prepare(self) -> Command:
        argv = [sys.executable, str(HERE / "small_program.py"), str(self.heartbeat), *self.words]
        return replace(super().prepare(), argv=argv)


def assemble(settings: Settings, layout: Layout, runtime: Path, guard: int) -> Assembly:
    postgres = PostgresServer(layout.postgres, runtime, layout.secrets, layout.logs)
    redis = RedisServer(runtime, layout.logs)
    triton = TritonServer(MODELS, runtime, layout.logs, Canary("echo", {"text": "la"}))
    state = SystemState(
        guard, os.getpid(), str(layout.data), str(runtime), "", postgres.address, redis.url, triton.address
    )
    own = [SmallProgram("engine", runtime, layout.logs), SmallProgram("worker", runtime, layout.logs, "fork")]
    stages: list[list[Program]] = [[postgres, redis, triton], [*own]]
    return Assembly([[Step(program.name, program) for program in stage] for stage in stages], state)


if __name__ == "__main__":
    sys.exit(up(Settings(), Json(), assemble))
