"""API keys: what they let a program do, what they never do, and how they end."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
from websockets.exceptions import ConnectionClosed

from api.execution.scopes import scope_of
from api.ids import NodeKind, node_id
from api.realtime.fields import Subscription
from api.schema.root import make_schema
from domain.roles import Role, grant
from tests.api.realtime.clients import Errors, over_sse, over_websocket
from tests.api.realtime.serving import served
from tests.api.site import JSON, Person, Site
from tests.databases import Database

SCOPES = {
    "WRITE": "editProfile sharePost editPost removePost likePost unlikePost comment removeComment flag follow unfollow"
    " block unblock mute unmute startReplay cancelReplay defineRanker withdrawRanker",
    "RENDER": "submitPrompt cancelRender",
    "MODERATE": "claimCase releaseCase decideCase undoDecision",
    None: "register signIn signOut createApiKey revokeApiKey",
}
"""What each mutation needs of a key. A new one without a row fails."""
SHOWN = "token position apiKey { id name prefix scopes active createdAt expiresAt lastUsedAt revokedAt }"
KEYS = f"{{ viewer {{ apiKeys(first: 50) {{ edges {{ node {{ {SHOWN[24:-2]} }} }} }} }} }}"
VIEWER = "{ viewer { handle } }"
STREAM = "subscription { feedChanges(feed: LATEST) { position } }"


async def make(site: Site, person: Person, *scopes: str, **more: object) -> JSON:
    given = {"name": "a bot", "scopes": list(scopes), **more}
    return await site.do("createApiKey", "CreateApiKeyInput", person, SHOWN, **given)


async def program(site: Site, person: Person, *scopes: str) -> Person:
    """A program that acts for someone, with these scopes."""
    done = await make(site, person, *scopes)
    assert done["userErrors"] == [], done
    return replace(person, token=done["token"])


async def listed(site: Site, person: Person) -> list[JSON]:
    return [edge["node"] for edge in (await site.ask(KEYS, person))["viewer"]["apiKeys"]["edges"]]


async def refused(site: Site, person: Person, query: str, **variables: object) -> tuple[str, str | None]:
    """The code of what nothing was run of, and the scope that it lacks."""
    answer = (await site.send({"query": query, "variables": variables}, person)).json()
    (error,) = answer["errors"]
    assert "data" not in answer
    return error["extensions"]["code"], error["extensions"]["scope"]


def test_every_mutation_says_what_it_needs() -> None:
    schema = make_schema(Subscription)._schema
    assert schema.mutation_type is not None
    assert {name: scope_of(schema, name) for name in schema.mutation_type.fields} == {
        name: scope for scope, names in SCOPES.items() for name in names.split()
    }


async def test_its_secret_is_shown_once_and_kept_nowhere(site: Site, shared_database: Database) -> None:
    ada, bob = await site.join(), await site.join()
    made = await make(site, ada, "WRITE", "READ", "WRITE", idempotencyKey="once")
    token, shown = made["token"], made["apiKey"]
    assert (shown["name"], shown["scopes"], shown["active"]) == ("a bot", ["READ", "WRITE"], True)
    assert (shown["lastUsedAt"], shown["revokedAt"]) == (None, None)
    assert token.startswith(shown["prefix"])
    assert (await site.ask(VIEWER, replace(ada, token=token)))["viewer"]["handle"] == ada.handle
    again = await make(site, ada, "WRITE", "READ", "WRITE", idempotencyKey="once")
    assert (again["token"], again["apiKey"]["id"]) == (None, shown["id"])
    (only,) = await listed(site, ada)
    assert only["lastUsedAt"] is not None
    assert await listed(site, bob) == []
    look = "query($h: String!) { account(handle: $h) { apiKeys(first: 5) { edges { node { name } } } } }"
    assert (await site.ask(look, bob, h=ada.handle))["account"]["apiKeys"]["edges"] == []
    assert "api_key" not in str(await site.ask("{ events(first: 100) { edges { node { topic payload } } } }", ada))
    with psycopg.connect(shared_database.superuser) as superuser:
        kept = [
            str(superuser.execute(f"SELECT kept::text FROM {table} AS kept").fetchall())
            for table in ("app.api_keys", "log.events", "views.api_keys")
        ]
    assert all(token[13:] not in rows and "a bot" not in rows and b"a bot".hex() not in rows for rows in kept)


async def test_what_a_key_may_not_do_is_refused_as_a_whole(site: Site) -> None:
    ada = await site.join()
    post = await site.post(await site.join())
    reader, writer = await program(site, ada, "READ"), await program(site, ada, "WRITE")
    like = "mutation($p: ID!) { likePost(input: {postId: $p}) { position post { likeCount viewerHasLiked } } }"
    mixed = """mutation($p: ID!) { ...All }
        fragment All on Mutation {
          likePost(input: {postId: $p}) { position } ... { signOut { userErrors { code } } }
        }"""
    liked = "query($p: ID!) { post(id: $p) { viewerHasLiked image { url } } }"
    assert await refused(site, reader, like, p=post) == ("FORBIDDEN", "WRITE")
    assert await refused(site, writer, mixed, p=post) == ("FORBIDDEN", None)
    shown = (await site.ask(liked, reader, p=post))["post"]
    assert shown["viewerHasLiked"] is False
    assert await refused(site, writer, liked, p=post) == ("FORBIDDEN", "READ")
    assert (await site.ask(like, writer, p=post))["likePost"]["post"] is None  # it was done, and tells nothing
    await site.settled()
    assert (await site.ask(liked, reader, p=post))["post"]["viewerHasLiked"] is True
    prompt = 'mutation { submitPrompt(input: {prompt: "a boat"}) { position } }'
    assert await refused(site, writer, prompt) == ("FORBIDDEN", "RENDER")
    status = {
        who.token: (await site.client.get(shown["image"]["url"], headers={"authorization": f"Bearer {who.token}"}))
        for who in (reader, writer)
    }
    assert [answer.status_code for answer in status.values()] == [200, 403]


@pytest.mark.parametrize("name", SCOPES[None].split())
async def test_no_key_touches_who_may_come_in(site: Site, name: str) -> None:
    everything = await program(site, await site.join(), "READ", "WRITE", "RENDER", "MODERATE")
    given = {
        "register": '(input: {handle: "x", displayName: "x", password: "x"})',
        "signIn": '(input: {handle: "x", password: "x"})',
        "createApiKey": '(input: {name: "x", scopes: [READ]})',
        "revokeApiKey": '(input: {keyId: "x"})',
    }.get(name, "")
    query = f"mutation {{ {name}{given} {{ userErrors {{ code }} }} }}"
    assert await refused(site, everything, query) == ("FORBIDDEN", None)
    assert await site.code(KEYS, everything) == "FORBIDDEN"


async def test_a_role_counts_for_keys_that_are_made_for_it(site: Site) -> None:
    ada = await site.join()
    await site.services.log.append(grant(ada.account, Role.MODERATOR))
    await site.settled()
    roles = "{ viewer { roles } cases(first: 1) { edges { cursor } } }"
    assert (await site.ask(roles, await program(site, ada, "READ", "MODERATE")))["viewer"]["roles"] == ["MODERATOR"]
    answer = (await site.send({"query": roles}, await program(site, ada, "READ", "WRITE"))).json()
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["NOT_FOUND"]


YEAR = timedelta(days=366)


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("expiresAt", {"expiresAt": (datetime.now(UTC) - timedelta(seconds=1)).isoformat()}),
        ("expiresAt", {"expiresAt": (datetime.now(UTC) + YEAR + timedelta(hours=1)).isoformat()}),
        ("expiresAt", {"expiresAt": "2026-12-01T00:00:00"}),
        ("scopes", {"scopes": []}),
        ("name", {"name": " \n"}),
        ("name", {"name": "x" * 65}),
        ("name", {"name": "\u202ex"}),
    ],
)
async def test_what_no_key_can_be(site: Site, field: str, given: JSON) -> None:
    ada = await site.join()
    done = await make(site, ada, "READ", **given)
    assert [(error["code"], error["field"]) for error in done["userErrors"]] == [("INVALID", [field])]
    assert done["token"] is None
    assert await listed(site, ada) == []


async def test_an_unknown_scope_and_nobody(site: Site) -> None:
    query = "mutation($i: CreateApiKeyInput!) { createApiKey(input: $i) { token userErrors { code } } }"
    assert await site.code(query, await site.join(), i={"name": "x", "scopes": ["ROOT"]}) == "INVALID"
    done = await site.ask(query, i={"name": "x", "scopes": ["READ"]})
    assert done["createApiKey"] == {"token": None, "userErrors": [{"code": "UNAUTHENTICATED"}]}


async def test_at_most_twenty_live_at_once(site: Site) -> None:
    ada = await site.join()
    made = await asyncio.gather(*(make(site, ada, "READ") for _ in range(24)))
    codes = [error["code"] for one in made for error in one["userErrors"]]
    assert (codes, len(await listed(site, ada))) == (["CONFLICT"] * 4, 20)
    key = next(one["apiKey"]["id"] for one in made if one["token"])
    await site.do("revokeApiKey", "ApiKeyRef", ada, keyId=key)
    assert (await make(site, ada, "READ"))["userErrors"] == []


async def test_its_owner_ends_it_and_what_it_began(site: Site) -> None:
    ada, bob = await site.join(), await site.join()
    made = await make(site, ada, "READ")
    bot, key = replace(ada, token=made["token"]), made["apiKey"]["id"]

    async def revoke(person: Person, number: str) -> Any:
        return await site.do("revokeApiKey", "ApiKeyRef", person, "apiKey { active revokedAt }", keyId=number)

    for number, person in ((key, bob), (node_id(NodeKind.ACCOUNT, ada.account), ada), ("x", ada)):
        assert [error["code"] for error in (await revoke(person, number))["userErrors"]] == ["NOT_FOUND"]
    async with served(site.app) as address:
        streams = [over(address, STREAM, token=bot.token) for over in (over_websocket, over_sse)]
        for stream in streams:
            await anext(stream)
        done = (await revoke(ada, key))["apiKey"]
        assert (done["active"], done["revokedAt"] is not None) == (False, True)
        assert (await revoke(ada, key))["apiKey"] == done
        for stream, ended in zip(streams, (ConnectionClosed, Errors), strict=True):
            with pytest.raises(ended) as told:
                async with asyncio.timeout(45):
                    async for _ in stream:
                        pass
            assert any(sign in str(told.value) for sign in ("4403", "UNAUTHENTICATED"))
    for token in (bot.token, bot.token[:-1], bot.token[:-1] + "_", "limn_" + "a" * 51, "lumn_" + bot.token[5:]):
        answer = await site.send({"query": VIEWER}, replace(bot, token=token))
        assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (401, "UNAUTHENTICATED")


async def test_of_an_erased_name_and_a_lost_secret_nothing_comes_back(site: Site, shared_database: Database) -> None:
    """As after `limn shred`, and as after a restore: a backup has no secrets."""
    ada = await site.join()
    bot = await program(site, ada, "READ")
    site.services.keyring.shred(ada.account)  # type: ignore[attr-defined]  # the real one
    with psycopg.connect(shared_database.superuser, autocommit=True) as superuser:
        superuser.execute("DELETE FROM app.api_keys WHERE account_id = %s", [ada.account])
    (left,) = await listed(site, ada)
    assert (left["name"], left["active"], left["revokedAt"]) == ("", False, None)
    assert (await site.send({"query": VIEWER}, bot)).status_code == 401
    assert (await site.do("revokeApiKey", "ApiKeyRef", ada, keyId=left["id"]))["userErrors"] == []
