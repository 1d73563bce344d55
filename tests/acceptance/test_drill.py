"""The drill: a system that was lost stands up again from its backup, and who was erased stays erased (R11)."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path

import psycopg
import pytest
from redis import Redis

from api.ids import NodeKind, parse_id_of
from infra.addresses import Addresses
from infra.backup import restoring
from infra.backup.saving import Nowhere
from infra.cli.client import ApiError, Client
from infra.log.dump import Dump, dump
from infra.operations import COMMENT, REGISTER, SIGN_IN
from infra.servers.layout import Layout
from infra.servers.roles import OWNER
from infra.settings import Settings
from tests.acceptance.commands import limn
from tests.acceptance.conftest import UP
from tests.acceptance.people import Person, eventually
from tests.infra.supervisor.running import Running, running

VIEWER = "{ viewer { handle displayName } }"
PASSWORD = secrets.token_urlsafe(12)


@pytest.mark.timeout(300)  # two systems start here, on whatever else the machine has to do
async def test_a_lost_system_stands_up_again_and_the_erased_stay_erased(
    system: Running, address: str, tmp_path: Path
) -> None:
    data = Path(system.mark.partition("=")[2])
    backup, keys, new = tmp_path / "backup", tmp_path / "keys", tmp_path / "new"
    canary = f"wort{secrets.token_hex(8)}"
    async with Client(address) as one, Client(address) as other:
        ada, bob = await join(one, f"Ada {canary}"), await join(other, "Bob")
        post = await ada.share(await ada.render(f"a house, {canary}"), f"Home {canary}", promptVisibility="VISIBLE")
        await bob.client.make(COMMENT, postId=post, text="By the sea!")
        liked = await bob.like(post, key="once")
        before = await ada.see(post, liked["position"])
        assert before
        assert (before["caption"], before["likeCount"]) == (f"Home {canary}", 1)
        picture = await bob.client.fetch(before["image"]["url"])

        key = (Layout(data).keyring / key_file(ada)).read_bytes()
        await asyncio.to_thread(limn, data, "backup", str(backup), "--keys", str(keys))
        await ada.like(post)
        await asyncio.to_thread(limn, data, "shred", ada.handle, "--yes")
        seen = await bob.see(post)
        assert seen
        assert (seen["caption"], seen["prompt"], seen["likeCount"]) == (None, None, 2)
    await asyncio.to_thread(limn, data, "dump", str(tmp_path / "all.dump"))
    servers = Addresses.of(Settings(data=data))
    for secret in (canary.encode(), key):
        assert found([data, backup, keys, tmp_path / "all.dump"], secret) == []
        assert secret not in b"".join(remembered(servers.redis))
    the_search_can_find(data, backup, keys, bob)

    await asyncio.to_thread(limn, new, "restore", str(backup), "--keys", str(keys))
    with running(new, UP, LIMN_HTTP_PORT="0", LIMN_TRITON_URL=servers.triton) as again:
        there = str((await asyncio.to_thread(again.until_ready, 90))["http"])
        manifest = restoring.read(backup)
        assert digest(new, manifest.position) == manifest.log[-1].digest == digest(data, manifest.position)
        async with Client(there, bob.client.token) as client:
            with pytest.raises(ApiError, match="session has ended"):
                await client.ask(VIEWER)
            client.token = None
            wish = {"handle": bob.handle, "password": PASSWORD}
            client.token = (await eventually(lambda: client.ask(SIGN_IN, input=wish), 30))["signIn"]["token"]
            after = Person(client, bob.account, bob.handle)
            seen = await after.see(post, liked["position"])
            assert seen == before | {"caption": None, "prompt": None, "viewerHasLiked": True}
            assert await client.fetch(before["image"]["url"]) == picture
            assert (await after.like(post, key="once"))["position"] == liked["position"]
            assert found([new], key) == []
            await asyncio.to_thread(limn, new, "verify")


def the_search_can_find(data: Path, backup: Path, keys: Path, person: Person) -> None:
    """What is public of a person, and the key of one who was not erased, are where they belong."""
    assert {path.parts[0] for path in found([data, backup], person.handle.encode())} == {"postgres", "log"}
    kept = (Layout(data).keyring / key_file(person)).read_bytes()
    assert found([data, keys], kept) == ["keyring" / key_file(person), key_file(person)]


async def join(client: Client, name: str) -> Person:
    """Someone new, with a password that the test knows."""
    handle = f"drill_{secrets.token_hex(4)}"
    wish = {"handle": handle, "displayName": name, "password": PASSWORD}
    key = secrets.token_hex(8)
    registered = await eventually(lambda: client.make(REGISTER, idempotencyKey=key, **wish), 30)
    client.token = registered["token"]
    return Person(client, registered["account"]["id"], handle)


def found(places: Iterable[Path], secret: bytes) -> list[Path]:
    """The files that some bytes stand in, or whose names they are in, each relative to its place."""
    return [
        path.relative_to(place)
        for place in places
        for path in sorted([place, *place.rglob("*")])
        if secret in b"%b %b" % (str(path).encode(), content(path))
    ]


def content(path: Path) -> bytes:
    """Of a file that may go away meanwhile."""
    try:
        return path.read_bytes() if path.is_file() else b""
    except FileNotFoundError:
        return b""


def key_file(person: Person) -> Path:
    """Where someone's key lies in a keyring, and in a copy of one."""
    number = str(parse_id_of(NodeKind.ACCOUNT, person.account))
    return Path(number[:2], number)


def remembered(url: str) -> Iterator[bytes]:
    """All that Redis holds, as it would write it to a disk."""
    with Redis.from_url(url) as redis:
        for name in redis.scan_iter():
            yield name + (redis.dump(name) or b"")


def digest(data: Path, upto: int) -> str:
    """What the log of a system is up to a position, as one digest."""
    into = Dump(Nowhere(), upto)
    with psycopg.connect(Addresses.of(Settings(data=data)).conninfo(OWNER)) as connection:
        dump(connection, into, lambda _: None)
    return into.digest.hex()
