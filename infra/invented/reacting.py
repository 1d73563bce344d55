"""What people say to what they see: likes, some taken back, and comments, some taken away."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from domain import comments, reactions
from domain.log import Append
from infra.invented.attention import Said, Shown
from infra.invented.words import COMMENTS
from infra.invented.world import World

REPLY, RETRACTED = 0.3, 0.04
REMEMBERED = 2_000
"""Likes that may still be taken back."""


class Reacting:
    """What people think of it."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._likes: list[tuple[int, Shown]] = []

    def like(self) -> Append | None:
        """Somebody likes a post that they see for the first time."""
        world = self._world
        actor = world.somebody()
        shown = world.look(actor)
        if shown is None or actor in shown.likers:
            return None
        shown.likers.add(actor)
        world.attention.liked(shown)
        self._remember(actor, shown)
        return reactions.like(world.people.id(actor), shown.id, world.people.id(shown.author))

    def unlike(self) -> Append | None:
        """Somebody has changed their mind."""
        if not self._likes:
            return None
        actor, shown = self._likes.pop(self._world.chance.randrange(len(self._likes)))
        if not self._world.sees(actor, shown):
            return None
        people = self._world.people
        return reactions.unlike(people.id(actor), shown.id, people.id(shown.author))

    def comment(self) -> Append | None:
        """Somebody says something under a post, or to what was said there."""
        world = self._world
        actor = world.somebody()
        shown = world.look(actor)
        if shown is None:
            return None
        answered = world.chance.choice(shown.said) if shown.said and world.happens(REPLY) else None
        if answered and world.people.strangers(actor, answered.author):
            return None
        said, person = Said(world.draw(), actor), world.people.id(actor)
        shown.said.append(said)
        if world.happens(RETRACTED):
            world.later(timedelta(seconds=20), timedelta(hours=12), partial(self._retract, shown, said))
        sealed = world.seal(person, {"text": world.chance.choice(COMMENTS)})
        author, reply_to = world.people.id(shown.author), answered.id if answered else None
        return comments.comment(person, shown.id, author, said.id, reply_to, sealed)

    def _retract(self, shown: Shown, said: Said) -> Append | None:
        world = self._world
        if said not in shown.said or not world.sees(said.author, shown):
            return None
        shown.said.remove(said)
        by = world.chance.choice((said.author, said.author, shown.author))
        return comments.remove(world.people.id(by), shown.id, said.id)

    def _remember(self, actor: int, shown: Shown) -> None:
        if len(self._likes) < REMEMBERED:
            self._likes.append((actor, shown))
        else:
            self._likes[self._world.chance.randrange(REMEMBERED)] = (actor, shown)
