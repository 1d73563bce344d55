"""What stands between a viewer and others: blocks of either's, and whom the viewer mutes."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from domain.blocks import AccountBlocked, AccountUnblocked
from domain.events import Event
from domain.mutes import AccountMuted, AccountUnmuted
from domain.roles import RoleGranted, RoleRevoked


class Ties(NamedTuple):
    """What a viewer's lists leave out: of whom they block, of who blocks them, and of whom they mute."""

    blocked: frozenset[UUID]
    blocking: frozenset[UUID]
    muted: frozenset[UUID]

    @property
    def apart(self) -> frozenset[UUID]:
        """Between whom and the viewer a block stands."""
        return self.blocked | self.blocking

    @property
    def unseen(self) -> frozenset[UUID]:
        """Of whom the viewer does not even see the handle."""
        return self.blocking - self.blocked

    @property
    def all(self) -> frozenset[UUID]:
        """Everyone whom some tie is about."""
        return self.apart | self.muted


NO_TIES = Ties(frozenset(), frozenset(), frozenset())


def turned_by(event: Event) -> tuple[UUID | None, ...]:
    """Whose ties an event makes or ends."""
    match event:
        case AccountBlocked() | AccountUnblocked():
            return event.actor, event.subject
        case AccountMuted() | AccountUnmuted():
            return (event.actor,)
        case RoleGranted() | RoleRevoked():  # nobody hides from those who decide
            return (event.subject,)
        case _:
            return ()


def turns(event: Event, viewer: UUID | None) -> bool:
    """Whether an event makes or ends a tie of the viewer's."""
    return viewer is not None and viewer in turned_by(event)
