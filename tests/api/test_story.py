"""The whole story, one act after the other."""

from __future__ import annotations

from tests.api.site import Site

POST = """
query($id: ID!) { post(id: $id) {
  id caption altText tags prompt visibility likeCount commentCount viewerHasLiked changedAt
  author { handle displayName postCount }
  image { url(size: SMALL) altText energy { wattHours } provenance { signed digitalSourceType model } }
  comments(first: 5) { edges { node { text author { handle } replies(first: 5) { edges { node { text } } } } } }
} }"""
FEED = (
    "query($feed: Feed!, $tag: String) { feed(feed: $feed, tag: $tag, first: 10) { position edges { node { id } } } }"
)


async def test_from_joining_to_trending(site: Site) -> None:
    ada, bob = await site.join(), await site.join()
    assert (await site.ask("{ viewer { id } }", ada))["viewer"]["id"] == ada.id
    post = await site.post(ada, caption="Dusk", tags=["#Birds"], promptVisibility="VISIBLE")

    await site.do("follow", "AccountRef", bob, "account { followerCount viewerFollows }", accountId=ada.id)
    liked = await site.do("likePost", "PostRef", bob, "position post { likeCount viewerHasLiked }", postId=post)
    assert liked["post"] == {"likeCount": 1, "viewerHasLiked": True}
    said = await site.do("comment", "CommentInput", bob, "comment { id text }", postId=post, text="Oh!")
    await site.do("comment", "CommentInput", ada, postId=post, text="Ah.", replyTo=said["comment"]["id"])
    await site.settled()

    shown = (await site.ask(POST, bob, id=post))["post"]
    assert (shown["caption"], shown["tags"], shown["prompt"]) == ("Dusk", ["birds"], "a canary at dusk")
    assert (shown["likeCount"], shown["commentCount"], shown["altText"]) == (1, 2, "A bird in the evening.")
    (comment,) = shown["comments"]["edges"]
    assert comment["node"]["replies"]["edges"][0]["node"]["text"] == "Ah."
    assert shown["image"]["provenance"]["signed"] is False
    assert (await site.client.get(shown["image"]["url"])).status_code == 200

    for feed, tag in (("LATEST", None), ("LATEST", "birds"), ("HOME", None)):
        listed = (await site.ask(FEED, bob, feed=feed, tag=tag))["feed"]
        assert post in [edge["node"]["id"] for edge in listed["edges"]], (feed, tag)
        assert listed["position"] >= liked["position"]
    board = await site.ask("{ trending(first: 5) { edges { node { id } why { score terms { name value events } } } } }")
    (edge,) = [edge for edge in board["trending"]["edges"] if edge["node"]["id"] == post]
    likes, comments = (term["value"] for term in edge["why"]["terms"])
    assert likes + 2 * comments == edge["why"]["score"] > 0


async def test_signing_out_and_in_again(site: Site) -> None:
    eve = await site.join()
    assert (await site.ask("mutation { signOut { userErrors { code } } }", eve))["signOut"]["userErrors"] == []
    assert (await site.send({"query": "{ viewer { id } }"}, eve)).status_code == 401
    again = await site.do(
        "signIn",
        "SignInInput",
        None,
        "token account { id }",
        handle=eve.handle.upper(),
        password=f"secret of {eve.handle}",
    )
    assert again["account"]["id"] == eve.id
    assert again["token"] != eve.token


async def test_the_log_tells_of_it(site: Site) -> None:
    ada = await site.join()
    post = await site.post(ada)
    found = await site.ask(
        "query($id: ID!) { events(first: 10, subject: $id) { edges { node { topic subject payload actor { id } } } } "
        "log { head views { name complete position lag } } rankers { name formula } }",
        id=post,
    )
    (edge,) = found["events"]["edges"]
    assert edge["node"]["topic"] == "post.shared"
    assert edge["node"]["subject"] == post
    assert edge["node"]["actor"]["id"] == ada.id
    assert edge["node"]["payload"]["visibility"] == "PUBLIC"
    assert {"accounts", "posts", "trending"} <= {view["name"] for view in found["log"]["views"]}
    assert all(view["complete"] for view in found["log"]["views"])
    assert found["rankers"][0]["name"] == "decay"
