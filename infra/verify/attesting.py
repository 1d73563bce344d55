"""Attesting the log: behind the appends, a few seconds late, and never in their way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from time import monotonic

import psycopg
import structlog

from infra.verify import kept
from infra.verify.kept import MARK, Kept
from infra.verify.leaves import stored
from infra.verify.notary import Notary
from infra.verify.tree import Tree
from projections.attestation import FIRST, NotAttested, Statement

AT_MOST = 4_096
"""Events that one attestation adds."""
SECONDS = 5.0
"""Between two, while there is less than that to attest."""
REFUSED_SECONDS = 60.0
"""After something that somebody has to mend."""
LOCK = 0x6C696D6E_61747465
"""Advisory lock: of two engines, one attests at a time."""

logger = structlog.get_logger(__name__)


class Attesting:
    """Signs what has been appended since the last time. Holds nothing but its key: a restart goes on where it was.

    It does not sign on top of what it would not have signed itself, and says so: whoever has changed the log gets no
    new signature, and `limn verify` says what is wrong.
    """

    def __init__(self, connection: psycopg.Connection, notary: Notary, clock: Callable[[], float] = monotonic) -> None:
        self._connection = connection
        self._notary = notary
        self._clock = clock
        self._due = clock()
        self._said = False

    def step(self) -> bool:
        """Attest what is new, if it is time; whether there is more to do at once."""
        if self._clock() < self._due:
            return False
        try:
            added, pause = self._attest(), SECONDS
            self._said = False
        except NotAttested:
            self._say("attest.refused", mend="limn verify")
            added, pause = 0, REFUSED_SECONDS
        except OSError as error:  # it is signed; the copy outside the database is an older one for now
            self._say("attest.unkept", error=type(error).__name__)
            added, pause = 0, REFUSED_SECONDS
        if added < AT_MOST:
            self._due = self._clock() + pause
        return added == AT_MOST

    def _say(self, event: str, **facts: str) -> None:
        """Once, however often it is so in a row."""
        if not self._said:
            logger.error(event, **facts)
        self._said = True

    def _attest(self) -> int:
        """Sign the next events, and keep that; how many they were."""
        with self._connection.transaction():
            self._connection.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            before = self._before()
            tree, previous = (before.tree, before.attestation.digest) if before else (Tree(), FIRST)
            leaves = stored(self._connection, tree.size, tree.size + AT_MOST)
            if [*leaves] != [*range(tree.size + 1, tree.size + len(leaves) + 1)]:
                raise NotAttested
            if not leaves:
                return 0
            tree.extend(leaves.values())
            added = self._signed(tree, previous, b"".join(leaf[:MARK] for leaf in leaves.values()))
            added.insert(self._connection)
        self._notary.keep(added.attestation)
        return len(leaves)

    def _before(self) -> Kept | None:
        """What to go on from. Raises NotAttested where that is not the last that we have signed."""
        before, outside = kept.newest(self._connection), self._notary.kept()
        if before and not kept.is_whole(before, self._notary):
            raise NotAttested
        if outside and (before is None or before.said.position < outside.said.position):
            raise NotAttested
        return before

    def _signed(self, tree: Tree, previous: bytes, marks: bytes) -> Kept:
        peaks = tree.peaks
        said = Statement(tree.size, tree.root, datetime.now(UTC), previous, kept.aids(peaks, marks))
        return Kept(self._notary.sign(said), peaks, marks)
