"""The API's process: its services over their adapters, and the server that answers."""

from __future__ import annotations

import resource
from collections.abc import AsyncIterator, Awaitable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import structlog
import uvicorn
from psycopg.conninfo import make_conninfo
from redis.asyncio import Redis
from starlette.types import ASGIApp, Receive, Scope, Send

from api.context import Services
from api.execution.trusted import Texts
from api.http.app import create_app
from api.http.wire import HttpProtocol
from api.metrics import Metrics
from api.pages.build import Builds
from api.ports import Limits
from api.realtime.attendance import Attendance
from api.realtime.frames import FRAME_BYTES
from api.realtime.live import Live
from api.realtime.wire import SocketProtocol
from infra import memory
from infra.addresses import Addresses
from infra.blobs import LocalBlobs
from infra.credentials import PostgresCredentials
from infra.database.pool import open_pool
from infra.documents import RedisDocuments
from infra.events import PooledEvents
from infra.keyring import Keyring
from infra.limits import PATIENCE, NoLimits, open_limits
from infra.log import open_log
from infra.log.guarded import GuardedLog
from infra.log.measured import MeasuredLog
from infra.overview import Overview
from infra.previews import PreviewReader, connect
from infra.recent import RecentApiKeys, RecentSessions
from infra.replays.running import RunningReplays
from infra.room import Room
from infra.servers.passwords import password
from infra.settings import RESERVE_MIB, Settings
from infra.snapshots import PoolSnapshots
from infra.telemetry.delivery import Deliveries, TracedEvents
from infra.telemetry.numbers import Appends
from infra.telemetry.spans import NO_SPANS, Spans
from infra.tide import CheckpointTide
from infra.trusted import asked_by_the_app, asked_by_the_commands, trusted_of
from infra.webbuild import pages_of, start_in_background

READS = 12
"""Connections that responses read through, at most: a response holds one while it reads."""
TABLES = 4
"""Connections for sessions, credentials and the log, at most."""
STATEMENT_MILLISECONDS = 5_000
FILES = 65_536
"""Open files of the process, where it may have so many."""

WIRE: Mapping[str, Any] = {
    "interface": "asgi3",
    "http": HttpProtocol,
    "ws": SocketProtocol,
    "ws_max_size": FRAME_BYTES,
    "ws_per_message_deflate": False,  # costs more than it saves here: time, and memory of every idle socket
    "proxy_headers": False,
    "server_header": False,
    "access_log": False,
    "log_config": None,  # infra.logs has seen to it
    "log_level": "warning",
    "lifespan": "on",
    "timeout_graceful_shutdown": 3,
}
"""How uvicorn speaks for us: its protocols, and what they take."""

logger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Places:
    """Where the API's servers and folders are.

    rate_limits  whether there are any
    explorable   whether the schema may be looked at
    origin       its public one
    reserve      MiB of the disk that are left free
    origins      others, whose pages may read answers
    trusted      documents by their ids; only_trusted: whether no others are run
    attendance   how many streams may be open
    """

    conninfo: str
    redis: str
    data: Path
    secrets: Path
    rate_limits: bool = True
    explorable: bool = True
    origin: str | None = None
    metrics_token: str | None = None
    reserve: int = RESERVE_MIB
    origins: tuple[str, ...] = ()
    proxies: int = 0
    trusted: Mapping[str, str] = field(default_factory=dict)
    only_trusted: bool = False
    attendance: Attendance = field(default_factory=Attendance)


def limits_of(places: Places, redis: Redis, secret: bytes) -> AbstractAsyncContextManager[Limits]:
    """Limits, if there are any."""
    return open_limits(redis, secret) if places.rate_limits else nullcontext(NoLimits())


@asynccontextmanager
async def api_services(places: Places, metrics: Metrics, spans: Spans = NO_SPANS) -> AsyncIterator[Services]:
    """What the API runs on, until the block ends."""
    deliveries, appends = Deliveries(spans), Appends(metrics.registry, "api")
    secret = password(places.secrets, "api").encode()
    bounded = make_conninfo(places.conninfo, options=f"-c statement_timeout={STATEMENT_MILLISECONDS}")
    async with (
        open_log(places.conninfo, spans=spans, wrote=appends.batches.observe) as log,
        open_pool(bounded, size=READS, name="reads") as reads,
        open_pool(bounded, size=TABLES, name="tables") as tables,
        CheckpointTide(places.conninfo) as tide,
        connect(places.redis) as redis,
        connect(places.redis, PATIENCE) as hurried,
        limits_of(places, hurried, secret) as limits,
        RunningReplays(places.conninfo, places.data / "replays") as replays,
    ):
        previews = PreviewReader(redis)
        try:
            yield Services(
                log=MeasuredLog(GuardedLog(log, Room(places.data, places.reserve)), spans, appends.seconds),
                events=TracedEvents(tables, deliveries) if spans.on else PooledEvents(tables),
                history=PooledEvents(tables),
                snapshots=PoolSnapshots(reads, spans),
                tide=tide,
                keyring=Keyring(places.data / "keyring"),
                previews=previews,
                blobs=LocalBlobs(places.data / "blobs"),
                sessions=RecentSessions(tables),
                api_keys=RecentApiKeys(tables),
                credentials=PostgresCredentials(tables),
                limits=limits,
                spans=deliveries,
                system=Overview(places.data, {"reads": reads, "tables": tables}),
                replays=replays,
                texts=Texts(RedisDocuments(hurried), places.trusted, only=places.only_trusted),
                secret=secret,
            )
        finally:
            await previews.aclose()


class Application:
    """The ASGI application, made once the event loop runs: pools and streams belong to it."""

    def __init__(self, places: Places, spans: Spans) -> None:
        self._places = places
        self._spans = spans
        self._app: ASGIApp | None = None

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        """Pass on; the lifespan opens and closes what the application runs on."""
        if scope["type"] == "lifespan":
            return self._last(scope, receive, send)
        assert self._app is not None, "requests come after the start"
        return self._app(scope, receive, send)

    async def _last(self, scope: Scope, receive: Receive, send: Send) -> None:
        metrics, pages = Metrics(), pages_of()
        start_in_background(*pages.values())
        async with (
            api_services(self._places, metrics, self._spans) as services,
            Live(services, self._places.attendance) as live,
        ):
            self._app = create_app(
                live,
                metrics,
                Builds(**pages),
                self._places.origin,
                self._places.metrics_token,
                explorable=self._places.explorable,
                origins=self._places.origins,
                proxies=self._places.proxies,
            )
            memory.keep()
            await self._app(scope, receive, send)


def _open_many_files() -> None:
    """Every client is an open file, and the usual limit of 1,024 is soon reached: then nobody is answered any more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft != resource.RLIM_INFINITY:
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))


def _asked_by_limn() -> dict[str, str]:
    return asked_by_the_app(pages_of()["app"].folder) | asked_by_the_commands()


def run_api(settings: Settings, spans: Spans) -> None:
    """Serve until SIGTERM or SIGINT. Raises Problem where no system runs."""
    addresses, only_trusted = Addresses.of(settings), settings.documents == "trusted"
    places = Places(
        addresses.conninfo("limn_api"),
        addresses.redis,
        settings.data,
        addresses.secrets,
        rate_limits=settings.rate_limits == "on",
        explorable=settings.profile == "development",
        origin=settings.origin,
        metrics_token=settings.metrics_token.get_secret_value() if settings.metrics_token else None,
        reserve=settings.reserve_mib,
        proxies=settings.proxies,
        origins=tuple(settings.cors_origins.split(",")) if settings.cors_origins else (),
        trusted=trusted_of(settings) | (_asked_by_limn() if only_trusted else {}),
        only_trusted=only_trusted,
        attendance=Attendance(settings.streams_per_person, settings.streams_per_address),
    )
    if not places.rate_limits:
        logger.warning("limits.off", advice="LIMN_RATE_LIMITS=off: anyone here may try passwords without end.")
    _open_many_files()
    uvicorn.run(
        Application(places, spans),
        host=settings.http_host,
        port=settings.http_port,
        **WIRE,
    )
