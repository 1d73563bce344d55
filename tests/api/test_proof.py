"""A counter and its proof: the same number in the same answer, event by event, and nothing of who may not be seen."""

from __future__ import annotations

import json
from pathlib import Path

import psycopg
import pytest

from domain.identity import position_text
from infra.verify.notary import Notary, is_signed
from projections import proof
from projections.attestation import Attestation
from tests.api.site import JSON, Person, Site
from tests.databases import Database
from tests.infra.verify.conftest import attest

PROOF = """
query($post: ID!, $counter: String!, $first: Int = 100, $after: Position) {
  post(id: $post) { likeCount commentCount remixCount changedAt }
  proof(postId: $post, counter: $counter) {
    value at terms { topic adds events }
    events(first: $first, after: $after) {
      edges { cursor node { position topic subject payload actor { handle } } } pageInfo { hasNextPage endCursor }
    }
  }
}"""
COMMENT = "mutation($input: CommentInput!) { comment(input: $input) { comment { id } userErrors { code } } }"


async def prove(site: Site, post: str, counter: str, viewer: Person | None = None, **paging: object) -> JSON:
    """A proof, whose value is the sum of its terms, and the counter beside it in the same answer."""
    await site.settled()
    found = await site.ask(PROOF, viewer, post=post, counter=counter, **paging)
    proved: JSON = found["proof"]
    assert proved["value"] == found["post"][counter] == sum(t["adds"] * t["events"] for t in proved["terms"])
    return proved


def topics(proved: JSON) -> list[str]:
    """What events are listed."""
    return [edge["node"]["topic"] for edge in proved["events"]["edges"]]


async def test_each_counter_is_the_fold_of_the_events_listed(site: Site) -> None:
    author, ada, bob = [await site.join() for _ in range(3)]
    post = await site.post(author)
    for person in (ada, bob):
        await site.do("likePost", "PostRef", person, postId=post)
    await site.do("unlikePost", "PostRef", bob, postId=post)
    likes = await prove(site, post, "likeCount", bob)
    assert likes["value"] == 1
    assert topics(likes) == ["post.liked", "post.liked", "post.unliked"]
    assert [edge["node"]["actor"]["handle"] for edge in likes["events"]["edges"]] == [ada.handle, *[bob.handle] * 2]
    said = [await site.ask(COMMENT, ada, input={"postId": post, "text": text}) for text in ("one", "two")]
    await site.do("removeComment", "CommentRef", ada, commentId=said[0]["comment"]["comment"]["id"])
    comments = await prove(site, post, "commentCount")
    assert topics(comments) == ["post.commented", "post.commented", "comment.removed"]
    remix = await site.post(bob, remix_of=post, visibility="PRIVATE")
    assert topics(await prove(site, post, "remixCount")) == [], "what nobody was shown counts nowhere"
    for visibility in ("PUBLIC", "PRIVATE", "PUBLIC"):
        await site.do("editPost", "EditPostInput", bob, postId=remix, visibility=visibility)
    remixes = await prove(site, post, "remixCount")
    assert (remixes["value"], topics(remixes)) == (1, ["post.edited"] * 3)


async def test_events_come_in_pages(site: Site) -> None:
    author = await site.join()
    post = await site.post(author)
    for person in [await site.join() for _ in range(5)]:
        await site.do("likePost", "PostRef", person, postId=post)
    found, after = [], None
    while True:
        events = (await prove(site, post, "likeCount", first=2, after=after))["events"]
        found += [edge["cursor"] for edge in events["edges"]]
        if not events["pageInfo"]["hasNextPage"]:
            break
        after = events["pageInfo"]["endCursor"]
    assert len(found) == 5 and found == sorted(set(found))


async def test_what_may_not_be_seen_is_counted_and_not_told(site: Site) -> None:
    author, liker, viewer = [await site.join() for _ in range(3)]
    post = await site.post(author)
    await site.do("likePost", "PostRef", liker, postId=post)
    remix = await site.post(liker, remix_of=post)
    await site.do("editPost", "EditPostInput", liker, postId=remix, visibility="PRIVATE")
    gone = await prove(site, post, "remixCount", viewer)
    assert (gone["value"], topics(gone)) == (0, ["post.shared", "post.edited"])
    shared = gone["events"]["edges"][0]["node"]
    assert (shared["actor"], shared["subject"], shared["payload"]) == (None, None, {})
    await site.do("block", "AccountRef", liker, accountId=viewer.id)
    (like,) = (await prove(site, post, "likeCount", viewer))["events"]["edges"]
    assert (like["node"]["actor"], like["node"]["subject"], like["node"]["payload"]) == (None, None, {})


async def test_what_is_no_counter_or_no_post(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    author, other = await site.join(), await site.join()
    hidden, post = await site.post(author, visibility="PRIVATE"), await site.post(author)
    assert await site.code(PROOF, other, post=post, counter="wishCount") == "INVALID"
    for nothing in (hidden, "post_" + "0" * 32, "nonsense"):
        assert await site.code(PROOF, other, post=nothing, counter="likeCount") == "NOT_FOUND"
    assert await site.code(PROOF, other, post=post, counter="likeCount", after="9" * 20) == "INVALID"
    monkeypatch.setattr(proof, "MOST_COUNTED", 0)
    assert await site.code(PROOF, other, post=post, counter="likeCount") == "INVALID"


async def test_the_newest_attestation_can_be_kept_by_anyone(
    site: Site, shared_database: Database, tmp_path: Path
) -> None:
    asked = "{ log { head attestation { position root statement key signature } } }"
    assert (await site.ask(asked))["log"]["attestation"] is None
    await site.join()
    with psycopg.connect(shared_database.engine, autocommit=True) as connection:
        attest(connection, Notary(tmp_path, tmp_path / "secrets"))
    told = (await site.ask(asked))["log"]
    kept = Attestation.read(json.dumps(told["attestation"]))
    assert is_signed(kept)
    assert (kept.said.root.hex(), position_text(kept.said.position)) == (told["attestation"]["root"], told["head"])
