"""Documents by their ids: automatic persisted queries, and the list that an operator trusts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from redis.asyncio import Redis
from websockets.asyncio.client import connect

from api.execution import trusted
from api.execution.documents import Refused
from api.execution.requests import BadRequest, Request, from_json
from api.execution.trusted import Texts
from api.http.media import GRAPHQL
from domain.identity import position_text
from infra import documents
from infra.documents import RedisDocuments
from infra.previews import connect as connect_redis
from infra.servers.problem import Problem
from infra.servers.redis import RedisServer
from infra.settings import Settings
from infra.trusted import asked_by_the_app, asked_by_the_commands, trusted_of
from infra.webbuild import DOCUMENTS
from tests.api.hostile.conftest import listening
from tests.api.realtime.clients import PATIENCE, SUBPROTOCOLS
from tests.api.site import JSON, Site, running

HEAD = "{ log { head } }"
EVENTS = "subscription Events($after: Position) { events(after: $after) { position } }"
ZERO = position_text(0)


def hash_of(document: str) -> str:
    return hashlib.sha256(document.encode()).hexdigest()


def hashed(document: str, sent: str | None = None, **more: object) -> JSON:
    """What a client of automatic persisted queries sends."""
    return {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": hash_of(document)}}, "query": sent, **more}


def request(document: str, sent: str = "") -> Request:
    return Request(sent, {}, None, f"sha256:{hash_of(document)}")


def fresh() -> str:
    """A document that nobody has sent yet."""
    return f"query Fresh{uuid4().hex} {HEAD}"


def code(response: httpx.Response) -> str | None:
    errors = response.json().get("errors")
    return str(errors[0]["extensions"]["code"]) if errors else None


async def over_socket(address: str, payload: JSON) -> str | None:
    """The code of the error with which an operation is answered over a WebSocket."""
    socket = await connect(f"ws://{address}/graphql", subprotocols=SUBPROTOCOLS, open_timeout=PATIENCE)
    for frame in ({"type": "connection_init"}, {"type": "subscribe", "id": "1", "payload": payload}):
        await socket.send(json.dumps(frame))
    await socket.recv()
    said = json.loads(await socket.recv())
    socket.transport.abort()
    return str(said["payload"][0]["extensions"]["code"]) if said["type"] == "error" else None


@pytest.fixture
async def redis(redis_server: RedisServer) -> AsyncIterator[Redis]:
    async with connect_redis(redis_server.url, PATIENCE) as redis:
        yield redis


async def test_a_document_is_known_by_its_hash_once_it_was_sent(site: Site) -> None:
    document = fresh()
    unknown = await site.send(hashed(document))
    assert (unknown.status_code, unknown.json()) == (
        200,
        {"errors": [{"message": "PersistedQueryNotFound", "extensions": {"code": "PERSISTED_QUERY_NOT_FOUND"}}]},
    )
    assert (await site.send(hashed(document), None, accept=GRAPHQL)).status_code == 400
    sent = await site.send(hashed(document, document))
    by_hash = await site.send(hashed(document))
    by_id = await site.send({"documentId": f"sha256:{hash_of(document)}"})
    extensions = json.dumps(hashed(document)["extensions"])
    got = [await site.client.get("/graphql", params={"extensions": extensions})]
    got += [await site.client.get("/graphql", params={"documentId": f"sha256:{hash_of(document)}"})]
    assert all(one.json()["data"] for one in (sent, by_hash, by_id, *got))


async def test_streams_are_opened_by_id_over_both_transports(site: Site) -> None:
    await site.join()
    assert (await site.send(hashed(EVENTS, EVENTS))).status_code == 406  # no stream as JSON, but it is known now
    named = hashed(EVENTS, variables={"after": ZERO})
    async with listening(site.app) as address:
        socket = await connect(f"ws://{address}/graphql", subprotocols=SUBPROTOCOLS, open_timeout=PATIENCE)
        for frame in (
            {"type": "connection_init"},
            {"type": "subscribe", "id": "1", "payload": hashed(fresh())},
            {"type": "subscribe", "id": "2", "payload": named},
        ):
            await socket.send(json.dumps(frame))
        said: dict[str, JSON] = {}
        while not {"1", "2"} <= said.keys():
            frame = json.loads(await socket.recv())
            said[frame.get("id", "")] = frame
        socket.transport.abort()
        assert said["1"]["payload"][0]["message"] == "PersistedQueryNotFound"
        assert said["2"]["payload"]["data"]["events"]["position"]
        query = {"extensions": json.dumps(named["extensions"]), "variables": json.dumps(named["variables"])}
        async with (
            httpx.AsyncClient(timeout=PATIENCE) as client,
            client.stream(
                "GET", f"http://{address}/graphql", params=query, headers={"accept": "text/event-stream"}
            ) as told,
        ):
            assert await anext(line async for line in told.aiter_lines() if line.startswith("data: "))


async def test_other_processes_know_it_and_nobody_depends_on_what_is_kept(site: Site, redis: Redis) -> None:
    document, kept = fresh(), RedisDocuments(redis)
    assert (await Texts(kept).named(request(document, document))).query == document
    assert (await Texts(kept).named(request(document))).query == document
    await redis.flushall()
    with pytest.raises(Refused, match="PersistedQueryNotFound"):
        await Texts(kept).named(request(document))
    async with connect_redis("unix:///nowhere/redis.sock") as away:
        texts = Texts(RedisDocuments(away))
        with pytest.raises(Refused, match="PersistedQueryNotFound"):
            await texts.named(request(document))
        assert (await texts.named(request(document, document))).query == document
        assert (await texts.named(request(document))).query == document


async def test_of_documents_that_share_a_place_the_newest_is_kept_and_none_is_mistaken(
    redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "PLACES", 1)
    first, second, kept = fresh(), fresh(), RedisDocuments(redis)
    for document in (first, second):
        await Texts(kept).named(request(document, document))
    assert (await Texts(kept).named(request(second))).query == second
    with pytest.raises(Refused, match="PersistedQueryNotFound"):
        await Texts(kept).named(request(first))
    assert await redis.dbsize() >= 1
    assert await redis.ttl("limn:document:0") > 0


async def test_what_is_known_is_bounded(redis: Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trusted, "REMEMBERED", 100)
    monkeypatch.setattr(trusted, "LONGEST", 60)
    texts, long, short = Texts(RedisDocuments(redis)), fresh() + " " * 100, [fresh() for _ in range(2)]
    for document in (long, *short):
        await texts.named(request(document, document))
    assert (await texts.named(request(short[0]))).query == short[0]  # forgotten here, and found where it is kept
    with pytest.raises(Refused, match="PersistedQueryNotFound"):
        await texts.named(request(long))


@pytest.mark.parametrize(
    "body",
    [
        {"documentId": "sha256:" + "0" * 63},
        {"documentId": "sha256:" + "A" * 64},
        {"documentId": "sha256:" + hash_of("another"), "query": HEAD},
        {"documentId": ""},
        {"documentId": "x" * 201},
        {"documentId": "a b"},
        {"documentId": 1},
        {"documentId": None},
        {"documentId": "x", "query": ["x"]},
        {"extensions": {"persistedQuery": {"version": 2, "sha256Hash": hash_of(HEAD)}}},
        {"extensions": {"persistedQuery": {"version": 1}}},
        {"extensions": {"persistedQuery": "x"}},
        {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": hash_of(HEAD)}}, "query": "{ viewer { id } }"},
        {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "../" * 20}}},
    ],
)
def test_what_is_no_id_is_no_request(body: JSON) -> None:
    with pytest.raises(BadRequest):
        from_json(body)


async def test_nothing_runs_but_what_is_trusted(site: Site, redis: Redis) -> None:
    listed = {"head": HEAD, f"sha256:{hash_of(EVENTS)}": EVENTS, "stale": "{ gone }"}
    services = replace(site.services, texts=Texts(RedisDocuments(redis), listed, only=True))
    other = fresh()
    async with running(services) as strict:
        cached = "{ log { __typename, head } } # as clients with a cache send it"
        by_hash = [hashed(HEAD), hashed(HEAD, HEAD), hashed(cached, cached), hashed(cached)]
        for good in ({"documentId": "head"}, {"query": HEAD}, {"query": cached}, *by_hash):
            assert code(await strict.send(good)) is None
        for bad, why in (
            ({"query": other}, "FORBIDDEN"),
            (hashed(other, other), "FORBIDDEN"),
            (hashed(other), "PERSISTED_QUERY_NOT_FOUND"),
            ({"documentId": "nobody"}, "PERSISTED_QUERY_NOT_FOUND"),
            ({"documentId": "nobody", "query": other}, "FORBIDDEN"),
            ({"documentId": "head", "query": other}, "INVALID"),
            ({"documentId": "stale"}, "INVALID"),
            ({"query": "{ log { head position } }"}, "FORBIDDEN"),
            ({"query": "{ log { head"}, "FORBIDDEN"),
        ):
            answer = await strict.send(bad, None, accept=GRAPHQL)
            assert (answer.status_code, code(answer)) == (400, why), bad
        streamed = await strict.send({"query": other}, None, accept="text/event-stream")
        assert (streamed.status_code, code(streamed)) == (400, "FORBIDDEN")
        async with listening(strict.app) as address:
            assert await over_socket(address, {"query": other}) == "FORBIDDEN"
            assert await over_socket(address, {"documentId": "head"}) is None
    assert code(await site.send(hashed(other))) == "PERSISTED_QUERY_NOT_FOUND"  # refused, so not kept either
    assert code(await site.send({"query": other})) is None  # where it need not be trusted


@pytest.mark.parametrize(
    "listed",
    [None, b"", b"[]", b'{"a b": "{x}"}', b'{"a": ""}', b'{"a": 1}', b'{"sha256:%s": "{x}"}' % (b"0" * 64), b"\xff"],
)
def test_a_list_that_cannot_be_used_stops_the_start(listed: bytes | None, tmp_path: Path) -> None:
    if listed is not None:
        (tmp_path / "list.json").write_bytes(listed)
    with pytest.raises(Problem, match=r"list\.json"):
        trusted_of(Settings(trusted_documents=tmp_path / "list.json"))


def test_a_list_and_what_the_app_asks_for(tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text(json.dumps({f"sha256:{hash_of(HEAD)}": HEAD, "head": HEAD}))
    assert trusted_of(Settings(trusted_documents=tmp_path / "list.json"))["head"] == HEAD
    assert asked_by_the_app(tmp_path) == trusted_of(Settings()) == {}
    (tmp_path / DOCUMENTS).write_text(json.dumps({"Head": HEAD}))
    assert asked_by_the_app(tmp_path) == {f"sha256:{hash_of(HEAD)}": HEAD}


async def test_the_command_line_is_trusted(site: Site) -> None:
    texts = Texts(trusted=asked_by_the_commands(), only=True)
    async with running(replace(site.services, texts=texts)) as strict:
        for document in asked_by_the_commands().values():
            answer = await strict.client.post("/graphql", json={"query": document}, headers={"accept": GRAPHQL})
            assert code(answer) != "FORBIDDEN"
        assert code(await strict.client.post("/graphql", json={"query": fresh()})) == "FORBIDDEN"
