"""Streams: frames over WebSockets, and server-sent events."""

from __future__ import annotations

import json

from tests.api.hostile.asking import (
    CANARY,
    EVENTS,
    INIT,
    Asked,
    Http,
    Socket,
    ask,
    asked_in_address,
    get,
    raw,
    subscribe,
)

EVERYTHING = f"subscription {CANARY} {{ events {{ position }} }}"
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Protocol": "graphql-transport-ws",
}

HANDSHAKES: list[Asked] = [
    Http("a WebSocket of another version", get("/graphql", UPGRADE | {"Sec-WebSocket-Version": CANARY}), 400),
    Http("a WebSocket without a key", get("/graphql", UPGRADE | {"Sec-WebSocket-Key": CANARY}), 400),
    Http("a WebSocket under another name", raw("GET /graphql HTTP/1.1", UPGRADE, host=f"{CANARY}.example"), 403),
    Http("a WebSocket where there is none", get(f"/{CANARY}", UPGRADE), 403),
    Http(
        "an upgrade to another protocol",
        get(f"/{CANARY}", {"Connection": "Upgrade, close", "Upgrade": "h2c"}),
        404,
        "NOT_FOUND",
    ),
]

FRAMES: list[Asked] = [
    Socket(
        "an id of nobody's",
        [INIT, json.dumps({"type": "subscribe", "id": "1", "payload": {"documentId": CANARY}})],
        code="PERSISTED_QUERY_NOT_FOUND",
    ),
    Socket(
        "an id that is none",
        [INIT, json.dumps({"type": "subscribe", "id": "1", "payload": {"documentId": f"sha256:{CANARY}"}})],
        4400,
    ),
    Socket("no JSON", [CANARY], 4400),
    Socket("a frame of bytes", [b'{"type":"ping"}c4n4ry'], 4400),
    Socket("a message of no type", [json.dumps({"type": CANARY})], 4400),
    Socket("a message that is a list", [json.dumps([{"type": "connection_init", "x": CANARY}])], 4400),
    Socket("brackets without end", ['{"type":"ping","payload":' + "[" * 100_000 + CANARY], 4400),
    Socket("a message of 300 kB", ["x" * 300_000 + CANARY], 1009),
    Socket("an operation before the greeting", [subscribe(EVERYTHING)], 4401),
    Socket("two greetings", [INIT, INIT[:-1] + f', "x": "{CANARY}"}}'], 4429),
    Socket(
        "a token of nobody",
        [json.dumps({"type": "connection_init", "payload": {"authorization": f"Bearer {CANARY}"}})],
        4403,
    ),
    Socket(
        "a token that is an object",
        [json.dumps({"type": "connection_init", "payload": {"authorization": {CANARY: 1}}})],
        4400,
    ),
    Socket("an id without letters", [INIT, subscribe(EVERYTHING, "")], 4400),
    Socket("an id of 10 kB", [INIT, subscribe(EVERYTHING, CANARY * 2_000)], 4400),
    Socket("an id twice", [INIT, subscribe(EVERYTHING), subscribe(EVERYTHING)], 4409),
    Socket("a hundred and one operations", [INIT, *(subscribe(EVERYTHING, f"{CANARY}{n}") for n in range(101))], 4429),
    Socket(
        "an operation without a query", [INIT, json.dumps({"type": "subscribe", "id": CANARY, "payload": {}})], 4400
    ),
    Socket("a document that is none", [INIT, subscribe(f"{{ {CANARY}")], None, "INVALID", names=True),
    Socket(
        "a hundred and one aliases, live",
        [INIT, subscribe("{ " + " ".join(f"a{n}: __typename" for n in range(101)) + f" }} #{CANARY}")],
        None,
        "INVALID",
    ),
    Socket(
        "two streams in one",
        [INIT, subscribe(f"subscription {CANARY} {{ a: events {{ position }} b: events {{ position }} }}")],
        None,
        "INVALID",
        names=True,
    ),
    Socket(
        "a stream from a place to come",
        [INIT, subscribe(f'subscription {CANARY} {{ events(after: "9999999999999999") {{ position }} }}')],
        None,
        "STALE",
    ),
    Socket(
        "a stream from nowhere",
        [INIT, subscribe("subscription($p: Position) { events(after: $p) { position } }", p=CANARY)],
        None,
        "INVALID",
        names=True,
    ),
    Socket(
        "a render of nobody",
        [INIT, subscribe("subscription($r: ID!) { renderProgress(renderId: $r) { step } }", r=f"render_{CANARY}")],
        None,
        "NOT_FOUND",
    ),
    Socket(
        "a private post, live",
        [INIT, subscribe(f'subscription {CANARY} {{ postChanges(postId: "%PRIVATE%") {{ position }} }}')],
        None,
        "NOT_FOUND",
    ),
    Socket("a frame that is not masked", [], 1002, raw=b"\x81\x06c4n4ry"),
    Socket("reserved bits", [], 1002, raw=b"\xf1\x86\x00\x00\x00\x00c4n4ry"),
    Socket("an opcode of nobody", [], 1002, raw=b"\x83\x86\x00\x00\x00\x00c4n4ry"),
    Socket("a ping of 200 bytes", [], 1002, raw=b"\x89\xfe\x00\xc8\x00\x00\x00\x00" + b"c4n4ry" + b"x" * 194),
    Socket("text of no UTF-8", [], 1007, raw=b"\x81\x88\x00\x00\x00\x00c4n4ry\xff\xfe"),
    Socket("a frame of an exabyte", [], 1009, raw=b"\x81\xff\x10\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00c4n4ry"),
    Socket(
        "pieces beyond a message", [], 1009, raw=b"\x01\x86\0\0\0\0c4n4ry" + b"\0\xff" + b"\0\0\0\0\0\x04\0\0\0\0\0\0"
    ),
    Socket("two thousand empty pieces", [], 1009, raw=b"\x01\x86\0\0\0\0c4n4ry" + b"\0\x80\0\0\0\0" * 2_000),
    Socket("a piece of nothing", [], 1002, raw=b"\x80\x86\x00\x00\x00\x00c4n4ry"),
    Socket("a close of no code", [], 1002, raw=b"\x88\x81\x00\x00\x00\x00c"),
]


def _events(name: str, query: str, status: int, code: str | None, **headers: str) -> Http:
    return Http(name, ask(query, EVENTS | {key.replace("_", "-"): said for key, said in headers.items()}), status, code)


SENT: list[Asked] = [
    _events("an id of words", EVERYTHING, 400, "INVALID", Last_Event_ID=CANARY),
    _events("an id of 60 kB", EVERYTHING, 400, "INVALID", Last_Event_ID="0" * 60_000),
    _events("an id in another form", EVERYTHING, 400, "INVALID", Last_Event_ID="-000000000000001"),
    _events(
        "a page's command as a stream",
        f"mutation {CANARY} {{ signOut {{ userErrors {{ code }} }} }}",
        406,
        "INVALID",
        X_Limn_App="1",
    ),
    _events(
        "a stream of too much",
        "subscription { " + " ".join(f"{CANARY}{n}: __typename" for n in range(101)) + " }",
        400,
        "INVALID",
    ),
    _events("a stream of nobody's", "subscription { " + "a" * 10_000 + CANARY + " }", 400, "INVALID"),
    Http(
        "events from a place to come",
        ask(EVERYTHING, EVENTS | {"Last-Event-ID": "9999999999999999"}),
        200,
        "STALE",
        until=b"event: complete",
    ),
    Http(
        "a render of nobody, as events",
        ask("subscription($r: ID!) { renderProgress(renderId: $r) { step } }", EVENTS, r=CANARY),
        200,
        "NOT_FOUND",
        until=b"event: complete",
    ),
    Http(
        "a stream in an address, of nobody",
        asked_in_address(f'subscription {CANARY} {{ postChanges(postId: "%PRIVATE%") {{ position }} }}', EVENTS),
        200,
        "NOT_FOUND",
        until=b"event: complete",
    ),
]

STREAMS = [*HANDSHAKES, *FRAMES, *SENT]
