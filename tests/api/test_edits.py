"""Saying otherwise: of a post, of oneself; and taking a comment away."""

from __future__ import annotations

from typing import Any

from tests.api.site import JSON, Person, Site

POST = "post { id caption altText tags prompt visibility promptVisibility changedAt }"
FEED = "query($t: String) { feed(tag: $t, first: 100) { edges { node { id publishedAt } } } }"
BOARD = "{ trending(first: 100) { edges { node { id } } } }"
COUNTS = """query($i: ID!, $s: ID!, $h: String!) {
  post(id: $i) { commentCount } source: post(id: $s) { remixCount } account(handle: $h) { postCount } }"""
THREAD = """query($id: ID!) { post(id: $id) { commentCount comments(first: 9) { edges { node {
  id text removed replies(first: 9) { edges { node { id text } } } } } } } }"""
EVENTS = "query($id: ID!) { events(first: 20, subject: $id) { edges { node { topic payload } } } }"


async def _edit(site: Site, person: Person, post: str, **given: object) -> JSON:
    done = await site.do("editPost", "EditPostInput", person, f"position {POST}", postId=post, **given)
    await site.settled()
    return done


async def _feed(site: Site, tag: str | None = None) -> list[str]:
    shown = [edge["node"] for edge in (await site.ask(FEED, t=tag))["feed"]["edges"]]
    published = [post["publishedAt"] for post in shown]
    assert published == sorted(published, reverse=True)
    return [post["id"] for post in shown]


async def _codes(site: Site, name: str, kind: str, person: Person | None, **given: Any) -> list[str]:
    return [error["code"] for error in (await site.do(name, kind, person, **given))["userErrors"]]


async def test_what_is_left_out_stays_and_what_is_empty_goes(site: Site) -> None:
    ada = await site.join()
    post = await site.post(ada, caption="Dusk", altText="A bird.", tags=["sea", "dusk"])
    shown = (await _edit(site, ada, post, tags=["Sea", "#hill"], promptVisibility="VISIBLE"))["post"]
    assert (shown["caption"], shown["altText"], shown["tags"]) == ("Dusk", "A bird.", ["sea", "hill"])
    assert shown["prompt"] == "a canary at dusk"
    assert post in await _feed(site, "hill")
    assert post not in await _feed(site, "dusk")
    shown = (await _edit(site, ada, post, caption="", altText="", tags=[], promptVisibility="HIDDEN"))["post"]
    assert (shown["caption"], shown["altText"], shown["tags"]) == (None, "A bird in the evening.", [])
    assert shown["prompt"] is None
    assert post not in await _feed(site, "sea")


async def test_a_post_becomes_public_and_leaves_again(site: Site) -> None:
    ada = await site.join()
    source = await site.post(ada)
    post = await site.post(ada, remix_of=source, visibility="PRIVATE", tags=["late"])
    newer = await site.post(ada)

    async def counts() -> tuple[Any, Any]:
        found = await site.ask(COUNTS, ada, i=post, s=source, h=ada.handle)
        return found["source"]["remixCount"], found["account"]["postCount"]

    assert await counts() == (0, 2)
    await _edit(site, ada, post, visibility="PUBLIC")
    assert (await _feed(site))[:3] == [post, newer, source], "it sorts by when everyone could see it first"
    assert await _feed(site, "late") == [post]
    assert await counts() == (1, 3)
    await site.do("likePost", "PostRef", ada, postId=post)
    await site.settled()
    assert post in str(await site.ask(BOARD))
    await _edit(site, ada, post, visibility="UNLISTED", caption="not for the log")
    assert (await _feed(site))[:2] == [newer, source]
    assert await _feed(site, "late") == []
    assert await counts() == (0, 2)
    assert post not in str(await site.ask(BOARD))
    (edge,) = (await site.ask(EVENTS, id=post))["events"]["edges"]
    assert edge["node"] == {"topic": "post.edited", "payload": {}}, "who keeps a copy learns to drop it, and no more"
    await _edit(site, ada, post, visibility="PUBLIC")
    assert (await _feed(site))[:3] == [post, newer, source]


async def test_the_log_tells_nothing_of_what_a_post_said_before_everyone_saw_it(site: Site) -> None:
    ada = await site.join()
    source = await site.post(ada)
    post = await site.post(ada, remix_of=source, visibility="PRIVATE", tags=["secret"])
    await _edit(site, ada, post, tags=["hidden"])
    await _edit(site, ada, post, visibility="PUBLIC", tags=["shown"])
    await _edit(site, ada, post, visibility="FOLLOWERS", tags=["friends"])
    await _edit(site, ada, post, visibility="PUBLIC", tags=["again"])
    for person in (None, ada):
        told = [edge["node"]["payload"] for edge in (await site.ask(EVENTS, person, id=post))["events"]["edges"]]
        assert [payload.get("tags") for payload in told] == [["shown"], None, ["again"]]
        assert told[0]["remixOf"] == source, "the first that everyone sees says where it comes from"


async def test_only_its_author_edits_a_post_and_once_per_key(site: Site) -> None:
    ada, bob = await site.join(), await site.join()
    post = await site.post(ada)
    assert await _codes(site, "editPost", "EditPostInput", bob, postId=post, caption="mine") == ["NOT_FOUND"]
    assert await _codes(site, "editPost", "EditPostInput", ada, postId=post) == ["INVALID"]
    keyed = {"caption": "one", "idempotencyKey": "k"}
    first = await _edit(site, ada, post, **keyed)
    await _edit(site, ada, post, caption="two")
    again = await _edit(site, ada, post, **keyed)
    assert (again["position"], again["post"]["caption"]) == (first["position"], "two")
    assert await _codes(site, "editPost", "EditPostInput", ada, postId=post, **{**keyed, "caption": "x"}) == [
        "CONFLICT"
    ]
    await site.do("removePost", "PostRef", ada, postId=post)
    assert await _codes(site, "editPost", "EditPostInput", ada, postId=post, caption="late") == ["NOT_FOUND"]


async def _said(site: Site, person: Person, post: str, **more: object) -> str:
    given = {"postId": post, "text": "said", **more}
    return str((await site.do("comment", "CommentInput", person, "comment { id }", **given))["comment"]["id"])


async def test_a_removed_comment_leaves_its_place_to_its_replies(site: Site) -> None:
    ada, bob, eve = [await site.join() for _ in range(3)]
    post = await site.post(ada)
    comment, other = await _said(site, bob, post), await _said(site, bob, post)
    reply = await _said(site, eve, post, replyTo=comment)
    assert await _codes(site, "removeComment", "CommentRef", eve, commentId=comment) == ["FORBIDDEN"]
    removed = await site.do(
        "removeComment", "CommentRef", bob, "position comment { text removed }", commentId=comment, idempotencyKey="k"
    )
    assert removed["comment"] == {"text": "", "removed": True}
    assert await _codes(site, "removeComment", "CommentRef", ada, commentId=other) == []  # whose post it is
    assert await _codes(site, "removeComment", "CommentRef", ada, commentId=other) == []  # gone is gone
    assert await _codes(site, "comment", "CommentInput", eve, postId=post, text="x", replyTo=comment) == ["NOT_FOUND"]
    await site.settled()
    shown = (await site.ask(THREAD, id=post))["post"]
    replies = {"edges": [{"node": {"id": reply, "text": "said"}}]}
    assert shown["comments"]["edges"] == [{"node": {"id": comment, "text": "", "removed": True, "replies": replies}}]
    assert shown["commentCount"] == 1
    topics = [edge["node"]["topic"] for edge in (await site.ask(EVENTS, id=post))["events"]["edges"]]
    assert topics.count("comment.removed") == 2


async def test_a_profile_says_otherwise(site: Site) -> None:
    ada = await site.join()
    shape = "account { handle displayName bio }"
    done = await site.do("editProfile", "EditProfileInput", ada, shape, bio="I paint.\nWith words.")
    assert done["account"] == {"handle": ada.handle, "displayName": ada.handle.title(), "bio": "I paint.\nWith words."}
    done = await site.do("editProfile", "EditProfileInput", ada, shape, displayName="  Ada L. ")
    assert (done["account"]["displayName"], done["account"]["bio"]) == ("Ada L.", "I paint.\nWith words.")
    done = await site.do("editProfile", "EditProfileInput", ada, shape, bio="")
    assert done["account"]["bio"] == ""
    for given, code in (({}, "INVALID"), ({"displayName": " "}, "INVALID"), ({"bio": "x" * 501}, "INVALID")):
        assert await _codes(site, "editProfile", "EditProfileInput", ada, **given) == [code]
    assert await _codes(site, "editProfile", "EditProfileInput", None, bio="x") == ["UNAUTHENTICATED"]
    log = await site.ask(EVENTS, id=ada.id)
    assert log["events"]["edges"][-1]["node"] == {"topic": "account.edited", "payload": {}}
