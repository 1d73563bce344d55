"""People: they join, say who they are, follow, and some want nothing to do with one another."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

from domain import accounts, blocks, follows, mutes, roles
from domain.accounts import Account
from domain.events import Event
from domain.log import Append
from domain.roles import Role
from infra.invented.world import World

INTRODUCED, HOUR = 0.3, timedelta(hours=1)
BIOS = ("Paints with words.", "Mostly lakes.", "Night trains, rain, neon.", "Here for the colours.", "I ask for owls.")


class Knowing:
    """Who is there, and who knows whom."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._muted: set[tuple[int, int]] = set()

    def join(self) -> Append:
        """Somebody new."""
        world, person = self._world, self._world.people.joined
        world.people.joined += 1
        account, handle = world.people.id(person), world.people.handle(person)
        wish = accounts.register(account, handle, world.seal(account, {"display_name": _name(handle)}))
        if world.happens(INTRODUCED):
            world.later(HOUR / 60, 24 * HOUR, partial(self._introduce, wish.events[-1], handle))
        return wish

    def grant(self, person: int) -> Append:
        """Who runs the place makes somebody a moderator."""
        return roles.grant(self._world.people.id(person), Role.MODERATOR)

    def follow(self) -> Append | None:
        """Somebody follows one more."""
        people, person = self._world.people, self._world.somebody()
        target = people.follow(person)
        return None if target is None else follows.follow(people.id(person), people.id(target))

    def unfollow(self) -> Append | None:
        """Somebody has seen enough of someone."""
        people, person = self._world.people, self._world.somebody()
        target = people.followed(person)
        if target is None:
            return None
        people.unfollow(person, target)
        return follows.unfollow(people.id(person), people.id(target))

    def mute(self) -> Append | None:
        """Somebody wants someone out of their lists."""
        pair = person, target = self._meets()
        if pair in self._muted or self._world.people.strangers(person, target):
            return None
        self._muted.add(pair)
        return mutes.mute(self._world.people.id(person), self._world.people.id(target))

    def block(self) -> Append | None:
        """Somebody blocks someone; whatever of the two follows the other does so no longer."""
        people = self._world.people
        person, target = self._meets()
        if people.strangers(person, target):
            return None
        people.block(person, target)
        wish = blocks.block(people.id(person), people.id(target))
        ends = []
        for (one, other), end in zip(((person, target), (target, person)), wish.ends, strict=True):
            if people.follows(one, other):
                people.unfollow(one, other)
                ends.append(end)
        return replace(wish, ends=ends)

    def _meets(self) -> tuple[int, int]:
        """Two people, one of whom has had enough of the other."""
        person, target = self._world.somebody(), self._world.chance.randrange(self._world.people.joined - 1)
        return person, target + (target >= person)

    def _introduce(self, registered: Event, handle: str) -> Append:
        account = registered.mutate(None)
        assert isinstance(account, Account)
        words = {"display_name": _name(handle), "bio": self._world.chance.choice(BIOS)}
        account.edit(account.id, self._world.seal(account.id, words))
        return Append(account.id, account.collect_events())


def _name(handle: str) -> str:
    return handle.rstrip("0123456789").replace("_", " ").strip().title()
