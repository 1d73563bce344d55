"""GraphQL over HTTP as others check it; answers that are packed; pages of other origins."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from pathlib import Path

import brotli
import httpx
import pytest
from pydantic import ValidationError
from starlette.responses import Response

from api.http.app import create_app
from api.http.packing import LONG, SMALLEST, pack, takes
from api.metrics import Metrics
from api.realtime.live import Live
from infra.settings import Settings
from tests.api.hostile.conftest import listening
from tests.api.site import ORIGIN, Site
from tests.clients.packages import installed

NODE = Path(__file__).parent / "node"
AUDITS = 61
FRIEND, STRANGER = "https://friend.example", "https://stranger.example"
LARGE = "{ __schema { types { name description fields { name description } } } }"


async def test_every_audit_of_graphql_http_passes_without_a_warning(site: Site) -> None:
    node = await asyncio.to_thread(installed, NODE)
    async with listening(site.app) as address:
        auditing = await asyncio.create_subprocess_exec(
            node.node, "audit.mjs", f"http://{address}/graphql", cwd=NODE, stdout=asyncio.subprocess.PIPE
        )
        said, _ = await auditing.communicate()
    found = [json.loads(line) for line in said.splitlines()]
    assert [one for one in found if one["status"] != "ok"] == []
    assert (auditing.returncode, len(found)) == (0, AUDITS)


@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [
        ("PUT", {}, 405),
        ("HEAD", {}, 405),
        ("OPTIONS", {}, 405),
        ("POST", {"accept": "text/html"}, 406),
        ("POST", {"accept": "application/json;q=0, text/html"}, 406),
        ("POST", {"content-type": "application/json; charset=utf-16"}, 415),
        ("POST", {"content-type": "application/graphql"}, 415),
        ("POST", {"content-type": "application/json ; boundary=x; charset=UTF-8"}, 200),
    ],
)
async def test_what_cannot_be_asked_so(site: Site, method: str, headers: dict[str, str], status: int) -> None:
    body = b'{"query":"{ __typename }"}'
    sent = {"content-type": "application/json"} | headers
    answer = await site.client.request(method, "/graphql", content=body, headers=sent)
    assert answer.status_code == status
    if status == 405:
        assert answer.headers["allow"] == "GET, POST"


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("br, gzip", "br"),
        ("gzip;q=0.5, br;q=0", "gzip"),
        ("identity", None),
        ("*", None),
        ("", None),
        ("gzip;q=0", None),
        ("br;q=0.000", None),
        ("GZIP ; q=0.5 ; x=1", "gzip"),
    ],
)
async def test_long_answers_are_packed_as_the_client_can_take_it(site: Site, accepted: str, coding: str | None) -> None:
    request = site.client.build_request(
        "POST", "/graphql", json={"query": LARGE}, headers={"accept-encoding": accepted}
    )
    answer = await site.client.send(request, stream=True)
    raw = b"".join([chunk async for chunk in answer.aiter_raw()])
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress}.get(coding or "", bytes)
    plain = unpack(raw)
    assert answer.headers.get("content-encoding") == coding
    assert int(answer.headers["content-length"]) == len(raw)
    assert json.loads(plain)["data"]["__schema"]
    assert coding is None or len(raw) < len(plain) / 3


@pytest.mark.parametrize("length", [SMALLEST, LONG])
async def test_from_some_length_on(length: int) -> None:
    for size, coding in ((SMALLEST - 1, None), (length, "gzip")):
        answer = Response(b"x" * size)
        await pack(answer, "gzip")
        assert answer.headers.get("content-encoding") == coding
        assert len(gzip.decompress(answer.body) if coding else answer.body) == size


async def test_streams_are_not_packed(site: Site) -> None:
    events = {"accept": "text/event-stream", "accept-encoding": "br, gzip"}
    told = await site.send({"query": LARGE}, None, **events)
    assert (told.status_code, told.headers.get("content-encoding")) == (200, None)


def test_a_coding_is_taken_by_its_name() -> None:
    assert takes("gzip, deflate, br", "br")
    assert takes("GZIP ; q=0.1", "gzip")
    assert not takes("gzip;q=0.0, brotli", "gzip")
    assert not takes("xbr", "br")


@asynccontextmanager
async def opened(site: Site, origins: Collection[str]) -> AsyncIterator[httpx.AsyncClient]:
    """The application, open to pages of other origins."""
    async with Live(site.services) as live:
        app = create_app(live, Metrics(), origins=origins)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ORIGIN) as client:
            yield client


PREFLIGHT = {"access-control-request-method": "POST", "access-control-request-headers": "authorization,content-type"}


@pytest.mark.parametrize("origin", [FRIEND, STRANGER, FRIEND + ".evil", "null"])
async def test_other_origins_are_let_in_by_name_alone(site: Site, origin: str) -> None:
    allowed, person = origin == FRIEND, await site.join()
    async with opened(site, [FRIEND]) as client:
        asked = await client.options("/graphql", headers={"origin": origin, **PREFLIGHT})
        signed = {"origin": origin, "authorization": f"Bearer {person.token}", "cookie": f"limn_session={person.token}"}
        answer = await client.post("/graphql", json={"query": "{ viewer { handle } }"}, headers=signed)
        cookie = {"origin": origin, "cookie": f"limn_session={person.token}"}
        nobody = await client.post("/graphql", json={"query": "{ viewer { handle } }"}, headers=cookie)
    assert asked.status_code == (200 if allowed else 400)
    for one in (asked, answer, nobody):
        assert one.headers.get("access-control-allow-origin") == (origin if allowed else None)
        assert "access-control-allow-credentials" not in one.headers
    assert answer.json()["data"]["viewer"] == {"handle": person.handle}
    assert nobody.json()["data"]["viewer"] is None


async def test_a_page_that_is_let_in_cannot_pass_for_ours(site: Site) -> None:
    async with opened(site, [FRIEND]) as client:
        ours = {**PREFLIGHT, "access-control-request-headers": "x-limn-app"}
        assert (await client.options("/graphql", headers={"origin": FRIEND, **ours})).status_code == 400
        asked = await client.post(
            "/graphql", json={"query": "{ __typename }"}, headers={"origin": FRIEND, "x-limn-app": "1"}
        )
        assert asked.status_code == 403


async def test_by_default_no_other_origin_is(site: Site) -> None:
    asked = await site.client.options("/graphql", headers={"origin": FRIEND, **PREFLIGHT})
    answer = await site.send({"query": "{ __typename }"}, None, origin=FRIEND)
    assert asked.status_code == 405
    assert [name for name in (*asked.headers, *answer.headers) if name.startswith("access-control")] == []


def test_origins_are_said_exactly(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings(cors_origins=f"{FRIEND},http://localhost:5173").cors_origins
    for wrong in ("*", "friend.example", FRIEND + "/", FRIEND + ", " + STRANGER, "https://*.example", "null"):
        with pytest.raises(ValidationError):
            Settings(cors_origins=wrong)
