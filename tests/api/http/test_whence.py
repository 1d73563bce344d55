"""Where a request comes from, as far as limits tell people apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Receive, Scope, Send

from api.http.guard import Guard
from api.http.whence import whence
from api.metrics import Metrics

PEER = "192.0.2.1"


def scope(peer: str | None, *said: str) -> Scope:
    headers = [(b"host", b"localhost"), *((b"x-forwarded-for", one.encode("latin-1")) for one in said)]
    return {"type": "http", "path": "/", "headers": headers, "client": (peer, 1) if peer is not None else None}


@pytest.mark.parametrize(
    ("peer", "said", "proxies", "address"),
    [
        (PEER, [], 0, PEER), (None, [], 0, ""), (PEER, ["198.51.100.7"], 0, PEER),
        (PEER, ["198.51.100.7"], 1, "198.51.100.7"), (PEER, ["6.6.6.6, 198.51.100.7"], 1, "198.51.100.7"),
        (PEER, ["6.6.6.6", "198.51.100.7"], 1, "198.51.100.7"),
        (PEER, ["6.6.6.6, 198.51.100.7, 10.0.0.1"], 2, "198.51.100.7"),
        (PEER, [], 1, PEER), (PEER, ["198.51.100.7"], 2, PEER), (PEER, ["me"], 1, PEER), (PEER, [""], 1, PEER),
        (PEER, ["2001:db8:1:2:3:4:5:6"], 1, "2001:db8:1:2::"), ("2001:db8:1:2:ffff::1", [], 0, "2001:db8:1:2::"),
        ("::ffff:192.0.2.1", [], 0, PEER), ("::1", [], 0, "::1"), ("fe80::1%eth0", [], 0, "fe80::"),
    ],
)  # fmt: skip
def test_the_address_is_that_of_who_asked_the_outermost_proxy(
    peer: str | None, said: list[str], proxies: int, address: str
) -> None:
    assert whence(scope(peer, *said), proxies) == address


@given(st.text(st.characters(max_codepoint=255)), st.integers(0, 3))
def test_whatever_is_said_there_is_an_address(said: str, proxies: int) -> None:
    assert whence(scope(PEER, said), proxies)


async def test_the_application_sees_that_address_alone() -> None:
    seen: list[object] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["client"])

    await Guard(app, Metrics(), proxies=1)(scope(PEER, "198.51.100.7"), None, None)  # type: ignore[arg-type]  # unused
    assert seen == [("198.51.100.7", 0)]
