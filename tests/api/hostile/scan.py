"""What scanners of GraphQL servers look for: each a request, and how its answer would tell a weakness."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import httpx

FORM = {"content-type": "application/x-www-form-urlencoded"}
PERSON = {"accept": "text/html"}
QUERY, COMMAND = "query { __typename }", "mutation { signOut { userErrors { code } } }"
TYPES = "query { __schema { types { name } } }"
CIRCLE = "query { __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }"

Tells = Callable[[httpx.Response], bool]


def answered(response: httpx.Response) -> bool:
    """It was run."""
    answer = _json(response)
    return bool(answer[0] if isinstance(answer, list) and answer else answer) and '"data":{' in response.text


def is_explorer(response: httpx.Response) -> bool:
    """A page comes that asks for queries."""
    return response.status_code == 200 and any(name in response.text.lower() for name in ("graphiql", "playground"))


def says(*words: str) -> Tells:
    """Any of the words is in the answer, head or body."""
    return lambda response: any(word in f"{response.headers}{response.text}".lower() for word in words)


def tells_ten(response: httpx.Response) -> bool:
    """Every fault was looked for, however many there were."""
    answer = _json(response)
    return isinstance(answer, dict) and len(answer.get("errors", ())) >= 10


@dataclass(frozen=True, slots=True)
class Check:
    """One weakness: what is asked, and when the answer tells it."""

    name: str
    tells: Tells
    method: str = "POST"
    path: str = "/graphql"
    json: Any = None
    content: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)


def _asked(name: str, tells: Tells, query: str) -> Check:
    return Check(name, tells, json={"query": query})


def _form(name: str, kind: str) -> Check:
    body = f"query={quote(COMMAND)}" if "form" in kind else f'{{"query":"{QUERY}"}}'
    return Check(name, answered, content=body.encode(), headers={"content-type": kind})


CHECKS = (
    _asked("introspection", answered, TYPES),
    _asked("introspection of a type", answered, '{ __type(name: "Query") { fields { name } } }'),
    *(Check("explorer", is_explorer, "GET", path, headers=PERSON) for path in ("/explorer", "/graphiql", "/graphql")),
    Check("query in an address", answered, "GET", f"/graphql?query={quote(QUERY)}"),
    Check("introspection in an address", answered, "GET", f"/graphql?query={quote(TYPES)}"),
    Check("command in an address", answered, "GET", f"/graphql?query={quote(COMMAND)}"),
    _form("command in a form", FORM["content-type"]),
    _form("command in a form with files", "multipart/form-data; boundary=x"),
    _form("command as text", "text/plain"),
    Check(
        "other origins", says("access-control-allow-origin"), json={"query": QUERY}, headers={"origin": "http://x.y"}
    ),
    Check("other origins, asked before", says("access-control-allow-"), "OPTIONS", headers={"origin": "http://x.y"}),
    _asked("suggestions of fields", says("did you mean", "similar"), "{ acount(handle: 1) }"),
    _asked("suggestions of values", says("did you mean"), "{ feed(feed: LATES, first: 1) { edges { cursor } } }"),
    _asked("aliases", answered, "{ " + " ".join(f"alias{n}: __typename" for n in range(101)) + " }"),
    Check("batches", answered, json=[{"query": QUERY}] * 10),
    _asked("directives", tells_ten, "query { __typename " + "@aa" * 10 + " }"),
    _asked("repeated fields", answered, "query { " + "__typename " * 500 + "}"),
    _asked("introspection in circles", answered, CIRCLE),
    _asked("fragments in circles", answered, "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }"),
    Check("tracing", says('"tracing"'), json={"query": QUERY}, headers={"x-apollo-tracing": "1"}),
    _asked("faults told in full", says("stacktrace", "traceback", '"exception"', "original_error"), "query {"),
    Check("faults told in full, below GraphQL", says("traceback", "jsondecode", "msgspec"), content=b"{", headers=FORM),
    Check(
        "what serves it", says("uvicorn", "starlette", "fastapi", "strawberry", "x-powered-by"), json={"query": QUERY}
    ),
)


async def findings(client: httpx.AsyncClient) -> list[str]:
    """The names of the weaknesses that are found."""
    found = []
    for check in CHECKS:
        given = {"json": check.json} if check.json is not None else {"content": check.content}
        response = await client.request(check.method, check.path, headers=check.headers, **given)
        found += [check.name] if check.tells(response) else []
    return found


def _json(response: httpx.Response) -> Any:
    try:
        return response.json()
    except ValueError:
        return None
