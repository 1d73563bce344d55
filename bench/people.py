"""People of a running system, with sessions and blocks, made without the slow hashes of their passwords."""

from __future__ import annotations

import asyncio
from pathlib import Path
from uuid import UUID, uuid4

import msgspec

from api.ids import NodeKind, node_id
from bench.system import System
from domain import accounts, blocks
from infra.addresses import Addresses
from infra.database.pool import open_pool
from infra.keyring import Keyring
from infra.log import open_log
from infra.sessions import PostgresSessions
from infra.settings import Settings

BLOCKING = 20
"""One in so many blocks somebody: the author and somebody else by turns."""

AT_ONCE = 50


class Person(msgspec.Struct):
    """Somebody with a session.

    account  their node id
    blocks   the node ids of whom they block
    parted   whether they block the author, who is the first
    """

    token: str
    account: str
    blocks: list[str]
    parted: bool


async def gather(running: System, number: int) -> list[Person]:
    """So many people, of whom the first is the author."""
    settings = Settings(data=Path(running.data))
    address, keyring = Addresses.of(settings).conninfo("limn_api"), Keyring(settings.data / "keyring")
    async with open_log(address) as log, open_pool(address) as pool:
        sessions, everybody = PostgresSessions(pool), [uuid4() for _ in range(number)]

        async def join(index: int) -> Person:
            account, handle = everybody[index], f"b_{everybody[index].hex[:16]}"
            await log.append(accounts.register(account, handle, keyring.seal(account, {"display_name": handle})))
            token, _ = await sessions.start(account)
            return Person(token, _id(account), [], parted=False)

        people: list[Person] = []
        for begin in range(0, number, AT_ONCE):
            people += await asyncio.gather(*map(join, range(begin, min(number, begin + AT_ONCE))))
        for index in range(BLOCKING, number, BLOCKING):
            parted = index % (2 * BLOCKING) == 0
            blocked = everybody[0 if parted else index - 1]
            await log.append(blocks.block(everybody[index], blocked))
            people[index].blocks, people[index].parted = [_id(blocked)], parted
        return people


def _id(account: UUID) -> str:
    return node_id(NodeKind.ACCOUNT, account)
