"""Documents: measured, compiled once, refused when they ask for too much; requests over HTTP as the standard says."""

from __future__ import annotations

import pytest
from graphql import get_introspection_query

from api.execution.documents import Documents, Refused
from api.execution.executor import Executor
from api.execution.requests import Request
from api.http.media import EVENTS, GRAPHQL, JSON, preferred
from api.schema.root import make_schema
from projections.views import lists
from tests.api.site import Site

OFFERED = (JSON, GRAPHQL, EVENTS)
PAGES = """feed(first: {0}) {{ edges {{ node {{ comments(first: {0}) {{
  edges {{ node {{ replies(first: {0}) {{ edges {{ cursor }} }} }} }}
}} }} }} }}"""
REMIXES = """query B($ids: [ID!]!) { nodes(ids: $ids) { ... on Account {
  posts(first: 100) { edges { node { remixes(first: 100) { edges { cursor } } } } }
} } }"""
BOARD = """query($c: String) { trending(first: 2, window: HOUR, after: $c) {
  edges { node { id } } pageInfo { endCursor hasNextPage }
} }"""
PAGE = """fragment p on PostConnection {
  edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage endCursor startCursor }
}"""


def test_a_document_is_compiled_once_and_the_oldest_is_forgotten() -> None:
    documents = Documents(make_schema(), remembered=45)  # characters: two of these, and not three
    first = documents.compile("{ log { head } }")
    assert documents.compile("{ log { head } }") is first
    documents.compile("{ a: log { head } }")
    documents.compile("{ b: log { head } }")
    assert documents.compile("{ log { head } }") is not first


def test_a_long_document_is_run_and_not_kept() -> None:
    documents = Documents(make_schema(), remembered=45)
    padded = "{ log { head } } #" + "x" * 100
    assert documents.compile(padded) is not documents.compile(padded)


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        ("{ " + PAGES.format(50) + " }", {}),
        ("query($n: Int!) { " + PAGES.format("$n") + " }", {"n": 50}),
        ("query($n: Int!) { " + PAGES.format("$n") + " }", {"n": 50.0}),
        (REMIXES.replace("cursor", "node { remixes(first: 100) { edges { cursor } } }"), {"ids": "x"}),
        ("query($n: Int! = 50) { " + PAGES.format("$n") + " }", {}),
        ("query($n: Int!) { ...f } fragment f on Query { " + PAGES.format("$n") + " }", {"n": 10**9}),
        ("query A { log { head } } query B { " + PAGES.format(50) + " }", {}),
        (
            REMIXES,
            {"ids": ["x"] * 100},
        ),
    ],
)
def test_lists_within_lists_multiply(query: str, variables: dict[str, object]) -> None:
    executor, name = Executor(make_schema()), "B" if "query B" in query else None
    with pytest.raises(Refused, match="multiply"):
        executor.compile(Request(query, variables, name))


def test_what_pages_ask_for_is_let_through() -> None:
    executor = Executor(make_schema())
    for query in (
        "{ " + PAGES.format(20) + " }",
        "{ feed(first: 100) { edges { cursor } } }",
        get_introspection_query(),
    ):
        executor.compile(Request(query, {}, None))
    executor.compile(Request("query A { log { head } } query B { " + PAGES.format(50) + " }", {}, "A"))


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (None, JSON), ("*/*", JSON), ("application/*", JSON), (GRAPHQL, GRAPHQL), (f"{GRAPHQL}, {JSON};q=0.9", GRAPHQL),
        (f"{JSON};q=0.5, {GRAPHQL};q=0.9", GRAPHQL), (EVENTS, EVENTS), ("text/html", None), (f"{JSON};q=0", None),
        (f"{JSON};q=x", None), ("text/html, */*;q=0.1", JSON), ("", JSON),
        (f"{GRAPHQL.upper()}; charset=utf-8", GRAPHQL),
    ],
)  # fmt: skip
def test_the_form_that_is_asked_for(accept: str | None, media: str | None) -> None:
    assert preferred(accept or None, OFFERED) == media


async def test_get_asks_and_post_does(site: Site) -> None:
    got = await site.client.get(
        "/graphql",
        params={"query": "query($n: Int!) { feed(first: $n) { edges { cursor } } }", "variables": '{"n": 1}'},
    )
    assert got.status_code == 200
    assert "feed" in got.json()["data"]
    for wrong in (
        {},
        {"query": ""},
        {"query": "{ log { head } }", "variables": "["},
        {"query": "{ log { head } }", "variables": "1"},
    ):
        assert (await site.client.get("/graphql", params=wrong)).status_code == 400
    doing = await site.client.get("/graphql", params={"query": "mutation { signOut { userErrors { code } } }"})
    assert (doing.status_code, doing.headers["allow"]) == (405, "POST")


async def test_media_types_and_what_their_status_means(site: Site) -> None:
    for accept, broken in ((JSON, 200), (GRAPHQL, 400)):
        good = await site.send({"query": "{ log { head } }"}, None, accept=accept)
        assert (good.status_code, good.headers["content-type"]) == (200, f"{accept}; charset=utf-8")
        assert (await site.send({"query": "{"}, None, accept=accept)).status_code == broken
        coerced = {"query": "query($n: Int!) { feed(first: $n) { edges { cursor } } }", "variables": {"n": "x"}}
        assert (await site.send(coerced, None, accept=accept)).status_code == broken
    assert (await site.send({"query": "{ log { head } }"}, None, accept="text/html")).status_code == 406
    assert (await site.send({"query": "subscription { events { position } }"})).status_code == 406


async def test_pages_follow_each_other_without_gap_or_repeat(site: Site) -> None:
    ada = await site.join()
    shared = [await site.post(ada, tags=["paged"]) for _ in range(7)]
    for query in (
        'feed(tag: "paged", first: 3, after: $c)',
        "account(handle: \"" + ada.handle + "\") { posts(first: 3, after: $c) { ...p } }",
    ):  # fmt: skip
        inner = query if "{" in query else query + " { ...p }"
        text = f"query($c: String) {{ {inner} }} {PAGE}"
        seen: list[str] = []
        cursor, more = None, True
        while more:
            data = await site.ask(text, c=cursor)
            page = data["feed"] if "feed" in data else data["account"]["posts"]
            assert page["pageInfo"]["hasPreviousPage"] is (cursor is not None)
            seen += [edge["node"]["id"] for edge in page["edges"]]
            cursor, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
        assert seen == shared[::-1]


async def test_the_board_goes_on_from_page_to_page(site: Site) -> None:
    ada = await site.join()
    for _ in range(5):
        await site.do("likePost", "PostRef", ada, postId=await site.post(ada))
    await site.settled()
    whole = await site.ask("{ trending(first: 100, window: HOUR) { edges { node { id } } } }")
    pages: list[str] = []
    cursor, more = None, True
    while more:
        page = (await site.ask(BOARD, c=cursor))["trending"]
        pages += [edge["node"]["id"] for edge in page["edges"]]
        cursor, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    assert pages == [edge["node"]["id"] for edge in whole["trending"]["edges"]]
    ranked = "query($r: String) { trending(first: 1, ranker: $r) { edges { why { reason score } } } }"
    for ranker in ("hacker-news", "reddit", "lemmy", "top"):
        assert (await site.ask(ranked, r=ranker))["trending"]["edges"]
    assert await site.code('{ trending(first: 1, ranker: "luck") { edges { cursor } } }') == "INVALID"


async def test_health_and_metrics(site: Site) -> None:
    assert (await site.client.get("/healthz")).json() == {"status": "ok"}
    ready = (await site.client.get("/readyz")).json()
    assert ready["status"] == "ready"
    metrics = (await site.client.get("/metrics")).text
    assert 'limn_http_requests_total{route="healthz",status="200"}' in metrics
    assert "limn_views_lag" in metrics
    missing = await site.client.get("/nothing/here")
    assert (missing.status_code, missing.json()["errors"][0]["extensions"]["code"]) == (404, "NOT_FOUND")
    assert missing.headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in missing.headers


async def test_our_own_fault_is_said_without_its_detail(
    site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_: object) -> list[object]:
        raise ValueError("the secret detail")

    monkeypatch.setattr(lists, "latest", broken)
    response = await site.send({"query": "query Mine { feed(first: 1) { edges { cursor } } }"})
    (error,) = response.json()["errors"]
    assert error["extensions"]["code"] == "INTERNAL"
    assert "secret" not in response.text
    assert "the secret detail" in caplog.text
    assert "query Mine" not in caplog.text
