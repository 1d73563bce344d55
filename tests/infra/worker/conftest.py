"""A system with a painter that does what its prompt says."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from infra.servers.triton import TritonServer
from tests.databases import Database
from tests.infra.worker.rig import Rig, open_rig

MODELS = Path(__file__).with_name("models")


@pytest.fixture(scope="session")
def obedient_triton(server_folder: Path) -> Iterator[TritonServer]:
    """A Triton with the painter of these tests."""
    server = TritonServer(MODELS, server_folder / "obedient", server_folder / "log" / "obedient")
    server.start()
    yield server
    server.stop(grace=0)


@pytest.fixture
async def rig(database: Database, redis_url: str, obedient_triton: TritonServer, tmp_path: Path) -> AsyncIterator[Rig]:
    """Everything but a worker."""
    async with open_rig(database, redis_url, obedient_triton.address, tmp_path / "data") as rig:
        yield rig
