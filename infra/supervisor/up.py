"""``limn up``: the steps of this system, put together from the settings, and what is said while it runs."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psycopg

from infra.addresses import database_name, url_without_secrets, without_secrets
from infra.database.migrate import MigrationRefused, migrate
from infra.orders import set_defaults
from infra.servers.layout import Layout, make_runtime, remove_runtime
from infra.servers.ports import check_port, free_ports
from infra.servers.postgres import PostgresServer
from infra.servers.problem import Exit, Problem
from infra.servers.redis import RedisServer
from infra.servers.roles import OWNER, role_conninfo
from infra.servers.triton import TritonServer
from infra.settings import Settings
from infra.supervisor import outside
from infra.supervisor.guard import GRACE_AFTER_STOP, end_orphans, guarded
from infra.supervisor.program import HttpProgram, OwnProgram
from infra.supervisor.say import Voice
from infra.supervisor.state import ProgramState, SystemState
from infra.supervisor.system import Step, System
from infra.trusted import trusted_of

REPOSITORY = Path(__file__).parents[2] / "inference" / "model_repository"

LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class Assembly:
    """The stages in order, and the addresses that others will read."""

    stages: list[list[Step]]
    state: SystemState


def up(settings: Settings, voice: Voice, assemble: Callable[..., Assembly] | None = None) -> int:
    """Run the system until it is told to stop; an exit status. Raises Problem when it cannot begin."""
    layout = Layout(settings.data)
    layout.make()
    layout.hold()
    check_port(settings.http_port)
    check_rates(settings)
    trusted_of(settings)
    guard = os.getpid()
    return guarded(partial(supervise, settings, layout, voice, guard, assemble or assembly))


def supervise(settings: Settings, layout: Layout, voice: Voice, guard: int, assemble: Callable[..., Assembly]) -> int:
    """Run the system in this process; an exit status."""
    if before := SystemState.read(layout.state):
        remove_runtime(Path(before.runtime))
    runtime = make_runtime()
    try:
        plan = assemble(settings, layout, runtime, guard)

        def report(changed: ProgramState) -> None:
            plan.state.write(layout.state)
            voice.changed(changed)

        system = System(plan.stages, report)
        plan.state.programs = system.states
        asyncio.run(system.run(lambda seconds: voice.ready(plan.state, settings, seconds)))
    except Problem as problem:
        voice.problem(problem)
        return problem.code
    finally:
        end_orphans(GRACE_AFTER_STOP)
        remove_runtime(runtime)
    voice.stopped()
    return Exit.OK


def assembly(settings: Settings, layout: Layout, runtime: Path, guard: int) -> Assembly:
    """PostgreSQL, Redis, Triton (embedded or outside), then the API, the engine and the worker."""
    database, step = _database(settings, layout, runtime)
    redis = RedisServer(runtime, layout.logs) if settings.redis_url is None else None
    triton = TritonServer(REPOSITORY, runtime, layout.logs) if settings.triton_url is None else None
    port = settings.http_port or free_ports(1)[0]
    state = SystemState(
        guard=guard,
        supervisor=os.getpid(),
        data=str(layout.data),
        runtime=str(runtime),
        http=f"http://127.0.0.1:{port}",
        database=database,
        redis=redis.url if redis else url_without_secrets(str(settings.redis_url)),
        triton=triton.address if triton else str(settings.triton_url),
        metrics=f"http://127.0.0.1:{triton.metrics_port}/metrics" if triton else "",
    )
    servers = [
        step,
        Step("redis", redis, None if redis else partial(outside.check_redis, str(settings.redis_url))),
        Step("triton", triton, None if triton else partial(outside.check_triton, state.triton)),
    ]
    variables = {"LIMN_DATA": str(layout.data), "LIMN_HTTP_PORT": str(port)}
    own = [
        HttpProgram("api", port, runtime, layout.logs, variables),
        OwnProgram("engine", runtime, layout.logs, variables),
        OwnProgram("worker", runtime, layout.logs, variables),
    ]
    return Assembly([servers, [Step(program.name, program) for program in own]], state)


def check_rates(settings: Settings) -> None:
    """Without limits on rates the application listens on loopback only. Raises Problem."""
    if settings.rate_limits == "off" and settings.http_host not in LOOPBACK:
        raise Problem(
            f"LIMN_RATE_LIMITS=off is for loopback only, and LIMN_HTTP_HOST is {settings.http_host}.",
            "unset one of the two",
            Exit.USAGE,
        )


def _database(settings: Settings, layout: Layout, runtime: Path) -> tuple[str, Step]:
    """The database's public address (without any password) and its step."""
    if settings.database_url is None:
        server = PostgresServer(layout.postgres, runtime, layout.secrets, layout.logs)
        return server.address, Step("postgres", server, partial(_migrate, server.address, layout.secrets))
    url = settings.database_url
    try:
        shown = without_secrets(url)
    except psycopg.ProgrammingError:  # its text would quote the address, and a password with it
        sentence = "LIMN_DATABASE_URL is not an address of PostgreSQL."
        raise Problem(sentence, "write it as postgresql://USER:PASSWORD@HOST:PORT/DATABASE", Exit.USAGE) from None

    def prepare() -> None:
        outside.check_postgres(url, layout.secrets)
        _migrate(url, layout.secrets)

    return shown, Step("postgres", None, prepare)


def _migrate(address: str, secrets: Path) -> None:
    name = database_name(address)
    try:
        migrate(role_conninfo(address, secrets, OWNER, name))
    except MigrationRefused as refused:
        mend = "run the version of limn that made it, or set LIMN_DATA to another folder"
        raise Problem(str(refused), mend, Exit.DATA) from refused
    asyncio.run(set_defaults(role_conninfo(address, secrets, "limn_api", name)))
