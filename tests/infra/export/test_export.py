"""An export holds what the public log shows to nobody in particular, event by event, and nothing besides."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pyarrow.parquet as pq
import pytest

from api.ids import NodeKind, node_id
from domain.posts import Post, Visibility
from domain.restrictions import Measure, Restriction
from infra.export import export as exporting
from infra.export import manifest
from infra.export.export import Export
from infra.export.manifest import Manifest
from infra.export.running import opened_export
from infra.servers.problem import Exit, Problem
from tests.api.site import Site
from tests.databases import Database
from tests.projections.world import World
from tests.torture.disk import possible

Row = dict[str, Any]
EVENTS = """query($a: Position) { events(first: 100, after: $a) {
  edges { node { position topic at actor { id } subject payload } } pageInfo { hasNextPage endCursor }
} }"""


@dataclass(frozen=True, slots=True)
class Stage:
    """What happened: the posts that everyone may see now, and those that never were public."""

    site: Site
    conninfo: str
    superuser: str
    shown: list[UUID]
    never: list[UUID]

    @asynccontextmanager
    async def export(self) -> AsyncIterator[Export]:
        """A new export, when all views are there."""
        await self.site.settled()
        async with opened_export(self.conninfo, self.site.services.keyring) as made:
            yield made

    async def to(
        self, folder: Path, since: int | datetime | None = None, until: int | datetime | None = None
    ) -> Manifest:
        """An export in a folder."""
        async with self.export() as made:
            return await made.run(folder, since, until)


@pytest.fixture(scope="module")
async def stage(site: Site, shared_database: Database) -> Stage:
    """Something of every kind: shown, hidden by everyone who can hide, and shown again."""
    world = World(site.services.log)
    ada, bob, eve = [await world.person(handle) for handle in ("ada", "bob", "eve")]
    posts = {visibility: await world.post(ada, visibility, tags=("sea",)) for visibility in Visibility}
    shown, private = posts[Visibility.PUBLIC], posts[Visibility.PRIVATE]
    remixes = [await world.post(bob, remix_of=source) for source in (shown, private)]
    removed, withdrawn, taken, labelled = [await world.post(ada) for _ in range(4)]
    for post in (*posts.values(), removed, withdrawn, taken, labelled):
        await world.like(bob, post, ada)
        said = await world.comment(bob, post, ada)
        await world.comment(ada, post, ada, said)
    await world.unlike(bob, shown, ada)
    await world.remove_comment(bob, labelled, said)
    await world.edit(ada, shown, Visibility.PRIVATE)
    await world.edit(ada, shown, Visibility.PUBLIC, ("sea", "灯台"))
    await world.edit(ada, withdrawn, Visibility.FOLLOWERS)
    await world.remove(ada, removed)
    await _restrict(world, taken, Restriction.REMOVE)
    await _restrict(world, labelled, Restriction.LIMIT)
    await world.follow(bob, ada)
    await world.block(eve, ada)
    await world.mute(eve, bob)
    await world.rule("canary", stands=True)
    never = [post for visibility, post in posts.items() if visibility is not Visibility.PUBLIC]
    return Stage(site, shared_database.api, shared_database.superuser, [shown, *remixes, labelled], never)


async def _restrict(world: World, post_id: UUID, restriction: Restriction) -> None:
    post = await world.log.load(Post, post_id)
    assert post
    post.restrict(Measure(uuid4(), restriction, None))
    await world.save(post)


def rows(folder: Path, table: str) -> list[Row]:
    """What stands in a table of an export, in order."""
    files = getattr(manifest.read(folder), table)
    return [row for file in files for row in pq.ParquetFile(folder / file.path).read().to_pylist()]


async def public_log(site: Site) -> AsyncIterator[Row]:
    """What the API shows of the log to nobody in particular."""
    after: str | None = None
    while True:
        page = (await site.ask(EVENTS, a=after))["events"]
        for edge in page["edges"]:
            yield edge["node"]
        if not page["pageInfo"]["hasNextPage"]:
            return
        after = page["pageInfo"]["endCursor"]


def as_api(row: Row) -> Row:
    """A row as the API says it. A null stands for what is not told."""
    place = {name: row.pop(name) for name in ("position", "topic", "happened_at", "actor", "subject")}
    camel = {name.split("_")[0] + "".join(map(str.title, name.split("_")[1:])): value for name, value in row.items()}
    return {
        "position": f"{place['position']:016}",
        "topic": place["topic"],
        "at": place["happened_at"].isoformat(),
        "subject": place["subject"],
        "actor": place["actor"] and {"id": place["actor"]},
        "payload": {name: value for name, value in camel.items() if value is not None},
    }


def told(node: Row) -> Row:
    """The API's answer without what it does not tell."""
    payload = {name: value for name, value in node["payload"].items() if value is not None}
    return {**node, "at": datetime.fromisoformat(node["at"]).isoformat(), "payload": payload}


async def test_it_holds_what_the_public_log_shows(stage: Stage, tmp_path: Path) -> None:
    await stage.to(tmp_path / "out")
    answered = [told(node) async for node in public_log(stage.site)]
    assert [as_api(row) for row in rows(tmp_path / "out", "events")] == answered
    topics = {row["topic"] for row in answered}
    assert topics > {"post.shared", "post.edited", "post.removed", "post.restricted", "comment.removed", "post.unliked"}


async def test_what_is_hidden_is_in_no_table(stage: Stage, tmp_path: Path) -> None:
    await stage.to(tmp_path / "out")
    tables = {name: rows(tmp_path / "out", name) for name in ("events", "accounts", "posts")}
    assert not [post for post in stage.never if post.hex in str(tables)]
    assert [row["post"] for row in tables["posts"]] == [node_id(NodeKind.POST, post) for post in stage.shown]
    assert [row["on_boards"] for row in tables["posts"]] == [True, True, True, False]
    assert {row["handle"] for row in tables["accounts"]} == {"ada", "bob", "eve"}
    first, source_shown, source_hidden, last = tables["posts"]
    assert (first["like_count"], first["comment_count"], first["remix_count"]) == (0, 2, 1)
    assert (last["like_count"], last["comment_count"], last["remix_count"]) == (1, 1, 0)
    assert (source_shown["remix_of"], source_hidden["remix_of"]) == (first["post"], None)


async def test_the_same_log_is_the_same_bytes(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = await stage.to(tmp_path / "whole")
    monkeypatch.setattr(exporting, "PAGE", 3)
    assert await stage.to(tmp_path / "again") == whole
    assert whole.digest == manifest.read(tmp_path / "again").digest
    middle = whole.upto // 2
    before = await stage.to(tmp_path / "before", until=middle)
    after = await stage.to(tmp_path / "after", since=middle)
    halves = [*rows(tmp_path / "before", "events"), *rows(tmp_path / "after", "events")]
    assert halves == rows(tmp_path / "whole", "events")
    assert before.posts == after.posts == whole.posts


async def test_people_who_look_at_it_alone_can_read_it(stage: Stage, tmp_path: Path) -> None:
    await stage.to(tmp_path / "out")
    found = [tmp_path / "out", *(tmp_path / "out").rglob("*")]
    assert {path.stat().st_mode & 0o777 for path in found if path.is_dir()} == {0o700}
    assert {path.stat().st_mode & 0o777 for path in found if path.is_file()} == {0o600}
    (tmp_path / "out" / manifest.read(tmp_path / "out").posts[0].path).write_bytes(b"PAR1")
    with pytest.raises(Problem, match="is not as it was written"):
        manifest.read(tmp_path / "out")


async def test_an_event_that_cannot_be_read_is_told_and_left_out(stage: Stage, tmp_path: Path) -> None:
    whole = await stage.to(tmp_path / "whole")
    (last,) = rows(tmp_path / "whole", "events")[-1:]
    with psycopg.connect(stage.superuser) as connection:
        query = "UPDATE log.events SET state = %s WHERE notification_id = %s"
        state = connection.execute("SELECT state FROM log.events WHERE notification_id = %s", [last["position"]])
        (before,) = state.fetchone() or ()
        connection.execute(query, [b"[", last["position"]])
        connection.commit()
        try:
            assert (await stage.to(tmp_path / "lame")).unreadable == [last["position"]]
        finally:
            connection.execute(query, [before, last["position"]])
    assert whole.unreadable == []
    assert rows(tmp_path / "lame", "events") == rows(tmp_path / "whole", "events")[:-1]


async def test_what_cannot_be_exported_leaves_nothing(stage: Stage, tmp_path: Path) -> None:
    out = tmp_path / "out"
    later = datetime.now(UTC) - timedelta(days=300)
    for since, until, wrong in ((2, 1, "after its end"), (10**9, None, "not reached"), (None, later, "Nothing public")):
        with pytest.raises(Problem, match=wrong):
            await stage.to(out, since, until)
    async with stage.export() as made:
        made._room = _full
        with pytest.raises(Problem, match="No room"):
            await made.run(out)
    assert names(tmp_path) == []
    (out / "something").mkdir(parents=True)
    with pytest.raises(Problem, match="is there already"):
        await stage.to(out)
    assert names(out) == ["something"]


def names(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


def _full() -> None:
    raise Problem("No room.", "", Exit.DISK)


def test_a_full_disk_is_told_and_freed(tmp_path: Path) -> None:
    if not possible():
        pytest.skip("a small disk needs a user namespace, and here they are forbidden")
    mounted = f"mount -t tmpfs -o size=1m,mode=700 tmpfs {tmp_path}"
    inside = f"{mounted} && exec {sys.executable} -m tests.infra.export.small_disk {tmp_path}"
    ended = subprocess.run(["unshare", "-Urm", "sh", "-c", inside], capture_output=True, text=True, check=False)
    assert (ended.stdout, ended.stderr) == ("DISK []", "")
