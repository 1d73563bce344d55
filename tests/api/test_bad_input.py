"""Hostile and mistaken input gets a typed answer: no 500, no traceback, no echo, nothing half done."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from tests.api.site import JSON, Person, Site

LONG = "x" * 10_000
NOWHERE = f"post_{uuid4().hex}"
SUBMIT = """
mutation($input: SubmitPromptInput!) {
  submitPrompt(input: $input) { render { id prompt } userErrors { code field message } }
}"""


@pytest.fixture(scope="module")
async def ada(site: Site) -> Person:
    return await site.join()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"prompt": ""}, "prompt"),
        ({"prompt": " \n\t "}, "prompt"),
        ({"prompt": LONG}, "prompt"),
        ({"prompt": "a\x00b"}, "prompt"),
        ({"prompt": "a\x1b[31mb"}, "prompt"),
        ({"prompt": "invoice \u202egpj.exe"}, "prompt"),
        ({"prompt": "x", "negativePrompt": LONG}, "negativePrompt"),
        ({"prompt": "x", "width": 0}, "width"),
        ({"prompt": "x", "width": -1}, "width"),
        ({"prompt": "x", "height": 1_000_000_000}, "height"),
        ({"prompt": "x", "width": 513, "height": 7}, "width"),
        ({"prompt": "x", "steps": 0}, "steps"),
        ({"prompt": "x", "steps": 10_000}, "steps"),
        ({"prompt": "x", "seed": "-1"}, "seed"),
        ({"prompt": "x", "seed": "1e9"}, "seed"),
        ({"prompt": "x", "seed": str(2**64)}, "seed"),
        ({"prompt": "x", "seed": "9" * 5_000}, "seed"),
        ({"prompt": "x", "seed": "٣"}, "seed"),
        ({"prompt": "x", "model": "sora"}, "model"),
        ({"prompt": "x", "idempotencyKey": ""}, "idempotencyKey"),
        ({"prompt": "x", "idempotencyKey": "k\x00"}, "idempotencyKey"),
        ({"prompt": "x", "idempotencyKey": LONG}, "idempotencyKey"),
    ],
)
async def test_a_prompt_that_cannot_be(site: Site, ada: Person, given: JSON, field: str) -> None:
    response = await site.send({"query": SUBMIT, "variables": {"input": given}}, ada)
    (error,) = response.json()["data"]["submitPrompt"]["userErrors"]
    assert (error["code"], error["field"]) == ("INVALID", [field])
    assert len(response.content) < 500


@pytest.mark.parametrize("prompt", ["שלום עולם", "مرحبا بالعالم", "🦊🌊🏳️‍🌈", "e\u0301 clair", "日本の灯台"])
async def test_prompts_of_every_script(site: Site, ada: Person, prompt: str) -> None:
    done = await site.do("submitPrompt", "SubmitPromptInput", ada, "render { prompt }", prompt=prompt)
    assert done["userErrors"] == []
    assert done["render"]["prompt"]


@pytest.mark.parametrize("size", [(0, 0), (10**10, 1), ("512", 512), (512.5, 512)])
async def test_sizes_that_are_not_even_numbers(site: Site, ada: Person, size: tuple[Any, Any]) -> None:
    given = {"prompt": "x", "width": size[0], "height": size[1]}
    response = await site.send({"query": SUBMIT, "variables": {"input": given}}, ada)
    payload = response.json()
    errors = payload.get("errors") or payload["data"]["submitPrompt"]["userErrors"]
    assert {error.get("code") or error["extensions"]["code"] for error in errors} == {"INVALID"}


@pytest.mark.parametrize("name", ["likePost", "unlikePost", "removePost"])
async def test_what_is_absent_private_or_removed_is_one_same_not_found(site: Site, ada: Person, name: str) -> None:
    bob = await site.join()
    private, gone = await site.post(ada, visibility="PRIVATE"), await site.post(ada)
    await site.do("removePost", "PostRef", ada, postId=gone)
    await site.settled()
    render = await site.render(ada)
    answers = [
        (await site.do(name, "PostRef", bob, postId=wrong))["userErrors"]
        for wrong in (private, gone, NOWHERE, ada.id, render, "nonsense", "", LONG, "post_" + "Z" * 32)
    ]
    assert all(answer == answers[0] for answer in answers)
    assert answers[0][0]["code"] == "NOT_FOUND"


async def test_someone_elses_render_is_not_there(site: Site, ada: Person) -> None:
    bob = await site.join()
    render = await site.render(ada)
    await site.settled()
    query = "query($id: ID!) { render(id: $id) { id } node(id: $id) { id } nodes(ids: [$id]) { id } }"
    assert await site.ask(query, bob, id=render) == {"render": None, "node": None, "nodes": [None]}
    for name, kind in (("cancelRender", "RenderRef"), ("sharePost", "SharePostInput")):
        (error,) = (await site.do(name, kind, bob, renderId=render))["userErrors"]
        assert error["code"] == "NOT_FOUND"


async def test_sharing_twice_and_sharing_what_is_unfinished(site: Site, ada: Person) -> None:
    queued = await site.render(ada, finished=False)
    (error,) = (await site.do("sharePost", "SharePostInput", ada, renderId=queued))["userErrors"]
    assert error["code"] == "CONFLICT"
    done = await site.render(ada)
    assert (await site.do("sharePost", "SharePostInput", ada, renderId=done))["userErrors"] == []
    (error,) = (await site.do("sharePost", "SharePostInput", ada, renderId=done))["userErrors"]
    assert error["code"] == "CONFLICT"


@pytest.mark.parametrize("first", [0, -1, 101, 1_000_000])
@pytest.mark.parametrize("field", ["feed(first: $n)", "trending(first: $n)", "renders(first: $n)", "events(first: $n)"])
async def test_too_few_or_too_many_at_a_time(site: Site, ada: Person, first: int, field: str) -> None:
    query = f"query($n: Int!) {{ {field} {{ edges {{ cursor }} }} }}"
    assert await site.code(query, ada, n=first) == "INVALID"


@pytest.mark.parametrize("cursor", ["", "x", "====", "eyJhIjoxfQ", "WzEsInRyZW5kaW5nIiwxXQ", LONG, "\x00", "é"])
@pytest.mark.parametrize(
    "field", ["feed(first: 1, after: $c)", "trending(first: 1, after: $c)", "renders(first: 1, after: $c)"]
)
async def test_broken_cursors(site: Site, ada: Person, cursor: str, field: str) -> None:
    query = f"query($c: String) {{ {field} {{ edges {{ cursor }} }} }}"
    assert await site.code(query, ada, c=cursor) == "INVALID"


async def test_the_cursor_of_another_list(site: Site, ada: Person) -> None:
    await site.post(ada, tags=["one"])
    page = await site.ask('{ feed(first: 1, tag: "one") { edges { cursor } } }')
    cursor = page["feed"]["edges"][0]["cursor"]
    assert (
        await site.code("query($c: String) { feed(first: 1, after: $c) { edges { cursor } } }", c=cursor) == "INVALID"
    )


@pytest.mark.parametrize("position", ["9999999999999999", "0000000099999999"])
async def test_a_future_position(site: Site, position: str) -> None:
    query = "query($p: Position) { feed(first: 1, minPosition: $p) { edges { cursor } } }"
    response = (await site.send({"query": query, "variables": {"p": position}})).json()
    assert response["errors"][0]["extensions"]["code"] == "STALE"
    assert int(response["errors"][0]["extensions"]["position"]) < int(position)
    events = "query($p: Position) { events(first: 1, after: $p) { edges { cursor } } }"
    assert await site.code(events, p=position) == "INVALID"


@pytest.mark.parametrize("position", ["", "1", "-000000000000001", "000000000000000x", "\u0660" * 16, 5, LONG])
async def test_a_broken_position(site: Site, position: object) -> None:
    query = "query($p: Position) { events(first: 1, after: $p) { edges { cursor } } }"
    assert await site.code(query, p=position) == "INVALID"


@pytest.mark.parametrize(
    "body",
    [
        b"null",
        b'"x"',
        b"[]",
        b"\xff\xfe",
        b"",
        b"{",
        b'{"query": 1}',
        b'{"query": ""}',
        b"{}",
        b'{"query":null}',
        b'{"query":"{ log { head } }","variables":[]}',
        b'{"query":"{ log { head } }","operationName":1}',
        b'{"query":"{ log { head } }","extensions":"x"}',
        b"[" * 100_000,
        b'{"query":"\\ud800"}',
        b'{"query": NaN}',
    ],
    ids=str,
)
@pytest.mark.parametrize("accept", ["application/json", "application/graphql-response+json"])
async def test_bodies_that_are_no_request(site: Site, body: bytes, accept: str) -> None:
    headers = {"content-type": "application/json", "accept": accept}
    response = await site.client.post("/graphql", content=body, headers=headers)
    assert response.status_code == 400
    assert response.headers["content-type"].startswith(accept)
    assert response.json()["errors"][0]["extensions"]["code"] == "INVALID"
    assert len(response.content) < 300


async def test_bodies_that_are_too_large_or_of_another_kind(site: Site) -> None:
    large = b'{"query":"{ log { head } }","x":"' + b"x" * 300_000 + b'"}'
    json = {"content-type": "application/json"}
    assert (await site.client.post("/graphql", content=large, headers=json)).status_code == 413
    assert (
        await site.client.post("/graphql", content=b"{}", headers={"content-type": "text/plain"})
    ).status_code == 415
    latin = {"content-type": "application/json; charset=latin-1"}
    assert (await site.client.post("/graphql", content=b"{}", headers=latin)).status_code == 415
    assert (await site.client.put("/graphql")).status_code == 405


def _deep(levels: int) -> str:
    return '{ node(id: "x") ' + "{ ... on Post { remixedFrom " * levels + "{ id }" + " } }" * levels + " }"


@pytest.mark.parametrize(
    "query",
    [
        "{",
        "{ nope }",
        "query { log }",
        "{ log { head } } { log { head } }",
        "query A { log { head } } query A { log { head } }",
        "{ " + "log { head } " * 3_000 + "}",
        "{ " + " ".join(f"a{n}: log {{ head }}" for n in range(101)) + " }",
        "{ ...a } "
        + " ".join(f"fragment {chr(97 + n)} on Query {{ ...{chr(98 + n)} ...{chr(98 + n)} }}" for n in range(20))
        + " fragment u on Query { log { head } }",
        "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }",
        _deep(20),
        "{" * 5_000,
        "subscription { nope }",
        "mutation { register(input: {}) { token } }",
        LONG,
    ],
    ids=lambda query: query[:30],
)
async def test_documents_that_are_not_run(site: Site, query: str) -> None:
    newer = {"accept": "application/graphql-response+json"}
    response = await site.send({"query": query}, None, **newer)
    assert response.status_code == 400
    assert {error["extensions"]["code"] for error in response.json()["errors"]} == {"INVALID"}
    assert len(response.content) < 5_000
    assert (await site.send({"query": query})).status_code == 200


async def test_the_same_key_with_another_body(site: Site, ada: Person) -> None:
    key = uuid4().hex
    first = await site.do(
        "submitPrompt", "SubmitPromptInput", ada, "position render { id }", prompt="x", idempotencyKey=key
    )
    again = await site.do(
        "submitPrompt", "SubmitPromptInput", ada, "position render { id }", prompt="x", idempotencyKey=key
    )
    assert again == first
    other = await site.do(
        "submitPrompt", "SubmitPromptInput", ada, "position render { id }", prompt="y", idempotencyKey=key
    )
    assert (other["render"], other["userErrors"][0]["code"]) == (None, "CONFLICT")
    bob = await site.join()
    his = await site.do("submitPrompt", "SubmitPromptInput", bob, "render { id }", prompt="y", idempotencyKey=key)
    assert his["userErrors"] == []


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"handle": "a"}, "handle"),
        ({"handle": LONG}, "handle"),
        ({"handle": "ünïcode"}, "handle"),
        ({"handle": "a b c"}, "handle"),
        ({"displayName": ""}, "displayName"),
        ({"displayName": "x" * 65}, "displayName"),
        ({"displayName": "\u202eabc"}, "displayName"),
        ({"password": "short"}, "password"),
        ({"password": "x" * 1_001}, "password"),
    ],
)
async def test_who_cannot_join(site: Site, given: JSON, field: str) -> None:
    wish = {"handle": f"h{uuid4().hex[:9]}", "displayName": "H", "password": "long enough"} | given
    (error,) = (await site.do("register", "RegisterInput", None, **wish))["userErrors"]
    assert (error["code"], error["field"]) == ("INVALID", [field])


async def test_a_handle_is_one_persons(site: Site, ada: Person) -> None:
    wish = {"handle": ada.handle.upper(), "displayName": "H", "password": "long enough"}
    (error,) = (await site.do("register", "RegisterInput", None, **wish))["userErrors"]
    assert (error["code"], error["field"]) == ("CONFLICT", ["handle"])


@pytest.mark.parametrize("handle", ["nobody_here", "", LONG, "\x00"])
async def test_signing_in_tells_nothing(site: Site, ada: Person, handle: str) -> None:
    wrong = await site.do("signIn", "SignInInput", None, "token", handle=ada.handle, password="wrong")
    unknown = await site.do("signIn", "SignInInput", None, "token", handle=handle, password="wrong")
    assert wrong == unknown
    assert wrong["userErrors"][0]["code"] == "UNAUTHENTICATED"


@pytest.mark.parametrize("header", ["Bearer nope", "Bearer " + "a" * 43, "Basic x", "Bearer", "Bearer é"])
async def test_tokens_that_are_worth_nothing(site: Site, header: str) -> None:
    response = await site.client.post(
        "/graphql", json={"query": "{ log { head } }"}, headers={b"authorization": header.encode()}
    )
    assert response.status_code == 401
    assert response.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


@pytest.mark.parametrize(
    ("name", "kind", "given"),
    [
        ("submitPrompt", "SubmitPromptInput", {"prompt": "x"}),
        ("likePost", "PostRef", {"postId": NOWHERE}),
        ("comment", "CommentInput", {"postId": NOWHERE, "text": "x"}),
        ("follow", "AccountRef", {"accountId": "x"}),
        ("flag", "FlagInput", {"subjectId": "x", "reason": "SPAM"}),
        ("sharePost", "SharePostInput", {"renderId": "x"}),
    ],
)
async def test_nobody_can_do_nothing(site: Site, name: str, kind: str, given: JSON) -> None:
    (error,) = (await site.do(name, kind, None, **given))["userErrors"]
    assert error["code"] == "UNAUTHENTICATED"


async def test_another_hosts_page_is_not_let_in(site: Site) -> None:
    response = await site.client.get("/healthz", headers={"host": "evil.example"})
    assert response.status_code == 421
    assert (await site.client.get("/healthz", headers={"host": "localhost:8000"})).status_code == 200
    assert (await site.client.get("/healthz", headers={"host": "[::1]:8000"})).status_code == 200
