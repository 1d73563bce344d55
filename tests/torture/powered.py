"""What runs on the machine whose power is cut: ``python -m tests.torture.powered CONNINFO DISK [heedless]``.

Begins at a line from standard input, and writes one line per acknowledged act: the id of its stream, and its position.
Heedless, its files are not flushed.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import sys
from pathlib import Path
from uuid import UUID, uuid4

from domain.log import Append
from domain.reactions import like
from domain.renders import Params, Picture, Render
from infra.blobs import LocalBlobs
from infra.keyring import Keyring
from infra.log import PostgresLog, open_log

LIKES, RENDERS = 16, 4
"""Callers of each kind."""
BYTES = 4_000
WORDS = {"prompt": "a lighthouse"}
PARAMS = Params(256, 256, 1, 0, "painter")


async def work(conninfo: str, disk: Path) -> None:
    """Like and render without end."""
    keyring, blobs = Keyring(disk / "keyring"), LocalBlobs(disk / "blobs")
    async with open_log(conninfo) as log, asyncio.TaskGroup() as group:
        for _ in range(LIKES):
            group.create_task(_like(log))
        for _ in range(RENDERS):
            group.create_task(_render(log, keyring, blobs))


async def _like(log: PostgresLog) -> None:
    while True:
        wish = like(uuid4(), uuid4(), uuid4())
        _acknowledge(wish.facts[0].originator_id, (await log.append(wish)).position)


async def _render(log: PostgresLog, keyring: Keyring, blobs: LocalBlobs) -> None:
    """Each by a person with a key of their own, and with a picture of its own."""
    while True:
        owner = uuid4()
        render = Render.submit(uuid4(), owner, PARAMS, None, keyring.seal(owner, dict(WORDS)))
        render.start()
        pixels = os.urandom(BYTES)
        sha256 = hashlib.sha256(pixels).hexdigest()
        await blobs.put(sha256, {"full.webp": pixels})
        sealed = keyring.seal(owner, {"alt_text": "a lighthouse"})
        render.finish(Picture(sha256, 256, 256, "1", "", 0, 0, 0, "", sealed))
        _acknowledge(render.id, (await log.append(Append(render.id, render.collect_events()))).position)


def _acknowledge(stream: UUID, position: int) -> None:
    os.write(sys.stdout.fileno(), f"{stream} {position}\n".encode())


def main() -> None:
    """Wait for the word, then work."""
    conninfo, disk, *how = sys.argv[1:]
    if how:
        os.fsync = lambda _: None  # type: ignore[assignment] # the control
    sys.stdin.readline()
    asyncio.run(work(conninfo, Path(disk)))


if __name__ == "__main__":
    main()
