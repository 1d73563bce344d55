"""The addresses of the app: what they answer, under which policy, and what a link to a post unfolds to."""

from __future__ import annotations

import gzip
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from uuid import uuid4

import pytest

from api.http.cookie import COOKIE
from api.ids import NodeKind, parse_id_of
from api.pages.build import Builds, BuildState, Phase
from api.pages.head import plain
from domain.cases import Case, DecisionKind
from domain.flags import Flaggable, FlagKind, FlagReason
from tests.api.site import ORIGIN, Person, Site, running
from tests.projections.world import World

ADDRESSES = (
    "/", "/home", "/trending", "/search", "/tag/sea", "/@lena", f"/p/post_{'0' * 32}", "/renders",
    f"/r/render_{'0' * 32}", "/settings", "/notices", "/sign-in", "/join", "/about",
    "/desk", "/operator", "/replay", "/trending/compare",
)  # fmt: skip
INDEX = """<!doctype html>
<html lang="en">
  <head>
    <title>Limn</title>
    <meta name="description" content="Pictures made from words." />
    <script type="module" src="/app/assets/index-1a2b.js"></script>
  </head>
  <body><div id="root"></div></body>
</html>
"""
PERSON = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
HOSTILE = "\"'><script>alert(1)</script>&amp; javascript:alert(2) </title>\nline two " + "e" + "\u0301" * 100
CANARY = "unsayablecanary"


@dataclass
class Told:
    """A build that is as it was told to be."""

    folder: Path
    now: BuildState

    def state(self) -> BuildState:
        return self.now


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Told:
    folder = tmp_path_factory.mktemp("app")
    (folder / "assets").mkdir()
    (folder / "index.html").write_text(INDEX)
    (folder / "assets" / "icon-3c4d.svg").write_text("<svg/>")
    (folder / "source.sha256").write_text("not for everyone")
    (folder / "assets" / "index-1a2b.js").write_text("export {}")
    (folder / "assets" / "index-1a2b.js.gz").write_bytes(gzip.compress(b"export {}"))
    return Told(folder, BuildState(Phase.READY, "built", folder=folder))


@pytest.fixture(scope="module")
async def app(site: Site, build: Told) -> AsyncIterator[Site]:
    """The same site with its pages."""
    async with running(site.services, Builds(build, build)) as started:
        yield started


class Heads(HTMLParser):
    """What a browser makes of a page's head: its title and its named values."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.title = ""
        self.said: dict[str, str] = {}
        self.scripts = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("property") or given.get("name") or given.get("rel")
        if tag in {"meta", "link"} and name:
            self.said[name] = given.get("content") or given.get("href") or ""
        self.scripts += tag == "script"
        assert not [attribute for attribute in given if attribute.startswith("on")]

    def handle_data(self, data: str) -> None:
        if self.lasttag == "title" and not self.title:
            self.title = data


@pytest.mark.parametrize("address", ADDRESSES)
async def test_every_address_answers_the_page_under_a_strict_policy(app: Site, address: str) -> None:
    page = await app.client.get(address, headers=PERSON)
    absent = address.startswith("/p/")
    assert page.status_code == (404 if absent else 200)
    assert '<div id="root">' in page.text
    policy = page.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "connect-src 'self' ws://127.0.0.1;" in policy
    assert "frame-ancestors 'none'" in policy
    wanted = {
        "cache-control": "no-cache",
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
    }
    assert wanted.items() <= dict(page.headers).items()
    assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=", page.text)
    assert (await app.client.head(address)).status_code == page.status_code
    again = await app.client.get(address, headers={"if-none-match": page.headers["etag"]})
    assert again.status_code == (404 if absent else 304)


async def test_what_is_not_there_is_a_page_for_people_and_an_error_for_programs(app: Site) -> None:
    for address in ("/nowhere", "/p/x/y", "/@a", "/tag/%20", "/app/assets/missing.js"):
        page = await app.client.get(address, headers=PERSON)
        assert (page.status_code, '<div id="root">' in page.text) == (404, True), address
    said = await app.client.get("/nowhere")
    assert said.json()["errors"][0]["extensions"]["code"] == "NOT_FOUND"
    assert (await app.client.post("/nowhere", headers=PERSON)).headers["content-type"].startswith("application/json")


async def test_a_public_post_unfolds(app: Site) -> None:
    author = await app.join()
    post = await app.post(author, caption="A bird over the sea", promptVisibility="VISIBLE", altText="One bird.")
    page = await app.client.get(f"/p/{post}", headers=PERSON)
    head = Heads(page.text)
    assert page.status_code == 200
    assert head.title == head.said["og:title"] == f"A picture by {author.handle.title()} (@{author.handle})"
    assert head.said["og:description"] == head.said["description"] == "A bird over the sea"
    assert head.said["canonical"] == head.said["og:url"] == f"{ORIGIN}/p/{post}"
    assert head.said["twitter:card"] == "summary_large_image"
    size = (head.said["og:image:width"], head.said["og:image:height"], head.said["og:image:alt"])
    assert size == ("256", "256", "One bird.")
    assert head.said["og:image"].startswith(f"{ORIGIN}/images/image_")
    picture = await app.client.get(head.said["og:image"], headers={"accept": "*/*"})
    assert (picture.status_code, picture.headers["content-type"]) == (200, head.said["og:image:type"])
    assert "robots" not in head.said


async def test_a_head_that_comes_too_late_is_left_out(app: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.pages.shown.SECONDS", 0.0)
    page = await app.client.get(f"/p/post_{'0' * 32}", headers=PERSON)
    assert (page.status_code, Heads(page.text).title) == (200, "Limn"), "nobody knows yet that it is not there"


async def test_an_unlisted_post_unfolds_and_is_not_to_be_listed(app: Site) -> None:
    post = await app.post(await app.join(), caption="For friends", visibility="UNLISTED")
    head = Heads((await app.client.get(f"/p/{post}")).text)
    assert (head.said["og:description"], head.said["robots"]) == ("For friends", "noindex")


async def test_what_people_write_stays_words(app: Site) -> None:
    author = await app.join()
    post = await app.post(author, caption=HOSTILE, altText=HOSTILE.replace("\n", " "))
    page = (await app.client.get(f"/p/{post}")).text
    head = Heads(page)
    assert head.scripts == Heads(INDEX).scripts
    assert head.said["description"].startswith(
        "\"'><script>alert(1)</script>&amp; javascript:alert(2) </title> line two "
    )
    assert len(head.said["description"]) <= 200
    assert head.said["og:image:alt"].startswith("\"'><script>")
    assert page.count("<title>") == 1
    assert plain("a\u202eb\u2066c\u0000\r\n<") == "abc &lt;"  # what is refused today may lie in an older log


async def decided(app: Site, post: str, author: Person, outcome: DecisionKind) -> None:
    """A post is reported, and decided on."""
    world, thing = World(app.services.log), parse_id_of(NodeKind.POST, post)
    await world.save(Case.open(Flaggable(thing, FlagKind.POST, author.account), 1, uuid4(), FlagReason.HATE))
    await world.moderate(uuid4(), thing, outcome)
    await app.settled()


async def test_a_blurred_picture_does_not_unfold(app: Site) -> None:
    author = await app.join()
    post = await app.post(author, caption="Not for everyone")
    assert "og:image" in Heads((await app.client.get(f"/p/{post}")).text).said
    await decided(app, post, author, DecisionKind.BLUR)
    head = Heads((await app.client.get(f"/p/{post}")).text)
    assert (head.said["og:description"], head.said["robots"]) == ("Not for everyone", "noindex")
    assert "og:image" not in head.said
    assert "/images/" not in str(head.said)


@pytest.mark.parametrize("visibility", ["PRIVATE", "FOLLOWERS", "removed", "hidden"])
async def test_what_not_everyone_may_see_looks_like_what_is_not_there(app: Site, visibility: str) -> None:
    author = await app.join()
    shown = visibility if visibility.isupper() else "PUBLIC"
    post = await app.post(author, visibility=shown, caption=CANARY, altText=CANARY, promptVisibility="REMIXABLE")
    if shown == "PUBLIC":
        assert CANARY in (await app.client.get(f"/p/{post}")).text  # the control: the word would be seen
    if visibility == "removed":
        await app.do("removePost", "PostRef", author, postId=post)
        await app.settled()
    if visibility == "hidden":
        await decided(app, post, author, DecisionKind.REMOVE)
    absent = await app.client.get(f"/p/post_{uuid4().hex}")
    page = await app.client.get(f"/p/{post}")
    assert (page.status_code, page.text, page.headers) == (absent.status_code, INDEX, absent.headers)
    own = await app.client.get(f"/p/{post}", headers={"cookie": f"{COOKIE}={author.token}"})
    assert (own.status_code, own.text) == (200, INDEX)


async def test_hidden_words_do_not_unfold(app: Site) -> None:
    author = await app.join()
    hidden, visible = await app.post(author), await app.post(author, promptVisibility="VISIBLE")
    assert "a canary at dusk" not in (await app.client.get(f"/p/{hidden}")).text
    assert "a canary at dusk" in (await app.client.get(f"/p/{visible}")).text


async def test_titles_of_other_pages(app: Site) -> None:
    for address, title in {
        "/@Lena": "@lena on Limn",
        "/trending": "Trending on Limn",
        "/tag/Sea": "#sea on Limn",
    }.items():
        assert Heads((await app.client.get(address)).text).title == title


async def test_files(app: Site) -> None:
    script = await app.client.get("/app/assets/index-1a2b.js", headers={"accept-encoding": "identity"})
    packed = await app.client.get("/app/assets/index-1a2b.js", headers={"accept-encoding": "br, gzip;q=0.5"})
    assert script.text == packed.text == "export {}"
    assert (script.headers.get("content-encoding"), packed.headers["content-encoding"]) == (None, "gzip")
    assert script.headers["content-type"].startswith("text/javascript")
    assert "immutable" in packed.headers["cache-control"]
    icon = await app.client.get("/favicon.ico")
    assert (icon.text, icon.headers["content-type"]) == ("<svg/>", "image/svg+xml")
    for name in ("source.sha256", "index.html", "assets", "..%2Fsecret.svg", "assets/index-1a2b.js.gz"):
        assert (await app.client.get(f"/app/{name}")).status_code == 404, name
    assert "Disallow: /graphql" in (await app.client.get("/robots.txt")).text


async def test_until_it_is_built_a_page_says_so(site: Site, build: Told, tmp_path: Path) -> None:
    told = Told(tmp_path, BuildState(Phase.BUILDING, "Bundling <it> …"))
    async with running(site.services, Builds(told, build)) as app:
        page = await app.client.get("/")
        assert (page.status_code, "Bundling &lt;it&gt; …" in page.text) == (200, True)
        assert "unsafe" not in page.headers["content-security-policy"]
        assert "<style" not in page.text
        assert (await app.client.get("/app/waiting.css")).headers["content-type"].startswith("text/css")
        told.now = BuildState(Phase.FAILED, "no node", "install node")
        assert (await app.client.get("/home")).status_code == 503
        told.now = BuildState(Phase.BUILDING, "A newer one …", folder=build.folder)
        assert (await app.client.get("/home")).text == INDEX
        told.now = build.now
        assert (await app.client.get("/home")).text == INDEX
        told.now = BuildState(Phase.BUILDING, "The source has changed.")
        assert (await app.client.get("/home")).text == INDEX  # a change of the source is for the next start
