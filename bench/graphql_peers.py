"""What API benchmarks share: a system with a past, the same rows as peers keep them, the peers, and who sends requests.

Servers under test have the first core to themselves; PostgreSQL, whoever sends, and all else share the others.
"""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID

import psycopg
from psycopg.conninfo import conninfo_to_dict

from bench.harness import Sample
from bench.interfaces import Interface, cpu
from bench.memory import below, tree
from bench.system import System
from infra.addresses import Addresses
from infra.database.pool import open_pool
from infra.node import find_node
from infra.sessions import PostgresSessions
from infra.settings import Settings, environment

PEERS = Path(__file__).with_name("peers_node")
DOCUMENTS = PEERS / "documents"
SERVER_CORE = 0
PINNED = ("taskset", "-c", str(SERVER_CORE))
PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody signed in, here and at the peers, with one token."""

    account: UUID
    token: str


@dataclass(frozen=True, slots=True)
class Lane:
    """What one connection asks, in turn and again from the beginning."""

    requests: Sequence[tuple[Viewer, Mapping[str, Any]]]

    def shown(self) -> list[dict[str, Any]]:
        """As the sender reads it."""
        return [{"token": viewer.token, "body": body} for viewer, body in self.requests]


def apart() -> None:
    """Keep this process, and all that it starts, off the servers' core."""
    os.sched_setaffinity(0, os.sched_getaffinity(0) - {SERVER_CORE} or {SERVER_CORE})


def addresses(running: System) -> Addresses:
    """Where a system's servers are."""
    return Addresses.of(Settings(data=Path(running.data)))


def folded(running: System) -> None:
    """Wait until all of the log is in the views."""
    deadline = time.monotonic() + PATIENCE
    with psycopg.connect(addresses(running).conninfo("limn_api"), autocommit=True) as connection:
        query = "SELECT checkpoint.position = head.position FROM views.checkpoint, log.head WHERE name = 'serving'"
        while connection.execute(query).fetchone() != (True,):
            assert time.monotonic() < deadline, "the views do not catch up"
            time.sleep(0.2)


def viewers(running: System, count: int) -> list[Viewer]:
    """So many people of the past, who sign in."""

    async def signed_in() -> list[Viewer]:
        async with open_pool(addresses(running).conninfo("limn_api")) as pool:
            async with pool.connection() as connection:
                cursor = await connection.execute(
                    "SELECT account FROM views.accounts ORDER BY account LIMIT %s", [count]
                )
                accounts = [account for (account,) in await cursor.fetchall()]
            sessions = PostgresSessions(pool)
            return [Viewer(account, (await sessions.start(account))[0]) for account in accounts]

    return asyncio.run(signed_in())


def installed() -> None:
    """The peers are there, as their lock files say. PostGraphile needs another version of graphql than the others."""
    for folder in (PEERS, PEERS / "postgraphile"):
        if not (folder / "node_modules").is_dir():
            subprocess.run([*find_node().npm, "ci", "--silent"], cwd=folder, check=True)


@contextmanager
def node_peer(running: System, program: str) -> Iterator[Interface]:
    """A peer in Node.js, on the system's database."""
    argv = [*PINNED, str(find_node().node), f"{program}.mjs"]
    with _told(argv, PEERS, environment(DATABASE_URL=_url(running), NODE_ENV="production")) as peer:
        yield peer


@contextmanager
def strawberry_peer(running: System) -> Iterator[Interface]:
    """Strawberry as it comes, on the system's database."""
    argv = [*PINNED, sys.executable, "-m", "bench.peers_strawberry"]
    with _told(argv, Path(__file__).parents[1], environment(DATABASE_URL=_url(running))) as peer:
        yield peer


@contextmanager
def _told(argv: Sequence[str], folder: Path, variables: Mapping[str, str]) -> Iterator[Interface]:
    """A process that says in its first line where it listens."""
    with subprocess.Popen(argv, cwd=folder, env=variables, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield Interface(process.stdout.readline().strip(), process.pid)
        finally:
            process.terminate()


def _url(running: System) -> str:
    address = conninfo_to_dict(addresses(running).conninfo("limn_owner"))
    user, host = quote(str(address["user"])), quote(str(address["host"]), safe="")
    return f"postgresql://{user}:{quote(str(address['password']))}@localhost/{address['dbname']}?host={host}"


def send(to: Interface, lanes: Sequence[Lane], amount: int, database: int = 0) -> Sample:
    """One round: so many requests, each answered without an error. Its rate is that of a second of the server's CPU.

    database  PostgreSQL's own process, whose CPU is told beside
    """
    told = json.dumps({"address": to.address, "amount": amount, "lanes": [lane.shown() for lane in lanes]})
    argv = [str(find_node().node), "load.mjs"]
    begun, storing = cpu(to.pid), _together(database)
    done = subprocess.run(argv, cwd=PEERS, input=told, env=environment(), capture_output=True, text=True, check=True)
    spent, stored = cpu(to.pid) - begun, _together(database) - storing
    found = json.loads(done.stdout)
    assert found["answered"] == amount and not found["failed"], (to.address, found["answered"], found["failed"])
    facts = {"wall_rate": amount / found["seconds"], "postgres_us": stored / amount * 1e6}
    return Sample(amount, spent, cpu=spent, latencies=found["latencies"], facts=facts)


def database_pid(running: System) -> int:
    """The process that all of PostgreSQL's descend from."""
    state = json.loads((Path(running.data) / "run" / "state.json").read_text())
    return next(int(program["pid"]) for program in state["programs"] if program["name"] == "postgres")


def _together(pid: int) -> float:
    if not pid:
        return 0.0
    return sum(map(cpu, tree(pid, below())))


def idempotency_key() -> str:
    """As the app makes one for each act."""
    return secrets.token_hex(16)
