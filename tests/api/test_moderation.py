"""From a report to a decision and back: who sees what of it, everywhere, and that undoing leaves nothing behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import psycopg
import pytest

from domain.roles import Role, revoke
from tests.api.moderating import Desk
from tests.api.site import Person, Site
from tests.databases import Database
from tests.waiting import until

TOLD = """{ viewer { statements(first: 9) { edges { node { decisionId subjectId subjectKind restriction label facts
  reportedFor automated scope contest undoneAt rule { code title text } } } }
  flags(first: 9) { edges { node { subjectId reason outcome } } } } }"""
EDGES = "edges { node { id } }"
LISTS = {
    "latest": f"feed(first: 100) {{ {EDGES} }}",
    "tag": f"feed(tag: $tag, first: 100) {{ {EDGES} }}",
    "search": f"search(text: $tag, first: 100) {{ {EDGES} }}",
    "trending": f"trending(first: 100) {{ {EDGES} }}",
    "profile": f"account(handle: $handle) {{ posts(first: 100) {{ {EDGES} }} }}",
    "remixes": f"post(id: $source) {{ remixes(first: 9) {{ {EDGES} }} }}",
    "home": f"feed(feed: HOME, first: 100) {{ {EDGES} }}",
    "events": "events(first: 100, subject: $id) { edges { node { topic subject payload } } }",
}
DISCOVERY = {"latest", "tag", "search", "trending"}
ROWS = {
    "posts": "post, visibility, tags, like_count, comment_count, remix_count, labelled, blurred, limited, hidden",
    "accounts": "account, follower_count, following_count, post_count, labelled, limited",
    "comments": "comment, sealed, removed, reply_count, labelled, hidden",
    "trending_tally": "*",
    "tagged": "*",
    "likes": "*",
}


@dataclass(frozen=True, slots=True)
class Stage:
    """A moderator, an author with a post that was remixed from another and is liked, a fan and two who report."""

    desk: Desk
    author: Person
    fan: Person
    one: Person
    two: Person
    source: str
    post: str
    comment: str

    @property
    def site(self) -> Site:
        return self.desk.site

    @property
    def image(self) -> str:
        return f"/images/{self.post.replace('post', 'image')}/full.webp"


@pytest.fixture
async def stage(site: Site, shared_policies: None) -> Stage:
    desk = await Desk.of(site)
    author, fan, one, two = [await site.join() for _ in range(4)]
    await site.do("follow", "AccountRef", fan, accountId=author.id)
    source = await site.post(one, promptVisibility="REMIXABLE")
    post = await site.post(author, remix_of=source, tags=[author.handle])
    await site.do("likePost", "PostRef", fan, postId=post)
    said = await site.do("comment", "CommentInput", author, "comment { id }", postId=post, text="cruel words")
    await site.settled()
    return Stage(desk, author, fan, one, two, source, post, said["comment"]["id"])


async def lists(stage: Stage, viewer: Person | None) -> set[str]:
    """In which lists the post stands for a viewer."""
    given = {"tag": stage.author.handle, "handle": stage.author.handle, "source": stage.source, "id": stage.post}
    fields = " ".join(f"{name}: {query}" for name, query in LISTS.items() if viewer or name != "home")
    head = "query($tag: String!, $handle: String!, $source: ID!, $id: ID!)"
    found = await stage.site.ask(f"{head} {{ {fields} }}", viewer, **given)
    return {name for name, value in found.items() if stage.post in str(value)}


async def shown(stage: Stage, viewer: Person | None) -> dict[str, Any] | None:
    """The post by its id."""
    query = """query($id: ID!) { post(id: $id) { blurred labels { name source confidence expiresAt } likeCount
      restrictions { kind label reason moderator rule { code } } image { id } } }"""
    found: dict[str, Any] | None = (await stage.site.ask(query, viewer, id=stage.post))["post"]
    return found


async def picture(stage: Stage, viewer: Person | None) -> int:
    """The status of its picture's address."""
    post = await stage.site.ask("query($id: ID!) { post(id: $id) { image { url } } }", stage.author, id=stage.post)
    headers = {"authorization": f"Bearer {viewer.token}"} if viewer else {}
    return (await stage.site.client.get(post["post"]["image"]["url"], headers=headers)).status_code


async def told(stage: Stage, who: Person, statements: int = 1) -> dict[str, Any]:
    """What someone was told, once they were told so much."""
    viewer: dict[str, Any] = {}

    async def there() -> bool:
        viewer.update((await stage.site.ask(TOLD, who))["viewer"])
        return len(viewer["statements"]["edges"]) == statements

    await until(there)
    return viewer


def rows(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """What views hold, but for positions of changes."""
    with psycopg.connect(database.superuser) as connection:
        return {
            table: sorted(connection.execute(f"SELECT {columns} FROM views.{table}"), key=repr)
            for table, columns in ROWS.items()
        }


async def test_reports_make_one_case_and_it_is_the_moderators(stage: Stage) -> None:
    desk = stage.desk
    await desk.flag(stage.one, stage.post, "SELF_HARM", "look at this")
    await desk.flag(stage.one, stage.post, "SPAM")
    await desk.flag(stage.two, stage.post, "SELF_HARM")
    case = await desk.case(stage.post, 2)
    assert (case["status"], case["kind"], case["number"], case["priority"]) == ("OPEN", "POST", 1, 16)
    assert case["reasons"] == [{"reason": "SELF_HARM", "count": 2}]
    assert {flag["flagger"]["handle"] for flag in case["flags"]} == {stage.one.handle, stage.two.handle}
    assert {flag["details"] for flag in case["flags"]} == {"look at this", None}
    await desk.flag(stage.two, stage.author.id, "OTHER")
    lesser = await desk.case(stage.author.id)
    ours = [one["id"] for one in await desk.cases() if one["id"] in {case["id"], lesser["id"]}]
    assert ours == [case["id"], lesser["id"]]
    for nobody in (stage.author, stage.one):
        query = "query($id: ID!) { case(id: $id) { id } node(id: $id) { id } }"
        assert await stage.site.ask(query, nobody, id=case["id"]) == {"case": None, "node": None}
        assert await stage.site.code("{ cases(first: 1) { position } }", nobody) == "NOT_FOUND"
        done = await desk.tried("claimCase", nobody, caseId=case["id"])
        assert [error["code"] for error in done["userErrors"]] == ["NOT_FOUND"]
    assert await stage.site.code("{ cases(first: 1) { position } }") == "UNAUTHENTICATED"


async def test_two_moderators_never_decide_one_case(stage: Stage) -> None:
    desk, other = stage.desk, await Desk.of(stage.site)
    await desk.flag(stage.one, stage.post)
    case = (await desk.case(stage.post))["id"]
    wish = {"caseId": case, "kind": "DISMISS", "reason": "fine"}
    assert (await desk.tried("decideCase", **wish))["userErrors"][0]["code"] == "CONFLICT"
    await desk.do("claimCase", caseId=case)
    await desk.do("claimCase", caseId=case)
    for name, given in (("claimCase", {"caseId": case}), ("releaseCase", {"caseId": case}), ("decideCase", wish)):
        assert (await other.tried(name, **given))["userErrors"][0]["code"] == "CONFLICT"
    await desk.do("releaseCase", caseId=case)
    await other.do("claimCase", caseId=case)
    await other.do("decideCase", **wish)
    assert (await desk.tried("claimCase", caseId=case))["userErrors"][0]["code"] == "CONFLICT"
    assert case in [one["id"] for one in await desk.cases("DECIDED")]
    await desk.flag(stage.two, stage.post)
    assert (await desk.case(stage.post))["number"] == 2


async def test_nobody_decides_on_their_own(stage: Stage) -> None:
    desk, other = stage.desk, await Desk.of(stage.site)
    theirs = await stage.site.post(other.moderator)
    for flagger, subject in ((stage.one, theirs), (other.moderator, stage.post)):
        await desk.flag(flagger, subject)
        case = (await desk.case(subject))["id"]
        assert (await other.tried("claimCase", caseId=case))["userErrors"][0]["code"] == "FORBIDDEN"
        assert not [one for one in await other.cases() if one["id"] == case and one["viewerMayDecide"]]


@pytest.mark.parametrize("kind", ["LABEL", "BLUR", "LIMIT", "REMOVE"])
async def test_a_decision_holds_everywhere_and_is_undone_completely(
    stage: Stage, shared_database: Database, kind: str
) -> None:
    viewers = {"nobody": None, "fan": stage.fan, "author": stage.author}
    before = {name: await lists(stage, viewer) for name, viewer in viewers.items()}
    assert before["fan"] == set(LISTS)
    at_first = rows(shared_database)
    await stage.desk.flag(stage.one, stage.post)
    decision = await stage.desk.decide(stage.post, kind)
    hidden = kind == "REMOVE"
    gone = {"LIMIT": DISCOVERY, "REMOVE": DISCOVERY | {"home", "remixes", "profile"}}.get(kind, set())
    for name, viewer in viewers.items():
        kept = {"profile"} if name == "author" else set()
        assert before[name] - await lists(stage, viewer) == gone - kept - ({"home"} - before[name]), name
        post = await shown(stage, viewer)
        assert (post is None) is (hidden and name != "author")
        assert await picture(stage, viewer) == (200 if post else 404)
        if post:
            assert post["blurred"] is (kind == "BLUR")
            assert [label["name"] for label in post["labels"]] == (["graphic"] if kind in {"LABEL", "BLUR"} else [])
            assert [(one["kind"], one["moderator"]) for one in post["restrictions"]] == (
                [(kind, None)] if name == "author" else []
            )
    assert rows(shared_database) != at_first
    await stage.desk.undo(decision)
    assert rows(shared_database) == at_first
    assert {name: await lists(stage, viewer) for name, viewer in viewers.items()} == before
    assert (await shown(stage, None) or {})["labels"] == []


async def test_the_check_of_lists_sees_one_that_forgets_decisions(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await stage.desk.flag(stage.one, stage.post)
    await stage.desk.decide(stage.post, "LIMIT")
    assert "latest" not in await lists(stage, None)
    monkeypatch.setattr("projections.views.lists.DISCOVERED", "visibility = 'PUBLIC' AND NOT removed")
    assert "latest" in await lists(stage, None)


async def test_the_author_is_told_why_and_the_reporter_what_came_of_it(stage: Stage) -> None:
    await stage.desk.flag(stage.one, stage.post, "VIOLENCE")
    decision = await stage.desk.decide(stage.post, "REMOVE")
    (statement,) = [edge["node"] for edge in (await told(stage, stage.author))["statements"]["edges"]]
    assert (statement["decisionId"], statement["subjectId"]) == (decision, stage.post)
    assert (statement["restriction"], statement["facts"]) == ("REMOVE", "It is cruel.")
    assert (statement["reportedFor"], statement["automated"]) == (["VIOLENCE"], False)
    assert statement["rule"]["code"] == "hate"
    assert statement["scope"]
    assert statement["contest"]
    assert stage.one.handle not in str(statement)
    (report,) = (await told(stage, stage.one, 0))["flags"]["edges"]
    assert report["node"] == {"subjectId": stage.post, "reason": "VIOLENCE", "outcome": "UPHELD"}
    edited = await stage.site.do("editPost", "EditPostInput", stage.author, postId=stage.post, caption="other")
    assert edited["userErrors"][0]["code"] == "FORBIDDEN"
    await stage.desk.undo(decision)
    (statement,) = [edge["node"] for edge in (await told(stage, stage.author))["statements"]["edges"]]
    assert statement["undoneAt"]
    query = "query($handle: String!) { account(handle: $handle) { statements(first: 9) { edges { cursor } } } }"
    other = await stage.site.ask(query, stage.one, handle=stage.author.handle)
    assert other["account"]["statements"]["edges"] == []


async def test_restoring_undoes_all_that_stands_and_what_its_author_does_meanwhile_stays(
    stage: Stage, shared_database: Database
) -> None:
    desk = stage.desk
    await desk.flag(stage.one, stage.post)
    await desk.decide(stage.post, "LIMIT")
    await desk.flag(stage.two, stage.post)
    await desk.decide(stage.post, "BLUR")
    await desk.flag(stage.fan, stage.post)
    await desk.decide(stage.post, "RESTORE")
    with psycopg.connect(shared_database.superuser) as connection:
        counted = connection.execute(
            "SELECT labelled + blurred + limited + hidden FROM views.posts WHERE post = %s", [stage.post[5:]]
        )
        assert counted.fetchone() == (0,)
    case = next(one for one in await desk.cases("DECIDED") if one["subjectId"] == stage.post)
    assert [one["kind"] for one in case["history"]] == ["LIMIT", "BLUR", "RESTORE"]
    await desk.flag(desk.moderator, stage.source)
    other = await Desk.of(stage.site)
    decision = await other.decide(stage.source, "REMOVE")
    await stage.site.do("removePost", "PostRef", stage.one, postId=stage.source)
    await other.undo(decision)
    query = "query($handle: String!) { account(handle: $handle) { postCount } }"
    assert (await stage.site.ask(query, handle=stage.one.handle))["account"]["postCount"] == 0


async def test_a_comment_keeps_its_place_without_its_words(stage: Stage) -> None:
    query = "query($id: ID!) { node(id: $id) { ... on Comment { text removed labels { name } } } }"
    await stage.desk.flag(stage.one, stage.comment)
    decision = await stage.desk.decide(stage.comment, "REMOVE")
    for viewer, text in (
        (None, ""),
        (stage.fan, ""),
        (stage.author, "cruel words"),
        (stage.desk.moderator, "cruel words"),
    ):
        assert (await stage.site.ask(query, viewer, id=stage.comment))["node"] == {
            "text": text,
            "removed": True,
            "labels": [],
        }
    await stage.desk.undo(decision)
    found = (await stage.site.ask(query, id=stage.comment))["node"]
    assert (found["text"], found["removed"]) == ("cruel words", False)


async def test_a_limited_account_leaves_discovery_with_all_its_posts(stage: Stage) -> None:
    await stage.desk.flag(stage.one, stage.author.id)
    decision = await stage.desk.decide(stage.author.id, "LIMIT")
    assert set(LISTS) - await lists(stage, stage.fan) == DISCOVERY
    await stage.desk.undo(decision)
    assert await lists(stage, stage.fan) == set(LISTS)


async def test_moderators_see_what_a_case_is_about_and_nothing_else_that_is_hidden(stage: Stage) -> None:
    site, moderator = stage.site, stage.desk.moderator
    flagged, other = [await site.post(stage.author, visibility="FOLLOWERS") for _ in range(2)]
    await stage.desk.flag(stage.fan, flagged)
    case = await stage.desk.case(flagged)
    assert case["subject"]["id"] == flagged
    query = "query($id: ID!) { post(id: $id) { prompt image { url } } }"
    found = (await site.ask(query, moderator, id=flagged))["post"]
    assert found["prompt"] is None
    headers = {"authorization": f"Bearer {moderator.token}"}
    assert (await site.client.get(found["image"]["url"], headers=headers)).status_code == 200
    assert (await site.ask(query, moderator, id=other))["post"] is None
    await site.services.log.append(revoke(moderator.account, Role.MODERATOR))
    await site.settled()
    assert (await site.ask(query, moderator, id=flagged))["post"] is None


async def test_a_decision_that_cannot_be_says_why(stage: Stage) -> None:
    await stage.desk.flag(stage.one, stage.post)
    case = (await stage.desk.case(stage.post))["id"]
    await stage.desk.do("claimCase", caseId=case)
    for more, field in (
        ({"kind": "REMOVE"}, "rule"),
        ({"kind": "REMOVE", "rule": "no such rule"}, "rule"),
        ({"kind": "REMOVE", "rule": "hate", "label": "x"}, "label"),
        ({"kind": "BLUR", "rule": "hate"}, "label"),
        ({"kind": "DISMISS", "rule": "hate"}, "rule"),
        ({"kind": "RESTORE"}, "kind"),
        ({"kind": "DISMISS", "reason": " "}, "reason"),
    ):
        done = await stage.desk.tried("decideCase", **{"caseId": case, "reason": "so", **more})
        assert [error["field"] for error in done["userErrors"]] == [[field]], more
