"""Whose things someone does not want in their lists. Nobody else ever learns of it."""

from __future__ import annotations

from uuid import UUID

from domain.errors import conflict
from domain.events import UNRECORDED, Audience, Event
from domain.identity import relation_id
from domain.log import Append, Toggle


class AccountMuted(Event):
    """The actor wants nothing of the subject in their lists."""

    TOPIC = "account.muted"
    AUDIENCE = Audience.NEVER


class AccountUnmuted(Event):
    """The actor wants the subject's things in their lists again."""

    TOPIC = "account.unmuted"
    AUDIENCE = Audience.NEVER


def mute(actor: UUID, muted: UUID) -> Append:
    """Mute someone else."""
    if actor == muted:
        raise conflict("You cannot mute yourself.", "accountId")
    return _toggle(AccountMuted, actor, muted, on=True)


def unmute(actor: UUID, muted: UUID) -> Append:
    """Take a mute back."""
    return _toggle(AccountUnmuted, actor, muted, on=False)


def _toggle(fact: type[Event], actor: UUID, muted: UUID, *, on: bool) -> Append:
    event = fact(
        originator_id=relation_id("mute", actor, muted),
        originator_version=0,
        timestamp=UNRECORDED,
        actor=actor,
        subject=muted,
    )
    return Append(result=muted, toggle=Toggle(event, on))
