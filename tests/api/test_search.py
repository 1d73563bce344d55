"""Finding by tags and handles."""

from __future__ import annotations

from uuid import uuid4

from tests.api.site import Person, Site

SEARCH = """query($t: String!, $n: Int!, $c: String) { search(text: $t, first: $n, after: $c) {
  edges { node { id } } pageInfo { endCursor hasNextPage } } }"""
PEOPLE = "query($t: String!) { people(text: $t, first: 2) { handle } }"


async def _found(site: Site, text: str, viewer: Person | None = None) -> list[str]:
    edges = (await site.ask(SEARCH, viewer, t=text, n=100))["search"]["edges"]
    return [edge["node"]["id"] for edge in edges]


async def test_every_word_finds_a_beginning_of_a_tag_or_a_handle(site: Site) -> None:
    name = uuid4().hex[:10]
    ada, bob = await site.join(f"ada_{name}"), await site.join(f"bob_{name}")
    sea = await site.post(ada, tags=[f"sea{name}", f"dusk{name}"])
    seal = await site.post(bob, tags=[f"sea{name}l"])
    await site.post(ada, tags=[f"sea{name}"], visibility="PRIVATE")
    named = await site.post(bob, tags=[f"ada_{name}"])
    assert await _found(site, f"sea{name}") == [seal, sea]
    assert await _found(site, f"#SEA{name} dusk{name[:4]}") == [sea]
    assert await _found(site, f"ada_{name}") == [named, sea]
    assert await _found(site, f"@ada_{name}") == [sea]
    assert await _found(site, f"#ada_{name}") == [named]
    assert await _found(site, f"#sea{name} @bob_{name}") == [seal]
    assert await _found(site, f"@ada%{name}", ada) == [], "a sign of the database's is a sign like others"
    await site.do("editPost", "EditPostInput", ada, postId=sea, tags=[f"dusk{name}"])
    await site.settled()
    assert await _found(site, f"sea{name}") == [seal]


async def test_finds_are_read_in_pages(site: Site) -> None:
    ada, tag = await site.join(), f"灯台{uuid4().hex[:20]}"
    posts = [await site.post(ada, tags=[tag]) for _ in range(3)]
    words = " ".join(tag[: len(tag) - less] for less in range(8))  # as long as a search may be
    first = (await site.ask(SEARCH, t=words, n=2))["search"]
    last = (await site.ask(SEARCH, t=words, n=2, c=first["pageInfo"]["endCursor"]))["search"]
    assert [edge["node"]["id"] for page in (first, last) for edge in page["edges"]] == posts[::-1]
    assert [page["pageInfo"]["hasNextPage"] for page in (first, last)] == [True, False]
    foreign = {"query": SEARCH, "variables": {"t": "other", "n": 2, "c": first["pageInfo"]["endCursor"]}}
    assert "INVALID" in (await site.send(foreign)).text


async def test_people_are_found_by_their_handle_the_most_followed_first(site: Site) -> None:
    name = f"q{uuid4().hex[:10]}"
    first, second, third = [await site.join(f"{name}_{n}") for n in range(3)]
    await site.do("follow", "AccountRef", first, accountId=third.id)
    await site.settled()
    people = (await site.ask(PEOPLE, t=f"@{name.upper()}"))["people"]
    assert people == [{"handle": third.handle}, {"handle": first.handle}]
    assert (await site.ask(PEOPLE, t=f"{name}_1 {name}"))["people"] == [{"handle": second.handle}]
    assert (await site.ask(PEOPLE, t="#none"))["people"] == []


async def test_words_that_are_none(site: Site) -> None:
    for text in ("", "  ", "#", "@ @", "a b c d e f g h i", "x" * 201):
        assert await site.code(SEARCH, t=text, n=1) == "INVALID"
        assert await site.code(PEOPLE, t=text) == "INVALID"


async def test_popular_tags_are_those_of_the_newest_public_posts(site: Site) -> None:
    ada, tag = await site.join(), f"p{uuid4().hex[:10]}"
    for _ in range(20):
        await site.post(ada, tags=[tag])
    await site.post(ada, tags=[tag], visibility="UNLISTED")
    popular = (await site.ask("{ tags(first: 1) { name postCount } }"))["tags"]
    assert popular == [{"name": tag, "postCount": 20}]
