"""What ``/explorer`` answers while the page is built, when it cannot be, and once it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from httpx import ASGITransport, AsyncClient
from starlette.applications import Starlette

from api.explorer.routes import explorer_routes
from api.pages.build import BuildState, Phase


@dataclass
class Told:
    """A build that is as it was told to be."""

    folder: Path
    now: BuildState

    def state(self) -> BuildState:
        return self.now


@pytest.fixture
def told(tmp_path: Path) -> Told:
    return Told(tmp_path / "page", BuildState(Phase.BUILDING, "Installing <packages> …"))


@pytest.fixture
def client(told: Told) -> AsyncClient:
    app = Starlette(routes=explorer_routes(told))
    return AsyncClient(transport=ASGITransport(app), base_url="http://limn")


def built(folder: Path) -> Path:
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<h1>the page</h1>")
    (folder / "assets" / "index-1a2b.js").write_text("export {}")
    (folder / "source.sha256").write_text("secret enough")
    return folder


async def test_a_build_in_progress_says_so_and_looks_again_without_a_script(client: AsyncClient) -> None:
    answer = await client.get("/explorer")
    assert answer.status_code == 200
    assert "still building" in answer.text
    assert "Installing &lt;packages&gt; …" in answer.text
    assert '<meta http-equiv="refresh" content="2">' in answer.text
    assert "<script" not in answer.text
    assert '<link rel="icon" href="data:,">' in answer.text  # else a browser asks for an icon that is not there


async def test_a_failed_build_says_why_and_how_to_mend_it(client: AsyncClient, told: Told) -> None:
    told.now = BuildState(Phase.FAILED, "node 20 was not found", "install node")
    answer = await client.get("/explorer")
    assert answer.status_code == 503
    assert "node 20 was not found" in answer.text
    assert "install node" in answer.text
    assert "refresh" not in answer.text


async def test_a_failed_build_leaves_the_older_page_in_place(client: AsyncClient, told: Told) -> None:
    told.now = BuildState(Phase.FAILED, "no", "mend", built(told.folder))
    assert (await client.get("/explorer")).text == "<h1>the page</h1>"


async def test_the_page_and_its_files(client: AsyncClient, told: Told) -> None:
    told.now = BuildState(Phase.READY, "built", folder=built(told.folder))
    page = await client.get("/explorer")
    assert page.text == "<h1>the page</h1>"
    assert page.headers["cache-control"] == "no-cache"
    assert "script-src 'self'" in page.headers["content-security-policy"]
    script = await client.get("/explorer/assets/index-1a2b.js")
    assert script.headers["content-type"].startswith("text/javascript")
    assert "immutable" in script.headers["cache-control"]


@pytest.mark.parametrize(
    "name", ["..%2Fsource.sha256", "%2e%2e/source.sha256", "missing.js", ".hidden", "%00", "a" * 300]
)
async def test_nothing_else_is_served(client: AsyncClient, told: Told, name: str) -> None:
    told.now = BuildState(Phase.READY, "built", folder=built(told.folder))
    assert (await client.get(f"/explorer/assets/{name}")).status_code == 404
