"""Everything that moves what lists hold, by chance and many at a time: straight into the log, as commands would."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar
from uuid import UUID, uuid4

from api.ids import NodeKind, node_id
from domain import moderation, statements
from domain.cases import Case, CaseDecided, DecisionKind
from domain.flags import Flaggable, FlagKind, FlagReason
from domain.log import Append
from domain.posts import Post
from domain.roles import Role, grant
from tests.api.site import Person, Site
from tests.projections.world import SEALED, World

TAG = "storm"
LEFT = 5
"""Of each kind, so that no list is ever empty."""
Act = Callable[[], Awaitable[object]]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cast:
    """Who and what is always there.

    ada        looks at everything of hers, shares, and follows bob
    bob        shares, too
    moderator  looks at cases
    crowd      likes, comments, makes rankers
    post       bob's, under which there is talk and which is remixed
    comment    under it, which is answered
    render     ada's, which she changes
    """

    ada: Person
    bob: Person
    moderator: Person
    crowd: tuple[Person, ...]
    post: UUID
    comment: UUID
    render: UUID

    @classmethod
    async def of(cls, site: Site) -> Cast:
        """They come together."""
        world = World(site.services.log)
        ada, bob, moderator, *crowd = [await _person(site, world) for _ in range(7)]
        await site.services.log.append(grant(moderator.account, Role.MODERATOR))
        await world.follow(ada.account, bob.account)
        post = await world.post(bob.account, tags=(TAG,))
        comment = await world.comment(crowd[0].account, post, bob.account)
        await world.comment(crowd[1].account, post, bob.account, comment)
        await world.post(bob.account, tags=(TAG,), remix_of=post)
        return cls(ada, bob, moderator, tuple(crowd), post, comment, await world.render(ada.account))


async def _person(site: Site, world: World) -> Person:
    account = await world.person(handle := f"p{uuid4().hex[:12]}")
    token, _ = await site.services.sessions.start(account)
    return Person(node_id(NodeKind.ACCOUNT, account), handle, token)


@dataclass
class Storm:
    """What happens to a cast. Things that something goes on with wait in lists, and are taken out by who does it."""

    cast: Cast
    world: World
    chance: Random
    posts: list[tuple[UUID, UUID]] = field(default_factory=list)
    comments: list[tuple[UUID, UUID]] = field(default_factory=list)
    blocked: list[UUID] = field(default_factory=list)
    muted: list[UUID] = field(default_factory=list)
    cases: list[tuple[Case, Post]] = field(default_factory=list)
    rankers: list[tuple[UUID, str]] = field(default_factory=list)
    acted: int = 0

    @property
    def coming(self) -> tuple[Act, ...]:
        """What brings something into lists."""
        about_posts = self.share, self.comment, self.like, self.report
        return *about_posts, self.block, self.mute, self.define, self.refine, self.make_key

    @property
    def going(self) -> tuple[Act, ...]:
        """What takes it out of one, and perhaps into another."""
        return self.remove, self.unsay, self.unblock, self.unmute, self.decide, self.withdraw

    async def act(self) -> None:
        """Something happens."""
        await self.chance.choice((*self.coming, *self.going))()
        self.acted += 1

    async def share(self) -> None:
        """A post, perhaps a remix."""
        author = self.chance.choice((self.cast.ada, self.cast.bob)).account
        remix_of = self.chance.choice((None, self.cast.post))
        self.posts.append((await self.world.post(author, tags=(TAG,), remix_of=remix_of), author))

    async def remove(self) -> None:
        """A post is taken back."""
        for post, author in self._taken(self.posts):
            await self.world.remove(author, post)

    async def like(self) -> None:
        """A heart, or its end."""
        post, author = self._post()
        await self.chance.choice((self.world.like, self.world.unlike))(self._someone(), post, author)

    async def comment(self) -> None:
        """Something said, perhaps in answer."""
        author, reply_to = self._someone(), self.chance.choice((None, self.cast.comment))
        said = await self.world.comment(author, self.cast.post, self.cast.bob.account, reply_to)
        self.comments.append((said, author))

    async def unsay(self) -> None:
        """It is taken away."""
        for comment, author in self._taken(self.comments):
            await self.world.remove_comment(author, self.cast.post, comment)

    async def block(self) -> None:
        """Somebody new is blocked."""
        self.blocked.append(other := await self.world.person(f"p{uuid4().hex[:12]}"))
        await self.world.block(self.cast.ada.account, other)

    async def unblock(self) -> None:
        """And no longer."""
        for other in self._taken(self.blocked):
            await self.world.block(self.cast.ada.account, other, on=False)

    async def mute(self) -> None:
        """Somebody new is muted."""
        self.muted.append(other := await self.world.person(f"p{uuid4().hex[:12]}"))
        await self.world.mute(self.cast.ada.account, other)

    async def unmute(self) -> None:
        """And no longer."""
        for other in self._taken(self.muted):
            await self.world.mute(self.cast.ada.account, other, on=False)

    async def refine(self) -> None:
        """A picture is to be changed."""
        await self.world.render(self.cast.ada.account, refines=self.cast.render)

    async def make_key(self) -> None:
        """An API key, which stays in the list when it is revoked."""
        await self.world.api_key(self.cast.ada.account, revoked=self.chance.random() < 0.5)

    async def report(self) -> None:
        """A new post of ada's is reported by somebody, and one of bob's by her."""
        theirs = await self.world.post(self.cast.bob.account)
        about = Flaggable(theirs, FlagKind.POST, self.cast.bob.account)
        await self.world.flag(self.cast.ada.account, about, FlagReason.SPAM)
        hers = await self.world.post(self.cast.ada.account)
        about = Flaggable(hers, FlagKind.POST, self.cast.ada.account)
        case = Case.open(about, 1, self._someone(), self.chance.choice(list(FlagReason)))
        await self.world.save(case)
        post = await self.world.log.load(Post, hers)
        assert post
        self.cases.append((case, post))

    async def decide(self) -> None:
        """A case is decided, and the author told."""
        for case, post in self._taken(self.cases):
            moderator = uuid4()
            case.claim(moderator)
            measure = case.decide(moderator, uuid4(), DecisionKind.LABEL, "graphic", "hate", SEALED)
            assert measure
            events = case.collect_events()
            told = [statements.statement(event) for event in events if isinstance(event, CaseDecided)]
            events = [*events, *moderation.restricted(case.about, post, measure), *filter(None, told)]
            await self.world.log.append(Append(case.id, events))

    async def define(self) -> None:
        """A new ranker."""
        maker, name = self._someone(), f"r{uuid4().hex[:12]}"
        await self.world.ranker(maker, name, "likes")
        self.rankers.append((maker, name))

    async def withdraw(self) -> None:
        """It is withdrawn."""
        for maker, name in self._taken(self.rankers):
            await self.world.ranker(maker, name, None)

    def _taken(self, waiting: list[T]) -> Iterator[T]:
        """One of them, where enough are left then."""
        if len(waiting) > LEFT:
            yield waiting.pop(self.chance.randrange(len(waiting)))

    def _someone(self) -> UUID:
        return self.chance.choice(self.cast.crowd).account

    def _post(self) -> tuple[UUID, UUID]:
        talked_about = self.cast.post, self.cast.bob.account
        return self.chance.choice([self.chance.choice([*self.posts, talked_about]), talked_about])
