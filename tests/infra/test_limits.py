"""Limits on rates and budgets, over a real Redis, and without one."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from redis.asyncio import Redis

from api.execution.cost import MOST
from infra.buckets import KNOWN, Bucket, LocalBuckets, RedisBuckets, Taking
from infra.limits import BUDGETS, RATES, NoLimits, RedisLimits, open_limits
from infra.previews import connect
from tests.waiting import until

PATIENCE = 45.0
"""Seconds for an answer of Redis: where it takes too long, what is counted here alone would be told."""
NOWHERE = "unix:///nowhere/redis.sock"
SLOW = Bucket(100, 100_000)
"""In the time that a test takes nothing comes back."""


@pytest.fixture
async def redis(redis_url: str) -> AsyncIterator[Redis]:
    async with connect(redis_url, PATIENCE) as client:
        yield client


async def test_rates_count_each_person_apart(redis: Redis) -> None:
    limits, times = RedisLimits(redis, b"secret"), RATES["flag"].points
    assert [await limits.allow("flag", "ada") for _ in range(times + 2)] == [True] * times + [False] * 2
    assert await limits.allow("flag", "bob")
    assert await limits.allow("submitPrompt", "ada")
    assert await limits.allow("likePost", "ada"), "no rate"


async def test_nothing_is_known_of_anyone_and_only_for_a_while(redis: Redis) -> None:
    limits = RedisLimits(redis, b"secret")
    await limits.allow("signIn", "192.0.2.7/ada")
    for payer, bucket in BUDGETS.items():
        await limits.spend(payer, "192.0.2.7", bucket.points)
    await limits.tell()
    keys = await redis.keys("limn:*")
    assert len(keys) == 1 + len(BUDGETS)
    assert not any(b"192" in key or b"ada" in key for key in keys)
    assert {await redis.get(key) for key in keys} == {b""}
    assert {0 < await redis.pttl(key) <= 300_000 for key in keys} == {True}


async def test_taking_is_one_step_for_all_processes_and_takes_all_or_nothing(redis: Redis) -> None:
    one, other = RedisBuckets(redis), RedisBuckets(redis)

    async def take(buckets: RedisBuckets, points: int) -> tuple[bool, int]:
        level = (await buckets.take({"b": Taking(SLOW, points), str(points): Taking(SLOW, 1)}))["b"]
        return level.granted, level.points(SLOW)

    assert await take(one, 60) == (True, 40)
    assert await take(other, 41) == (False, 40)
    assert await take(other, 40) == (True, 0)
    await redis.pexpire("b", SLOW.worth(70))  # time goes by
    assert await take(one, 30) == (True, 0)
    assert (await one.take({"c": Taking(SLOW, 90, spent=True)}))["c"].points(SLOW) == 10
    spent = (await other.take({"c": Taking(SLOW, 90, spent=True)}))["c"]
    assert (spent.granted, spent.points(SLOW)) == (False, 0)


async def test_processes_agree_on_what_was_spent(redis: Redis) -> None:
    whole = BUDGETS["account"].points
    async with open_limits(redis, b"secret") as one, open_limits(redis, b"secret") as other:
        assert (await one.spend("account", "ada", whole)).granted

        async def known() -> bool:
            return (await other.spend("account", "ada", 1)).remaining < whole // 2

        await until(known)
        assert (await other.spend("account", "bob", whole)).granted


async def test_without_redis_passwords_are_not_tried_and_the_rest_is_limited_here(redis: Redis) -> None:
    async with Redis.from_url(NOWHERE) as away:
        limits, limit = RedisLimits(away, b"secret"), BUDGETS["account"].points
        assert not await limits.allow("signIn", "ada")
        assert not await limits.allow("register", "ada")
        flags = RATES["flag"].points
        assert [await limits.allow("flag", "ada") for _ in range(flags + 1)] == [True] * flags + [False]
        spent = [await limits.spend("account", "ada", limit) for _ in range(2)]
        assert [budget.granted for budget in spent] == [True, False]
        assert (await RedisLimits(redis, b"secret").spend("account", "ada", limit)).granted, "another process"
    assert await NoLimits().allow("signIn", "ada")
    assert (await NoLimits().spend("address", "here", 10**9)).granted


@given(st.lists(st.tuples(st.integers(0, 40_000), st.integers(0, 120)), max_size=30))
def test_a_bucket_gives_no_more_than_it_holds_and_what_came_back(asked: list[tuple[int, int]]) -> None:
    now, given_points = 0.0, 0
    bucket, buckets = Bucket(100, 100), LocalBuckets(lambda: now)
    for waited, points in asked:
        now += waited / 1000
        level = buckets.take("b", bucket, points)
        assert 0 <= level.points(bucket) <= bucket.points
        given_points += points if level.granted else 0
        assert given_points <= bucket.points + now
    now += bucket.seconds
    assert buckets.take("b", bucket, bucket.points).granted


def test_a_process_knows_so_many_buckets_and_no_more() -> None:
    buckets = LocalBuckets()
    for number in range(KNOWN + 1):
        buckets.take(str(number), SLOW, 100)
    assert buckets.take("0", SLOW, 100).granted, "the oldest is forgotten"
    assert not buckets.take(str(KNOWN), SLOW, 100).granted


@pytest.mark.parametrize("bucket", BUDGETS.values())
def test_whatever_may_be_asked_at_once_can_be_paid(bucket: Bucket) -> None:
    assert bucket.points >= MOST
    assert bucket.whole % bucket.points == 0 or bucket.points % bucket.whole == 0, "no point is lost to rounding"
