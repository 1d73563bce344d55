"""Commands: done once however often they are asked, seen by who did them, counted right whoever hurries."""

from __future__ import annotations

import asyncio
from uuid import uuid4

import pytest

from api.context import Context
from domain.errors import ErrorCode
from domain.log import Append, LogFull, NoRoom, Receipt
from tests.api.site import JSON, Person, Site

LIKE = "mutation($id: ID!) { likePost(input: {postId: $id}) { position userErrors { code } } }"
COUNT = "query($id: ID!) { post(id: $id) { likeCount viewerHasLiked } }"


async def _like(site: Site, person: Person, post: str) -> str:
    """A like by someone who tries again where too much is asked at once; its position."""
    while True:
        payload = (await site.send({"query": LIKE, "variables": {"id": post}}, person)).json()
        errors = payload["errors"] if "errors" in payload else payload["data"]["likePost"]["userErrors"]
        if not errors:
            return str(payload["data"]["likePost"]["position"])
        assert {error.get("code") or error["extensions"]["code"] for error in errors} == {"QUEUE_FULL"}, payload


async def _likes(site: Site, post: str) -> int:
    """The fold of the public log."""
    page = "events(first: 100, after: $a, subject: $i) { edges { cursor node { topic } } }"
    query = f"query($i: ID!, $a: Position) {{ {page} }}"
    count, after = 0, None
    while edges := (await site.ask(query, i=post, a=after))["events"]["edges"]:
        topics = [edge["node"]["topic"] for edge in edges]
        count += topics.count("post.liked") - topics.count("post.unliked")
        after = edges[-1]["cursor"]
    return count


async def test_a_thousand_likes_by_one_person_count_one(site: Site) -> None:
    ada, bob = await site.join(), await site.join()
    post = await site.post(ada)
    positions = await asyncio.gather(*(_like(site, bob, post) for _ in range(1_000)))
    assert len(set(positions)) == 1
    await site.settled()
    assert (await site.ask(COUNT, bob, id=post))["post"] == {"likeCount": 1, "viewerHasLiked": True}
    assert await _likes(site, post) == 1


async def test_the_count_equals_the_fold(site: Site) -> None:
    ada, *others = [await site.join() for _ in range(6)]
    post = await site.post(ada)

    async def waver(person: Person) -> None:
        for name in ("likePost", "unlikePost", "likePost", "likePost"):
            await site.do(name, "PostRef", person, postId=post)

    await asyncio.gather(*(waver(person) for person in others), *(waver(person) for person in others))
    await site.settled()
    shown = (await site.ask(COUNT, id=post))["post"]["likeCount"]
    assert shown == await _likes(site, post) <= len(others)


@pytest.mark.parametrize(
    ("name", "kind", "shape"),
    [
        ("submitPrompt", "SubmitPromptInput", "render { id }"),
        ("sharePost", "SharePostInput", "post { id }"),
        ("likePost", "PostRef", "post { id }"),
        ("comment", "CommentInput", "comment { id }"),
        ("flag", "FlagInput", ""),
        ("follow", "AccountRef", "account { id }"),
        ("removePost", "PostRef", "post { id }"),
    ],
)
async def test_the_same_key_names_the_same_thing_again(site: Site, name: str, kind: str, shape: str) -> None:
    ada, bob = await site.join(), await site.join()
    post, key = await site.post(bob), uuid4().hex
    given: JSON = {
        "submitPrompt": {"prompt": "x"},
        "sharePost": {"renderId": await site.render(bob)},
        "comment": {"postId": post, "text": "x"},
        "flag": {"subjectId": ada.id, "reason": "OTHER", "details": "x"},
        "follow": {"accountId": ada.id},
    }.get(name, {"postId": post})
    answers = await asyncio.gather(
        *(site.do(name, kind, bob, f"position {shape}", **given, idempotencyKey=key) for _ in range(5))
    )
    again = await site.do(name, kind, bob, f"position {shape}", **given, idempotencyKey=key)
    assert again["userErrors"] == []
    assert again["position"] is not None
    assert {answer["position"] for answer in answers} == {again["position"]}
    assert all(answer == again for answer in answers)


async def test_a_key_belongs_to_what_was_done(site: Site) -> None:
    ada = await site.join()
    post, key = await site.post(ada), uuid4().hex
    for name, codes in (("likePost", []), ("unlikePost", ["CONFLICT"]), ("removePost", ["CONFLICT"]), ("likePost", [])):
        done = await site.do(name, "PostRef", ada, postId=post, idempotencyKey=key)
        assert [error["code"] for error in done["userErrors"]] == codes, name


async def test_joining_again_with_the_same_key(site: Site) -> None:
    wish = {"handle": f"h{uuid4().hex[:9]}", "displayName": "H", "password": "long enough", "idempotencyKey": "k"}
    first, again = [
        await site.do("register", "RegisterInput", None, "token position account { id }", **wish) for _ in range(2)
    ]
    assert (first["account"], first["position"]) == (again["account"], again["position"])
    assert first["token"] != again["token"]
    other = await site.do("register", "RegisterInput", None, "token", **wish | {"password": "another one"})
    assert (other["token"], other["userErrors"][0]["code"]) == (None, "CONFLICT")


async def test_of_two_who_want_one_handle_one_gets_it(site: Site) -> None:
    wish = {"handle": f"h{uuid4().hex[:9]}", "displayName": "H"}
    done = await asyncio.gather(
        *(site.do("register", "RegisterInput", None, "token", **wish, password=f"password {n}") for n in range(4))
    )
    assert sorted(bool(one["token"]) for one in done) == [False, False, False, True]
    (winner,) = [n for n, one in enumerate(done) if one["token"]]
    for n in range(4):
        signed = await site.do("signIn", "SignInInput", None, "token", handle=wish["handle"], password=f"password {n}")
        assert (signed["token"] is not None) is (n == winner)


async def test_ones_own_write_is_seen(site: Site) -> None:
    ada = await site.join()
    render = await site.render(ada)
    shared = await site.do("sharePost", "SharePostInput", ada, "position post { id }", renderId=render)
    for _ in range(20):
        liked = await site.do("likePost", "PostRef", ada, "position post { likeCount }", postId=shared["post"]["id"])
        query = "query($i: ID!, $p: Position) { post(id: $i, minPosition: $p) { changedAt viewerHasLiked } }"
        shown = (await site.ask(query, ada, i=shared["post"]["id"], p=liked["position"]))["post"]
        assert shown["viewerHasLiked"]
        assert shown["changedAt"] >= liked["position"]
        await site.do("unlikePost", "PostRef", ada, postId=shared["post"]["id"])


@pytest.mark.parametrize("refusal", [LogFull, NoRoom])
async def test_a_full_log_or_disk_says_so(site: Site, monkeypatch: pytest.MonkeyPatch, refusal: type[LogFull]) -> None:
    ada = await site.join()

    async def full(_: Append) -> Receipt:
        raise refusal

    monkeypatch.setattr(site.services.log, "append", full)
    done = await site.do("submitPrompt", "SubmitPromptInput", ada, prompt="x")
    assert [error["code"] for error in done["userErrors"]] == [ErrorCode.QUEUE_FULL]


async def test_too_much_at_once_says_so(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    ada = await site.join()

    async def never(act: str, whom: str) -> bool:
        return False

    monkeypatch.setattr(site.services.limits, "allow", never)
    wish = {"handle": "someone_new", "displayName": "S", "password": "long enough"}
    for name, kind, person, given in (
        ("register", "RegisterInput", None, wish),
        ("signIn", "SignInInput", None, {"handle": ada.handle, "password": "x"}),
        ("submitPrompt", "SubmitPromptInput", ada, {"prompt": "x"}),
        ("comment", "CommentInput", ada, {"postId": "x", "text": "x"}),
        ("flag", "FlagInput", ada, {"subjectId": ada.id, "reason": "SPAM"}),
    ):
        done = await site.do(name, kind, person, "__typename", **given)
        assert [error["code"] for error in done["userErrors"]] == ["RATE_LIMITED"], name


async def test_one_address_tries_only_so_many_passwords(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also of ever other people: each try costs a slow hash."""

    async def enough(act: str, whom: str) -> bool:
        return act != "tryPassword"

    monkeypatch.setattr(site.services.limits, "allow", enough)
    for handle in ("one_person", "another_person"):
        done = await site.do("signIn", "SignInInput", None, "__typename", handle=handle, password="x")
        assert [error["code"] for error in done["userErrors"]] == ["RATE_LIMITED"]


async def test_an_expired_view_is_said_and_nothing_is_borrowed(site: Site) -> None:
    context = Context(site.services)
    context.gate.snapshot.need(10**12)
    with pytest.raises(Exception, match="not there yet"):
        await context.gate.snapshot.connection()
    await context.close()


async def test_several_commands_in_one_request_run_in_turn(site: Site) -> None:
    ada = await site.join()
    post = await site.post(ada)
    acts = " ".join(
        f"a{n}: {'unlikePost' if n % 2 else 'likePost'}(input: {{postId: $id}}) {{ position post {{ likeCount }} }}"
        for n in range(20)
    )
    done = await site.ask(f"mutation($id: ID!) {{ {acts} }}", ada, id=post)
    positions = [done[f"a{n}"]["position"] for n in range(20)]
    assert positions == sorted(positions)
    assert [done[f"a{n}"]["post"]["likeCount"] for n in range(20)] == [1, 0] * 10


async def test_cancelling(site: Site) -> None:
    ada = await site.join()
    wish = {"prompt": "x", "seed": "18446744073709551615", "width": 256}
    render = (await site.do("submitPrompt", "SubmitPromptInput", ada, "render { id status params { seed } }", **wish))[
        "render"
    ]
    assert (render["status"], render["params"]["seed"]) == ("QUEUED", wish["seed"])
    done = await site.do("cancelRender", "RenderRef", ada, "render { status }", renderId=render["id"])
    assert done["render"]["status"] == "CANCELLED"
    again = await site.do("cancelRender", "RenderRef", ada, renderId=render["id"])
    assert again["userErrors"][0]["code"] == "CONFLICT"


async def test_following_oneself_is_refused(site: Site) -> None:
    ada = await site.join()
    done = await site.do("follow", "AccountRef", ada, accountId=ada.id)
    assert done["userErrors"][0]["code"] == "CONFLICT"
