"""The export: the public log, people and public posts as nobody in particular sees them at one moment, into files.

One snapshot of the views decides what is visible, whatever happens meanwhile, and one page at a time is in memory.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from api.gate import Gate
from api.ports import Keyring
from api.schema.events import public_topics
from api.snapshot import Snapshot
from domain.log import Recorded, Unreadable
from infra.drafts import drafted
from infra.events import PooledEvents
from infra.export import columns, telling
from infra.export.files import Hashed, Parts, parts
from infra.export.manifest import NAME, File, Manifest, software
from infra.servers.problem import Exit, Problem
from projections.replays.timeline import Moment
from projections.views import lists

PAGE = 5_000
"""Events, or rows of a table, that are looked at together."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Of the log: after < position <= upto."""

    after: int
    upto: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an export is."""

    position: int
    after: int
    upto: int


class Export:
    """One export.

    snapshot  nobody's, not open yet
    room      raises Problem where the disk must not be filled further
    """

    def __init__(
        self,
        events: PooledEvents,
        snapshot: Snapshot,
        keyring: Keyring,
        room: Callable[[], None] = lambda: None,
        report: Callable[[Progress], None] = lambda progress: None,
    ) -> None:
        self._events = events
        self._snapshot = snapshot
        self._keyring = keyring
        self._room = room
        self._report = report
        self._unreadable: list[int] = []

    async def run(self, folder: Path, since: Moment | None = None, until: Moment | None = None) -> Manifest:
        """Write what happened after `since`, up to and with `until`, to a folder that is not there yet.

        A position is the moment right after its event. Raises Problem; then nothing is left.
        """
        with drafted(folder) as draft:
            visible_at = await self._snapshot.position()
            stretch = await self._stretch(since, until, visible_at)
            manifest = Manifest(
                software=software(),
                after=stretch.after,
                upto=stretch.upto,
                visible_at=visible_at,
                versions=columns.versions(),
                events=await self._write_events(draft, stretch),
                accounts=await self._write_accounts(draft),
                posts=await self._write_posts(draft),
                unreadable=self._unreadable,
            )
            with Hashed(draft / NAME) as file:
                file.write(manifest.text())
        return manifest

    def _gate(self) -> Gate:
        """What nobody in particular sees. One for each page, as it remembers what it has read."""
        return Gate(self._snapshot, None, self._keyring)

    async def _stretch(self, since: Moment | None, until: Moment | None, head: int) -> Stretch:
        after = 0 if since is None else await self._position(since, head)
        upto = head if until is None else await self._position(until, head)
        if after > upto:
            raise Problem("It would begin after its end.", "change --from or --to", Exit.USAGE)
        return Stretch(after, upto)

    async def _position(self, moment: Moment, head: int) -> int:
        if isinstance(moment, datetime):
            return await self._events.position_at(moment, head)
        if moment > head:
            raise Problem(f"Position {moment} is not reached yet: the views are at {head}.", "wait", Exit.USAGE)
        return moment

    async def _write_events(self, draft: Path, stretch: Stretch) -> list[File]:
        day = ""
        with parts(draft, columns.events()) as table:
            async for page in self._pages(stretch):
                for row in await telling.events(self._gate(), page):
                    if (at := _day(row["happened_at"])) != day:
                        day = at
                        table.begin(f"events/day={day}")
                    table.add(row)
            if not day:
                raise Problem("Nothing public happened in that time.", "change --from or --to", Exit.USAGE)
            return table.finish()

    async def _pages(self, stretch: Stretch) -> AsyncIterator[list[Recorded]]:
        after, topics = stretch.after, public_topics()
        while page := await self._events.read(after, stretch.upto, PAGE, topics):
            self._room()
            self._unreadable += [one.position for one in page if isinstance(one.event, Unreadable)]
            yield page
            after = page[-1].position
            self._report(Progress(after, stretch.after, stretch.upto))

    async def _write_accounts(self, draft: Path) -> list[File]:
        after = UUID(int=0)
        with parts(draft, columns.ACCOUNTS) as table:
            table.begin("accounts")
            while ids := await self._gate().read(partial(lists.people, after=after, limit=PAGE)):
                for row in await self._gate().accounts(ids):
                    if row:
                        table.add(telling.account(row))
                after = ids[-1]
            return table.finish()

    async def _write_posts(self, draft: Path) -> list[File]:
        after = 0
        with parts(draft, columns.POSTS) as table:
            table.begin("posts")
            while placed := await self._gate().read(partial(lists.public, after=after, limit=PAGE)):
                await self._add_posts(table, [one.id for one in placed])
                after = placed[-1].position
            return table.finish()

    async def _add_posts(self, table: Parts, ids: list[UUID]) -> None:
        gate = self._gate()
        shown = [row for row in await gate.posts(ids) if row]
        for row in await telling.posts(gate, shown):
            table.add(row)


def _day(at: object) -> str:
    assert isinstance(at, datetime)
    return at.astimezone(UTC).date().isoformat()
