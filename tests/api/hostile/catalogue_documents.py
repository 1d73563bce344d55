"""Documents of GraphQL that ask for too much, for what is not there, or in a way that another site could."""

from __future__ import annotations

from tests.api.hostile.asking import CANARY, EVENTS, Asked, Http, ask, asked_in_address, get, post


def _nested(levels: int) -> str:
    return f"{{ {CANARY}: " + "a { " * levels + "b" + " }" * levels + " }"


def _chain(length: int, last: str = "") -> str:
    spreads = (f"fragment f{n} on Query {{ ...f{n + 1} ...f{n + 1} }}" for n in range(length))
    return f"query {CANARY} {{ ...f0 }} {' '.join(spreads)} fragment f{length} on Query {{ {last or '__typename'} }}"


INTROSPECTION = "__schema { types { fields { name args { name type { name } } } } }"
LISTS = (
    "feed(first: 100) { edges { node { comments(first: 100) { edges { node {"
    " replies(first: 100) { edges { cursor } } } } } } } }"
)
BACK = "remixes(first: 1) { edges { node { author { posts(first: 1) { edges { node { "

TOO_MUCH: list[Asked] = [
    Http(
        "a hundred and one aliases",
        ask("{ " + " ".join(f"{CANARY}{n}: __typename" for n in range(101)) + " }"),
        200,
        "INVALID",
    ),
    Http("a field five hundred times", ask(f"query {CANARY} {{ " + "__typename " * 500 + "}"), 200, "INVALID"),
    Http("ten directives nobody knows", ask("{ __typename " + f"@{CANARY}" * 10 + " }"), 200, "INVALID", names=True),
    Http("three hundred directives", ask("{ __typename " + f"@{CANARY}" * 300 + " }"), 200, "INVALID", names=True),
    Http("a hundred thousand braces", ask("{" * 100_000 + CANARY), 200, "INVALID"),
    Http("two thousand fields", ask("{ " + f"{CANARY} " * 2_000 + "}"), 200, "INVALID"),
    Http("four hundred levels", ask(_nested(400)), 200, "INVALID"),
    Http(
        "twenty levels, there and back", ask("{ feed(first: 1) { edges { node { " + BACK * 3 + CANARY), 200, "INVALID"
    ),
    Http(
        "a fragment within itself",
        ask(f"{{ ...{CANARY} }} fragment {CANARY} on Query {{ ...{CANARY} }}"),
        200,
        "INVALID",
        names=True,
    ),
    Http(
        "fragments in a ring",
        ask(f"{{ ...{CANARY} }} fragment {CANARY} on Query {{ ...b }} fragment b on Query {{ ...{CANARY} }}"),
        200,
        "INVALID",
        names=True,
    ),
    Http("fragments that double thirty times", ask(_chain(30)), 200, "INVALID"),
    Http("lists within lists", ask(f"query {CANARY} {{ {LISTS} }}"), 200, "INVALID"),
    Http(
        "lists as long as a variable says",
        ask(f"query {CANARY}($n: Int!) {{ {LISTS.replace('100', '$n')} }}", n=10**9),
        200,
        "INVALID",
    ),
    Http(
        "lists as long as a fraction says",
        ask(f"query {CANARY}($n: Int!) {{ {LISTS.replace('100', '$n')} }}", n=100.0),
        200,
        "INVALID",
    ),
    Http("ids of 5,000 digits", ask(f"query {CANARY} {{ nodes(ids: {'9' * 5_000}) {{ id }} }}"), 200),
    Http(
        "a default of 5,000 digits",
        ask(f"query {CANARY}($i: ID! = {'9' * 5_000}) {{ node(id: $i) {{ id }} }}"),
        200,
    ),
    Http(
        "the schema forty times",
        ask(f"query {CANARY} {{ " + " ".join(f"a{n}: {INTROSPECTION}" for n in range(40)) + " }"),
        200,
        "INVALID",
    ),
    Http(
        "the schema in circles",
        ask(f"query {CANARY} {{ __schema {{ types {{ " + "fields { type { " * 5 + "name" + " } }" * 5 + " } } }"),
        200,
        "INVALID",
    ),
    Http(
        "three hundred variables",
        ask(f"query {CANARY}({', '.join(f'$v{n}: Int' for n in range(300))}) {{ __typename }}"),
        200,
        "INVALID",
    ),
    Http(
        "a list of thousands of ids",
        ask(f"query {CANARY}($i: [ID!]!) {{ nodes(ids: $i) {{ id }} }}", i=["post_x"] * 9_000),
        200,
        "INVALID",
    ),
    Http("a comment of 200 kB", ask("{ __typename } #" + CANARY * 33_000), 200),
    Http("a text without end", ask(f'{{ account(handle: "{CANARY}'), 200, "INVALID"),
    Http("a block without end", ask(f'{{ account(handle: """{CANARY}'), 200, "INVALID"),
    Http(
        "a number of a thousand digits",
        ask(f"query {CANARY} {{ feed(first: {'9' * 1_000}) {{ edges {{ cursor }} }} }}"),
        200,
        "INVALID",
    ),
    Http(
        "a number of 100,000 digits",
        ask(f"query {CANARY} {{ feed(first: {'9' * 100_000}) {{ edges {{ cursor }} }} }}"),
        200,
        "INVALID",
    ),
    Http("what is deferred and streamed", ask(f"query {CANARY} {{ ... @defer {{ __typename }} }}"), 200, "INVALID"),
]

NOT_THERE: list[Asked] = [
    Http("a field nobody knows", ask(f"{{ {CANARY} }}"), 200, "INVALID", names=True),
    Http("a field nearly right tells no other", ask(f"{{ {CANARY}: acount }}"), 200, "INVALID"),
    Http("a name of 10 kB is cut", ask("{ x" + "y" * 10_000 + CANARY + " }"), 200, "INVALID"),
    Http("a type of nobody", ask(f"query($x: {CANARY}) {{ __typename }}"), 200, "INVALID", names=True),
    Http(
        "a value nobody knows",
        ask("query($w: Window) { trending(window: $w, first: 1) { edges { cursor } } }", w=CANARY),
        200,
        "INVALID",
        names=True,
    ),
    Http(
        "an input with more",
        ask("mutation($i: PostRef!) { likePost(input: $i) { position } }", i={"postId": "x", CANARY: 1}),
        200,
        "INVALID",
        names=True,
    ),
    Http(
        "an operation of another name",
        post({"query": "query a { __typename }", "operationName": CANARY}),
        200,
        "INVALID",
    ),
    Http(
        "two operations and no name", ask(f"query a {{ __typename }} query {CANARY} {{ __typename }}"), 200, "INVALID"
    ),
    Http("a definition of a type", ask(f"type {CANARY} {{ a: Int }}"), 200, "INVALID", names=True),
    Http("nothing", ask(f"#{CANARY}"), 200, "INVALID"),
    Http("control characters", ask(f"{{ {CANARY}\x00\x1b }}"), 200, "INVALID"),
    Http("half of a pair in a text", ask(f'{{ account(handle: "{CANARY}\\ud800") {{ id }} }}'), 200, "INVALID"),
]

BY_ANOTHER_SITE: list[Asked] = [
    Http(
        "a command in an address",
        asked_in_address(f"mutation {CANARY} {{ signOut {{ userErrors {{ code }} }} }}"),
        405,
        "INVALID",
    ),
    Http(
        "a command in an address, as a stream",
        asked_in_address(f"mutation {CANARY} {{ signOut {{ userErrors {{ code }} }} }}", EVENTS),
        405,
        "INVALID",
    ),
    Http("a stream without a stream", ask(f"subscription {CANARY} {{ events {{ position }} }}"), 406, "INVALID"),
    Http("an address without a query", asked_in_address(""), 400, "INVALID"),
    Http(
        "traces are not told",
        post({"query": f"query {CANARY} {{ __typename }}", "extensions": {"tracing": True}}, {"X-Apollo-Tracing": "1"}),
        200,
    ),
]

UNKNOWN = "PERSISTED_QUERY_NOT_FOUND"
HASHED = {"persistedQuery": {"version": 1, "sha256Hash": "0" * 64}}

BY_ID: list[Asked] = [
    Http("a hash of nobody's", post({"extensions": HASHED, "operationName": CANARY}), 200, UNKNOWN),
    Http("a hash of nobody's, as a stream", post({"extensions": HASHED, "x": CANARY}, EVENTS), 400, UNKNOWN),
    Http("another document's hash", post({"extensions": HASHED, "query": f"{{ {CANARY} }}"}), 400, "INVALID"),
    Http("another document's id", post({"documentId": "sha256:" + "0" * 64, "query": CANARY}), 400, "INVALID"),
    Http("a hash that is none", post({"documentId": f"sha256:{CANARY}"}), 400, "INVALID"),
    Http("a document's id of 10 kB", post({"documentId": CANARY * 2_000}), 400, "INVALID"),
    Http("an id with a line's end", post({"documentId": f"{CANARY}\r\nFLUSHALL"}), 400, "INVALID"),
    Http("a document's id that is a path", post({"documentId": f"../../{CANARY}"}), 200, UNKNOWN),
    Http("an id in an address", get(f"/graphql?documentId={CANARY}"), 200, UNKNOWN),
    Http("a hash of another version", post({"extensions": {"persistedQuery": {"version": CANARY}}}), 400, "INVALID"),
]

DOCUMENTS = [*TOO_MUCH, *NOT_THERE, *BY_ANOTHER_SITE, *BY_ID]
