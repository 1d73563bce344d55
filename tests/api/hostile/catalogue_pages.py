"""Pictures and pages: names that lead elsewhere, markup in addresses, files that are not for everyone."""

from __future__ import annotations

from tests.api.hostile.asking import CANARY, SIGNED, Asked, Http, get, raw

PERSON = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
MARKUP = f"%22%3E%3Cscript%3Ealert({CANARY})%3C/script%3E"
NOWHERE = "0" * 32

IMAGES: list[Asked] = [
    Http("a picture of nobody", get(f"/images/image_{NOWHERE}/full.webp?{CANARY}"), 404, "NOT_FOUND"),
    Http("a picture that is private", get(f"/images/%PRIVATE_IMAGE%/full.webp?{CANARY}"), 404, "NOT_FOUND"),
    Http(
        "a private picture, by its tag",
        get("/images/%PRIVATE_IMAGE%/full.webp", {"If-None-Match": f'*, "{CANARY}"'}),
        404,
        "NOT_FOUND",
    ),
    Http(
        "a private picture, by part",
        get("/images/%PRIVATE_IMAGE%/full.webp", {"Range": "bytes=0-0", "X": CANARY}),
        404,
        "NOT_FOUND",
    ),
    Http("a private picture, by its head", raw("HEAD /images/%PRIVATE_IMAGE%/full.webp HTTP/1.1", {"X": CANARY}), 404),
    Http("an id that is a path", get(f"/images/..%2f..%2f{CANARY}/full.webp"), 404, "NOT_FOUND"),
    Http("a size of nobody", get(f"/images/%IMAGE%/{CANARY}.webp"), 404, "NOT_FOUND"),
    Http("a form of nobody", get(f"/images/%IMAGE%/full.{CANARY}"), 404, "NOT_FOUND"),
    Http("a size that is a path", get(f"/images/%IMAGE%/..%2f..%2fkeyring%2f{CANARY}"), 404, "NOT_FOUND"),
    Http("a thousand parts", get("/images/%IMAGE%/small.webp", {"Range": "bytes=" + "0-0," * 1_000 + CANARY}), 200),
    Http(
        "a picture with a token of nobody",
        get("/images/%IMAGE%/small.webp", {"Authorization": f"Bearer {CANARY}"}),
        401,
        "UNAUTHENTICATED",
    ),
    Http("a picture that is written", raw(f"PUT /images/%IMAGE%/full.webp?{CANARY} HTTP/1.1", SIGNED), 405, "INVALID"),
]

PAGES: list[Asked] = [
    Http("markup as a post", get(f"/p/{MARKUP}", PERSON), 404),
    Http("markup as a person", get(f"/@{MARKUP}", PERSON), 404),
    Http("markup as a tag", get(f"/tag/{MARKUP}", PERSON), 404),
    Http("markup behind an address", get(f"/search?text={MARKUP}", PERSON), 200),
    Http("a post that is private", get(f"/p/%PRIVATE%?{CANARY}", PERSON), 404),
    Http("lines in an address", get(f"/p/x%0d%0aSet-Cookie:%20{CANARY}=1", PERSON), 404),
    Http("a page nobody knows", get(f"/{CANARY}", PERSON), 404),
    Http("a page of a session of nobody", get("/home", PERSON | {"Cookie": f"limn_session={CANARY}"}), 200),
    Http("a page under another name", raw("GET / HTTP/1.1", PERSON, host=f"{CANARY}.example"), 421, "INVALID"),
    Http("what the build keeps", get(f"/app/source.sha256?{CANARY}"), 404, "NOT_FOUND"),
    Http("a file beside the pages", get(f"/app/..%2f..%2f{CANARY}"), 404, "NOT_FOUND"),
    Http("a file above the pages", get(f"/app/assets/..%5c..%5c{CANARY}.js"), 404, "NOT_FOUND"),
    Http("a file of the machine", get(f"/app/../../../../etc/passwd?{CANARY}"), 404, "NOT_FOUND"),
    Http("a folder", get(f"/app/assets/?{CANARY}"), 404, "NOT_FOUND"),
    Http("a part beyond the file", get("/app/assets/index-1a2b.js", {"Range": "bytes=99999999-", "X": CANARY}), 416),
    Http(
        "a thousand parts of a file",
        get("/app/assets/index-1a2b.js", {"Range": "bytes=" + "0-0," * 999 + "0-1", "X": CANARY}),
        200,
    ),
    Http("the explorer with a query", get(f"/explorer?query={MARKUP}", PERSON), 200),
    Http("a page that is sent", raw(f"POST /home?{CANARY} HTTP/1.1", PERSON), 405, "INVALID"),
]

SHOWN = [*IMAGES, *PAGES]
