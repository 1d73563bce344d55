"""Our own parsers, given anything: each answers with what it stands for, or with the one refusal that it has."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.requests import Request as HttpRequest

from api.cursors import Part, decode, encode
from api.execution.documents import Documents, Refused
from api.execution.requests import BadRequest, from_json, from_parameters
from api.execution.requests import decode as decode_request
from api.execution.sameness import plain as plain_document
from api.http.answers import HttpError
from api.http.cookie import COOKIE
from api.http.media import EVENTS, GRAPHQL, JSON, preferred
from api.http.origin import from_page, own_origin
from api.ids import node_id, parse_id
from api.pages.head import plain
from api.realtime.frames import SocketClosed, parse
from api.schema.root import make_schema
from domain import text
from domain.errors import DomainError
from domain.identity import parse_position, position_text

ANY = st.text(max_size=300) | st.sampled_from(["\x00", "\ud800", "\u202e", "\ufeff", "e\u0301" * 50, "\U0010ffff"])
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)
FRAMES = JSON_VALUES.map(json.dumps) | st.builds(
    lambda kind, payload, name: json.dumps({"type": kind, "payload": payload, "id": name}),
    st.sampled_from(["connection_init", "subscribe", "complete", "ping", "pong", "next"]),
    JSON_VALUES,
    JSON_VALUES | st.text(max_size=100),
)
HEADERS = st.dictionaries(
    st.sampled_from(["cookie", "origin", "host", "x-limn-app", "sec-fetch-site", "accept", "authorization"]),
    st.binary(max_size=80) | st.sampled_from([b"1", b"null", b"http://127.0.0.1", f"{COOKIE}=x; {COOKIE}=y".encode()]),
    max_size=6,
)

often = settings(max_examples=100)


@often
@given(ANY | st.from_regex(r"[0-9]{16}", fullmatch=True))
def test_a_position_is_one_that_was_given(said: str) -> None:
    with suppress(DomainError):
        assert position_text(parse_position(said)) == said


@often
@given(ANY | st.from_regex(r"(post|account|image|case)_[0-9a-f]{32}", fullmatch=True))
def test_an_id_is_one_that_was_given(said: str) -> None:
    with suppress(DomainError):
        assert node_id(*parse_id(said)) == said


@often
@given(
    st.text(max_size=20),
    st.lists(st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False) | st.text(), max_size=3),
)
def test_a_cursor_is_read_as_it_was_written_and_for_its_list_alone(listing: str, parts: list[Part]) -> None:
    cursor, kinds = encode(listing, *parts), [type(part) for part in parts]
    with suppress(DomainError):  # one that is too long to have been given
        assert decode(listing, cursor, *kinds) == parts
    with pytest.raises(DomainError):
        decode(listing + "x", cursor, *kinds)


@often
@given(
    ANY | JSON_VALUES.map(lambda value: encode("feed", 1)[:4] + json.dumps(value)), st.sampled_from([int, float, str])
)
def test_what_is_no_cursor_is_refused(said: str, kind: type[Part]) -> None:
    with suppress(DomainError):
        assert type(decode("feed", said, kind)[0]) is kind


@often
@given(FRAMES | ANY)
def test_a_frame_is_a_message_or_closes_the_socket(said: str) -> None:
    try:
        frame = parse(said)
    except SocketClosed as closed:
        assert closed.code == 4400
        assert len(closed.reason.encode()) <= 123
    else:
        assert type(frame).__name__ in {"ConnectionInit", "Ping", "Pong", "Subscribe", "Complete"}


@often
@given(
    st.binary(max_size=200) | JSON_VALUES.map(lambda value: json.dumps({"query": "{ a }", "variables": value}).encode())
)
def test_a_body_is_a_request_or_no_good(body: bytes) -> None:
    with suppress(BadRequest):
        assert decode_request(body).query


@often
@given(JSON_VALUES, JSON_VALUES, JSON_VALUES)
def test_whatever_a_document_is_called(query: object, document_id: object, persisted: object) -> None:
    with suppress(BadRequest):
        asked = from_json({"query": query, "documentId": document_id, "extensions": {"persistedQuery": persisted}})
        assert asked.query or asked.document_id


@often
@given(st.dictionaries(st.sampled_from(["query", "variables", "operationName", "extensions", "documentId"]), ANY))
def test_an_address_is_a_request_or_no_good(parameters: dict[str, str]) -> None:
    with suppress(BadRequest):
        asked = from_parameters(parameters)
        assert asked.query or asked.document_id


DOCUMENTS = Documents(make_schema())
WORDS = ["{", "}", "(", ")", "...", "fragment", "on", "Query", "query", "$a", ":", "Int", "!", "@skip", "[", "]", '"']
WORDS += [
    "__schema",
    "types",
    "feed",
    "first",
    "1",
    "edges",
    "a",
    "=",
    "subscription",
    "mutation",
    "\\u{110000}",
    "#",
    "\n",
]


@often
@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join) | ANY)
def test_a_document_runs_or_is_refused(said: str) -> None:
    with suppress(Refused):
        assert DOCUMENTS.compile(said).node.definitions
    form = plain_document(said)
    assert form is None or plain_document(form) == form


@often
@given(ANY)
def test_a_media_type_is_one_of_those_offered(accept: str) -> None:
    assert preferred(accept, (JSON, GRAPHQL, EVENTS)) in {JSON, GRAPHQL, EVENTS, None}


@often
@given(HEADERS)
def test_only_this_servers_pages_are_its_own(headers: dict[str, bytes]) -> None:
    raw = [(name.encode(), value) for name, value in headers.items()]
    scope: dict[str, Any] = {"type": "http", "scheme": "http", "path": "/", "query_string": b"", "headers": raw}
    request = HttpRequest(scope)
    assert isinstance(request.cookies.get(COOKIE, ""), str)
    with suppress(HttpError):
        assert (
            not from_page(request)
            or headers.get("origin", own_origin(request).encode()).lower() == own_origin(request).encode()
        )


CLEANERS: list[Callable[[str], object]] = [
    lambda said: text.required("prompt", said, text.PROMPT_LENGTH),
    lambda said: text.optional("caption", said, text.CAPTION_LENGTH, lines=True),
    text.search_words,
]


@often
@given(ANY, st.sampled_from(CLEANERS))
def test_what_is_kept_of_words_stays_as_it_is(said: str, clean: Callable[[str], object]) -> None:
    with suppress(DomainError):
        kept = clean(said)
        assert not isinstance(kept, str) or clean(kept) == kept


@often
@given(ANY)
def test_handles_and_tags_have_one_form(said: str) -> None:
    with suppress(DomainError):
        handle = text.handle(said)
        assert text.handle(handle) == handle
        assert quote(handle) == handle
    with suppress(DomainError):
        tags = text.tags([said])
        assert text.tags(list(tags)) == tags


@often
@given(ANY)
def test_a_head_holds_no_markup_and_nothing_that_turns_a_line(said: str) -> None:
    assert not set('<>"\n\u202e').intersection(plain(said))
