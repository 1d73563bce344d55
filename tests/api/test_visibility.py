"""Who sees what on every path that there is: each kind of viewer, each visibility, each way to read or act."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest

from api import gate
from tests.api.site import Person, Site
from tests.databases import Database

Viewers = dict[str, Person | None]
EVERYONE = frozenset({"nobody", "stranger", "follower", "author"})
BY_ID = {
    "PUBLIC": EVERYONE,
    "UNLISTED": EVERYONE,
    "FOLLOWERS": frozenset({"follower", "author"}),
    "PRIVATE": frozenset({"author"}),
    "REMOVED": frozenset[str](),
}
NOBODY = dict.fromkeys(BY_ID, frozenset[str]())
LISTED = NOBODY | {"PUBLIC": EVERYONE}
ACTING = {kind: viewers - {"nobody"} for kind, viewers in BY_ID.items()}
PROFILE = {
    "PUBLIC": EVERYONE,
    "UNLISTED": frozenset({"author"}),
    "FOLLOWERS": frozenset({"follower", "author"}),
    "PRIVATE": frozenset({"author"}),
    "REMOVED": frozenset[str](),
}
HIDDEN = dict.fromkeys(BY_ID, frozenset({"author"}))
PICTURE = BY_ID | {"REMOVED": frozenset({"author"})}
"""Its maker keeps the picture: it is the render's, not the post's."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A post of one visibility and what hangs on it."""

    post: str
    render: str
    remix: str
    comment: str

    @property
    def image(self) -> str:
        return self.render.replace("render", "image")


@dataclass(frozen=True, slots=True)
class Stage:
    """One author, three others, and a post of each visibility."""

    site: Site
    viewers: Viewers
    author: Person
    posts: dict[str, Shared]


@pytest.fixture(scope="module")
async def stage(site: Site) -> Stage:
    author, stranger, follower = [await site.join() for _ in range(3)]
    await site.do("follow", "AccountRef", follower, accountId=author.id)
    viewers: Viewers = {"nobody": None, "stranger": stranger, "follower": follower, "author": author}
    posts = {kind: await _shared(site, author, kind) for kind in BY_ID}
    await site.settled()
    return Stage(site, viewers, author, posts)


async def _shared(site: Site, author: Person, kind: str) -> Shared:
    render = await site.render(author)
    visibility = "PUBLIC" if kind == "REMOVED" else kind
    given = {"renderId": render, "visibility": visibility, "tags": [f"tag-{kind}"]}
    post = str((await site.do("sharePost", "SharePostInput", author, "post { id }", **given))["post"]["id"])
    await site.do("likePost", "PostRef", author, postId=post)
    said = await site.do("comment", "CommentInput", author, "comment { id }", postId=post, text="mine")
    remix = await site.post(author, remix_of=post)
    if kind == "REMOVED":
        await site.do("removePost", "PostRef", author, postId=post)
    return Shared(post, render, remix, said["comment"]["id"])


Look = Callable[[Stage, Person | None, Shared, str], Awaitable[bool]]


async def _by_id(stage: Stage, viewer: Person | None, shared: Shared, kind: str) -> bool:
    query = "query($i: ID!) { post(id: $i) { id image { sha256 } } node(id: $i) { id } nodes(ids: [$i]) { id } }"
    found = await stage.site.ask(query, viewer, i=shared.post)
    seen: set[bool] = {found["post"] is not None, found["node"] is not None, found["nodes"] != [None]}
    assert len(seen) == 1, found
    return seen.pop()


async def _comment(stage: Stage, viewer: Person | None, shared: Shared, kind: str) -> bool:
    found = await stage.site.ask(
        "query($i: ID!) { node(id: $i) { ... on Comment { text } } }", viewer, i=shared.comment
    )
    return found["node"] is not None


async def _source(stage: Stage, viewer: Person | None, shared: Shared, kind: str) -> bool:
    query = "query($i: ID!) { post(id: $i) { remixedFrom { id } } }"
    return (await stage.site.ask(query, viewer, i=shared.remix))["post"]["remixedFrom"] is not None


async def _source_in_log(stage: Stage, viewer: Person | None, shared: Shared, kind: str) -> bool:
    query = """query($i: ID!) {
      events(first: 9, topics: ["post.shared"], subject: $i) { edges { node { payload } } }
    }"""
    (edge,) = (await stage.site.ask(query, viewer, i=shared.remix))["events"]["edges"]
    return bool(edge["node"]["payload"]["remixOf"] == shared.post)


async def _words(stage: Stage, viewer: Person | None, shared: Shared, kind: str) -> bool:
    query = "query($i: ID!) { post(id: $i) { wordChanges { kind } } }"
    return (await stage.site.ask(query, viewer, i=shared.remix))["post"]["wordChanges"] is not None


async def _negative(stage: Stage, viewer: Person | None, shared: Shared, kind: str) -> bool:
    query = "query($i: ID!) { node(id: $i) { ... on Image { params { negativePrompt } } } }"
    image = (await stage.site.ask(query, viewer, i=shared.image))["node"]
    return image is not None and image["params"]["negativePrompt"] is not None


async def _image(stage: Stage, viewer: Person | None, shared: Shared, kind: str) -> bool:
    found = await stage.site.ask("query($i: ID!) { node(id: $i) { id } }", viewer, i=shared.image)
    headers = {"authorization": f"Bearer {viewer.token}"} if viewer else {}
    cookies = {"cookie": f"limn_session={viewer.token}"} if viewer else {}
    statuses = set()
    for size in ("full", "large", "small"):
        for suffix in ("webp", "jpg"):
            path = f"/images/{shared.image}/{size}.{suffix}"
            statuses |= {
                (await stage.site.client.get(path, headers=signed)).status_code for signed in (headers, cookies)
            }
            statuses.add((await stage.site.client.head(path, headers=headers)).status_code)
    assert statuses == {200 if found["node"] else 404}, statuses
    return found["node"] is not None


def _listed(query: str) -> Look:
    async def look(stage: Stage, viewer: Person | None, shared: Shared, kind: str) -> bool:
        given = {"tag": f"tag-{kind}", "handle": stage.author.handle, "id": shared.post}
        used = {name: value for name, value in given.items() if f"${name}" in query}
        declared = ", ".join(f"${name}: {'ID' if name == 'id' else 'String'}!" for name in used)
        head = f"query({declared}) " if used else ""
        return shared.post in str(await stage.site.ask(f"{head}{{ {query} }}", viewer, **used))

    return look


async def _home(stage: Stage, viewer: Person | None, shared: Shared, kind: str) -> bool:
    if viewer is None:
        assert await stage.site.code("{ feed(feed: HOME, first: 9) { edges { cursor } } }") == "UNAUTHENTICATED"
        return False
    return shared.post in str(await stage.site.ask("{ feed(feed: HOME, first: 50) { edges { node { id } } } }", viewer))


def _acting(name: str, kind_of_input: str, key: str, **more: object) -> Look:
    async def look(stage: Stage, viewer: Person | None, shared: Shared, kind: str) -> bool:
        given: dict[str, Any] = {key: shared.post, **more}
        done = await stage.site.do(name, kind_of_input, viewer, **given)
        codes = [error["code"] for error in done["userErrors"]]
        assert codes in ([], ["NOT_FOUND"], ["UNAUTHENTICATED"]), done
        return not codes

    return look


EDGES = "edges { node { id } }"
PATHS: dict[str, tuple[Look, dict[str, frozenset[str]]]] = {
    "by id": (_by_id, BY_ID),
    "its comments": (_comment, BY_ID),
    "what it was remixed to": (_source, BY_ID),
    "what it was remixed from, in the log": (_source_in_log, BY_ID),
    "its picture": (_image, PICTURE),
    "latest": (_listed(f"feed(first: 100) {{ {EDGES} }}"), LISTED),
    "latest of a tag": (_listed(f"feed(tag: $tag, first: 100) {{ {EDGES} }}"), LISTED),
    "searching": (_listed(f"search(text: $tag, first: 100) {{ {EDGES} }}"), LISTED),
    "trending": (_listed(f"trending(first: 100) {{ {EDGES} }}"), LISTED),
    "its author's posts": (_listed(f"account(handle: $handle) {{ posts(first: 100) {{ {EDGES} }} }}"), PROFILE),
    "home": (_home, NOBODY | {kind: frozenset({"follower"}) for kind in ("PUBLIC", "FOLLOWERS")}),
    "events about it": (_listed("events(first: 100, subject: $id) { edges { node { topic subject } } }"), LISTED),
    "its hidden words, by what a remix changed": (_words, HIDDEN | {"REMOVED": frozenset[str]()}),
    "its hidden words, by its picture": (_negative, HIDDEN),
    "liking": (_acting("likePost", "PostRef", "postId"), ACTING),
    "commenting": (_acting("comment", "CommentInput", "postId", text="hello"), ACTING),
    "flagging": (_acting("flag", "FlagInput", "subjectId", reason="SPAM"), ACTING),
    "remixing": (_acting("submitPrompt", "SubmitPromptInput", "remixOf", prompt="again"), ACTING),
}


async def _seen(stage: Stage, look: Look, kind: str) -> frozenset[str]:
    return frozenset(
        [name for name, viewer in stage.viewers.items() if await look(stage, viewer, stage.posts[kind], kind)]
    )


@pytest.mark.parametrize("kind", BY_ID)
@pytest.mark.parametrize("path", PATHS)
async def test_who_sees_what(stage: Stage, path: str, kind: str) -> None:
    look, expected = PATHS[path]
    if path == "remixing":  # only what is REMIXABLE, or one's own
        return await _remixing(stage, look, kind)
    if path == "events about it" and kind == "REMOVED":  # so that who keeps a copy learns to drop it
        return await _tombstone(stage)
    assert await _seen(stage, look, kind) == expected[kind]
    return None


async def _remixing(stage: Stage, look: Look, kind: str) -> None:
    for name, viewer in stage.viewers.items():
        given = {"prompt": "again", "remixOf": stage.posts[kind].post}
        done = await stage.site.do("submitPrompt", "SubmitPromptInput", viewer, **given)
        codes = [error["code"] for error in done["userErrors"]]
        hidden = ["NOT_FOUND"] if name not in BY_ID[kind] else ["FORBIDDEN"] if name != "author" else []
        assert codes == (["UNAUTHENTICATED"] if viewer is None else hidden)


async def _tombstone(stage: Stage) -> None:
    query = "query($i: ID!) { events(first: 100, subject: $i) { edges { node { topic payload } } } }"
    (edge,) = (await stage.site.ask(query, i=stage.posts["REMOVED"].post))["events"]["edges"]
    assert edge["node"] == {"topic": "post.removed", "payload": {}}


FORGETFUL = ("by id", "its comments", "its picture", "liking")


async def test_the_matrix_sees_a_missing_gate(
    stage: Stage, shared_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "sees_post", lambda *_, **__: True)
    with shared_database.unwalled():
        for path in FORGETFUL:
            look, expected = PATHS[path]
            assert await _seen(stage, look, "PRIVATE") != expected["PRIVATE"], path


async def test_behind_a_missing_gate_stands_a_wall(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "sees_post", lambda *_, **__: True)
    for path in FORGETFUL:
        look, expected = PATHS[path]
        for kind in ("FOLLOWERS", "PRIVATE"):
            assert await _seen(stage, look, kind) == expected[kind], (path, kind)


async def test_hidden_words_show_nowhere(stage: Stage) -> None:
    post = stage.posts["PUBLIC"].post
    query = """query($i: ID!) { post(id: $i) { prompt caption altText image { altText placeholder } }
      events(first: 100, subject: $i) { edges { node { payload } } } }"""
    for viewer in stage.viewers.values():
        assert "canary" not in str(await stage.site.ask(query, viewer, i=post))


async def test_an_unshared_render_is_its_makers_alone(stage: Stage) -> None:
    render = await stage.site.render(stage.author)
    await stage.site.settled()
    image = render.replace("render", "image")
    for name, viewer in stage.viewers.items():
        found = await stage.site.ask(
            "query($r: ID!, $i: ID!) { r: node(id: $r) { id } i: node(id: $i) { id } }", viewer, r=render, i=image
        )
        assert [found["r"] is not None, found["i"] is not None] == [name == "author"] * 2
        headers = {"authorization": f"Bearer {viewer.token}"} if viewer else {}
        response = await stage.site.client.get(f"/images/{image}/full.webp", headers=headers)
        assert (response.status_code == 200) is (name == "author")
        absent = await stage.site.client.get(f"/images/image_{'0' * 32}/full.webp", headers=headers)
        assert name == "author" or (response.status_code, response.json()) == (absent.status_code, absent.json())


async def test_files_are_asked_for_each_time(stage: Stage) -> None:
    path = f"/images/{stage.posts['PUBLIC'].image}/full.webp"
    first = await stage.site.client.get(path)
    assert first.headers["cache-control"] == "private, no-cache"
    again = await stage.site.client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = await stage.site.client.head(path)
    assert (head.status_code, head.content, head.headers["content-length"]) == (
        200,
        b"",
        first.headers["content-length"],
    )
    old = await stage.site.client.get(path, headers={"accept": "image/png,image/*;q=0"})
    assert old.headers["content-type"] == "image/jpeg"
    for wrong in ("huge.webp", "full.png", "full", ".webp", "full.webp.webp", "..%2f..%2fsecrets"):
        assert (await stage.site.client.get(path.replace("full.webp", wrong))).status_code == 404
