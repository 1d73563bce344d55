"""A log with pictures in a store, attested in several steps."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest

from domain.log import Append
from domain.posts import Post, PromptVisibility, Visibility
from domain.renders import Params, Picture, Render
from inference.finishing import digest_of_files
from infra.blobs import LocalBlobs
from infra.folds import LogSource
from infra.log import PostgresLog, open_log
from infra.verify import attesting
from infra.verify.attesting import Attesting
from infra.verify.blobs import BlobCheck
from infra.verify.findings import Finding
from infra.verify.log import LogCheck
from infra.verify.notary import Notary
from projections.attestation import Attestation
from tests.databases import Database
from tests.projections.world import World

PARAMS = Params(width=256, height=256, steps=4, seed=7, model="painter")
PICTURES = 50
STEP = 32
"""Events of one attestation here."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What was stored, and who has signed it. `superuser`: a connection past every rule, in a transaction."""

    superuser: psycopg.Connection
    source: LogSource
    notary: Notary
    data: Path

    @property
    def blobs(self) -> Path:
        """The store of pictures."""
        return self.data / "blobs"

    def log_findings(self, *others: Attestation) -> list[Finding]:
        """What is wrong with the log."""
        return [*LogCheck(self.superuser, self.notary, others, lambda *_: None).run()]

    def blob_findings(self) -> list[Finding]:
        """What is wrong with pictures."""
        return [*BlobCheck(self.superuser, self.source, self.blobs, lambda *_: None).run()]


def attest(connection: psycopg.Connection, notary: Notary) -> None:
    """Attest all that there is, now."""
    work = Attesting(connection, notary)
    while work.step():
        pass


async def fill(log: PostgresLog, blobs: LocalBlobs) -> None:
    """People, pictures of theirs, and what others say and think of them."""
    world = World(log)
    people = [await world.person(f"person_{number}") for number in range(5)]
    for number in range(PICTURES):
        post = await _picture(log, blobs, people[number % 5], number)
        await world.like(people[0], post, people[number % 5])
        await world.comment(people[1], post, people[number % 5])


async def _picture(log: PostgresLog, blobs: LocalBlobs, owner: UUID, number: int) -> UUID:
    files = {name: f"{name} of {number}".encode() for name in ("full.webp", "small.jpg")}
    digest = f"{number:064x}"
    await blobs.put(digest, files)
    render = Render.submit(uuid4(), owner, PARAMS, None, b"sealed")
    render.start()
    render.finish(Picture(digest, 256, 256, "1", "", 0.1, 0.1, 0.1, "none", b"alt", digest_of_files(files)))
    await log.append(Append(render.id, render.collect_events()))
    post = Post.share(render, owner, Visibility.PUBLIC, PromptVisibility.HIDDEN, ("sea",), b"sealed")
    await log.append(Append(post.id, post.collect_events()))
    return post.id


@pytest.fixture(scope="module")
def filled(shared_database: Database, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose log is full and attested."""
    data = tmp_path_factory.mktemp("filled")

    async def story() -> None:
        async with open_log(shared_database.api) as log:
            await fill(log, LocalBlobs(data / "blobs"))

    asyncio.run(story())
    with psycopg.connect(shared_database.superuser, autocommit=True) as superuser:
        superuser.execute("UPDATE log.events SET trace = 'a trace', correlation_id = event_id, causation_id = event_id")
    with pytest.MonkeyPatch.context() as patch, psycopg.connect(shared_database.engine, autocommit=True) as engine:
        patch.setattr(attesting, "AT_MOST", STEP)
        attest(engine, Notary(data, data / "secrets"))
    return data


@pytest.fixture
def stored(shared_database: Database, filled: Path, tmp_path: Path) -> Iterator[Stored]:
    """All of it, as it should be, to be damaged: nothing of that stays."""
    data = tmp_path / "data"
    shutil.copytree(filled, data)
    with (
        psycopg.connect(shared_database.superuser, autocommit=True) as superuser,
        superuser.transaction(force_rollback=True),
    ):
        superuser.execute("SET LOCAL session_replication_role = replica")  # the head guards itself otherwise
        yield Stored(superuser, LogSource(shared_database.engine), Notary(data, data / "secrets"), data)
