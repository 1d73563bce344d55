"""What API keys are worth, over a real database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import psycopg
import pytest

from api.ports import Bearer
from domain.api_keys import ApiScope, is_token, prefix
from infra.api_keys import PostgresApiKeys
from infra.database.pool import open_pool
from tests.databases import Database

SOON = datetime.now(UTC) + timedelta(days=1)


@pytest.fixture
async def api_keys(database: Database) -> AsyncIterator[PostgresApiKeys]:
    async with open_pool(database.api) as pool:
        yield PostgresApiKeys(pool)


async def test_a_token_is_worth_something_until_it_ends(api_keys: PostgresApiKeys, database: Database) -> None:
    account, revoked, expired, living = uuid4(), uuid4(), uuid4(), uuid4()
    tokens = {key: await api_keys.keep(key, account, [ApiScope.READ], SOON) for key in (revoked, expired, living)}
    given = [token for token in tokens.values() if token]
    assert all(is_token(token) for token in given)
    assert await api_keys.bearer(given[0]) == Bearer(account, revoked, frozenset({ApiScope.READ}))
    await api_keys.end(revoked)
    with psycopg.connect(database.superuser, autocommit=True) as superuser:
        superuser.execute("UPDATE app.api_keys SET expires_at = now() WHERE key_id = %s", [expired])
    assert [await api_keys.bearer(token) is not None for token in given] == [False, False, True]
    assert set(await api_keys.living(given)) == {tokens[living]}
    uses = await api_keys.uses([*tokens, uuid4()])
    assert {key: use.active for key, use in uses.items()} == {revoked: False, expired: False, living: True}
    assert uses[revoked].last_used_at is not None  # what a key that leaked did before is still told


async def test_its_use_is_written_down_once_a_minute(api_keys: PostgresApiKeys, database: Database) -> None:
    key = uuid4()
    token = await api_keys.keep(key, uuid4(), [ApiScope.READ], SOON)
    assert token
    written = []
    with psycopg.connect(database.superuser, autocommit=True) as superuser:
        for ago in (None, 59, 61):
            if ago is not None:
                superuser.execute("UPDATE app.api_keys SET last_used_at = now() - make_interval(secs => %s)", [ago])
            before = (await api_keys.uses([key]))[key].last_used_at
            await api_keys.bearer(token)
            written.append((await api_keys.uses([key]))[key].last_used_at != before)
    assert written == [True, False, True]


@pytest.mark.parametrize(
    "token", ["", "limn_", "x" * 56, "limn_" + "é" * 51, "limn_" + "a" * 10_000, "limn_\x00" + "a" * 50]
)
async def test_what_is_no_token(api_keys: PostgresApiKeys, token: str) -> None:
    assert await api_keys.bearer(token) is None


def test_a_prefix_names_the_key_and_nothing_of_its_secret() -> None:
    key = uuid4()
    assert prefix(key) == f"limn_{str(key)[:8]}"
