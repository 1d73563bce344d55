"""What API keys are worth: opaque tokens, of which only digests are kept."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Mapping
from datetime import datetime
from string import ascii_letters, digits
from uuid import UUID

from api.ports import Bearer, KeyUse
from domain.api_keys import LIVING, SECRET, ApiScope, is_token, prefix
from infra.database.pool import Pool
from infra.lending import lent

CHARACTERS = digits + ascii_letters
NOTICED_SECONDS = 60
"""How exactly it is known when a key was used last: so seldom is it written down."""

KEEP = f"""
INSERT INTO app.api_keys (key_id, account_id, token_hash, scopes, expires_at)
SELECT %(key)s, %(account)s, %(digest)s, %(scopes)s, %(expires_at)s
WHERE (SELECT count(*) FROM app.api_keys
       WHERE account_id = %(account)s AND token_hash IS NOT NULL AND expires_at > now()) < {LIVING}
"""  # noqa: S608 - constants
FIND = f"""
SELECT key_id, account_id, scopes, coalesce(last_used_at < now() - interval '{NOTICED_SECONDS} s', true)
FROM app.api_keys WHERE token_hash = %s AND expires_at > now()
"""  # noqa: S608 - constants


class PostgresApiKeys:
    """In the table app.api_keys. A token ends in 256 random bits, so one plain SHA-256 of it is safe to keep."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def keep(self, key: UUID, account: UUID, scopes: Collection[ApiScope], expires_at: datetime) -> str | None:
        """A new token, shown this once; None where the account has as many living keys as it may."""
        token = prefix(key) + "".join(secrets.choice(CHARACTERS) for _ in range(SECRET))
        values = {"key": key, "account": account, "digest": _digest(token), "expires_at": expires_at}
        async with lent(self._pool) as connection, connection.transaction():
            await connection.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s::text, 0))", [account])
            cursor = await connection.execute(KEEP, values | {"scopes": list(scopes)})
            return token if cursor.rowcount else None

    async def bearer(self, token: str) -> Bearer | None:
        """Who has the key, and what it is good for; None for one that is unknown, revoked or expired."""
        if not is_token(token):
            return None
        async with lent(self._pool) as connection:
            cursor = await connection.execute(FIND, [_digest(token)])
            row = await cursor.fetchone()
            if row is None:
                return None
            key, account, scopes, noticed = row
            if noticed:
                await connection.execute("UPDATE app.api_keys SET last_used_at = now() WHERE key_id = %s", [key])
        return Bearer(account, key, frozenset(map(ApiScope, scopes)))

    async def living(self, tokens: Collection[str]) -> list[str]:
        """Those of the tokens that are still worth something."""
        digests = {_digest(token): token for token in tokens}
        async with lent(self._pool) as connection:
            cursor = await connection.execute(
                "SELECT token_hash FROM app.api_keys WHERE token_hash = ANY (%s) AND expires_at > now()",
                [list(digests)],
            )
            return [digests[bytes(row[0])] for row in await cursor.fetchall()]

    async def uses(self, keys: Collection[UUID]) -> Mapping[UUID, KeyUse]:
        """Whether each is worth something now, and when it was used last. Nothing is known of those left out."""
        async with lent(self._pool) as connection:
            cursor = await connection.execute(
                "SELECT key_id, token_hash IS NOT NULL AND expires_at > now(), last_used_at"
                " FROM app.api_keys WHERE key_id = ANY (%s)",
                [list(keys)],
            )
            return {key: KeyUse(active, used_at) for key, active, used_at in await cursor.fetchall()}

    async def end(self, key: UUID) -> None:
        """Its token is worth nothing from now on."""
        async with lent(self._pool) as connection:
            await connection.execute("UPDATE app.api_keys SET token_hash = NULL WHERE key_id = %s", [key])

    async def forget(self, key: UUID) -> None:
        """It was not made after all."""
        async with lent(self._pool) as connection:
            await connection.execute("DELETE FROM app.api_keys WHERE key_id = %s", [key])


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
