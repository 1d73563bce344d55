"""``target``: the application behind the server that it has in a running system, and what hostile requests name."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
import uvicorn
from starlette.types import ASGIApp

from api.execution.executor import Executor
from api.pages.build import Builds, BuildState, Phase
from infra.serving import WIRE
from tests.api.hostile.sending import Known
from tests.api.site import Site, running

INDEX = "<!doctype html><html><head><title>Limn</title></head><body></body></html>"


@dataclass(frozen=True, slots=True)
class Target:
    """Where it listens, ``127.0.0.1:port``; what is known there; and the site behind it."""

    address: str
    known: Known
    site: Site


@dataclass(frozen=True, slots=True)
class Built:
    """A page that is built."""

    folder: Path

    def state(self) -> BuildState:
        return BuildState(Phase.READY, "built", folder=self.folder)


@asynccontextmanager
async def listening(app: ASGIApp) -> AsyncIterator[str]:
    """The application on a free port, with the protocols and limits of a running system."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, **({**WIRE, "lifespan": "off"})))
        task = asyncio.create_task(server.serve([listener]))
        try:
            yield "{}:{}".format(*listener.getsockname())
        finally:
            server.should_exit = True
            await task


@pytest.fixture(scope="module")
async def target(site: Site, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Target]:
    """The real application, and a person with posts of every kind in it."""
    async with _targeted(site, tmp_path_factory.mktemp("app")) as target:
        yield target


@pytest.fixture(scope="module")
async def referred(site: Site, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Target]:
    """The same, with nothing but the reference executor in it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("api.http.app.Executor", partial(Executor, compiled=False))
        async with _targeted(site, tmp_path_factory.mktemp("app")) as target:
            yield target


@asynccontextmanager
async def _targeted(site: Site, folder: Path) -> AsyncIterator[Target]:
    (folder / "assets").mkdir()
    (folder / "index.html").write_text(INDEX)
    (folder / "source.sha256").write_text("not for everyone")
    (folder / "assets" / "index-1a2b.js").write_text("export {}")
    build = Built(folder)
    async with running(site.services, Builds(build, build)) as started, listening(started.app) as address:
        yield Target(address, {"HOST": address, **await _world(started)}, started)


async def _world(site: Site) -> Known:
    ada, eve = await site.join(), await site.join()
    public = await site.post(eve)
    private = await site.post(eve, visibility="PRIVATE")
    image = "query($id: ID!) { post(id: $id) { image { id } } }"
    names = {
        "TOKEN": ada.token,
        "RENDER": await site.render(ada),
        "THEIRS": await site.render(eve),
        "POST": public,
        "PRIVATE": private,
        "IMAGE": (await site.ask(image, eve, id=public))["post"]["image"]["id"],
        "PRIVATE_IMAGE": (await site.ask(image, eve, id=private))["post"]["image"]["id"],
    }
    await site.settled()
    return names
