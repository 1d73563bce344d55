"""The pictures of an invented past: really painted, once for each scene, and kept where every picture is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from inference.finishing import finished
from inference.triton import Picture
from infra.blobs import Blobs
from infra.cli.contact_sheet import Wish
from infra.cli.painting import paint_all
from infra.invented.scenes import SIDE, Painted, Scene, scenes


def painted(address: str, blobs: Blobs) -> Sequence[Painted]:
    """All scenes, painted by the Triton at an address, with a bar meanwhile. Raises Problem."""
    return asyncio.run(_painted(address, blobs))


async def _painted(address: str, blobs: Blobs) -> Sequence[Painted]:
    wanted = scenes()
    pictures = await paint_all(address, [Wish(scene.prompt, "", scene.params.seed) for scene in wanted], SIDE)
    return [await _kept(blobs, scene, picture) for scene, picture in zip(wanted, pictures, strict=True)]


async def _kept(blobs: Blobs, scene: Scene, picture: Picture) -> Painted:
    files = await asyncio.to_thread(finished, picture)
    await blobs.put(files.sha256, files.files)
    return Painted(scene, files.sha256, picture.alt_text, files.placeholder, picture.model_version, files.counted)
