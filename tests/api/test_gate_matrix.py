"""Every field of the schema, for each kind of viewer and each visibility, against the rule it is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest
from graphql import GraphQLObjectType, GraphQLOutputType, get_named_type
from psycopg import AsyncCursor

from api import gate
from api.realtime.fields import Subscription
from api.schema.root import make_schema
from domain.roles import Role, grant
from tests.api.field_rules import LISTED, NAMED, OWN, ROWS, SEEN, VIEWER, rules
from tests.api.site import Person, Site
from tests.databases import Database

SCHEMA = make_schema(Subscription)._schema  # strawberry has no public name for the schema it makes
KINDS = ("PUBLIC", "UNLISTED", "FOLLOWERS", "PRIVATE", "REMOVED")
VIEWERS = ("owner", "follower", "blocked", "blocking", "stranger", "nobody", "moderator")
SEES = {
    "PUBLIC": {"owner", "follower", "stranger", "nobody", "moderator"},
    "UNLISTED": {"owner", "follower", "stranger", "nobody", "moderator"},
    "FOLLOWERS": {"owner", "follower"},
    "PRIVATE": {"owner"},
    "REMOVED": set[str](),
}
NOTHING: tuple[object, ...] = (None, [], False, {"edges": []})
Found = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Things:
    """What hangs on one post. The picture's id follows from the render's."""

    post: str
    comment: str
    render: str

    @property
    def image(self) -> str:
        return self.render.replace("render", "image")


@dataclass(frozen=True, slots=True)
class Stage:
    """One owner, everyone else, and a post of each visibility."""

    site: Site
    people: dict[str, Person | None]
    things: dict[str, Things]

    @property
    def owner(self) -> Person:
        owner = self.people["owner"]
        assert owner
        return owner


@pytest.fixture(scope="module")
async def stage(site: Site) -> Stage:
    people: dict[str, Person | None] = {name: None if name == "nobody" else await site.join() for name in VIEWERS}
    stage = Stage(site, people, {})
    follower, blocked, blocking, moderator = (people[name] for name in ("follower", "blocked", "blocking", "moderator"))
    assert follower and blocked and blocking and moderator
    await site.services.log.append(grant(moderator.account, Role.MODERATOR))
    await site.do("follow", "AccountRef", follower, accountId=stage.owner.id)
    for kind in KINDS:
        stage.things[kind] = await _shared(site, stage.owner, kind)
    await site.do("block", "AccountRef", stage.owner, accountId=blocked.id)
    await site.do("block", "AccountRef", blocking, accountId=stage.owner.id)
    await site.settled()
    return stage


async def _shared(site: Site, owner: Person, kind: str) -> Things:
    render = await site.render(owner)
    visibility = "PUBLIC" if kind == "REMOVED" else kind
    given = {"renderId": render, "visibility": visibility, "caption": f"caption {kind}", "tags": ["matrix"]}
    post = str((await site.do("sharePost", "SharePostInput", owner, "post { id }", **given))["post"]["id"])
    said = await site.do("comment", "CommentInput", owner, "comment { id }", postId=post, text=f"comment {kind}")
    await site.do("likePost", "PostRef", owner, postId=post)
    if kind == "REMOVED":
        await site.do("removePost", "PostRef", owner, postId=post)
    return Things(post, said["comment"]["id"], render)


def _selection(kind: str) -> str:
    """Every field of a type; of what lies behind it the fields without a selection of their own."""
    return " ".join(_field(name, field.type) for name, field in _fields(kind))


def _fields(kind: str) -> list[tuple[str, Any]]:
    found = SCHEMA.type_map[kind]
    assert isinstance(found, GraphQLObjectType)
    return list(found.fields.items())


def _field(name: str, kind: GraphQLOutputType) -> str:
    of = get_named_type(kind)
    if not isinstance(of, GraphQLObjectType):
        return name
    if of.name.endswith("Connection"):
        return f"{name}(first: 9) {{ edges {{ node {{ {_plain(_node_of(of))} }} }} }}"
    return f"{name} {{ {_plain(of)} }}"


def _plain(kind: GraphQLObjectType) -> str:
    """What names a thing; of what has no id all that needs no selection."""
    if "id" in kind.fields:
        return "id"
    types = {name: get_named_type(field.type) for name, field in kind.fields.items()}
    return " ".join(name for name, of in types.items() if not isinstance(of, GraphQLObjectType))


def _node_of(connection: GraphQLObjectType) -> GraphQLObjectType:
    edges = get_named_type(connection.fields["edges"].type)
    assert isinstance(edges, GraphQLObjectType)
    node = get_named_type(edges.fields["node"].type)
    assert isinstance(node, GraphQLObjectType)
    return node


async def _look(stage: Stage, viewer: str, kind: str, ids: list[str]) -> list[Found | None]:
    query = f"query($ids: [ID!]!) {{ nodes(ids: $ids) {{ ... on {kind} {{ {_selection(kind)} }} }} }}"
    found: list[Found | None] = (await stage.site.ask(query, stage.people[viewer], ids=ids))["nodes"]
    return found


def test_every_field_of_every_type_has_a_rule() -> None:
    kinds = {name: kind for name, kind in SCHEMA.type_map.items() if isinstance(kind, GraphQLObjectType)}
    real = {name: sorted(kind.fields) for name, kind in kinds.items() if not name.startswith("__")}
    assert {name: sorted(rules(name)) for name in ROWS} == real


def _follows_its_rule(kind: str, field: str, viewer: str, value: object, owners: object) -> bool:
    match rules(kind)[field]:
        case _ if viewer == "owner":
            return True
        case rule if rule in {SEEN, NAMED}:
            return value == owners
        case rule if rule in {OWN, VIEWER}:
            return value in NOTHING or (field == "viewerFollows" and viewer == "follower")
        case rule:
            return rule == LISTED


async def _check(
    stage: Stage, kind: str, ids: list[str], sees: list[set[str]], viewers: Sequence[str] = VIEWERS
) -> None:
    owners = await _look(stage, "owner", kind, ids)
    for viewer in viewers:
        found = await _look(stage, viewer, kind, ids)
        assert [one is not None for one in found] == [viewer in those for those in sees], (kind, viewer)
        for one, whole in zip(found, owners, strict=True):
            for field, value in (one or {}).items():
                assert whole and _follows_its_rule(kind, field, viewer, value, whole[field]), (
                    kind,
                    field,
                    viewer,
                    value,
                )


async def test_posts(stage: Stage) -> None:
    await _check(stage, "Post", [things.post for things in stage.things.values()], [SEES[kind] for kind in KINDS])


async def test_comments(stage: Stage) -> None:
    await _check(stage, "Comment", [things.comment for things in stage.things.values()], [SEES[kind] for kind in KINDS])


async def test_pictures(stage: Stage) -> None:
    """Their maker keeps them. What they were made with is told, and not the words."""
    ids = [things.image for things in stage.things.values()]
    sees = [SEES[kind] | {"owner"} for kind in KINDS]
    for viewer in VIEWERS:
        found = await _look(stage, viewer, "Image", ids)
        assert [one is not None for one in found] == [viewer in those for those in sees], viewer
        told = {one["params"]["negativePrompt"] for one in found if one}
        assert told <= ({"no canary"} if viewer == "owner" else {None})
        for image, those in zip(ids, sees, strict=True):
            assert await _statuses(stage, viewer, image) == ({200} if viewer in those else {404}), (viewer, image)


async def _statuses(stage: Stage, viewer: str, image: str) -> set[int]:
    person, client = stage.people[viewer], stage.site.client
    signed = {"authorization": f"Bearer {person.token}"} if person else {}
    path = f"/images/{image}/small.webp"
    return {(await ask(path, headers=signed)).status_code for ask in (client.get, client.head)}


async def test_renders(stage: Stage) -> None:
    await _check(stage, "Render", [things.render for things in stage.things.values()], [{"owner"} for _ in KINDS])


async def test_accounts(stage: Stage) -> None:
    """Who is blocked sees no account; who blocks sees whom, and nothing else of them."""
    (owners,) = await _look(stage, "owner", "Account", [stage.owner.id])
    assert owners
    for viewer in VIEWERS[1:]:
        (found,) = await _look(stage, viewer, "Account", [stage.owner.id])
        assert (found is None) is (viewer == "blocked")
        if viewer == "blocking":
            assert found
            assert (found["handle"], found["viewerBlocks"], found["bio"], found["postCount"]) == (
                stage.owner.handle,
                True,
                "",
                0,
            )
            assert found["posts"] == {"edges": []}
            continue
        for field, value in (found or {}).items():
            assert _follows_its_rule("Account", field, viewer, value, owners[field]), (field, viewer, value)


LISTS = """feed(first: 100) { edges { node { id } } } trending(first: 100) { edges { node { id } } }
  search(text: "#matrix", first: 100) { edges { node { id } } }
  tagged: feed(tag: "matrix", first: 100) { edges { node { id } } }
  events(first: 100) { edges { node { subject actor { id } payload } } }"""


@pytest.mark.parametrize("viewer", VIEWERS)
async def test_lists_hold_what_is_public_and_nothing_of_who_is_apart(stage: Stage, viewer: str) -> None:
    found = await stage.site.ask(f"{{ {LISTS} }}", stage.people[viewer])
    events = str(found.pop("events"))
    public = stage.things["PUBLIC"].post
    for name, listed in found.items():
        assert (public in str(listed)) is (viewer in SEES["PUBLIC"]), name
        assert not any(stage.things[kind].post in str(listed) for kind in KINDS[1:]), name
    assert (public in events, stage.owner.id in events) == (viewer in SEES["PUBLIC"],) * 2
    assert not any(stage.things[kind].post in events for kind in ("UNLISTED", "FOLLOWERS", "PRIVATE"))


async def test_without_gate_and_wall_the_matrix_fails(
    stage: Stage, shared_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control; with the wall alone it still passes, but for moderators, before whom no wall stands."""
    monkeypatch.setattr(gate, "sees_post", lambda viewer, post, **_: not post.removed)
    ids, sees = [things.post for things in stage.things.values()], [SEES[kind] for kind in KINDS]
    await _check(stage, "Post", ids, sees, VIEWERS[:-1])
    with shared_database.unwalled(), pytest.raises(AssertionError):
        await _check(stage, "Post", ids, sees, VIEWERS[:-1])


async def test_absent_and_forbidden_cost_the_same_statements(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not shown is asked for as what is not there, and answered with the same bytes."""
    asked: list[str] = []

    async def counted(cursor: AsyncCursor[Any], query: str, *more: Any, **how: Any) -> Any:
        if "FROM views." in query and "views.checkpoint" not in query:
            asked.append(query)
        return await execute(cursor, query, *more, **how)

    execute = AsyncCursor.execute
    monkeypatch.setattr(AsyncCursor, "execute", counted)
    absent = {"post": f"post_{'0' * 32}", "comment": f"comment_{'0' * 32}", "image": f"image_{'0' * 32}"}
    hidden = [(viewer, kind) for viewer in ("stranger", "nobody") for kind in ("FOLLOWERS", "PRIVATE")]
    for (viewer, kind), (name, missing) in product([*hidden, ("blocked", "PUBLIC")], absent.items()):
        answers = []
        for thing in (missing, getattr(stage.things[kind], name)):
            asked.clear()
            answers.append((await _answer(stage, viewer, thing), list(asked)))
        assert answers[0] == answers[1], (viewer, kind, name)
        assert answers[0][1], "something was asked"


async def _answer(stage: Stage, viewer: str, thing: str) -> list[bytes]:
    person, client = stage.people[viewer], stage.site.client
    body = {"query": "query($id: ID!) { node(id: $id) { id } post(id: $id) { id } }", "variables": {"id": thing}}
    told = [(await stage.site.send(body, person)).content]
    if thing.startswith("image"):
        signed = {"authorization": f"Bearer {person.token}"} if person else {}
        for more in ({}, {"range": "bytes=0-3"}, {"if-none-match": '"x"'}, {"if-none-match": "*"}):
            response = await client.get(f"/images/{thing}/full.webp", headers={**signed, **more})
            told += [
                str(response.status_code).encode(),
                str(sorted(response.headers.items())).encode(),
                response.content,
            ]
    return told


def test_a_new_field_without_a_rule_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the table."""
    monkeypatch.setitem(ROWS, "Tag", {"anyone": "name"})
    with pytest.raises(AssertionError):
        test_every_field_of_every_type_has_a_rule()
