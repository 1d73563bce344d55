"""As of: what was told at a position is told of it for ever, as far as it may still be seen, and nothing else."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from graphql import GraphQLObjectType, get_named_type

from api.schema.root import make_schema
from domain.identity import position_text
from infra.events import PooledEvents
from tests.api.as_of_rules import PLAIN, REFUSED, ROWS, rules
from tests.api.living import Life
from tests.api.site import JSON, Person, Site

FIELDS = """
fragment C on Comment {
  id text removed createdAt author { id displayName } labels { name } restrictions { kind reason }
}
fragment P on Post {
  id caption altText tags prompt visibility promptVisibility likeCount commentCount remixCount viewerHasLiked blurred
  createdAt changedAt author { id displayName followerCount } labels { name } restrictions { kind reason undoneAt }
  image { id sha256 } remixedFrom { id caption likeCount } wordChanges { kind text }
  remixes(first: 9) { edges { node { id likeCount } } }
  comments(first: 20) { edges { node { ...C replies(first: 20) { edges { node { ...C } } } } } }
}
fragment A on Account {
  id handle displayName bio followerCount followingCount postCount viewerFollows labels { name } restrictions { kind }
  posts(first: 9) { edges { node { id visibility caption likeCount } } }
}"""
PEOPLE = ("author", "friend", "stranger")
STEPS, ACTS = 4, 16


@dataclass(frozen=True)
class Seen:
    """What someone was told at a position."""

    position: int
    viewer: Person | None
    told: JSON


def whole(life: Life) -> str:
    """Everything there is on the posts, people and the board of a life, now or as of `$at`."""
    posts = " ".join(f'p{n}: post(id: "{post}", asOf: $at) {{ ...P }}' for n, (post, _) in enumerate(life.posts))
    people = " ".join(
        f'a{n}: account(handle: "{one.handle}", asOf: $at) {{ ...A }}' for n, one in enumerate(life.people)
    )
    board = (
        'trending(window: ALL, ranker: "top", first: 50, asOf: $at) { edges { node { id likeCount } why { score } } }'
    )
    return f"query($at: AsOf) {{ {posts} {people} {board} }} {FIELDS}"


async def told(life: Life, viewer: Person | None, at: JSON | None = None) -> JSON:
    return await life.site.ask(whole(life), viewer, at=at)


def law(then: Any, now: Any, gone: Container[str]) -> Any:
    """What of then may still be seen: the same things in the same lists, without words that are gone."""
    if not isinstance(then, dict):
        return then
    if now is None:
        return None
    if "edges" in then:
        places = {edge["node"]["id"]: edge for edge in now["edges"]}
        both = [(edge, places.get(edge["node"]["id"])) for edge in then["edges"]]
        return {"edges": [law(edge, place, gone) for edge, place in both if place and stands(edge["node"], gone)]}
    return without_words({name: law(value, now[name], gone) for name, value in then.items()}, now)


def stands(then: JSON, gone: Container[str]) -> bool:
    """Whether a thing was in its list: a comment taken away keeps its place where something was answered to it."""
    return then["id"] not in gone or bool(then.get("replies", {"edges": []})["edges"])


def without_words(then: JSON, now: JSON) -> JSON:
    if now.get("removed"):
        then |= {"removed": True, "text": now["text"]}
    if now.get("promptVisibility") == "HIDDEN":
        then |= {"promptVisibility": "HIDDEN", "prompt": None}
    if "wordChanges" in now and now["wordChanges"] is None:
        then |= {"wordChanges": None}
    return then


async def lived(site: Site, steps: int = STEPS) -> tuple[Life, list[Seen]]:
    """A life, and what each was told in between."""
    life = Life(site, [await site.join() for _ in PEOPLE], Random(5))
    for _ in range(3):
        await life.share()
    for _ in range(3):
        await life.share(life.posts[0][0])
    seen: list[Seen] = []
    for _ in range(steps):
        await life.live(ACTS)
        position = await site.services.events.head()
        seen += [Seen(position, viewer, await told(life, viewer)) for viewer in (*life.people, None)]
    return life, seen


async def hold(life: Life, seen: Sequence[Seen]) -> None:
    """What is told of each position now is what was told then, as far as the law goes."""
    now = {viewer: await told(life, viewer) for viewer in (*life.people, None)}
    for one in seen:
        as_of = await told(life, one.viewer, {"position": position_text(one.position)})
        for name, expected in law(one.told, now[one.viewer], life.gone).items():
            assert as_of[name] == expected, (one.position, name)


async def test_what_was_told_is_told_for_ever_as_far_as_it_may_be_seen(site: Site) -> None:
    life, seen = await lived(site)
    await hold(life, seen)
    await life.remove(life.posts[0][0])
    await site.settled()
    await hold(life, seen[:: len(PEOPLE) + 1])
    assert len({str(one.told) for one in seen}) > STEPS, "much was to happen"


async def test_the_check_finds_a_past_that_goes_on(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: events are read beyond the position."""
    life, seen = await lived(site, 2)
    streams = PooledEvents.streams

    async def all_of_it(log: PooledEvents, ids: Any, upto: int, topics: Any, limit: int) -> Any:
        return await streams(log, ids, 2**62, topics, limit)

    monkeypatch.setattr(PooledEvents, "streams", all_of_it)
    with pytest.raises(AssertionError):
        await hold(life, seen[:1])


POST = "query($id: ID!, $at: AsOf) { post(id: $id, asOf: $at) { caption likeCount } }"
BOARD = """query($at: AsOf, $c: String) { trending(window: ALL, ranker: "top", first: 1, after: $c, asOf: $at) {
  position edges { cursor node { id } } pageInfo { endCursor hasNextPage } } }"""


async def test_a_time_is_that_of_the_last_event_before_it(site: Site) -> None:
    ada = await site.join()
    post = await site.post(ada, caption="words")
    created = (await site.ask("query($id: ID!) { post(id: $id) { createdAt } }", id=post))["post"]["createdAt"]
    await site.do("editPost", "EditPostInput", ada, postId=post, caption="others")
    await site.settled()
    at = datetime.fromisoformat(created)
    told = [
        (await site.ask(POST, id=post, at={"time": (at + timedelta(microseconds=more)).isoformat()}))["post"]
        for more in (-1, 0)
    ]
    assert [one and one["caption"] for one in told] == [None, "words"]
    assert (await site.ask(POST, id=post, at={}))["post"]["caption"] == "others"


async def test_before_everything_there_is_nothing(site: Site) -> None:
    ada = await site.join()
    post = await site.post(ada)
    query = f'query($at: AsOf) {{ account(handle: "{ada.handle}", asOf: $at) {{ id }} }}'
    for at in ({"position": "0" * 16}, {"time": "0001-01-01T00:00:00+12:00"}, {"time": "1969-12-31T00:00:00Z"}):
        assert (await site.ask(POST, id=post, at=at))["post"] is None
        assert (await site.ask(query, at=at))["account"] is None
        assert (await site.ask(BOARD, at=at))["trending"]["edges"] == []


@pytest.mark.parametrize(
    ("at", "code"),
    [
        ({"position": "0" * 16, "time": "2026-01-01T00:00:00Z"}, "INVALID"),
        ({"position": "-000000000000001"}, "INVALID"),
        ({"position": "12"}, "INVALID"),
        ({"position": "9" * 16}, "STALE"),
        ({"time": (datetime.now(UTC) + timedelta(days=1)).isoformat()}, "INVALID"),
        ({"time": "9999-12-31T23:59:59-12:00"}, "INVALID"),
        ({"time": "2026-01-01T00:00:00"}, "INVALID"),
        ({"time": "1000000000-01-01T00:00:00Z"}, "INVALID"),
        ({"time": "yesterday"}, "INVALID"),
    ],
)
async def test_what_is_no_place_to_go_back_to(site: Site, at: JSON, code: str) -> None:
    assert await site.code(POST, id=f"post_{'0' * 32}", at=at) == code


async def test_a_board_of_the_past_has_pages(site: Site) -> None:
    ada = await site.join()
    posts = [await site.post(ada) for _ in range(3)]
    for post in posts:
        await site.do("likePost", "PostRef", ada, postId=post)
    await site.settled()
    head = position_text(await site.services.events.head())
    board = (await site.ask(BOARD, at={"position": head}))["trending"]
    await site.do("unlikePost", "PostRef", ada, postId=posts[2])
    await site.settled()
    pages, cursor = [board], board["pageInfo"]["endCursor"]
    while pages[-1]["pageInfo"]["hasNextPage"]:
        pages.append((await site.ask(BOARD, at={"position": head}, c=pages[-1]["pageInfo"]["endCursor"]))["trending"])
    listed = [edge["node"]["id"] for page in pages for edge in page["edges"]]
    assert [post for post in listed if post in posts] == posts[::-1]
    assert {page["position"] for page in pages} == {head}
    assert await site.code(BOARD, at={"position": position_text(int(head) - 1)}, c=cursor) == "INVALID"
    assert await site.code(BOARD, c=cursor) == "INVALID"


def reached() -> dict[str, list[str]]:
    """The fields of every type that is reached below a read as of, but for what is refused there."""
    schema, found, waiting = make_schema()._schema, dict[str, list[str]](), ["Post", "Account", "PostConnection"]
    while waiting:
        kind = schema.type_map[waiting.pop()]
        if kind.name in found or kind.name in PLAIN or not isinstance(kind, GraphQLObjectType):
            continue
        found[kind.name] = sorted(kind.fields)
        asked = [field.type for name, field in kind.fields.items() if rules(kind.name).get(name) != REFUSED]
        waiting += [get_named_type(of).name for of in asked]
    return found


def test_every_field_below_has_a_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    assert {name: sorted(rules(name)) for name in ROWS} == reached()
    monkeypatch.setitem(ROWS, "Comment", {})  # the control: a field that nobody thought of
    assert {name: sorted(rules(name)) for name in ROWS} != reached()


async def test_what_has_no_past_says_so(site: Site) -> None:
    ada = await site.join()
    for field in (name for name, rule in rules("Account").items() if rule == REFUSED):
        listed = f"{field}(first: 1) {{ edges {{ cursor }} }}"
        query = f'query($at: AsOf) {{ account(handle: "{ada.handle}", asOf: $at) {{ {listed} }} }}'
        head = position_text(await site.services.events.head())
        await site.settled()
        assert await site.code(query, ada, at={"position": head}) == "INVALID"


async def test_of_past_blocks_nothing_is_told_and_todays_hold(site: Site) -> None:
    ada, bob = await site.join(), await site.join()
    post = await site.post(ada)
    await site.do("block", "AccountRef", ada, accountId=bob.id)
    await site.settled()
    then = {"position": position_text(await site.services.events.head())}
    assert (await site.ask(POST, bob, id=post, at=then))["post"] is None
    await site.do("unblock", "AccountRef", ada, accountId=bob.id)
    await site.settled()
    assert (await site.ask(POST, bob, id=post, at=then))["post"] is not None
