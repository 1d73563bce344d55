"""Posts by name, as everyone may see them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID

from api.gate import Gate
from api.snapshot import Snapshot
from infra.database.pool import open_pool
from infra.keyring import Keyring
from infra.snapshots import PoolSnapshots
from infra.tide import CheckpointTide


async def titles(conninfo: str, data: Path, posts: Collection[UUID]) -> dict[UUID, str]:
    """Handle and caption of those of the posts that everyone may see now."""
    async with _public_gate(conninfo, data) as gate:
        rows = [row for row in await gate.posts(sorted(posts)) if row]
        authors = {row.id: row for row in await gate.accounts([row.author for row in rows]) if row}
        captions = {row.id: gate.text(row.author, row.sealed).get("caption") for row in rows}
        return {row.id: title(authors[row.author].handle, captions[row.id]) for row in rows if row.author in authors}


@asynccontextmanager
async def _public_gate(conninfo: str, data: Path) -> AsyncIterator[Gate]:
    """What nobody in particular sees."""
    async with open_pool(conninfo, size=1, name="replay") as pool:
        snapshots, tide = PoolSnapshots(pool), CheckpointTide(conninfo)
        async with Snapshot(snapshots, tide, None) as snapshot:
            yield Gate(snapshot, None, Keyring(data / "keyring"))


def title(handle: str, caption: str | None) -> str:
    """How a post is called in one line, without what a terminal would obey."""
    words = "".join(character if character.isprintable() else " " for character in caption or "")
    return " ".join([f"@{handle}", *words.split()])
