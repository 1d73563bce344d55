"""Below GraphQL: bytes, lines and headers, hosts and names, bodies."""

from __future__ import annotations

import gzip

from tests.api.hostile.asking import CANARY, JSON, SIGNED, Asked, Http, ask, get, post, raw

QUERY = f"query {CANARY} {{ log {{ head }} }}"
PLAIN = b'{"query":"{ __typename }","x":"c4n4ry"}'
LONG = CANARY + "x" * 70_000

LINES: list[Asked] = [
    Http("a TLS hello", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03c4n4ry\r\n\r\n", 400),
    Http("an HTTP/2 preface", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nc4n4ry", 400),
    Http("HTTP of no version", raw(f"GET /{CANARY} HTTP/9.9"), 400),
    Http("no version at all", f"GET /{CANARY}\r\n\r\n".encode(), 421, "INVALID"),
    Http("NUL in the method", b"G\x00T /c4n4ry HTTP/1.1\r\nHost: %HOST%\r\n\r\n", 400),
    Http("a method nobody knows", raw(f"{CANARY.upper()} /graphql HTTP/1.1"), 400),
    Http("TRACE sends nothing back", raw("TRACE /graphql HTTP/1.1", {"X-Canary": CANARY}), 405, "INVALID"),
    Http("CONNECT makes no tunnel", raw(f"CONNECT {CANARY}.example:443 HTTP/1.1"), 400),
    Http("DELETE of the endpoint", raw(f"DELETE /graphql?{CANARY} HTTP/1.1"), 405, "INVALID"),
    Http("a path of 70 kB", get(f"/{LONG}"), 400),
    Http("NUL in a path", get(f"/app/%00{CANARY}"), 404, "NOT_FOUND"),
    Http("bytes above ASCII in a path", raw("GET /\xe9\xff HTTP/1.1", {"X-Canary": CANARY}), 400),
    Http("a path of no UTF-8", get(f"/%c0%ae%c0%ae/{CANARY}"), 404, "NOT_FOUND"),
    Http("the address of another host", raw(f"GET http://{CANARY}.example/graphql HTTP/1.1"), 400, "INVALID"),
    Http("a path that begins like a host", get(f"//{CANARY}.example/%2e%2e"), 404, "NOT_FOUND"),
]

HEADERS: list[Asked] = [
    Http("no host", raw(f"GET /{CANARY} HTTP/1.1", host=None), 421, "INVALID"),
    Http("another host", raw("GET /healthz HTTP/1.1", host=f"{CANARY}.example"), 421, "INVALID"),
    Http("a host behind a user", raw("GET /healthz HTTP/1.1", host=f"127.0.0.1@{CANARY}.example"), 421, "INVALID"),
    Http("a host with markup", raw("GET /healthz HTTP/1.1", host=f'127.0.0.1"><b>{CANARY}'), 421, "INVALID"),
    Http("a header without end", get("/healthz", {"X": LONG * 4}), 400),
    Http("six thousand headers", get("/healthz", {f"X-{n}": CANARY + "x" * 40 for n in range(6_000)}), 400),
    Http("a header that holds NUL", get("/healthz", {"X": f"{CANARY}\x00"}), 400),
    Http("a header without a name", get("/healthz", {"": CANARY}), 400),
    Http("a space before the colon", get("/healthz", {"X ": CANARY}), 400),
    Http("two lengths", post(PLAIN, {"Content-Length": "39\r\nContent-Length: 3"}), 400),
    Http("a length and chunks", post(PLAIN, {"Content-Length": "39", "Transfer-Encoding": "chunked"}), 400),
    Http("a length below zero", post(PLAIN, {"Content-Length": "-1"}), 400),
    Http("a length beyond numbers", post(PLAIN, {"Content-Length": "9" * 40}), 400),
    Http("chunks of no size", post(b"c4n4ry\r\n", {"Transfer-Encoding": "chunked"}), 400),
    Http("a coding nobody knows", post(PLAIN, {"Transfer-Encoding": CANARY}), 400),
    Http("two hundred cookies", ask(QUERY, {"Cookie": f"limn_session={CANARY}; " * 200}), 200),
    Http("a bearer token of nobody", ask(QUERY, {"Authorization": f"Bearer {CANARY}"}), 401, "UNAUTHENTICATED"),
    Http("a bearer token of 60 kB", ask(QUERY, {"Authorization": "Bearer " + LONG[:60_000]}), 401, "UNAUTHENTICATED"),
    Http("credentials of another kind", ask(QUERY, {"Authorization": f"Basic {CANARY}"}), 401, "UNAUTHENTICATED"),
    Http(
        "a page of another site",
        ask(QUERY, {"X-Limn-App": "1", "Origin": f"http://{CANARY}.example"}),
        403,
        "FORBIDDEN",
    ),
    Http("a form of another site", ask(QUERY, {"X-Limn-App": "1", "Sec-Fetch-Site": "cross-site"}), 403, "FORBIDDEN"),
    Http("a page from nowhere", ask(QUERY, {"X-Limn-App": "1", "Origin": "null"}), 403, "FORBIDDEN"),
    Http("an Accept of a thousand parts", ask(QUERY, {"Accept": f"a/{CANARY};q=0.1, " * 1_000}), 406, "INVALID"),
    Http("an Accept of nonsense", ask(QUERY, {"Accept": f"{CANARY};q=;;=,,/*/"}), 406, "INVALID"),
    Http("what forwards for somebody", ask(QUERY, {"X-Forwarded-For": CANARY, "X-Forwarded-Host": CANARY}), 200),
]

BODIES: list[Asked] = [
    Http(
        "a form of a page", post(b"query=c4n4ry", {"Content-Type": "application/x-www-form-urlencoded"}), 415, "INVALID"
    ),
    Http(
        "a form with files",
        post(b"--c\r\n\r\nc4n4ry\r\n--c--", {"Content-Type": "multipart/form-data; boundary=c"}),
        415,
        "INVALID",
    ),
    Http("JSON called text", post(PLAIN, {"Content-Type": "text/plain"}), 415, "INVALID"),
    Http("JSON in another alphabet", post(PLAIN, {"Content-Type": "application/json; charset=utf-7"}), 415, "INVALID"),
    Http("a body of no kind", raw("POST /graphql HTTP/1.1", SIGNED, PLAIN), 415, "INVALID"),
    Http("a packed bomb", post(gzip.compress(PLAIN + b" " * 10**7), {"Content-Encoding": "gzip"}), 400, "INVALID"),
    Http("300 kB", post(b'{"query":"c4n4ry' + b"x" * 300_000 + b'"}'), 413, "INVALID"),
    Http(
        "a length of a gigabyte",
        raw("POST /graphql HTTP/1.1", JSON | {"Content-Length": str(10**9)}, PLAIN + b" " * 300_000),
        413,
        "INVALID",
    ),
    Http("null", post(b"null", {"X-Canary": CANARY}), 400, "INVALID"),
    Http("a list of requests", post([{"query": QUERY}] * 10), 400, "INVALID"),
    Http("half a request", post(PLAIN[:-1]), 400, "INVALID"),
    Http("a request and more", post(PLAIN + PLAIN), 400, "INVALID"),
    Http("UTF-16", post('{"query":"c4n4ry"}'.encode("utf-16")), 400, "INVALID"),
    Http("a mark of byte order", post(b"\xef\xbb\xbf" + PLAIN), 400, "INVALID"),
    Http("half of a pair", post(b'{"query":"c4n4ry \\ud800"}'), 400, "INVALID"),
    Http("no number", post(b'{"query":"{ __typename }","variables":{"c4n4ry":NaN}}'), 400, "INVALID"),
    Http(
        "a number of 200,000 digits",
        post(b'{"query":"{ __typename } #c4n4ry","variables":{"n":' + b"9" * 200_000 + b"}}"),
        400,
        "INVALID",
    ),
    Http(
        "a number beyond numbers",
        post(b'{"query":"{ __typename } #c4n4ry","variables":{"n":1e999999}}'),
        400,
        "INVALID",
    ),
    Http("a hundred thousand brackets", post(b'{"query":"c4n4ry","variables":{"x":' + b"[" * 100_000), 400, "INVALID"),
    Http(
        "two hundred thousand keys",
        post(b'{"query":"c4n4ry","variables":{' + b'"a":1,' * 40_000 + b'"b":1}}'),
        200,
        "INVALID",
        names=True,
    ),
    Http("a comment in JSON", post(b'{"query":"c4n4ry" /* */}'), 400, "INVALID"),
    Http("a query that is a number", post({"query": 4, "x": CANARY}), 400, "INVALID"),
    Http("variables that are a list", post({"query": QUERY, "variables": [CANARY]}), 400, "INVALID"),
    Http("a name that is an object", post({"query": QUERY, "operationName": {CANARY: 1}}), 400, "INVALID"),
    Http(
        "a stored document of nobody", post({"extensions": {"persistedQuery": {"sha256Hash": CANARY}}}), 400, "INVALID"
    ),
]

WIRE = [*LINES, *HEADERS, *BODIES]
