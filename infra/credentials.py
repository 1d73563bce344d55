"""Passwords, kept as argon2id hashes."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from pwdlib import PasswordHash
from pwdlib.exceptions import UnknownHashError
from pwdlib.hashers.argon2 import Argon2Hasher

from infra.database.pool import Pool
from infra.lending import lent

AT_ONCE = 2
"""Hashes computed at a time: each takes tens of milliseconds of a core and 64 MiB."""

R = TypeVar("R")


class PostgresCredentials:
    """In the table app.credentials. Hashing runs in threads, a few at a time."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._hashing = PasswordHash((Argon2Hasher(),))
        self._nobody = self._hashing.hash(secrets.token_urlsafe())
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def keep(self, account: UUID, password: str) -> None:
        """Store the hash of a new account's password."""
        hashed = await self._in_turn(lambda: self._hashing.hash(password))
        async with lent(self._pool) as connection:
            await connection.execute(
                "INSERT INTO app.credentials (account_id, password_hash) VALUES (%s, %s)", [account, hashed]
            )

    async def check(self, account: UUID | None, password: str) -> bool:
        """Whether it is the account's password; as slow for an unknown account (None) as for a known one."""
        kept = await self._kept(account) if account else None
        right = await self._in_turn(lambda: self._verify(password, kept or self._nobody))
        return right and kept is not None

    async def forget(self, account: UUID) -> None:
        """Drop the hash."""
        async with lent(self._pool) as connection:
            await connection.execute("DELETE FROM app.credentials WHERE account_id = %s", [account])

    def _verify(self, password: str, hashed: str) -> bool:
        try:
            return self._hashing.verify(password, hashed)
        except UnknownHashError:
            return False

    async def _kept(self, account: UUID) -> str | None:
        async with lent(self._pool) as connection:
            cursor = await connection.execute(
                "SELECT password_hash FROM app.credentials WHERE account_id = %s", [account]
            )
            row = await cursor.fetchone()
        return str(row[0]) if row else None

    async def _in_turn(self, work: Callable[[], R]) -> R:
        async with self._turns:
            return await asyncio.to_thread(work)
