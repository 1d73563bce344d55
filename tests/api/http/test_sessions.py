"""A session by cookie: for pages of this origin, out of every script's reach, and of no use to anybody else's page."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin

from api.http.app import create_app
from api.metrics import Metrics
from api.realtime.live import Live
from tests.api.realtime.clients import PATIENCE, SUBPROTOCOLS
from tests.api.realtime.serving import served
from tests.api.site import JSON, ORIGIN, REGISTER, Person, Site

COOKIE = "limn_session"
PAGE = {"x-limn-app": "1", "origin": ORIGIN, "sec-fetch-site": "same-origin"}
VIEWER = {"query": "{ viewer { handle } }"}
SIGN_IN = "mutation($input: SignInInput!) { signIn(input: $input) { token expiresAt userErrors { code } } }"
SIGN_OUT = {"query": "mutation { signOut { userErrors { code } } }"}


@pytest.fixture
async def browser(site: Site) -> AsyncIterator[httpx.AsyncClient]:
    """A page of ours: it sends the header, and its browser keeps the cookies."""
    transport = httpx.ASGITransport(site.app)
    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers=PAGE) as client:
        yield client


async def told(client: httpx.AsyncClient, body: JSON, **headers: str) -> JSON:
    """The whole answer to an operation."""
    response = await client.post("/graphql", json=body, headers=headers)
    return dict(response.json())


async def handle(client: httpx.AsyncClient, **headers: str) -> str | None:
    """Whom the server takes the client for."""
    viewer = (await told(client, VIEWER, **headers))["data"]["viewer"]
    return viewer["handle"] if viewer else None


async def join(client: httpx.AsyncClient) -> httpx.Response:
    """Someone new joins on a page."""
    name = f"p{uuid4().hex[:12]}"
    wish = {"handle": name, "displayName": name, "password": f"secret of {name}"}
    response = await client.post("/graphql", json={"query": REGISTER, "variables": {"input": wish}})
    assert response.json()["data"]["register"]["userErrors"] == []
    return response


def sign_in(person: Person) -> JSON:
    given = {"handle": person.handle, "password": f"secret of {person.handle}"}
    return {"query": SIGN_IN, "variables": {"input": given}}


async def test_a_page_is_given_a_cookie_that_no_script_reads(browser: httpx.AsyncClient) -> None:
    response = await join(browser)
    joined, cookie = response.json()["data"]["register"], response.headers["set-cookie"]
    assert joined["token"] is None
    assert len(browser.cookies[COOKIE]) == 43
    assert browser.cookies[COOKIE] not in response.text
    attributes = {part.strip().partition("=")[0].lower(): part.partition("=")[2] for part in cookie.split(";")[1:]}
    assert attributes.keys() == {"httponly", "samesite", "path", "max-age"}
    assert (attributes["samesite"], attributes["path"]) == ("lax", "/")
    assert 29 * 86_400 < int(attributes["max-age"]) <= 30 * 86_400
    assert await handle(browser) == joined["account"]["handle"]


async def test_signing_in_is_the_same_and_over_https_the_cookie_stays_there(site: Site) -> None:
    lena = await site.join()
    headers = PAGE | {"origin": "https://127.0.0.1"}
    transport = httpx.ASGITransport(site.app)
    async with httpx.AsyncClient(transport=transport, base_url="https://127.0.0.1", headers=headers) as secure:
        response = await secure.post("/graphql", json=sign_in(lena))
        assert response.json()["data"]["signIn"]["token"] is None
        assert "; Secure" in response.headers["set-cookie"]
        assert await handle(secure) == lena.handle


async def test_behind_a_proxy_the_public_origin_is_ours(site: Site) -> None:
    """The proxy speaks plain HTTP with us, and passes on the name that people use."""
    public = "https://limn.example"
    async with Live(site.services) as live:
        transport = httpx.ASGITransport(create_app(live, Metrics(), origin=public))
        async with httpx.AsyncClient(transport=transport, base_url="http://limn.example", headers=PAGE) as behind:
            assert (await behind.post("/graphql", json=VIEWER)).status_code == 403
            behind.headers["origin"] = public
            assert "; Secure" in (await join(behind)).headers["set-cookie"]
            assert (await behind.get("/healthz", headers={"host": "other.example"})).status_code == 421


async def test_a_program_is_given_the_token_and_no_cookie(site: Site) -> None:
    lena = await site.join()
    response = await site.send(sign_in(lena))
    assert len(response.json()["data"]["signIn"]["token"]) == 43
    assert "set-cookie" not in response.headers


async def test_a_cookie_without_the_header_is_nobodys(browser: httpx.AsyncClient) -> None:
    await join(browser)
    assert await handle(browser) is not None
    assert await handle(browser, **{"x-limn-app": "0"}) is None
    del browser.headers["x-limn-app"]
    assert await handle(browser) is None
    assert (await told(browser, SIGN_OUT))["data"]["signOut"]["userErrors"] == [{"code": "UNAUTHENTICATED"}]


@pytest.mark.parametrize(
    "foreign",
    [
        {"origin": "http://evil.example"},
        {"origin": "http://127.0.0.1:8001"},
        {"origin": "https://127.0.0.1"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1.evil.example"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site"},
    ],
    ids=str,
)
async def test_another_origins_page_is_refused(browser: httpx.AsyncClient, foreign: dict[str, str]) -> None:
    await join(browser)
    response = await browser.post("/graphql", json=SIGN_OUT, headers=foreign)
    assert response.status_code == 403
    assert [error["extensions"]["code"] for error in response.json()["errors"]] == ["FORBIDDEN"]
    assert await handle(browser) is not None  # the same request from our own page passes, and nothing was done


async def test_a_token_goes_before_the_cookie(site: Site, browser: httpx.AsyncClient) -> None:
    omar = await site.join()
    await join(browser)
    assert await handle(browser, authorization=f"Bearer {omar.token}") == omar.handle
    assert (await browser.post("/graphql", json=VIEWER, headers={"authorization": "Bearer x"})).status_code == 401


async def test_signing_out_ends_the_session_and_takes_the_cookie(browser: httpx.AsyncClient) -> None:
    await join(browser)
    token = browser.cookies[COOKIE]
    response = await browser.post("/graphql", json=SIGN_OUT)
    assert response.json()["data"] == {"signOut": {"userErrors": []}}
    assert "Max-Age=0" in response.headers["set-cookie"]
    assert COOKIE not in browser.cookies
    again = await browser.post("/graphql", json=VIEWER, headers={"authorization": f"Bearer {token}"})
    assert again.status_code == 401


async def test_an_ended_session_is_said_once_and_the_request_goes_on(site: Site, browser: httpx.AsyncClient) -> None:
    post = await site.post(await site.join())
    shown = await site.ask("query($i: ID!) { post(id: $i) { image { url } } }", i=post)
    await join(browser)
    await site.services.sessions.end(browser.cookies[COOKIE])
    assert (await browser.get(shown["post"]["image"]["url"])).status_code == 200
    look = {"query": "query($i: ID!) { viewer { id } post(id: $i) { id } }", "variables": {"i": post}}
    response = await browser.post("/graphql", json=look)
    assert response.json()["data"] == {"viewer": None, "post": {"id": post}}
    assert response.json()["extensions"]["session"] == "ended"
    assert "Max-Age=0" in response.headers["set-cookie"]
    assert "session" not in (await told(browser, look))["extensions"]


async def test_who_signs_in_again_is_not_told_that_the_last_session_ended(
    site: Site, browser: httpx.AsyncClient
) -> None:
    lena = await site.join()
    await join(browser)
    await site.services.sessions.end(browser.cookies[COOKIE])
    assert "session" not in (await told(browser, sign_in(lena)))["extensions"]
    assert await handle(browser) == lena.handle


async def test_streams_over_http_take_the_cookie_and_no_mutation(browser: httpx.AsyncClient) -> None:
    await join(browser)
    name = await handle(browser)
    events = {"accept": "text/event-stream"}
    streamed = await browser.post("/graphql", json=VIEWER, headers=events)
    assert json.dumps(name) in streamed.text
    refused = await browser.post("/graphql", json=SIGN_OUT, headers=events)
    assert (refused.status_code, COOKIE in browser.cookies) == (406, True)


async def _socket(site: Site, origin: str | None, cookie: str, authorization: str | None = None) -> tuple[Any, Any]:
    """What a socket is greeted with, and whom it is taken for. `origin` may name the server as {own}."""
    async with served(site.app) as address:
        given = Origin(origin.format(own=f"http://{address}")) if origin else None
        cookies = {"cookie": f"{COOKIE}={cookie}"}
        async with connect(
            f"ws://{address}/graphql",
            subprotocols=SUBPROTOCOLS,
            origin=given,
            additional_headers=cookies,
            open_timeout=PATIENCE,
        ) as socket:
            await socket.send(json.dumps({"type": "connection_init", "payload": {"authorization": authorization}}))
            greeting = json.loads(await socket.recv())
            await socket.send(json.dumps({"type": "subscribe", "id": "1", "payload": VIEWER}))
            viewer = json.loads(await socket.recv())["payload"]["data"]["viewer"]
            return greeting.get("payload"), viewer and viewer["handle"]


async def test_a_socket_takes_the_cookie_of_this_origin_alone(site: Site) -> None:
    lena, omar = await site.join(), await site.join()
    assert await _socket(site, "{own}", lena.token) == (None, lena.handle)
    assert await _socket(site, None, lena.token) == (None, None)
    assert await _socket(site, "{own}", lena.token, f"Bearer {omar.token}") == (None, omar.handle)
    assert await _socket(site, "http://evil.example", lena.token, f"Bearer {omar.token}") == (None, omar.handle)
    with pytest.raises(ConnectionClosed) as closed:
        await _socket(site, "http://evil.example", lena.token)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4403
    await site.services.sessions.end(lena.token)
    assert await _socket(site, "{own}", lena.token) == ({"session": "ended"}, None)
