"""Sessions: opaque tokens, of which only digests are kept."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from infra.database.pool import Pool
from infra.lending import lent

DAYS = 30
TOKEN_BYTES = 32
TOKEN_LENGTH = 43
"""Of 256 bits in base64url."""


class PostgresSessions:
    """In the table app.sessions. A token is 256 random bits, so one plain SHA-256 of it is safe to keep."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def start(self, account: UUID) -> tuple[str, datetime]:
        """A new token and when it expires. The account's expired ones go."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        async with lent(self._pool) as connection, connection.transaction():
            await connection.execute(
                "DELETE FROM app.sessions WHERE account_id = %s AND expires_at <= now()", [account]
            )
            cursor = await connection.execute(
                "INSERT INTO app.sessions (token_hash, account_id, expires_at)"
                " VALUES (%s, %s, now() + make_interval(days => %s)) RETURNING expires_at",
                [_digest(token), account, DAYS],
            )
            row = await cursor.fetchone()
        assert row
        return token, row[0]

    async def account(self, token: str) -> UUID | None:
        """Whose token it is, or None: unknown, ended or expired."""
        if len(token) != TOKEN_LENGTH or not token.isascii():
            return None
        async with lent(self._pool) as connection:
            cursor = await connection.execute(
                "SELECT account_id FROM app.sessions WHERE token_hash = %s AND expires_at > now()", [_digest(token)]
            )
            row = await cursor.fetchone()
        return row[0] if row else None

    async def living(self, tokens: Collection[str]) -> list[str]:
        """Those of the tokens that are still worth something."""
        digests = {_digest(token): token for token in tokens}
        async with lent(self._pool) as connection:
            cursor = await connection.execute(
                "SELECT token_hash FROM app.sessions WHERE token_hash = ANY (%s) AND expires_at > now()",
                [list(digests)],
            )
            return [digests[bytes(row[0])] for row in await cursor.fetchall()]

    async def end(self, token: str) -> None:
        """The token is worth nothing from now on."""
        async with lent(self._pool) as connection:
            await connection.execute("DELETE FROM app.sessions WHERE token_hash = %s", [_digest(token)])


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
