"""A life on a site: everything that moves what posts, people and boards show, over and over, by chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID, uuid4

from api.ids import parse_id
from domain import moderation
from domain.accounts import Account
from domain.cases import LABELLING, Case, DecisionKind, case_id
from domain.flags import Flaggable, FlagKind, FlagReason
from domain.log import Append
from domain.posts import Post
from tests.api.site import Person, Site

VISIBILITIES = ("PUBLIC", "PUBLIC", "PUBLIC", "UNLISTED", "FOLLOWERS", "PRIVATE")
DECISIONS = {
    FlagKind.POST: (DecisionKind.LABEL, DecisionKind.BLUR, DecisionKind.LIMIT, DecisionKind.REMOVE),
    FlagKind.COMMENT: (DecisionKind.LABEL, DecisionKind.REMOVE),
    FlagKind.ACCOUNT: (DecisionKind.LABEL, DecisionKind.LIMIT),
}


@dataclass
class Life:
    """People, their posts with their authors, and comments with their authors and posts.

    answerable  comments that answer none, with their posts
    gone        comments that were taken away
    """

    site: Site
    people: Sequence[Person]
    chance: Random
    posts: list[tuple[str, Person]] = field(default_factory=list)
    comments: list[tuple[str, Person, str]] = field(default_factory=list)
    answerable: list[tuple[str, str]] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    rounds: dict[UUID, int] = field(default_factory=dict)

    async def live(self, acts: int) -> None:
        """So many things happen; what is not allowed does not. Then the views have seen it all."""
        kinds = [self.like, self.unlike, self.say, self.unsay, self.edit, self.follow, self.rename, self.decide]
        for act in self.chance.choices(kinds, weights=(8, 3, 6, 1, 5, 4, 1, 4), k=acts):
            await act()
        await self.site.settled()

    async def share(self, remix_of: str | None = None) -> None:
        """A post, perhaps a remix."""
        author = self.chance.choice(self.people)
        given = {
            "visibility": self.chance.choice(VISIBILITIES),
            "promptVisibility": "VISIBLE",
            "caption": "first words",
        }
        self.posts.append((await self.site.post(author, remix_of, **given), author))

    async def like(self) -> None:
        """A heart."""
        await self._do("likePost", "PostRef", self._someone(), postId=self._post()[0])

    async def unlike(self) -> None:
        """A heart taken back."""
        await self._do("unlikePost", "PostRef", self._someone(), postId=self._post()[0])

    async def follow(self) -> None:
        """A follow, or its end."""
        actor, other = self.chance.sample(self.people, 2)
        name = self.chance.choice(["follow", "follow", "unfollow"])
        await self._do(name, "AccountRef", actor, accountId=other.id)

    async def rename(self) -> None:
        """Another name."""
        await self._do("editProfile", "EditProfileInput", self._someone(), displayName=f"Name {self.chance.random()}")

    async def edit(self) -> None:
        """A post says otherwise, or is shown to others."""
        post, author = self._post()
        given: dict[str, Any] = {
            "caption": f"words {self.chance.random()}",
            "visibility": self.chance.choice(VISIBILITIES),
        }
        given |= {"tags": self.chance.sample(["sea", "dusk"], 1)}
        given |= {"promptVisibility": self.chance.choice(["HIDDEN", "VISIBLE", "REMIXABLE"])}
        await self._do("editPost", "EditPostInput", author, postId=post, **given)

    async def say(self) -> None:
        """A comment, or an answer to one."""
        post, _ = self._post()
        author = self._someone()
        given: dict[str, object] = {"postId": post, "text": f"said {self.chance.random()}"}
        under = [comment for comment, where in self.answerable if where == post]
        answers = bool(under) and self.chance.random() < 0.5
        given |= {"replyTo": self.chance.choice(under)} if answers else {}
        done = await self.site.do("comment", "CommentInput", author, "comment { id }", **given)
        if done["comment"]:
            self.comments.append((done["comment"]["id"], author, post))
            self.answerable += [] if answers else [(done["comment"]["id"], post)]

    async def unsay(self) -> None:
        """A comment is taken away."""
        if self.comments:
            comment, author, _ = self.chance.choice(self.comments)
            done = await self.site.do("removeComment", "CommentRef", author, commentId=comment)
            self.gone |= set() if done["userErrors"] else {comment}

    async def remove(self, post: str) -> None:
        """A post is taken back."""
        author = next(author for one, author in self.posts if one == post)
        await self._do("removePost", "PostRef", author, postId=post)

    async def decide(self) -> None:
        """A moderator restricts a thing, or undoes what was decided on it last."""
        about = self._thing()
        number = self.rounds.get(about.id, 0)
        log, moderator = self.site.services.log, uuid4()
        case = await log.load(Case, case_id(about.id, number)) if number else None
        thing = await self._loaded(about)
        if case and case.measure:
            events = moderation.lifted(about, thing, [case.undo(moderator, self._reason(about))])
        elif isinstance(thing, Post) and thing.removed:
            return
        else:
            self.rounds[about.id] = number + 1
            case = Case.open(about, number + 1, uuid4(), FlagReason.HATE)
            case.claim(moderator)
            outcome = self.chance.choice(DECISIONS[about.kind])
            label = f"label {number}" if outcome in LABELLING else None
            measure = case.decide(moderator, uuid4(), outcome, label, "hate", self._reason(about))
            assert measure
            events = moderation.restricted(about, thing, measure)
        await log.append(Append(case.id, [*case.collect_events(), *events]))
        await self.site.settled()

    def _thing(self) -> Flaggable:
        kind = self.chance.choice([FlagKind.POST, FlagKind.POST, FlagKind.COMMENT, FlagKind.ACCOUNT])
        if kind is FlagKind.COMMENT and self.comments:
            comment, author, post = self.chance.choice(self.comments)
            return Flaggable(parse_id(comment)[1], kind, author.account, parse_id(post)[1])
        if kind is FlagKind.ACCOUNT:
            person = self._someone().account
            return Flaggable(person, kind, person)
        post, author = self._post()
        return Flaggable(parse_id(post)[1], FlagKind.POST, author.account)

    async def _loaded(self, about: Flaggable) -> Post | Account | None:
        if about.kind is FlagKind.COMMENT:
            return None
        if about.kind is FlagKind.POST:
            return await self.site.services.log.load(Post, about.id)
        return await self.site.services.log.load(Account, about.id)

    def _reason(self, about: Flaggable) -> bytes:
        return self.site.services.keyring.seal(about.author, {"reason": "because"})

    def _post(self) -> tuple[str, Person]:
        return self.chance.choice(self.posts)

    def _someone(self) -> Person:
        return self.chance.choice(self.people)

    async def _do(self, name: str, kind: str, person: Person, **given: Any) -> None:
        await self.site.do(name, kind, person, **given)
