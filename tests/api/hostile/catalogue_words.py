"""What people write, and the names and places that only Limn writes: ids, cursors, positions."""

from __future__ import annotations

import base64
import json

from tests.api.hostile.asking import CANARY, SIGNED, Asked, Http, act, ask, command

NOWHERE = "0" * 32
LONG = CANARY + "x" * 20_000
FEED = "query($c: String) { feed(first: 1, after: $c) { edges { cursor } } }"
AT = "query($p: Position) { feed(first: 1, minPosition: $p) { edges { cursor } } }"


def _cursor(*parts: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def _prompt(name: str, **given: object) -> Http:
    wish = {"prompt": CANARY} | given
    return Http(name, ask(command("submitPrompt", "SubmitPromptInput"), SIGNED, input=wish), 200, "INVALID")


def _join(name: str, **given: object) -> Http:
    person = {"handle": "somebody", "displayName": CANARY, "password": "long enough, surely"} | given
    return Http(name, ask(command("register", "RegisterInput"), input=person), 200, "INVALID")


WORDS: list[Asked] = [
    _prompt("a prompt of 20 kB", prompt=LONG),
    _prompt("a prompt of marks alone", prompt="\u0301" * 3_000),
    _prompt("a prompt that holds NUL", prompt=f"{CANARY}\x00"),
    _prompt("a prompt that writes to terminals", prompt=f"{CANARY}\x1b]0;x\x07"),
    _prompt("a prompt that turns its line", prompt=f"{CANARY}\u202egpj.exe"),
    _prompt("a prompt of private characters", prompt=f"{CANARY}\ue000"),
    _prompt("a negative prompt of 20 kB", negativePrompt=LONG),
    _prompt("an instruction of 20 kB", instruction=LONG),
    _prompt("a side of a billion", width=10**9),
    _prompt("steps below none", steps=-1),
    _prompt("a seed of 5,000 digits", seed="9" * 5_000),
    _prompt("a seed in other digits", seed="\u0663"),
    _prompt("a model that is a path", model=f"../../{CANARY}"),
    _prompt("a key that holds lines", idempotencyKey=f"{CANARY}\r\nx"),
    _prompt("a key of 20 kB", idempotencyKey=LONG),
    _join("a handle that is markup", handle=f"<b>{CANARY}"),
    _join("a handle of look-alikes", handle="аdmin"),  # noqa: RUF001 - the first letter is Cyrillic
    _join("a handle of 20 kB", handle=LONG),
    _join("a name that turns its line", displayName=f"\u202e{CANARY}"),
    _join("a password of 100 kB", password=CANARY * 16_000),
    Http(
        "a sign-in with 100 kB",
        act("signIn", "SignInInput", signed=False, handle="x" * 9, password=CANARY * 16_000),
        200,
        "UNAUTHENTICATED",
    ),
    Http(
        "a tag that is markup",
        act("sharePost", "SharePostInput", renderId="%RENDER%", tags=[f"<{CANARY}>"]),
        200,
        "INVALID",
    ),
    Http(
        "a hundred tags", act("sharePost", "SharePostInput", renderId="%RENDER%", tags=[CANARY] * 100), 200, "INVALID"
    ),
    Http("a caption of 20 kB", act("sharePost", "SharePostInput", renderId="%RENDER%", caption=LONG), 200, "INVALID"),
    Http("a comment of 20 kB", act("comment", "CommentInput", postId="%POST%", text=LONG), 200, "INVALID"),
    Http(
        "a comment on what is private",
        act("comment", "CommentInput", postId="%PRIVATE%", text=CANARY),
        200,
        "NOT_FOUND",
    ),
    Http(
        "a flag of what is private",
        act("flag", "FlagInput", subjectId="%PRIVATE%", reason="SPAM", details=CANARY),
        200,
        "NOT_FOUND",
    ),
    Http(
        "a picture of somebody else",
        act("sharePost", "SharePostInput", renderId="%THEIRS%", caption=CANARY),
        200,
        "NOT_FOUND",
    ),
    Http(
        "a command of nobody",
        act("likePost", "PostRef", signed=False, postId="%POST%", idempotencyKey=CANARY),
        200,
        "UNAUTHENTICATED",
    ),
    Http(
        "a search of 20 kB",
        ask("query($t: String!) { search(text: $t, first: 1) { edges { cursor } } }", t=LONG),
        200,
        "INVALID",
    ),
    Http(
        "a search of patterns",
        ask("query($t: String!) { search(text: $t, first: 1) { edges { cursor } } }", t=f"%_\\{CANARY}"),
        200,
    ),
    Http(
        "a search that speaks SQL",
        ask("query($t: String!) { search(text: $t, first: 1) { edges { cursor } } }", t=f"'; DROP TABLE {CANARY} --"),
        200,
    ),
]

PLACES: list[Asked] = [
    Http("an id of nothing", act("likePost", "PostRef", postId=CANARY), 200, "NOT_FOUND"),
    Http(
        "an id of another kind",
        act("likePost", "PostRef", postId=f"account_{NOWHERE}", idempotencyKey=CANARY),
        200,
        "NOT_FOUND",
    ),
    Http(
        "an id in capitals",
        act("likePost", "PostRef", postId="post_" + "A" * 32, idempotencyKey=CANARY),
        200,
        "NOT_FOUND",
    ),
    Http("an id of 20 kB", act("likePost", "PostRef", postId=f"post_{LONG}"), 200, "NOT_FOUND"),
    Http("an id that is a number", ask(f"query {CANARY} {{ node(id: 7) {{ id }} }}"), 200),
    Http("a cursor of nothing", ask(FEED, c=CANARY), 200, "INVALID"),
    Http("a cursor of 20 kB", ask(FEED, c=LONG), 200, "INVALID"),
    Http("a cursor of another list", ask(FEED, c=_cursor(1, CANARY, 1)), 200, "INVALID"),
    Http("a cursor that holds an object", ask(FEED, c=_cursor(1, "feed", {CANARY: 1})), 200, "INVALID"),
    Http("a cursor beyond numbers", ask(FEED, c=_cursor(1, f"feed{CANARY}", 10**300)), 200, "INVALID"),
    Http(
        "a cursor of many brackets", ask(FEED, c=base64.urlsafe_b64encode(b"[" * 290).decode() + CANARY), 200, "INVALID"
    ),
    Http("a position of words", ask(AT, p=CANARY), 200, "INVALID", names=True),
    Http(
        "a position in other digits",
        ask(
            f"query {CANARY}($p: Position) {{ feed(first: 1, minPosition: $p) {{ edges {{ cursor }} }} }}",
            p="\u0660" * 16,
        ),
        200,
        "INVALID",
    ),
    Http(
        "a position that is to come",
        ask(f'query {CANARY} {{ events(first: 1, after: "9999999999999999") {{ edges {{ cursor }} }} }}'),
        200,
        "INVALID",
    ),
    Http(
        "more than a list gives",
        ask(f"query {CANARY} {{ feed(first: 2147483647) {{ edges {{ cursor }} }} }}"),
        200,
        "INVALID",
    ),
    Http("less than nothing", ask(f"query {CANARY} {{ feed(first: -1) {{ edges {{ cursor }} }} }}"), 200, "INVALID"),
    Http(
        "a ranker of nobody",
        ask("query($r: String) { trending(first: 1, ranker: $r) { edges { cursor } } }", r=CANARY),
        200,
        "INVALID",
    ),
    Http(
        "topics of nobody",
        ask("query($t: [String!]) { events(first: 1, topics: $t) { edges { cursor } } }", t=[CANARY] * 50),
        200,
        "INVALID",
    ),
]

SAID = [*WORDS, *PLACES]
