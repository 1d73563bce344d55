"""What a scanner finds: nothing in production; in development what is meant for developers, so the scan can see."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from api.http.app import create_app
from api.metrics import Metrics
from api.pages.build import Builds
from api.realtime.live import Live
from tests.api.hostile.conftest import INDEX, Built
from tests.api.hostile.scan import findings
from tests.api.site import ORIGIN, Site

FOR_DEVELOPERS = [
    "introspection",
    "introspection of a type",
    "explorer",
    "query in an address",
    "introspection in an address",
    "suggestions of fields",
    "suggestions of values",
]


@pytest.mark.parametrize(("explorable", "found"), [(False, []), (True, FOR_DEVELOPERS)])
async def test_a_scan_finds(site: Site, tmp_path: Path, explorable: bool, found: list[str]) -> None:
    (tmp_path / "index.html").write_text(INDEX.replace("Limn", "GraphiQL"))
    builds = Builds(Built(tmp_path / "none"), Built(tmp_path))
    async with Live(site.services) as live:
        app = create_app(live, Metrics(), builds, explorable=explorable)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ORIGIN) as client:
            assert await findings(client) == found
            stream = {"accept": "text/event-stream"}
            opened = await client.get("/graphql", params={"query": "{ log { head } }"}, headers=stream)
            assert "event: complete" in opened.text, "a stream may still be opened by its address"
