"""A picture that was stored and never told of is swept up; one that a render names stays, however old."""

from __future__ import annotations

import hashlib

from domain.log import Append
from domain.renders import Picture
from infra.blobs import LocalBlobs
from infra.database.pool import open_pool
from infra.worker.orphans import sweep_orphans
from projections.reading import rows
from tests.infra.worker.rig import Rig, until

FILES = {"full.webp": b"RIFF"}
LEVEL = "SELECT 1 FROM views.checkpoint, log.head WHERE checkpoint.position = head.position"


async def _told(rig: Rig, digest: str) -> None:
    """A render has this picture, in the log."""
    render = await rig.render(await rig.submit("hangs"))
    render.start()
    render.finish(Picture(digest, 256, 256, "1", "", 0.1, 0.1, 0.1, "none", b""))
    await rig.log.append(Append(render.id, render.collect_events()))


async def test_what_no_render_names_goes_and_what_one_names_stays(rig: Rig) -> None:
    named, unnamed = (hashlib.sha256(text).hexdigest() for text in (b"named", b"unnamed"))
    blobs = LocalBlobs(rig.places.data / "blobs", grace=-1.0)
    await blobs.put(named, FILES)
    await blobs.put(unnamed, FILES)
    await _told(rig, named)
    async with open_pool(rig.places.conninfo) as pool, pool.connection() as connection:

        async def folded() -> bool:
            return bool(await rows(connection, int, LEVEL))

        await until(folded)
        assert await sweep_orphans(blobs, pool) == 1
    assert blobs.old() == [named]
