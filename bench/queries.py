"""B5: the app's feed page, 20 posts, from the database, signed in, for each second of CPU of the server's process.

All serve the same rows of the same PostgreSQL and are held to the same data. Ours has its limits on and traces one
request in ten. ``python -m bench.queries REQUESTS ROUNDS``.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack
from datetime import datetime
from functools import partial
from typing import Any

import httpx

from bench.graphql_peers import (
    DOCUMENTS,
    PEERS,
    PINNED,
    Lane,
    Viewer,
    apart,
    database_pid,
    folded,
    installed,
    node_peer,
    send,
    strawberry_peer,
    viewers,
)
from bench.harness import Benchmark
from bench.interfaces import Interface, interface, sink
from bench.peers_tables import fill
from bench.system import System, system

EVENTS = 190_000
"""So many have ten thousand posts."""
PEOPLE, CONNECTIONS, FIRST = 256, 16, 20
HELD = 8
"""Viewers whose pages are held against each other."""
WARM_UP = 1_000
"""Requests, as many as V8 takes to settle."""
OURS, POSTGRAPHILE = "Limn", "PostGraphile"


def main(requests: int = 1_000, rounds: int = 5) -> None:
    """Rounds of the same pages from all."""
    apart()
    installed()
    with ExitStack() as stack:
        collector = stack.enter_context(sink())
        running = stack.enter_context(system(EVENTS))
        folded(running)
        people = viewers(running, PEOPLE)
        posts = fill(running, people)
        servers = started(stack, running, collector)
        for viewer in people[:HELD]:
            same(servers, viewer)
        Benchmark(
            name="queries",
            title="B5: feed pages for each second of CPU of the server",
            contenders={
                name: partial(send, server, lanes(people, name), requests, database_pid(running))
                for name, server in warmed(servers, people).items()
            },
            against=["Mercurius, jit"],
            floor=0.7,
            aim=2.0,
            rounds=rounds,
            sizes={"posts": posts, "requests": requests, "viewers": PEOPLE, "connections": CONNECTIONS},
        ).run()


def started(stack: ExitStack, running: System, collector: str) -> dict[str, Interface]:
    """All servers, ours first."""
    variables = {"LIMN_OTLP_ENDPOINT": collector, "LIMN_TRACE_RATIO": "0.1", "LIMN_RATE_LIMITS": "on"}
    ours = stack.enter_context(interface(running, *PINNED, **variables))
    return {
        OURS: Interface(f"{ours.address}/graphql", ours.pid),
        "Mercurius, jit": stack.enter_context(node_peer(running, "mercurius")),
        "Yoga": stack.enter_context(node_peer(running, "yoga")),
        "Apollo Server": stack.enter_context(node_peer(running, "apollo")),
        POSTGRAPHILE: stack.enter_context(node_peer(running, "postgraphile/server")),
        "Strawberry": stack.enter_context(strawberry_peer(running)),
    }


def warmed(servers: dict[str, Interface], people: list[Viewer]) -> dict[str, Interface]:
    """The servers, once they have compiled what they compile."""
    for name, server in servers.items():
        send(server, lanes(people, name), WARM_UP)
    return servers


def body(server: str) -> dict[str, Any]:
    """What a server is asked."""
    document, variables = DOCUMENTS / "feed.graphql", dict[str, Any](feed="LATEST", first=FIRST)
    if server == POSTGRAPHILE:
        document, variables = PEERS / "postgraphile" / "feed.graphql", {"first": FIRST}
    return {"query": document.read_text(), "operationName": "Feed", "variables": variables}


def lanes(people: list[Viewer], server: str) -> list[Lane]:
    """Connections, each of which asks for several people in turn."""
    return [Lane([(viewer, body(server)) for viewer in people[one::CONNECTIONS]]) for one in range(CONNECTIONS)]


def same(servers: dict[str, Interface], viewer: Viewer) -> None:
    """Every server shows a viewer the same page."""
    shown = {name: page(server, name, viewer) for name, server in servers.items()}
    assert len(shown[OURS]["edges"]) == FIRST
    for name, found in shown.items():
        assert found["edges"] == shown[OURS]["edges"], f"{name} shows another page"
        if name != POSTGRAPHILE:  # whose cursors are its own, and which knows no log
            assert found == shown[OURS], f"{name} says otherwise where the page stands"


def page(server: Interface, name: str, viewer: Viewer) -> dict[str, Any]:
    """A page with its times as numbers, without the names of types: PostGraphile's are its own."""
    headers = {"authorization": f"Bearer {viewer.token}"}
    answer = httpx.post(server.address, json=body(name), headers=headers, timeout=30).json()
    assert "errors" not in answer, (name, answer["errors"])
    told: dict[str, Any] = plain(answer["data"]["feed"])
    return told


def plain(value: Any) -> Any:
    """The same without names of types, and times to the millisecond, which is all that JavaScript knows."""
    if isinstance(value, list):
        return [plain(one) for one in value]
    if not isinstance(value, dict):
        return value
    told = {name: plain(one) for name, one in value.items() if name != "__typename"}
    if "createdAt" in told:
        told["createdAt"] = int(datetime.fromisoformat(told["createdAt"]).timestamp() * 1000)
    return told


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
