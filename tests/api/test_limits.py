"""What operations cost, and what becomes of who has spent too much: over every transport, and while Redis is away."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from graphql import GraphQLObjectType, get_introspection_query, parse

from api.caller import Caller
from api.execution.cost import MOST, PRICES, costs
from api.execution.trusted import Texts
from api.http.app import create_app
from api.http.media import GRAPHQL, JSON
from api.limits import charge
from api.metrics import Metrics
from api.realtime.fields import Subscription
from api.realtime.live import Live
from api.schema.root import make_schema
from domain.identity import position_text
from infra.buckets import Bucket
from infra.limits import BUDGETS, RedisLimits
from infra.previews import connect
from infra.servers.redis import RedisServer
from tests.api.execution.kennel import make_kennel
from tests.api.realtime.clients import PATIENCE, Element, Errors, over_sse, over_websocket
from tests.api.realtime.serving import served
from tests.api.site import Site, running

SCHEMA = make_schema(Subscription)
COORDINATE = re.compile(r"(\w+)(?:\.(\w+)(?:\((\w+):\))?)?")
HEAD = "{ log { head } }"
ME = "{ viewer { id } }"
PAGE = "query($n: Int! = 7) { feed(first: $n) { edges { node { author { handle } } } } }"
NODES = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }"
PAST = "query($at: AsOf) { trending(first: 5, asOf: $at) { edges { cursor } } }"
TWICE = """{ feed(first: 5) { ...a ...b } }
fragment a on PostConnection { edges { node { author { handle } } } }
fragment b on PostConnection { edges { node { id author { id } labels { name } } } pageInfo { hasNextPage } }"""
DEEP = """query($n: Int!) { feed(first: $n) { edges { node { ...c } } } }
fragment c on Post { comments(first: $n) { edges { node { replies(first: $n) { edges { cursor } } } } } }"""
LIKE = "mutation($input: PostRef!) { likePost(input: $input) { post { author { id } } } }"
CHANGES = "subscription($after: Position) { feedChanges(after: $after) { changes { post { author { id } } } } }"
BOARD = "subscription { trendingBoard(first: 30) { edges { node { comments(first: 20) { edges { cursor } } } } } }"
SPENT = "{ rateLimit { cost remaining limit resetAt } feed(first: 20) { edges { cursor } } }"
SMALL = Bucket(100, 100_000)
"""In the time that a test takes nothing comes back."""


@pytest.fixture
async def limited(site: Site, redis_url: str) -> AsyncIterator[Site]:
    """The same application, with limits."""
    async with connect(redis_url, PATIENCE) as redis:
        services = replace(site.services, limits=RedisLimits(redis, b"secret"))
        async with running(services) as started:
            yield started


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred points for each account."""
    monkeypatch.setitem(BUDGETS, "account", SMALL)


@pytest.fixture(params=[over_websocket, over_sse], ids=["websocket", "sse"])
def subscribe(request: pytest.FixtureRequest) -> Callable[..., AsyncGenerator[Element, None]]:
    """A transport."""
    transport: Callable[..., AsyncGenerator[Element, None]] = request.param
    return transport


async def test_a_person_and_an_address_have_budgets_and_a_key_takes_from_its_persons_too(
    limited: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    for payer in BUDGETS:
        monkeypatch.setitem(BUDGETS, payer, Bucket(100 if payer == "account" else 50, 100_000))

    async def pays(who: Caller, points: int) -> tuple[bool, int]:
        bill = await charge(limited.services.limits, who, points)
        assert bill
        return bill.paid, bill.budget.remaining

    ada = Caller(uuid4(), address="192.0.2.7")
    one, other, third = [replace(ada, key=uuid4()) for _ in range(3)]
    assert await pays(one, 50) == (True, 0)
    assert await pays(one, 10) == (False, 0), "of a key that is spent nothing is taken from its person"
    assert await pays(other, 20) == (True, 30)
    assert await pays(ada, 25) == (True, 5)
    assert await pays(third, 2) == (True, 3), "what is left is told of the one that has less"
    assert await pays(third, 10) == (False, 3), "many keys are not many people"
    assert await pays(replace(ada, account=None), 50) == (True, 0)
    assert await pays(replace(ada, account=None), 1) == (False, 0)
    assert await charge(limited.services.limits, Caller(), 100) is None, "the program itself"


@pytest.mark.parametrize(
    ("text", "variables", "cost"),
    [
        (HEAD, {}, 10), ("{ viewer { handle } }", {}, 1), ("{ rules { code } }", {}, 1),
        (PAGE, {}, 14), (PAGE, {"n": 3}, 6), (PAGE, {"n": 3.0}, 6), (PAGE, {"n": 10**9}, 200), (PAGE, {"n": -1}, 1),
        (NODES, {"ids": ["a", "b"]}, 2), (NODES, {"ids": "a"}, 1), (NODES, {"ids": ["a"] * 1000}, 100),
        (TWICE, {}, 10), ("{ a: feed(first: 5) { edges { cursor } } b: feed(first: 5) { edges { cursor } } }", {}, 10),
        (PAST, {}, 25), (PAST, {"at": None}, 25), (PAST, {"at": {"position": 1}}, 225),
        (DEEP, {"n": 20}, 8_420), (LIKE, {}, 12), (CHANGES, {}, 11), (BOARD, {}, 20 + 30 + 30 * 20),
        ("{ rankers { maker { handle } } }", {}, 10), ("{ node(id: 1) { ... on Post { author { id } } } }", {}, 2),
        ("{ __type(name: 1) { fields { name } } }", {}, 1),
    ],
)  # fmt: skip
def test_what_is_asked_for_has_a_cost(text: str, variables: dict[str, object], cost: int) -> None:
    (operation,) = costs(SCHEMA, parse(text)).values()
    assert operation.points(variables) == cost


def test_the_schemas_own_description_costs_what_its_parts_do() -> None:
    (whole,) = costs(SCHEMA, parse(get_introspection_query())).values()
    assert 100 < whole.points({}) < 1_000
    nested = "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }"
    assert costs(SCHEMA, parse(nested))[None].points({}) > 5_000


def test_whatever_has_a_price_exists() -> None:
    for coordinate in PRICES:
        kind, field, argument = re.fullmatch(COORDINATE, coordinate).groups()  # type: ignore[union-attr]  # they all do
        found = SCHEMA._schema.type_map[kind]
        assert isinstance(found, GraphQLObjectType)
        assert field is None or field in found.fields
        assert argument is None or argument in found.fields[field].args


async def test_what_costs_too_much_is_told_what_it_costs(limited: Site) -> None:
    answer = await limited.send({"query": DEEP, "variables": {"n": 50}})
    (error,) = answer.json()["errors"]
    assert error["extensions"] == {"code": "INVALID", "cost": {"requested": 127_550, "limit": MOST}}
    assert "127,550" in error["message"]
    assert "10,000" in error["message"]


async def test_everyone_is_told_what_it_cost_and_what_is_left(limited: Site, little: None) -> None:
    ada = await limited.join()
    for known in (SPENT, LIKE):
        await limited.send({"query": known, "variables": {"input": {"postId": "x"}}})
    for left in (80, 60):
        answer = await limited.send({"query": SPENT}, ada)
        told, said = answer.json()["data"]["rateLimit"], answer.json()["extensions"]["cost"]
        assert (told["cost"], told["remaining"], told["limit"]) == (20, left, 100)
        assert said == {"requested": 20, "remaining": left, "limit": 100}
        whole = datetime.fromisoformat(told["resetAt"]) - datetime.now(UTC)
        assert timedelta(0) < whole <= timedelta(seconds=SMALL.seconds)
        assert answer.headers["ratelimit-policy"] == '"points";q=100;w=100000'
        assert re.fullmatch(rf'"points";r={left};t=[0-9]+', answer.headers["ratelimit"])
    did = await limited.send({"query": LIKE, "variables": {"input": {"postId": "x"}}}, ada)
    assert did.json()["extensions"]["cost"]["remaining"] == 48, "the reference executor pays as well"


async def test_who_has_spent_too_much_is_refused_and_nobody_else(limited: Site, little: None) -> None:
    ada, eve = await limited.join(), await limited.join()
    post = await limited.post(eve)
    like = {"query": LIKE, "variables": {"input": {"postId": post}}}
    for asking in (None, ada):
        await limited.send({"query": PAGE, "variables": {"n": 47}}, asking)
        await limited.send({"query": ME}, asking)
        await limited.send({"query": LIKE, "variables": {}}, None)
    for media, status in ((JSON, 200), (GRAPHQL, 429)):
        answer = await limited.send(like, ada, accept=media)
        assert (answer.status_code, answer.headers["content-type"]) == (status, f"{media}; charset=utf-8")
        assert int(answer.headers["retry-after"]) > 1_000
        (error,) = answer.json()["errors"]
        assert "data" not in answer.json()
        assert error["extensions"]["code"] == "RATE_LIMITED"
        assert error["extensions"]["cost"] == {"requested": 12, "remaining": 5, "limit": 100}
        assert error["extensions"]["retryAfter"] == int(answer.headers["retry-after"])
    assert (await limited.send(like, eve)).json()["data"]["likePost"]["post"]
    likes = await limited.ask("query($id: ID!) { post(id: $id) { likeCount } }", id=post)
    assert likes["post"]["likeCount"] == 1, "what was refused was not done"
    assert await limited.ask(ME, ada), "a small thing is still there for her"


async def test_what_is_new_is_read_for_a_price_and_unread_where_it_cannot_be_paid(limited: Site, little: None) -> None:
    ada = await limited.join()
    new = [{"query": f"{{ nothing{number} }} #{'x' * 300}"} for number in range(5)]
    codes = [(await limited.send(one, ada)).json()["errors"][0]["extensions"]["code"] for one in new]
    assert codes == ["INVALID"] * 3 + ["RATE_LIMITED"] * 2
    assert (await limited.send(new[4], ada, accept=GRAPHQL)).status_code == 429
    assert (await limited.send(new[4], ada, accept="text/event-stream")).status_code == 429


async def test_a_text_that_may_not_be_run_is_parsed_for_a_price_as_well(limited: Site, little: None) -> None:
    ada = await limited.join()
    async with running(replace(limited.services, texts=Texts(trusted={"head": HEAD}, only=True))) as strict:
        new = [{"query": f"{{ nothing{number} }} #{'x' * 300}"} for number in range(5)]
        codes = [(await strict.send(one, ada)).json()["errors"][0]["extensions"]["code"] for one in new]
    assert codes == ["FORBIDDEN"] * 3 + ["RATE_LIMITED"] * 2


def test_a_length_that_a_variable_leaves_open_is_the_arguments_own() -> None:
    text = "query($n: Int) { now { pets(first: $n) { ... on Dog { friends(first: $n) { __typename } } } } }"
    (operation,) = costs(make_kennel(), parse(text)).values()
    assert [operation.points(variables) for variables in ({"n": 4}, {})] == [4 + 4 * 4, 3 + 3 * 2]


async def test_a_stream_is_paid_when_it_begins(
    site: Site, redis_url: str, little: None, subscribe: Callable[..., AsyncGenerator[Element, None]]
) -> None:
    eve, before = await site.join(), position_text(await site.services.events.head())
    await site.post(eve)
    async with connect(redis_url, PATIENCE) as redis:
        services = replace(site.services, limits=RedisLimits(redis, b"secret"))
        async with Live(services) as live, served(create_app(live, Metrics())) as address:
            for token in (None, eve.token):
                async with aclosing(subscribe(address, CHANGES, {"after": before}, token=token)) as elements:
                    assert (await anext(elements)).data["feedChanges"]["changes"]
            left = await services.limits.spend("account", str(eve.account), 0)
            assert left.remaining == 89
            await services.limits.spend("account", str(eve.account), 89)
            with pytest.raises(Errors) as refused:
                await anext(subscribe(address, CHANGES, token=eve.token))
            assert refused.value.codes == ["RATE_LIMITED"]


async def test_without_redis_reading_goes_on_within_limits_and_nobody_tries_passwords(
    site: Site, tmp_path: Path, little: None
) -> None:
    ada, server = await site.join(), RedisServer(tmp_path, tmp_path)
    wish = {"handle": ada.handle, "password": f"secret of {ada.handle}"}

    async def sign_in(limited: Site) -> list[str]:
        done = await limited.do("signIn", "SignInInput", None, "__typename", **wish)
        return [error["code"] for error in done["userErrors"]]

    async with connect(server.url, PATIENCE) as redis:
        services = replace(site.services, limits=RedisLimits(redis, b"secret"))
        async with running(services) as limited:
            assert await sign_in(limited) == ["RATE_LIMITED"]
            await limited.send({"query": PAGE})
            answers = [(await limited.send({"query": PAGE, "variables": {"n": 25}}, ada)).json() for _ in range(3)]
            assert ["data" in answer for answer in answers] == [True, True, False]
            server.start()
            assert await sign_in(limited) == []
    server.stop()
