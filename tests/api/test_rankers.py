"""Rankers of one's own: made, tried, compared, shared, withdrawn, and told to nobody whom a block parts."""

from __future__ import annotations

import pytest

from domain.default_rankers import DEFAULT_RANKERS
from domain.rankers import MADE
from tests.api.site import JSON, Person, Site

SHAPE = "position ranker { name version formula description maker { id } versions(first: 9) { version formula } }"
BOARD = """query($r: String, $f: String, $c: String, $n: Int = 100) {
  trending(first: $n, window: HOUR, ranker: $r, formula: $f, after: $c) {
    edges { cursor node { id } why { score terms { name value events } } } pageInfo { endCursor } } }"""
RANKER = "query($n: String!) { ranker(name: $n) { name version formula description } }"


async def define(site: Site, person: Person | None, name: str, formula: str, **more: str) -> JSON:
    return await site.do("defineRanker", "DefineRankerInput", person, SHAPE, name=name, formula=formula, **more)


async def board(site: Site, person: Person | None = None, **how: object) -> list[str]:
    return [edge["node"]["id"] for edge in (await site.ask(BOARD, person, **how))["trending"]["edges"]]


async def test_a_ranker_from_its_making_to_its_end(site: Site) -> None:
    ada, bob = await site.join(), await site.join()
    name = f"@{ada.handle}/quick"
    done = (await define(site, ada, "quick", "likes/(hours+2)", description=" What is  new. "))["ranker"]
    assert done == {
        "name": name,
        "version": 1,
        "formula": "likes / (hours + 2)",
        "description": "What is new.",
        "maker": {"id": ada.id},
        "versions": [{"version": 1, "formula": "likes / (hours + 2)"}],
    }
    await define(site, ada, "quick", "likes")
    await site.settled()
    assert (await site.ask(RANKER, bob, n=name))["ranker"]["version"] == 2
    assert (await site.ask(RANKER, None, n=f"{name}@1"))["ranker"]["description"] == "What is new."
    made = (await site.ask("{ madeRankers(first: 1) { edges { node { name version } } } }", bob))["madeRankers"]
    assert made["edges"] == [{"node": {"name": name, "version": 2}}]
    own = "{ rankers { name } }"
    listed = [one["name"] for one in (await site.ask(own, ada))["rankers"]]
    assert listed == [*(one.name for one in DEFAULT_RANKERS), name]
    assert name not in str(await site.ask(own, bob))
    gone = await site.do("withdrawRanker", "RankerRef", ada, SHAPE, name="quick")
    assert gone["userErrors"] == [] and gone["ranker"] is None
    assert await site.code(BOARD, r=name) == "INVALID"
    await board(site, r=f"{name}@1")  # an old board can still be told
    again = await site.do("withdrawRanker", "RankerRef", ada, SHAPE, name="quick")
    assert [error["code"] for error in again["userErrors"]] == ["NOT_FOUND"]
    assert (await define(site, ada, "quick", "hours"))["ranker"]["version"] == 4


async def test_what_it_says_of_itself_goes_with_its_makers_key(site: Site) -> None:
    ada = await site.join()
    await define(site, ada, "kept", "likes", description="my own words")
    await site.settled()
    rows = await site.services.events.read(0, await site.services.events.head(), 10_000, ["ranker.defined"])
    assert b"my own words" not in repr(rows).encode()
    site.services.keyring.shred(ada.account)  # type: ignore[attr-defined]  # the real one
    told = (await site.ask(RANKER, n=f"@{ada.handle}/kept"))["ranker"]
    assert (told["description"], told["formula"]) == ("", "likes")


async def test_a_board_keeps_the_formula_it_began_with(site: Site) -> None:
    ada = await site.join()
    posts = [await site.post(ada) for _ in range(3)]
    for post in posts:
        await site.do("likePost", "PostRef", ada, postId=post)
    await define(site, ada, "place", "shared_at")
    await site.settled()
    name = f"@{ada.handle}/place"
    page = (await site.ask(BOARD, r=name, n=1))["trending"]
    assert page["edges"][0]["node"]["id"] == posts[2]
    await define(site, ada, "place", "-shared_at")
    await site.settled()
    assert (await board(site, r=name, c=page["pageInfo"]["endCursor"]))[:2] == [posts[1], posts[0]]
    assert (await board(site, r=name))[-3:] == posts


async def test_a_formula_is_tried_and_its_terms_give_the_score(site: Site) -> None:
    ada = await site.join()
    post = await site.post(ada)
    await site.do("likePost", "PostRef", ada, postId=post)
    await site.settled()
    edges = (await site.ask(BOARD, f="3 * likes + 0 * hours"))["trending"]["edges"]
    (edge,) = (edge for edge in edges if edge["node"]["id"] == post)
    assert edge["why"]["score"] == 3
    assert [term["name"] for term in edge["why"]["terms"]] == ["likes", "hours"]
    assert edge["why"]["terms"][0] == {"name": "likes", "value": 1, "events": 1}
    one = 'trending(first: 100, window: HOUR, formula: "hours") { position edges { why { score } } }'
    shown = await site.ask(f"query {{ a: {one} b: {one} }}")
    assert shown["a"] == shown["b"], "one answer is ranked at one position and one time"
    assert await site.code(BOARD, f="likes", r="top") == "INVALID"
    assert await site.code(BOARD, f="likes +") == "INVALID"
    cursor = edges[0]["cursor"]
    assert await site.code(BOARD, f="likes", c=cursor) == "INVALID", "a cursor belongs to its formula"


@pytest.mark.parametrize(
    ("formula", "column", "message"),
    [
        ("likes +", 8, "Column 8: Here a number"),
        ("like", 1, "Column 1: There is nothing of this name"),
        ("", 1, "Column 1"),
    ],
)
async def test_what_is_no_formula_is_told_where(site: Site, formula: str, column: int, message: str) -> None:
    check = "query($f: String!) { checkFormula(formula: $f) { formula reads problem { column message } } }"
    told = (await site.ask(check, f=formula))["checkFormula"]
    assert told["problem"]["column"] == column and told["problem"]["message"].startswith(message)
    fine = (await site.ask(check, f="decayed(likes,6)"))["checkFormula"]
    assert fine == {"formula": "decayed(likes, 6)", "reads": ["decayed(likes, 6)"], "problem": None}
    (error,) = (await define(site, await site.join(), "mine", formula))["userErrors"]
    assert (error["code"], error["field"]) == ("INVALID", ["formula"])
    assert error["message"] == told["problem"]["message"]


async def test_a_formula_is_tried_on_chosen_values(site: Site) -> None:
    scores = 'query($v: [[Float!]!]!) { checkFormula(formula: "likes / hours") { reads scores(values: $v) } }'
    told = (await site.ask(scores, v=[[6, 2], [6, 0]]))["checkFormula"]
    assert told == {"reads": ["likes", "hours"], "scores": [3, 0]}
    assert await site.code(scores, v=[[6]]) == await site.code(scores, v=[[6, 2]] * 51) == "INVALID"


async def test_between_people_who_are_apart_there_is_none(site: Site) -> None:
    ada, bob, eve = await site.join(), await site.join(), await site.join()
    name = f"@{ada.handle}/quick"
    await define(site, ada, "quick", "likes")
    await site.do("block", "AccountRef", ada, accountId=bob.id)
    await site.do("block", "AccountRef", eve, accountId=ada.id)
    await site.settled()
    listing = "{ madeRankers(first: 100) { edges { node { name } } } }"
    for apart in (bob, eve):
        assert (await site.ask(RANKER, apart, n=name))["ranker"] is None
        assert await site.code(BOARD, apart, r=name) == "INVALID"
        assert name not in str(await site.ask(listing, apart))
    for sees in (ada, None):
        assert (await site.ask(RANKER, sees, n=name))["ranker"]["name"] == name
        assert name in str(await site.ask(listing, sees))


async def test_nobody_has_more_than_so_many(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("domain.rankers.MADE", 2)
    assert MADE == 20
    ada = await site.join()
    for name in ("one", "two"):
        assert (await define(site, ada, name, "likes"))["userErrors"] == []
    (error,) = (await define(site, ada, "three", "likes"))["userErrors"]
    assert error["code"] == "CONFLICT"
    assert (await define(site, ada, "two", "hours"))["userErrors"] == [], "one that is there may change"
    (error,) = (await define(site, None, "mine", "likes"))["userErrors"]
    assert error["code"] == "UNAUTHENTICATED"
    (error,) = (await define(site, ada, "Not A Name", "likes"))["userErrors"]
    assert (error["code"], error["field"]) == ("INVALID", ["name"])
