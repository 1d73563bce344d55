"""Readers that never read: the API parts with each of them, and they cost it a bounded memory."""

from __future__ import annotations

import asyncio
import json
import socket
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from domain.identity import position_text
from infra.log import PostgresLog
from tests.api.realtime.clients import SUBPROTOCOLS
from tests.projections.world import World
from tests.torture.report import Report

READERS = 200
EVENTS = 3_000
WIDE = 'subscription { events(after: "%s") { position ' + " ".join(f"a{number}: topic" for number in range(90)) + "} }"
"""Some kilobytes an event, so that few of them fill what the kernel keeps for a socket."""
WINDOW = 4096
GROWTH = READERS * 256 * 1024
"""Bytes that all of them together may cost: of the log what is on its way, and what the sockets hold."""
LOOKS, LOOK_EVERY = 200, 0.5
"""Long enough for the API to find each of them out, by what it does not take or by a ping that it does not answer."""
PATIENCE = 30.0


async def stall(api: Callable[[], int], address: str, log: PostgresLog, report: Report) -> None:
    """Open them, watch what the API needs until it has let them go, and see how it did."""
    after = await _much_happens(log)
    before = most = memory(api())
    readers = [await _never_reads(address, after) for _ in range(READERS)]
    for _ in range(LOOKS):
        most = max(most, memory(api()))
        await asyncio.sleep(LOOK_EVERY)
    closed = Counter(await asyncio.gather(*map(_closed, readers)))
    report.counts |= {"stalled readers": READERS, "memory before MB": before / 2**20, "most MB": most / 2**20}
    report.counts |= {f"stalled and closed with {code}": number for code, number in closed.items()}
    if most - before > GROWTH:
        report.complaints.append(f"readers that never read cost {(most - before) / 2**20:.0f} MB")
    if closed["1013"]:
        report.complaints.append(f"{closed['1013']} streams broke, and nothing was wrong")
    if closed["nothing"]:
        report.complaints.append(f"{closed['nothing']} readers that never read are kept")


def memory(pid: int) -> int:
    """Bytes of a process, its share of what it shares included."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


async def _much_happens(log: PostgresLog) -> str:
    """More events than anybody's buffers hold; the position before them."""
    world = World(log)
    author = await world.person(f"author{uuid4().hex[:12]}")
    post, head = await world.post(author), await log.head()
    for _ in range(EVENTS // 200):
        await asyncio.gather(*(world.like(uuid4(), post, author) for _ in range(200)))
    return position_text(head)


async def _never_reads(address: str, after: str) -> ClientConnection:
    host, _, port = address.removeprefix("http://").partition(":")
    narrow = socket.socket()
    narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, WINDOW)
    narrow.setblocking(False)
    await asyncio.get_running_loop().sock_connect(narrow, (host, int(port)))
    reader = await connect(
        f"ws://{host}:{port}/graphql", sock=narrow, subprotocols=SUBPROTOCOLS, compression=None, max_queue=1,
        ping_interval=None,
    )  # fmt: skip
    await reader.send(json.dumps({"type": "connection_init"}))
    await reader.send(json.dumps({"id": "1", "type": "subscribe", "payload": {"query": WIDE % after}}))
    return reader


async def _closed(reader: ClientConnection) -> str:
    """How it was closed, once it reads at last."""
    try:
        async with asyncio.timeout(PATIENCE):
            while True:
                await reader.recv()
    except ConnectionClosed as closed:
        return str(closed.rcvd.code) if closed.rcvd else "no word"
    except TimeoutError:
        return "nothing"
    finally:
        reader.transport.abort()
