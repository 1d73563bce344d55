"""Short ways to make things happen in a log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID, uuid4

from domain import accounts, blocks, comments, flags, follows, moderation, mutes, rankers, reactions
from domain.api_keys import ApiKey, ApiScope
from domain.cases import LABELLING, Case, DecisionKind, case_id
from domain.events import Aggregate, Event
from domain.log import Append, Log
from domain.posts import Post, PromptVisibility, Visibility, post_id
from domain.renders import Params, Picture, Render
from domain.screening import Refusal, Rule, set_rule, withdraw_rule
from projections.engine import Engine

SEALED = b"\x01sealed"
PARAMS = Params(width=512, height=512, steps=8, seed=2**64 - 1, model="painter")
PICTURE = Picture("ab" * 32, 512, 512, "1", "data:", 0.5, 0.25, 1.0, "estimated", SEALED)


class World:
    """Commands on a log, as an interface would give them."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self.rules: dict[str, int] = {}
        self.rankers: dict[tuple[UUID | None, str], int] = {}

    async def person(self, handle: str) -> UUID:
        """Someone joins."""
        account = uuid4()
        await self.log.append(accounts.register(account, handle, SEALED))
        return account

    async def render(self, owner: UUID, remix_of: UUID | None = None, refines: UUID | None = None) -> UUID:
        """A prompt is submitted."""
        render = Render.submit(uuid4(), owner, PARAMS, remix_of, SEALED, refines)
        await self.save(render)
        return render.id

    async def refused(self, owner: UUID) -> None:
        """A prompt is submitted that a rule forbids."""
        refusal = Refusal("kind", 1, "Not here.", ("words",))
        await self.save(Render.submit(uuid4(), owner, PARAMS, None, SEALED, refusal=refusal))

    async def rule(self, name: str, *, stands: bool) -> None:
        """A rule for prompts is set, or withdrawn where there is one."""
        version = self.rules.get(name, 0)
        rule = Rule(name, ("sea, dusk", "storm"), f"Version {version}.", version)
        if stands or version:
            await self.log.append(set_rule(None, rule) if stands else withdraw_rule(None, rule))
            self.rules[name] = version + 1

    async def ranker(self, maker: UUID | None, name: str, formula: str | None) -> None:
        """A ranker is defined, or withdrawn where there is no formula."""
        version = self.rankers.get((maker, name), 0)
        if formula is None:
            await self.log.append(rankers.withdraw(name, maker, version))
        else:
            said, sealed = (None, SEALED) if maker else ("What it favours.", None)
            await self.log.append(rankers.define(rankers.Definition(name, formula, said, sealed, maker, version)))
        self.rankers[maker, name] = version + 1

    async def api_key(self, owner: UUID, *, revoked: bool) -> None:
        """A key is made, and perhaps revoked."""
        expires_at = datetime(2027, 1, 31, 12, tzinfo=UTC)
        key = ApiKey.make(uuid4(), owner, (ApiScope.READ, ApiScope.WRITE), expires_at, SEALED)
        if revoked:
            key.revoke(owner)
        await self.log.append(Append(key.id, key.collect_events()))

    async def change(self, render_id: UUID, *steps: str, owner: UUID | None = None) -> None:
        """A render starts, finishes, fails or is cancelled."""
        render = await self.log.load(Render, render_id)
        assert render
        for step in steps:
            match step:
                case "start":
                    render.start()
                case "finish":
                    render.finish(PICTURE)
                case "fail":
                    render.fail("MODEL_FAILED")
                case "cancel":
                    assert owner
                    render.cancel(owner)
        await self.save(render)

    async def share(
        self, render_id: UUID, visibility: Visibility = Visibility.PUBLIC, tags: tuple[str, ...] = ()
    ) -> UUID:
        """A finished render becomes a post."""
        render = await self.log.load(Render, render_id)
        assert render
        post = Post.share(render, render.owner, visibility, PromptVisibility.HIDDEN, tags, SEALED)
        await self.save(post)
        return post.id

    async def post(
        self,
        owner: UUID,
        visibility: Visibility = Visibility.PUBLIC,
        tags: tuple[str, ...] = (),
        remix_of: UUID | None = None,
    ) -> UUID:
        """A prompt becomes a post."""
        render = await self.render(owner, remix_of)
        await self.change(render, "start", "finish")
        return await self.share(render, visibility, tags)

    async def edit(
        self, actor: UUID, post_id: UUID, visibility: Visibility | None = None, tags: tuple[str, ...] | None = None
    ) -> None:
        """A post is shown to others, or under other tags."""
        post = await self.log.load(Post, post_id)
        assert post
        post.edit(
            actor, visibility or post.visibility, post.prompt_visibility, post.tags if tags is None else tags, SEALED
        )
        await self.save(post)

    async def edit_profile(self, actor: UUID, sealed: bytes) -> None:
        """Someone says otherwise of themselves."""
        account = await self.log.load(accounts.Account, actor)
        assert account
        account.edit(actor, sealed)
        await self.save(account)

    async def remove(self, actor: UUID, post_id: UUID) -> None:
        """A post is taken back."""
        post = await self.log.load(Post, post_id)
        assert post
        post.remove(actor)
        await self.save(post)

    async def like(self, actor: UUID, post: UUID, author: UUID) -> int:
        """A like; its position."""
        return (await self.log.append(reactions.like(actor, post, author))).position

    async def unlike(self, actor: UUID, post: UUID, author: UUID) -> None:
        """A like taken back."""
        await self.log.append(reactions.unlike(actor, post, author))

    async def follow(self, follower: UUID, followed: UUID) -> None:
        """A follow."""
        await self.log.append(follows.follow(follower, followed))

    async def unfollow(self, follower: UUID, followed: UUID) -> None:
        """The end of a follow."""
        await self.log.append(follows.unfollow(follower, followed))

    async def block(self, actor: UUID, blocked: UUID, *, on: bool = True) -> None:
        """A block, or its end."""
        await self.log.append((blocks.block if on else blocks.unblock)(actor, blocked))

    async def mute(self, actor: UUID, muted: UUID, *, on: bool = True) -> None:
        """A mute, or its end."""
        await self.log.append((mutes.mute if on else mutes.unmute)(actor, muted))

    async def comment(self, actor: UUID, post: UUID, author: UUID, reply_to: UUID | None = None) -> UUID:
        """A comment."""
        comment = uuid4()
        await self.log.append(comments.comment(actor, post, author, comment, reply_to, SEALED))
        return comment

    async def remove_comment(self, actor: UUID, post: UUID, comment: UUID) -> None:
        """A comment is taken away."""
        await self.log.append(comments.remove(actor, post, comment))

    async def flag(self, actor: UUID, about: flags.Flaggable, reason: flags.FlagReason) -> None:
        """A report."""
        await self.log.append(flags.flag(actor, about, reason, SEALED))

    async def moderate(self, moderator: UUID, thing: UUID, outcome: DecisionKind) -> UUID:
        """A moderator decides the newest case on a thing, or where it is decided undoes that; the decision."""
        rounds: list[Case] = []
        while case := await self.log.load(Case, case_id(thing, len(rounds) + 1)):
            rounds.append(case)
        case = rounds[-1]
        if case.decision:
            measure = case.undo(moderator, SEALED)
            events = moderation.lifted(case.about, await self._thing(case.about), [measure])
        else:
            events = await self._decided(moderator, case, rounds[:-1], outcome)
        await self.log.append(Append(case.id, [*case.collect_events(), *events]))
        assert case.decision
        return case.decision

    async def _decided(
        self, moderator: UUID, case: Case, earlier: Sequence[Case], outcome: DecisionKind
    ) -> Sequence[Event]:
        label = "graphic" if outcome in LABELLING else None
        rule = "hate" if outcome.restriction else None
        case.claim(moderator)
        measure = case.decide(moderator, uuid4(), outcome, label, rule, SEALED)
        thing = await self._thing(case.about)
        if measure:
            return moderation.restricted(case.about, thing, measure)
        if outcome is DecisionKind.RESTORE:
            return moderation.restored(case.about, thing, earlier, moderator, SEALED)
        return []

    async def _thing(self, about: flags.Flaggable) -> Post | accounts.Account | None:
        if about.kind is flags.FlagKind.COMMENT:
            return None
        if about.kind is flags.FlagKind.POST:
            return await self.log.load(Post, about.id)
        return await self.log.load(accounts.Account, about.id)

    async def save(self, aggregate: Aggregate) -> int:
        """Append what an aggregate decided; the position."""
        wish = Append(result=aggregate.id, events=tuple(aggregate.collect_events()))
        return (await self.log.append(wish)).position


def catch_up(engine: Engine) -> None:
    """Fold until nothing is left."""
    while engine.step():
        pass


__all__ = ["PICTURE", "SEALED", "World", "catch_up", "post_id"]
