"""Nobody is sent through a cohort what they would not be shown alone, whatever a document asks for.

Each way through the schema from a stream's element is a document of its own. It is executed for nobody in particular,
as it is ahead of a cohort, and for people between whom something stands; who would be sent the former's bytes must be
sent the same alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import aclosing
from uuid import UUID

import pytest

from api.caller import Caller
from api.execution.executor import Executor
from api.execution.requests import Request
from api.gate import Gate
from api.ids import NodeKind, node_id
from api.realtime.cohorts import Shared
from api.realtime.fields import Subscription
from api.realtime.live import StreamContext
from api.realtime.operations import LiveOperations
from api.realtime.seat import Seat
from api.schema.root import make_schema
from domain.posts import Visibility
from tests.api.realtime.conftest import Stage
from tests.api.realtime.paths import documents

SCHEMA = make_schema(Subscription)
DEEP, SHALLOW = 6, 3
"""Fields below the stream's own: to what is said of who commented on a post, and to what is said of a post."""
FEW = 6
SOME = 4
"""One way of so many where there is no time for all."""


class Theatre:
    """A stage with people between whom something stands, and what one after the other is shown of it."""

    def __init__(self, stage: Stage) -> None:
        self._operations = LiveOperations(Executor(SCHEMA), stage.live)
        self._stage = stage
        self._began = 0
        self.people: list[UUID]
        self.post: UUID

    async def begin(self) -> None:
        """Ties and follows first; then what streams tell of."""
        world = self._stage.world
        ada, bob, carl, follower, blocked, blocker, muter, stranger = [await self._stage.person() for _ in range(8)]
        self.people = [ada, follower, blocked, blocker, muter]
        await world.follow(follower, ada)
        await world.block(ada, blocked)
        await world.block(blocker, bob)
        await world.mute(muter, carl)
        self._began = await self._stage.settled()
        await world.post(ada, Visibility.FOLLOWERS)
        self.post = await world.post(ada)
        for author in (bob, carl, stranger, follower):
            shown = await world.post(author, remix_of=self.post)
            await world.like(ada, shown, author)
        for author in (bob, carl, ada):
            await world.like(author, self.post, ada)
            comment = await world.comment(author, self.post, ada)
            await world.comment(stranger, self.post, ada, comment)
        await self._stage.settled()

    def every_document(self) -> Iterator[str]:
        """Of the streams that are shared; what a board says of scores changes with time."""
        yield from documents(SCHEMA._schema, "feedChanges", "feedChanges", DEEP)
        boards = documents(SCHEMA._schema, "trendingBoard", "trendingBoard(first: 20)", SHALLOW)
        yield from (board for board in boards if "{ node {" in board)
        one = f'postChanges(postId: "{node_id(NodeKind.POST, self.post)}")'
        yield from documents(SCHEMA._schema, "postChanges", one, SHALLOW)

    def context(self, viewer: UUID | None) -> StreamContext:
        """Of somebody's stream, alone, since it began."""
        return StreamContext(self._stage.live, Caller(viewer), self._stage.live.cohorts.alone(), self._began)

    async def shown(self, document: str, viewer: UUID | None) -> tuple[Shared, bytes]:
        """The first element of a stream, executed for one alone, and its bytes."""
        request = Request(document, {}, None)
        compiled, _ = self._operations._compile(request)
        async with aclosing(self._operations._stream(compiled, request, self.context(viewer))) as messages:
            element, message = await anext(messages)
        assert isinstance(element, Shared)
        return element, message.payload

    async def leaks(self, wanted: Iterable[str]) -> tuple[int, list[str]]:
        """How often somebody would have been sent what was made for nobody, and where that were wrong."""
        shared, wrong, seats = 0, [], [await self._seat(viewer) for viewer in self.people]
        for document in wanted:
            element, payload = await self.shown(document, None)
            for seat in seats:
                if seat.fits(element):
                    shared += 1
                    _, alone = await self.shown(document, seat.viewer)
                    wrong += [document] if payload != alone else []
        return shared, wrong

    async def _seat(self, viewer: UUID) -> Seat:
        context = self.context(viewer)
        gate = await context.fresh()
        context.seat._parted = (await gate.ties()).all
        await context.close()
        return context.seat


@pytest.fixture
async def theatre(stage: Stage) -> Theatre:
    theatre = Theatre(stage)
    with stage.live.tail.followers:
        await theatre.begin()
    return theatre


@pytest.mark.parametrize("every", [SOME, pytest.param(1, marks=pytest.mark.slow)])
async def test_nobody_is_sent_what_is_not_theirs(theatre: Theatre, every: int) -> None:
    wanted = list(theatre.every_document())[::every]
    shared, wrong = await theatre.leaks(wanted)
    assert not wrong
    assert shared > len(wanted), "most of what streams show is the same for many"


async def test_the_check_finds_a_gate_that_forgets_whom_it_shows(
    theatre: Theatre, monkeypatch: pytest.MonkeyPatch
) -> None:
    forgotten = property(lambda _: set[UUID](), lambda _, touched: None)
    monkeypatch.setattr(Gate, "touched", forgotten, raising=False)
    told = [one for one in theatre.every_document() if "comments" in one or "remixedFrom" in one]
    assert (await theatre.leaks(told[:FEW]))[1]
