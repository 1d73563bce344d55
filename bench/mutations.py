"""B6: likePost over HTTP, durable, for each second of CPU of who serves it.

Many people like posts they do not like yet, on the same PostgreSQL with the same fsync. The peers write what waits in
one statement, which also counts. Ours appends in groups, and the engine counts: its CPU is ours, too, and is told
beside. Once as it is acknowledged, and once as the app asks, which also shows the post as it is then.
``python -m bench.mutations REQUESTS ROUNDS``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import psycopg

from api.ids import NodeKind, node_id, parse_id_of
from bench.graphql_peers import (
    DOCUMENTS,
    PINNED,
    Lane,
    Viewer,
    addresses,
    apart,
    database_pid,
    folded,
    installed,
    node_peer,
    send,
    viewers,
)
from bench.harness import Benchmark, Sample
from bench.interfaces import Interface, cpu, interface, sink
from bench.peers_tables import fill
from bench.system import System, system

EVENTS = 190_000
PEOPLE = 64
"""Each on a connection of their own."""
WARM_UP = 10
"""Likes of each person."""
KINDS = {
    "mutations": ("like.graphql", "likes that are acknowledged"),
    "mutations_shown": ("like.shown.graphql", "likes that are shown"),
}
PEERS = {"Mercurius, jit": "mercurius", "Yoga": "yoga"}
UNTOUCHED = """
SELECT id FROM peers.posts WHERE listed AND NOT EXISTS (SELECT FROM peers.likes WHERE post = id AND account = ANY(%s))
  AND NOT EXISTS (SELECT FROM peers.blocks WHERE author_id IN (blocker, blocked)) ORDER BY place DESC
"""
STANDING = "SELECT count(*) FROM {table} WHERE account = ANY(%s) AND post = ANY(%s)"


class Server(NamedTuple):
    """Where it is, how it is measured, and how many of the likes of some people of some posts stand there."""

    interface: Interface
    measured: Callable[[Interface, Sequence[Lane], int, int], Sample]
    standing: Callable[[Sequence[Viewer], Sequence[str]], int]


class Likes:
    """Likes that change something, each given out once."""

    def __init__(self, running: System, people: Sequence[Viewer]) -> None:
        self._database = database_pid(running)
        self._people = people
        with psycopg.connect(addresses(running).conninfo("limn_owner")) as peers:
            accounts = [node_id(NodeKind.ACCOUNT, one.account) for one in people]
            self._posts = iter([post for (post,) in peers.execute(UNTOUCHED, [accounts])])

    def round(self, server: Server, document: str, each: int) -> Sample:
        """Everyone likes so many posts, and all that was acknowledged stands."""
        posts = [next(self._posts) for _ in range(each)]
        text = (DOCUMENTS / document).read_text()
        lanes = [Lane([(viewer, _body(text, post)) for post in posts]) for viewer in self._people]
        sample = server.measured(server.interface, lanes, len(lanes) * each, self._database)
        assert server.standing(self._people, posts) == sample.operations
        return sample


def _standing(running: System, people: Sequence[Viewer], posts: Sequence[str]) -> int:
    accounts = [node_id(NodeKind.ACCOUNT, one.account) for one in people]
    return _counted(addresses(running).conninfo("limn_owner"), "peers.likes", accounts, posts)


def _standing_here(running: System, people: Sequence[Viewer], posts: Sequence[str]) -> int:
    numbers = [parse_id_of(NodeKind.POST, post) for post in posts]
    return _counted(addresses(running).conninfo("limn_engine"), "views.likes", [one.account for one in people], numbers)


def _counted(address: str, table: str, accounts: Sequence[object], posts: Sequence[object]) -> int:
    with psycopg.connect(address) as connection:
        row = connection.execute(STANDING.format(table=table), [list(accounts), list(posts)]).fetchone()
    assert row
    return int(row[0])


def main(requests: int = 1_280, rounds: int = 5) -> None:
    """Rounds of both documents."""
    apart()
    installed()
    with ExitStack() as stack:
        collector = stack.enter_context(sink())
        running = stack.enter_context(system(EVENTS))
        folded(running)
        people = viewers(running, PEOPLE)
        fill(running, people)
        likes, servers = Likes(running, people), started(stack, running, collector)
        for name, (document, title) in KINDS.items():
            for server in servers.values():
                likes.round(server, document, WARM_UP)
            Benchmark(
                name=name,
                title=f"B6: {title}, for each second of CPU of who serves it",
                contenders={
                    one: partial(likes.round, server, document, requests // PEOPLE) for one, server in servers.items()
                },
                against=["Mercurius, jit"],
                floor=0.7,
                aim=1.5,
                rounds=rounds,
                sizes={"likes": requests, "connections": PEOPLE},
            ).run()


def started(stack: ExitStack, running: System, collector: str) -> dict[str, Server]:
    """All servers, ours first."""
    variables = {"LIMN_OTLP_ENDPOINT": collector, "LIMN_TRACE_RATIO": "0.1", "LIMN_RATE_LIMITS": "on"}
    ours = stack.enter_context(interface(running, *PINNED, **variables))
    ours = Interface(f"{ours.address}/graphql", ours.pid)
    servers = {"Limn": Server(ours, with_engine(running), partial(_standing_here, running))}
    for name, program in PEERS.items():
        peer = stack.enter_context(node_peer(running, program))
        servers[name] = Server(peer, send, partial(_standing, running))
    return servers


def with_engine(running: System) -> Callable[..., Sample]:
    """`send`, with the engine's CPU, once it has folded all."""
    programs = json.loads((Path(running.data) / "run" / "state.json").read_text())["programs"]
    engine = next(int(program["pid"]) for program in programs if program["name"] == "engine")

    def sent(server: Interface, lanes: Sequence[Lane], amount: int, database: int) -> Sample:
        begun = cpu(engine)
        sample = send(server, lanes, amount, database)
        folded(running)
        folding = cpu(engine) - begun
        facts = {**sample.facts, "engine_us": folding / amount * 1e6}
        together = sample.seconds + folding
        return replace(sample, seconds=together, cpu=together, facts=facts)

    return sent


def _body(text: str, post: str) -> dict[str, Any]:
    return {"query": text, "operationName": "Like", "variables": {"input": {"postId": post}}}


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
