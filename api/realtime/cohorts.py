"""Streams that show the same share the work: one runs for nobody in particular, and its bytes go to all.

A cohort is who runs one document with the same variables. Once it has two members, a stream runs ahead of them as if
nobody were signed in. Who stands where it stands sits in a `Seat` and is sent what it makes, without waking up. Who is
behind looks for themselves, until they have caught up; so does whom it does not fit, each time.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Hashable, Set
from contextlib import suppress
from typing import TYPE_CHECKING
from uuid import UUID
from weakref import WeakValueDictionary

from api.ports import Keyring
from api.realtime.message import Broken, Message, Refused
from api.realtime.tail import Tail
from api.ties import turned_by

if TYPE_CHECKING:
    from api.realtime.seat import Seat

COMPANY = 2
"""Members from which on a stream runs ahead of them: one alone does as well without."""
RECENT = 4
"""Elements that are kept for who was busy sending the one before."""
BREATH = 100
"""Members who are sent something before others have a turn."""


class Shared:
    """An element of a stream that a whole cohort may be sent.

    whole     it says all there is, and not what happened
    after     it says what happened after this position
    since     and nothing did between this one and that: who stands anywhere between is told all by it
    position  where who was sent it stands
    message   as it is sent; None where that is each member's own
    personal  the gate had to ask who is looking
    touched   whose things it shows
    about     of whose things alone it tells, where that can be said: who is parted from them all is told nothing
    last      the stream ends with it
    """

    whole: bool = False
    position: int
    after: int = 0
    since: int = 0
    message: Message | None = None
    personal: bool = False
    touched: Set[UUID] = frozenset()
    about: Set[UUID] = frozenset()
    last: bool = False


class Cohort:
    """The streams of one document and its variables. As long as a block with it lasts, it has one member more.

    lead   runs the stream for nobody, and gives each of its elements to `tell`; None where there can be no such stream
    since  where the stream that runs ahead stands
    """

    def __init__(self, tail: Tail, keyring: Keyring, lead: Callable[[Cohort], Awaitable[None]] | None) -> None:
        self.since = 0
        self._tail = tail
        self._keyring = keyring
        self._erased = 0
        self._lead = lead
        self._looked = 0
        self._members = 0
        self._seats: set[Seat] = set()
        self._recent: deque[Shared] = deque(maxlen=RECENT)
        self._task: asyncio.Task[None] | None = None

    def __enter__(self) -> None:
        self._members += 1

    def __exit__(self, *_: object) -> None:
        self._members -= 1
        if self._members < COMPANY and self._task:
            self._task.cancel()

    def led(self) -> bool:
        """Whether a stream runs ahead: it begins with the first who asks for it in company."""
        if self._lead is None or self._members < COMPANY:
            return False
        if self._task is None:
            self.since = self._looked = self._tail.position
            self._erased = self._keyring.erased()
            self._recent.clear()
            self._task = asyncio.create_task(self._run(self._lead), name="cohort")
            self._task.add_done_callback(self._ended)
        elif self._erased != self._keyring.erased():  # what it has made may hold words that are nobody's to read now
            if not self._task.cancelling():
                self._task.cancel()
            return False
        return True

    async def next(self, seat: Seat) -> Shared | None:
        """What a member is to send next, once there is something; None where they have to look for themselves."""
        while self.led():
            shared = next((one for one in reversed(self._recent) if seat.precedes(one)), None)
            if shared is None:
                if not seat.whole and seat.position < self.since:
                    return None
                seat.called = asyncio.get_running_loop().create_future()
                self._seats.add(seat)
                try:
                    return await seat.called
                finally:
                    self._seats.discard(seat)
            if not seat.fits(shared):
                return None
            seat.move(shared)
            if not seat.misses(shared):
                return shared
        return None

    async def tell(self, shared: Shared) -> int:
        """Send an element to all who sit, and call whom that does not do; how many were sent it."""
        await self._tail.moved(shared.position - 1)  # what it shows, the tail can tell
        self._look()
        shared.since, self.since = self.since, shared.position
        if shared.whole:  # those before it are out of date, though their position may be the same
            self._recent.clear()
        self._recent.append(shared)
        sent = 0
        for number, seat in enumerate(tuple(self._seats), start=1):
            if seat in self._seats:
                sent += self._hand(seat, shared)
            if number % BREATH == 0:
                await asyncio.sleep(0)
        return sent

    async def stop(self) -> None:
        """Run ahead no longer; who sits is called."""
        if task := self._task:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _run(self, lead: Callable[[Cohort], Awaitable[None]]) -> None:
        watching = asyncio.create_task(self._watch(), name="ties of a cohort")
        try:
            await lead(self)
        except Refused:
            self._lead = None  # what nobody in particular may see has nobody to run ahead
        except Broken:
            pass  # it begins anew for the next who asks
        finally:
            watching.cancel()

    def _ended(self, _: asyncio.Task[None]) -> None:
        """Call who sits, even if it ended before it began: a task that is cancelled at once runs no `finally`."""
        self._task = None
        for seat in tuple(self._seats):
            self._call(seat, None)

    async def _watch(self) -> None:
        while True:
            await self._tail.moved(self._looked)
            self._look()

    def _look(self) -> None:
        """Call everyone whose ties have changed since the last look."""
        events, self._looked = self._tail.since(self._looked), self._tail.position
        turned = None if events is None else {account for row in events for account in turned_by(row.event)}
        if turned is None or turned:
            for seat in tuple(self._seats):
                if turned is None or seat.viewer in turned:
                    self._call(seat, None)

    def _hand(self, seat: Seat, shared: Shared) -> bool:
        """Whether a member was sent it."""
        if not seat.precedes(shared):
            if seat.position < shared.position:
                self._call(seat, None)
        elif not seat.fits(shared):
            self._call(seat, None)
        elif seat.misses(shared):
            seat.move(shared)
        elif shared.message and seat.send and seat.send(shared.message):
            seat.move(shared)
            if shared.last:
                self._call(seat, None)
            return True
        else:
            seat.move(shared)
            self._call(seat, shared)
        return False

    def _call(self, seat: Seat, shared: Shared | None) -> None:
        """Wake a member up, to send something themselves or to look for themselves."""
        self._seats.discard(seat)
        if seat.called and not seat.called.done():
            seat.called.set_result(shared)


class Cohorts:
    """Every cohort that has members."""

    def __init__(self, tail: Tail, keyring: Keyring) -> None:
        self._tail = tail
        self._keyring = keyring
        self._cohorts: WeakValueDictionary[Hashable, Cohort] = WeakValueDictionary()

    def of(self, key: Hashable, lead: Callable[[Cohort], Awaitable[None]]) -> Cohort:
        """The cohort of all with an equal key: keep it as long as the stream lasts."""
        cohort = self._cohorts.get(key)
        if cohort is None:
            cohort = self._cohorts[key] = Cohort(self._tail, self._keyring, lead)
        return cohort

    def alone(self) -> Cohort:
        """One for a stream that is like no other."""
        return Cohort(self._tail, self._keyring, None)

    async def stop(self) -> None:
        """Stop them all."""
        for cohort in list(self._cohorts.values()):
            await cohort.stop()
