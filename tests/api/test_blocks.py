"""Blocks and mutes: at once, both ways, and on every path."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.site import Person, Site

BY_ID = "query($i: ID!) { node(id: $i) { id } }"
LATEST = "{ feed(first: 100) { edges { node { id } } } }"
HOME = "{ feed(feed: HOME, first: 9) { edges { node { id } } } }"
TRENDING = "{ trending(first: 100) { edges { node { id } } } }"
ACCOUNT = """query($h: String!) { account(handle: $h) { id handle displayName bio viewerBlocks viewerMutes
  followerCount postCount viewerFollows posts(first: 9) { edges { node { id } } } } }"""
OWN = """{ viewer { followingCount
  blocked(first: 9) { edges { node { handle } } } muted(first: 9) { edges { node { id } } } } }"""
COMMENTS = """query($i: ID!) { post(id: $i) {
  comments(first: 9) { edges { node { text replies(first: 9) { edges { node { text } } } } } } } }"""


async def _does(site: Site, name: str, who: Person, whom: Person) -> list[str]:
    done = await site.do(name, "AccountRef", who, accountId=whom.id)
    await site.settled()
    return [error["code"] for error in done["userErrors"]]


async def _codes(site: Site, name: str, kind: str, who: Person, **given: Any) -> list[str]:
    return [error["code"] for error in (await site.do(name, kind, who, **given))["userErrors"]]


async def _trio(site: Site) -> tuple[Person, Person, Person]:
    ada, bob, eve = [await site.join() for _ in range(3)]
    return ada, bob, eve


async def test_a_block_works_both_ways_and_ends_what_either_follows(site: Site) -> None:
    ada, bob, eve = await _trio(site)
    assert [await _does(site, "follow", *pair) for pair in ((ada, bob), (bob, ada))] == [[], []]
    posts = {person.handle: await site.post(person) for person in (ada, bob)}
    assert await _does(site, "block", ada, bob) == []
    for viewer, other in ((ada, bob), (bob, ada)):
        assert (await site.ask(BY_ID, viewer, i=posts[other.handle]))["node"] is None
        assert posts[other.handle] not in str(await site.ask(LATEST, viewer))
        for name, kind, key in (("likePost", "PostRef", "postId"), ("follow", "AccountRef", "accountId")):
            subject = posts[other.handle] if key == "postId" else other.id
            assert await _codes(site, name, kind, viewer, **{key: subject}) == ["NOT_FOUND"]
        assert (await site.ask("{ viewer { followingCount followerCount } }", viewer))["viewer"] == {
            "followingCount": 0,
            "followerCount": 0,
        }
    assert {posts[ada.handle], posts[bob.handle]} <= set(_ids(await site.ask(LATEST, eve)))
    assert (await site.ask(ACCOUNT, bob, h=ada.handle))["account"] is None
    seen = (await site.ask(ACCOUNT, ada, h=bob.handle))["account"]
    assert (seen["viewerBlocks"], seen["displayName"], seen["posts"]["edges"]) == (True, bob.handle, [])
    assert (await site.ask(OWN, ada))["viewer"]["blocked"]["edges"] == [{"node": {"handle": bob.handle}}]
    assert await _does(site, "unblock", ada, bob) == []
    assert (await site.ask(BY_ID, bob, i=posts[ada.handle]))["node"] is not None
    assert not (await site.ask(ACCOUNT, bob, h=ada.handle))["account"]["viewerFollows"]


def _ids(data: dict[str, dict[str, list[dict[str, dict[str, str]]]]]) -> list[str]:
    return [edge["node"]["id"] for edge in data["feed"]["edges"]]


async def test_what_either_says_or_remixes_is_hidden_from_the_other(site: Site) -> None:
    ada, bob, eve = await _trio(site)
    stage = await site.post(eve)
    said = await site.do("comment", "CommentInput", bob, "comment { id }", postId=stage, text="by bob")
    await site.do("comment", "CommentInput", ada, postId=stage, text="by ada", replyTo=said["comment"]["id"])
    source = await site.post(ada)
    remix = await site.post(eve, remix_of=source)
    assert await _does(site, "block", bob, ada) == []
    assert "by ada" not in str(await site.ask(COMMENTS, bob, i=stage))
    assert "by bob" not in str(await site.ask(COMMENTS, ada, i=stage))
    assert "by ada" in str(await site.ask(COMMENTS, eve, i=stage))
    assert (await site.ask("query($i: ID!) { post(id: $i) { remixedFrom { id } } }", bob, i=remix))["post"] == {
        "remixedFrom": None
    }
    log = "query($i: ID!) { events(first: 100, subject: $i) { edges { node { actor { handle } payload } } } }"
    assert ada.handle not in str(await site.ask(log, bob, i=stage))
    assert source not in str(await site.ask(log, bob, i=remix))
    assert "account.blocked" not in str(await site.ask("{ events(first: 100) { edges { node { topic } } } }", bob))


async def test_one_may_report_whom_one_blocks(site: Site) -> None:
    ada, bob, _ = await _trio(site)
    posts = {person.handle: await site.post(person) for person in (ada, bob)}
    await _does(site, "block", ada, bob)
    assert await _codes(site, "flag", "FlagInput", ada, subjectId=posts[bob.handle], reason="HARASSMENT") == []
    assert await _codes(site, "flag", "FlagInput", bob, subjectId=posts[ada.handle], reason="SPAM") == ["NOT_FOUND"]


async def test_a_mute_is_ones_own_and_about_lists_alone(site: Site) -> None:
    ada, bob, eve = await _trio(site)
    await _does(site, "follow", ada, bob)
    post, stage = await site.post(bob), await site.post(eve)
    await site.do("comment", "CommentInput", bob, postId=stage, text="by bob")
    await site.do("likePost", "PostRef", eve, postId=post)
    assert await _does(site, "mute", ada, bob) == []
    for listed in (LATEST, HOME, TRENDING):
        assert post not in str(await site.ask(listed, ada)), listed
    assert "by bob" not in str(await site.ask(COMMENTS, ada, i=stage))
    assert (await site.ask(BY_ID, ada, i=post))["node"] is not None
    seen = (await site.ask(ACCOUNT, ada, h=bob.handle))["account"]
    assert (seen["viewerMutes"], seen["viewerFollows"], len(seen["posts"]["edges"])) == (True, True, 1)
    assert (await site.ask(OWN, ada))["viewer"]["muted"]["edges"] == [{"node": {"id": bob.id}}]
    assert (await site.ask(ACCOUNT, bob, h=ada.handle))["account"]["viewerMutes"] is False


@pytest.mark.parametrize("listed", ["feed", "trending"])
async def test_pages_stay_full(site: Site, listed: str) -> None:
    ada, bob, eve = await _trio(site)
    for person in (eve, bob, bob, bob, eve):
        await site.do("likePost", "PostRef", eve, postId=await site.post(person))
    await _does(site, "block", ada, bob)
    query = f"query($n: Int!) {{ {listed}(first: $n) {{ edges {{ node {{ author {{ handle }} }} }} }} }}"
    for count in (2, 4):
        edges = (await site.ask(query, ada, n=count))[listed]["edges"]
        assert len(edges) == count
        assert bob.handle not in str(edges)
